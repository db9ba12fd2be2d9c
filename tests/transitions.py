"""The lifecycles once more, written down by hand from what the desks said, to hold the code to.

Each row: state | event | next state | who may | what it takes. CSR is the customer service
representative, IR the incident resolver, IC the incident coordinator, CSM the customer service
manager, SYS a tool; PM is the problem manager and PA the problem analyst. Of services, AM is
the account manager, SLM the service level manager, PFM the portfolio manager, PGM the program
manager, SOL the solution manager, DEV the developer, REL release management, OM the operations
manager, TAM the technology area manager, IM the IT manager and CIO the IT executive officer.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """One transition in plain words; a state of "-" is before the record exists."""

    state: str
    event: str
    to: str
    roles: frozenset[str]
    needs: frozenset[str]


def read_rows(text: str) -> tuple[Row, ...]:
    rows = (tuple(cell.strip() for cell in line.split("|")) for line in text.strip().splitlines())
    return tuple(
        Row(state, event, to, frozenset(roles.split()), frozenset(needs.split()))
        for states, event, to, roles, needs in rows
        for state in states.split(", ")
    )


ACTIVE = "prioritized, in progress, pending, service resumed"
NOT_YET_CLOSED = f"open, recorded, categorized, supportable, {ACTIVE}, resolved"

INCIDENT_ROWS = read_rows(f"""
-               | open            | open            | CSR SYS    |
open            | record          | recorded        | CSR SYS    | situation contact/alert
recorded        | categorize      | categorized     | CSR        | category service
recorded        | reroute         | rerouted        | CSR        | category successor
categorized     | accept          | supportable     | CSR        |
categorized     | reject          | rejected        | CSR        | reason
supportable     | prioritize      | prioritized     | CSR IC     | impact urgency priority coordinator
prioritized     | start           | in progress     | CSR IR     | assignee
prioritized     | dispatch        | in progress     | CSR IC     | assignee
prioritized     | resolve         | resolved        | CSR        | resolution resolution_code means problem/known_error
in progress     | escalate        | in progress     | CSR IR IC  | assignee level reason
in progress     | notify          | in progress     | IC CSM     | notified threatened_target
in progress     | wait            | pending         | IR IC      | reason change supplier
pending         | continue        | in progress     | IR IC SYS  |
in progress     | resume service  | service resumed | IR CSR     | means
service resumed | relapse         | in progress     | IC CSR     | reason
service resumed | object          | in progress     | IC CSR     | reason
service resumed | resolve         | resolved        | IR CSR     | resolution resolution_code problem/known_error
resolved        | confirm         | closed          | CSR IC SYS | confirmation closure_code
resolved        | close           | closed          | CSR IC SYS | closure_code
resolved        | object          | in progress     | CSR IC     | reason
closed          | reopen          | in progress     | IC CSM     | recurrence reason
{NOT_YET_CLOSED} | cancel         | cancelled       | IC CSR     | reason
{NOT_YET_CLOSED} | merge          | cancelled       | IC CSR     | master
prioritized     | reassess        | prioritized     | IC CSM     | impact urgency priority reason
in progress     | reassess        | in progress     | IC CSM     | impact urgency priority reason
pending         | reassess        | pending         | IC CSM     | impact urgency priority reason
service resumed | reassess        | service resumed | IC CSM     | impact urgency priority reason
prioritized     | suspect problem | prioritized     | IR IC      | symptom
in progress     | suspect problem | in progress     | IR IC      | symptom
pending         | suspect problem | pending         | IR IC      | symptom
service resumed | suspect problem | service resumed | IR IC      | symptom
""")  # noqa: E501 - a row stays one line

PROBLEM_ROWS = read_rows("""
-               | identify           | documented      | PM    | title symptoms origin services frequency impact incidents
documented      | classify           | filtering       | PM    | category priority owner
filtering       | merge              | closed          | PM    | master
filtering       | decline            | closed          | PM    | expected_benefit reproduction_effort expected_cost justification
filtering       | pursue             | researching     | PM    | justification budget analyst
researching     | research           | researching     | PA    | activity finding
researching     | record known error | researching     | PA PM | known_error
researching     | conclude           | outcome review  | PA    | finding research_pass
outcome review  | repeat             | filtering       | PM    | expected_benefit reason
outcome review  | publish workaround | filtering       | PM    | workaround known_error
outcome review  | request change     | awaiting change | PM    | change is_standard_change root_cause
outcome review  | apply fix          | verifying       | PA    | instructions known_error
awaiting change | complete change    | verifying       | PM    | change_outcome
awaiting change | fail change        | outcome review  | PM    | reason
verifying       | close              | closed          | PM    | observation_window proactive_action
verifying       | recur              | filtering       | PM    | incidents
outcome review  | accept workaround  | closed          | PM    | informed known_error workaround
closed          | reopen             | documented      | PM    | evidence
""")  # noqa: E501 - a row stays one line

PASS, HOLD = "review review_kind decision", "review review_kind decision reason"
WAIVE = "review_kind waived_by reason"
READY = f"{PASS} version operability supportability environment agreements"

SERVICE_ROWS = read_rows(f"""
-           | propose         | proposed    | AM SLM PFM  | need
proposed    | fund            | envisioning | PFM         | {PASS}
envisioning | plan            | planning    | PGM SOL     | vision
planning    | approve plan    | building    | PGM SOL     | {PASS} project_plan
building    | stabilize       | stabilizing | PGM SOL DEV |
building, stabilizing | replan | planning  | PGM SOL     | reason
stabilizing | rework          | building    | PGM SOL DEV | reason
stabilizing | release         | deploying   | REL SOL     | {READY}
deploying   | fail deployment | stabilizing | REL SOL     | reason
deploying, releasing | deploy | deployed    | REL SOL     |
deployed    | accept          | operating   | REL SOL OM  | {PASS}
operating   | maintain        | maintenance | OM TAM      | reason
maintenance | resume          | operating   | OM TAM      |
maintenance | release         | releasing   | REL SOL     | {READY}
releasing   | fail deployment | maintenance | REL SOL     | reason
deployed, operating, maintenance | retire | retired | PFM SLM | {PASS}
proposed    | hold            | proposed    | PFM         | {HOLD}
planning    | hold            | planning    | PGM SOL     | {HOLD}
stabilizing | hold            | stabilizing | REL SOL     | {HOLD}
maintenance | hold            | maintenance | REL SOL     | {HOLD}
deployed    | hold            | deployed    | REL SOL OM  | {HOLD}
operating   | hold            | operating   | PFM SLM     | {HOLD}
proposed    | waive review    | envisioning | IM CIO      | {WAIVE}
planning    | waive review    | building    | IM CIO      | {WAIVE}
stabilizing | waive review    | deploying   | IM CIO      | {WAIVE}
maintenance | waive review    | releasing   | IM CIO      | {WAIVE}
deployed    | waive review    | operating   | IM CIO      | {WAIVE}
operating   | waive review    | retired     | IM CIO      | {WAIVE}
proposed, envisioning, planning, building, stabilizing, deploying | abandon | abandoned | PFM SOL | reason
""")  # noqa: E501 - a row stays one line
