"""Documents: prose, tables and figures that show themselves as text, Markdown and HTML."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.documents._blocks import (
        Figure as Figure,
    )
    from mof.documents._blocks import (
        Heading as Heading,
    )
    from mof.documents._blocks import (
        ItemList as ItemList,
    )
    from mof.documents._blocks import (
        KeyFigure as KeyFigure,
    )
    from mof.documents._blocks import (
        KeyFigures as KeyFigures,
    )
    from mof.documents._blocks import (
        Paragraph as Paragraph,
    )
    from mof.documents._charts.bars import (
        ShareBar as ShareBar,
    )
    from mof.documents._charts.bars import (
        draw_attainment as draw_attainment,
    )
    from mof.documents._charts.series import (
        draw_line as draw_line,
    )
    from mof.documents._formats import (
        format_count as format_count,
    )
    from mof.documents._formats import (
        format_duration as format_duration,
    )
    from mof.documents._formats import (
        format_instant as format_instant,
    )
    from mof.documents._formats import (
        format_share as format_share,
    )
    from mof.documents._inlines import (
        Data as Data,
    )
    from mof.documents._inlines import (
        Named as Named,
    )
    from mof.documents._inlines import (
        Reference as Reference,
    )
    from mof.documents._inlines import (
        Status as Status,
    )
    from mof.documents._inlines import (
        Strong as Strong,
    )
    from mof.documents._inlines import (
        Text as Text,
    )
    from mof.documents._inlines import (
        Tone as Tone,
    )
    from mof.documents._pages import (
        Document as Document,
    )
    from mof.documents._tables import (
        Table as Table,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_blocks": (
                "Figure",
                "Heading",
                "ItemList",
                "KeyFigure",
                "KeyFigures",
                "Paragraph",
            ),
            "_charts.bars": (
                "ShareBar",
                "draw_attainment",
            ),
            "_charts.series": ("draw_line",),
            "_formats": (
                "format_count",
                "format_duration",
                "format_instant",
                "format_share",
            ),
            "_inlines": (
                "Data",
                "Named",
                "Reference",
                "Status",
                "Strong",
                "Text",
                "Tone",
            ),
            "_pages": ("Document",),
            "_tables": ("Table",),
        },
    )
