"""The row of tab names over an enterprise's page: as long as the window lets them be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QTabBar

from parkdesk.i18n import number_text


@dataclass(slots=True)
class TabName:
    """A tab's name, its shorter form, and whether a count comes beside it."""

    whole: str
    short: str
    counted: bool
    count: int | None = field(default=None)

    def words(self, *, short: bool, counted: bool) -> str:
        """Return the name in one of its forms."""
        name = self.short if short else self.whole
        return f"{name} {number_text(self.count)}" if counted and self.count else name


class TabStrip(QTabBar):
    """Names tabs with their counts; shorter, then without any count, where there is no room.

    That is done where they would have to scroll, which hides some. All have their counts or none:
    what is left out is the tool tip. The room for those to come is kept, so that the names stay
    as they are.
    """

    def __init__(self, names: Sequence[TabName]) -> None:
        super().__init__()
        self._names = tuple(names)
        self._room = 0

    def set_count(self, place: int, count: int | None) -> None:
        """Write a count beside a name; None and nothing write none."""
        self._names[place].count = count
        self._fit()

    def set_room(self, width: int) -> None:
        """Fit the names into so many pixels."""
        self._room = width
        self._fit()

    def _fit(self) -> None:
        for short, counted in ((False, True), (True, True), (True, False)):
            for place, name in enumerate(self._names[: self.count()]):
                words = name.words(short=short, counted=counted)
                if self.tabText(place) != words:
                    self.setTabText(place, words)
                whole = name.words(short=False, counted=True)
                self.setTabToolTip(place, "" if words == whole else whole)
            if self._needed(counted=counted) <= self._room:
                return

    def _needed(self, *, counted: bool) -> int:
        digit = self.fontMetrics().horizontalAdvance(" 0")
        shown = enumerate(self._names[: self.count()])
        return sum(
            self.tabSizeHint(place).width()
            + (digit if counted and name.counted and not name.count else 0)
            for place, name in shown
        )
