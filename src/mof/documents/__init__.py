"""Documents: prose, tables and figures that show themselves as text, Markdown and HTML."""

from mof.documents.blocks import (
    Callout,
    Figure,
    Heading,
    ItemList,
    KeyFigure,
    KeyFigures,
    Paragraph,
)
from mof.documents.formats import (
    format_count,
    format_duration,
    format_instant,
    format_limit,
    format_number,
    format_share,
)
from mof.documents.inlines import Anchor, Inline, Reference, Status, Strong, Text, Tone
from mof.documents.pages import Document
from mof.documents.renderables import Block, Renderable, show_blocks
from mof.documents.standings import show_standing
from mof.documents.tables import Cell, Table, Tabular
from mof.documents.texts import ABSENT

__all__ = [
    "ABSENT",
    "Anchor",
    "Block",
    "Callout",
    "Cell",
    "Document",
    "Figure",
    "Heading",
    "Inline",
    "ItemList",
    "KeyFigure",
    "KeyFigures",
    "Paragraph",
    "Reference",
    "Renderable",
    "Status",
    "Strong",
    "Table",
    "Tabular",
    "Text",
    "Tone",
    "format_count",
    "format_duration",
    "format_instant",
    "format_limit",
    "format_number",
    "format_share",
    "show_blocks",
    "show_standing",
]
