"""Help requests: what people ask of the service desk, in four categories over one common head.

Here are the head, and the three categories that are no incidents; `mof.incidents` has the fourth.
"""

from mof._faces import open_face

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mof.help_requests._categories import (
        Origin as Origin,
    )
    from mof.help_requests._categories import (
        RequestCategory as RequestCategory,
    )
    from mof.help_requests._classifications import (
        Classification as Classification,
    )
    from mof.help_requests._classifications import (
        ClassificationMatrix as ClassificationMatrix,
    )
    from mof.help_requests._classifications import (
        PickList as PickList,
    )
    from mof.help_requests._common_lifecycle import (
        PendingReason as PendingReason,
    )
    from mof.help_requests._complaint_lifecycle import (
        COMPLAINT_LIFECYCLE as COMPLAINT_LIFECYCLE,
    )
    from mof.help_requests._complaint_lifecycle import (
        ComplaintEvent as ComplaintEvent,
    )
    from mof.help_requests._complaint_lifecycle import (
        ComplaintOutcome as ComplaintOutcome,
    )
    from mof.help_requests._complaint_lifecycle import (
        ComplaintState as ComplaintState,
    )
    from mof.help_requests._complaint_lifecycle import (
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
    )
    from mof.help_requests._knowledge import (
        KnowledgeUse as KnowledgeUse,
    )
    from mof.help_requests._knowledge import (
        list_requests as list_requests,
    )
    from mof.help_requests._knowledge import (
        measure_usefulness as measure_usefulness,
    )
    from mof.help_requests._masters import (
        group_duplicates as group_duplicates,
    )
    from mof.help_requests._request_lifecycles import (
        FULFILLMENT_LIFECYCLE as FULFILLMENT_LIFECYCLE,
    )
    from mof.help_requests._request_lifecycles import (
        INFORMATION_LIFECYCLE as INFORMATION_LIFECYCLE,
    )
    from mof.help_requests._request_lifecycles import (
        NEW_SERVICE_LIFECYCLE as NEW_SERVICE_LIFECYCLE,
    )
    from mof.help_requests._request_lifecycles import (
        RequestEvent as RequestEvent,
    )
    from mof.help_requests._request_lifecycles import (
        RequestState as RequestState,
    )
    from mof.help_requests._requests_by_category import (
        FulfillmentRequest as FulfillmentRequest,
    )
    from mof.help_requests._requests_by_category import (
        InformationRequest as InformationRequest,
    )
    from mof.help_requests._requests_by_category import (
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
                "COMPLAINT_LIFECYCLE",
                "ComplaintEvent",
                "ComplaintOutcome",
                "ComplaintState",
                "ComplaintSubject",
            ),
            "_complaints": ("Complaint",),
            "_help_requests": ("HelpRequest",),
            "_knowledge": (
                "ArticleEffect",
                "KnowledgeUse",
                "list_requests",
                "measure_usefulness",
            ),
            "_masters": ("group_duplicates",),
            "_request_lifecycles": (
                "FULFILLMENT_LIFECYCLE",
                "INFORMATION_LIFECYCLE",
                "NEW_SERVICE_LIFECYCLE",
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
