"""Amounts of money and whole numbers."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from parkdesk.domain.money import parse_amount
from parkdesk.gui.fields import BadText, Field
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import amount_text, problem, tr


class MoneyField(Field[int | None]):
    """An amount in minor units (`450000` for 4,500.00), separators and full-width digits taken."""

    editor: QLineEdit

    def __init__(
        self,
        name: str,
        title: str,
        *,
        currency: str = "CNY",
        required: bool = False,
        hint: str = "",
    ) -> None:
        line = QLineEdit()
        super().__init__(name, title, line, required=required, hint=hint)
        self.currency = currency
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setMaximumWidth(200)
        self._unit = label(_unit_words(currency), "label")
        self._editor_row.addWidget(self._unit)
        self._editor_row.addStretch()
        line.textEdited.connect(lambda _text: self.typed())
        line.editingFinished.connect(self.settle)

    def value(self) -> int | None:
        """Return minor units, None when empty; raises BadText for what is no amount."""
        text = self.editor.text().strip()
        if not text:
            return None
        try:
            return parse_amount(text, self.currency)
        except ValueError as error:
            raise BadText("field-amount") from error

    def set_value(self, value: int | None) -> None:
        """Show an amount with thousands separators."""
        self.editor.setText("" if value is None else amount_text(value, self.currency))

    def set_currency(self, currency: str) -> None:
        """Read and show in another currency; the digits typed stay."""
        self.currency = currency
        self._unit.setText(_unit_words(currency))

    def settle(self) -> None:
        """Write the separators; show at once what cannot be read."""
        try:
            self.set_value(self.value())
        except BadText as error:
            self.show_problem(problem(str(error)))


def _unit_words(currency: str) -> str:
    """Return what stands beside an amount: the yuan by its word, other currencies by code."""
    return tr("CNY") if currency == "CNY" else currency


class NumberField(Field[int | None]):
    """A whole number, such as a headcount; a year is not `grouped`: it has no separator."""

    editor: QLineEdit

    def __init__(
        self,
        name: str,
        title: str,
        *,
        unit: str = "",
        required: bool = False,
        hint: str = "",
        grouped: bool = True,
    ) -> None:
        line = QLineEdit()
        super().__init__(name, title, line, required=required, hint=hint)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setMaximumWidth(140)
        self._grouped = grouped
        if unit:
            self._editor_row.addWidget(label(unit, "label"))
        self._editor_row.addStretch()
        line.textEdited.connect(lambda _text: self.typed())

    def value(self) -> int | None:
        """Return the number, None when empty; raises BadText for what is no number."""
        text = unicodedata.normalize("NFKC", self.editor.text()).strip().replace(",", "")
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", text):
            raise BadText("field-number")
        return int(text)

    def set_value(self, value: int | None) -> None:
        """Show a number."""
        self.editor.setText("" if value is None else f"{value:,}" if self._grouped else str(value))
