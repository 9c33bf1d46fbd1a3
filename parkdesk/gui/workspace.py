"""What a signed-in person works in: rail, top bar, the page in view, status line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from parkdesk.domain.calendar import Quarter, day_in_china
from parkdesk.domain.identity import SignInMode
from parkdesk.gui.as_at import AsAtBar, AsAtDialog, AsAtPicker, as_at_shortcut, quarter_end
from parkdesk.gui.command_box.box import CommandBox
from parkdesk.gui.help import HelpDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.page import Page
from parkdesk.gui.pages import PAGES, SettingsHost, rail_key
from parkdesk.gui.quarter_here import tell_quarter
from parkdesk.gui.rail import Rail
from parkdesk.gui.status_line import StatusLine
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.top_bar import TopBar
from parkdesk.gui.widgets.busy_bar import BusyBar
from parkdesk.gui.widgets.quarter_picker import QuarterPicker
from parkdesk.i18n import label as label_of
from parkdesk.i18n import language, tr

if TYPE_CHECKING:
    from parkdesk.desk import Desk, ParkFacts
    from parkdesk.gui.actions import PageAction
    from parkdesk.gui.runner import Runner


NEW_KEY = sequence("Ctrl+Shift+N")
"""Every page's key for a new record; Ctrl+N does the same."""
COUNT_AFTER_MS = 400
"""Counts on the rail follow commits after this pause: they are many small queries."""


