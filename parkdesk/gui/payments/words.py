"""Words and colours of payment batches, levels and their money."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.domain.budgets import LevelBudget
from parkdesk.domain.payments import BatchState, LineState
from parkdesk.domain.programmes import Level
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, money_text, tr

BATCH_TONES = {
    BatchState.MADE: Tone.WARN,
    BatchState.APPROVED: Tone.ACCENT,
    BatchState.SENT: Tone.ACCENT,
    BatchState.SETTLED: Tone.GOOD,
    BatchState.CANCELLED: Tone.NEUTRAL,
}
LINE_TONES = {
    LineState.PENDING: Tone.NEUTRAL,
    LineState.PAID: Tone.GOOD,
    LineState.FAILED: Tone.BAD,
    LineState.CANCELLED: Tone.NEUTRAL,
}


def level_text(level: str) -> str:
    """Return the words for whose money it is; levels may not be known."""
    known = {one.value for one in Level}
    return label(Level(level)) if level in known else tr("Level not known")


def budgets_text(budgets: Sequence[LevelBudget], taken: dict[str, int]) -> str:
    """Return what each level has for a batch, before and after it: a line a level."""
    lines = []
    for one in budgets:
        wanted = taken.get(one.level, 0)
        if not wanted:
            continue
        if one.allocated_cents is None:
            lines.append(
                tr(
                    "{level}: {amount}; nothing is entered as allotted",
                    level=level_text(one.level),
                    amount=money_text(wanted),
                )
            )
            continue
        room = one.allocated_cents - one.paid_cents - one.under_way_cents
        lines.append(
            tr(
                "{level}: {amount} of {room} left, then {rest}",
                level=level_text(one.level),
                amount=money_text(wanted),
                room=money_text(room),
                rest=money_text(room - wanted),
            )
        )
    return "\n".join(lines)
