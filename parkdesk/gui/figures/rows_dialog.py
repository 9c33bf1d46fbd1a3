"""The rows of a figure, or what it is made of, with the same total at the foot."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.park_figures import FigureSource, FigureUnit, spec_of
from parkdesk.domain.periods import PeriodKind, kind_of
from parkdesk.gui.actions import button
from parkdesk.gui.figures.words import counted_text, days_text, value_text
from parkdesk.gui.key_names import sequence
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.choice_box import ChoiceBox
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, label, percent_text, period_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.figure_rows import (
    BreakdownLine,
    Dimension,
    FigureChoice,
    FigurePart,
    FigureRow,
    FigureRows,
    figure_breakdown,
    figure_rows,
)

_OF_CONTRACTS = (FigureSource.SIGNED, FigureSource.EXECUTED)


class RowsDialog(QDialog):
    """Shows one figure's rows; Alt+P chooses the period, Alt+B what it is taken apart by."""

    def __init__(self, runner: Runner, parent: QWidget, choice: FigureChoice) -> None:
        super().__init__(parent)
        self.runner = runner
        self.choice = choice
        self.spec = spec_of(choice.key)
        self.total: int | None = None
        """The sum of all rows, once they are there."""
        self._lines: tuple[BreakdownLine, ...] = ()
        self._asked = 0
        title = tr(
            "{figure}, {quarter}",
            figure=label(choice.key),
            quarter=period_text(choice.period),
        )
        self.setWindowTitle(title)
        self.resize(900, 520)
        self.banner = Banner()
        self.period = self._box(tr("Period"), _parts(choice), self._choose_part)
        dimensions = self.spec.source in _OF_CONTRACTS
        self.by = self._box(
            tr("Break down by"), _dimensions(several=dimensions), self._choose_dimension
        )
        self.table: RecordTable[Any] = RecordTable()
        self.foot = text_label("", "subtitle")
        self._build(title)
        self.by.setVisible(dimensions)
        self._show_table()

    @property
    def dimension(self) -> Dimension | None:
        """What the figure is taken apart by; None: its rows one by one."""
        found = self.by.currentData()
        return None if found is None else Dimension(found)

    def show_part(self, part: FigurePart) -> None:
        """Show the rows of another period."""
        self.period.setCurrentIndex(self.period.findData(part))

    def show_by(self, dimension: Dimension | None) -> None:
        """Show what the figure is made of; None: its rows."""
        self.by.setCurrentIndex(0 if dimension is None else self.by.findData(dimension))

    def _box(
        self,
        name: str,
        options: list[tuple[str, Any]],
        chosen: Any,  # noqa: ANN401 (a slot)
    ) -> ChoiceBox:
        box = ChoiceBox()
        box.setAccessibleName(name)
        for text, value in options:
            box.addItem(text, value)
        box.currentIndexChanged.connect(chosen)
        return box

    def _build(self, title: str) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(text_label(title, "title"))
        choices = QHBoxLayout()
        choices.setSpacing(SPACE * 2)
        choices.addWidget(self.period)
        choices.addWidget(self.by)
        self.days = text_label("", "muted")
        choices.addWidget(self.days)
        choices.addStretch()
        box.addLayout(choices)
        box.addWidget(self.banner)
        box.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.foot)
        foot.addStretch()
        self.close_button = button(tr("Close"), self.accept, role="primary")
        self.close_button.setAutoDefault(False)
        foot.addWidget(self.close_button)
        box.addLayout(foot)
        for key, slot in (
            ("Ctrl+W", self.accept),
            ("Alt+P", self.period.setFocus),
            ("Alt+B", self.by.setFocus),
        ):
            QShortcut(sequence(key), self).activated.connect(slot)
        self.period.setToolTip(tr("{action} ({key})", action=tr("Period"), key="Alt+P"))
        self.by.setToolTip(tr("{action} ({key})", action=tr("Break down by"), key="Alt+B"))

    def _choose_part(self) -> None:
        self.choice = replace(self.choice, part=FigurePart(self.period.currentData()))
        self._show_table()

    def _choose_dimension(self) -> None:
        self._show_table()

    def _show_table(self) -> None:
        self._asked += 1
        self.total = None
        self.foot.setText("")
        dimension = self.dimension
        if dimension is None:
            self.table.setObjectName(f"FigureRows-{self.spec.source}")
            columns = _row_columns(self.choice)
            self.table.set_model(WindowedModel(columns, self._load, self))
            self.table.records.reload()
        else:
            self._lines = ()
            self.table.setObjectName("FigureBreakdown")
            model = WindowedModel(_line_columns(dimension, self.spec.unit), self._serve, self)
            self.table.set_model(model)
            request = self.runner.run(self, figure_breakdown, self.choice, dimension)
            request.done(partial(self._broken_down, self._asked))
        self.table.setFocus()

    def _load(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[FigureRow]) -> object:
        def show(found: FigureRows) -> None:
            self.days.setText(days_text(found.days))
            self._say_total(found.count, found.total)
            arrived(Window(found.rows, found.count, offset))

        request = self.runner.run(self, figure_rows, self.choice, offset, limit)
        return request.done(show)

    def _broken_down(self, asked: int, lines: tuple[BreakdownLine, ...]) -> None:
        if asked != self._asked:
            return
        self._lines = lines
        self.table.records.reload()
        self._say_total(len(lines), sum(one.value for one in lines))

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[Any]) -> None:
        arrived(Window(self._lines[offset : offset + limit], len(self._lines), offset))

    def _say_total(self, count: int, total: int) -> None:
        self.total = total
        self.foot.setText(
            trn(
                "Total of {n} row: {total}",
                "Total of {n} rows: {total}",
                count,
                total=counted_text(total, self.spec.unit),
            )
        )


