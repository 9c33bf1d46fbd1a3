"""Words of the search."""

from parkdesk.domain.search import HitKind
from parkdesk.i18n import N_

LABELS = {
    HitKind.ENTERPRISE: N_("Enterprise"),
    HitKind.CERTIFICATION: N_("Certificate"),
    HitKind.CLAIM: N_("Claim"),
    HitKind.CONTRACT: N_("Outsourcing contract"),
}
