"""Words of bookings that calendar, list and panel share."""

from __future__ import annotations

from parkdesk.domain.bookings import TENTHS_OF_A_SLOT, BookingState, PlaceUse, time_text
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, percent_text, tr
from parkdesk.usecases.booking_lists import BookingRow

TONES = {
    BookingState.BOOKED: Tone.ACCENT,
    BookingState.HELD: Tone.GOOD,
    BookingState.NOT_COME: Tone.WARN,
    BookingState.CANCELLED: Tone.NEUTRAL,
}
_TENTHS = 10
_WHOLE = 1000


def hours_text(row: BookingRow) -> str:
    """Return from when to when."""
    return tr("{first} to {until}", first=time_text(row.first), until=time_text(row.until))


def booking_text(row: BookingRow) -> str:
    """Return a booking in a sentence."""
    return tr(
        "{day} {hours}: {enterprise}, {purpose}. {state}.",
        day=date_text(row.day),
        hours=hours_text(row),
        enterprise=row.enterprise,
        purpose=row.purpose,
        state=label(row.state),
    )


def use_text(use: PlaceUse, period: str) -> str:
    """Return how many of the hours that a place was open were used."""
    share = percent_text(use.used_slots * _WHOLE // use.open_slots) if use.open_slots else "—"
    return tr(
        "{period}: open {open} hours, used {used} ({share}), {vain} booked in vain.",
        period=period,
        open=_hours(use.open_slots),
        used=_hours(use.used_slots),
        share=share,
        vain=_hours(use.not_come_slots),
    )


def _hours(slots: int) -> str:
    whole, tenths = divmod(slots * TENTHS_OF_A_SLOT, _TENTHS)
    return number_text(whole) + (f".{tenths}" if tenths else "")


def facts_of(row: BookingRow) -> list[tuple[str, str]]:
    """Return a booking as pairs for the panel."""
    persons = "" if row.persons is None else number_text(row.persons)
    facts = [
        (tr("Place"), row.place),
        (tr("Day"), date_text(row.day)),
        (tr("Hours of the day"), hours_text(row)),
        (tr("What for"), row.purpose),
        (tr("People expected"), persons),
        (tr("Entered by"), row.recorded_by),
        (tr("In the service log"), tr("Yes") if row.service_id is not None else tr("No")),
    ]
    if row.state is BookingState.CANCELLED:
        facts.append((tr("Reason"), row.reason))
    return [*facts, (tr("Remarks"), row.note)]