def _parts(choice: FigureChoice) -> list[tuple[str, Any]]:
    kind = kind_of(choice.period)
    if kind is PeriodKind.MONTH:
        return [
            (tr("Period in view"), FigurePart.QUARTER),
            (tr("Month before"), FigurePart.PREVIOUS),
            (tr("Same month last year"), FigurePart.YEAR_BEFORE),
        ]
    if kind is PeriodKind.YEAR:
        return [
            (tr("Period in view"), FigurePart.QUARTER),
            (tr("The year before"), FigurePart.PREVIOUS),
        ]
    parts = [
        (tr("Quarter in view"), FigurePart.QUARTER),
        (tr("Quarter before"), FigurePart.PREVIOUS),
        (tr("Year before"), FigurePart.YEAR_BEFORE),
    ]
    if not spec_of(choice.key).stock:
        parts += [
            (tr("Year so far"), FigurePart.YEAR),
            (tr("Same part last year"), FigurePart.YEAR_EARLIER),
        ]
    return list(parts)


def _dimensions(*, several: bool) -> list[tuple[str, Any]]:
    rows: list[tuple[str, Any]] = [(tr("Row by row"), None)]
    if not several:
        return rows
    return [
        *rows,
        (tr("By enterprise"), Dimension.ENTERPRISE),
        (tr("By service code"), Dimension.SERVICE_CODE),
        (tr("By ITO, BPO, KPO"), Dimension.LINE),
        (tr("By offshore and onshore"), Dimension.MARKET),
        (tr("By country or region"), Dimension.COUNTRY),
        (tr("By month"), Dimension.MONTH),
    ]


def _row_columns(choice: FigureChoice) -> tuple[Column[FigureRow], ...]:
    source, unit = spec_of(choice.key).source, spec_of(choice.key).unit
    of_quarter = kind_of(choice.period) is PeriodKind.QUARTER
    numbers = {
        FigureSource.ENTERPRISES: tr("Credit code"),
        FigureSource.RETURNS: tr("Quarter") if of_quarter else tr("Period"),
    }
    days = {
        FigureSource.RETURNS: tr("Handed in on"),
        FigureSource.EXECUTED: tr("Counted on"),
        FigureSource.SIGNED: tr("Counted on"),
    }
    client: Column[FigureRow] = Column(
        tr("Client"), lambda row: row.detail, width=160, grows=True, key="detail", yields=1
    )
    return (
        Column(tr("Enterprise"), lambda row: row.enterprise, width=200, grows=True, key="name"),
        Column(
            numbers.get(source, tr("Contract number")),
            lambda row: row.number,
            muted=True,
            width=130,
            key="number",
        ),
        *([client] if source in _OF_CONTRACTS else []),
        Column(days.get(source, tr("Day")), lambda row: date_text(row.day), width=92, key="day"),
        Column(
            label(unit),
            lambda row: value_text(row.value, unit),
            numeric=True,
            width=110,
            key="value",
        ),
    )


def _line_columns(dimension: Dimension, unit: FigureUnit) -> tuple[Column[BreakdownLine], ...]:
    titles = {
        Dimension.ENTERPRISE: tr("Enterprise"),
        Dimension.SERVICE_CODE: tr("Service code"),
        Dimension.LINE: tr("Service line"),
        Dimension.MARKET: tr("Offshore and onshore"),
        Dimension.COUNTRY: tr("Country or region"),
        Dimension.MONTH: tr("Month"),
    }
    return (
        Column(
            titles[dimension],
            lambda line: _line_name(dimension, line),
            width=260,
            grows=True,
            key="name",
        ),
        Column(
            label(unit),
            lambda line: value_text(line.value, unit),
            numeric=True,
            width=130,
            key="value",
        ),
        Column(
            tr("Share"),
            lambda line: percent_text(line.permille),
            numeric=True,
            width=80,
            key="share",
        ),
    )


def _line_name(dimension: Dimension, line: BreakdownLine) -> str:
    from parkdesk.domain.contracts import Market

    if not line.key:
        return tr("not said")
    if dimension is Dimension.MARKET:
        return label(Market(line.key))
    return in_language(line.name_zh, line.name_en)
