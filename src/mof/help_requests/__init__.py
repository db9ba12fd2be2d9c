"""Help requests: what people ask of the service desk, in four categories over one common head.

Here are the head, and the three categories that are no incidents; `mof.incidents` has the fourth.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.help_requests._categories import (
        Origin as Origin,
        RequestCategory as RequestCategory,
    )
    from mof.help_requests._classifications import (
        Classification as Classification,
        ClassificationMatrix as ClassificationMatrix,
        PickList as PickList,
    )
    from mof.help_requests._common_lifecycle import (
        PendingReason as PendingReason,
    )
    from mof.help_requests._complaint_lifecycle import (
        ComplaintOutcome as ComplaintOutcome,
        ComplaintState as ComplaintState,
        ComplaintSubject as ComplaintSubject,
    )
    from mof.help_requests._complaints import (
        Complaint as Complaint,
    )
    from mof.help_requests._help_requests import (
        HelpRequest as HelpRequest,
    )
    from mof.help_requests._knowledge import (
        ArticleEffect as ArticleEffect,
        KnowledgeUse as KnowledgeUse,
        measure_usefulness as measure_usefulness,
    )
    from mof.help_requests._masters import (
        group_duplicates as group_duplicates,
    )
    from mof.help_requests._request_lifecycles import (
        RequestEvent as RequestEvent,
        RequestState as RequestState,
    )
    from mof.help_requests._requests_by_category import (
        FulfillmentRequest as FulfillmentRequest,
        InformationRequest as InformationRequest,
        NewServiceRequest as NewServiceRequest,
    )
else:
    __getattr__, __dir__, __all__ = open_face(
        __name__,
        {
            "_categories": (
                "Origin",
                "RequestCategory",
            ),
            "_classifications": (
                "Classification",
                "ClassificationMatrix",
                "PickList",
            ),
            "_common_lifecycle": ("PendingReason",),
            "_complaint_lifecycle": (
                "ComplaintOutcome",
                "ComplaintState",
                "ComplaintSubject",
            ),
            "_complaints": ("Complaint",),
            "_help_requests": ("HelpRequest",),
            "_knowledge": (
                "ArticleEffect",
                "KnowledgeUse",
                "measure_usefulness",
            ),
            "_masters": ("group_duplicates",),
            "_request_lifecycles": (
                "RequestEvent",
                "RequestState",
            ),
            "_requests_by_category": (
                "FulfillmentRequest",
                "InformationRequest",
                "NewServiceRequest",
            ),
        },
    )
