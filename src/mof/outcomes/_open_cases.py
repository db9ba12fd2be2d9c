"""Open cases: how counts, shares and percentiles are told, and what open cases make of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from fractions import Fraction

from mof.calendars import Calendar
from mof.documents._formats import format_limit
from mof.outcomes._cutoffs import View
from mof.outcomes._measures import Measure
from mof.outcomes._outcomes import Outcome
from mof.values._percentiles import find_percentiles
from mof.values._shares import to_share

SHARES = ("0.5", "0.9")
"""Of which shares of the cases times are told: the median, and a long wait; our judgement."""


def tell_count(
    measure: Measure,
    view: View,
    evidence: Iterable[str],
    *,
    cases: int,
    unknown: Iterable[str] = (),
) -> Outcome:
    """How many of some cases there are; not known where there are no cases at all."""
    ids = tuple(evidence)
    return Outcome(
        measure=measure,
        period=view.period,
        as_of=view.as_of,
        value=Fraction(len(ids)) if cases else None,
        cases=cases,
        evidence=ids,
        unknown=tuple(unknown),
    )


def tell_share(
    measure: Measure, view: View, verdicts: Mapping[str, bool | None], *, still_open: int = 0
) -> Outcome:
    """Which share of the cases has it, of those of which it is known; others may have it yet."""
    known = [case for case, verdict in verdicts.items() if verdict is not None]
    having = [case for case in known if verdicts[case]]
    both = len(known) + still_open
    return Outcome(
        measure=measure,
        period=view.period,
        as_of=view.as_of,
        value=Fraction(len(having), len(known)) if known else None,
        cases=len(known),
        evidence=having,
        open=still_open,
        unknown=[case for case, verdict in verdicts.items() if verdict is None],
        least=Fraction(len(having), both) if still_open else None,
        most=Fraction(len(having) + still_open, both) if still_open else None,
    )


def tell_percentiles(
    measure: Measure,
    view: View,
    *,
    ended: Sequence[tuple[str, timedelta]],
    still_open: Sequence[timedelta],
    unknown: Sequence[str] = (),
    shares: Iterable[Fraction | str | float],
    calendar: Calendar,
) -> tuple[Outcome, ...]:
    """Within which times shares of what ended came to its end, and what open cases make of it."""
    parts = [to_share(share) for share in shares]
    of_ended = find_percentiles([taken for _, taken in ended], (), parts)
    of_all = find_percentiles([taken for _, taken in ended], still_open, parts)
    return tuple(
        Outcome(
            measure=measure,
            period=view.period,
            as_of=view.as_of,
            part=f"{format_limit(share)} of cases",
            hours=calendar.hours_text,
            value=alone.most,
            cases=len(ended),
            evidence=[case for case, _ in ended],
            open=len(still_open),
            unknown=unknown,
            least=together.least if still_open else None,
            most=together.most if still_open else None,
        )
        for share, alone, together in zip(parts, of_ended, of_all, strict=True)
    )
