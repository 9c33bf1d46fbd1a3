"""Every booking of rooms and equipment, by time; one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.bookings import BookingState
from parkdesk.domain.paging import Sort
from parkdesk.gui.bookings.acts import BookingActs
from parkdesk.gui.bookings.words import TONES, facts_of, hours_text
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.usecases.booking_lists import (
    BookingFilter,
    BookingRow,
    booking_detail,
    list_bookings,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request


class BookingListPage(RecordPage[BookingRow]):
    """The bookings, the newest first."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"bookable_place", "booking", "enterprise", "platform_service"}
    )
    view_key: ClassVar[str] = "booking-list"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Bookings"))
        self.say_count(lambda n: trn("{n} booking", "{n} bookings", n))
        self.acts = BookingActs(self, runner, shell, lambda: self._row, self._enable)
        self.edit = self.acts.edit
        back = self._way_back(tr("To rooms and equipment"), "bookings", "calendar")
        self.add_action(back)
        for action in self.acts.every():
            self.add_key(action)
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in BookingState], key="state"
        )
        self.search = self.add_search(tr("Enterprise, purpose or number"))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("start", descending=True))
        self.set_empty(
            tr("No bookings yet"), tr("Book a room in the week of its place."), back,
            icon="calendar",
        )  # fmt: skip
        for action in self.acts.steps():
            self.panel.add_foot(action)
        self.panel.add_seldom(*self.acts.seldom())
        self.set_detail(self.panel, widths=(780, 400))
        self._open_with_edit()

    def criteria(self) -> BookingFilter:
        """Return what the filters say."""
        return BookingFilter(self.search.words(), state=self.state.value())

    def _ask(self, record_id: int) -> Request[BookingRow]:
        return self.runner.run(self, booking_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[BookingRow]) -> object:
        request = self.runner.run(self, list_bookings, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: BookingRow) -> None:
        self.panel.show_title(row.enterprise, row.number, (label(row.state), TONES[row.state]))
        self.facts.show_facts(facts_of(row))

    def _enable(self) -> None:
        self.acts.enable()
        self.panel.fit_foot()


def _persons(row: BookingRow) -> str:
    return "" if row.persons is None else number_text(row.persons)


def _columns() -> tuple[Column[BookingRow], ...]:
    return (
        Column(
            tr("Day"), lambda row: date_text(row.day), "start", width=92, value=lambda row: row.day
        ),
        Column(tr("Hours of the day"), hours_text, width=110, key="hours"),
        Column(tr("Place"), lambda row: row.place, width=140, key="place", grows=True),
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=180, grows=True),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: TONES[row.state],
            width=90,
            key="state",
        ),
        Column(tr("What for"), lambda row: row.purpose, width=150, key="purpose", yields=1,
               grows=True),
        Column(tr("People expected"), _persons, numeric=True, width=80, key="persons", yields=2,
               value=lambda row: row.persons),
        Column(tr("Number"), lambda row: row.number, "number", width=110, yields=3),
        Column(tr("Remarks"), lambda row: row.note, width=160, key="note", hidden=True),
    )  # fmt: skip
