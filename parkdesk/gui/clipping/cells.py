"""Cells and titles of tables and lists that are cut in the part that is on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QListView, QTableView, QTreeView

from parkdesk.gui.clipping.declared import is_let_cut
from parkdesk.gui.clipping.finding import Finding, Kind, found
from parkdesk.gui.clipping.words import SLACK
from parkdesk.gui.table_model import WindowedModel
from parkdesk.gui.widgets.lean_delegate import LeanDelegate
from parkdesk.gui.widgets.readable_header import ReadableHeader

_CELL_MARGIN = 3
"""What Qt's own delegate leaves free at each side of a text."""


def cut_cells(view: QAbstractItemView) -> Iterator[Finding]:
    """Yield the cut cells and titles of a view; a column that stretches must have a tool tip."""
    if view.model() is None:
        return
    if isinstance(view, QTableView):
        yield from _titles(view.horizontalHeader())
        yield from _titles(view.verticalHeader())
        rows, columns = _in_view(view)
        for row in rows:
            for column in columns:
                yield from _cell(view, view.model().index(row, column))
    elif isinstance(view, QListView) and not is_let_cut(view):
        yield from _entries(view)
    elif isinstance(view, QTreeView):
        yield from _titles(view.header())


def _in_view(view: QTableView) -> tuple[list[int], list[int]]:
    port = view.viewport().rect()
    down, across = view.verticalHeader(), view.horizontalHeader()
    first, last = down.visualIndexAt(port.top()), down.visualIndexAt(port.bottom() - 1)
    rows = range(max(first, 0), (last if last >= 0 else down.count() - 1) + 1)
    columns = [one for one in range(across.count()) if not across.isSectionHidden(one)]
    return [down.logicalIndex(place) for place in rows], columns


def _titles(header: QHeaderView) -> Iterator[Finding]:
    if not header.isVisible() or is_let_cut(header):
        return
    along = header.orientation()
    for section in range(min(header.count(), 200)):
        if header.isSectionHidden(section):
            continue
        title = header.model().headerData(section, along) or ""
        if _title_is_cut(header, section, str(title)):
            yield found(Kind.HEADER, header, str(title))


def _title_is_cut(header: QHeaderView, section: int, title: str) -> bool:
    if isinstance(header, ReadableHeader):
        return header.shown_title(section) != title
    if header.orientation() is Qt.Orientation.Vertical:
        return header.fontMetrics().horizontalAdvance(title) > header.width() + SLACK
    return header.sectionSizeHint(section) > header.sectionSize(section) + SLACK


def _cell(view: QTableView, index: QModelIndex) -> Iterator[Finding]:
    model, delegate = index.model(), view.itemDelegate()
    if isinstance(model, WindowedModel) and isinstance(delegate, LeanDelegate):
        text = delegate.whole_text(view, index)
        column = model.columns[index.column()]
        if text and not column.grows:
            yield found(Kind.CELL, view, f"{column.title}: {text}")
        return
    if is_let_cut(view):
        return
    text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    room = view.columnWidth(index.column()) - 2 * _CELL_MARGIN
    if not text or view.indexWidget(index) is not None:
        return
    font = index.data(Qt.ItemDataRole.FontRole)
    metrics = QFontMetrics(font if isinstance(font, QFont) else view.font())
    if metrics.horizontalAdvance(text) > room + SLACK and not _has_tip(index, text):
        yield found(Kind.CELL, view, text)


def _entries(view: QListView) -> Iterator[Finding]:
    for row in range(view.model().rowCount()):
        index = view.model().index(row, 0)
        place = view.visualRect(index)
        if not view.viewport().rect().intersects(place) or view.isRowHidden(row):
            continue
        text = str(index.data() or "")
        wraps = view.wordWrap()
        wide = view.sizeHintForIndex(index).width() > view.viewport().width() + SLACK
        if wide and not wraps and not _has_tip(index, text):
            yield found(Kind.CELL, view, text)


def _has_tip(index: QModelIndex, text: str) -> bool:
    return text in str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
