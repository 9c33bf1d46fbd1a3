"""Fields of opportunities and of those recommended, as the history and the trail name them."""

from parkdesk.i18n import N_, credit_history

FIELDS = {
    "answer_by": N_("Offers until"),
    "basis": N_("Grounds"),
    "budget_usd_cents": N_("Budget of the client"),
    "certification_type": N_("Certificate asked for"),
    "drop_reason": N_("Why it dropped out"),
    "dropped_on": N_("Dropped out on"),
    "field": N_("Trade"),
    "language": N_("Working language"),
    "least_level": N_("Lowest level"),
    "needs": N_("At length"),
    "people": N_("People needed"),
    "posted_on": N_("Posted on"),
    "recommended_on": N_("Recommended on"),
    "starts_on": N_("Work to begin"),
    "talks_on": N_("In talks since"),
    **credit_history.FIELDS,
}
TABLE_FIELDS = credit_history.TABLE_FIELDS
"""By table and column: elsewhere the same names mean something else."""
