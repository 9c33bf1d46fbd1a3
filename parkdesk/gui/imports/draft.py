"""A list between reading and writing: what was mended in it, step by step, each taken back."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from parkdesk.domain.imports import Sheet
from parkdesk.excel.columns import Column
from parkdesk.excel.mending import explain, reread, without

_STEPS = 100


class Draft:
    """The sheet as read and mended, and the rows that are not to be imported."""

    def __init__(self, sheet: Sheet, columns: tuple[Column, ...]) -> None:
        self.sheet = sheet
        self.left_out: frozenset[int] = frozenset()
        self.kept = sheet
        """What is compared and written: the sheet without the rows left out."""
        self._columns = columns
        self._before: list[tuple[Sheet, frozenset[int]]] = []

    @property
    def is_edited(self) -> bool:
        """Whether anything was done here that is not in the file."""
        return bool(self._before)

    def mend(self, number: int, field: str, text: str) -> None:
        """Type one cell anew."""
        self._take(reread(self.sheet, self._columns, number, field, text), self.left_out)

    def explain(self, field: str, word: str, text: str) -> None:
        """Say once what a word of the list means, for all its rows."""
        self._take(explain(self.sheet, self._columns, field, word, text), self.left_out)

    def leave_out(self, numbers: AbstractSet[int]) -> None:
        """Leave rows out of the import; those that all are left out already come back."""
        others = self.left_out - numbers
        self._take(self.sheet, others if numbers <= self.left_out else self.left_out | numbers)

    def undo(self) -> None:
        """Take the last step back."""
        if self._before:
            self._show(*self._before.pop())

    def _take(self, sheet: Sheet, left_out: frozenset[int]) -> None:
        self._before = [*self._before[-_STEPS + 1 :], (self.sheet, self.left_out)]
        self._show(sheet, left_out)

    def _show(self, sheet: Sheet, left_out: frozenset[int]) -> None:
        self.sheet, self.left_out = sheet, left_out
        self.kept = without(sheet, left_out)
