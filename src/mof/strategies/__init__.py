"""Strategies: records, agreements and calendars at random, for tests with Hypothesis.

All that is drawn is valid, and interesting: odd zones, overnight hours, lives that obey their
lifecycle, and on request histories that obey none. ``st.from_type`` knows every class too.
"""

from mof.agreements import (
    OLA,
    SLA,
    Agreement,
    AgreementLife,
    Target,
    UnderpinningContract,
)
from mof.availability_targets import AvailabilityTarget
from mof.calendars import BusinessDays, Calendar
from mof.chains import AgreementChain
from mof.changes import RequestForChange, StandardChange, StandardChangeCatalog
from mof.clocks import Clock, Condition
from mof.complaints import Complaint
from mof.control_charts import ControlChart, ControlRule, Subgroup
from mof.controls import (
    Control,
    ControlRegister,
    Evidence,
    Objective,
    Policy,
    Risk,
    RiskAssessment,
    ToleranceBoundary,
    Violation,
)
from mof.dependencies import Dependency
from mof.error_budgets import ErrorBudget
from mof.exclusions import Exclusion
from mof.help_requests import (
    ClassificationMatrix,
    FulfillmentRequest,
    InformationRequest,
    NewServiceRequest,
    PickList,
)
from mof.histories import Actor
from mof.identification import Candidate, Identification, Loss, Trial
from mof.improvement import (
    Change,
    Effect,
    ImprovementRoadmap,
    Initiative,
    ProblemOpportunity,
    ServiceAssessment,
    ServiceImprovementProgram,
    Weights,
)
from mof.incidents import Incident
from mof.indicators import Indicator, Observation
from mof.irregularities import Thresholds
from mof.known_errors import KnownError
from mof.major_incidents import MajorIncident
from mof.outages import DataGap, Maintenance, Outage, OutageLog
from mof.outcomes import Measure, Outcome
from mof.periods import Period
from mof.predictions import Prediction
from mof.priorities import PriorityMatrix
from mof.problems import Problem
from mof.reviews import Decision, OperationalHealthInputs
from mof.service_credits import (
    CreditTerms,
    CreditTier,
    LinearCredits,
    ShareRange,
    TieredCredits,
)
from mof.services import Service, ServiceCatalog
from mof.sources import (
    ChangeMapping,
    EventLogMapping,
    ObservationMapping,
    SourceMapping,
    TicketMapping,
)
from mof.strategies._agreements import (
    chains,
    clocks,
    conditions,
    contracts,
    exclusions,
    limits,
    olas,
    slas,
    targets,
)
from mof.strategies._availability import (
    availability_targets,
    credit_terms,
    credit_tiers,
    data_gaps,
    dependencies,
    error_budgets,
    linear_credits,
    maintenances,
    outage_logs,
    outages,
    share_ranges,
    tiered_credits,
)
from mof.strategies._calendars import business_days, calendars, hours
from mof.strategies._control_charts import control_charts, control_rules, subgroups
from mof.strategies._controls import (
    control_registers,
    controls,
    evidence,
    objectives,
    policies,
    risk_assessments,
    risks,
    tolerance_boundaries,
    violations,
)
from mof.strategies._definitions import (
    catalogs,
    decisions,
    indicators,
    mappings,
    observations,
    periods,
    priority_matrices,
    review_inputs,
    thresholds,
)
from mof.strategies._generic import OWN, values
from mof.strategies._identification import (
    candidates,
    identifications,
    losses,
    measured_outcomes,
    measures,
    predictions,
    trials,
)
from mof.strategies._improvement import (
    effects,
    improvement_programs,
    improvement_roadmaps,
    initiatives,
    measured_changes,
    opportunities,
    ranking_weights,
    service_assessments,
)
from mof.strategies._records import (
    actors,
    agreement_lives,
    changes,
    complaints,
    foreign_changes,
    foreign_histories,
    foreign_incidents,
    foreign_problems,
    foreign_services,
    help_requests,
    incidents,
    known_errors,
    lives,
    major_incidents,
    problems,
    services,
)
from mof.strategies._scalars import days, durations, identifiers, instants, shares, texts, zones
from mof.strategies._support import (
    classification_matrices,
    pick_lists,
    standard_change_catalogs,
    standard_changes,
)
from mof.strategies._teams import (
    memberships,
    organizations,
    persons,
    role_assignments,
    scopes,
    skill_requirements,
    teams,
)
from mof.teams import (
    Membership,
    Organization,
    Person,
    RoleAssignment,
    Scope,
    SkillRequirement,
    Team,
)

