"""Sentences and words of the public platforms."""

from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.i18n import N_

SENTENCES = {
    "kind-not-of-platform": N_("This platform does not give such a service."),
    "more-hours-than-a-day": N_("More than 24 hours in one record: is that right?"),
    "not-hours": N_("Hours are a number with at most one decimal, such as 2.5."),
    "not-one-to-five": N_("Satisfaction is a number from 1 to 5."),
    "served-outside-residence": N_("{enterprise} was not in the park on {day}."),
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
