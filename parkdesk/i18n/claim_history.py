"""Fields of claims, returns, papers and signals as the history and the trail call them."""

from __future__ import annotations

from parkdesk.i18n import N_

FIELDS = {
    "answer_by_on": N_("Day to answer by"),
    "applied_cents": N_("Applied for"),
    "approved_reason": N_("Why less is approved"),
    "archive_number": N_("File number"),
    "archived_on": N_("Archived on"),
    "asked_cents": N_("Applied for"),
    "bank_slip": N_("Bank slip"),
    "drawn": N_("Claims drawn"),
    "event": N_("Occasion"),
    "fee_kind": N_("What the fee was for"),
    "field": N_("Column of the roster"),
    "found_on": N_("Day of the last violation"),
    "from_state": N_("Returned from"),
    "handed_in": N_("Paper received"),
    "heading": N_("Heading of the list"),
    "invoice_number": N_("Invoice"),
    "invoice_on": N_("Date of the invoice"),
    "met": N_("Condition met"),
    "not_applicable": N_("Not needed here"),
    "opened": N_("Claims opened"),
    "opened_whole": N_("Opened as a whole"),
    "original_seen": N_("Original seen"),
    "owner_name": N_("Owner"),
    "paid_reason": N_("Why less is paid"),
    "paper_code": N_("Paper"),
    "recommended_reason": N_("Why less is recommended"),
    "recovered_cents": N_("Recovered"),
    "straight_back": N_("Straight back to the reviewer"),
    "supplier": N_("Bought from"),
    "title": N_("What it is"),
    "verdict": N_("Result"),
}
"""Names of columns by their own; those that have the same name elsewhere mean the same."""
