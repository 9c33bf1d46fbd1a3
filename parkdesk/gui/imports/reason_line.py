"""Why a list corrects what is there: one reason for the file, written beside each of its rows."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from parkdesk.domain.imports import Change, Preview
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr

_LONGEST = 300


class ReasonLine(QWidget):
    """Stands under a preview that changes rows, where the kind of list asks for a reason."""

    def __init__(self, spec: ImportSpec) -> None:
        super().__init__()
        self._asked = spec.asks_reason
        self.field = QLineEdit()
        self.field.setMaxLength(_LONGEST)
        self.field.setPlaceholderText(tr("One for the file: the trail tells it beside each row"))
        name = label(tr("Reason of the correction"), "label")
        name.setBuddy(self.field)
        self.field.setAccessibleName(name.text())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        row.addWidget(name)
        row.addWidget(self.field, 1)
        self.hide()

    def follow(self, preview: Preview | None) -> None:
        """Show it where a row changes what is there."""
        self.setVisible(self._asked and preview is not None and preview.count(Change.CHANGED) > 0)

    def given(self) -> tuple[str, ...]:
        """Return what the use-case is handed beyond the list and what was confirmed."""
        return (self.field.text().strip(),) if self._asked else ()
