"""Sentences and words of a claim's prints."""

from __future__ import annotations

from parkdesk.domain.claim_forms import ClaimForm
from parkdesk.i18n import N_

SENTENCES = {
    "answer-by-past": N_("The day to answer by lies in the past."),
    "claim-file-too-large": N_(
        "The scans of this claim have more than {limit} MB: print them one by one."
    ),
    "claim-never-returned": N_("Claim {number} was never returned: there is no notice to print."),
    "field-offset": N_("Whole tenths of a millimetre, from -300 to 300."),
    "no-such-field": N_("The form has no such heading."),
    "scan-too-many-pixels": N_(
        "The picture has more than 80 million dots: scan it again at 300 dots to the inch."
    ),
    "scan-unreadable": N_("The file cannot be opened."),
    "scan-withheld": N_("Shows numbers of persons: printed only with whole identity numbers."),
    "scan-without-pages": N_("Not a PDF or picture: print it with its own program."),
}

LABELS = {
    ClaimForm.PERSON: N_("Application for a training subsidy"),
    ClaimForm.HIRED: N_("List of persons hired"),
    ClaimForm.TRAINING: N_("Summary of training subsidies"),
    ClaimForm.CERTIFICATION: N_("Summary of certification subsidies"),
    ClaimForm.PLATFORM: N_("Use of platform funds in detail"),
    ClaimForm.OPINIONS: N_("Opinions of the departments that examined the papers"),
}
