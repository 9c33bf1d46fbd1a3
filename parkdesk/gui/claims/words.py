"""How claims look in words and tones."""

from __future__ import annotations

from parkdesk.domain.claims import FORBIDDEN_BY, ClaimAction, ClaimState
from parkdesk.domain.eligibility import Verdict
from parkdesk.domain.errors import Refused
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, message, tr, trn
from parkdesk.i18n.claims import programme_title
from parkdesk.i18n.stops import stop_words
from parkdesk.usecases.claim_lists import ClaimDetail

STATE_TONES = {
    ClaimState.DRAFT: Tone.NEUTRAL,
    ClaimState.SUBMITTED: Tone.ACCENT,
    ClaimState.PRECHECKED: Tone.ACCENT,
    ClaimState.APPROVED: Tone.GOOD,
    ClaimState.NOTICED: Tone.ACCENT,
    ClaimState.PAYABLE: Tone.GOOD,
    ClaimState.PAID: Tone.GOOD,
    ClaimState.ARCHIVED: Tone.NEUTRAL,
    ClaimState.RETURNED: Tone.WARN,
    ClaimState.REJECTED: Tone.BAD,
    ClaimState.WITHDRAWN: Tone.NEUTRAL,
    ClaimState.RECOVERING: Tone.BAD,
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


def withheld_words(detail: ClaimDetail) -> dict[ClaimAction, str]:
    """Return why this person may not take a step that their role would grant."""
    own = {
        action: message(Refused("claim-same-person", step=step))
        for action, step in detail.withheld.items()
    }
    for action in detail.barred_by_batch:
        own.setdefault(action, message(Refused("claim-in-batch")))
    if detail.claimant_changed:
        own.setdefault(ClaimAction.PAY, message(Refused("claim-claimant-changed")))
    return own | {
        action: stop_words(stop)
        for action, effect in FORBIDDEN_BY.items()
        for stop in detail.stops
        # A payment of a day before the stop may still be recorded.
        if effect in stop.effects and action in detail.actions and action is not ClaimAction.PAY
    }


def said_of(detail: ClaimDetail) -> tuple[str, Tone]:
    """Return what stands over the roster: the last answer, or whose turn it is not."""
    row = detail.row
    lines = [stop_words(stop) for stop in detail.stops]
    if row.answer and row.state in {ClaimState.RETURNED, ClaimState.REJECTED}:
        lines.append(tr("{state}: {reason}", state=label(row.state), reason=row.answer))
        tone = STATE_TONES[row.state]
    else:
        lines += [text for text in withheld_words(detail).values() if text not in lines]
        tone = Tone.NEUTRAL
    return "\n".join(lines), Tone.BAD if detail.stops else tone


def import_words(added: int, read: int) -> str:
    """Return what became of a file or a paste: rows added, rows there before."""
    said = trn("{n} row read", "{n} rows read", added)
    if added < read:
        there = trn("{n} was there already", "{n} were there already", read - added)
        said = tr("{said}; {more}", said=said, more=there)
    return said


def left_out_words(ignored: tuple[str, ...]) -> str:
    """Return which columns of a file or a paste have no place in the roster; empty for none."""
    if not ignored:
        return ""
    return tr("Left out, because the roster has no such column: {names}", names="、".join(ignored))
