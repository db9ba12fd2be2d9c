"""The records of support, how one acts on each, and an oracle made of the rows written by hand."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from lives import hours
from mof.changes import (
    ChangeCategory,
    ChangeOutcome,
    ChangePriority,
    RequestForChange,
    StandardChange,
)
from mof.framework import RoleType
from mof.help_requests import (
    Complaint,
    ComplaintOutcome,
    ComplaintSubject,
    FulfillmentRequest,
    InformationRequest,
    NewServiceRequest,
    Origin,
    RequestCategory,
)
from mof.incidents import MajorIncident
from mof.problems import KnownError, KnownErrorTrigger
from mof.records import Actor, Level, Lifecycle, Record
from mof.values import ConfigurationItemId, PersonId, ServiceId
from transitions import (
    CHANGE_ROWS,
    COMPLAINT_ROWS,
    FULFILLMENT_ROWS,
    INFORMATION_ROWS,
    KNOWN_ERROR_ROWS,
    MAJOR_INCIDENT_ROWS,
    NEW_SERVICE_ROWS,
    Row,
)

AnyRecord = Record[Any, Any]
Method = Callable[[Any, dict[str, Any]], AnyRecord]

ROLES = {
    "CSR": RoleType.CUSTOMER_SERVICE_REPRESENTATIVE,
    "IR": RoleType.INCIDENT_RESOLVER,
    "IC": RoleType.INCIDENT_COORDINATOR,
    "CSM": RoleType.CUSTOMER_SERVICE_MANAGER,
    "PM": RoleType.PROBLEM_MANAGER,
    "PA": RoleType.PROBLEM_ANALYST,
    "AM": RoleType.ACCOUNT_MANAGER,
    "OM": RoleType.OPERATIONS_MANAGER,
    "CM": RoleType.CHANGE_MANAGER,
    "CA": RoleType.CONFIGURATION_ADMINISTRATOR,
    "SCH": RoleType.SCHEDULING_MANAGER,
    "DEV": RoleType.DEVELOPER,
    "TST": RoleType.TESTER,
    "ADM": RoleType.ADMINISTRATOR,
    "TAM": RoleType.TECHNOLOGY_AREA_MANAGER,
    "REL": RoleType.RELEASE_MANAGEMENT,
    "IM": RoleType.IT_MANAGER,
    "CIO": RoleType.IT_EXECUTIVE_OFFICER,
}
P = [PersonId(f"person-{number}") for number in range(10)]
MAIL = ServiceId("mail")
RELAY = ConfigurationItemId("relay")
PATCH = StandardChange(
    "patch",
    title="Monthly updates",
    procedure="run the update, then the checks",
    approved_by=P[1],
    approved_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def list_roles(row: Row) -> frozenset[RoleType]:
    if "ANY" in row.roles:
        return frozenset(RoleType)
    return frozenset(ROLES[role] for role in row.roles - {"SYS"})


class Terms(NamedTuple):
    """What a change is classified as; of no meaning for other records."""

    category: ChangeCategory = ChangeCategory.MINOR
    priority: ChangePriority = ChangePriority.LOW


_OPEN_TO: Mapping[tuple[str, str], set[ChangeCategory]] = {
    ("classified", "preapprove"): {ChangeCategory.STANDARD},
    ("classified", "approve"): {ChangeCategory.MINOR},
    ("classified", "approve by board"): {ChangeCategory.SIGNIFICANT},
    ("classified", "endorse"): {ChangeCategory.MAJOR},
    ("endorsed", "approve executively"): {ChangeCategory.MAJOR},
    ("scheduled", "release"): {ChangeCategory.STANDARD},
}


def is_open_to(row: Row, terms: Terms) -> bool:
    """Whether the category and the priority let a row happen."""
    if row.event in {"approve urgently", "release urgently"}:
        return terms.priority is ChangePriority.EMERGENCY
    return terms.category in _OPEN_TO.get((row.state, row.event), {*ChangeCategory})


class Kind(NamedTuple):
    """A class of records: its rows, and what is called for each event."""

    record: type[AnyRecord]
    rows: tuple[Row, ...]
    methods: Mapping[str, Method]

    @property
    def lifecycle(self) -> Lifecycle[Any, Any]:
        return self.record.LIFECYCLE

    @property
    def events(self) -> dict[str, Any]:
        return {str(event): event for event in self.lifecycle.events}


def make_request_methods(kind: Any) -> dict[str, Method]:
    other = next(each for each in RequestCategory if each is not kind.CATEGORY)
    return {
        "open": lambda _, act: kind.open("request-1", origin=Origin.CHAT, service=MAIL, **act),
        "record": lambda r, act: r.record(situation="how do I", contact=P[9], **act),
        "categorize": lambda r, act: r.categorize(topic="mailbox", **act),
        "reroute": lambda r, act: r.reroute(category=other, successor="request-2", **act),
        "accept": lambda r, act: r.accept(**act),
        "reject": lambda r, act: r.reject(**act),
        "prioritize": lambda r, act: r.prioritize(
            impact=Level.LOW, urgency=Level.LOW, coordinator=P[3], **act
        ),
        "start": lambda r, act: r.start(assignee=P[1], **act),
        "dispatch": lambda r, act: r.dispatch(assignee=P[1], **act),
        "escalate": lambda r, act: r.escalate(assignee=P[5] if r.assignee != P[5] else P[6], **act),
        "notify": lambda r, act: r.notify(notified=P[4], threatened_target="closure", **act),
        "wait": lambda r, act: r.wait(**act),
        "continue": lambda r, act: r.continue_work(**act),
        "answer": lambda r, act: r.answer(knowledge=("article-1",), reply="so", **act),
        "verify": lambda r, act: r.verify(verified_by=P[9], confirmation="by chat", **act),
        "authorize": lambda r, act: r.authorize(
            checklist=("account", "badge"), authorized_by=P[4], **act
        ),
        "decline": lambda r, act: r.decline(**act),
        "fulfill": lambda r, act: r.fulfill(procedure="new user", **act),
        "sign": lambda r, act: r.sign(
            signed_items=("account", "badge"), signed_by=P[9], confirmation="form 1", **act
        ),
        "hand over": lambda r, act: r.hand_over(need="a wiki", handed_to=P[4], **act),
        "tell outcome": lambda r, act: r.tell_outcome(decision="next year", **act),
        "object": lambda r, act: r.object(**act),
        "confirm": lambda r, act: r.confirm(confirmation="user", closure_code="done", **act),
        "close": lambda r, act: r.close(closure_code="done", **act),
        "reassess": lambda r, act: r.reassess(impact=Level.HIGH, urgency=Level.LOW, **act),
        "cancel": lambda r, act: r.cancel(**act),
        "merge": lambda r, act: r.merge(master="request-0", **act),
    }


def make_known_error_methods() -> dict[str, Method]:
    return {
        "draft": lambda _, act: KnownError.draft(
            "known-error-1",
            title="Queue fills up",
            symptoms="no mail arrives",
            trigger=KnownErrorTrigger.PROGRESS,
            **act,
        ),
        "publish": lambda r, act: r.publish(**act),
        "find cause": lambda r, act: r.find_cause(root_cause="leak", **act),
        "project": lambda r, act: r.project(projected_at=hours(99), **act),
        "link": lambda r, act: r.link(incidents=("incident-1",), **act),
        "add workaround": lambda r, act: r.add_workaround(
            workaround="restart", instructions=("stop", "start"), **act
        ),
        "withdraw workaround": lambda r, act: r.withdraw_workaround(**act),
        # The oracle counts the cause among what has to be there.
        "add fix": lambda r, act: r.find_cause(
            root_cause="leak", **{**act, "reason": None, "by": Actor(P[0], ROLES["PM"])}
        ).add_fix(fix="new release", **act),
        "withdraw fix": lambda r, act: r.withdraw_fix(**act),
        "retire": lambda r, act: r.retire(verification="everywhere", **act),
        "discard": lambda r, act: r.discard(**act),
    }


def make_complaint_methods() -> dict[str, Method]:
    def other(record: Complaint) -> PersonId:
        return P[5] if record.owner != P[5] else P[6]

    return {
        "receive": lambda _, act: Complaint.receive(
            "complaint-1",
            subject=ComplaintSubject.PERSON,
            about=P[2],
            complainant=P[9],
            text="was rude",
            **act,
        ),
        "acknowledge": lambda r, act: r.acknowledge(owner=P[4], answer_by=hours(90), **act),
        "reassign": lambda r, act: r.reassign(owner=other(r), **act),
        "answer": lambda r, act: r.answer(
            outcome=ComplaintOutcome.JUSTIFIED, answer_text="we apologize", **act
        ),
        "escalate": lambda r, act: r.escalate(owner=other(r), **act),
        "accept": lambda r, act: r.accept(**act),
        "lapse": lambda r, act: r.lapse(**act),
        "withdraw": lambda r, act: r.withdraw(**act),
    }


def make_major_incident_methods() -> dict[str, Method]:
    return {
        "declare": lambda _, act: MajorIncident.declare(
            "major-1", incidents=("incident-1",), rule="mail is down", **act
        ),
        "staff": lambda r, act: r.staff(leader=P[3], communicator=P[4], technical_lead=P[5], **act),
        "update": lambda r, act: r.update(message="we look", next_update_at=hours(99), **act),
        "observe": lambda r, act: r.observe(observation="queue empty", **act),
        "join": lambda r, act: r.join(incidents=("incident-2",), **act),
        "end": lambda r, act: r.end(message="mail is back", **act),
        "resume": lambda r, act: r.resume(**act),
        "review": lambda r, act: r.conclude(
            cause="full disk", lessons="watch disks", actions=("alert at 80 %",), **act
        ),
        "revoke": lambda r, act: r.revoke(**act),
    }


def make_change_methods(terms: Terms) -> dict[str, Method]:
    def decide(r: RequestForChange) -> dict[str, Any]:
        return {"category": terms.category, "priority": terms.priority}

    def conclude(r: RequestForChange, act: dict[str, Any]) -> AnyRecord:
        backed_out = str(r.state) == "backed out"
        outcome = ChangeOutcome.BACKED_OUT if backed_out else ChangeOutcome.SUCCESSFUL
        return r.conclude(outcome=outcome, review="as meant", **act)

    return {
        "draft": lambda _, act: RequestForChange.draft(
            "change-1", title="New relay", items=[RELAY], requested_by=P[9], **act
        ),
        "record baseline": lambda r, act: r.record_baseline({"relay": "1.0"}, **act),
        "submit": lambda r, act: r.submit(**act),
        "classify": lambda r, act: r.classify(**decide(r), **act),
        "reclassify": lambda r, act: r.reclassify(**decide(r), **act),
        "dispute priority": lambda r, act: r.dispute_priority(
            wanted_priority=ChangePriority.HIGH, **act
        ),
        "preapprove": lambda r, act: r.preapprove(
            standard_change=PATCH, planned_at=hours(90), **act
        ),
        "approve": lambda r, act: r.approve(**act),
        "approve by board": lambda r, act: r.approve_by_board(board=(P[3], P[4]), **act),
        "endorse": lambda r, act: r.endorse(board=(P[3], P[4]), **act),
        "approve executively": lambda r, act: r.approve_executively(**act),
        "approve urgently": lambda r, act: r.approve_urgently(**act),
        "assess risk": lambda r, act: r.assess_risk(risk_assessment="low", **act),
        "reject": lambda r, act: r.reject(**act),
        "return": lambda r, act: r.give_back(**act),
        "schedule": lambda r, act: r.schedule(planned_at=hours(90), **act),
        "reschedule": lambda r, act: r.reschedule(planned_at=hours(95), **act),
        "develop": lambda r, act: r.develop(developer=P[8], **act),
        "test": lambda r, act: r.test(test_result="good", documentation="wiki", **act),
        "rework": lambda r, act: r.rework(**act),
        "release": lambda r, act: r.release(**act),
        "release urgently": lambda r, act: r.release_urgently(**act),
        "document": lambda r, act: r.document(documentation="wiki", **act),
        "back out": lambda r, act: r.back_out(**act),
        "review": conclude,
        "close": lambda r, act: r.close(**act),
        "withdraw": lambda r, act: r.withdraw(**act),
    }


def list_kinds(terms: Terms = Terms()) -> tuple[Kind, ...]:  # noqa: B008 - it is frozen
    return (
        Kind(InformationRequest, INFORMATION_ROWS, make_request_methods(InformationRequest)),
        Kind(FulfillmentRequest, FULFILLMENT_ROWS, make_request_methods(FulfillmentRequest)),
        Kind(NewServiceRequest, NEW_SERVICE_ROWS, make_request_methods(NewServiceRequest)),
        Kind(KnownError, KNOWN_ERROR_ROWS, make_known_error_methods()),
        Kind(Complaint, COMPLAINT_ROWS, make_complaint_methods()),
        Kind(MajorIncident, MAJOR_INCIDENT_ROWS, make_major_incident_methods()),
        Kind(RequestForChange, CHANGE_ROWS, make_change_methods(terms)),
    )


ALL_TERMS = tuple(Terms(c, p) for c in ChangeCategory for p in ChangePriority)


def act_by(row: Row, at: datetime, choice: int = 0) -> dict[str, Any]:
    """What an acting method takes besides its facts, so that a row may happen."""
    roles = sorted(list_roles(row), key=str)
    act: dict[str, Any] = {"at": at, "by": Actor(P[7], roles[choice % len(roles)])}
    return {**act, "reason": "because"} if "reason" in row.needs else act


def find_paths(rows: tuple[Row, ...], terms: Terms) -> Iterator[tuple[Row, ...]]:
    """One shortest way to every row that can happen, ending with it."""
    ways: dict[str, tuple[Row, ...]] = {"-": ()}
    fringe = ["-"]
    for state in fringe:
        for row in rows:
            if row.state == state and is_open_to(row, terms):
                yield (*ways[state], row)
                if row.to not in ways:
                    ways[row.to] = (*ways[state], row)
                    fringe.append(row.to)


def needs_risk(row: Row, record: Any) -> bool:
    """Whether the risk has to be on record before, and is not."""
    return (
        "risk_assessment" in row.needs
        and row.event != "assess risk"
        and record.category in {ChangeCategory.SIGNIFICANT, ChangeCategory.MAJOR}
        and record.risk_assessment is None
    )


def needs_documentation(row: Row, record: Any) -> bool:
    """Whether an emergency has yet to be documented."""
    return row.event == "review" and "documentation" in row.needs and not record.documentation


def prepare(kind: Kind, row: Row, record: Any, at: datetime) -> Any:
    """The record with what the row wants to find there."""
    rows = {(each.state, each.event): each for each in kind.rows}
    if kind.record is RequestForChange and record is not None:
        if needs_risk(row, record):
            ahead = rows[row.state, "assess risk"] if row.state != "endorsed" else None
            if ahead:
                record = kind.methods["assess risk"](record, act_by(ahead, at))
        if needs_documentation(row, record):
            record = kind.methods["document"](record, act_by(rows[row.state, "document"], at))
    return record


def walk(kind: Kind, path: tuple[Row, ...]) -> Any:
    """The record after the rows of a path."""
    record: Any = None
    for number, row in enumerate(path):
        at = hours(number)
        record = kind.methods[row.event](prepare(kind, row, record, at), act_by(row, at))
    return record
