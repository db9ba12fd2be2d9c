"""Express a published SLA, and measure it on the incidents of the provider's own status page.

    python examples/github_availability.py PATH [--down major|outage|weighted|degraded]

PATH is a folder with github_status_incidents.json.xz and github_status_components.json. A
status page says how a component stands, not how many requests failed, so which status is down
is an interpretation: one is chosen, and all are shown.
"""

import argparse
import json
import lzma
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import frozen

from mof.agreements import (
    SLA,
    AvailabilityBasis,
    AvailabilityTarget,
    CreditTerms,
    CreditTier,
    Span,
    TieredCredits,
)
from mof.calendars import Calendar
from mof.documents import (
    Block,
    Document,
    Heading,
    ItemList,
    Paragraph,
    Table,
    format_count,
    format_duration,
    format_instant,
    format_share,
)
from mof.judgements import Availability, ClaimState, CreditClaim, measure_availability
from mof.services import DataGap, Outage
from mof.values import AgreementId, Period, ServiceId

TZ = "UTC"
INCIDENTS, COMPONENTS = "github_status_incidents.json.xz", "github_status_components.json"
DEFAULT = Path(os.environ.get("MOF_REAL_DATA") or Path(__file__).parents[2] / "shared" / "data")

TIMED = ("Issues", "Pull Requests", "Git Operations", "API Requests", "Webhooks", "Pages")
COUNTED = ("Actions", "Packages")
CREDITS = CreditTerms(
    TieredCredits(
        [
            CreditTier(credit="0.10", above="0.99", at_most="0.999"),
            CreditTier(credit="0.25", below="0.99"),
        ]
    ),
    claim_within_days=30,
    most_paid_days=90,
)
AGREEMENT = SLA(
    AgreementId("github-online-services"),
    service=ServiceId("github"),
    calendar=Calendar.always(tz=TZ),
    availability=[
        AvailabilityTarget(
            "0.999",
            feature=feature,
            per=Span.QUARTER,
            basis=AvailabilityBasis.COUNTS if feature in COUNTED else AvailabilityBasis.TIME,
            credits=CREDITS,
        )
        for feature in (*TIMED, *COUNTED)
    ],
    valid_from=date(2021, 6, 1),
    version="June 2021",
)
# What reading the text finds, and no computation.
REMARKS = (
    (
        "downtime is an error rate above 5 % for any feature, so that one feature's failure "
        "may be read as every feature's downtime; here each feature has its own"
    ),
    "minutes are the unit, and nothing says what part of a minute counts; here it does exactly",
    "quarters and claim windows name no time zone; here it is UTC",
    "storage of Packages has no error where nothing was asked of it: no data counts as available",
    "the formula of executions is in percent, that of minutes is a share",
)

# The weight of each status, by interpretation; what is not named is not down.
INTERPRETATIONS: dict[str, dict[str, Fraction]] = {
    "major": {"major_outage": Fraction(1)},
    "outage": {"major_outage": Fraction(1), "partial_outage": Fraction(1)},
    # As status pages of this kind compute the uptime that they show.
    "weighted": {"major_outage": Fraction(1), "partial_outage": Fraction(3, 10)},
    "degraded": {
        "major_outage": Fraction(1),
        "partial_outage": Fraction(1),
        "degraded_performance": Fraction(1),
    },
}


@frozen(kw_only=True)
class History:
    """What the page says: when which component had which status, and what it does not say."""

    spells: tuple[tuple[str, str, Outage], ...]
    observed_from: datetime
    last_at: datetime
    recorded_until: datetime
    without_component: int
    incidents: int
    outside: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]

    def find_outages(self, interpretation: str) -> list[Outage]:
        weights = INTERPRETATIONS[interpretation]
        return [
            Outage(
                spell.start,
                spell.end,
                weight=weights[status],
                feature=component,
                cause=spell.cause,
                recorded_at=spell.recorded_at,
                end_recorded_at=spell.end_recorded_at,
            )
            for component, status, spell in self.spells
            if component in TIMED + COUNTED and status in weights
        ]

    def find_quarters(self) -> list[Period]:
        quarters = [Span.QUARTER.find_period(self.observed_from, tz=TZ)]
        while quarters[-1].end <= self.last_at:
            quarters.append(Span.QUARTER.find_period(quarters[-1].end, tz=TZ))
        return quarters

    def measure(self, period: Period, interpretation: str, as_of: datetime) -> list[Availability]:
        start = min(period.end, max(period.start, self.observed_from))
        gaps: list[DataGap] = []
        if period.start < start:
            gaps.append(DataGap(period.start, start, reason="before the first incident told"))
        return list(
            measure_availability(
                self.find_outages(interpretation),
                AGREEMENT,
                during=period,
                as_of=as_of,
                gaps=gaps,
            )
        )


