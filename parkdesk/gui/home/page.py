"""The workbench (工作台): tiles of the role, the quarter's figures, or what to do first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from parkdesk.gui.actions import PageAction
from parkdesk.gui.figures.rows_dialog import RowsDialog
from parkdesk.gui.home.figures import QuarterCards
from parkdesk.gui.home.first_steps import FirstSteps
from parkdesk.gui.home.tiles import Tile, count_tiles, tiles_of
from parkdesk.gui.page import Page
from parkdesk.gui.statistics.definitions import open_definitions
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.gui.widgets.texts import SectionHeader, label
from parkdesk.i18n import date_text, number_text, quarter_text, tr, trn
from parkdesk.usecases.figure_rows import FigureChoice, figure_rows

if TYPE_CHECKING:
    from parkdesk.domain.park_figures import ParkFigureKey
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.enterprise_lists import EnterpriseCounts
    from parkdesk.usecases.statistics import QuarterFigures

COLUMNS = 4


def _columns(tiles: int) -> int:
    """Return how many stand in a row: one fewer where the last one would stand alone."""
    return COLUMNS - 1 if tiles % COLUMNS == 1 else COLUMNS


class HomePage(Page):
    """What waits for the person who is signed in."""

    tables = frozenset(
        {
            "certification",
            "claim",
            "contract",
            "contract_execution",
            "enterprise",
            "enterprise_status",
            "reminder_note",
            "reminder_rule",
            "quarter_return",
        }
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        assert runner.desk is not None
        actor = runner.desk.actor
        self.set_title(
            tr("Workbench"), tr("{day} · {name}", day=date_text(shell.today), name=actor.name)
        )
        self.tiles: dict[str, FigureCard] = {}
        self.first_steps = FirstSteps(shell)
        self.first_steps.hide()
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, SPACE, 0)
        box.setSpacing(SPACE * 3)
        box.addWidget(self.first_steps)
        self._waiting = SectionHeader(tr("Waiting for you"))
        box.addWidget(self._waiting)
        box.addLayout(self._tile_grid(tiles_of(actor)))
        self._quarter_header = SectionHeader("")
        box.addWidget(self._quarter_header)
        self.figures = QuarterCards(
            self.open_rows if runner.can(figure_rows) else None, self._explain
        )
        box.addWidget(self.figures)
        self.returns = label("", "count", wrap=True)
        box.addWidget(self.returns)
        box.addStretch()
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(area, 1)
        shell.quarter_changed.connect(lambda _quarter: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Ask for every number again."""
        from parkdesk.usecases.enterprise_lists import enterprise_counts
        from parkdesk.usecases.statistics import quarter_figures

        count_tiles(self.runner, self, self._show_counts)
        quarter = self.shell.quarter
        self._quarter_header.title.setText(
            tr("{quarter} in figures", quarter=quarter_text(quarter))
        )
        if self.runner.can(quarter_figures):
            self.runner.run(self, quarter_figures, quarter).done(self._show_figures)
        if self.runner.can(enterprise_counts):
            self.runner.run(self, enterprise_counts).done(self._show_enterprises)

    def focus_first(self) -> None:
        """Put the focus on the first tile."""
        first = next(iter(self.tiles.values()), None)
        if self.first_steps.isVisibleTo(self):
            self.first_steps.focus_first()
        elif first is not None:
            first.setFocus()

    def _tile_grid(self, tiles: tuple[Tile, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(SPACE * 3)
        columns = _columns(len(tiles))
        for column in range(columns):
            grid.setColumnStretch(column, 1)
        for place, tile in enumerate(tiles):
            key = f"Alt+{(place + 1) % 10}"
            title = tr("{action} ({key})", action=tr(tile.title), key=key)
            made = FigureCard(title, opened=partial(self._open, tile))
            made.say("—", tr(tile.note))
            made.waits = True
            PageAction(self, tr(tile.title), partial(self._open, tile), key=key)
            grid.addWidget(made, place // columns, place % columns)
            self.tiles[tile.key] = made
        return grid

    def open_rows(self, key: ParkFigureKey) -> None:
        """Open the rows that a figure of the quarter in view is the sum of."""
        RowsDialog(self.runner, self, FigureChoice(key, self.shell.quarter)).open()

    def _explain(self, code: str) -> None:
        open_definitions(self.runner, self, self.shell.quarter, code)

    def _open(self, tile: Tile) -> None:
        page = self.shell.open_page(tile.page)
        if page is not None:
            page.choose(tile.value)

    def _show_counts(self, counts: dict[str, int]) -> None:
        assert self.runner.desk is not None
        for tile in tiles_of(self.runner.desk.actor):
            if tile.key in counts:
                count = counts[tile.key]
                made = self.tiles[tile.key]
                made.waits = False
                note = tile.said(counts) if count else tr("Nothing to do")
                made.say(number_text(count), note, tile.tone if count else "muted")

    def _show_figures(self, figures: QuarterFigures) -> None:
        self.figures.show_figures(figures)
        returns = figures.returns
        text = tr(
            "Returns: {submitted} of {expected} handed in, {missing} missing; due on {day}.",
            submitted=number_text(returns.filed),
            expected=number_text(returns.expected),
            missing=number_text(returns.missing),
            day=date_text(returns.due_on),
        )
        if returns.beyond:
            text += " " + trn(
                "{n} more came from an enterprise that owed none.",
                "{n} more came from enterprises that owed none.",
                returns.beyond,
            )
        if figures.totals.unconverted:
            text += " " + tr(
                "{n} amounts have no exchange rate yet and are in no sum.",
                n=number_text(figures.totals.unconverted),
            )
        self.returns.setText(text)

    def _show_enterprises(self, counts: EnterpriseCounts) -> None:
        empty = counts.all == 0
        self.first_steps.setVisible(empty)
        if empty and self.isVisible():
            self.first_steps.focus_first()
