"""A file that proves something: chosen, dropped or named."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLineEdit

from parkdesk.gui.actions import button
from parkdesk.gui.fields import BadText, Field
from parkdesk.gui.summaries import folders
from parkdesk.i18n import tr


class EvidenceField(Field[Path | None]):
    """The path of a file that is there; None for none."""

    editor: QLineEdit

    def __init__(self, name: str, title: str, *, hint: str = "") -> None:
        line = _PathLine()
        super().__init__(name, title, line, required=False, hint=hint)
        line.setPlaceholderText(tr("PDF or picture; drop it here or choose it"))
        line.textEdited.connect(lambda _text: self.typed())
        line.dropped.connect(self._take)
        choose = button(tr("Choose…"), self._choose)
        # In a form Enter goes on to the next field.
        choose.setAutoDefault(False)
        choose.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add_button(choose)

    def value(self) -> Path | None:
        """Return the path; raises BadText where no file is there."""
        text = self.editor.text().strip()
        if not text:
            return None
        path = Path(text)
        if not path.is_file():
            raise BadText("evidence-not-found")
        return path

    def set_value(self, value: Path | None) -> None:
        """Show a path."""
        self.editor.setText("" if value is None else str(value))

    def _take(self, path: str) -> None:
        self.editor.setText(path)
        self.typed()

    def _choose(self) -> None:
        dialog = QFileDialog(self.editor.window(), self.title, str(folders.last_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take)
        dialog.open()


class _PathLine(QLineEdit):
    """A line that takes a dropped file."""

    dropped = Signal(str)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files[0])
