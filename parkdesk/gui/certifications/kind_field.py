"""The kind of a certificate, typed as papers write it: cmmi3, CMMI 3级, iso27001."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from parkdesk.excel.cells import CellFault
from parkdesk.excel.certifications import read_kind
from parkdesk.gui.choice_field import ChoiceField
from parkdesk.gui.fields import BadText


class KindField(ChoiceField):
    """A choice of kinds that also takes what a list of certificates may write.

    Signals:
        level_given: the level that was typed with the kind, once the field is left.
    """

    level_given = Signal(int)

    def value(self) -> Any:  # noqa: ANN401
        """Return the code of the kind; raises BadText for a word that means none."""
        try:
            return super().value()
        except BadText:
            code, _level = self._read()
            if not code:
                raise
            return code

    def _read(self) -> tuple[str, str]:
        """Return the code and the level of what is typed, each empty where it says none."""
        text = self.editor.currentText()
        if text in self._texts or not any(character.isdigit() for character in text):
            # A word alone may still become another one: cmm is how CMMI begins.
            return "", ""
        try:
            code, _, level = (read_kind(text) or "").partition("#")
        except CellFault:
            return "", ""
        return (code, level) if code in self._values else ("", "")

    def _settle(self) -> None:
        _code, level = self._read()
        super()._settle()
        if level:
            self.level_given.emit(int(level))
