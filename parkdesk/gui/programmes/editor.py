"""The editor of a programme: figures, clauses, papers, test cases and who had a hand in it.

A released edition is shown in the same lists and cannot be changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QTabWidget, QVBoxLayout, QWidget

from parkdesk.domain.programme_editing import without_part
from parkdesk.domain.programmes import Programme
from parkdesk.gui.actions import ActionButton, action_for, button
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.programmes import editor_forms as forms
from parkdesk.gui.programmes.columns import (
    CaseRow,
    case_columns,
    case_rows,
    clause_columns,
    figure_columns,
    paper_columns,
    step_columns,
    step_rows,
)
from parkdesk.gui.programmes.editor_words import (
    origin_text,
    reasoning_text,
    state_chip,
    without_figure,
)
from parkdesk.gui.programmes.step_dialogs import HeadDialog, ReleaseDialog
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr, trn
from parkdesk.i18n.claims import programme_title
from parkdesk.i18n.programme_rows import (
    FigureRow,
    PartRow,
    clause_lines,
    figure_rows,
    paper_lines,
)
from parkdesk.usecases.programme_drafts import (
    ProgrammeDraft,
    begin_edition,
    discard_draft,
    programme_draft,
    release_programme,
    save_programme,
)

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

FIRST = QSize(1180, 760)
FIGURES, CLAUSES, PAPERS, CASES, HISTORY = range(5)
_HOLDERS = {CLAUSES: "clauses", PAPERS: "materials", CASES: "cases"}


class ProgrammeEditor(QDialog):
    """One edition of a programme.

    Signals:
        edition_begun: the id of a new edition of this programme.
    """

    edition_begun = Signal(int)

    def __init__(self, runner: Runner, parent: QWidget, programme_id: int, today: dt.date) -> None:
        super().__init__(parent)
        self.runner = runner
        self.draft: ProgrammeDraft | None = None
        self._lessened: Programme | None = None
        self._programme_id = programme_id
        self._today = today
        self.setWindowTitle(tr("Programme"))
        self.banner = Banner()
        self.heading = label("", "title")
        self.chip = Chip()
        self.said = label("", "muted", wrap=True, selectable=True)
        self._make_tables()
        self._make_actions()
        self._lay_out()
        runner.changed.connect(self._committed)
        self._enable()
        self.load()

    def load(self) -> None:
        """Fetch the edition again."""
        request = self.runner.run(self, programme_draft, self._programme_id)
        request.done(self._show)

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over the lists; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def shown_figures(self) -> tuple[FigureRow, ...]:
        """Return the lines of the figures, in their order."""
        return figure_rows(self.draft.programme) if self.draft is not None else ()

    # What can be done

    def edit_current(self) -> None:
        """Open the form of the line in view."""
        draft = self._editable()
        if draft is None:
            return
        if self.tabs.currentIndex() == FIGURES:
            figure = self.figures.current()
            form = None if figure is None else forms.of_figure(self, draft, figure, self._today)
        else:
            row = self._part_row()
            form = None if row is None else self._part_form(draft, row.place)
        if form is not None:
            form.open()

    def add_part(self) -> None:
        """Open the form of a new line; where there are several kinds of it, ask which."""
        draft = self._editable()
        if draft is None:
            return
        if self.tabs.currentIndex() in {CLAUSES, PAPERS}:
            self._part_form(draft, forms.NEW).open()
        else:
            corner = self.add_button.rect().bottomLeft()
            self.choices_to_add().popup(self.add_button.mapToGlobal(corner))

    def choices_to_add(self) -> QMenu:
        """Return the menu of what can be added where there are several kinds of it."""
        menu = QMenu(self)
        draft = self._editable()
        if draft is not None:
            cases = self.tabs.currentIndex() == CASES
            for text, make in (forms.new_cases if cases else forms.new_figures)(self, draft):
                menu.addAction(text, partial(_open_made, make))
        return menu

    def _part_form(self, draft: ProgrammeDraft, place: int) -> FormDialog:
        makes = {CLAUSES: forms.of_clause, PAPERS: forms.of_paper, CASES: forms.of_case}
        return makes[self.tabs.currentIndex()](self, draft, place)

    def remove_current(self) -> None:
        """Take the line in view out; a single figure is then not known."""
        draft = self._editable()
        if draft is not None:
            changed = self._without_current(draft.programme)
            if changed is not None:
                request = self.runner.run(self, save_programme, draft.id, draft.version, changed)
                request.done(lambda _key: self._offer_back(draft.programme, changed))

    def _offer_back(self, before: Programme, after: Programme) -> None:
        self._lessened = after
        offer = (tr("Undo"), partial(self.bring_back, before))
        self.banner.show_text(tr("Taken out."), Tone.NEUTRAL, offers=(offer,))

    def bring_back(self, before: Programme) -> None:
        """Keep the draft again as it was before a line was taken out."""
        draft = self._editable()
        if draft is not None:
            self.runner.run(self, save_programme, draft.id, draft.version, before)

    def _without_current(self, programme: Programme) -> Programme | None:
        place = self.tabs.currentIndex()
        if place == FIGURES:
            row = self.figures.current()
            return None if row is None else without_figure(programme, row)
        holder = _HOLDERS.get(place)
        found = self._part_row()
        if holder is None or found is None:
            return None
        return without_part(programme, holder, found.place)

    def _part_row(self) -> PartRow | CaseRow | None:
        place = self.tabs.currentIndex()
        row: PartRow | CaseRow | None = None
        if place == CASES:
            row = self.cases.current()
        elif place in {CLAUSES, PAPERS}:
            row = (self.clauses if place == CLAUSES else self.papers).current()
        # After a line was taken out the list may still show it for a moment.
        parts = getattr(self.draft.programme, _HOLDERS[place]) if self.draft and row else ()
        return row if row is not None and row.place < len(parts) else None

    def _editable(self) -> ProgrammeDraft | None:
        draft = self.draft
        return draft if draft is not None and draft.draft else None

    def _edit_head(self) -> None:
        draft = self._editable()
        if draft is not None:
            HeadDialog(self.runner, self, draft, self._today).open()

    def _release(self) -> None:
        draft = self._editable()
        if draft is not None:
            ReleaseDialog(self.runner, self, draft).open()

    def _begin_edition(self) -> None:
        request = self.runner.run(self, begin_edition, self._programme_id)
        request.done(lambda key: self.edition_begun.emit(key.id))

    def _discard(self) -> None:
        draft = self._editable()
        if draft is None:
            return
        text = tr("Throw this draft away? The trail keeps what was in it.")
        self.banner.show_text(text, Tone.WARN, offers=((tr("Discard draft"), self.discard),))

    def discard(self) -> None:
        """Throw the draft away."""
        draft = self._editable()
        if draft is not None:
            request = self.runner.run(self, discard_draft, draft.id, draft.version)
            request.done(lambda _nothing: self.accept())

    # Showing

    def _show(self, draft: ProgrammeDraft) -> None:
        self.draft = draft
        programme = draft.programme
        if self._lessened is not None and self._lessened != programme:
            # What was changed since must not be undone with it.
            self._lessened = None
            self.banner.dismiss()
        self.heading.setText(programme_title(programme))
        self.chip.say(*state_chip(draft))
        self.figures.show_rows(figure_rows(programme), keep_place=True)
        self.clauses.show_rows(clause_lines(programme), keep_place=True)
        self.papers.show_rows(paper_lines(programme), keep_place=True)
        self.cases.show_rows(case_rows(draft.results), keep_place=True)
        self.history.show_rows(step_rows(draft.steps), keep_place=True)
        self._name_tabs(draft)
        self._enable()

    def _name_tabs(self, draft: ProgrammeDraft) -> None:
        unconfirmed = draft.programme.unconfirmed()
        failed = sum(not result.passed for result in draft.results)
        names = {
            FIGURES: trn("Figures · {n} to confirm", "Figures · {n} to confirm", unconfirmed)
            if unconfirmed
            else tr("Figures"),
            CASES: trn("Test cases · {n} fails", "Test cases · {n} fail", failed)
            if failed
            else tr("Test cases"),
        }
        for place, name in names.items():
            self.tabs.setTabText(place, name)

    def _enable(self) -> None:
        draft, place = self.draft, self.tabs.currentIndex()
        writing = self._editable() is not None and self.runner.can(save_programme)
        for action in (self.edit, self.remove, self.add, self.head, self.throw):
            action.setVisible(writing)
        row = self.figures.current() if place == FIGURES else self._part_row()
        self.edit.setEnabled(writing and row is not None)
        self.remove.setEnabled(writing and row is not None)
        self.add.setEnabled(writing and place != HISTORY)
        self.release.setVisible(self._editable() is not None and self.runner.can(release_programme))
        self.release.setEnabled(draft is not None and not draft.own)
        self.edition.setVisible(
            draft is not None and not draft.draft and self.runner.can(begin_edition)
        )
        self._say()

    def _say(self) -> None:
        """Show the line in view in full: source, wording, or the reasoning of a case."""
        draft, place = self.draft, self.tabs.currentIndex()
        if draft is None:
            return
        if place == CASES:
            self.said.setText(self._reasoning(draft))
        elif place == FIGURES:
            row = self.figures.current()
            self.said.setText("" if row is None else origin_text(row))
        else:
            part = self._part_row()
            self.said.setText(part.said if isinstance(part, PartRow) else "")

    def _reasoning(self, draft: ProgrammeDraft) -> str:
        row = self.cases.current()
        if row is None:
            return ""
        return "\n".join(
            reasoning_text(line, draft) for line in row.result.lines if line.code != "id-right"
        )

    def _committed(self, touched: frozenset[str]) -> None:
        if "programme" in touched and self.isVisible():
            self.load()

    # Laying out

    def _make_tables(self) -> None:
        self.figures: RowsTable[FigureRow] = RowsTable("programme-figures", figure_columns(), {})
        self.clauses: RowsTable[PartRow] = RowsTable("programme-clauses", clause_columns(), {})
        self.papers: RowsTable[PartRow] = RowsTable("programme-papers", paper_columns(), {})
        self.cases: RowsTable[CaseRow] = RowsTable("programme-cases", case_columns(), {})
        self.history = RowsTable("programme-history", step_columns(), {})
        for table in (self.figures, self.clauses, self.papers, self.cases):
            table.opened.connect(lambda _row: self.edit.trigger())
            table.row_changed.connect(lambda _row: self._enable())

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(save_programme, tr("Edit"), self.edit_current, key="F2", icon="edit")
        self.add = make(save_programme, tr("Add…"), self.add_part, key="Ctrl+N", icon="plus")
        self.remove = make(save_programme, tr("Take out"), self.remove_current, key="Del")
        self.head = make(save_programme, tr("Title and document…"), self._edit_head, key="Shift+F2")
        self.throw = make(discard_draft, tr("Discard draft…"), self._discard)
        self.edition = make(begin_edition, tr("Correct in a new edition"), self._begin_edition)
        self.release = make(release_programme, tr("Release…"), self._release, icon="check")

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        head = QHBoxLayout()
        head.setSpacing(SPACE * 3)
        head.addWidget(self.heading)
        head.addWidget(self.chip)
        head.addStretch()
        box.addLayout(head)
        box.addWidget(self.banner)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for table, name in (
            (self.figures, tr("Figures")),
            (self.clauses, tr("Clauses")),
            (self.papers, tr("Required papers")),
            (self.cases, tr("Test cases")),
            (self.history, tr("History")),
        ):
            self.tabs.addTab(table, name)
        self.tabs.currentChanged.connect(lambda _place: self._enable())
        box.addWidget(self.tabs, 1)
        self.said.setMinimumHeight(SPACE * 9)
        box.addWidget(self.said)
        box.addLayout(self._foot())
        QShortcut(sequence("Ctrl+W"), self).activated.connect(self.accept)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        self.add_button = ActionButton(self.add, key_shown=True)
        foot.addWidget(ActionButton(self.edit, key_shown=True))
        foot.addWidget(self.add_button)
        for action in (self.remove, self.head, self.throw, self.edition):
            foot.addWidget(ActionButton(action))
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.accept))
        foot.addWidget(ActionButton(self.release, primary=True))
        return foot

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size() - QSize(SPACE * 8, SPACE * 8)
            self.resize(FIRST.boundedTo(room))
        self.figures.setFocus()


def _open_made(make: Callable[[], FormDialog]) -> None:
    make().open()
