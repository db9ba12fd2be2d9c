"""Coverage calendars: when a service is supported, and time counted inside those hours only."""

from mof.calendars._business_days import BusinessDays
from mof.calendars._calendars import Calendar, Hours

__all__ = ["BusinessDays", "Calendar", "Hours"]
