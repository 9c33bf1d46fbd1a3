"""The registered capital, typed or pasted as the licence prints it."""

from __future__ import annotations

from parkdesk.domain.licence import parse_capital
from parkdesk.gui.fields import BadText
from parkdesk.gui.number_fields import MoneyField


class CapitalField(MoneyField):
    """An amount in yuan that also takes 2000万 and 贰仟万元整."""

    def value(self) -> int | None:
        """Return fen, None when empty; raises BadText for what is no amount."""
        text = self.editor.text().strip()
        if not text:
            return None
        try:
            return parse_capital(text)
        except ValueError as error:
            raise BadText("field-amount") from error
