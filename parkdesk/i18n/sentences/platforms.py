"""Sentences and words of the public platforms."""

from parkdesk.domain.offers import OfferState, OfferUnit
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.requests import RequestAction, RequestState
from parkdesk.i18n import N_

SENTENCES = {
    "due-before-received": N_("It is due before it came."),
    "due-too-late": N_("More than a year to do it in: is the year right?"),
    "enterprise-of-request": N_(
        "This service came of request {number}: it stays with the enterprise that asked."
    ),
    "fee-for-free-service": N_("The catalogue offers “{offer}” free of charge: was a fee paid?"),
    "kind-not-of-platform": N_("This platform does not give such a service."),
    "line-of-another-enterprise": N_("This line of the log is another enterprise's."),
    "line-of-another-request": N_("Another request was done by this line of the log."),
    "more-hours-than-a-day": N_("More than 24 hours in one record: is that right?"),
    "not-hours": N_("Hours are a number with at most one decimal, such as 2.5."),
    "not-one-to-five": N_("Satisfaction is a number from 1 to 5."),
    "offer-in-use": N_("Lines of the log name this entry: make a new one instead."),
    "offer-is-used": N_(
        "{count} lines of the log name “{name}”: give it a last day instead of deleting it."
    ),
    "offer-meets-another": N_(
        "“{name}” is in the catalogue from {first} already: end that entry first, or begin later."
    ),
    "offer-name-too-long": N_("At most 80 characters."),
    "offer-not-on-that-day": N_("“{offer}” is not in the catalogue on {day}."),
    "offer-used-after": N_("A line of the log of {day} names this entry: not before that day."),
    "offer-used-before": N_("A line of the log of {day} names this entry: not after that day."),
    "received-after-accepted": N_("It was accepted on {day}: it came on that day or before."),
    "request-needs-reason": N_("Say why, in a few words: the enterprise is owed a reason."),
    "request-subject-too-long": N_("At most 200 characters."),
    "request-was-accepted": N_("Request {number} was accepted: refuse it instead of deleting it."),
    "served-after-leaving": N_("{enterprise} left the park on {left_on}: no service after that."),
    "served-before-entry": N_("{enterprise} was not in the park yet on {day}."),
    "served-before-request": N_("The request came on {received_on}: no service before that day."),
    "service-in-closed-quarter": N_(
        "The service of {day} stands in the figures of {quarter}, which is closed: open that"
        " quarter again first."
    ),
    "unknown-offer": N_("The catalogue has no such entry of this kind of service."),
}

LABELS = {
    Platform.TECHNOLOGY: N_("Technology and sourcing"),
    Platform.INTELLECTUAL_PROPERTY: N_("Intellectual property"),
    Platform.TRAINING: N_("Talent training"),
    Platform.BRAND: N_("Public brand"),
    ServiceKind.SERVICE_ORDER: N_("Service order"),
    ServiceKind.TEST_ENVIRONMENT: N_("Test environment"),
    ServiceKind.DEMAND_MATCH: N_("Demand matched"),
    ServiceKind.CONSULTATION: N_("Consultation"),
    ServiceKind.COPYRIGHT_FILING: N_("Software copyright filing"),
    ServiceKind.PATENT_FILING: N_("Patent filing"),
    ServiceKind.DISPUTE: N_("Dispute handled"),
    ServiceKind.COURSE: N_("Course"),
    ServiceKind.ASSESSMENT: N_("Assessment"),
    ServiceKind.PLACEMENT: N_("Placement"),
    ServiceKind.EXHIBITION: N_("Exhibition"),
    ServiceKind.DELEGATION: N_("Delegation"),
}

LABELS_OF_OFFERS = {
    OfferUnit.HOUR: N_("hour"),
    OfferUnit.DAY: N_("day"),
    OfferUnit.TIME: N_("time"),
    OfferUnit.PERSON: N_("person"),
    OfferUnit.ITEM: N_("item"),
    OfferState.COMING: N_("Offered later"),
    OfferState.OFFERED: N_("On offer"),
    OfferState.ENDED: N_("Not offered any more"),
}

LABELS_OF_REQUESTS = {
    RequestState.RECEIVED: N_("Received"),
    RequestState.ACCEPTED: N_("Accepted"),
    RequestState.UNDERWAY: N_("In progress"),
    RequestState.DONE: N_("Done"),
    RequestState.REFUSED: N_("Declined"),
    RequestAction.ACCEPT: N_("Accept a request"),
    RequestAction.BEGIN: N_("Begin work on a request"),
    RequestAction.COMPLETE: N_("Finish a request"),
    RequestAction.REFUSE: N_("Decline a request"),
}
