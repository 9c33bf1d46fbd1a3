"""How claims look in words and tones."""

from __future__ import annotations

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Verdict
from parkdesk.gui.theme import Tone
from parkdesk.i18n import money_text, tr
from parkdesk.i18n.claims import programme_title
from parkdesk.usecases.claim_lists import ClaimDetail

STATE_TONES = {
    ClaimState.DRAFT: Tone.NEUTRAL,
    ClaimState.SUBMITTED: Tone.ACCENT,
    ClaimState.PRECHECKED: Tone.ACCENT,
    ClaimState.APPROVED: Tone.GOOD,
    ClaimState.PAID: Tone.GOOD,
    ClaimState.RETURNED: Tone.WARN,
    ClaimState.REJECTED: Tone.BAD,
}
VERDICT_TONES = {
    Verdict.PASS: Tone.GOOD,
    Verdict.WARN: Tone.WARN,
    Verdict.FAIL: Tone.BAD,
    Verdict.DUPLICATE: Tone.BAD,
}


def crumb_text(detail: ClaimDetail) -> str:
    """Return where the claim stands among the programmes: title › number."""
    return tr(
        "{programme} › {number}",
        programme=programme_title(detail.programme),
        number=detail.row.number,
    )


def optional_money(cents: int | None) -> str:
    """Return an amount, or a dash for one that has not been decided."""
    return money_text(cents)
