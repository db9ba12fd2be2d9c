"""Searches: all rules applied to a list of incidents."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from fractions import Fraction

from mof.errors import DefinitionError
from mof.incidents import Incident
from mof.problems._candidates import (
    Candidate,
    ChangeMade,
    Identification,
    IdentificationRule,
    Trial,
)
from mof.problems._rule_after_change import search_aftermaths
from mof.problems._rule_burst import search_bursts
from mof.problems._rule_reassignment import search_reassignments
from mof.problems._rule_recurrence import search_recurrences
from mof.problems._rule_time_lost import search_longest
from mof.problems._sightings import ATTRIBUTES, observe
from mof.problems._signs import WEEK, Ground, Sign, to_candidates
from mof.values import Period
from mof.values._checks import collect
from mof.values._ids import check_distinct
from mof.values._instants import MICROSECOND, to_optional_utc, to_utc
from mof.values._shares import to_fraction

FALSE_ALARMS = Fraction(1, 10)
"""How many false candidates a review may have on average: one in ten reviews; our judgement."""

# Two may meet by coincidence, and whoever worked on both knows of them.
FEWEST = 3
"""Fewer incidents are no candidate, however rare they are.

Our judgement: two of a kind are no pattern, and a search for their cause seldom pays.
"""


def identify_problems(
    incidents: Iterable[Incident],
    *,
    during: Period,
    as_of: datetime,
    changes: Iterable[ChangeMade] = (),
    attributes: Iterable[str] = ATTRIBUTES,
    rules: Collection[IdentificationRule] = tuple(IdentificationRule),
    false_alarms: Fraction | str | float = FALSE_ALARMS,
    # Our judgement: each day of the week eight times, and not so long ago that it was another
    # service. Three days: most failures of a change show at its first working days.
    weeks: int = 8,
    since: datetime | None = None,
    within: timedelta = timedelta(days=3),
    fewest: int = FEWEST,
) -> Identification:
    """Which problems the incidents opened in a period give reason to suspect.

    What is usual is told by so many weeks before the period, as far as incidents are known, which
    is from the first one on unless ``since`` says since when. ``within`` is how long after a
    change incidents count as following it, a week at most. The false alarms allowed are shared
    equally among the rules, and within a rule among its tests. Incidents cancelled, rejected,
    rerouted or merged into another are left out. Of a period that goes on, what had passed at
    ``as_of`` is looked at.

    Raises:
        DefinitionError: an id comes twice, no rule or attribute is named or one twice, or a number
            is out of range.
    """
    as_of = to_utc(as_of)
    attributes = collect(attributes, str, "attributes")
    rules = collect(rules, IdentificationRule, "rules")
    made = collect(changes, ChangeMade, "changes")
    rate = to_fraction(false_alarms)
    check_distinct("changes", (change.id for change in made))
    _check_named("attributes", attributes)
    _check_named("rules", rules)
    _check_numbers(rate, weeks, fewest, within)
    # What happened at the instant itself is known too.
    until = during.end if during.end <= as_of else as_of + MICROSECOND
    known = _list_known(incidents, until, as_of)
    first = to_optional_utc(since) or min((i.opened_at for i in known), default=during.start)
    weeks = min(weeks, max(0, (during.start - first) // WEEK))
    since = during.start - weeks * WEEK
    observed = [
        (each.opened_at >= during.start, observe(each, as_of, attributes))
        for each in known
        if each.opened_at >= since
    ]
    ground = Ground(
        period=during,
        until=max(during.start, until),
        attributes=attributes,
        sightings=tuple(each for is_now, each in observed if is_now and each is not None),
        earlier=tuple(each for is_now, each in observed if not is_now and each is not None),
        weeks=weeks,
        fewest=fewest,
    )
    trials: list[Trial] = []
    candidates: list[Candidate] = []
    for rule in (each for each in IdentificationRule if each in rules):
        trial, signs = _search(rule, ground, rate / len(rules), made, within)
        trials.append(trial)
        candidates += to_candidates(rule, signs, ground)
    candidates.sort(key=lambda each: (each.chance, -each.excess))
    return Identification(
        period=during,
        as_of=as_of,
        false_alarms=rate,
        considered=len(ground.sightings),
        left_out=sum(is_now and each is None for is_now, each in observed),
        candidates=candidates,
        trials=trials,
    )


def _check_named(what: str, named: tuple[object, ...]) -> None:
    if not named:
        raise DefinitionError(f"name some {what}, or leave them as they are")
    check_distinct(what, map(str, named))


def _check_numbers(rate: Fraction, weeks: int, fewest: int, within: timedelta) -> None:
    if not 0 < rate <= 1:
        raise DefinitionError(
            f"false alarms in a review are more than 0 and 1 at most, not {rate}; "
            "write one in ten reviews as '0.1'"
        )
    for name, number in (("weeks", weeks), ("fewest", fewest)):
        if number < 1:
            raise DefinitionError(f"{name} is 1 or more, not {number}")
    if not timedelta() < within <= WEEK:
        raise DefinitionError(f"within is some time up to a week, not {within}")


def _list_known(incidents: Iterable[Incident], until: datetime, as_of: datetime) -> list[Incident]:
    """The incidents opened by then as they were known, if anything was."""
    incidents = collect(incidents, Incident, "incidents")
    check_distinct("incidents", (incident.id for incident in incidents))
    views = (each.as_of(as_of) for each in incidents if each.opened_at < until)
    return [view for view in views if view.history]


def _search(
    rule: IdentificationRule,
    ground: Ground,
    rate: Fraction,
    changes: tuple[ChangeMade, ...],
    within: timedelta,
) -> tuple[Trial, list[Sign]]:
    if not ground.sightings:
        return Trial(rule=rule, untested="no incident of the period is known"), []
    match rule:
        case IdentificationRule.RECURRENCE:
            return search_recurrences(ground, rate)
        case IdentificationRule.BURST:
            return search_bursts(ground, rate)
        case IdentificationRule.REASSIGNMENT:
            return search_reassignments(ground, rate)
        case IdentificationRule.TIME_LOST:
            return search_longest(ground, rate)
        case _:  # what is left is what follows changes
            return search_aftermaths(ground, rate, changes, within)
