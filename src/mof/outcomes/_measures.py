"""Measures: what is measured of each outcome that the framework states for Operate."""

from collections.abc import Iterator
from functools import cached_property

from attrs import field, frozen

from mof.documents import Table
from mof.documents._tables import Tabular
from mof.errors import DefinitionError, UnknownReferenceError
from mof.framework import SMF, find_function
from mof.indicators import Direction
from mof.values._checks import check_part

SHARE = "share"
"""The unit of what is a part of a whole, and shown in percent."""

_AS_OBSERVED = "as the indicator says"
"""The unit of what tickets cannot tell, until an indicator stands for it."""


def _list_outcomes(smf: SMF) -> tuple[str, ...]:
    return find_function(smf).outcomes or ()


@frozen(kw_only=True)
class Measure:
    """What is measured, by which formula, and which outcome of the framework it shows.

    Raises:
        DefinitionError: the framework states no such outcome of that function.
    """

    name: str = field(kw_only=False)
    """What it is called in tables and targets, such as ``"time to restore"``."""
    smf: SMF
    """The function of Operate whose outcome it shows."""
    serves: str
    """The outcome that it shows, in the words of Table 1 of the framework."""
    formula: str
    """How it is computed, in words."""
    unit: str
    """What its values are: ``"share"`` (shown in percent), ``"time"``, or what is counted."""
    direction: Direction
    """Whether more of it is better, or less."""
    is_brought: bool = False
    """Whether tickets cannot tell it, so that an indicator with observations stands for it."""

    def __attrs_post_init__(self) -> None:
        check_part(self.smf, SMF, f"the function of {self.name!r}")
        check_part(self.direction, Direction, f"the direction of {self.name!r}")
        stated = _list_outcomes(self.smf)
        if self.serves not in stated:
            raise DefinitionError(
                f"{self.smf} has no outcome {self.serves!r}; stated: {'; '.join(stated) or 'none'}"
            )

    def __str__(self) -> str:
        return self.name


@frozen
class Measures(Tabular):
    """Measures by their names, in an order of their own.

    >>> print(MEASURES["backlog"].formula)
    incidents open at the end of the period, all and by their age since opening
    """

    measures: tuple[Measure, ...]

    @cached_property
    def _by_name(self) -> dict[str, Measure]:
        return {each.name: each for each in self.measures}

    def __iter__(self) -> Iterator[Measure]:
        return iter(self.measures)

    def __len__(self) -> int:
        return len(self.measures)

    def __getitem__(self, name: str) -> Measure:
        if name not in self._by_name:
            raise UnknownReferenceError(
                f"no measure is called {name!r}; there are: {', '.join(self._by_name)}",
                reference=name,
            )
        return self._by_name[name]

    def to_table(self) -> Table:
        """What is measured of which outcome, how, in which unit, and which way is better."""
        return Table(
            ("Function", "Outcome", "Measure", "Formula", "Unit", "Direction"),
            [(str(m.smf), m.serves, m.name, m.formula, m.unit, str(m.direction)) for m in self],
            note="The outcomes are those of the framework; "
            "measures and formulas are our judgement.",
        )


def _name_outcomes(smf: SMF) -> list[tuple[SMF, str]]:
    return [(smf, outcome) for outcome in _list_outcomes(smf)]


# MOF 4.0, Operate phase overview, Table 1: the outcomes of the functions, in its order.
_EFFICIENT, _AVAILABLE, _NEW, _REACTIVE = _name_outcomes(SMF.OPERATIONS)
_MONITORING = SMF.SERVICE_MONITORING_AND_CONTROL
_WORKING, _KEPT, _MAPPED, _SATISFIED, _REMEDIED = _name_outcomes(_MONITORING)
_PRODUCTIVE, _VALUE, _BETTER = _name_outcomes(SMF.CUSTOMER_SERVICE)
_OWNED, _FEWER, _ANSWERS, _EARLY = _name_outcomes(SMF.PROBLEM_MANAGEMENT)
_HIGHER, _LOWER = Direction.HIGHER, Direction.LOWER

