"""Help requests: what people ask of the service desk, in four categories over one common head.

Here are the head, and the three categories that are no incidents; `mof.incidents` has the fourth.
"""

from mof.help_requests._classifications import Classification, ClassificationMatrix, PickList
from mof.help_requests._duplicates import (
    find_circular_duplicates,
    find_master,
    group_duplicates,
)
from mof.help_requests._lifecycles import (
    FULFILLMENT_LIFECYCLE,
    INFORMATION_LIFECYCLE,
    NEW_SERVICE_LIFECYCLE,
    RequestEvent,
    RequestState,
)
from mof.help_requests._requests import (
    FulfillmentRequest,
    InformationRequest,
    NewServiceRequest,
)
from mof.help_requests.intakes import (
    UNKNOWN,
    UNKNOWN_SERVICE,
    HelpRequest,
    Origin,
    PendingReason,
    RequestCategory,
    make_head,
    make_tail,
    make_work,
)

__all__ = [
    "FULFILLMENT_LIFECYCLE",
    "INFORMATION_LIFECYCLE",
    "NEW_SERVICE_LIFECYCLE",
    "UNKNOWN",
    "UNKNOWN_SERVICE",
    "Classification",
    "ClassificationMatrix",
    "FulfillmentRequest",
    "HelpRequest",
    "InformationRequest",
    "NewServiceRequest",
    "Origin",
    "PendingReason",
    "PickList",
    "RequestCategory",
    "RequestEvent",
    "RequestState",
    "find_circular_duplicates",
    "find_master",
    "group_duplicates",
    "make_head",
    "make_tail",
    "make_work",
]
