"""Fields of opportunities, of events, and of who is in them, as history and trail name them."""

from enum import StrEnum

from parkdesk.domain.ip_matters import IpKind, IpState
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.requests import RequestState
from parkdesk.i18n import N_, credit_history, training_history

FIELDS = {
    "answer_by": N_("Offers until"),
    "application_number": N_("Application number"),
    "basis": N_("Grounds"),
    "brand": N_("Brand"),
    "budget_usd_cents": N_("Budget of the client"),
    "cancelled_on": N_("Called off on"),
    "certificate_number": N_("Number of the certificate"),
    "certification_type": N_("Certificate asked for"),
    "drop_reason": N_("Why it dropped out"),
    "dropped_on": N_("Dropped out on"),
    "field": N_("Trade"),
    "filed_on": N_("Taken in on"),
    "grant_cents": N_("Money of a grant"),
    "interest": N_("Who showed interest"),
    "language": N_("Working language"),
    "leads": N_("Leads"),
    "least_level": N_("Lowest level"),
    "needs": N_("At length"),
    "organiser": N_("Organiser"),
    "opened_on": N_("Taken on"),
    "other_side": N_("Other side"),
    "own_cents": N_("Own money"),
    "posted_on": N_("Posted on"),
    "recommended_on": N_("Recommended on"),
    "talks_on": N_("In talks since"),
    "venue": N_("Place"),
    **credit_history.FIELDS,
    **training_history.FIELDS,
}
TABLE_FIELDS = {
    ("ip_matter", "due_on"): N_("Next step by"),
    **credit_history.TABLE_FIELDS,
    **training_history.TABLE_FIELDS,
}
"""By table and column: elsewhere the same names mean something else."""
MEMBERS: dict[tuple[str, str], type[StrEnum]] = {
    ("ip_matter", "kind"): IpKind,
    ("ip_matter", "state"): IpState,
    ("platform_request", "kind"): ServiceKind,
    ("platform_request", "platform"): Platform,
    ("platform_request", "state"): RequestState,
    ("platform_service", "kind"): ServiceKind,
    ("platform_service", "platform"): Platform,
    **training_history.MEMBERS,
}
"""Fields of these tables that hold a member of an enumeration."""
