"""Categories and origins: what a help request turns out to be, and how it reached the desk."""

from mof.values import (
    ServiceId,
    Term,
)

UNKNOWN_SERVICE = ServiceId("unknown")
"""What is noted where it is not known yet which service is affected."""

UNKNOWN = "unknown"
"""The choice that every pick list offers beside its own."""


class Origin(Term):
    """How a help request reached the service desk."""

    # MOF 4.0, Customer Service: automated and manual origins of a request.
    ALERT = "alert"
    """Monitoring raised it; no person asked."""
    PORTAL = "portal"
    """A user filled in a form of self-service."""
    APPLICATION = "application link"
    """A user reported it from within the application that it is about."""
    EMAIL = "e-mail"
    """A user wrote to the desk."""
    PHONE = "phone"
    """A user called the desk."""
    CHAT = "chat"
    """A user and the desk wrote to each other at the same time."""


class RequestCategory(Term):
    """What a help request turns out to be."""

    # MOF 4.0, Customer Service: the four categories of help requests.
    INFORMATION = "information"
    """A question about a service that the user has, such as how to share a calendar."""
    SERVICE_FULFILLMENT = "service fulfillment"
    """A wish for something that the catalog offers, such as an account or a phone."""
    NEW_SERVICE = "new service"
    """A wish for something that is not offered yet."""
    INCIDENT_RESOLUTION = "incident resolution"
    """A service fails, or may fail, to do what it should."""
