"""The lifecycles once more, written down by hand from what the desks said, to hold the code to.

Each row: state | event | next state | who may | what it takes. CSR is the customer service
representative, IR the incident resolver, IC the incident coordinator, CSM the customer service
manager, SYS a tool; PM is the problem manager and PA the problem analyst.
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
