"""The filters of the chain: what is measured, year, line, country, one enterprise, a name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from parkdesk.domain.chain import Link, Measure, Party
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import name_key
from parkdesk.gui.actions import button
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.choice_filter import ChoiceFilter
from parkdesk.gui.widgets.search_field import SearchField
from parkdesk.i18n import label, language, tr
from parkdesk.usecases.chain_picture import ChainChoices, ChainFilter

ValueT = TypeVar("ValueT")


class LateFilter(ChoiceFilter[ValueT]):
    """A drop-down whose answers come from the park; the chosen one stays chosen."""

    def values(self) -> list[ValueT | None]:
        """Return what can be chosen; None is everything."""
        return list(self._values)

    def offer(self, options: list[tuple[ValueT, str]]) -> None:
        """Offer these answers."""
        kept = self.value()
        self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(self.count() - 1)
        self._values = [None, *(value for value, _text in options)]
        for _value, text in options:
            self.addItem(text)
        self.setCurrentIndex(self._values.index(kept) if kept in self._values else 0)
        self.blockSignals(False)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the filters say."""

    criteria: ChainFilter
    text: str

    def fits(self, link: Link) -> bool:
        """Return whether one of a link's names holds the words that are searched for."""
        key = name_key(self.text)
        return not key or any(key in name_key(one.name) for one in (link.giver, link.taker))


class ChainFilters(QWidget):
    """One row of filters.

    Signals:
        asked: another answer: the links have to be read again.
        searched: other words: of the links that are there, others are shown.
    """

    asked = Signal()
    searched = Signal()

    def __init__(self, year: int) -> None:
        super().__init__()
        self.only: Party | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        self.measure: ChoiceFilter[Measure] = ChoiceFilter(
            label(Measure.EXECUTED), [(Measure.SIGNED, label(Measure.SIGNED))]
        )
        self.year: LateFilter[int] = LateFilter(tr("All years"), [(year, str(year))])
        self.year.set_value(year)
        self.line: ChoiceFilter[ServiceLine] = ChoiceFilter(
            tr("All service lines"), [(one, label(one)) for one in ServiceLine]
        )
        self.country: LateFilter[str] = LateFilter(tr("All clients' countries"), [])
        for choice in (self.measure, self.year, self.line, self.country):
            choice.chosen.connect(self.asked)
            row.addWidget(choice)
        self.search = SearchField(tr("Name in the picture"))
        self.search.setMinimumWidth(150)
        self.search.setMaximumWidth(260)
        self.search.searched.connect(lambda _words: self.searched.emit())
        row.addWidget(self.search, 1)
        self.whole = button("", self.show_whole, icon="reject", role="link")
        self.whole.hide()
        row.addWidget(self.whole)
        row.addStretch()

    def asks(self, on: dt.date | None = None) -> Asked:
        """Return what the filters say, as at a day."""
        criteria = ChainFilter(
            self.measure.value() or Measure.EXECUTED,
            self.year.value(),
            self.line.value(),
            self.country.value(),
            self.only.enterprise_id if self.only else None,
            on,
        )
        return Asked(criteria, self.search.words())

    def offer(self, choices: ChainChoices) -> None:
        """Offer the years and countries of the park."""
        chosen = self.year.value()
        years = {*choices.years, *(() if chosen is None else (chosen,))}
        self.year.offer([(year, str(year)) for year in sorted(years, reverse=True)])
        chinese = language() == "zh_CN"
        self.country.offer(
            [(one.code, one.name_zh if chinese else one.name_en) for one in choices.countries]
        )

    def show_only(self, party: Party) -> None:
        """Show the links of one enterprise alone."""
        self.only = party
        self.whole.setText(tr("Only {name}: show the whole chain", name=party.name))
        self.whole.show()
        self.asked.emit()

    def show_whole(self) -> None:
        """Show everybody's links again."""
        if self.only is not None:
            self.only = None
            self.whole.hide()
            self.asked.emit()

    def keep_to(self, on: dt.date | None) -> None:
        """Let a year go that begins after the day, for that of the day: nothing was in it yet."""
        year = self.year.value()
        if on is not None and year is not None and year > on.year:
            self.year.blockSignals(True)
            known = [one for one in self.year.values() if one is not None]
            self.year.offer([(one, str(one)) for one in sorted({*known, on.year}, reverse=True)])
            self.year.set_value(on.year)
            self.year.blockSignals(False)

    def clear(self) -> None:
        """Let every filter go but the measure."""
        self.only = None
        self.whole.hide()
        for choice in (self.year, self.line, self.country):
            choice.blockSignals(True)
            choice.clear_choice()
            choice.blockSignals(False)
        self.search.clear()
        self.asked.emit()

    def words(self) -> str:
        """Return what the filters say, for a print."""
        said = [
            choice.currentText()
            for choice in (self.measure, self.year, self.line, self.country)
            if choice is self.measure or choice is self.year or choice.value() is not None
        ]
        if self.only is not None:
            said.append(self.only.name)
        if self.search.words():
            said.append(self.search.words())
        return " · ".join(said)