def read_instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def follow(incident: dict[str, Any]) -> Iterator[tuple[str, str, Outage]]:
    """How long each component had which status other than operational."""
    standing: dict[str, tuple[str, datetime, datetime]] = {}

    def finish(
        name: str, end: datetime | None, at: datetime | None
    ) -> Iterator[tuple[str, str, Outage]]:
        status, start, recorded_at = standing.pop(name)
        if end is None or end > start:
            outage = Outage(
                start, end, cause=incident["id"], recorded_at=recorded_at, end_recorded_at=at
            )
            yield name, status, outage

    # What an update tells of happened when it says so, which may be before it was written.
    for update in sorted(incident["incident_updates"], key=lambda u: (u["display_at"], u["id"])):
        at, recorded_at = read_instant(update["display_at"]), read_instant(update["created_at"])
        for change in update.get("affected_components") or ():
            name, status = change["name"], change["new_status"]
            if name in standing and standing[name][0] != status:
                yield from finish(name, at, recorded_at)
            if name not in standing and status != "operational":
                standing[name] = (status, at, recorded_at)
    resolved = incident.get("resolved_at")
    end = read_instant(resolved) if resolved else None
    for name in list(standing):
        yield from finish(name, end, end)


def read(folder: Path) -> History:
    incidents = json.loads(lzma.decompress((folder / INCIDENTS).read_bytes()))
    names = {each["name"] for each in json.loads((folder / COMPONENTS).read_text("utf-8"))}
    if absent := [feature for feature in TIMED + COUNTED if feature not in names]:
        raise SystemExit(f"{COMPONENTS} lacks what the SLA names: {', '.join(absent)}")
    spells = [spell for incident in incidents for spell in follow(incident)]
    changes = [
        [c for update in incident["incident_updates"] for c in update["affected_components"] or ()]
        for incident in incidents
    ]
    updates = [update for incident in incidents for update in incident["incident_updates"]]
    outside = Counter(name for name, _, _ in spells if name not in TIMED + COUNTED)
    return History(
        spells=tuple(spells),
        observed_from=min(read_instant(update["display_at"]) for update in updates),
        last_at=max(read_instant(update["display_at"]) for update in updates),
        recorded_until=max(read_instant(update["updated_at"]) for update in updates),
        without_component=sum(not each for each in changes),
        incidents=len(incidents),
        outside=tuple((name, outside[name]) for name in sorted(outside)),
        statuses=tuple(sorted(Counter(c["new_status"] for each in changes for c in each).items())),
    )


def tell_agreement() -> Iterator[Block]:
    yield Heading("What the text leaves open")
    flaws = dict.fromkeys(flaw for t in AGREEMENT.availability for flaw in t.find_flaws())
    highest = max(tier.credit for tier in CREDITS.schedule.tiers)  # type: ignore[union-attr]  # pyright: ignore[reportAttributeAccessIssue]
    share = format_share(highest, digits=0)
    cap = f"credits end at 90 days of a quarter, but the highest is {share} of it"
    yield ItemList([*map(str, flaws), cap, *REMARKS])