class Workspace(QWidget):
    """The window's content once somebody has signed in; what pages know as their shell.

    Signals:
        quarter_changed: another quarter is in view.
        day_changed: everything is to be read as at another day; None is today.
        page_opened: the key of the page now in view.
        sign_out_wanted: the person wants to leave the desk to somebody else.
        other_park_wanted: the person wants to open another park.
        quit_wanted: the person wants to leave the program.
    """

    quarter_changed = Signal(object)
    day_changed = Signal(object)
    page_opened = Signal(str)
    sign_out_wanted = Signal()
    other_park_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        assert runner.desk is not None
        self.runner = runner
        self.desk: Desk = runner.desk
        self.settings_host: SettingsHost | None = None
        """Who changes language and scheme; None in a window without a start, as in tests."""
        self._quarter = Quarter.last_full(self.today)
        self._on: dt.date | None = None
        self._at_quarter_end = False
        actor = self.desk.actor
        self.pages = [page for page in PAGES if actor.may(page.needs)]
        self.rail_pages = [page for page in self.pages if page.is_on_rail]
        self._opened: dict[str, Page] = {}
        self.rail = Rail(self.rail_pages)
        self.box = CommandBox(runner, self)
        self.quarter_picker = QuarterPicker(self._quarter, Quarter.of(self.today))
        person = tr("{name} · {role}", name=actor.name, role=role_name(actor.role))
        self.as_at = AsAtPicker(self._quarter, self.today)
        self.as_at_bar = AsAtBar()
        self.top = TopBar(
            park_name(self.desk.park), self.box, self.quarter_picker, self.as_at, person
        )
        self.status = StatusLine(runner)
        self._stack = QStackedWidget()
        self._lay_out()
        self._wire()
        self.status.show_place()
        self._counting = QTimer(self, singleShot=True, interval=COUNT_AFTER_MS)
        self._counting.timeout.connect(self.count_work)
        self._counting.start()

    # Shell

    @property
    def quarter(self) -> Quarter:
        """The quarter in view."""
        return self._quarter

    @property
    def today(self) -> dt.date:
        """The day of the park's clock, China time."""
        return day_in_china(self.desk.clock())

    @property
    def on(self) -> dt.date | None:
        """The day as at which lists and records are read; None is today."""
        return self._on

    def read_as_at(self, on: dt.date | None) -> None:
        """Read lists and records as at a day; None, and any day that is not past, is today."""
        self._at_quarter_end = False
        self._read_as_at(on)

    @property
    def park(self) -> ParkFacts:
        """Facts of the park."""
        return self.desk.park

    def open_page(self, key: str, record_id: int | None = None) -> Page | None:
        """Go to a page, and to one record of it; None where the role does not offer it."""
        spec = next((page for page in self.pages if page.key == key), None)
        if spec is None:
            return None
        page = self._opened.get(key)
        if page is None:
            page = spec.make(self.runner, self)
            page.position_changed.connect(partial(self._show_row, page))
            self._opened[key] = page
            self._stack.addWidget(page)
        if page is not self.page:
            self.status.forget()
        self._stack.setCurrentWidget(page)
        # Counts on the rail wait as well: the page is what a person looks at.
        self.runner.put_behind([self, *(one for one in self._opened.values() if one is not page)])
        self.rail.select(rail_key(key))
        self.status.show_row(*page.position)
        self.as_at_bar.say(self._on, page.as_at_note)
        tell_quarter(self.quarter_picker, page, self._on, moves=self._at_quarter_end)
        page.focus_first()
        if record_id is not None:
            page.show_record(record_id)
        self.page_opened.emit(key)
        return page

    def notify(self, text: str) -> None:
        """Say briefly, in the status bar, what has been done; nothing takes away what was said."""
        if text:
            self.status.tell(text)
        else:
            self.status.forget()

    @property
    def page(self) -> Page | None:
        """The page in view."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def is_in_view(self, key: str) -> bool:
        """Whether this page is the one in view."""
        return self.page is not None and self._opened.get(key) is self.page

    def offered_actions(self) -> list[PageAction]:
        """Return what can be done on the page in view just now."""
        if self.page is None:
            return []
        return [
            action
            for action in self.page.page_actions
            if action.isVisible() and action.isEnabled() and _in_view(action)
        ]

    def count_work(self) -> None:
        """Ask for the counts on the rail and for the facts of the status line."""
        from parkdesk.usecases.identity import park_detail

        if self.runner.can(park_detail):
            now = self.desk.clock()
            self.runner.run(self, park_detail).done(
                lambda park: self.status.show_backups(park, now)
            )
        for page in self.rail_pages:
            query = page.badge_query()
            if query is not None and self.runner.can(query):
                self.runner.run(self, query).done(self.rail.buttons[page.key].show_waiting)

    def focus_first(self) -> None:
        """Begin at the workbench."""
        if self.page is None:
            self.open_page(self.pages[0].key)

    def may_leave(self) -> bool:
        """Whether no page would lose anything typed."""
        return self._unsettled() is None

    def when_settled(self, go_on: Callable[[], object], stay: Callable[[str], object]) -> None:
        """Call `go_on` once no page loses anything; `stay` with the reason where one would."""
        page = self._unsettled()
        if page is None:
            go_on()
        else:
            page.when_settled(lambda: self.when_settled(go_on, stay), stay)

    def show_help(self) -> None:
        """Show what the keys do here (F1)."""
        dialog = HelpDialog(self.rail_pages, self.offered_actions(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def act_on(self, pressed: QKeySequence) -> bool:
        """Do what a key means on the page in view; False when it means nothing there."""
        wanted = NEW_KEY if pressed == sequence("Ctrl+N") else pressed
        for action in self.offered_actions():
            if not action.shortcut().isEmpty() and action.shortcut() == wanted:
                action.trigger()
                return True
        return False

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.top)
        middle.addWidget(self.as_at_bar)
        busy = QVBoxLayout()
        busy.setContentsMargins(SPACE * 5, 0, SPACE * 5, 0)
        busy.addWidget(BusyBar(self.runner))
        middle.addWidget(self._stack, 1)
        middle.addLayout(busy)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(middle, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row, 1)
        outer.addWidget(self.status)

    def _wire(self) -> None:
        self.rail.chosen.connect(self.open_page)
        self.quarter_picker.picked.connect(self._pick_quarter)
        self.as_at.picked.connect(self.read_as_at)
        self.as_at.quarter_end_picked.connect(self._read_as_at_quarter_end)
        self.as_at.day_wanted.connect(self.ask_day)
        self.as_at_bar.today_wanted.connect(lambda: self.read_as_at(None))
        self.top.help.clicked.connect(self.show_help)
        # A method, not a lambda: the runner outlives this workspace.
        self.runner.changed.connect(self._recount_soon)
        for place, page in enumerate(self.rail_pages[:9]):
            self._key(f"Ctrl+{place + 1}", partial(self.open_page, page.key))
        self._key("Ctrl+K", self.box.begin)
        self._key("F1", self.show_help)
        self._key("F5", self._refresh)
        self._key(as_at_shortcut().toString(), self.as_at.open_menu)
        self._key("Alt+PgUp", partial(self._step_period, -1))
        self._key("Alt+PgDown", partial(self._step_period, 1))
        self._fill_person_menu()

    def _key(self, key: str, slot: Callable[[], object]) -> None:
        shortcut = QShortcut(sequence(key), self)
        shortcut.activated.connect(lambda: slot())

    def _fill_person_menu(self) -> None:
        menu = self.top.person.menu()
        settings = menu.addAction(tr("Settings"))
        settings.setShortcut(sequence("Ctrl+,"))
        settings.triggered.connect(self._open_settings)
        password = menu.addAction(tr("Change my password…"))
        password.triggered.connect(self._change_password)
        password.setVisible(self.desk.park.sign_in_mode is SignInMode.PASSWORD)
        menu.addSeparator()
        other = menu.addAction(tr("Open another park…"))
        other.triggered.connect(lambda: self._leave(self.other_park_wanted.emit))
        leave = menu.addAction(tr("Sign out"))
        leave.setShortcut(sequence("Ctrl+Shift+L"))
        leave.triggered.connect(lambda: self._leave(self.sign_out_wanted.emit))
        stop = menu.addAction(tr("Quit ParkDesk"))
        stop.setShortcut(sequence("Ctrl+Q"))
        # The key itself is the window's, which has it on the screens of the start as well.
        stop.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        stop.triggered.connect(self.quit_wanted.emit)
        self.of_window = [action for action in menu.actions() if action.text()]
        """What can be done wherever one is; the Ctrl+K box knows it, too."""
        for action in (settings, leave):
            # The menu's own shortcut context ends at the menu; these work everywhere.
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            self.addAction(action)

    def _unsettled(self) -> Page | None:
        return next((page for page in self.findChildren(Page) if not page.may_leave()), None)

    def _leave(self, go: Callable[[], object]) -> None:
        def ask(words: str) -> None:
            offers = ((tr("Try again"), lambda: self._leave(go)), (tr("Discard"), go))
            if self.page is not None:
                self.page.show_fault(words, Tone.WARN, offers)

        # Going away deletes the pages from within their own handlers: after these, not in them.
        self.when_settled(lambda: QTimer.singleShot(0, self, go), ask)

    def open_section(self, key: str, section: str) -> None:
        """Go to a part of a page that has a name of its own."""
        page = self.open_page(key)
        if page is not None:
            page.choose(section)

    def _open_settings(self) -> None:
        self.open_section("admin", "settings")

    def _change_password(self) -> None:
        from parkdesk.gui.admin.password_dialog import PasswordDialog

        dialog = PasswordDialog(self.runner, self)
        dialog.saved.connect(lambda _nothing: self.notify(tr("Password changed")))
        dialog.open()

    def _recount_soon(self) -> None:
        self._counting.start()

    def _pick_quarter(self, quarter: Quarter) -> None:
        self._quarter = quarter
        self.as_at.quarter = quarter
        if self._at_quarter_end:
            self._read_as_at(quarter_end(quarter, self.today))
        self.quarter_changed.emit(quarter)

    def _step_period(self, later: int) -> None:
        if self.page is not None and self.page.has_periods:
            self.page.step_period(later)
        elif not self.quarter_picker.isEnabled():
            self.notify(self.quarter_picker.toolTip())
        else:
            self.quarter_picker.pick(self._quarter.shifted(later))

    def _read_as_at_quarter_end(self) -> None:
        self._at_quarter_end = True
        self._read_as_at(quarter_end(self._quarter, self.today))

    def _read_as_at(self, on: dt.date | None) -> None:
        on = None if on is None or on >= self.today else on
        if on == self._on:
            return
        self._on = on
        self.as_at.show_day(on)
        self.as_at_bar.say(on, self.page.as_at_note if self.page is not None else "")
        tell_quarter(self.quarter_picker, self.page, on, moves=self._at_quarter_end)
        self.day_changed.emit(on)
        for page in self._opened.values():
            page.follow_day()

    def ask_day(self) -> None:
        """Ask for the day as at which to read."""
        dialog = AsAtDialog(self.runner, self, self.today, self._on)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.picked.connect(self.read_as_at)
        dialog.open()

    def _refresh(self) -> None:
        if self.page is not None:
            self.page.refresh()

    def _show_row(self, page: Page, row: int, total: int) -> None:
        if page is self.page:
            self.status.show_row(row, total)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The keys of a page hold wherever the focus is: on the rail, on a tab, in the top bar.
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        has_modifier = event.modifiers() & modifiers
        is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12
        handled = (has_modifier or is_function) and self.act_on(
            QKeySequence(event.keyCombination())
        )
        if not handled:
            super().keyPressEvent(event)


def _in_view(action: QAction) -> bool:
    """Whether the page or the tab that an action belongs to is shown."""
    owner = action.parent()
    return not isinstance(owner, QWidget) or owner.isVisible()


def park_name(park: ParkFacts) -> str:
    """Return the park's name in the language of the window, where it has one in it."""
    return park.name_en if language() == "en" and park.name_en else park.name


def role_name(code: str) -> str:
    """Return the word for a role's code."""
    from parkdesk.domain.identity import Role

    return label_of(Role(code)) if code in set(Role) else code
