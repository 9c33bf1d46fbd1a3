"""Threshold watch: the lines on top, the enterprises of the chosen one below."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.threshold_watch import Side, Watched, WatchLine, WatchMeasure
from parkdesk.gui.actions import PageAction
from parkdesk.gui.figures.section import FiguresSection
from parkdesk.gui.figures.words import (
    SIDE_TONES,
    days_text,
    distance_text,
    lacking_text,
    limit_text,
    line_name,
    measured_text,
)
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.choice_box import ChoiceBox
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, number_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.threshold_watch import LineWatch, WatchRow, threshold_watch, watch_rows

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class WatchSection(FiguresSection):
    """Who is below a line, close to it or above, and by how much."""

    tables: ClassVar[frozenset[str]] = FiguresSection.tables | {"programme"}

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._lines: tuple[LineWatch, ...] = ()
        self._rows: tuple[WatchRow, ...] = ()
        self.lines: RecordTable[LineWatch] = RecordTable()
        self.lines.setObjectName("WatchLines")
        self.lines.set_model(WindowedModel(_line_columns(), self._serve_lines, self))
        self.lines.row_changed.connect(lambda _row: self._chosen())
        self.lines.opened.connect(lambda _row: self.rows.setFocus())
        self.rows: RecordTable[WatchRow] = RecordTable()
        self.rows.setObjectName("WatchRows")
        self.rows.set_model(WindowedModel(self._row_columns(), self._serve_rows, self))
        self.rows.opened.connect(lambda _row: self.open.trigger())
        self.rows.row_changed.connect(lambda _row: self._enable())
        self.rows.position_changed.connect(self.position_changed)
        self.said = text_label("", "muted", wrap=True)
        self._wanted = ""
        self.side = ChoiceBox()
        self.side.setAccessibleName(tr("Where it stands"))
        self.side.addItem(tr("All enterprises compared"), None)
        for one in (Side.BELOW, Side.NEAR, Side.ABOVE):
            self.side.addItem(label(one), one)
        self.side.currentIndexChanged.connect(self._show_side)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.lines)
        split.addWidget(self.rows)
        split.setSizes([250, 250])
        self.body.addWidget(split, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 3)
        foot.addWidget(self.side)
        foot.addWidget(self.said, 1)
        self.body.addLayout(foot)
        opens = tr("Open the enterprise page")
        self.open: PageAction = PageAction(self, opens, self._open, key="F4")
        self.add_action(self.open)
        self._enable()

    @property
    def shown(self) -> tuple[WatchRow, ...]:
        """The enterprises in view."""
        side = self.side.currentData()
        return tuple(one for one in self._rows if side is None or one.watched.side == side)

    def show_line(self, code: str, side: Side | None) -> None:
        """Show the enterprises of a line, those alone that stand on a side of it."""
        self._wanted = code
        self.side.setCurrentIndex(0 if side is None else self.side.findData(side))
        self._go_to_wanted()

    def _show_side(self) -> None:
        self.rows.records.reload()
        self._enable()

    def _go_to_wanted(self) -> None:
        codes = [one.line.code for one in self._lines]
        if self._wanted in codes:
            self.lines.select_place(codes.index(self._wanted))
            self._wanted = ""
            self.rows.setFocus()

    def refresh(self) -> None:
        """Ask for the lines; the enterprises of the chosen one follow."""
        found = self.runner.run(self, threshold_watch, *self.asked_for)
        found.done(self.of_day(partial(self._arrived, self.shell.quarter)))

    def blank(self) -> None:
        """Take the numbers off: they are another quarter's."""
        self._lines, self._rows = (), ()
        self.said.setText("")
        self.lines.records.reload()
        self.rows.records.reload()

    def focus_first(self) -> None:
        """Begin at the lines."""
        self.lines.setFocus()

    def _arrived(self, quarter: object, found: tuple[LineWatch, ...]) -> None:
        if quarter != self.shell.quarter:
            return
        place = max(self.lines.currentIndex().row(), 0)
        self._lines = found
        self.lines.records.reload()
        if found:
            self.lines.select_place(min(place, len(found) - 1))
        self._go_to_wanted()
        self._chosen()

    def _chosen(self) -> None:
        line = self.lines.current()
        if line is None:
            return
        quarter, on = self.asked_for
        request = self.runner.run(self, watch_rows, quarter, line.line.code, on)
        request.done(self.of_day(partial(self._rows_arrived, line.line.code)))
        self.said.setText(_about(line))

    def _rows_arrived(self, code: str, rows: tuple[WatchRow, ...]) -> None:
        line = self.lines.current()
        if line is not None and line.line.code == code:
            self._rows = rows
            self.rows.records.reload()
            self._enable()

    def _enable(self) -> None:
        self.open.setEnabled(self.rows.current() is not None)

    def _open(self) -> None:
        row = self.rows.current()
        if row is not None:
            self.shell.open_page("enterprise", row.id)

    def _serve_lines(
        self, _sort: Sort, offset: int, limit: int, arrived: Arrived[LineWatch]
    ) -> None:
        arrived(Window(self._lines[offset : offset + limit], len(self._lines), offset))

    def _serve_rows(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[WatchRow]) -> None:
        rows = self.shown
        arrived(Window(rows[offset : offset + limit], len(rows), offset))

    def _row_columns(self) -> tuple[Column[WatchRow], ...]:
        return (
            Column(tr("Enterprise"), lambda row: row.enterprise, width=220, grows=True, key="name"),
            Column(
                tr("Where it stands"),
                lambda row: label(row.watched.side),
                tone=lambda row: SIDE_TONES[row.watched.side],
                width=96,
                key="side",
            ),
            Column(
                tr("Measured"),
                lambda row: self._said_of(measured_text, row),
                numeric=True,
                width=100,
                key="value",
            ),
            Column(
                tr("Distance"),
                lambda row: self._said_of(distance_text, row),
                numeric=True,
                width=110,
                key="distance",
            ),
            Column(
                tr("To the line"),
                lambda row: self._said_of(lacking_text, row),
                width=190,
                key="lacking",
            ),
        )

    def _said_of(self, say: Callable[[WatchLine, Watched], str], row: WatchRow) -> str:
        line = self.lines.current()
        return "" if line is None else say(line.line, row.watched)


