"""Tables: fitted columns, repeated header rows, 续表, decimal points in line, rows of any height.

Widths are measured over all rows once; a row is laid out when it is drawn, so time and memory grow
with the number of rows and no faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from parkdesk.i18n import tr
from parkdesk.reports import style
from parkdesk.reports.adding import added
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.links import Anchor, Link
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.plain_texts import PlainText, lines_in
from parkdesk.reports.structure import HEADER_CELL, Element
from parkdesk.reports.widths import room_for, shared_widths

_CELL = Type(style.CELL)
_BOLD = Type(style.CELL, bold=True)
_CAPTION = Type(style.SMALL, bold=True)
_LEADING = style.CELL * 1.42
_LEAST_LINES = 3
"""A tall row is begun at a foot only where so many of its lines fit."""

_PAIR = 2
_KEPT_ROWS = 3
"""So many rows at least stand on a table's last page, with its total."""
_MOST_KEPT = 180.0
"""The most room that the page before leaves empty for it."""

_Laid = list[tuple[str, ...]]


class Align(Enum):
    """How a column's cells stand."""

    LEFT = "left"
    RIGHT = "right"
    POINT = "point"
    """At the right, decimal points under one another."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how its cells stand; a column with `share` takes of the room that is left."""

    title: str
    align: Align = Align.LEFT
    share: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A text that is not plain: with a colour, a weight or a link."""

    text: str
    kind: Type = _CELL
    link: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `anchor` is the place that links to this row lead to.

    A row that `heads` the rows after it is never the last on a page.
    """

    cells: tuple[str | Cell, ...]
    anchor: str = ""
    bold: bool = False
    heads: bool = False


