"""What can be done with one booking, in the week and in the list."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.bookings import BookingState
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.bookings.dialogs import BookingDialog, CancelDialog
from parkdesk.gui.runner import Runner
from parkdesk.i18n import tr
from parkdesk.usecases.booking_lists import BookingRow
from parkdesk.usecases.bookings import (
    cancel_booking,
    edit_booking,
    hold_booking,
    log_booking,
    miss_booking,
    take_back_booking,
)
from parkdesk.usecases.places import PlaceRow, bookable_places

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request


class BookingActs:
    """The actions of a page with bookings; `current` says which booking they are about."""

    def __init__(
        self,
        page: QWidget,
        runner: Runner,
        shell: Shell,
        current: Callable[[], BookingRow | None],
        follow: Callable[[], object],
    ) -> None:
        self._page, self._runner, self._shell = page, runner, shell
        self._current, self._follow = current, follow
        make = partial(action_for, page, runner)
        self.hold = make(hold_booking, tr("Was used"), self._hold, key="Ctrl+Return", icon="check")
        self.log = make(log_booking, tr("Into the log"), self._log, key="Ctrl+Alt+J", icon="save")
        self.edit = make(edit_booking, tr("Edit"), self._edit, key="F2", icon="edit")
        self.cancel = make(
            cancel_booking, tr("Cancel it…"), self._cancel, key="Ctrl+Del", icon="reject"
        )
        self.miss = make(miss_booking, tr("Nobody came"), self._miss, icon="clock")
        self.back = make(take_back_booking, tr("Take back"), self._take_back, icon="return")

    def every(self) -> tuple[PageAction, ...]:
        """Return all of them."""
        return (*self.steps(), *self.seldom())

    def steps(self) -> tuple[PageAction, ...]:
        """Return those that stand at the panel's foot."""
        return self.hold, self.log, self.edit

    def seldom(self) -> tuple[PageAction, ...]:
        """Return those that stand behind its button."""
        return self.cancel, self.miss, self.back

    def enable(self) -> None:
        """Offer what the booking in view allows."""
        row = self._current()
        state = row.state if row is not None else None
        booked = state is BookingState.BOOKED
        begun = row is not None and row.day <= self._shell.today
        logged = row is not None and row.service_id is not None
        for action, use_case, fits in (
            (self.hold, hold_booking, booked and begun),
            (self.miss, miss_booking, booked and begun),
            (self.edit, edit_booking, booked),
            (self.cancel, cancel_booking, booked),
            (self.log, log_booking, state is BookingState.HELD and not logged),
            (
                self.back,
                take_back_booking,
                state in {BookingState.HELD, BookingState.NOT_COME} and not logged,
            ),
        ):
            action.setEnabled(fits and self._runner.can(use_case))
        self.hold.setVisible(booked or row is None)
        self.log.setVisible(row is not None and not booked)

    def _hold(self) -> None:
        self._do(
            lambda *one: self._runner.run(self._page, hold_booking, *one),
            tr("Noted as used"),
        )

    def _miss(self) -> None:
        self._do(
            lambda *one: self._runner.run(self._page, miss_booking, *one),
            tr("Noted that nobody came"),
        )

    def _take_back(self) -> None:
        self._do(
            lambda *one: self._runner.run(self._page, take_back_booking, *one),
            tr("Taken back"),
        )

    def _log(self) -> None:
        self._do(
            lambda *one: self._runner.run(self._page, log_booking, *one),
            tr("Line of the log made"),
        )

    def _do(self, start: Callable[[int, int], Request[Any]], said: str) -> None:
        row = self._current()
        if row is not None:
            start(row.id, row.version).done(lambda _result: self._shell.notify(said))

    def _edit(self) -> None:
        row = self._current()
        if row is not None:
            self._runner.run(self._page, bookable_places).done(partial(self._open_edit, row))

    def _open_edit(self, row: BookingRow, places: tuple[PlaceRow, ...]) -> None:
        place = next(one for one in places if one.id == row.place_id)
        self._open(
            BookingDialog(
                self._runner, self._page, self._shell.today, place, row.day, row.first, row
            ),
            tr("Booking saved"),
        )

    def _cancel(self) -> None:
        row = self._current()
        if row is not None:
            self._open(CancelDialog(self._runner, self._page, row), tr("Booking is cancelled"))

    def _open(self, dialog: FormDialog, said: str) -> None:
        dialog.saved.connect(lambda _result: self._shell.notify(said))
        dialog.open()
