"""The one window: shows a screen of the start, or the workspace; remembers its place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from parkdesk.gui import remembered
from parkdesk.gui.key_names import sequence
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.i18n import tr

SMALLEST = (1280, 720)
FIRST = (1440, 900)
FRAME = 40
"""What the title bar and the frame take at the most, in pixels."""


class MainWindow(QMainWindow):
    """The frame around everything.

    Signals:
        closing: the window is about to close; whoever has writes under way finishes them.
    """

    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(tr("ParkDesk"))
        self.setMinimumSize(1024, 640)
        self.banner = Banner()
        self._gives_up = False
        self._stack = QStackedWidget()
        holder = QWidget()
        holder.setObjectName("canvas")
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._banner_row = QVBoxLayout()
        self._banner_row.setContentsMargins(SPACE * 2, 0, SPACE * 2, 0)
        self._banner_row.addWidget(self.banner)
        box.addLayout(self._banner_row)
        box.addWidget(self._stack, 1)
        self.setCentralWidget(holder)
        # What is not saved is asked for as with Alt+F4: by closing the window.
        QShortcut(sequence("Ctrl+Q"), self).activated.connect(self.close)
        self.resize(*FIRST)
        self._is_placed = self.restoreGeometry(remembered.state("window/geometry"))

    def fit_screen(self) -> None:
        """Place the window for the first time: whole on the screen, or filling a small one."""
        if self._is_placed:
            return
        free = self.screen().availableGeometry()
        if free.width() < FIRST[0] + FRAME or free.height() < FIRST[1] + FRAME:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        else:
            self.move(free.center() - self.rect().center())

    def show_screen(self, screen: QWidget) -> None:
        """Show a screen in place of the present one, which is let go."""
        old = self._stack.currentWidget()
        self._stack.addWidget(screen)
        self._stack.setCurrentWidget(screen)
        self.banner.dismiss()
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        begin = getattr(screen, "focus_first", None)
        if begin is not None:
            begin()

    @property
    def screen_shown(self) -> QWidget | None:
        """The screen in view."""
        return self._stack.currentWidget()

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem that belongs to no page."""
        self.banner.show_text(text, tone, offers=offers)

    def _close_soon(self) -> None:
        # The save's outcome is being told just now: the database is let go of after that.
        QTimer.singleShot(0, self, self.close)

    def _ask(self, words: str) -> None:
        offers = ((tr("Try again"), self.close), (tr("Discard"), self._give_up))
        self.banner.show_text(words, Tone.WARN, offers=offers)

    def _give_up(self) -> None:
        self._gives_up = True
        self.close()

    # Qt overrides

    def closeEvent(self, event: QCloseEvent) -> None:
        may_leave = getattr(self.screen_shown, "may_leave", None)
        if may_leave is not None and not self._gives_up and not may_leave():
            event.ignore()
            self.screen_shown.when_settled(  # type: ignore[union-attr]  # goes with may_leave.
                self._close_soon, self._ask
            )
            return
        remembered.keep_state("window/geometry", self.saveGeometry())
        self.closing.emit()
        event.accept()
