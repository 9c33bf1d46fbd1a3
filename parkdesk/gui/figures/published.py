"""Published series beside what they come to when worked out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.published import Recomputed
from parkdesk.gui.figures.words import (
    AGREEMENT_TONES,
    found_text,
    printed_text,
    published_name,
    source_text,
    standing_text,
)
from parkdesk.gui.page import Page
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.widgets.choice_box import ChoiceBox
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, tr
from parkdesk.usecases.published import PublishedSeries, published_series

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class PublishedSection(Page):
    """Every printed figure with source and standing; both values where they differ."""

    tables: ClassVar[frozenset[str]] = frozenset({"published_figure"})

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        self._series: tuple[PublishedSeries, ...] = ()
        self._rows: tuple[Recomputed, ...] = ()
        self.intro = text_label(
            tr(
                "Printed elsewhere, for comparison with the park. Every printed ratio is worked out"
                " again from the printed amounts; both are shown. “By rounding” means that the"
                " rounding of the printed amounts explains the difference."
            ),
            "muted",
            wrap=True,
        )
        self.body.addWidget(self.intro)
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(tr("Series"))
        self.choice.addItem(tr("All series"))
        self.choice.currentIndexChanged.connect(self._show)
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch()
        self.body.addLayout(row)
        self.table: RecordTable[Recomputed] = RecordTable()
        self.table.setObjectName("PublishedFigures")
        self.table.set_model(WindowedModel(_columns(), self._serve, self))
        self.table.position_changed.connect(self.position_changed)
        self.body.addWidget(self.table, 1)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the series again."""
        self.runner.run(self, published_series).done(self._arrived)

    def focus_first(self) -> None:
        """Begin at the first figure."""
        self.table.setFocus()

    def _arrived(self, series: tuple[PublishedSeries, ...]) -> None:
        self._series = series
        if self.choice.count() == 1:
            for one in series:
                self.choice.addItem(label(one.key))
        self._show()

    def _show(self) -> None:
        chosen = self.choice.currentIndex()
        wanted = self._series if chosen <= 0 else self._series[chosen - 1 : chosen]
        self._rows = tuple(figure for one in wanted for figure in one.figures)
        self.table.records.reload()

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[Recomputed]) -> None:
        arrived(Window(self._rows[offset : offset + limit], len(self._rows), offset))


def _columns() -> tuple[Column[Recomputed], ...]:
    return (
        Column(
            tr("Series"), lambda row: label(row.figure.series), width=150, key="series", yields=3
        ),
        Column(tr("Year"), lambda row: str(row.figure.year), width=52, key="year"),
        Column(tr("Figure"), lambda row: published_name(row.figure), width=130, key="figure"),
        Column(
            tr("Printed"),
            lambda row: printed_text(row.figure),
            numeric=True,
            width=84,
            key="printed",
        ),
        Column(tr("Worked out"), found_text, numeric=True, width=84, key="found"),
        Column(
            tr("Comparison"),
            lambda row: label(row.agreement),
            tone=lambda row: AGREEMENT_TONES[row.agreement],
            width=120,
            key="agreement",
        ),
        Column(
            tr("Standing"),
            lambda row: standing_text(row.figure),
            muted=True,
            width=90,
            key="standing",
        ),
        Column(
            tr("Source"),
            lambda row: source_text(row.figure),
            muted=True,
            width=150,
            grows=True,
            key="source",
        ),
    )