@dataclass(slots=True)
class Table:
    """Columns and rows under a caption; `unit` stands at the caption's right."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    caption: str = ""
    unit: str = ""
    total: Row | None = None
    empty: str = ""
    """What to say where there are no rows."""
    carried: Callable[[str, int], Row] | None = None
    """Returns the sums of the first n rows under a name: they end a page and begin the next."""
    rows_and_total: list[Row] = field(init=False)
    sums: list[Row] = field(init=False)
    """The rows that carry sums, with the last of these: what their width and height are of."""

    def __post_init__(self) -> None:
        self.rows_and_total = [*self.rows, *([self.total] if self.total else [])]
        names = (tr("Carried forward"), tr("Brought forward"))
        self.sums = [self.carried(name, len(self.rows)) for name in names] if self.carried else []


def draw_table(flow: Flow, table: Table, width: float | None = None) -> None:
    """Put a table into the flow; an empty one says so in its own words."""
    if not table.rows_and_total:
        _say_empty(flow, table)
        return
    _Drawing(flow, table, flow.width if width is None else width).draw()


def _say_empty(flow: Flow, table: Table) -> None:
    flow.place(2 * NOTE.leading)
    if table.caption:
        flow.sheet.text(style.MARGIN, flow.y - style.SMALL, table.caption, _CAPTION)
        flow.y -= _CAPTION.leading + 3
    flow.sheet.text(style.MARGIN, flow.y - style.SMALL, table.empty or tr("None."), NOTE)
    flow.y -= NOTE.leading + 4


def fitted(paper: Paper, table: Table, width: float) -> list[float]:
    """Return the widths of the columns: as wide as their texts, the rest to those with a share.

    No word of a title is broken as long as another column has room to give for it.
    """
    return _whole_titles(paper, table, _shared(paper, table, width))


def _whole_titles(paper: Paper, table: Table, widths: list[float]) -> list[float]:
    least = [
        max((paper.width(word, _BOLD) for word in column.title.split()), default=0.0)
        + 2 * style.CELL_PAD_X
        for column in table.columns
    ]
    return room_for(least, widths, [column.share for column in table.columns])


def _shared(paper: Paper, table: Table, width: float) -> list[float]:
    natural = [
        max(paper.width(text, kind) for text, kind in _column(table, index)) + 2 * style.CELL_PAD_X
        for index in range(len(table.columns))
    ]
    return shared_widths(natural, [column.share for column in table.columns], width)


def _column(table: Table, index: int) -> Iterable[tuple[str, Type]]:
    yield table.columns[index].title, _BOLD
    for row in (*table.rows_and_total, *table.sums):
        cell = row.cells[index]
        if isinstance(cell, Cell):
            yield cell.text, cell.kind
        else:
            yield cell, _BOLD if row.bold else _CELL


def _with_heads(rows: Sequence[Row], start: int) -> int:
    """Return where rows from `start` on begin together with the heads right before them."""
    while start > 0 and rows[start - 1].heads:
        start -= 1
    return start


class _Drawing:
    """One table on its way down the pages."""

    def __init__(self, flow: Flow, table: Table, width: float) -> None:
        self._flow = flow
        self._table = table
        self._width = width
        self._widths = fitted(flow.paper, table, width)
        self._lefts = [
            style.MARGIN + added(self._widths[:index]) for index in range(len(self._widths))
        ]
        self._plain: list[dict[tuple[str, bool], PlainText]] = [{} for _width in self._widths]
        self._tails = [self._longest_tail(index) for index in range(len(self._widths))]
        titles: tuple[str | Cell, ...] = tuple(column.title for column in table.columns)
        self._head = Row(titles, bold=True)
        self._head_lines = self._lay(self._head)
        self._element = Element("Table")
        self._cells: list[Element] = []
        sums = [self._height(self._lay(row)) for row in table.sums]
        self._carry_height = max(sums, default=0.0)

    def draw(self) -> None:
        rows = self._table.rows_and_total
        kept = self._kept_from(rows)
        # A table that begins with the rows that must stay together is not begun without them.
        first = self._heights(rows if kept < _PAIR else rows[:_PAIR])
        top_height = self._caption_height() + self._height(self._head_lines)
        most = self._flow.top - style.BOTTOM - 80
        self._flow.place(min(top_height + first, most))
        # Not before: the headings that waited are read before the table.
        self._element = self._flow.paper.root.child("Table")
        self._begin_first()
        ahead = self._heights(rows[kept + 1 :])
        for index, row in enumerate(rows):
            after = ahead if index == kept else self._begun(rows, index + 1) if row.heads else 0.0
            # Before the last rows, which stay together, a page keeps room for what it carries.
            self._put(row, index, after, self._carry_height if index < kept else 0.0)
        self._flow.space(8)

    def _begun(self, rows: Sequence[Row], start: int) -> float:
        """Return the height of what must follow a head: its first row, or how that is begun."""
        height = 0.0
        for row in rows[start:]:
            own = self._height(self._lay(row))
            # A row taller than a page is begun wherever a few of its lines fit.
            height += own if own <= self._whole() else _LEAST_LINES * _LEADING
            if not row.heads:
                break
        return height

    def _whole(self) -> float:
        """Return the room of a page that has nothing but the table on it."""
        sums = 2 * self._carry_height
        return self._flow.top - style.BOTTOM - self._height(self._head_lines) - 30 - sums

    def _kept_from(self, rows: Sequence[Row]) -> int:
        """Return the first of the rows that stand together on the last page.

        The total never stands alone, and no last page is begun for a single row, unless the rows
        are so tall that keeping more of them would leave much of the page before empty.
        """
        total = 1 if self._table.total else 0
        for rows_kept in range(_KEPT_ROWS, 0, -1):
            start = _with_heads(rows, max(len(rows) - total - rows_kept, 0))
            if self._heights(rows[start:]) <= _MOST_KEPT:
                return start
        return _with_heads(rows, len(rows) - 1 - total)

    def _heights(self, rows: Sequence[Row]) -> float:
        return added(self._height(self._lay(row)) for row in rows)

    def _put(self, row: Row, index: int, ahead: float, kept_free: float) -> None:
        flow, lines = self._flow, self._lay(row)
        height, whole = self._height(lines), self._whole()
        if height + min(ahead, max(whole - height, 0.0)) + kept_free > flow.room():
            if height <= whole:
                self._continue(index)
            else:
                self._split(row, lines)
                return
        self._new_row("TD")
        self._row(row, lines)

    def _split(self, row: Row, lines: _Laid) -> None:
        self._new_row("TD")
        while lines and any(lines):
            fit = int((self._flow.room() - 2 * style.CELL_PAD_Y) / _LEADING)
            if fit < min(_LEAST_LINES, max(map(len, lines))):
                self._continue()
                continue
            self._row(row, [cell[:fit] for cell in lines])
            lines = [cell[fit:] for cell in lines]
            if any(lines):
                row = Row(row.cells, bold=row.bold)
                self._continue()
                mark = tr("(continued)")
                lines = [(mark, *lines[0]) if lines[0] else (mark,), *lines[1:]]

    def _continue(self, rows: int = 0) -> None:
        """Begin a page; the sums of so many `rows` are carried over, of none inside a row."""
        carries = rows and self._carry_height and self._carry_height <= self._flow.room()
        if carries:
            self._carry(tr("Carried forward"), rows)
        self._flow.new_page()
        self._flow.place(0)
        caption = self._table.caption
        said = tr("{caption} (continued)", caption=caption) if caption else tr("(continued)")
        # Read once, where the table begins: what each page says again is furniture.
        with self._flow.sheet.furniture():
            self._say(said)
            self._heads()
        if carries:
            self._carry(tr("Brought forward"), rows)

    def _carry(self, name: str, rows: int) -> None:
        """Write the sums so far; they are read to nobody, as the page's head is not."""
        if self._table.carried is not None:
            row = self._table.carried(name, rows)
            with self._flow.sheet.furniture():
                self._row(row, self._lay(row))

    def _begin_first(self) -> None:
        """Write the caption and the heads as parts of the table."""
        caption = self._table.caption
        if caption:
            with self._flow.sheet.part(self._element.child("Caption")):
                self._say(caption)
        self._new_row("TH")
        self._heads()

    def _new_row(self, kind: str) -> None:
        row = self._element.child("TR")
        attributes = HEADER_CELL if kind == "TH" else ""
        self._cells = [row.child(kind, attributes=attributes) for _width in self._widths]

    def _caption_height(self) -> float:
        return _CAPTION.leading + 4 if self._table.caption else 0.0

    def _say(self, caption: str) -> None:
        flow = self._flow
        flow.sheet.text(style.MARGIN, flow.y - style.SMALL, caption, _CAPTION)
        if self._table.unit:
            right = style.MARGIN + self._width
            flow.sheet.text_right(right, flow.y - style.SMALL, self._table.unit, NOTE)
        flow.y -= _CAPTION.leading + 4

    def _heads(self) -> None:
        flow = self._flow
        height = self._height(self._head_lines)
        flow.sheet.rect(style.MARGIN, flow.y - height, self._width, height, style.HEAD)
        self._row(self._head, self._head_lines)

    def _lay(self, row: Row) -> _Laid:
        laid: _Laid = []
        for index, cell in enumerate(row.cells):
            if isinstance(cell, Cell):
                laid.append(lines_in(self._flow.paper, cell.text, cell.kind, self._room(index)))
                continue
            plain = self._plain[index].get((cell, row.bold))
            if plain is None:
                kind = _BOLD if row.bold else _CELL
                plain = PlainText(lines_in(self._flow.paper, cell, kind, self._room(index)))
                self._plain[index][cell, row.bold] = plain
            laid.append(plain.lines)
        return laid

    def _room(self, index: int) -> float:
        # Half a point forgives what the sum of fitted widths lost in rounding.
        return self._widths[index] - 2 * style.CELL_PAD_X + 0.5

    def _height(self, lines: _Laid) -> float:
        return max(map(len, lines)) * _LEADING + 2 * style.CELL_PAD_Y

    def _row(self, row: Row, lines: _Laid) -> None:
        flow = self._flow
        top = flow.y
        base = top - style.CELL_PAD_Y - style.CELL * 1.06
        heights = [f"{base - number * _LEADING:.2f}" for number in range(max(map(len, lines)))]
        for index, (cell, cell_lines) in enumerate(zip(row.cells, lines, strict=True)):
            if not isinstance(cell, Cell):
                plain = self._plain[index].get((cell, row.bold))
                if plain is not None and plain.lines is cell_lines:
                    kind = _BOLD if row.bold else _CELL
                    shown = plain.shown or self._show(index, plain, kind)
                    flow.sheet.cell(self._cells[index], kind, shown, heights)
                    continue
            kind = cell.kind if isinstance(cell, Cell) else _BOLD if row.bold else _CELL
            pieces = [
                (self._x(index, text, kind), base - number * _LEADING, text, kind)
                for number, text in enumerate(cell_lines)
                if text
            ]
            if isinstance(cell, Cell) and cell.link:
                element = self._link(cell, index, top, len(cell_lines))
            else:
                element = self._cells[index]
            flow.sheet.texts(element, pieces)
        flow.y -= self._height(lines)
        flow.sheet.line(style.MARGIN, flow.y, style.MARGIN + self._width, flow.y, style.HAIR)
        if row.anchor:
            flow.sheet.anchors.append(Anchor(row.anchor, top + 20))

    def _show(self, index: int, plain: PlainText, kind: Type) -> tuple[tuple[str, str], ...]:
        shown = self._flow.paper.shown
        plain.shown = tuple(
            (f"{self._x(index, text, kind):.2f}", shown(text, kind) if text else "")
            for text in plain.lines
        )
        return plain.shown

    def _link(self, cell: Cell, index: int, top: float, lines: int) -> Element:
        left = self._lefts[index]
        bottom = top - lines * _LEADING - style.CELL_PAD_Y
        rect = (left, bottom, left + self._widths[index], top)
        element = self._cells[index].child("Link")
        self._flow.sheet.links.append(Link(rect, cell.link, cell.text, element))
        return element

    def _x(self, index: int, text: str, kind: Type) -> float:
        align = self._table.columns[index].align
        if align is Align.LEFT:
            return self._lefts[index] + style.CELL_PAD_X
        right = self._lefts[index] + self._widths[index] - style.CELL_PAD_X
        if align is Align.POINT and any(sign.isdigit() for sign in text):
            right -= self._tails[index] - self._tail(text, kind)
        # A heading over a column of numbers ends where the numbers may end.
        return max(right - self._flow.paper.width(text, kind), self._lefts[index])

    def _longest_tail(self, index: int) -> float:
        if self._table.columns[index].align is not Align.POINT:
            return 0.0
        _, *cells = _column(self._table, index)
        return max((self._tail(text, kind) for text, kind in cells), default=0.0)

    def _tail(self, text: str, kind: Type) -> float:
        """Return the width of what stands behind the last whole digit."""
        head = text.split(".", maxsplit=1)[0].rstrip("%")
        if not head[-1:].isdigit():
            return 0.0
        return self._flow.paper.width(text[len(head) :], kind) if len(head) < len(text) else 0.0
