"""The forms of bookings: a booking, why one is cancelled, a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.bookings import (
    DAY_SLOTS,
    LONGEST_NAME,
    LONGEST_PURPOSE,
    OpenDays,
    PlaceKind,
    SaveBooking,
    SavePlace,
    time_text,
)
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.gui.bookings.words import booking_text
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.booking_lists import BookingRow
from parkdesk.usecases.bookings import book_place, cancel_booking, edit_booking
from parkdesk.usecases.places import PlaceRow, add_place, edit_place

_UNIT = 20


def _times(first: int, last: int) -> list[tuple[int, str]]:
    return [(slot, time_text(slot)) for slot in range(first, last + 1)]


class BookingDialog(FormDialog):
    """Books a place; with `edits` it moves or corrects that booking."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        place: PlaceRow,
        day: dt.date,
        first: int,
        edits: BookingRow | None = None,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Edit booking") if edits else tr("New booking"),
            intro=place.form.name,
        )
        self._edits = edits
        self._place = place
        opening = place.opening
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.date("day", tr("Day"), today=today, required=True)
        self.choice("first", tr("From what time"), _times(opening.opens, opening.closes - 1),
                    required=True)  # fmt: skip
        self.choice("until", tr("To what time"), _times(opening.opens + 1, opening.closes),
                    required=True)  # fmt: skip
        self.text("purpose", tr("What for"), required=True, longest=LONGEST_PURPOSE)
        self.number("persons", tr("People expected"))
        if edits is None:
            self.number(
                "weeks",
                tr("Weeks"),
                required=True,
                hint=tr("More than 1: the same hours in each of so many weeks."),
            )
        self.multiline("note", tr("Remarks"), lines=2)
        self._fill(day, first)
        self.set_untouched()

    def _fill(self, day: dt.date, first: int) -> None:
        edits = self._edits
        if edits is not None:
            self.enterprise.set_enterprise(edits.enterprise_id, edits.enterprise)
            for name in ("day", "first", "until", "purpose", "persons", "note"):
                self.fields[name].set_value(getattr(edits, name))
            return
        start = min(first, self._place.opening.closes - 1)
        self.fill({"day": day, "first": start, "weeks": 1})
        self.fields["until"].set_value(min(start + 2, self._place.opening.closes))

    def form(self) -> SaveBooking:
        """Return what is typed."""
        values = self.values()
        return SaveBooking(place_id=self._place.id, **{"weeks": 1} | values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Book or move."""
        if self._edits is None:
            return self.runner.run(self, book_place, self.form(), confirmed)
        edits = self._edits
        return self.runner.run(self, edit_booking, edits.id, edits.version, self.form(), confirmed)


class CancelDialog(FormDialog):
    """Cancels a booking with a reason."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: BookingRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Cancel booking {number}", number=row.number),
            save_text=tr("Cancel the booking"),
            intro=booking_text(row),
        )
        self._row = row
        self.multiline("reason", tr("Reason"), required=True)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Cancel it."""
        del confirmed
        row = self._row
        reason = self.fields["reason"].value()
        return self.runner.run(self, cancel_booking, row.id, row.version, reason)


class PlaceDialog(FormDialog):
    """Adds a place; with `edits` it changes that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        edits: PlaceRow | None = None,
    ) -> None:
        super().__init__(runner, parent, tr("Edit place") if edits else tr("New place"))
        self._edits = edits
        self.text("name", tr("Name of the place"), required=True, longest=LONGEST_NAME)
        self._choices("kind", tr("Kind of place"), PlaceKind)
        self._choices("platform", tr("Platform"), Platform)
        self._choices("service_kind", tr("Kind of service in the log"), ServiceKind)
        self.choice("opens", tr("Opens at"), _times(0, DAY_SLOTS - 1), required=True)
        self.choice("closes", tr("Closes at"), _times(1, DAY_SLOTS), required=True)
        self._choices("open_days", tr("Open days"), OpenDays)
        self.date("active_from", tr("Can be booked from"), today=today, required=True)
        self.date("active_until", tr("Can be booked until"), today=today)
        self.number("seats", tr("Seats"))
        self.text("unit", tr("Counted in"), longest=_UNIT)
        self.multiline("note", tr("Remarks"), lines=2)
        if edits is None:
            self.fill({"active_from": today, "open_days": OpenDays.WEEKDAYS})
            self.fill({"opens": 18, "closes": 36})
        else:
            for one in fields(SavePlace):
                self.fields[one.name].set_value(getattr(edits.form, one.name))
        self.set_untouched()

    def _choices(self, name: str, title: str, members: Sequence[Any] | type[Any]) -> None:
        self.choice(name, title, [(one, label(one)) for one in members], required=True)

    def form(self) -> SavePlace:
        """Return what is typed."""
        return SavePlace(**self.values())

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or change."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, add_place, self.form())
        edits = self._edits
        return self.runner.run(self, edit_place, edits.id, edits.version, self.form())
