"""Who and what there is: services, customers, teams and their people."""

from attrs import frozen

from example_world.hours import at
from mof.services import Customer, Service, ServiceCatalog, Supplier
from mof.values import CustomerId, PersonId, ServiceId, SupplierId, TeamId

EMAIL = ServiceId("e-mail")
PAYROLL = ServiceId("payroll")
CASE_HANDLING = ServiceId("case-handling")
TELEPHONY = ServiceId("telephony")
REMOTE_ACCESS = ServiceId("remote-access")
FILE_STORAGE = ServiceId("file-storage")
INTRANET = ServiceId("intranet")
IDENTITY = ServiceId("identity")

SERVICE_DESK = TeamId("service-desk")
MESSAGING = TeamId("messaging")
NETWORK = TeamId("network")
APPLICATIONS = TeamId("applications")
PLATFORM = TeamId("platform")
TEAM_NAMES = {
    SERVICE_DESK: "Service desk",
    MESSAGING: "Messaging team",
    NETWORK: "Network team",
    APPLICATIONS: "Applications team",
    PLATFORM: "Platform team",
}
TEAMS = tuple(TEAM_NAMES)

TELECOM = SupplierId("supplier-telecom")

FINANCE = CustomerId("customer-finance")
HEALTH = CustomerId("customer-health")
EDUCATION = CustomerId("customer-education")
CUSTOMER_NAMES = {
    FINANCE: "Finance department",
    HEALTH: "Health department",
    EDUCATION: "Education department",
}
CUSTOMERS = tuple(CUSTOMER_NAMES)


def name_person(number: int) -> PersonId:
    """People are numbers."""
    return PersonId(f"person-{number:03}")


# MOF gives each area of work one accountable person; the rest is this organisation's choice.
OPERATIONS_MANAGER = name_person(1)
CUSTOMER_SERVICE_MANAGER = name_person(2)
FINANCE_MANAGER = name_person(3)
PEOPLE_MANAGER = name_person(4)
PROBLEM_MANAGER = name_person(5)
SERVICE_OWNERS = tuple(map(name_person, range(6, 10)))
COORDINATORS = tuple(map(name_person, range(10, 14)))
MEMBERS = {
    SERVICE_DESK: tuple(map(name_person, range(20, 29))),
    MESSAGING: tuple(map(name_person, range(30, 35))),
    NETWORK: tuple(map(name_person, range(40, 44))),
    APPLICATIONS: tuple(map(name_person, range(50, 57))),
    PLATFORM: tuple(map(name_person, range(60, 65))),
}
USERS = tuple(map(name_person, range(100, 820)))

CATALOG = ServiceCatalog(
    [
        Service(IDENTITY, "Identity and sign-in", owner=name_person(6), team=PLATFORM),
        Service(FILE_STORAGE, "File storage", owner=name_person(6), team=PLATFORM),
        Service(
            EMAIL,
            "E-mail and calendar",
            owner=name_person(7),
            team=MESSAGING,
            depends_on=[IDENTITY],
        ),
        Service(TELEPHONY, "Telephony", owner=name_person(7), team=MESSAGING),
        Service(
            REMOTE_ACCESS,
            "Remote access",
            owner=name_person(8),
            team=NETWORK,
            depends_on=[IDENTITY],
        ),
        Service(PAYROLL, "Payroll", owner=name_person(9), team=APPLICATIONS, depends_on=[IDENTITY]),
        Service(
            CASE_HANDLING,
            "Case handling",
            owner=name_person(9),
            team=APPLICATIONS,
            depends_on=[IDENTITY, FILE_STORAGE],
            deployed_at=at(2026, 3, 2, 6),
        ),
        Service(
            INTRANET, "Intranet", owner=name_person(9), team=APPLICATIONS, depends_on=[IDENTITY]
        ),
    ],
    suppliers=[Supplier(TELECOM, name="Telecom supplier")],
    customers=[Customer(each, name=name) for each, name in CUSTOMER_NAMES.items()],
)


@frozen
class Load:
    """What reaches the desk about a service: how much in a year, about what, and where it goes."""

    service: ServiceId
    per_year: int
    topics: tuple[tuple[str, str], ...]
    second_team: TeamId | None = None
    handed_on: float = 0.0

    @property
    def team(self) -> TeamId:
        """The team that handles the service."""
        team = CATALOG[self.service].team
        assert team is not None  # each service of this catalogue has one
        return team


# The intranet is not here: its faults are reported by mail to its editors, and to nobody else.
LOADS = (
    Load(
        EMAIL,
        1080,
        (
            ("delivery", "Mail to an external recipient has not arrived after two hours."),
            ("calendar", "Meeting invitations are shown one hour late."),
            ("mobile", "The mailbox no longer synchronises on the phone."),
            ("mailbox", "The shared mailbox refuses to open."),
            ("spam", "Expected messages end up in quarantine."),
        ),
        second_team=NETWORK,
        handed_on=0.24,
    ),
    Load(
        PAYROLL,
        560,
        (
            ("payslip", "The payslip of last month cannot be opened."),
            ("hours", "Registered hours are missing from the run."),
            ("access", "The approver cannot see the employees of the unit."),
            ("report", "The monthly report stops with an error."),
        ),
        second_team=PLATFORM,
        handed_on=0.10,
    ),
    Load(
        CASE_HANDLING,
        760,
        (
            ("search", "Cases that exist are not found by the search."),
            ("letter", "The letter template prints without the address."),
            ("access", "A new case worker has no access to the unit's cases."),
            ("import", "Documents scanned today were not attached to their cases."),
            ("speed", "Opening a case takes more than a minute."),
        ),
        second_team=PLATFORM,
        handed_on=0.14,
    ),
    Load(
        TELEPHONY,
        860,
        (
            ("line", "Calls to the switchboard break off after a few seconds."),
            ("queue", "Callers hear no waiting position."),
            ("handset", "The handset shows no registration."),
            ("forwarding", "Forwarding to mobile phones does not work."),
        ),
    ),
    Load(
        REMOTE_ACCESS,
        480,
        (
            ("connection", "The connection is lost every few minutes."),
            ("sign-in", "Sign-in from home ends with an unknown error."),
            ("speed", "Working from home is very slow."),
        ),
        second_team=PLATFORM,
        handed_on=0.12,
    ),
    Load(
        FILE_STORAGE,
        380,
        (
            ("restore", "A folder was deleted by mistake and is needed again."),
            ("access", "The project folder is read-only."),
            ("space", "The team folder reports that it is full."),
        ),
        second_team=NETWORK,
        handed_on=0.08,
    ),
    Load(
        IDENTITY,
        560,
        (
            ("password", "The account is locked after a change of password."),
            ("second factor", "The code for signing in never arrives."),
            ("new account", "A new employee's account is not active."),
        ),
    ),
)
