"""The second step of an import: counts, what is wrong with the file, the grid, the current cell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from parkdesk.domain.imports import Change, Preview, Problem, Severity, Sheet
from parkdesk.gui.actions import button
from parkdesk.gui.imports.cell_texts import cell_text, placed_text
from parkdesk.gui.imports.grid import PreviewGrid
from parkdesk.gui.imports.grid_model import CHANGE_TONES, FIXED, GridModel, Index, Show
from parkdesk.gui.imports.outcome import problems_text
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.gui.imports.word_bar import WordBar, answers_to
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import label as word
from parkdesk.i18n import number_text, tr, trn

_NOTES_SHOWN = 4


class PreviewStep(QWidget):
    """What the file would change, and everything that has to be mended first.

    Signals:
        edited: a cell was typed anew: row number, field, text.
        explained: what a word of the list means in all its rows: field, word, text.
        dropped: rows are to be left out, or taken back: their numbers.
        undone: the last step is to be taken back.
        matching: somebody wants to say what the headings mean that were not read.
    """

    edited = Signal(int, str, str)
    explained = Signal(str, str, str)
    dropped = Signal(object)
    undone = Signal()
    matching = Signal()

    def __init__(self, spec: ImportSpec) -> None:
        super().__init__()
        self.model = GridModel(spec.columns, self)
        self.model.edited.connect(self.edited)
        self.grid = PreviewGrid(self.model)
        self.grid.dropped.connect(self.dropped)
        self._asked: Problem | None = None
        self._goes_on = False
        self.words = WordBar()
        self.words.chosen.connect(self._answer)
        self.words.left.connect(self.grid.setFocus)
        self.grid.asked.connect(self.words.begin)
        self.file = label("", "section")
        self._chips = {change: Chip() for change in Change}
        self._shows: dict[Show, QPushButton] = {}
        self.notes = Callout("", Tone.WARN)
        self.notes.hide()
        self.explanation = Callout("", Tone.NEUTRAL)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(SPACE * 2)
        outer.addLayout(self._head())
        outer.addLayout(self._filters())
        outer.addLayout(self._notes_row())
        outer.addWidget(self.grid, 1)
        outer.addWidget(self.explanation)
        outer.addWidget(self.words)
        self.grid.selectionModel().currentChanged.connect(lambda *_places: self.explain())

    def show_sheet(self, name: str, sheet: Sheet, preview: Preview) -> None:
        """Show a file that was just read, the problems first where there are any."""
        self.file.setText(tr("{file} · sheet “{sheet}”", file=name, sheet=sheet.name))
        faulty = any(one.severity is not Severity.HINT for one in preview.problems)
        in_rows = {row.number for row in sheet.rows}
        faulty = faulty and any(one.row in in_rows for one in preview.problems)
        self.model.show_only = Show.PROBLEMS if faulty else Show.ALL
        self._shows[self.model.show_only].setChecked(True)
        self.model.show_sheet(sheet, preview)
        self._count(sheet, preview, frozenset())
        self.undo_button.setEnabled(False)
        self.grid.fit_columns()
        if faulty:
            self.grid.go_to_problem(1)
        elif self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(0, FIXED))
        self.explain()

    def renew(
        self, sheet: Sheet, preview: Preview, left_out: frozenset[int], *, undoable: bool
    ) -> None:
        """Show what a step has changed."""
        self.model.renew(sheet, preview, left_out)
        self._count(sheet, preview, left_out)
        self.undo_button.setEnabled(undoable)
        if self._goes_on:
            self._goes_on = False
            self.grid.go_to_problem(1)
        self.explain()

    def explain(self) -> None:
        """Say what is wrong with the current cell, or what it would change."""
        index = self.grid.currentIndex()
        self._asked = None
        self.words.hide()
        if not index.isValid() or index.row() >= self.model.rowCount():
            self.explanation.hide()
            self.drop_button.setEnabled(False)
            return
        self.drop_button.setEnabled(True)
        left_out = self.model.is_left_out(index)
        self.drop_button.setText(tr("Take in again (Del)") if left_out else tr("Leave out (Del)"))
        self.explanation.show()
        problems = self.model.problems_at(index)
        difference = self.model.difference_at(index)
        column = self.model.column_at(index)
        if problems:
            stop = any(one.severity is Severity.STOP for one in problems)
            text = "\n".join(placed_text(one) for one in problems)
            self.explanation.say(text, Tone.BAD if stop else Tone.WARN)
            self._offer_words(index, problems[0])
        elif difference is not None and column is not None:
            old = cell_text(column, difference.old) or "—"
            new = cell_text(column, difference.new) or "—"
            text = tr("{column}: {old} becomes {new}", column=column.title, old=old, new=new)
            self.explanation.say(text, Tone.ACCENT)
        else:
            self.explanation.say(
                tr("This row is left out of the import; Del takes it in again.")
                if left_out
                else tr(
                    "F2 or typing: correct the cell here · Del: leave the row out · F8: next"
                    " problem · Shift+F8: the one before · Ctrl+Z: undo"
                ),
                Tone.NEUTRAL,
            )

    def _offer_words(self, index: Index, problem: Problem) -> None:
        """Offer to say once what a word means, where the column has words of its own."""
        column = self.model.column_at(index)
        words = answers_to(column, problem) if column is not None else ()
        if column is not None and words:
            self._asked = problem
            self.words.ask(column, problem.given, words, self.model.rows_with(problem))

    def _answer(self, text: str) -> None:
        if self._asked is None:
            return
        self._goes_on = True
        self.grid.setFocus()
        self.explained.emit(self._asked.field, self._asked.given, text)

    def offer_matching(self, offered: bool) -> None:  # noqa: FBT001
        """Offer to say what headings mean, or not: every heading of the file is clear."""
        self.match_button.setVisible(offered)

    def _notes_row(self) -> QHBoxLayout:
        self.match_button = button(tr("Match headings (Ctrl+M)"), self.matching.emit)
        self.match_button.setAutoDefault(False)
        self.match_button.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.notes, 1)
        row.addWidget(self.match_button, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self.file)
        row.addStretch()
        for chip in self._chips.values():
            row.addWidget(chip, alignment=Qt.AlignmentFlag.AlignVCenter)
        return row

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        group = QButtonGroup(self)
        for show in Show:
            made = QPushButton()
            made.setCheckable(True)
            made.setProperty("role", "segment")
            made.setAutoDefault(False)
            made.clicked.connect(lambda _checked=False, show=show: self._choose(show))
            group.addButton(made)
            self._shows[show] = made
            row.addWidget(made)
        row.addStretch()
        self.undo_button = button(tr("Undo (Ctrl+Z)"), self.undone.emit)
        self.drop_button = button(tr("Leave out (Del)"), self.grid.drop_selected)
        self.next_button = button(tr("Next problem (F8)"), lambda: self.grid.go_to_problem(1))
        for made in (self.undo_button, self.drop_button, self.next_button):
            made.setAutoDefault(False)
            row.addWidget(made)
        return row

    def _choose(self, show: Show) -> None:
        self.model.choose(show)
        if self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(0, FIXED))
        self.explain()

    def _count(self, sheet: Sheet, preview: Preview, left_out: frozenset[int]) -> None:
        for change, chip in self._chips.items():
            count = number_text(preview.count(change))
            chip.say(tr("{what} {count}", what=word(change), count=count), CHANGE_TONES[change])
        changes = preview.count(Change.NEW) + preview.count(Change.CHANGED)
        problems = preview.stops + preview.asks
        for show, text in (
            (Show.ALL, tr("All rows {count}", count=number_text(len(sheet.rows)))),
            (Show.PROBLEMS, problems_text(preview)),
            (Show.CHANGES, tr("New and changed {count}", count=number_text(changes))),
            (Show.LEFT_OUT, tr("Left out {count}", count=number_text(len(left_out)))),
        ):
            self._shows[show].setText(text)
        shown = self.model.show_only is Show.LEFT_OUT
        self._shows[Show.LEFT_OUT].setVisible(bool(left_out) or shown)
        self.next_button.setEnabled(problems > 0)
        self._show_notes(sheet, preview)

    def _show_notes(self, sheet: Sheet, preview: Preview) -> None:
        """Say what no cell of the grid can show: headings, lines left out."""
        rows = {row.number for row in sheet.rows}
        fields = {place.field for place in sheet.columns}
        outside = [
            one for one in preview.problems if one.row not in rows or one.field not in fields | {""}
        ]
        texts = [placed_text(one) for one in outside[:_NOTES_SHOWN]]
        if len(outside) > _NOTES_SHOWN:
            rest = len(outside) - _NOTES_SHOWN
            texts.append(trn("and {n} more like these", "and {n} more like these", rest))
        if sheet.ignored:
            separator = tr(", ")
            texts.append(tr("Not read: {names}", names=separator.join(sheet.ignored)))
        if sheet.blank_rows:
            texts.append(trn("{n} blank row left out", "{n} blank rows left out", sheet.blank_rows))
        self.notes.say("\n".join(texts), _tone_of(outside))
        self.notes.setVisible(bool(texts))


def _tone_of(problems: list[Problem]) -> Tone:
    return Tone.BAD if any(one.severity is Severity.STOP for one in problems) else Tone.NEUTRAL
