"""A field for hours of a service."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt

from parkdesk.gui.fields import BadText, TextField

_TENTHS = 10


class HoursField(TextField):
    """Hours with at most one decimal; `tenths` has them in tenths of an hour."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title, longest=8)
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editor.setMaximumWidth(140)
        self._editor_row.addStretch()

    def tenths(self) -> int:
        """Return tenths of an hour, 0 when empty; raises BadText for what is no such number."""
        plain = unicodedata.normalize("NFKC", self.value()).replace(",", ".")
        below_zero = plain.startswith("-")
        whole, _, part = plain.removeprefix("-").partition(".")
        if not whole and not part:
            return 0
        if not whole.isdecimal() or (part and not (part.isdecimal() and len(part) == 1)):
            raise BadText("not-hours")
        tenths = int(whole) * _TENTHS + int(part or 0)
        # What is below zero is refused by the rule, in its own words.
        return -tenths if below_zero else tenths

    def set_tenths(self, tenths: int) -> None:
        """Show tenths of an hour."""
        whole, part = divmod(tenths, _TENTHS)
        self.set_value(f"{whole}.{part}" if part else str(whole))

    def check(self) -> str:
        """Return the code of what is wrong, or nothing."""
        try:
            self.tenths()
        except BadText as error:
            return str(error)
        return super().check()
