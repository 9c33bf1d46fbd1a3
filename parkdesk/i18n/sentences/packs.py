"""Sentences and words of the pack's sections and of the templates that choose them."""

from parkdesk.domain.packs import Section
from parkdesk.i18n import N_

SENTENCES: dict[str, str] = {}

LABELS = {
    Section.FIGURES: N_("Figures with comparisons"),
    Section.FINDINGS: N_("Compliance findings"),
    Section.CONTRACTS: N_("Contracts and execution"),
    Section.STAFF: N_("Staff and training"),
    Section.CERTIFICATES: N_("Certificates"),
    Section.SUBSIDIES: N_("Subsidies by programme"),
    Section.PLATFORMS: N_("Public service platforms"),
    Section.RETURNS: N_("Statistics discipline"),
    Section.METHOD: N_("Method and definitions"),
    Section.ENTERPRISES: N_("Annex: enterprises"),
    Section.FINDINGS_STANDING: N_("Annex: findings at the quarter's end"),
    Section.FINDINGS_CLOSED: N_("Annex: findings closed in the quarter"),
}
