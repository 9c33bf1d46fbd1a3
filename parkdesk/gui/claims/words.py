"""How claims look in words and tones."""

from __future__ import annotations

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Verdict
from parkdesk.gui.theme import Tone
from parkdesk.i18n import tr, trn
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


def import_words(added: int, read: int, ignored: tuple[str, ...]) -> str:
    """Return what became of a file or a paste: rows added, rows there before, unknown columns."""
    said = trn("{n} row read", "{n} rows read", added)
    if added < read:
        there = trn("{n} was there already", "{n} were there already", read - added)
        said = tr("{said}; {more}", said=said, more=there)
    if ignored:
        said = tr("{said}; columns not known here: {names}", said=said, names="、".join(ignored))
    return said
