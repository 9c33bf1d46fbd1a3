"""The programmes: years, documents, figures with their marks, the park's own budget."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from parkdesk.domain.errors import NotFound
from parkdesk.domain.issued_documents import DocumentKind, DocumentRequest
from parkdesk.domain.money import major_units
from parkdesk.domain.paging import Sort
from parkdesk.domain.programmes import Figure, Mark, Programme, Requirement
from parkdesk.gui.actions import action_for
from parkdesk.gui.documents.dialog import DocumentDialog, open_document
from parkdesk.gui.programmes.budget_dialog import BudgetDialog
from parkdesk.gui.programmes.editor import ProgrammeEditor
from parkdesk.gui.programmes.form_headings import FormHeadings
from parkdesk.gui.programmes.print_dialog import ProgrammePrintDialog
from parkdesk.gui.programmes.step_dialogs import CopyDialog
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import (
    amount_text,
    date_text,
    label,
    money_text,
    number_text,
    tr,
    trn,
)
from parkdesk.i18n.claims import material_name, programme_title
from parkdesk.i18n.programme_rows import need_text
from parkdesk.i18n.programme_sources import source_text
from parkdesk.i18n.programmes import figure_name, figure_text, mark_text
from parkdesk.usecases.document_facts import programme_by_code
from parkdesk.usecases.programme_drafts import DraftKey, copy_programme, programme_draft
from parkdesk.usecases.programme_prints import programme_print
from parkdesk.usecases.programmes import (
    ProgrammeRow,
    list_programmes,
    open_programme,
    programme_detail,
    set_programme_budget,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

MARK_TONES = {
    Mark.DOCUMENT: Tone.GOOD,
    Mark.REPORT: Tone.GOOD,
    Mark.UNVERIFIED: Tone.WARN,
    Mark.DERIVED: Tone.WARN,
}


class ProgrammesPage(RegistryPage[ProgrammeRow]):
    """Every programme the park knows; one of them with all its figures at the right."""

    reads_quarter: ClassVar[bool] = False
    tables: ClassVar[frozenset[str]] = frozenset({"programme", "claim"})
    view_key: ClassVar[str] = "programmes"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._row: ProgrammeRow | None = None
        self.set_title(tr("Programmes"))
        self.say_count(lambda n: trn("{n} programme", "{n} programmes", n))
        self.as_at_note = tr(
            "Programmes whose notice had been issued by that day, in the edition of then, with the"
            " claims of its end; budget and opening have no days, they are today's."
        )
        self.set_list(_columns(), self._load, Sort("year", descending=True))
        make = partial(action_for, self, runner)
        self.budget = make(
            set_programme_budget, tr("Set the budget…"), self._ask_budget, key="F2", icon="money"
        )
        self.rules = make(
            programme_draft, tr("Rules and cases…"), self.open_rules, key="F4", icon="edit"
        )
        self.copy = make(
            copy_programme,
            tr("Copy for another year…"),
            self._copy,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        self.print = make(
            programme_print, tr("Print…"), self.open_print, key="Ctrl+P", icon="print"
        )
        self.account = make(
            programme_by_code,
            tr("Account…"),
            self.open_account,
            key="Ctrl+Shift+G",
            icon="report",
        )
        self.headings = FormHeadings(self, runner, shell.notify)
        for action in self.headings.keys:
            self.add_key(action)
        self._actions.addWidget(self.headings.button)
        self.add_action(self.account)
        self.add_action(self.print)
        self.add_action(self.copy)
        self.add_action(self.rules, primary=True)
        self.opening = make(open_programme, tr("Take no new claims"), self._open_or_close)
        self.panel = DetailPanel()
        self.overview = Facts()
        self.figures = QWidget()
        self.papers = QWidget()
        for widget in (self.figures, self.papers):
            QVBoxLayout(widget).setContentsMargins(0, 0, 0, 0)
        self.panel.add_tab(tr("Figures"), self.figures)
        self.panel.add_tab(tr("Overview"), self.overview)
        self.panel.add_tab(tr("Required papers"), self.papers)
        for action in (self.budget, self.opening):
            self.add_key(action)
            self.panel.add_foot(action)
        self.set_detail(self.panel, widths=(640, 480))
        self.table.opened.connect(lambda _row: self.rules.trigger())
        self._enable()

    def show_detail(self, record_id: int | None) -> None:
        """Load a programme into the panel."""
        if record_id is None:
            self._row = None
            self.panel.show_nothing()
            self._enable()
        else:
            request = self.runner.run(self, programme_detail, record_id, self.shell.on)
            request.done(self.of_day(self._show)).refused(self._gone)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ProgrammeRow]) -> object:
        asked = (sort, offset, limit, self.shell.on)
        return self.runner.run(self, list_programmes, *asked).done(arrived)

    def _gone(self, error: Exception) -> bool:
        # Not issued yet on the day in view: the list tells the same.
        if isinstance(error, NotFound):
            self.show_detail(None)
        return isinstance(error, NotFound)

    def _show(self, row: ProgrammeRow) -> None:
        if row.id != self.current_id():
            return
        self._row = row
        self._enable()
        programme = row.programme
        unconfirmed = programme.unconfirmed()
        chip = (tr("confirmed"), Tone.GOOD)
        if unconfirmed:
            text = trn("{n} to confirm", "{n} to confirm", unconfirmed)
            chip = (text, Tone.WARN)
        subtitle = programme.document or tr("template, no document")
        self.panel.show_title(programme_title(programme), subtitle, chip)
        self.overview.show_facts(_facts(row))
        _fill(self.figures, _figure_widgets(programme))
        _fill(self.papers, _paper_widgets(programme))
        self.opening.setText(
            tr("Take no new claims") if row.open_for_claims else tr("Take new claims")
        )

    def open_rules(self) -> ProgrammeEditor | None:
        """Open the rules of the programme in view: to be read, or written in a draft."""
        return None if self._row is None else self.open_editor(self._row.id)

    def open_editor(self, programme_id: int) -> ProgrammeEditor:
        """Open the rules of one edition."""
        editor = ProgrammeEditor(self.runner, self, programme_id, self.shell.today)
        editor.edition_begun.connect(self._edition_begun)
        editor.open()
        return editor

    def open_print(self) -> ProgrammePrintDialog | None:
        """Show the programme in view as it is printed."""
        if self._row is None:
            return None
        dialog = ProgrammePrintDialog(self.runner, self, self._row.id, self.shell.notify)
        dialog.open()
        return dialog

    def open_account(self) -> DocumentDialog | None:
        """Show the claims and the money of the programme in view as they would be issued."""
        if self._row is None:
            return None
        asked = DocumentRequest(DocumentKind.PROGRAMME, self._row.id)
        return open_document(self.runner, self, asked, self.shell.notify)

    def _copy(self) -> None:
        if self._row is not None:
            dialog = CopyDialog(self.runner, self, self._row.id, self._row.programme)
            dialog.saved.connect(self._draft_begun)
            dialog.open()

    def _draft_begun(self, key: DraftKey) -> None:
        self.show_record(key.id)
        self.open_editor(key.id)

    def _edition_begun(self, programme_id: int) -> None:
        editor = self.sender()
        if isinstance(editor, ProgrammeEditor):
            editor.accept()
        self.open_editor(programme_id)

    def _enable(self) -> None:
        """Allow what fits: no writing on a past day, no money for a draft."""
        row, today, can = self._row, self.shell.on is None, self.runner.can
        worded = row if today else None
        self.headings.follow(worded.id if worded else None, worded.programme if worded else None)
        self.rules.setEnabled(row is not None)
        self.print.setEnabled(row is not None)
        self.account.setEnabled(row is not None and not row.draft)
        self.copy.setEnabled(row is not None and can(copy_programme))
        released = row is not None and not row.draft and today
        self.budget.setEnabled(released and can(set_programme_budget))
        self.opening.setEnabled(released and can(open_programme))

    def _ask_budget(self) -> None:
        if self._row is not None:
            BudgetDialog(self.runner, self, self._row).open()

    def _open_or_close(self) -> None:
        row = self._row
        if row is not None:
            self.runner.run(
                self, open_programme, row.id, row.version, is_open=not row.open_for_claims
            )


def _columns() -> tuple[Column[ProgrammeRow], ...]:
    return (
        Column(
            tr("Year"),
            lambda row: str(row.programme.year),
            sort="year",
            width=64,
            yields=5,
        ),
        Column(
            tr("Programme"),
            lambda row: programme_title(row.programme),
            sort="title",
            # Two of one year are told apart by the ends of their names: marks wait for that room.
            width=350,
            grows=True,
        ),
        Column(
            tr("Document number"),
            lambda row: row.programme.document or "—",
            sort="document",
            width=118,
            muted=True,
            yields=4,
        ),
        Column(
            tr("Standing"),
            lambda row: _marks(row.programme),
            tone=lambda row: Tone.WARN if row.programme.unconfirmed() else Tone.GOOD,
            width=118,
            key="sources",
            yields=1,
        ),
        Column(
            tr("Claims"),
            lambda row: number_text(row.claims),
            sort="claims",
            numeric=True,
            width=72,
            value=lambda row: row.claims,
            yields=3,
        ),
        Column(
            tr("Budget left ¥"),
            lambda row: (
                "—" if row.budget.left_cents is None else amount_text(row.budget.left_cents)
            ),
            sort="budget",
            numeric=True,
            width=140,
            value=lambda row: (
                None if row.budget.left_cents is None else major_units(row.budget.left_cents)
            ),
            yields=2,
        ),
        Column(
            tr("New claims"),
            _opening_text,
            tone=_opening_tone,
            width=90,
            key="open",
        ),
    )


def _opening_text(row: ProgrammeRow) -> str:
    if row.draft:
        return tr("Draft")
    return tr("Accepting") if row.open_for_claims else tr("Not accepting")


def _opening_tone(row: ProgrammeRow) -> Tone:
    if row.draft:
        return Tone.WARN
    return Tone.GOOD if row.open_for_claims else Tone.NEUTRAL


def _marks(programme: Programme) -> str:
    count = programme.unconfirmed()
    return trn("{n} to confirm", "{n} to confirm", count) if count else tr("confirmed")


def _facts(row: ProgrammeRow) -> list[tuple[str, str]]:
    programme, budget = row.programme, row.budget
    return [
        (tr("Document number"), programme.document),
        (tr("Notice issued on"), date_text(programme.issued_on)),
        (tr("Level"), label(programme.level)),
        (tr("Edition"), str(programme.version)),
        (tr("Budget"), money_text(budget.total_cents)),
        (tr("Approved so far"), money_text(budget.committed_cents)),
        (tr("Under review"), money_text(budget.pending_cents)),
        (tr("Budget left"), money_text(budget.left_cents)),
        (tr("Claims"), number_text(row.claims)),
    ]


def _figure_widgets(programme: Programme) -> list[QWidget]:
    shown = QWidget()
    grid = QGridLayout(shown)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE * 3)
    grid.setVerticalSpacing(SPACE * 2)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    for place, (key, figure) in enumerate(programme.figures()):
        grid.addWidget(text_label(figure_name(key), "label", wrap=True), place, 0)
        value = text_label(figure_text(key, figure), "", wrap=True, selectable=True)
        value.setToolTip(_source_text(figure, programme))
        grid.addWidget(value, place, 1)
        chip = Chip(mark_text(figure), MARK_TONES[figure.mark])
        chip.setToolTip(_source_text(figure, programme))
        grid.addWidget(chip, place, 2)
    if not programme.template:
        return [shown]
    text = tr(
        "A template: compare every figure with this year's own notice before it is relied on."
    )
    return [Callout(text, Tone.WARN), shown]


def _source_text(figure: Figure[Any], programme: Programme) -> str:
    document = figure.document or programme.document or tr("no document")
    parts = [document, figure.clause, label(figure.mark), source_text(figure.source)]
    return " · ".join(part for part in parts if part)


def _paper_widgets(programme: Programme) -> list[QWidget]:
    widgets: list[QWidget] = []
    for kind in programme.kinds:
        widgets.append(SectionHeader(label(kind)))
        for material in programme.materials_for(kind):
            name = material_name(material)
            if material.per_person:
                name = tr("{paper} (for each person)", paper=name)
            if material.requirement is Requirement.CONDITIONAL:
                name = tr("{paper}: {condition}", paper=name, condition=need_text(material))
            if not material.mark.confirmed:
                name = tr("{text} (to be confirmed)", text=name)
            shown = text_label(name, "", wrap=True)
            shown.setToolTip(label(material.mark))
            widgets.append(shown)
    return widgets


def _fill(holder: QWidget, widgets: list[QWidget]) -> None:
    box = holder.layout()
    assert isinstance(box, QVBoxLayout)
    while box.count():
        item = box.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for widget in widgets:
        box.addWidget(widget)
