"""Exclusions: classes that have no form in JSON, and why."""

from collections.abc import Mapping

from mof.calendars import Timeline
from mof.documents import (
    Named,
    Reference,
    ShareBar,
    Status,
)
from mof.documents._blocks import KeyFigure
from mof.documents._inlines import Anchor, Strong
from mof.documents._renderables import Renderable
from mof.help_requests import HelpRequest
from mof.records import AnyOf, Edge, Entry, Lifecycle, Record, Refusal

_SHOWN = "documents are written for people and other programs and never read back"
_TABLES = "lifecycles are tables of the program, which it refers to by name"

EXCLUSIONS: Mapping[type, str] = {
    Renderable: _SHOWN,
    **dict.fromkeys((Anchor, KeyFigure, Named, Reference, Status, Strong), _SHOWN),
    ShareBar: "pictures are drawn from other values and are never read back",
    HelpRequest: "only each category says which states there are",
    Entry: "an entry is read inside its record, which knows the types of its facts",
    **dict.fromkeys((Lifecycle, Edge, AnyOf, Refusal), _TABLES),
    Record: "only the kinds of record say which states and facts there are",
    Timeline: "timelines are compiled from calendars, which are the data",
}
"""Classes that have no form in JSON, and why; whatever shows itself has none."""


def find_exclusion(kind: type) -> str | None:
    """Why a class has no form in JSON; None where it has one.

    >>> find_exclusion(Record)
    'only the kinds of record say which states and facts there are'
    """
    return EXCLUSIONS.get(Renderable if issubclass(kind, Renderable) else kind)
