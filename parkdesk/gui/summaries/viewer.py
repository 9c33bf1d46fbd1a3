"""A PDF with its tools: outline, page n of m, zoom, search, and the language of the print."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
)

from parkdesk.gui.actions import button
from parkdesk.gui.icons import set_icon
from parkdesk.gui.key_names import sequence
from parkdesk.gui.summaries.page_links import FigureArea
from parkdesk.gui.summaries.pdf_file import Hit, PdfFile
from parkdesk.gui.summaries.pdf_view import ZOOM_STEP, PagesView
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import label as word
from parkdesk.i18n import rate_text, tr, trn

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

LANGUAGE_NAMES = (("zh_CN", "中文"), ("en", "English"))
PACK_LANGUAGE_NAMES = (*LANGUAGE_NAMES, ("both", "中文 + English"))
"""The pack of a quarter can be printed in both, in one file."""
"""Each language in its own words, as it is found by whoever reads it."""


class Viewer(QFrame):
    """The document in view and its tools.

    Signals:
        language_chosen: the person wants the print in this language.
        shown: this file is in view.
    """

    language_chosen = Signal(str)
    shown = Signal(object)

    def __init__(
        self,
        runner: Runner,
        language: str,
        languages: tuple[tuple[str, str], ...] = LANGUAGE_NAMES,
    ) -> None:
        """Begin empty; `languages` are those a print can be had in, with their names."""
        super().__init__()
        self._languages = languages
        self.setProperty("role", "card")
        self._runner = runner
        self._searched = ""
        self._open_files: list[PdfFile] = []
        self.view = PagesView[PdfFile](runner)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.waiting = EmptyState()
        self.language = QComboBox()
        self._make_tools(language)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.view)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, SPACE, 1, 1)
        box.setSpacing(SPACE)
        box.addLayout(self._tool_row())
        box.addWidget(self._stack, 1)
        self.view.page_changed.connect(self._show_page)
        self.view.zoomed.connect(lambda percent: self._zoom.setText(rate_text(percent * 10)))
        self._make_keys()
        # What is open is closed with the widget; the list outlives it for just that.
        self.destroyed.connect(partial(_close_all, self._open_files))
        self.say_waiting()

    def show_content(self, file: PdfFile, *, keep_place: bool = False) -> None:
        """Show a file."""
        self._stack.setCurrentWidget(self.view)
        self.view.show_file(file, keep_place=keep_place)
        for old in self._open_files:
            old.close()
        self._open_files[:] = [file]
        self._searched = ""
        self.show_areas(())
        self._fill_outline(file)
        self._enable(on=True)
        self.found.setText("")
        self.shown.emit(file)

    def say_waiting(self) -> None:
        """Say that the pages are being drawn."""
        self.say(tr("Preparing the pages…"), "", "pdf")

    def say(self, title: str, text: str, icon: str) -> None:
        """Say why there is no document to see."""
        self.waiting.say(title, text, icon)
        self._stack.setCurrentWidget(self.waiting)
        self._enable(on=False)

    def set_language(self, language: str, *, offered: bool) -> None:
        """Show which language the print is in; an issued document has the one it has."""
        place = next(at for at, (code, _name) in enumerate(self._languages) if code == language)
        self.language.blockSignals(True)
        self.language.setCurrentIndex(place)
        self.language.blockSignals(False)
        self.language.setEnabled(offered)

    def search(self) -> None:
        """Find what is typed; again: the next place."""
        text = self.searched.text().strip()
        file = self.view.file
        if not text or file is None:
            self.view.show_hits(())
            self.found.setText("")
        elif text == self._searched:
            self._tell(self.view.next_hit())
        else:
            self._searched = text
            self._runner.call(self, file.find, text).done(self._show_hits)

    def show_areas(self, areas: tuple[FigureArea, ...]) -> None:
        """Let figures of the file in view open their rows: by a click, and in a menu by keys."""
        self.view.areas = areas
        self.rows.clear()
        for key in dict.fromkeys(area.key for area in areas):
            entry = self.rows.addAction(word(key))
            entry.triggered.connect(lambda _checked=False, key=key: self.view.follow(key))
        self.rows.menuAction().setVisible(bool(areas))

    def _make_tools(self, language: str) -> None:
        self.outline = QPushButton(tr("Contents"))
        self.outline.setProperty("role", "flat")
        set_icon(self.outline, "book", "muted")
        self.outline.setMenu(QMenu(self.outline))
        self.rows = QMenu(tr("Rows of figures"), self.outline)
        self.outline.setToolTip(tr("Go to a section"))
        self._back = button("", lambda: self._turn(-1), icon="chevron-left", role="flat",
                            tip=tr("Previous page (Ctrl+PgUp)"))  # fmt: skip
        self._on = button("", lambda: self._turn(1), icon="chevron-right", role="flat",
                          tip=tr("Next page (Ctrl+PgDn)"))  # fmt: skip
        self.pages = label("", "count")
        self.pages.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.setMinimumWidth(92)
        self._smaller = button("", lambda: self.view.zoom_by(1 / ZOOM_STEP), icon="minus",
                               role="flat", tip=tr("Smaller (Ctrl+-)"))  # fmt: skip
        self._zoom = button("100%", self.view.fit_width, role="flat",
                            tip=tr("As wide as the window (Ctrl+0)"))  # fmt: skip
        self._larger = button("", lambda: self.view.zoom_by(ZOOM_STEP), icon="plus", role="flat",
                              tip=tr("Larger (Ctrl++)"))  # fmt: skip
        names = {self._back: tr("Previous page"), self._on: tr("Next page"),
                 self._smaller: tr("Smaller"), self._larger: tr("Larger")}  # fmt: skip
        for widget, name in names.items():
            widget.setAccessibleName(name)
            widget.setFixedWidth(34)
        self.searched = QLineEdit()
        self.searched.setPlaceholderText(tr("Find"))
        self.searched.setToolTip(tr("Find in the document (Ctrl+F)"))
        self.searched.setAccessibleName(tr("Find in the document"))
        self.searched.setClearButtonEnabled(True)
        self.searched.setMinimumWidth(64)
        self.searched.setMaximumWidth(190)
        self.searched.returnPressed.connect(self.search)
        self.found = label("", "muted")
        for code, name in self._languages:
            self.language.addItem(name, code)
        self.set_language(language, offered=True)
        self.language.setToolTip(tr("The language of the print"))
        self.language.setAccessibleName(tr("The language of the print"))
        self.language.setMinimumWidth(102)
        self.language.currentIndexChanged.connect(
            lambda at: self.language_chosen.emit(self._languages[at][0])
        )

    def _tool_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(SPACE * 2, 0, SPACE * 2, 0)
        row.setSpacing(SPACE)
        for widget in (self.outline, self._back, self.pages, self._on):
            row.addWidget(widget)
        row.addSpacing(SPACE)
        for widget in (self._smaller, self._zoom, self._larger):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self.found)
        row.addWidget(self.searched, 1)
        row.addWidget(self.language)
        return row

    def _make_keys(self) -> None:
        keys = {
            "Ctrl+PgUp": lambda: self._turn(-1),
            "Ctrl+PgDown": lambda: self._turn(1),
            "Ctrl++": lambda: self.view.zoom_by(ZOOM_STEP),
            "Ctrl+=": lambda: self.view.zoom_by(ZOOM_STEP),
            "Ctrl+-": lambda: self.view.zoom_by(1 / ZOOM_STEP),
            "Ctrl+0": self.view.fit_width,
            "Ctrl+F": self.searched.setFocus,
            "F3": self.search,
        }
        for key, slot in keys.items():
            shortcut = QShortcut(sequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _turn(self, pages: int) -> None:
        self.view.go_to(self.view.page() + pages)

    def _show_page(self, page: int, pages: int) -> None:
        self.pages.setText(tr("Page {n} of {total}", n=page, total=pages) if pages else "")
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < pages)

    def _fill_outline(self, file: PdfFile) -> None:
        menu = self.outline.menu()
        menu.clear()
        menu.addMenu(self.rows)
        for bookmark in file.bookmarks:
            text = f"{'    ' * bookmark.level}{bookmark.title}"
            entry = menu.addAction(text)
            entry.triggered.connect(
                lambda _checked=False, page=bookmark.page: self.view.go_to(page + 1)
            )

    def _show_hits(self, hits: tuple[Hit, ...]) -> None:
        self.view.show_hits(hits)
        self._tell(1 if hits else 0)
        self._count = len(hits)
        if hits:
            self.found.setText(trn("{n} place", "{n} places", len(hits)))

    def _tell(self, place: int) -> None:
        if not place:
            self.found.setText(tr("not found"))
        else:
            self.found.setText(tr("{n} of {total}", n=place, total=self._count))

    _count = 0

    def _enable(self, *, on: bool) -> None:
        tools = (self.outline, self._smaller, self._zoom, self._larger, self.searched)
        for widget in tools:
            widget.setEnabled(on)
        if not on:
            self.pages.setText("")
            self._back.setEnabled(False)
            self._on.setEnabled(False)


def _close_all(files: list[PdfFile], *_gone: object) -> None:
    for file in files:
        file.close()
