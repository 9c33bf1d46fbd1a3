"""The usual headings of a claim's printed forms, and what a programme says instead.

The exact headings of the annexes are not known (certainty C): these are a workable set.
"""

from __future__ import annotations

from collections.abc import Mapping

from parkdesk.domain.claim_forms import TITLE, ClaimForm, FormHeadings
from parkdesk.i18n import N_, tr

_TITLES: Mapping[ClaimForm, str] = {
    ClaimForm.PERSON: N_("Application for a training subsidy"),
    ClaimForm.HIRED: N_("List of persons hired"),
    ClaimForm.TRAINING: N_("Summary of training subsidies"),
    ClaimForm.CERTIFICATION: N_("Summary of certification subsidies"),
    ClaimForm.PLATFORM: N_("Use of platform funds in detail"),
    ClaimForm.OPINIONS: N_("Opinions of the departments that examined the papers"),
}
_FIELDS: Mapping[str, str] = {
    "serial": N_("Serial"),
    "name": N_("Full name"),
    "sex": N_("Sex"),
    "born": N_("Month of birth"),
    "id_number": N_("Identity number"),
    "degree": N_("Degree"),
    "school": N_("School of graduation"),
    "graduated": N_("Graduated on"),
    "diploma": N_("Diploma number"),
    "employer": N_("Hired by"),
    "post": N_("Post"),
    "hired": N_("Hired on"),
    "contract": N_("Labour contract from / to"),
    "institution": N_("Training institution"),
    "training": N_("Training from / to"),
    "course": N_("Training content"),
    "assessment": N_("Assessment result"),
    "asked": N_("Applied for"),
    "computed": N_("Computed"),
    "approved": N_("Approved"),
    "note": N_("Remarks"),
    "certificate": N_("Certificate and number"),
    "event": N_("Occasion"),
    "certifier": N_("Paid to"),
    "fee": N_("Kind of cost"),
    "invoice": N_("Invoice number and day"),
    "slip": N_("Bank slip and day"),
    "cost": N_("Cost"),
    "use": N_("Use of the funds"),
    "subject": N_("What was paid for"),
    "amount": N_("Amount agreed to"),
    "person": N_("Signature of the person in charge"),
    "seal": N_("Official seal"),
}


def usual_heading(form: ClaimForm, name: str) -> str:
    """Return the words that a field has where the programme says nothing."""
    return tr(_TITLES[form]) if name == TITLE else tr(_FIELDS[name])


def heading(headings: FormHeadings, name: str) -> str:
    """Return the words of a field: the programme's own, else the usual ones."""
    return headings.words.get(name) or usual_heading(headings.form, name)
