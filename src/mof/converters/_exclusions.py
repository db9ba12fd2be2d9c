"""Exclusions: classes that have no form in JSON, and why."""

from collections.abc import Mapping

from mof.converters._hook_types import to_full_name

_SHOWN = "documents are written for people and other programs and never read back"
_TABLES = "lifecycles are tables of the program, which it refers to by name"

RENDERABLE = "mof.documents._renderables.Renderable"

EXCLUSIONS: Mapping[str, str] = {
    RENDERABLE: _SHOWN,
    "mof.documents._inlines.Anchor": _SHOWN,
    "mof.documents._blocks.KeyFigure": _SHOWN,
    "mof.documents._inlines.Named": _SHOWN,
    "mof.documents._inlines.Reference": _SHOWN,
    "mof.documents._inlines.Status": _SHOWN,
    "mof.documents._inlines.Strong": _SHOWN,
    "mof.documents._charts.attainment_bars.ShareBar": (
        "pictures are drawn from other values and are never read back"
    ),
    "mof.help_requests._help_requests.HelpRequest": (
        "only each category says which states there are"
    ),
    "mof.records._histories.Entry": (
        "an entry is read inside its record, which knows the types of its facts"
    ),
    "mof.records._lifecycles.Lifecycle": _TABLES,
    "mof.records._edges.Edge": _TABLES,
    "mof.records._edges.AnyOf": _TABLES,
    "mof.records._lifecycles.Refusal": _TABLES,
    "mof.records._records.Record": "only the kinds of record say which states and facts there are",
    "mof.calendars._timelines.Timeline": (
        "timelines are compiled from calendars, which are the data"
    ),
}
"""Classes by name that have no form in JSON, and why; whatever shows itself has none.

They are named, so that asking about one class imports no other.
"""


def find_exclusion(kind: type) -> str | None:
    """Why a class has no form in JSON; None where it has one.

    >>> from mof.records import Record
    >>> find_exclusion(Record)
    'only the kinds of record say which states and facts there are'
    """
    if RENDERABLE in map(to_full_name, kind.__mro__):
        return EXCLUSIONS[RENDERABLE]
    return EXCLUSIONS.get(to_full_name(kind))
