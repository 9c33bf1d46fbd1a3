"""How certificates are said and toned, for the list, the panel and the timeline."""

from __future__ import annotations

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.register_checks import CheckResult
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, language, tr
from parkdesk.usecases.certification_lists import CertificationRow

TONES = {
    CertificationStatus.VALID: Tone.GOOD,
    CertificationStatus.EXPIRING: Tone.WARN,
    CertificationStatus.SUSPENDED: Tone.WARN,
    CertificationStatus.WITHDRAWN: Tone.BAD,
    CertificationStatus.EXPIRED: Tone.BAD,
    CertificationStatus.SUPERSEDED: Tone.NEUTRAL,
}

CHECK_TONES = {
    CheckResult.AS_STATED: Tone.GOOD,
    CheckResult.DIFFERENT: Tone.WARN,
    CheckResult.NOT_PUBLISHED: Tone.NEUTRAL,
    CheckResult.UNAVAILABLE: Tone.NEUTRAL,
}


def in_language(chinese: str, english: str) -> str:
    """Return the one of two names that the person reads."""
    return chinese if language() == "zh_CN" else english


def certificate_text(row: CertificationRow) -> str:
    """Return CMMI V2.0 level 3, or the name of a kind that has no levels."""
    if row.level is None:
        return in_language(row.type_zh, row.type_en)
    return tr("{model} level {level}", model=row.model or row.type_code, level=row.level)


def status_text(status: CertificationStatus | None) -> str:
    """Return the word of a status; "not issued yet" before the first day."""
    return tr("Not yet in force") if status is None else label(status)


def status_tone(status: CertificationStatus | None) -> Tone:
    """Return the tone of a status."""
    return Tone.NEUTRAL if status is None else TONES[status]


def days_text(row: CertificationRow) -> str:
    """Return how long the certificate still runs, where that means something."""
    if row.days_left is None:
        return tr("no expiry")
    if row.status not in {CertificationStatus.VALID, CertificationStatus.EXPIRING}:
        return "—"
    return f"{row.days_left:,}"


def checked_text(row: CertificationRow) -> str:
    """Return when the register was last asked and what it said; "never" where nobody asked."""
    if row.checked_on is None or row.check_result is None:
        return tr("never")
    if row.check_result is CheckResult.AS_STATED:
        return date_text(row.checked_on)
    return tr("{day}, {result}", day=date_text(row.checked_on), result=label(row.check_result))
