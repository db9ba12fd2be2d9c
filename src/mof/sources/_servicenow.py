"""ServiceNow: what its audit log of incidents means, exported with one row per update."""

from mof.help_requests import Origin, PendingReason
from mof.incidents import IncidentState
from mof.records import Level, Priority
from mof.sources._mappings import EventLogMapping

_LEVELS = {"1 - High": Level.HIGH, "2 - Medium": Level.MEDIUM, "3 - Low": Level.LOW}

# Our judgement: resolved_at, closed_at, resolved_by and closed_code are left out, since every
# row of such a log has the values that they have at the end. made_sla is kept as the tool wrote
# it; only what it says on closing means anything.
SERVICENOW_AUDIT_LOG = EventLogMapping(
    columns={
        "id": "number",
        "at": "sys_updated_at",
        "by": "sys_updated_by",
        "state": "incident_state",
        "opened_at": "opened_at",
        "origin": "contact_type",
        "contact": "caller_id",
        "location": "location",
        "topic": "category",
        "subtopic": "subcategory",
        "symptom": "u_symptom",
        "configuration_item": "cmdb_ci",
        "impact": "impact",
        "urgency": "urgency",
        "priority": "priority",
        "team": "assignment_group",
        "assignee": "assigned_to",
        "problem": "problem_id",
        "change": "rfc",
        "caused_by": "caused_by",
        "supplier": "vendor",
        "made_sla": "made_sla",
    },
    states={
        "New": IncidentState.OPEN,
        "Active": IncidentState.IN_PROGRESS,
        "Awaiting User Info": (IncidentState.PENDING, PendingReason.USER),
        "Awaiting Vendor": (IncidentState.PENDING, PendingReason.SUPPLIER),
        "Awaiting Problem": (IncidentState.PENDING, PendingReason.PROBLEM),
        "Awaiting Evidence": (IncidentState.PENDING, PendingReason.EVIDENCE),
        "Resolved": IncidentState.RESOLVED,
        "Closed": IncidentState.CLOSED,
    },
    words={
        "impact": _LEVELS,
        "urgency": _LEVELS,
        "priority": {
            "1 - Critical": Priority.P1,
            "2 - High": Priority.P2,
            "3 - Moderate": Priority.P3,
            "4 - Low": Priority.P4,
            "5 - Planning": Priority.P5,
        },
        "origin": {
            "Email": Origin.EMAIL,
            "Self service": Origin.PORTAL,
            "Direct opening": Origin.PHONE,
            "IVR": Origin.PHONE,
        },
    },
    missing={"?"},
    date_formats=("%d/%m/%Y %H:%M",),
)
"""The audit log of incidents as ServiceNow exports it, one row per update.

Its times name no zone and are taken as UTC. For a log whose zone is known, or one that says
nothing about services, evolve it:

>>> from attrs import evolve
>>> mapping = evolve(
...     SERVICENOW_AUDIT_LOG, tz="Europe/Lisbon", constants={"service": "service desk"}
... )
"""
