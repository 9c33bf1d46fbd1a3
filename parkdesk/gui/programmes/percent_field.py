"""A share in per cent, kept in thousandths."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from parkdesk.gui.fields import BadText, Field
from parkdesk.gui.widgets.texts import label

_PER_CENT = re.compile(r"(\d{1,4})(?:\.(\d))?")


class PercentField(Field[int | None]):
    """Per mille (`705` for 70.5 %), full-width digits and the sign taken."""

    editor: QLineEdit

    def __init__(self, name: str, title: str, *, required: bool = False, hint: str = "") -> None:
        line = QLineEdit()
        super().__init__(name, title, line, required=required, hint=hint)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setMaximumWidth(140)
        self._editor_row.addWidget(label("%", "label"))
        self._editor_row.addStretch()
        line.textEdited.connect(lambda _text: self.typed())

    def value(self) -> int | None:
        """Return thousandths, None when empty; raises BadText for what is no share."""
        text = unicodedata.normalize("NFKC", self.editor.text()).replace("%", "").strip()
        if not text:
            return None
        found = _PER_CENT.fullmatch(text)
        if found is None:
            raise BadText("not-a-permille")
        return int(found[1]) * 10 + int(found[2] or 0)

    def set_value(self, value: int | None) -> None:
        """Show a share."""
        self.editor.setText("" if value is None else f"{value / 10:g}")
