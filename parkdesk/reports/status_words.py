"""The word of a certificate's status on paper."""

from __future__ import annotations

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.i18n import label, tr


def status_text(status: CertificationStatus | None) -> str:
    """Return the word of a status; "not yet in force" before the first day."""
    return tr("Not yet in force") if status is None else label(status)
