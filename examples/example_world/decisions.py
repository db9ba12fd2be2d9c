"""What the stakeholders of the invented organisation decided in the review of June 2026."""

from datetime import date

from mof.framework import ChangeSubject, DecisionKind, StakeholderGroup
from mof.ids import PersonId
from mof.reviews import Decision, DecisionStatus

DECISIONS = (
    Decision(
        finding="outside-tolerance:sla-e-mail:restoration-p3",
        kind=DecisionKind.IMPROVE_SERVICE,
        status=DecisionStatus.ACCEPTED,
        decided_by=PersonId("person-002"),
        group=StakeholderGroup.SERVICE_MANAGERS,
        text="plan how e-mail gets back within its promise by the end of the summer",
        owner=PersonId("person-007"),
        due_on=date(2026, 7, 31),
    ),
    Decision(
        finding="outside-tolerance:ola-network-e-mail:restoration-p3",
        kind=DecisionKind.REQUEST_CHANGE,
        subject=ChangeSubject.OLA,
        status=DecisionStatus.ACCEPTED,
        decided_by=PersonId("person-002"),
        group=StakeholderGroup.OPERATIONS_MANAGEMENT,
        text="have mail incidents taken over by messaging when the network team is short",
        owner=PersonId("person-040"),
        due_on=date(2026, 7, 15),
    ),
    Decision(
        finding="outside-tolerance:uc-telecom:repair-p3-p4-p5",
        kind=DecisionKind.REQUEST_CHANGE,
        subject=ChangeSubject.OLA,
        status=DecisionStatus.DEFERRED,
        decided_by=PersonId("person-002"),
        group=StakeholderGroup.PARTNERS,
        text="ask the supplier for its own figures before the contract is renegotiated",
    ),
    Decision(
        finding="outside-tolerance:absence-network",
        kind=DecisionKind.PROVIDE_RESOURCES,
        status=DecisionStatus.ACCEPTED,
        decided_by=PersonId("person-002"),
        group=StakeholderGroup.TECHNOLOGY_MANAGERS,
        text="two more people for the network team until October",
        owner=PersonId("person-002"),
        due_on=date(2026, 8, 1),
    ),
    Decision(
        finding="outside-tolerance:cost-suppliers",
        kind=DecisionKind.CHANGE_FUNDING,
        status=DecisionStatus.REJECTED,
        decided_by=PersonId("person-002"),
        group=StakeholderGroup.CUSTOMERS,
        text="no further money for the supplier while it misses its contract",
    ),
    Decision(
        finding="set-after-start:first-contact",
        kind=DecisionKind.CHANGE_PROCESS,
        status=DecisionStatus.ACCEPTED,
        decided_by=PersonId("person-002"),
        group=StakeholderGroup.OPERATIONS_MANAGEMENT,
        text="targets of indicators are set before the month that they are for",
        owner=PersonId("person-009"),
        due_on=date(2026, 7, 10),
    ),
    Decision(
        finding="endangered-promise:CHG-260622-9",
        kind=DecisionKind.REQUEST_CHANGE,
        subject=ChangeSubject.TECHNICAL,
        status=DecisionStatus.ACCEPTED,
        decided_by=PersonId("person-007"),
        group=StakeholderGroup.DELIVERY,
        text="replace the mail relay on a Sunday night, and with a way back",
        owner=PersonId("person-030"),
        due_on=date(2026, 7, 5),
    ),
)