__all__ = [
    "actors",
    "agreement_lives",
    "availability_targets",
    "business_days",
    "calendars",
    "candidates",
    "catalogs",
    "chains",
    "changes",
    "classification_matrices",
    "clocks",
    "complaints",
    "conditions",
    "contracts",
    "control_charts",
    "control_registers",
    "control_rules",
    "controls",
    "credit_terms",
    "credit_tiers",
    "data_gaps",
    "days",
    "decisions",
    "dependencies",
    "durations",
    "effects",
    "error_budgets",
    "evidence",
    "exclusions",
    "foreign_changes",
    "foreign_histories",
    "foreign_incidents",
    "foreign_problems",
    "foreign_services",
    "help_requests",
    "hours",
    "identifications",
    "identifiers",
    "improvement_programs",
    "improvement_roadmaps",
    "incidents",
    "indicators",
    "initiatives",
    "instants",
    "known_errors",
    "limits",
    "linear_credits",
    "lives",
    "losses",
    "maintenances",
    "major_incidents",
    "mappings",
    "measured_changes",
    "measured_outcomes",
    "measures",
    "memberships",
    "objectives",
    "observations",
    "olas",
    "opportunities",
    "organizations",
    "outage_logs",
    "outages",
    "periods",
    "persons",
    "pick_lists",
    "policies",
    "predictions",
    "priority_matrices",
    "problems",
    "ranking_weights",
    "review_inputs",
    "risk_assessments",
    "risks",
    "role_assignments",
    "scopes",
    "service_assessments",
    "services",
    "share_ranges",
    "shares",
    "skill_requirements",
    "slas",
    "standard_change_catalogs",
    "standard_changes",
    "subgroups",
    "targets",
    "teams",
    "texts",
    "thresholds",
    "tiered_credits",
    "tolerance_boundaries",
    "trials",
    "values",
    "violations",
    "zones",
]


OWN.update(
    {
        OLA: olas,
        SLA: slas,
        Actor: actors,
        AgreementLife: agreement_lives,
        AgreementChain: chains,
        Agreement: lambda: slas() | olas() | contracts(),
        AvailabilityTarget: availability_targets,
        BusinessDays: business_days,
        CreditTerms: credit_terms,
        CreditTier: credit_tiers,
        DataGap: data_gaps,
        Dependency: dependencies,
        ErrorBudget: error_budgets,
        LinearCredits: linear_credits,
        Maintenance: maintenances,
        Measure: measures,
        Outcome: measured_outcomes,
        Outage: outages,
        OutageLog: outage_logs,
        ShareRange: share_ranges,
        TieredCredits: tiered_credits,
        Calendar: calendars,
        Candidate: candidates,
        ChangeMapping: lambda: mappings(ChangeMapping),
        Clock: clocks,
        Condition: conditions,
        Change: measured_changes,
        Control: controls,
        ControlChart: control_charts,
        ControlRegister: control_registers,
        ControlRule: control_rules,
        Subgroup: subgroups,
        Decision: decisions,
        Effect: effects,
        Evidence: evidence,
        Exclusion: exclusions,
        Identification: identifications,
        ImprovementRoadmap: improvement_roadmaps,
        Initiative: initiatives,
        Loss: losses,
        Objective: objectives,
        Policy: policies,
        Prediction: predictions,
        ProblemOpportunity: opportunities,
        Risk: risks,
        RiskAssessment: risk_assessments,
        ServiceAssessment: service_assessments,
        ServiceImprovementProgram: improvement_programs,
        Trial: trials,
        ToleranceBoundary: tolerance_boundaries,
        Violation: violations,
        Weights: ranking_weights,
        EventLogMapping: lambda: mappings(EventLogMapping),
        Incident: incidents,
        Indicator: indicators,
        Observation: observations,
        ObservationMapping: lambda: mappings(ObservationMapping),
        OperationalHealthInputs: review_inputs,
        Period: periods,
        PriorityMatrix: priority_matrices,
        Problem: problems,
        Complaint: complaints,
        FulfillmentRequest: lambda: help_requests(FulfillmentRequest),
        InformationRequest: lambda: help_requests(InformationRequest),
        KnownError: known_errors,
        MajorIncident: major_incidents,
        NewServiceRequest: lambda: help_requests(NewServiceRequest),
        ClassificationMatrix: classification_matrices,
        PickList: pick_lists,
        RequestForChange: changes,
        Service: services,
        ServiceCatalog: catalogs,
        SourceMapping: mappings,
        StandardChange: standard_changes,
        StandardChangeCatalog: standard_change_catalogs,
        Target: targets,
        Thresholds: thresholds,
        TicketMapping: lambda: mappings(TicketMapping),
        Membership: memberships,
        Organization: organizations,
        Person: persons,
        RoleAssignment: role_assignments,
        Scope: scopes,
        SkillRequirement: skill_requirements,
        Team: teams,
        UnderpinningContract: contracts,
    }
)
