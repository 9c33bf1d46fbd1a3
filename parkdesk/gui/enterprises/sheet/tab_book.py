"""The tabs of an enterprise's page: each made when first opened, fetched again when it is old."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from parkdesk.gui.enterprises.sheet.tab_strip import TabName, TabStrip
from parkdesk.gui.enterprises.sheet.tabs import SHEET_TABS, TabSpec
from parkdesk.gui.key_names import sequence
from parkdesk.gui.page import REFRESH_MS
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.page import EnterpriseSheet
    from parkdesk.gui.enterprises.sheet.tab import SheetTab
    from parkdesk.gui.runner import Runner

NUMBERED = 9
"""The first nine tabs have Alt+1 to Alt+9."""


class TabBook(QTabWidget):
    """Holds the tabs that the person's role offers."""

    def __init__(self, runner: Runner, sheet: EnterpriseSheet) -> None:
        super().__init__()
        self.made: dict[str, SheetTab] = {}
        self._runner = runner
        self._sheet = sheet
        self._specs = [one for one in SHEET_TABS if self._is_offered(one)]
        self._strip = TabStrip(
            [TabName(tr(one.title), tr(one.short or one.title), one.counted) for one in self._specs]
        )
        self.setTabBar(self._strip)
        self.setDocumentMode(True)
        self.setUsesScrollButtons(True)
        self._wanted: tuple[int, dt.date | None] | None = None
        self._shown: dict[str, tuple[int, dt.date | None]] = {}
        self._outdated: set[str] = set()
        for place, spec in enumerate(self._specs):
            holder = QWidget()
            QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
            self.addTab(holder, tr(spec.title))
            if place < NUMBERED:
                self._offer_key(place)
        self.currentChanged.connect(self._show_current)
        self.refreshing = QTimer(self, singleShot=True, interval=REFRESH_MS)
        """Runs while the tab in view waits to be fetched again."""
        self.refreshing.timeout.connect(self._refresh_current)
        runner.changed.connect(self._outdate)
        self._cover = QWidget(self)
        self._cover.setObjectName("canvas")
        self._cover.setAutoFillBackground(True)
        self._cover.hide()
        runner.delivered.connect(self._uncover)

    def name(self, key: str, count: int | None) -> None:
        """Write a count beside a tab's name; None and nothing write none."""
        place = self._place(key)
        if place is not None:
            self._strip.set_count(place, count)

    def choose(self, key: str) -> None:
        """Bring a tab into view."""
        place = self._place(key)
        if place is not None:
            self.setCurrentIndex(place)

    def show_enterprise(self, enterprise_id: int, on: dt.date | None) -> None:
        """Show an enterprise as at a day in the tab in view; in the others once they are opened."""
        if self._wanted is None or self._wanted[0] != enterprise_id:
            for spec in self._specs:
                self.name(spec.key, None)
        self._wanted = (enterprise_id, on)
        self._show_current()

    def show_nothing(self) -> None:
        """Forget the enterprise: nothing is fetched any more."""
        self._wanted = None
        self._shown.clear()

    def refresh(self) -> None:
        """Fetch every tab again: the one in view now, the others once they are opened."""
        self._outdated |= set(self.made)
        self._refresh_current()

    def unsettled(self) -> str:
        """Return the key of a tab that would lose something typed; nothing where none would."""
        return next((key for key, tab in self.made.items() if not tab.may_leave()), "")

    def make_all(self) -> None:
        """Make every tab, as if each had been opened."""
        for place, spec in enumerate(self._specs):
            if spec.key not in self.made:
                self._make(spec, place)

    def _is_offered(self, spec: TabSpec) -> bool:
        desk = self._runner.desk
        return desk is not None and desk.actor.may(spec.needs)

    def _offer_key(self, place: int) -> None:
        key = QShortcut(sequence(f"Alt+{place + 1}"), self._sheet)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(partial(self.setCurrentIndex, place))

    def _place(self, key: str) -> int | None:
        return next((place for place, one in enumerate(self._specs) if one.key == key), None)

    def _current(self) -> TabSpec | None:
        place = self.currentIndex()
        return self._specs[place] if 0 <= place < len(self._specs) else None

    def _show_current(self) -> None:
        spec = self._current()
        if spec is None or self._wanted is None:
            return
        tab = self.made.get(spec.key) or self._make(spec, self.currentIndex())
        if self._shown.get(spec.key) != self._wanted:
            if spec.key in self._shown:
                self._cover_tab()
            self._shown[spec.key] = self._wanted
            self._outdated.discard(spec.key)
            tab.show_enterprise(*self._wanted)
        else:
            self._refresh_current()

    def _cover_tab(self) -> None:
        """Lie over the tab until its answers are in: it still shows another one, or another day.

        Nothing is hidden: the focus stays where it is.
        """
        holder = self.currentWidget()
        self._cover.setParent(holder)
        self._cover.setGeometry(holder.rect())
        self._cover.raise_()
        self._cover.show()

    def _uncover(self, _request: object) -> None:
        spec = self._current()
        tab = self.made.get(spec.key) if spec is not None else None
        if tab is None or not self._runner.is_busy_for(tab):
            self._cover.hide()

    def _make(self, spec: TabSpec, place: int) -> SheetTab:
        tab = self.made[spec.key] = spec.make(self._runner, self._sheet)
        holder = self.widget(place)
        layout = holder.layout() if holder is not None else None
        assert layout is not None
        layout.addWidget(tab)
        return tab

    def _outdate(self, touched: frozenset[str]) -> None:
        keys = {key for key, tab in self.made.items() if tab.tables & touched}
        self._outdated |= keys
        if keys and self.isVisible():
            self.refreshing.start()

    def _refresh_current(self) -> None:
        spec = self._current()
        if spec is not None and spec.key in self._outdated and self._wanted is not None:
            self._outdated.discard(spec.key)
            self.made[spec.key].refresh()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._strip.set_room(event.size().width())
        super().resizeEvent(event)
