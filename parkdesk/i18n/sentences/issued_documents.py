"""Sentences and words of documents that are handed out under a number."""

from __future__ import annotations

from parkdesk.domain.issued_documents import DocumentKind
from parkdesk.i18n import N_

SENTENCES = {
    "square-unreadable": N_(
        "Type what the square says: the number, a blank and the code, such as QY-2026-0001-01"
        " 8C1F-02AB-77D0."
    ),
    "months-out-of-range": N_("Type a number of months from 1 to {most}."),
}
LABELS = {
    DocumentKind.ENTERPRISE: N_("Enterprise pack"),
    DocumentKind.PROGRAMME: N_("Programme account"),
    DocumentKind.EXPIRIES: N_("Expiry list"),
    DocumentKind.NOTICE: N_("Notice list"),
    DocumentKind.CREDIT: N_("Credit scorecard"),
    DocumentKind.QUARTERLY: N_("Quarterly pack"),
}
