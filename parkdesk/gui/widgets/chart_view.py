"""A chart with the table behind it: looked at, or read line by line with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from parkdesk.domain.charts import Chart, RankedBars, table_of
from parkdesk.domain.charts import ChartTable as Numbers
from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.actions import button
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import SPACE, theme, tokens
from parkdesk.gui.widgets.chart_painting import ROW, ChartPainter
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.i18n import list_text, tr

Cells: TypeAlias = "tuple[str, ...]"
_HEIGHT = 130
_LOWEST_ROW = 26
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ChartPicture(QWidget):
    """The picture alone; Enter, Space or a click asks for the table behind it."""

    def __init__(self, asked: ChartView) -> None:
        super().__init__()
        self._asked = asked
        self.chart: Chart | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, _HEIGHT)
        theme.changed.connect(self._repaint)

    def show_chart(self, chart: Chart | None) -> None:
        """Draw another chart; None draws nothing."""
        self.chart = chart
        lines = len(chart.rows) if isinstance(chart, RankedBars) else 0
        self.setMinimumHeight(max(round(lines * ROW) + SPACE, 3 * round(ROW)) if lines else _HEIGHT)
        self.update()

    def _repaint(self) -> None:
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        if self.chart is not None:
            # Twice the ring's distance: a legend's first colour must not touch the ring.
            room = QRectF(self.rect()).adjusted(SPACE * 2, SPACE, -SPACE * 2, -SPACE)
            ChartPainter(painter).draw(self.chart, room)
        if self.hasFocus():
            painter.setPen(QPen(tokens().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), SPACE, SPACE)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS:
            self._asked.show_table()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self._asked.show_table()


class ChartTable(RecordTable[Cells]):
    """The numbers of a chart: no row of the few is cut by the card's edge."""

    def fit_rows(self) -> None:
        """Give the rows a height at which whole ones fill the card."""
        if self.model() is not None:
            self.show_whole_rows(self.records.total, _LOWEST_ROW)
            self.scrollTo(self.currentIndex())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_rows()


class ChartView(QFrame):
    """A card: title, picture, and behind it the table with the same numbers.

    Enter on the picture shows the table with the focus in it, Esc goes back; the button does both.
    """

    def __init__(self, name: str, first: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._first = first
        self._name = name
        self._rows: tuple[Cells, ...] = ()
        self._first_read = -1
        self._head: Cells = ()
        self.turn = button("", self.turn_over, role="link")
        self.header = SectionHeader("", self.turn)
        self.picture = ChartPicture(self)
        self.table = ChartTable()
        self.table.setObjectName(name)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.picture)
        self.stack.addWidget(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 4, SPACE * 3, SPACE * 4, SPACE * 3)
        box.setSpacing(SPACE * 2)
        box.addWidget(self.header)
        box.addWidget(self.stack, 1)
        self._name_turn()

    @property
    def shows_table(self) -> bool:
        """Whether the table is in view."""
        return self.stack.currentWidget() is self.table

    def show_chart(self, chart: Chart) -> None:
        """Show a chart; whether picture or table is in view stays as it was."""
        self.header.title.setText(chart.title)
        self.picture.show_chart(chart)
        behind = table_of(chart, self._first)
        self.picture.setAccessibleName(chart.title)
        self.picture.setAccessibleDescription(_spoken(behind))
        if behind.head != self._head:
            self._head = behind.head
            model = WindowedModel(_columns(behind), self._serve, self.table)
            model.settled.connect(self._begin)
            self.table.set_model(model)
        self._rows = behind.rows
        # Ranks are read from the first; of periods the last is the one that is asked for.
        self._first_read = 0 if isinstance(chart, RankedBars) else len(self._rows) - 1
        self.table.records.reload()

    def show_table(self) -> None:
        """Show the numbers, and begin at the newest, or at the first of ranks."""
        self.stack.setCurrentWidget(self.table)
        self._name_turn()
        self.table.setFocus()
        self._begin()
        self.table.fit_rows()

    def _begin(self) -> None:
        """Go to the row that is read first, once for each chart."""
        if self._first_read >= 0 and self.table.records.is_settled:
            self.table.fit_rows()
            self.table.select_place(self._first_read)
            self._first_read = -1

    def show_picture(self) -> None:
        """Show the picture again."""
        self.stack.setCurrentWidget(self.picture)
        self._name_turn()
        self.picture.setFocus()

    def turn_over(self) -> None:
        """Show the one that is not in view."""
        if self.shows_table:
            self.show_picture()
        else:
            self.show_table()

    def _name_turn(self) -> None:
        self.turn.setText(tr("Chart") if self.shows_table else tr("Table"))
        self.turn.setToolTip(
            tr("Show the chart (Esc)") if self.shows_table else tr("Show the numbers (Enter)")
        )

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[Cells]) -> None:
        arrived(Window(self._rows[offset : offset + limit], len(self._rows), offset))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.shows_table:
            self.show_picture()
        else:
            super().keyPressEvent(event)


def _spoken(behind: Numbers) -> str:
    """Return the numbers as sentences, for who hears the screen."""
    return "\n".join(
        list_text(
            [row[0], *(f"{name} {value}" for name, value in _named(behind.head, row) if value)]
        )
        for row in behind.rows
    )


def _named(head: Sequence[str], row: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(head[1:], row[1:], strict=True))


def _columns(behind: Numbers) -> tuple[Column[Cells], ...]:
    def cell(place: int) -> Column[Cells]:
        return Column(
            behind.head[place],
            lambda row: row[place],
            numeric=place > 0,
            grows=place == 0,
            width=120 if place == 0 else 72,
            key=f"column-{place}",
        )

    return tuple(cell(place) for place in range(len(behind.head)))
