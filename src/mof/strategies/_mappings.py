"""Mappings from the columns of files to what they mean."""

from functools import partial

from hypothesis import strategies as st

from mof.incidents import IncidentState
from mof.records import Priority
from mof.sources import (
    ChangeMapping,
    EventLogMapping,
    ObservationMapping,
    SourceMapping,
    TicketMapping,
)
from mof.strategies._registry import Strategy, draws
from mof.strategies._scalars import zones

_STATES = st.sampled_from(IncidentState)
_WORDS = st.text("abcdefgh ", min_size=1, max_size=8)


def _columns(*names: str) -> dict[str, Strategy]:
    return {"columns": st.fixed_dictionaries(dict.fromkeys(names, _WORDS))}


_STEPS = st.lists(st.tuples(_WORDS, _STATES, st.none() | _WORDS), min_size=1, max_size=3).map(tuple)
_PRIORITIES = st.dictionaries(_WORDS, st.sampled_from(Priority), max_size=2)
_SHAPE: dict[str, Strategy] = {
    "missing": st.just(frozenset({"-", "?"})),
    "date_formats": st.sampled_from((("iso",), ("%d/%m/%Y %H:%M", "iso"))),
    "tz": zones(),
    "delimiter": st.none() | st.sampled_from(",;\t|"),
    "encoding": st.sampled_from(("utf-8-sig", "cp1252")),
}
_INCIDENT = {**_SHAPE, "words": st.fixed_dictionaries({"priority": _PRIORITIES})}
_MAPPINGS: dict[type[SourceMapping], dict[str, Strategy]] = {
    EventLogMapping: {
        **_INCIDENT,
        **_columns("id", "at", "state", "priority", "business_unit"),
        "states": _STEPS,
        "automated": st.frozensets(_WORDS, max_size=2),
    },
    TicketMapping: {**_INCIDENT, **_columns("id", "opened_at"), "moments": _STEPS},
    ObservationMapping: {
        **_SHAPE,
        **_columns("value", "observed_at"),
        "constants": st.just({"indicator": "satisfaction"}),
    },
    ChangeMapping: {**_SHAPE, **_columns("id", "title", "requested_at")},
}


@draws(SourceMapping)
def mappings(kind: type[SourceMapping] = SourceMapping) -> st.SearchStrategy[SourceMapping]:
    """Mappings of one kind of file, or of any, from columns to what they mean."""
    kinds = [each for each in _MAPPINGS if issubclass(each, kind)]
    return st.one_of([st.builds(each, **_MAPPINGS[each]) for each in kinds])


for _kind in _MAPPINGS:
    draws(_kind)(partial(mappings, _kind))
