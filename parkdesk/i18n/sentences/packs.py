"""Sentences and words of the pack's sections and of the templates that choose them."""

from parkdesk.domain.packs import Section
from parkdesk.i18n import N_

SENTENCES = {
    "pack-empty": N_("Choose one section at least."),
    "pack-name-long": N_("A template's name has at most 60 characters."),
    "pack-name-taken": N_("There is a template with this name already."),
    "text-figures-unknown": N_(
        "The summary of the quarter has no such figures: {figures}. Correct the text, or keep it as"
        " it is."
    ),
    "text-long": N_("The text has at most {most} characters."),
}

LABELS = {
    Section.TEXT: N_("The quarter in the manager's words"),
    Section.FIGURES: N_("Figures with comparisons"),
    Section.FINDINGS: N_("Compliance findings"),
    Section.CONTRACTS: N_("Contracts and execution"),
    Section.STAFF: N_("Staff and training"),
    Section.CERTIFICATES: N_("Certificates"),
    Section.SUBSIDIES: N_("Subsidies by programme"),
    Section.BUDGETS: N_("Budgets of the year"),
    Section.WATCH: N_("Threshold watch"),
    Section.RESTATEMENTS: N_("Restatements"),
    Section.PLATFORMS: N_("Public service platforms"),
    Section.RETURNS: N_("Statistics discipline"),
    Section.METHOD: N_("Method and definitions"),
    Section.ENTERPRISES: N_("Annex: enterprises"),
    Section.FINDINGS_STANDING: N_("Annex: findings at the quarter's end"),
    Section.FINDINGS_CLOSED: N_("Annex: findings closed in the quarter"),
    Section.CONTRACT_LIST: N_("Annex: contracts"),
    Section.CERTIFICATE_LIST: N_("Annex: certificates"),
}
