"""The week of a room or a piece of equipment: who has it when, and what became of it."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout

from parkdesk.domain.bookings import BookingState, PlaceUse
from parkdesk.gui import remembered
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.bookings.acts import BookingActs
from parkdesk.gui.bookings.dialogs import BookingDialog, PlaceDialog
from parkdesk.gui.bookings.week_view import WeekView
from parkdesk.gui.bookings.words import TONES, facts_of, use_text
from parkdesk.gui.page import Page
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.choice_box import ChoiceBox
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.texts import label as label_widget
from parkdesk.i18n import date_text, label, quarter_text, tr
from parkdesk.usecases.booking_lists import BookingRow, week_of_place
from parkdesk.usecases.bookings import book_place
from parkdesk.usecases.places import (
    PlaceRow,
    add_place,
    bookable_places,
    delete_place,
    edit_place,
    place_use,
)

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell

_KEPT = "bookings/place"
_WEEK = dt.timedelta(days=7)


class BookingsPage(Page):
    """One place and one week; the booking under the cursor at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"bookable_place", "booking", "enterprise", "platform_service"}
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Rooms and equipment"))
        self.places: tuple[PlaceRow, ...] = ()
        self.acts = BookingActs(self, runner, shell, self.current, self._enable)
        self._make_actions()
        self._make_body()
        shell.quarter_changed.connect(lambda _quarter: self._ask_use())
        self._enable()
        self.refresh()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        back = PageAction(
            self,
            tr("To the service log"),
            lambda: self.shell.open_page("platforms"),
            key="Alt+Left",
            icon="platform",
        )
        listed = PageAction(
            self, tr("All bookings"), lambda: self.shell.open_page("booking-list"), icon="columns"
        )
        self.add = make(add_place, tr("New place"), self._open_new_place, icon="plus")
        self.edit_place = make(edit_place, tr("Edit place"), self._open_place, icon="edit")
        self.delete_place = make(
            delete_place, tr("Delete place"), self._ask_delete_place, icon="delete"
        )
        for action in (back, listed, self.add, self.edit_place, self.delete_place):
            self.add_action(action)
        self.new = make(
            book_place, tr("New booking"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self.new, primary=True, key_shown=True)
        for action in self.acts.every():
            self.add_key(action)

    def _make_body(self) -> None:
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(tr("Place"))
        self.choice.activated.connect(self._place_chosen)
        self.week = label_widget("", "subtitle")
        self.used = label_widget("", "muted", wrap=True)
        over = QHBoxLayout()
        over.setSpacing(SPACE * 3)
        over.addWidget(self.choice)
        over.addWidget(self.week)
        over.addWidget(self.used, 1)
        self.body.addLayout(over)
        self.view = WeekView(self.shell.today)
        self.view.moved.connect(self._say)
        self.view.entered.connect(self._enter)
        self.view.week_left.connect(lambda _monday: self._ask_week())
        self.panel = DetailPanel(tr("Arrows move, Enter books, PgUp and PgDn change the week."))
        self.facts = Facts()
        self.panel.add_tab(tr("Overview"), self.facts)
        self.panel.tabs.tabBar().hide()
        for action in self.acts.steps():
            self.panel.add_foot(action)
        self.panel.add_seldom(*self.acts.seldom())
        self.panel.setMaximumWidth(380)
        self.empty = EmptyState()
        self.empty.say(
            tr("No rooms or equipment yet"),
            tr("Add what a platform lets enterprises use, with its hours."),
            "calendar",
        )
        self.empty.offer(self.add)
        beside = QHBoxLayout()
        beside.setSpacing(SPACE * 3)
        beside.addWidget(self.view, 1)
        beside.addWidget(self.panel)
        self.body.addLayout(beside, 1)
        self.body.addWidget(self.empty, 1)
        self.empty.hide()

    # What is shown

    @property
    def place(self) -> PlaceRow | None:
        """The place in view."""
        at = self.choice.currentIndex()
        return self.places[at] if 0 <= at < len(self.places) else None

    def current(self) -> BookingRow | None:
        """Return the booking under the cursor."""
        return self.view.current

    def refresh(self) -> None:
        """Fetch the places again, then the week."""
        self.runner.run(self, bookable_places).done(self._take_places)

    def choose_place(self, place_id: int) -> None:
        """Show the week of another place."""
        found = [at for at, one in enumerate(self.places) if one.id == place_id]
        if found:
            self.choice.setCurrentIndex(found[0])
            self._place_chosen(found[0])

    def focus_first(self) -> None:
        """Put the focus into the week, or on what an empty page needs first."""
        if self.places:
            self.view.setFocus()
        else:
            self.empty.focus_first()

    def _take_places(self, places: tuple[PlaceRow, ...]) -> None:
        place = self.place
        kept = str(place.id) if place is not None else remembered.text(_KEPT)
        had_none = not self.places
        self.places = places
        self.choice.clear()
        self.choice.addItems([one.form.name for one in places])
        found = [at for at, one in enumerate(places) if str(one.id) == kept]
        if places:
            self.choice.setCurrentIndex(found[0] if found else 0)
        for widget in (self.view, self.panel, self.choice, self.week, self.used):
            widget.setVisible(bool(places))
        self.empty.setVisible(not places)
        self._enable()
        self._ask_week()
        if had_none and self.isVisible() and self.window().isActiveWindow():
            self.focus_first()

    def _place_chosen(self, _at: int) -> None:
        place = self.place
        if place is not None:
            remembered.keep_text(_KEPT, str(place.id))
        self._ask_week()

    def _ask_week(self) -> None:
        place = self.place
        if place is None:
            return
        monday = self.view.monday
        request = self.runner.run(self, week_of_place, place.id, monday)
        request.done(partial(self._take_week, place, monday))
        self._ask_use()

    def _take_week(self, place: PlaceRow, monday: dt.date, rows: tuple[BookingRow, ...]) -> None:
        if self.place is not place or self.view.monday != monday:
            return
        last = monday + _WEEK - dt.timedelta(days=1)
        self.week.setText(tr("{first} to {until}", first=date_text(monday), until=date_text(last)))
        self.view.show_week(place.opening, monday, rows)

    def _ask_use(self) -> None:
        quarter = self.shell.quarter
        self.runner.run(self, place_use, quarter.days).done(self._take_use)

    def _take_use(self, found: tuple[PlaceUse, ...]) -> None:
        place = self.place
        use = next((one for one in found if place is not None and one.place_id == place.id), None)
        self.used.setText(use_text(use, quarter_text(self.shell.quarter)) if use else "")

    def _say(self) -> None:
        row = self.current()
        if row is None:
            self.panel.show_nothing(
                self.view.words(), tr("Arrows move, Enter books, PgUp and PgDn change the week.")
            )
        else:
            chip = (label(row.state), TONES[row.state])
            self.panel.show_title(row.enterprise, row.number, chip)
            self.facts.show_facts(facts_of(row))
        self._enable()

    def _enable(self) -> None:
        place = self.place
        here = place is not None
        self.new.setEnabled(here and self.runner.can(book_place))
        self.edit_place.setEnabled(here and self.runner.can(edit_place))
        free = here and place is not None and place.bookings == 0
        self.delete_place.setEnabled(free and self.runner.can(delete_place))
        self.acts.enable()
        self.panel.fit_foot()

    # Dialogs

    def _enter(self) -> None:
        row = self.current()
        if row is None:
            self.new.trigger()
        elif row.state is BookingState.BOOKED:
            self.acts.edit.trigger()

    def _open_new(self) -> None:
        place = self.place
        if place is not None:
            self._open(
                BookingDialog(
                    self.runner, self, self.shell.today, place, self.view.day, self.view.slot
                ),
                tr("Booked for the enterprise"),
            )

    def _open_new_place(self) -> None:
        dialog = PlaceDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(lambda place_id: remembered.keep_text(_KEPT, str(place_id)))
        self._open(dialog, tr("Place saved"))

    def _open_place(self) -> None:
        if self.place is not None:
            dialog = PlaceDialog(self.runner, self, self.shell.today, self.place)
            self._open(dialog, tr("Place saved"))

    def _open(self, dialog: FormDialog, said: str) -> None:
        dialog.saved.connect(lambda _result: self.shell.notify(said))
        dialog.open()

    def _ask_delete_place(self) -> None:
        place = self.place
        if place is None:
            return

        def go() -> None:
            request = self.runner.run(self, delete_place, place.id, place.version)
            request.done(lambda _none: self.shell.notify(tr("Place deleted")))

        question = tr("Delete “{name}” from rooms and equipment?", name=place.form.name)
        self.banner.show_text(question, Tone.WARN, offers=((tr("Delete"), go),))
