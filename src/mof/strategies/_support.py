"""What support keeps beside its records: standard changes and the like."""

from hypothesis import strategies as st

from mof.changes import StandardChange, StandardChangeCatalog
from mof.strategies._generic import generate
from mof.strategies._scalars import durations, instants


def standard_changes() -> st.SearchStrategy[StandardChange]:
    """Standard changes, some of them for a limited time."""
    return st.tuples(instants(), st.none() | durations()).flatmap(
        lambda pair: generate(
            StandardChange,
            {
                "approved_at": st.just(pair[0]),
                "valid_until": st.just(pair[0] + pair[1] if pair[1] else None),
            },
        )
    )


def standard_change_catalogs() -> st.SearchStrategy[StandardChangeCatalog]:
    """A few standard changes, each with an id of its own."""
    changes = st.lists(standard_changes(), max_size=2, unique_by=lambda change: change.id)
    return changes.map(lambda found: StandardChangeCatalog(tuple(found)))
