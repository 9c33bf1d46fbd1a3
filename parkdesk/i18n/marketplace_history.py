"""Fields of opportunities, of events, and of who is in them, as history and trail name them."""

from parkdesk.i18n import N_, credit_history

FIELDS = {
    "answer_by": N_("Offers until"),
    "basis": N_("Grounds"),
    "brand": N_("Brand"),
    "budget_usd_cents": N_("Budget of the client"),
    "cancelled_on": N_("Called off on"),
    "certification_type": N_("Certificate asked for"),
    "drop_reason": N_("Why it dropped out"),
    "dropped_on": N_("Dropped out on"),
    "field": N_("Trade"),
    "grant_cents": N_("Money of a grant"),
    "interest": N_("Who showed interest"),
    "language": N_("Working language"),
    "leads": N_("Leads"),
    "least_level": N_("Lowest level"),
    "needs": N_("At length"),
    "organiser": N_("Organiser"),
    "own_cents": N_("Own money"),
    "posted_on": N_("Posted on"),
    "recommended_on": N_("Recommended on"),
    "talks_on": N_("In talks since"),
    "venue": N_("Place"),
    **credit_history.FIELDS,
}
TABLE_FIELDS = credit_history.TABLE_FIELDS
"""By table and column: elsewhere the same names mean something else."""
