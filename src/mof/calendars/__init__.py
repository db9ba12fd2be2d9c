"""Coverage calendars: when a service is supported, and time counted inside those hours only."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.calendars._business_days import (
        BusinessDays as BusinessDays,
    )
    from mof.calendars._calendars import (
        Calendar as Calendar,
    )
    from mof.calendars._recurring_hours import (
        RecurringHours as RecurringHours,
    )
    from mof.calendars._timelines import (
        Timeline as Timeline,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_business_days": ("BusinessDays",),
            "_calendars": ("Calendar",),
            "_recurring_hours": ("RecurringHours",),
            "_timelines": ("Timeline",),
        },
    )
