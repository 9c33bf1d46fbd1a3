"""A year: a whole number that is written without separators."""

from __future__ import annotations

from parkdesk.gui.number_fields import NumberField


class YearField(NumberField):
    """2026, never 2,026."""

    def set_value(self, value: int | None) -> None:
        """Show a year."""
        self.editor.setText("" if value is None else str(value))
