"""The roster grid: typing, pasting from Excel, filling, walking from problem to problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTableView,
    QWidget,
)

from parkdesk.domain.trainees import BLANK, RosterField, Trainee
from parkdesk.excel.roster_headings import Heads
from parkdesk.gui.claims.clipboard import copied
from parkdesk.gui.claims.delegate import RosterDelegate
from parkdesk.gui.claims.frozen import FrozenColumns
from parkdesk.gui.claims.model import MARK, NAME, RosterModel
from parkdesk.gui.claims.moving import moved_to_edge
from parkdesk.gui.claims.pasting import Pasting
from parkdesk.gui.claims.widths import widen_columns
from parkdesk.gui.claims.words import import_words, left_out_words
from parkdesk.gui.clipping import may_scroll
from parkdesk.gui.composition import is_composing
from parkdesk.gui.theme import ROW_HEIGHT
from parkdesk.i18n import date_text, tr, trn

_AWAY = frozenset(
    {
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
        Qt.FocusReason.PopupFocusReason,
    }
)
CHOICES = tuple("1234")
"""Keys that decide about a repeated person, at the sign of the row."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RosterGrid(QTableView):
    """Where a roster is typed. Every change is one step that Ctrl+Z takes back by its words.

    Signals:
        changed: cells have changed; the words of the step.
        place_changed: the current row, from 0.
        said: something worth a line in the status bar.
        turned_away: the person goes to a menu or to another window.
        left_out: which columns of a paste or a file have no place here.
        typing: the rows as they stand, with the cell that is still open.
        chosen: the number of a choice about the current row, typed at its sign.
    """

    changed = Signal(str)
    place_changed = Signal(int)
    said = Signal(str)
    turned_away = Signal()
    left_out = Signal(str)
    typing = Signal(object)
    chosen = Signal(int)

    def __init__(self, model: RosterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = model
        self.setObjectName("roster")
        self.setModel(model)
        self.painter_of_cells = RosterDelegate(self)
        self.setItemDelegate(self.painter_of_cells)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        # The style would draw a frame between the scroll bars.
        self.setCornerWidget(QWidget(self))
        self.setAccessibleName(tr("Roster"))
        may_scroll(self, "a roster has the official list's columns; mark and name stay in view")
        self._shape_headers()
        self.frozen = FrozenColumns(self)
        selection = self.selectionModel()
        selection.currentChanged.connect(lambda now, _old: self.place_changed.emit(now.row()))
        # Typing goes through the model; pasting and filling say so themselves.
        model.edited.connect(self._typed)
        self.pasting = Pasting(self)
        self._half_typed = False
        self.painter_of_cells.typed.connect(self._typing)

    def _shape_headers(self) -> None:
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(ROW_HEIGHT)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.setFixedWidth(38)
        heads = self.horizontalHeader()
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        heads.setHighlightSections(False)
        heads.setMinimumSectionSize(36)
        widen_columns(self, self.records.fields)
        self.records.columns_changed.connect(lambda: widen_columns(self, self.records.fields))

    @property
    def place(self) -> int:
        """The current row, from 0; -1 for none."""
        return self.currentIndex().row()

    def go(self, place: int, cell: RosterField | None = None) -> None:
        """Make a row current, and a cell of it."""
        column = max(self.currentIndex().column(), 1)
        self._go_to(place, column if cell is None else self.records.column_of(cell))

    def _go_to(self, place: int, column: int) -> None:
        index = self.records.index(place, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def go_to_problem(self, step: int, *, start: int | None = None) -> None:
        """Walk to the next row with a problem (F8), or the one before (Shift+F8)."""
        place = max(self.place, 0) if start is None else start
        found = self.records.sheet.problem_after(place, step)
        if found < 0:
            self.said.emit(tr("No problem in the roster"))
            return
        if self.records.sheet.repeat_at(found) is not None and self.records.editable:
            # Nothing is typed at the sign: there 1 to 4 choose what becomes of the row.
            self._go_to(found, MARK)
            return
        verdict = self.records.verdict_at(found)
        cells = [line.cell for line in verdict.problems if line.cell] if verdict else []
        self.go(found, cells[0] if cells else None)

    def paste(self) -> None:
        """Put a table from the clipboard here; headings, where it has them, name the columns."""
        if self.records.editable:
            self.pasting.paste()

    def copy(self) -> None:
        """Copy the chosen cells as they are shown: identity numbers stay masked."""
        copied(self)

    def put_table(self, heads: Heads, rows: Sequence[Sequence[str]]) -> None:
        """Type a table from the current row on, as one step."""
        cells = [
            {head: text for head, text in zip(heads, row, strict=False) if head is not None}
            for row in rows
        ]
        words = trn("paste of {n} row", "paste of {n} rows", len(cells))
        place = max(self.place, 0)
        self._step(lambda: self.records.sheet.set_cells(place, cells, words))

    def fill_down(self) -> None:
        """Fill the chosen cells with their topmost row's; one cell takes the value above."""
        places, cells = self._chosen()
        if not places or not cells:
            return
        top = places[0] if len(places) > 1 else places[0] - 1
        if top < 0:
            return
        source = self.records.row_at(top)
        targets = places[1:] if len(places) > 1 else places
        self._fill(targets, cells, source, tr("fill down"))

    def take_above(self) -> None:
        """Take the value above into the current cell and go on (Ctrl+')."""
        index = self.currentIndex()
        if index.row() > 0 and index.column() != MARK:
            cell = self.records.fields[index.column() - 1]
            source = self.records.row_at(index.row() - 1)
            self._fill([index.row()], [cell], source, tr("value above"))
            self._move(1)

    def put_day(self, day: dt.date) -> None:
        """Type a day into the current cell (Ctrl+; for today)."""
        index = self.currentIndex()
        if index.isValid() and index.column() != MARK:
            self.records.setData(index, date_text(day))

    def clear_cells(self) -> None:
        """Empty the chosen cells (Delete)."""
        places, cells = self._chosen()
        self._fill(places, cells, BLANK, tr("clearing of cells"))

    def insert_row(self) -> None:
        """Insert a blank row above the current one."""
        if self.records.editable:
            place = max(self.place, 0)
            self._step(
                lambda: self.records.sheet.insert(
                    place, [BLANK], tr("insertion of row {row}", row=place + 1)
                )
            )
            self.go(place, RosterField.NAME)

    def remove_rows(self) -> None:
        """Take out the chosen rows."""
        places, _cells = self._chosen()
        if self.records.editable and places:
            words = trn("removal of {n} row", "removal of {n} rows", len(places))
            self._step(lambda: self.records.sheet.remove(places, words))
            self.go(min(places[0], self.records.rowCount() - 1))

    def finish_typing(self) -> None:
        """Take what stands in an open editor."""
        editor = self.findChild(QLineEdit, "grid-editor")
        if editor is not None and editor.isVisible():
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def undo(self) -> None:
        """Take back the last step, and say which."""
        if self.records.editable:
            words = self._turned(self.records.sheet.undo)
            said = tr("Taken back: {words}", words=words) if words else tr("Nothing to take back")
            self.said.emit(said)

    def redo(self) -> None:
        """Do again what was taken back last, and say what."""
        if self.records.editable:
            words = self._turned(self.records.sheet.redo)
            said = tr("Done again: {words}", words=words) if words else tr("Nothing to do again")
            self.said.emit(said)

    def _turned(self, turn: Callable[[], str]) -> str:
        at = self.currentIndex()
        words = turn()
        if words:
            self._show_again(at)
            self.changed.emit(words)
        return words

    def add_people(self, people: Sequence[Trainee], ignored: tuple[str, ...]) -> None:
        """Put people behind the last row, as one step; who is there already is left out."""
        sheet = self.records.sheet
        known = set(sheet.numbers())
        rows = [row for row in people if row.id_number not in known]
        if rows:
            words = trn("import of {n} row", "import of {n} rows", len(rows))
            place = len(sheet.rows)
            self._step(lambda: sheet.insert(place, rows, words))
            self.go(place, RosterField.NAME)
            self.go_to_problem(1)
        self.said.emit(import_words(len(rows), len(people)))
        self.say_left_out(ignored)

    def _fill(
        self, places: list[int], cells: list[RosterField], source: Trainee, words: str
    ) -> None:
        if not self.records.editable or not places or not cells:
            return
        values = {cell.value: getattr(source, cell.value) for cell in cells}
        typed = {
            cell.value: source.unread[cell.value] for cell in cells if cell.value in source.unread
        }

        def edit(row: Trainee) -> Trainee:
            kept = {name: text for name, text in row.unread.items() if name not in values}
            return replace(row, **values, unread=kept | typed)

        if source is BLANK:
            # Clearing makes no rows.
            places = [place for place in places if place < len(self.records.sheet.rows)]
        self._step(lambda: self.records.sheet.change(places, words, edit))

    def _chosen(self) -> tuple[list[int], list[RosterField]]:
        indexes = self.selectedIndexes()
        places = sorted({index.row() for index in indexes})
        columns = sorted({index.column() for index in indexes} - {MARK})
        return places, [self.records.fields[column - 1] for column in columns]

    def _step(self, edit: Callable[[], object]) -> None:
        before = self.records.rowCount()
        at = self.currentIndex()
        edit()
        if self.records.rowCount() != before:
            self._show_again(at)
        else:
            self.records.repaint()
        self.changed.emit(self.records.sheet.undo_words)

    def _show_again(self, at: QModelIndex) -> None:
        """Show rows that have come or gone; the person stays in the cell where they were."""
        place, column = max(at.row(), 0), max(at.column(), 1)
        self.records.reset_rows()
        self._go_to(min(place, self.records.rowCount() - 1), column)

    def say_left_out(self, names: tuple[str, ...]) -> None:
        """Name the columns that have no place here: it stays in view until it is read."""
        if names:
            self.left_out.emit(left_out_words(names))

    def _typed(self) -> None:
        self.changed.emit(self.records.sheet.undo_words)

    def _typing(self, place: int, cell: RosterField, text: str) -> None:
        if not self.records.says_nothing(cell, text):
            self._half_typed = True
            self.typing.emit(self.records.sheet.rows_with(place, cell, text))

    def _move(self, step: int) -> None:
        index = self.currentIndex()
        column, row = index.column() + step, index.row()
        last = len(self.records.fields)
        if column > last:
            column, row = 1, row + 1
        elif column <= MARK:
            column, row = last, row - 1
        if 0 <= row < self.records.rowCount():
            self.setCurrentIndex(self.records.index(row, column))

    # Qt overrides

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        super().scrollTo(index, hint)
        bar = self.horizontalScrollBar()
        if index.column() <= NAME:
            # The real columns, not the picture of them.
            bar.setValue(0)
        elif bar.value() > 0:
            hidden = self.frozen.kept_width - self.visualRect(index).left()
            bar.setValue(bar.value() - max(hidden, 0))
            self._hide_rest_before(index.column())

    def _hide_rest_before(self, column: int) -> None:
        """Leave no half of a column beside the name: the end of a date reads like another."""
        heads, kept = self.horizontalHeader(), self.frozen.kept_width
        at = heads.logicalIndexAt(kept)
        left = heads.sectionViewportPosition(at)
        if NAME < at < column and left < kept:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + left + heads.sectionSize(at) - kept)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        if self._half_typed:
            # Taken or taken back with Esc: from now on the rows alone are what stands.
            self._half_typed = False
            self.typing.emit(self.records.sheet.rows)
        self.setFocus()
        if hint is QAbstractItemDelegate.EndEditHint.EditNextItem:
            self._move(1)
        elif hint is QAbstractItemDelegate.EndEditHint.EditPreviousItem:
            self._move(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        cell = self.visualRect(self.currentIndex())
        seen = QRect(QPoint(), event.oldSize()).contains(cell)
        super().resizeEvent(event)
        if seen:
            # A banner over the grid makes it lower: the row at work stays in view.
            self.scrollTo(self.currentIndex())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in _AWAY:
            self.turned_away.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_composing():
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif self.currentIndex().column() == MARK and event.text() in CHOICES:
            self.chosen.emit(int(event.text()))
        else:
            self._cell_key(event)

    def _cell_key(self, event: QKeyEvent) -> None:
        """Go on, clear or type: what keys do in a cell."""
        if moved_to_edge(self, event):
            return
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if (key in _ENTER and not control) or key == Qt.Key.Key_Tab:
            self._move(1)
        elif key == Qt.Key.Key_Backtab:
            self._move(-1)
        elif key == Qt.Key.Key_Delete and not control:
            self.clear_cells()
        elif control and key in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)
