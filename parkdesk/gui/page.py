"""What every page is: a title with its count, actions at the right, a banner, a body."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.gui.actions import ActionButton, PageAction
from parkdesk.gui.pages import Shell
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import Title, label

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

R = TypeVar("R")

_SHOWN = ((True, True), (False, True), (False, False))
"""What the buttons of a title row show of keys and icons, the most first."""
_AIR = 8
REFRESH_MS = 50
"""Commits that follow each other closely make one refresh."""


class Page(QWidget):
    """A page of the window.

    A subclass names in `tables` the database tables it shows; after a commit to one of them
    `refresh` is called (at once when the page is in view, else when it is shown again).

    Signals:
        position_changed: the number of the current row from 1 and the list's length; (0, 0): none.
    """

    tables: ClassVar[frozenset[str]] = frozenset()
    has_periods: ClassVar[bool] = False
    """Whether the page has periods of its own: the quarter of the top bar means nothing on it."""
    reads_quarter: ClassVar[bool] = True
    """Whether the quarter of the top bar counts when the page is read as at a past day, too."""
    position_changed = Signal(int, int)

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self.runner = runner
        self.shell = shell
        self.setObjectName("canvas")
        self.page_actions: list[PageAction] = []
        self._stale = False
        self._fitted = 0
        """Which of `_SHOWN` the title row has room for."""
        self.as_at_note = ""
        """What a day in the past means on this page; empty: the page always shows today."""
        self.position = (0, 0)
        self.title = Title()
        self.count = label("", "count")
        self.banner = Banner()
        self._actions = QHBoxLayout()
        self._actions.setSpacing(SPACE * 2)
        self.head = head = QHBoxLayout()
        head.setSpacing(SPACE * 3)
        head.addWidget(self.title, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.count, alignment=Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        head.addLayout(self._actions)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE * 3)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        outer.setSpacing(SPACE * 3)
        outer.addLayout(head)
        outer.addWidget(self.banner)
        outer.addLayout(self.body, 1)
        self._refreshing = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refreshing.timeout.connect(self._refresh_once)
        self.position_changed.connect(self._keep_position)
        runner.changed.connect(self._committed)

    def set_title(self, title: str, count: str = "") -> None:
        """Set the page's name and the key count beside it."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        self.set_count(count)

    def set_count(self, count: str) -> None:
        """Set the key count beside the title."""
        self.count.setText(count)
        self.count.setVisible(bool(count))

    def add_action(
        self, action: PageAction, *, primary: bool = False, key_shown: bool = False
    ) -> ActionButton:
        """Put an action's button at the right of the title; the primary one goes last."""
        made = ActionButton(action, primary=primary, key_shown=key_shown)
        self.page_actions.append(action)
        self._actions.addWidget(made)
        return made

    def add_key(self, action: PageAction) -> PageAction:
        """Offer an action by key and in the Ctrl+K box without a button in the title row."""
        self.page_actions.append(action)
        return action

    def every_action(self) -> list[PageAction]:
        """Return all that can be done on the page, in each of its parts: what Ctrl+K lists.

        A page that makes parts when they are first opened makes them for this.
        """
        return self.page_actions

    def part_of(self, action: PageAction) -> str:
        """Return the key by which `choose` shows the part that an action belongs to, or nothing."""
        del action
        return ""

    def fit_head(self) -> None:
        """Leave the keys out of the buttons, then the icons, where the title row has no room.

        It is asked by the page itself whenever something in the row has changed. What keys and
        icons take is reckoned and not tried: each try would change the row again.
        """
        items = (self._actions.itemAt(place) for place in range(self._actions.count()))
        widgets = (item.widget() for item in items if item is not None)
        buttons = [one for one in widgets if isinstance(one, ActionButton)]
        seen = [one for one in buttons if not one.isHidden()]
        margins = self._outer.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        bare = self.head.sizeHint().width() - sum(one.extra_now for one in seen)
        for step, (keys, icons) in enumerate(_SHOWN):
            more = sum(one.extra(keys=keys, icons=icons) for one in seen)
            # Measures differ by a pixel a button: what has left comes back where it has air.
            if bare + more + (_AIR if step < self._fitted else 0) <= room:
                break
        self._fitted = step
        for one in buttons:
            one.show_key(keys)
            one.show_icon(icons)

    def sit_inside(self) -> None:
        """Give up the outer margins: the page is a tab of another one."""
        self._outer.setContentsMargins(0, SPACE * 3, 0, 0)

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over this page; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def refresh(self) -> None:
        """Fetch again what the page shows; nothing by default."""

    def follow_day(self) -> None:
        """Read as at the shell's other day: fetch again, now or when the page is next shown."""
        if not self.as_at_note:
            return
        # What is on the screen until the answer comes would be another day's under this one.
        self.blank()
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def step_period(self, later: int) -> None:
        """Go to a later or an earlier period of the page's own; nothing by default."""

    def blank(self) -> None:
        """Take off the page what is another day's; `refresh` brings that of the day in view."""

    def of_day(self, show: Callable[[R], object]) -> Callable[[R], None]:
        """Return a handler for `Request.done` that shows an answer only on the day it is of.

        Readers answer in no order: the answer of the day before may come last.
        """
        on = self.shell.on

        def arrived(result: R) -> None:
            if on == self.shell.on:
                show(result)

        return arrived

    def show_record(self, record_id: int) -> None:
        """Bring one record into view; nothing by default."""

    def choose(self, value: object) -> None:
        """Show one part of what the page lists; nothing by default."""

    def focus_first(self) -> None:
        """Put the focus where work begins; called when the page is opened."""
        self.setFocus()

    def may_leave(self) -> bool:
        """Whether nothing typed here is lost when the page goes; true by default."""
        return True

    def when_settled(self, go_on: Callable[[], object], stay: Callable[[str], object]) -> None:
        """Call `go_on` once the page may go; `stay` with the reason where it cannot be saved.

        A page with a `may_leave` of its own has one of these too.
        """
        del stay
        go_on()

    def _committed(self, touched: frozenset[str]) -> None:
        if touched & self.tables:
            self._stale = True
            if self.isVisible():
                self._refreshing.start()

    def _refresh_once(self) -> None:
        if self._stale:
            self._stale = False
            self.refresh()

    def _keep_position(self, row: int, total: int) -> None:
        self.position = (row, total)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_head()

    def event(self, event: QEvent) -> bool:
        # A word, an icon or a whole button of the title row came, went or changed.
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit_head()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before the first time the theme has not said how wide a button is.
        self.fit_head()
        if self._stale:
            self._refreshing.start()
