"""Words and colours of signals on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.signals import SignalState
from parkdesk.gui.theme import Tone
from parkdesk.i18n import instant_text, label, tr
from parkdesk.i18n.signals import place_text

if TYPE_CHECKING:
    from parkdesk.usecases.signals import SignalRow

TONES = {
    SignalState.OPEN: Tone.WARN,
    SignalState.ANSWERED: Tone.GOOD,
    SignalState.GONE: Tone.NEUTRAL,
}
"""The colour of each state; its word stands beside it."""


def facts_of_signal(row: SignalRow) -> list[tuple[str, str]]:
    """Return what is known of a signal, as pairs of label and value."""
    return [
        (tr("Claim"), row.number),
        (tr("Enterprise"), row.enterprise),
        (tr("State of the claim"), label(row.claim_state)),
        (tr("Where"), place_text(row.position) or tr("The claim as a whole")),
        (tr("Found"), instant_text(row.found_at)),
    ]
