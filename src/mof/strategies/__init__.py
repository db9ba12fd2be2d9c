"""Strategies: records, agreements and calendars at random, for tests with Hypothesis.

All that is drawn is valid, and interesting: odd zones, overnight hours, lives that obey their
lifecycle, and on request histories that obey none. ``st.from_type`` draws values of every class of
the library; the functions here say more of what is drawn.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.strategies._agreements import (
        olas as olas,
        slas as slas,
        targets as targets,
    )
    from mof.strategies._calendars import (
        calendars as calendars,
    )
    from mof.strategies._histories import (
        foreign_histories as foreign_histories,
    )
    from mof.strategies._records import (
        changes as changes,
        foreign_incidents as foreign_incidents,
        incidents as incidents,
        problems as problems,
    )
    from mof.strategies._scalars import (
        durations as durations,
        instants as instants,
    )
    from mof.strategies._services import (
        outages as outages,
        services as services,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_agreements": (
                "olas",
                "slas",
                "targets",
            ),
            "_calendars": ("calendars",),
            "_histories": ("foreign_histories",),
            "_records": (
                "changes",
                "foreign_incidents",
                "incidents",
                "problems",
            ),
            "_scalars": (
                "durations",
                "instants",
            ),
            "_services": (
                "outages",
                "services",
            ),
        },
    )