def tell_source(history: History, as_of: datetime) -> Iterator[Block]:
    yield Heading("What the page says")
    statuses = ", ".join(f"{status} {count}" for status, count in history.statuses)
    outside = ", ".join(f"{name} {count}" for name, count in history.outside)
    yield ItemList(
        [
            (
                f"{format_count(history.incidents, 'incident')}, as of "
                f"{format_instant(as_of, tz=TZ)}, "
                f"from {format_instant(history.observed_from, tz=TZ)}"
            ),
            f"{history.without_component} of them name no component, and so count for no feature",
            f"statuses told: {statuses}",
            f"spells of components that the SLA does not name: {outside or 'none'}",
        ]
    )


def tell_quarter(history: History, period: Period, down: str, as_of: datetime) -> Iterator[Block]:
    measured = history.measure(period, down, as_of)
    rows = []
    for each in measured:
        claim = each.find_claim(at=as_of)
        rows.append(
            (
                each.target.feature,
                format_share(each.share, digits=3, against=each.target.required_share),
                str(each.status),
                format_duration(each.lost, seconds=False) if each.share is not None else None,
                format_duration(each.budget.remaining, seconds=False),
                "–" if claim.credit is None else format_share(claim.credit, digits=0),
                tell_state(claim),
            )
        )
    partial = any(each.is_partial and each.share is not None for each in measured)
    columns = ("Feature", "Uptime", "Status", "Down", "Left", "Credit", "Claim")
    yield Table(columns, rows, caption=f"{name(period, is_partial=partial)}, down: {down}")


def tell_state(claim: CreditClaim) -> str:
    if claim.state is ClaimState.CLAIMABLE:
        return f"until {format_instant(claim.claim_until, tz=TZ)}"
    return str(claim.state)


def name(period: Period, *, is_partial: bool) -> str:
    return f"{period.label}{' (partial)' if is_partial else ''}"


def tell_interpretations(history: History, period: Period, as_of: datetime) -> Table:
    measured = {each: history.measure(period, each, as_of) for each in INTERPRETATIONS}
    rows = [
        (feature, *(format_share(shares[place].share, digits=3) for shares in measured.values()))
        for place, feature in enumerate(TIMED)
    ]
    caption = f"{period.label}: uptime, by what is taken for down"
    return Table(("Feature", *INTERPRETATIONS), rows, caption=caption)


def tell_line(history: History, down: str, as_of: datetime) -> str:
    """The credits that each quarter earns by the text, whether they can still be claimed or not."""
    parts: list[str] = []
    for period in history.find_quarters():
        measured = history.measure(period, down, as_of)
        credits_ = [(each.target.feature, each.find_claim(at=as_of).credit) for each in measured]
        earned = [f"{of} {format_share(credit, digits=0)}" for of, credit in credits_ if credit]
        partial = any(each.is_partial and each.share is not None for each in measured)
        parts.append(f"{name(period, is_partial=partial)}: {', '.join(earned) or 'none'}")
    return f"credits: {'; '.join(parts)}"


def tell(history: History, down: str, as_of: datetime) -> Document:
    blocks: list[Block] = [
        Paragraph("The SLA promises 99.9 % per quarter for each feature."),
        *tell_agreement(),
        *tell_source(history, as_of),
        Heading("Quarters"),
    ]
    for period in history.find_quarters():
        blocks += tell_quarter(history, period, down, as_of)
        blocks.append(tell_interpretations(history, period, as_of))
    return Document("A published SLA, measured", blocks)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", type=Path, nargs="?", default=DEFAULT, help="folder with the files")
    parser.add_argument("--down", choices=INTERPRETATIONS, default="outage")
    parser.add_argument("--as-of", type=read_instant, help="measure as if it were then")
    arguments = parser.parse_args()
    missing = [n for n in (INCIDENTS, COMPONENTS) if not (arguments.path / n).is_file()]
    if missing:
        print(f"this needs {' and '.join(missing)} in a folder; name it as PATH or MOF_REAL_DATA")
        return 0
    history = read(arguments.path)
    as_of = arguments.as_of or history.recorded_until + timedelta(microseconds=1)
    print(tell(history, arguments.down, as_of))
    print(tell_line(history, arguments.down, as_of))
    return 0


if __name__ == "__main__":
    sys.exit(main())
