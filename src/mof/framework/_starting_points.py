"""Starting points: where to begin with service management, depending on where one stands."""

from attrs import field, frozen

from mof.framework._citations import Citations, cite_white_paper


@frozen
class StartingPoint:
    """A situation and what to begin with in it; the last one is only about reading more."""

    situation: str
    start: str
    is_further_reading: bool = False
    citations: Citations = field(kw_only=True)


_PLACE = cite_white_paper("Delivering IT Service Management: Getting Started")

STARTING_POINTS: tuple[StartingPoint, ...] = (
    StartingPoint(
        "how far the organization is able to run the whole life cycle is not known",
        "the Infrastructure Optimization model, and an assessment of oneself by it",
        citations=_PLACE,
    ),
    StartingPoint(
        "processes are to be automated, and tools are sought",
        "the System Center products",
        citations=_PLACE,
    ),
    StartingPoint(
        "the problems are roughly known",
        "the Solution Accelerators, choosing those that can be put to use",
        citations=_PLACE,
    ),
    StartingPoint(
        "help is needed to find or to narrow down the problems",
        "a Service Management Assessment, so that effort goes where it matters",
        citations=_PLACE,
    ),
    StartingPoint(
        "the strategy itself is of interest",
        "reading about MOF, MSF and the Continuous Improvement Roadmap",
        is_further_reading=True,
        citations=_PLACE,
    ),
)
