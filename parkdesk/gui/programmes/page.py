"""The programmes: years, documents, figures with their marks, the park's own budget."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.errors import NotFound
from parkdesk.domain.money import major_units
from parkdesk.domain.paging import Sort
from parkdesk.domain.programmes import Figure, Mark, Programme
from parkdesk.gui.actions import action_for
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Request, Runner
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

    tables: ClassVar[frozenset[str]] = frozenset({"programme", "claim"})
    view_key: ClassVar[str] = "programmes"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._row: ProgrammeRow | None = None
        self.set_title(tr("Programmes"))
        self.as_at_note = tr(
            "Programmes whose notice had been issued by that day, in the edition of then, with the"
            " claims of its end; budget and opening have no days, they are today's."
        )
        self.set_list(_columns(), self._load, Sort("year", descending=True))
        make = partial(action_for, self, runner)
        self.budget = make(
            set_programme_budget, tr("Set the budget…"), self._ask_budget, key="F2", icon="money"
        )
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
        self.table.opened.connect(lambda _row: self.budget.trigger())

    def show_detail(self, record_id: int | None) -> None:
        """Load a programme into the panel."""
        if record_id is None:
            self._row = None
            self.panel.show_nothing()
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
        # What stood on a past day is no ground to write today.
        for action, use_case in (
            (self.budget, set_programme_budget),
            (self.opening, open_programme),
        ):
            action.setEnabled(self.shell.on is None and self.runner.can(use_case))
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

    def _ask_budget(self) -> None:
        if self._row is not None:
            BudgetDialog(self.runner, self, self._row).open()

    def _open_or_close(self) -> None:
        row = self._row
        if row is not None:
            self.runner.run(
                self, open_programme, row.id, row.version, is_open=not row.open_for_claims
            )


class BudgetDialog(FormDialog):
    """The park's own budget of a programme."""

    def __init__(self, runner: Runner, parent: QWidget, row: ProgrammeRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Budget: {programme}", programme=programme_title(row.programme)),
            intro=tr(
                "No approval can go beyond it. Leave it empty while the park does not know it."
            ),
        )
        self._row = row
        self.wide(Facts([(tr("Approved so far"), money_text(row.budget.committed_cents))]))
        self.total = self.money("total_cents", tr("Budget"))
        self.total.set_value(row.budget.total_cents)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the budget."""
        row = self._row
        return self.runner.run(self, set_programme_budget, row.id, row.version, self.total.value())


def figure_name(key: str) -> str:
    """Return what a figure of a programme is called."""
    return {
        "window": tr("Supported window"),
        "turnover": tr("Turnover a year, at least"),
        "offshore": tr("Offshore share, at least"),
        "offshore-above": tr("Offshore share, more than"),
        "graduates": tr("Staff with junior college or more, at least"),
        "clean-years": tr("Years without violations"),
        "cap-enterprise": tr("Enterprise, per new hire, at most"),
        "cap-institution": tr("Institution, per trainee, at most"),
        "local-match": tr("Local money for each yuan of the state's"),
        "allotment": tr("Released for the whole programme"),
        "contract-months": tr("Labour contract, at least"),
        "counting": tr("Counting of its months"),
        "degree": tr("Degree, at least"),
        "outsourcing-work": tr("Does outsourcing work"),
        "assessment-enterprise": tr("Assessment asked of new hires"),
        "assessment-institution": tr("Assessment asked of trainees"),
        "pass-score": tr("Pass mark"),
        "retirement-age": tr("Age that is looked at"),
        "repeat": tr("How often for one person"),
        "certification-items": tr("Certificates of one enterprise a year, at most"),
        "certification-cap": tr("For one certificate, at most"),
        "certification-kinds": tr("Certificates named"),
    }[key]


_MONEY = frozenset({"cap-enterprise", "cap-institution", "allotment", "certification-cap"})
_SHARES = frozenset({"offshore", "offshore-above", "graduates"})


def figure_text(key: str, figure: Figure[Any]) -> str:
    """Return a figure's value in words, with its unit."""
    value = figure.value
    if isinstance(value, DateRange):
        return tr("{first} to {last}", first=date_text(value.first), last=date_text(value.last))
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return _count_text(key, value) if isinstance(value, int) else label(value)


def _count_text(key: str, value: int) -> str:
    if key in _MONEY:
        return money_text(value)
    if key in _SHARES:
        return f"{value / 10:g} %"
    units = {
        "turnover": lambda: tr("US$ {amount}", amount=amount_text(value)),
        "local-match": lambda: f"{value / 1000:g} : 1",
        "contract-months": lambda: trn("{n} month", "{n} months", value),
    }
    return units.get(key, lambda: number_text(value))()


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
            width=224,
            grows=True,
        ),
        Column(
            tr("Document"),
            lambda row: row.programme.document or "—",
            sort="document",
            width=118,
            muted=True,
            yields=4,
        ),
        Column(
            tr("Sources"),
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
            lambda row: tr("open") if row.open_for_claims else tr("closed"),
            tone=lambda row: Tone.GOOD if row.open_for_claims else Tone.NEUTRAL,
            width=90,
            key="open",
        ),
    )


def _marks(programme: Programme) -> str:
    count = programme.unconfirmed()
    return trn("{n} to confirm", "{n} to confirm", count) if count else tr("confirmed")


def _facts(row: ProgrammeRow) -> list[tuple[str, str]]:
    programme, budget = row.programme, row.budget
    return [
        (tr("Document"), programme.document),
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
        chip = Chip(_mark_text(figure), MARK_TONES[figure.mark])
        chip.setToolTip(_source_text(figure, programme))
        grid.addWidget(chip, place, 2)
    if not programme.template:
        return [shown]
    text = tr(
        "A template: compare every figure with this year's own notice before it is relied on."
    )
    return [Callout(text, Tone.WARN), shown]


def _mark_text(figure: Figure[Any]) -> str:
    return tr("confirmed") if figure.confirmed else tr("to be confirmed")


def _source_text(figure: Figure[Any], programme: Programme) -> str:
    document = figure.document or programme.document or tr("no document")
    parts = [document, figure.clause, label(figure.mark), figure.source]
    return " · ".join(part for part in parts if part)


def _paper_widgets(programme: Programme) -> list[QWidget]:
    widgets: list[QWidget] = []
    for track in programme.assessment:
        widgets.append(SectionHeader(label(track)))
        for material in programme.materials_for(track):
            name = material_name(material)
            if material.per_person:
                name = tr("{paper} (for each person)", paper=name)
            mark = "✓" if material.mark.confirmed else "?"
            shown = text_label(f"{mark} {name}", "", wrap=True)
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