# Table 1 gives no formulas. Which measure shows which outcome is our judgement, and so are the
# formulas; where the field has a figure of its own (time to restore, backlog, first-contact
# resolution, reopen rate), it is that one.
# fmt: off
_ROWS = (
    # Our judgement: more is better, though much more than four fifths leaves no room for the
    # unforeseen.
    (_EFFICIENT, "staff use", SHARE, _HIGHER,
     ("effort of the staff on logged work that ended in the period ÷ the hours in which they "
      "were available")),
    (_EFFICIENT, "automated work", SHARE, _HIGHER,
     "of the work that ended in the period, the share that tools did"),
    (_AVAILABLE, "available time", SHARE, _HIGHER,
     ("1 − the time of outages ÷ the time of the period, over all services of which outages "
      "are kept; the worst of several at once counts")),
    (_NEW, "on schedule", SHARE, _HIGHER,
     ("of the work scheduled in the period whose time has passed, the share begun and over in "
      "time; all services, and new and changed ones by themselves")),
    (_NEW, "wanted outcome", SHARE, _HIGHER,
     ("of the work that ended in the period, the share with the wanted outcome, where that is "
      "told; all services, and new and changed ones by themselves")),
    (_NEW, "instructed tasks", SHARE, _HIGHER,
     ("of the tasks of the guide, the share with an approved instruction at the end of the "
      "period")),
    (_REACTIVE, "reactive work", SHARE, _LOWER,
     ("of the effort on work that ended in the period, the share on work that answered what "
      "had gone wrong")),
    (_WORKING, "working time seen", SHARE, _HIGHER,
     "of the time in which monitors told how services were, the share healthy or degraded"),
    (_KEPT, "breaches", "breaches", _LOWER,
     "targets of SLAs and OLAs that were breached in the period"),
    (_MAPPED, "services mapped and monitored", SHARE, _HIGHER,
     "of the services, the share of which the parts are known and each is watched"),
    (_SATISFIED, "satisfaction with the service", _AS_OBSERVED, _HIGHER,
     "the latest observation in the period of an indicator that is brought, as of a survey"),
    (_REMEDIED, "detection time", "time", _LOWER,
     ("from the start of an outage of the period until an alert reached its service; the "
      "least time that a share of the outages detected took at most")),
    (_REMEDIED, "outages detected", SHARE, _HIGHER,
     "of the outages that began in the period, the share with an alert while they lasted"),
    (_REMEDIED, "alerts remedied", SHARE, _HIGHER,
     "of the alerts raised in the period that are decided, the share that a remedy ended"),
    (_PRODUCTIVE, "lost user time", "user time", _LOWER,
     ("for each incident, affected users × the service time lost in the period, added up; "
      "users of two incidents at once lose it twice")),
    (_PRODUCTIVE, "time to restore", "time", _LOWER,
     ("from the opening of an incident until its service was resumed in the period, waiting "
      "included, the time between a resolution and a reopening left out; the least time that "
      "a share of the incidents took at most")),
    (_PRODUCTIVE, "time to resolve", "time", _LOWER,
     "as the time to restore, but until the incident was resolved"),
    (_PRODUCTIVE, "backlog", "incidents", _LOWER,
     "incidents open at the end of the period, all and by their age since opening"),
    (_VALUE, "complaints", "per 1,000 requests", _LOWER,
     ("1,000 × complaints received ÷ requests of every category opened, both in the period; a "
      "rerouted request counts as what it became")),
    (_VALUE, "satisfaction", _AS_OBSERVED, _HIGHER,
     "the latest observation in the period of an indicator that is brought, as of a survey"),
    (_VALUE, "value added by IT", _AS_OBSERVED, _HIGHER,
     "the latest observation in the period of an indicator that is brought"),
    (_BETTER, "first-contact resolution", SHARE, _HIGHER,
     ("of the incidents resolved in the period, the share that never waited, was handed over, "
      "escalated or came back; those that do not tell who worked on them are not counted")),
    (_BETTER, "reopen rate", SHARE, _LOWER,
     ("of the incidents resolved at least once in the period, the share that went back to "
      "work after that and before its end")),
    (_BETTER, "competitiveness", _AS_OBSERVED, _HIGHER,
     "the latest observation in the period of an indicator that is brought"),
    (_OWNED, "unassigned problems", "problems", _LOWER,
     "problems open at the end of the period without an owner"),
    (_OWNED, "owned problems", "problems", _HIGHER,
     "problems open at the end of the period with an owner"),
    (_FEWER, "incidents", "incidents", _LOWER,
     "incidents opened in the period; cancelled, rejected and rerouted ones are none"),
    (_FEWER, "impact-minutes", "time", _LOWER,
     "the service time that incidents lost in the period, added up, for any number of users"),
    (_FEWER, "problems", "problems", _LOWER,
     "problems identified in the period; duplicates are none"),
    (_ANSWERS, "workarounds", "problems", _HIGHER,
     ("problems, and known errors of none, that got a workaround in the period which was not "
      "withdrawn")),
    (_ANSWERS, "permanent solutions", "problems", _HIGHER,
     ("problems closed as resolved in the period, and known errors of none that were retired "
      "with a verified fix")),
    (_EARLY, "time to solve", "time", _LOWER,
     ("from the identification of a problem until it was closed as resolved in the period; "
      "the least time that a share of the problems took at most")),
    (_EARLY, "problems closed before a first incident", "problems", _HIGHER,
     "problems closed as resolved in the period for which no incident was on record"),
)
# fmt: on

MEASURES = Measures(
    tuple(
        Measure(
            name,
            smf=smf,
            serves=outcome,
            formula=formula,
            unit=unit,
            direction=direction,
            is_brought=unit == _AS_OBSERVED,
        )
        for (smf, outcome), name, unit, direction, formula in _ROWS
    )
)
"""Every measure, in the order of the outcomes that they serve; one of them by its name."""