def _about(line: LineWatch) -> str:
    """Return what is held against a line, over which days, and where it comes from."""
    texts = {
        WatchMeasure.OFFSHORE: tr("Executed offshore of all executed, {days}.", days=_days(line)),
        WatchMeasure.GRADUATES: tr(
            "Junior college or above, of the people in the quarter's return."
        ),
        WatchMeasure.TURNOVER: tr("Executed, {days}.", days=_days(line)),
    }
    about = texts[line.line.measure]
    if line.line.measure is WatchMeasure.OFFSHORE:
        about += " " + tr("Enterprises without offshore execution are left out.")
    source = in_language(line.line.source_zh, line.line.source)
    mark = label(line.line.mark)
    if source:
        return about + " " + tr("Source: {source} ({mark}).", source=source, mark=mark)
    return about + " " + tr("No document was read ({mark}).", mark=mark)


def _days(line: LineWatch) -> str:
    return days_text(line.days)


def _line_columns() -> tuple[Column[LineWatch], ...]:
    return (
        Column(
            tr("Line watched"), lambda row: line_name(row.line), width=220, grows=True, key="line"
        ),
        Column(tr("Measure"), lambda row: label(row.line.measure), width=130, key="measure"),
        Column(
            tr("Line at"), lambda row: limit_text(row.line), numeric=True, width=110, key="limit"
        ),
        Column(
            tr("Below"), lambda row: number_text(row.below), numeric=True, key="below", width=70
        ),
        Column(
            tr("Close to it"), lambda row: number_text(row.near), numeric=True, key="near", width=80
        ),
        Column(
            tr("Above"), lambda row: number_text(row.above), numeric=True, key="above", width=70
        ),
        Column(
            tr("Not asked"),
            lambda row: number_text(row.apart),
            numeric=True,
            key="apart",
            width=80,
            yields=1,
        ),
    )
