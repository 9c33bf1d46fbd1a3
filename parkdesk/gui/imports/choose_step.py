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
from parkdesk.gui.widgets.texts import label
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


def _marked(column: Column) -> str:
    if column.required:
        return f"{column.title} *"
    return f"{column.title} (*)" if column.needed_for_new else column.title


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
        box.setContentsMargins(SPACE * 8, SPACE * 8, SPACE * 8, SPACE * 8)
        box.setSpacing(SPACE * 3)
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
        box.addSpacing(SPACE * 2)
        box.addWidget(self._known(spec))
        box.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE * 3)
        outer.addWidget(area, 1)
        outer.addWidget(self._sheet_row())
        self._draw()

    def ask_sheet(self, names: Sequence[str]) -> None:
        """Offer the sheets that may be meant."""
        self._sheets.clear()
        self._sheets.addItems(list(names))
        self._sheet_box.show()
        self._sheets.setFocus()

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

    def _known(self, spec: ImportSpec) -> QWidget:
        names = tr(", ").join(map(_marked, spec.columns))
        if any(one.needed_for_new for one in spec.columns):
            text = tr(
                "Columns that are known (* needed, (*) needed for what is new): {names}",
                names=names,
            )
        else:
            text = tr("Columns that are known (* needed): {names}", names=names)
        if spec.intro:
            text = f"{spec.intro}\n{text}"
        made = label(text, "muted", wrap=True)
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return made

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
