"""Which batches the list shows by their state, and which of them a closing asks about."""

from __future__ import annotations

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.payments import BatchState
from parkdesk.i18n import label, tr
from parkdesk.usecases.payment_lists import BatchFilter

UNSETTLED = "unsettled"
"""A choice of the list: neither settled nor cancelled."""
FOR_CLOSING = "unsettled-for-closing"
"""Of these, those that the closing of the quarter in view asks about."""


def state_options() -> list[tuple[str, str]]:
    """Return the choices of the list."""
    return [
        (UNSETTLED, tr("Not settled")),
        *((one.value, label(one)) for one in BatchState),
        (FOR_CLOSING, tr("Not settled, made by the end of the quarter in view")),
    ]


def batch_filter(words: str, state: str | None, quarter: Quarter) -> BatchFilter:
    """Return what a choice means."""
    if state == FOR_CLOSING:
        return BatchFilter(words, unsettled_for=quarter)
    if state == UNSETTLED:
        return BatchFilter(words, unsettled=True)
    return BatchFilter(words, BatchState(state) if state else None)
