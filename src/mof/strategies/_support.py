"""What support keeps beside its records: standard changes and the like."""

from hypothesis import strategies as st

from mof.changes import StandardChange, StandardChangeCatalog
from mof.help_requests import Classification, ClassificationMatrix, PickList
from mof.strategies._generic import generate, values
from mof.strategies._scalars import durations, instants, texts


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


def pick_lists() -> st.SearchStrategy[PickList]:
    """Lists to choose from."""
    return st.builds(PickList, texts(min_size=1), st.lists(texts(min_size=1), max_size=3))


def classification_matrices() -> st.SearchStrategy[ClassificationMatrix]:
    """A few things that may be reported, each with what it usually is."""
    rows = st.lists(
        values(Classification), max_size=3, unique_by=lambda row: row.reported.casefold()
    )
    return rows.map(ClassificationMatrix)
