"""The first step of an import: drop a file or choose one; which sheet, where that is not clear."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from parkdesk.excel.columns import Column
from parkdesk.gui.actions import button
from parkdesk.gui.icons import pixmap
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.gui.theme import SPACE, theme, tokens
from parkdesk.gui.widgets.texts import SectionHeader, card, label
from parkdesk.i18n import tr

ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".txt")
_ICON = 44


def dropped_file(event: QDragEnterEvent | QDropEvent) -> Path | None:
    """Return the one file that is dragged, if it is one that may hold a list."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in ENDINGS else None


class ChooseStep(QWidget):
    """What can be imported, where to drop it, and the template for those who have no list yet.

    Signals:
        file_dropped: a file's path.
        sheet_chosen: the name of the sheet to read.
    """

    file_dropped = Signal(object)
    sheet_chosen = Signal(str)

    def __init__(
        self,
        spec: ImportSpec,
        choose: Callable[[], object],
        save_template: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._icon = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        theme.changed.connect(self._draw)
        self.choose_button = button(tr("Choose file…"), choose, icon="folder", role="primary")
        self.choose_button.setToolTip(
            tr("{action} ({key})", action=tr("Choose file…"), key="Ctrl+O")
        )
        self.template_button = button(tr("Save an empty template…"), save_template, icon="save")
        area = QFrame()
        area.setProperty("role", "card")
        box = QVBoxLayout(area)
        box.setContentsMargins(SPACE * 8, SPACE * 5, SPACE * 8, SPACE * 5)
        box.setSpacing(SPACE * 2)
        box.addStretch()
        box.addWidget(self._icon)
        centre = Qt.AlignmentFlag.AlignHCenter
        box.addWidget(label(tr("Drop the file here"), "subtitle"), alignment=centre)
        box.addWidget(
            label(tr("Excel, WPS or LibreOffice workbooks (.xlsx, .xls, .ods) and .csv"), "count"),
            alignment=centre,
        )
        box.addSpacing(SPACE)
        box.addLayout(self._buttons())
        box.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE * 3)
        outer.addWidget(area, 1)
        outer.addLayout(self._guide(spec))
        outer.addWidget(self._sheet_row())
        self._draw()

    def ask_sheet(self, names: Sequence[str]) -> None:
        """Offer the sheets that may be meant."""
        self._sheets.clear()
        self._sheets.addItems(list(names))
        self._sheet_box.show()
        self._sheets.setFocus()

    def be_brief(self, brief: bool) -> None:  # noqa: FBT001
        """Leave the picture out, so that the words keep their room under what is said above."""
        self._icon.setVisible(not brief)

    def forget_sheets(self) -> None:
        """Another file: nothing is to be chosen yet."""
        self._sheet_box.hide()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addStretch()
        row.addWidget(self.choose_button)
        row.addWidget(self.template_button)
        row.addStretch()
        return row

    def _guide(self, spec: ImportSpec) -> QHBoxLayout:
        """Return what the file needs beside what will be done with it."""
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        row.addWidget(_told(tr("What the file holds"), _needs(spec)), 3)
        row.addWidget(_told(tr("What happens next"), _steps()), 2)
        return row

    def _sheet_row(self) -> QWidget:
        self._sheet_box = QWidget()
        row = QHBoxLayout(self._sheet_box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        self._sheets = QComboBox()
        self._sheets.setMinimumWidth(220)
        self._sheets.setAccessibleName(tr("Sheet"))
        row.addWidget(label(tr("Sheet to read")))
        row.addWidget(self._sheets)
        row.addWidget(
            button(
                tr("Read this sheet"), lambda: self.sheet_chosen.emit(self._sheets.currentText())
            )
        )
        row.addStretch()
        self._sheet_box.hide()
        return self._sheet_box

    def _draw(self) -> None:
        self._icon.setPixmap(pixmap("import", tokens().accent, _ICON, self.devicePixelRatioF()))

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(path)


def _needs(spec: ImportSpec) -> list[str]:
    """Return what the columns are for, those that cannot be missing first."""
    needed = [one for one in spec.columns if one.required]
    for_new = [one for one in spec.columns if one.needed_for_new and not one.required]
    others = [one for one in spec.columns if not (one.required or one.needed_for_new)]
    said = [spec.intro] if spec.intro else []
    if needed:
        said.append(tr("Required: {names}", names=_names(needed)))
    if for_new:
        said.append(tr("Required for new rows: {names}", names=_names(for_new)))
    if others:
        said.append(tr("Optional: {names}", names=_names(others)))
    said.append(
        tr("Any order, any of the usual headings; the template has them with what is allowed.")
    )
    return said


def _steps() -> list[str]:
    told = (
        tr("You see every row before anything is written: new, changed or unchanged."),
        tr(
            "What cannot be read is marked, with the reason: correct it there, or leave the row"
            " out."
        ),
        tr("Ctrl+Enter writes all rows at once. The file itself is not changed."),
    )
    return [f"{number}.  {text}" for number, text in enumerate(told, 1)]


def _names(columns: Sequence[Column]) -> str:
    return tr(", ").join(column.title for column in columns)


def _told(title: str, texts: Sequence[str]) -> QWidget:
    frame = card()
    box = QVBoxLayout(frame)
    box.setContentsMargins(SPACE * 5, SPACE * 3, SPACE * 5, SPACE * 4)
    box.setSpacing(SPACE * 2)
    box.addWidget(SectionHeader(title))
    for text in texts:
        box.addWidget(label(text, wrap=True))
    box.addStretch()
    return frame
