"""Opening what the public platforms have for a picture."""

from __future__ import annotations

from typing import Any

from parkdesk.domain.bookings import BookingState
from parkdesk.domain.requests import RequestState
from parkdesk.gui.scene_steps import afterwards, press, sought


def open_line(page: Any) -> None:  # noqa: ANN401
    """Show the entry line as a clerk leaves it in the middle of a line."""
    page.new.trigger()
    page.line.hours.set_value("2.5")
    page.line.people.set_value(3)
    page.line.note.set_value("接口联调")


def open_complete(page: Any) -> None:  # noqa: ANN401
    """Finish a request that is worked on."""
    page.state.set_value(RequestState.UNDERWAY)
    afterwards(lambda: press(page.complete))


def open_cancel(page: Any) -> None:  # noqa: ANN401
    """Cancel a booking that is still to come."""
    page.state.set_value(BookingState.BOOKED)
    afterwards(lambda: press(page.acts.cancel))


def choose_booking(page: Any) -> None:  # noqa: ANN401
    """Show the week of the place with most bookings, the cursor on one of them."""
    most = max(page.places, key=lambda one: one.bookings, default=None)
    page.choose_place(sought(most, "a place").id)
    afterwards(lambda: _first_booking(page))


def _first_booking(page: Any) -> None:  # noqa: ANN401
    row = sought(next(iter(page.view.rows), None), "a booking of this week")
    page.view.go_to(row.day, row.first)
