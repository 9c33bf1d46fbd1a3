"""Pages of a scan with the tools to read them: turn over, enlarge, rotate."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from parkdesk.gui.actions import button
from parkdesk.gui.key_names import sequence
from parkdesk.gui.summaries.pdf_file import PagedFile
from parkdesk.gui.summaries.pdf_view import ZOOM_STEP, PagesView
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import rate_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

TOOL_WIDTH = 34


class PagesPanel(QFrame):
    """The pages of one file, or a word why there are none to see."""

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._runner = runner
        self._open: list[PagedFile] = []
        self.view = PagesView[PagedFile](runner)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.empty = EmptyState()
        self.pages = label("", "count")
        self.pages.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._zoom = button("100%", self.view.fit_width, role="flat")
        self._zoom.setToolTip(tr("As wide as the window (Ctrl+0)"))
        self._tools: list[QPushButton] = []
        self.tools = QHBoxLayout()
        self.tools.setContentsMargins(SPACE * 2, 0, SPACE * 2, 0)
        self.tools.setSpacing(SPACE)
        self._make_tools()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, SPACE, 1, 1)
        box.setSpacing(SPACE)
        box.addLayout(self.tools)
        box.addWidget(self._stack, 1)
        self.view.page_changed.connect(self._show_page)
        self.view.zoomed.connect(lambda percent: self._zoom.setText(rate_text(percent * 10)))
        # What is open is closed with the widget; the list outlives it for just that.
        self.destroyed.connect(partial(_close_all, self._open))
        self.say("", "")

    @property
    def file(self) -> PagedFile | None:
        """The file in view; None where a word stands in its place."""
        return self.view.file if self._stack.currentWidget() is self.view else None

    def show_pages(self, file: PagedFile) -> None:
        """Show a file; the one before is closed."""
        self._stack.setCurrentWidget(self.view)
        self.view.show_file(file)
        self._close()
        self._open.append(file)
        self._enable(on=True)

    def say(self, title: str, text: str, icon: str = "pdf") -> None:
        """Say why there is nothing to see."""
        self.empty.say(title, text, icon)
        self._stack.setCurrentWidget(self.empty)
        self.view.show_file(None)
        self._close()
        self._enable(on=False)

    def turn_over(self, pages: int) -> None:
        """Go so many pages on, or back."""
        self.view.go_to(self.view.page() + pages)

    def _make_tools(self) -> None:
        self._back = self._tool("chevron-left", tr("Previous page"), "Ctrl+PgUp", self._before)
        self.tools.addWidget(self.pages)
        self._on = self._tool("chevron-right", tr("Next page"), "Ctrl+PgDown", self._after)
        self.tools.addSpacing(SPACE)
        self._tool("minus", tr("Smaller"), "Ctrl+-", lambda: self.view.zoom_by(1 / ZOOM_STEP))
        self.tools.addWidget(self._zoom)
        self._tool("plus", tr("Larger"), "Ctrl++", lambda: self.view.zoom_by(ZOOM_STEP))
        self._tool("refresh", tr("Turn by a quarter"), "Ctrl+R", self.view.turn)
        for key, slot in (
            ("Ctrl+=", lambda: self.view.zoom_by(ZOOM_STEP)),
            ("Ctrl+0", self.view.fit_width),
        ):
            self._key(key, slot)
        self.tools.addStretch()

    def _before(self) -> None:
        self.turn_over(-1)

    def _after(self) -> None:
        self.turn_over(1)

    def _tool(self, icon: str, name: str, key: str, slot: Callable[[], object]) -> QPushButton:
        shown = "Ctrl+PgDn" if key == "Ctrl+PgDown" else key
        made = button("", slot, icon=icon, role="flat")
        made.setToolTip(tr("{action} ({key})", action=name, key=shown))
        made.setAccessibleName(name)
        made.setFixedWidth(TOOL_WIDTH)
        self._key(key, slot)
        self._tools.append(made)
        self.tools.addWidget(made)
        return made

    def _key(self, key: str, slot: Callable[[], object]) -> None:
        # For the whole window, but only while this panel is in view: the hands are at the list.
        shortcut = QShortcut(sequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: slot())

    def _show_page(self, page: int, pages: int) -> None:
        self.pages.setText(tr("Page {n} of {total}", n=page, total=pages) if pages else "")
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < pages)

    def _enable(self, *, on: bool) -> None:
        for tool in (*self._tools, self._zoom):
            tool.setEnabled(on)
        self._show_page(
            self.view.page() if on else 0, len(self.view.file.sizes) if on and self.view.file else 0
        )

    def let_go(self, file: PagedFile) -> None:
        """Close a file in a thread: it waits for the page that is being drawn just now."""
        self._runner.call(self, file.close)

    def _close(self) -> None:
        while self._open:
            self.let_go(self._open.pop())


def _close_all(files: list[PagedFile], *_gone: object) -> None:
    while files:
        files.pop().close()
