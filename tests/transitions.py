"""The lifecycles once more, written down by hand from what the desks said, to hold the code to.

Each row: state | event | next state | who may | what it takes. CSR is the customer service
representative, IR the incident resolver, IC the incident coordinator, CSM the customer service
manager, SYS a tool; PM is the problem manager and PA the problem analyst. Of services, AM is
the account manager, SLM the service level manager, PFM the portfolio manager, PGM the program
manager, SOL the solution manager, DEV the developer, REL release management, OM the operations
manager, TAM the technology area manager, IM the IT manager and CIO the IT executive officer. Of
changes, CM is the change manager, CA the configuration administrator, SCH the scheduling manager,
TST the tester and ADM the administrator; ANY is every role type.
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
prioritized     | resolve         | resolved        | CSR        | resolution resolution_code method problem/known_error
in progress     | escalate        | in progress     | CSR IR IC  | assignee level reason
in progress     | notify          | in progress     | IC CSM     | notified threatened_target
in progress     | wait            | pending         | IR IC      | reason change supplier
pending         | continue        | in progress     | IR IC SYS  |
in progress     | resume service  | service resumed | IR CSR     | method
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

HEAD_ROWS = """
-               | open        | open        | CSR SYS    |
open            | record      | recorded    | CSR SYS    | situation contact/alert
recorded        | categorize  | categorized | CSR        | category service
recorded        | reroute     | rerouted    | CSR        | category successor
categorized     | accept      | supportable | CSR        |
categorized     | reject      | rejected    | CSR        | reason
supportable     | prioritize  | prioritized | CSR IC     | impact urgency priority coordinator
"""
WORK_ROWS = """
prioritized     | start       | in progress | CSR IR     | assignee
prioritized     | dispatch    | in progress | CSR IC     | assignee
in progress     | escalate    | in progress | CSR IR IC  | assignee level reason
in progress     | notify      | in progress | IC CSM     | notified threatened_target
in progress     | wait        | pending     | IR IC      | reason change supplier
pending         | continue    | in progress | IR IC SYS  |
resolved        | object      | in progress | CSR IC     | reason
resolved        | confirm     | closed      | CSR IC SYS | confirmation closure_code
resolved        | close       | closed      | CSR IC SYS | closure_code
"""
_EARLY = "open, recorded, categorized, supportable"


def compose(body: str, own: str) -> tuple[Row, ...]:
    """The rows that all help requests share, those of one category, and what goes all along."""
    active = f"prioritized, in progress, pending, {own}"
    needs = "impact urgency priority reason"
    lines = [
        *(HEAD_ROWS.strip(), WORK_ROWS.strip(), body.strip()),
        *(f"{state} | reassess | {state} | IC CSM | {needs}" for state in active.split(", ")),
        f"{_EARLY}, {active}, resolved | cancel | cancelled | IC CSR | reason",
        f"{_EARLY}, {active}, resolved | merge | cancelled | IC CSR | master",
    ]
    return read_rows("\n".join(lines))


INFORMATION_ROWS = compose(
    """
prioritized     | answer      | answered    | CSR    | knowledge reply
in progress     | answer      | answered    | CSR IR | knowledge reply
answered        | verify      | resolved    | CSR IC | verified_by
answered        | object      | in progress | CSR IC | reason
""",
    "answered",
)
FULFILLMENT_ROWS = compose(
    """
in progress     | authorize   | authorized  | CSR IC CSM SYS | authorized_by checklist
in progress     | decline     | rejected    | CSR IC CSM | reason
authorized      | fulfill     | fulfilled   | CSR IR SYS | procedure checklist
fulfilled       | object      | authorized  | CSR IC | reason
fulfilled       | sign        | resolved    | CSR IC SYS | signed_by signed_items
""",
    "authorized, fulfilled",
)
NEW_SERVICE_ROWS = compose(
    """
