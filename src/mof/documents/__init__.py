"""Documents: prose, tables and figures that show themselves as text, Markdown and HTML."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.documents._blocks import (
        Figure as Figure,
        Heading as Heading,
        ItemList as ItemList,
        Paragraph as Paragraph,
    )
    from mof.documents._charts.attainment_bars import (
        ShareBar as ShareBar,
        draw_attainment as draw_attainment,
    )
    from mof.documents._charts.monthly_series import (
        draw_line as draw_line,
    )
    from mof.documents._formats import (
        format_count as format_count,
        format_duration as format_duration,
        format_instant as format_instant,
        format_share as format_share,
    )
    from mof.documents._inlines import (
        Named as Named,
        Reference as Reference,
        Status as Status,
        Tone as Tone,
    )
    from mof.documents._pages import (
        Document as Document,
    )
    from mof.documents._renderables import (
        Block as Block,
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
                "Paragraph",
            ),
            "_charts.attainment_bars": (
                "ShareBar",
                "draw_attainment",
            ),
            "_charts.monthly_series": ("draw_line",),
            "_formats": (
                "format_count",
                "format_duration",
                "format_instant",
                "format_share",
            ),
            "_inlines": (
                "Named",
                "Reference",
                "Status",
                "Tone",
            ),
            "_pages": ("Document",),
            "_renderables": ("Block",),
            "_tables": ("Table",),
        },
    )
