"""The park's figures of the quarter, each with 环比 and 同比, each opening its rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.gui.statistics.closed_dialog import figure_text
from parkdesk.gui.statistics.words import (
    compared_text,
    dollars_text,
    narrowed_text,
    star_text,
)
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import date_text, number_text, tr, trn
from parkdesk.usecases.closed_figures import ClosedFigures
from parkdesk.usecases.return_counts import ReturnCounts
from parkdesk.usecases.statistics import QuarterFigures

Open = Callable[[str], object]
_AMOUNTS = ("signed_usd_cents", "executed_usd_cents", "executed_offshore_usd_cents")


class FigureCards(QWidget):
    """Five cards in a row, under them what a star on one of them means.

    `opened` is told which figure's rows are wanted.
    """

    def __init__(self, opened: Open) -> None:
        super().__init__()
        titles = {
            "signed_usd_cents": tr("Signed, US$"),
            "executed_usd_cents": tr("Executed, US$"),
            "executed_offshore_usd_cents": tr("Executed offshore, US$"),
            "headcount": tr("People employed"),
            "returns": tr("Returns handed in"),
        }
        row = QHBoxLayout()
        row.setSpacing(SPACE * 3)
        self.cards = {name: self._card(name, title, opened) for name, title in titles.items()}
        for card in self.cards.values():
            row.addWidget(card, 1)
        self._starred: set[str] = set()
        self.legend = label(narrowed_text(), "muted")
        self.legend.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE)
        outer.addLayout(row)
        outer.addWidget(self.legend)

    def show_figures(self, figures: QuarterFigures) -> None:
        """Show a quarter."""
        for name in (*_AMOUNTS, "headcount"):
            figure = figures.compared(name)
            text = dollars_text(figure.now) if name in _AMOUNTS else number_text(figure.now)
            self.cards[name].say(text, compared_text(figure))
            self.cards[name].setToolTip(star_text(figure))
            self._star(name, starred=bool(star_text(figure)))
        self._show_returns(figures.returns)

    def show_closed(self, found: ClosedFigures) -> None:
        """Show what a closed quarter was closed with, and beside it what it would be now."""
        for figure in found.figures:
            if figure.closed is None:
                note = tr("As of now; the closed edition has none")
                self.cards[figure.name].say(figure_text(figure.name, figure.now), note, "warn")
                self._star(figure.name, starred=False)
            elif figure.differs:
                now = tr("{figure} by now", figure=figure_text(figure.name, figure.now))
                note = now + "\n" + tr("not in the closed edition")
                self.cards[figure.name].say(figure_text(figure.name, figure.closed), note, "warn")
                self._star(figure.name, starred=False)

    def blank(self) -> None:
        """Show nothing until other figures come."""
        for name, card in self.cards.items():
            card.say("—")
            self._star(name, starred=False)

    def _star(self, name: str, *, starred: bool) -> None:
        if starred:
            self._starred.add(name)
        else:
            self._starred.discard(name)
        self.legend.setVisible(bool(self._starred))

    def _show_returns(self, returns: ReturnCounts) -> None:
        card = self.cards["returns"]
        filed = f"{number_text(returns.filed)} / {number_text(returns.expected)}"
        day = date_text(returns.due_on)
        if returns.overdue:
            note = tr("{count} overdue since {day}", count=returns.overdue, day=day)
        elif returns.missing:
            note = tr("{count} missing, due on {day}", count=returns.missing, day=day)
        else:
            note = tr("Due on {day}", day=day)
        if not returns.due_is_confirmed:
            note += "\n" + tr("(a day set by the park)")
        if returns.drafts:
            note += "\n" + trn("{n} of them is a draft", "{n} of them are drafts", returns.drafts)
        if returns.beyond:
            note += "\n" + tr("{count} more, not required", count=returns.beyond)
        card.say(filed, note, "bad" if returns.overdue else "muted")

    def _card(self, name: str, title: str, opened: Open) -> FigureCard:
        return FigureCard(title, opened=lambda: opened(name))
