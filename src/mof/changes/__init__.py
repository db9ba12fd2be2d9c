"""Changes: requests to change something, from the draft to the review, and what they add up to."""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.changes._change_lifecycle import (
        ChangeCategory as ChangeCategory,
        ChangeEvent as ChangeEvent,
        ChangeOutcome as ChangeOutcome,
        ChangePriority as ChangePriority,
        ChangeState as ChangeState,
    )
    from mof.changes._change_shares import (
        ChangeKind as ChangeKind,
        measure_changes as measure_changes,
    )
    from mof.changes._requests_for_change import (
        RequestForChange as RequestForChange,
    )
    from mof.changes._standard_changes import (
        StandardChange as StandardChange,
        StandardChangeCatalog as StandardChangeCatalog,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_change_lifecycle": (
                "ChangeCategory",
                "ChangeEvent",
                "ChangeOutcome",
                "ChangePriority",
                "ChangeState",
            ),
            "_change_shares": (
                "ChangeKind",
                "measure_changes",
            ),
            "_requests_for_change": ("RequestForChange",),
            "_standard_changes": (
                "StandardChange",
                "StandardChangeCatalog",
            ),
        },
    )