in progress     | hand over   | handed over | CSR IC | need handed_to
handed over     | tell outcome | resolved   | CSR IC | decision
""",
    "handed over",
)

KNOWN_ERROR_ROWS = read_rows("""
-                    | draft               | draft                | PA PM    | title symptoms trigger
draft                | publish             | published            | PM       |
draft                | discard             | discarded            | PM       | reason
draft                | find cause          | draft                | PA PM    | root_cause
published            | find cause          | published            | PA PM    | root_cause
workaround available | find cause          | workaround available | PA PM    | root_cause
fix available        | find cause          | fix available        | PA PM    | root_cause
draft                | project             | draft                | PA PM    | projected_at
published            | project             | published            | PA PM    | projected_at
workaround available | project             | workaround available | PA PM    | projected_at
fix available        | project             | fix available        | PA PM    | projected_at
draft                | link                | draft                | PA PM IR | incidents
published            | link                | published            | PA PM IR | incidents
workaround available | link                | workaround available | PA PM IR | incidents
fix available        | link                | fix available        | PA PM IR | incidents
published, workaround available | add workaround | workaround available | PA PM | workaround instructions
workaround available | withdraw workaround | published            | PM       | reason
published, workaround available | add fix | fix available         | PA PM    | fix root_cause
fix available        | withdraw fix        | published            | PM       | reason
fix available        | retire              | retired              | PM       | verification
""")  # noqa: E501 - a row stays one line

_UNRELEASED = (
    "draft, submitted, returned, classified, endorsed, approved, scheduled, in development, tested"
)
_SOLO = "approved_by risk_assessment"
_BASELINES = "\n".join(
    f"{state} | record baseline | {state} | CA | baselined_items baseline_versions"
    for state in (*_UNRELEASED.split(", "), "released", "backed out")
)

CHANGE_ROWS = read_rows(f"""
{_BASELINES}
-              | draft               | draft          | ANY        | requested_by
draft, returned | submit             | submitted      | ANY        |
submitted      | classify            | classified     | CM         | category priority
classified     | reclassify          | classified     | CM IM      | category priority reason
classified     | dispute priority    | classified     | ANY        | wanted_priority reason
classified     | preapprove          | scheduled      | CM CA CSR REL ADM SYS | standard_change documentation planned_at category
classified     | approve             | approved       | CM         | approved_by category
classified     | approve by board    | approved       | CM         | {_SOLO} board category
classified     | endorse             | endorsed       | CM         | {_SOLO} board category
endorsed       | approve executively | approved       | CIO        | {_SOLO} category
classified     | approve urgently    | approved       | CM IM CIO  | approved_by priority
submitted      | assess risk         | submitted      | ANY        | risk_assessment
classified     | assess risk         | classified     | ANY        | risk_assessment
released       | assess risk         | released       | ANY        | risk_assessment
backed out     | assess risk         | backed out     | ANY        | risk_assessment
classified, endorsed | reject        | rejected       | CM CIO     | reason
submitted, classified, endorsed | return | returned   | CM CIO     | reason
approved       | schedule            | scheduled      | CM SCH     | planned_at
scheduled      | reschedule          | scheduled      | CM SCH     | planned_at reason
in development | reschedule          | in development | CM SCH     | planned_at reason
tested         | reschedule          | tested         | CM SCH     | planned_at reason
scheduled      | develop             | in development | DEV ADM TAM | developer
in development | test                | tested         | TST ADM TAM | tester test_result documentation
tested         | rework              | in development | DEV TST ADM TAM | reason
tested         | release             | released       | REL ADM    | planned_at
scheduled      | release             | released       | CSR REL ADM SYS | category
approved, scheduled, in development | release urgently | released | REL ADM | priority
released       | document            | released       | CM DEV ADM TAM REL | documentation
backed out     | document            | backed out     | CM DEV ADM TAM REL | documentation
released       | back out            | backed out     | REL ADM    | reason
released       | review              | reviewed       | CM         | outcome review documentation risk_assessment
backed out     | review              | reviewed       | CM         | outcome review documentation risk_assessment
reviewed       | close               | closed         | CM         |
{_UNRELEASED}  | withdraw            | withdrawn      | ANY        | reason
""")  # noqa: E501 - a row stays one line

COMPLAINT_ROWS = read_rows("""
-            | receive     | received     | CSR IC CSM AM SYS | subject about complainant text
received     | acknowledge | acknowledged | CSR IC CSM AM     | owner answer_by
acknowledged | reassign    | acknowledged | CSM AM            | owner reason
acknowledged | answer      | answered     | IC CSM AM         | outcome answer_text
escalated    | answer      | answered     | IC CSM AM         | outcome answer_text
answered     | accept      | closed       | CSR IC CSM AM     |
answered     | lapse       | closed       | CSR IC CSM AM SYS |
answered     | escalate    | escalated    | CSR IC CSM AM     | owner reason
received, acknowledged, answered, escalated | withdraw | withdrawn | CSR IC CSM AM | reason
""")

MAJOR_INCIDENT_ROWS = read_rows("""
-          | declare | declared | IC CSM OM        | incidents rule declared_by
declared   | staff   | staffed  | IC CSM OM        | leader communicator technical_lead
staffed    | staff   | staffed  | IC CSM OM        | leader communicator technical_lead
declared   | update  | declared | IC CSM OM        | message next_update_at
staffed    | update  | staffed  | IC CSM OM        | message next_update_at
declared   | observe | declared | IC CSM OM IR SYS | observation
staffed    | observe | staffed  | IC CSM OM IR SYS | observation
ended      | observe | ended    | IC CSM OM IR SYS | observation
declared   | join    | declared | IC CSM OM        | incidents
staffed    | join    | staffed  | IC CSM OM        | incidents
staffed    | end     | ended    | IC CSM OM        | message
ended      | resume  | staffed  | IC CSM OM        | reason
ended      | review  | reviewed | CSM OM           | cause lessons actions
declared, staffed | revoke | revoked | IC CSM OM  | reason
""")

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
