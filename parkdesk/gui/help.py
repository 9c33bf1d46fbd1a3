"""F1: what the keys do, and the main job in five lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.actions import button
from parkdesk.gui.page_specs import PageSpec
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.reading_area import ReadingArea
from parkdesk.gui.widgets.texts import SectionHeader, label
from parkdesk.i18n import N_, tr

EVERYWHERE = (
    ("Ctrl+K", N_("Find a page, an action or a record by name, initials or code")),
    ("Ctrl+N / Ctrl+Shift+N", N_("New record on this page")),
    ("F2", N_("Edit the current record")),
    ("Ctrl+F", N_("Filter the list")),
    ("Alt+PgUp / Alt+PgDn", N_("The quarter before / after")),
    ("F5", N_("Reload the page")),
    ("Ctrl+,", N_("Settings")),
    ("Ctrl+Shift+L", N_("Sign out")),
    ("Ctrl+Q / Alt+F4", N_("Quit ParkDesk")),
)
IN_FORMS = (
    ("Enter", N_("Next field")),
    ("Ctrl+Enter", N_("Save, submit or confirm")),
    ("Esc", N_("Close; asks first when something was typed")),
    ("1012, +1y, t", N_("In a date: 12 October of the year in view, one year on, today")),
)
IN_LISTS = (
    ("↑ ↓  PgUp PgDn  Home End", N_("Move; the detail follows")),
    ("Enter", N_("Open the record")),
    ("Ctrl+C", N_("Copy the selected rows for a workbook")),
)
JOB = (
    N_("Enterprises: import your Excel list, look at the preview, confirm."),
    N_("Certificates: record each CMMI or ISO certificate; ParkDesk watches the expiry."),
    N_("Subsidy claims: begin one, paste the roster, correct what is marked, submit."),
    N_("Another person pre-checks the claim, a third one approves it; either may return it."),
    N_("Reports: look at the quarter's figures, close the quarter, print the PDF."),
)


class HelpDialog(QDialog):
    """Keys of this page and of everywhere; without pages, those of a form that is open."""

    def __init__(
        self, pages: Sequence[PageSpec], actions: Sequence[QAction], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help and keys"))
        self.resize(720, 620)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(SPACE * 6, SPACE * 2, SPACE * 6, SPACE * 4)
        box.setSpacing(SPACE * 2)
        in_form = not pages
        if not in_form:
            self._jobs(box)
        here = [
            (one.shortcut().toString(QKeySequence.SequenceFormat.NativeText), one.text())
            for one in actions
            if not one.shortcut().isEmpty()
        ]
        rails = [(f"Ctrl+{place + 1}", tr(page.title)) for place, page in enumerate(pages[:9])]
        everywhere = [] if in_form else [(key, tr(text)) for key, text in EVERYWHERE]
        for title, keys in (
            (tr("On this page"), here),
            (tr("Everywhere"), everywhere),
            (tr("In forms"), [(key, tr(text)) for key, text in IN_FORMS]),
            (tr("In lists"), [(key, tr(text)) for key, text in IN_LISTS]),
            (tr("Pages"), rails),
        ):
            if keys:
                self._section(box, title, keys)
        box.addStretch()
        self.area = area = ReadingArea()
        area.setWidget(inner)
        foot = QHBoxLayout()
        foot.setContentsMargins(SPACE * 6, SPACE * 2, SPACE * 6, SPACE * 4)
        foot.addStretch()
        close = button(tr("Close"), self.reject, role="primary")
        foot.addWidget(close)
        heading = label(tr("Help and keys"), "title")
        heading.setContentsMargins(SPACE * 6, SPACE * 4, SPACE * 6, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(heading)
        outer.addWidget(area, 1)
        outer.addLayout(foot)
        # The keys of reading scroll, Enter and Esc close.
        close.setDefault(True)
        area.read_by(close)
        close.setFocus()

    def _jobs(self, box: QVBoxLayout) -> None:
        box.addWidget(SectionHeader(tr("The main job in five steps")))
        for number, step in enumerate(JOB, 1):
            box.addWidget(label(f"{number}.  {tr(step)}", wrap=True))

    def _section(self, box: QVBoxLayout, title: str, keys: Sequence[tuple[str, str]]) -> None:
        box.addWidget(SectionHeader(title))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 4)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnMinimumWidth(0, 190)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for place, (key, text) in enumerate(keys):
            grid.addWidget(label(key, "section"), place, 0, top)
            grid.addWidget(label(text, wrap=True), place, 1, top)
        box.addLayout(grid)
