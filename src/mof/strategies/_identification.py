"""What searches for problems find, what is predicted, and what was achieved."""

from hypothesis import strategies as st

from mof.outcomes import MEASURES, Measure, Outcome
from mof.problems import Identification
from mof.problems._candidates import Candidate, Trial
from mof.problems._loss_ranking import IncidentLoss
from mof.problems._predictions import Prediction
from mof.strategies._agreements import Fields
from mof.strategies._generic import generate
from mof.strategies._scalars import durations, identifiers, shares


def candidates(**fields: Fields) -> st.SearchStrategy[Candidate]:
    """Candidates for problems; given fields are drawn from those strategies."""
    usual: dict[str, Fields] = {
        "count": st.integers(1, 99),
        "expected": shares(),
        "chance": shares(),
        "incidents": st.lists(identifiers("incident"), max_size=3, unique=True),
        "time_lost": durations(),
    }
    return generate(Candidate, {**usual, **fields})


def trials() -> st.SearchStrategy[Trial]:
    """How rules fared."""
    return generate(Trial, {"tests": st.integers(0, 9999), "limit": shares()})


def identifications(**fields: Fields) -> st.SearchStrategy[Identification]:
    """Searches for problems; given fields are drawn from those strategies."""
    return generate(Identification, {"false_alarms": shares(), **fields})


def losses() -> st.SearchStrategy[IncidentLoss]:
    """Groups in a ranking of the time that was lost."""
    return generate(
        IncidentLoss, {"time_lost": durations(), "share": shares(), "cumulative": shares()}
    )


def predictions(**fields: Fields) -> st.SearchStrategy[Prediction]:
    """Predictions; given fields are drawn from those strategies."""
    return generate(Prediction, {"coverage": shares(), **fields})


def measures() -> st.SearchStrategy[Measure]:
    """What is measured of the outcomes of the Operate phase."""
    return st.sampled_from(MEASURES)


def measured_outcomes(**fields: Fields) -> st.SearchStrategy[Outcome]:
    """Outcomes of some period, whatever they came to."""
    return generate(Outcome, {"cases": st.integers(0, 99), "open": st.integers(0, 99), **fields})
