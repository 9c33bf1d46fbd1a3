"""The quarter: figures on top, every enterprise below, one of them at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from PySide6.QtCore import Qt

from parkdesk.domain.closing import OF_ENTERPRISES, CheckCode, Restatement
from parkdesk.domain.paging import Sort
from parkdesk.domain.statistics import NOT_FILED, FillState
from parkdesk.excel.statistics import QUARTER_COLUMNS, RETURN_COLUMNS
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.following import go_on_with_first
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.statistics.cards import FigureCards
from parkdesk.gui.statistics.closed_quarter import ClosedQuarter
from parkdesk.gui.statistics.columns import quarter_columns
from parkdesk.gui.statistics.definitions import DefinesFigures, open_definitions
from parkdesk.gui.statistics.dialog import ReturnDialog
from parkdesk.gui.statistics.importing import return_import
from parkdesk.gui.statistics.overdue_dialog import OverdueDialog
from parkdesk.gui.statistics.panel import QuarterPanel
from parkdesk.gui.statistics.take_back_dialog import ask_delete
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, quarter_text, tr, trn
from parkdesk.usecases.quarter_lists import QuarterFilter, list_quarter
from parkdesk.usecases.return_entry import ReturnToEnter, return_to_enter
from parkdesk.usecases.return_forms import return_forms
from parkdesk.usecases.return_imports import import_returns
from parkdesk.usecases.returns import delete_return, return_corrections, save_return
from parkdesk.usecases.statistics import (
    PastQuarter,
    QuarterFigures,
    QuarterRow,
    past_quarters,
    quarter_figures,
    quarter_row,
)
from parkdesk.usecases.statistics_exports import listed_quarter

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

_PAST = 8
_PERIODS = {
    "signed_usd_cents": "signed",
    "executed_usd_cents": "executed",
    "executed_offshore_usd_cents": "executed",
}


@runtime_checkable
class ShowsPeriod(Protocol):
    """A page that can show the contracts under a figure."""

    def show_period(self, what: str, enterprise: str = "") -> None:
        """Show what was signed or executed in the quarter in view."""


class StatisticsPage(RegistryPage[QuarterRow]):
    """The quarter in view of the window; every figure opens its rows."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "contract",
            "contract_execution",
            "enterprise",
            "quarter_return",
            "reopening",
            "return_correction",
            "snapshot",
        }
    )
    view_key: ClassVar[str] = "statistics"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._row: QuarterRow | None = None
        self.closed = ClosedQuarter(self)
        self.as_at_note = tr(
            "What was signed, executed and handed in by that day, in the quarter in view and in"
            " those it is compared with. A return corrected since shows the corrected figures."
        )
        self.cards = FigureCards(self._open_figure)
        self._help = DefinesFigures(self, self.explain)
        for name, card in self.cards.cards.items():
            self._help.watch(card, partial(str, name))
        self.body.insertWidget(0, self.cards)
        self._name_quarter()
        self._make_actions()
        self.fill = self.add_choice(
            tr("All return states"),
            [(NOT_FILED, tr("Not handed in")), *((one, label(one)) for one in FillState)],
            key="fill",
        )
        self.found = self.add_choice(
            tr("All check results"),
            [(one, label(one)) for one in OF_ENTERPRISES],
            key="check",
        )
        self.search = self.add_search(tr("Enterprise"))
        self.end_filters()
        self.set_list(quarter_columns(), self._load, Sort("enterprise"))
        self._help.watch(self.table, self._column_in_view)
        self._say_what_is_missing()
        self.panel = QuarterPanel()
        for action in (self.enter, self.rows):
            self.panel.add_foot(action, key_shown=True)
        self.panel.add_seldom(self.delete, self.form_of_one, self.forms)
        self.set_detail(self.panel, widths=(790, 400))
        self.table.opened.connect(lambda _row: self.enter.trigger())
        shell.quarter_changed.connect(self._quarter_changed)
        self._enable()
        self._load_figures()

    def _not_begun(self) -> bool:
        """Whether the quarter in view lies after the day as at which it is read."""
        return self.shell.on is not None and self.shell.on < self.shell.quarter.first

    def _say_what_is_missing(self) -> None:
        text = tr("Register enterprises first, or choose another quarter at the top.")
        if self._not_begun():
            text = tr("The quarter had not begun on that day: choose an earlier one at the top.")
        self.set_empty(tr("No enterprise in this quarter"), text, icon="statistics")

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.enter: PageAction = make(
            save_return, tr("Enter return"), self._open_return, key="F2", icon="edit"
        )
        self.delete = make(delete_return, tr("Delete"), self._ask_delete)
        self.rows = PageAction(self, tr("Contracts"), self._open_contracts, key="F4")
        self.add_key(self.rows)
        self.add_key(self.delete)
        self.export = make(
            listed_quarter,
            tr("Export"),
            self._ask_export,
            key="Ctrl+Shift+E",
            icon="export",
        )
        self.import_list = make(
            import_returns,
            tr("Import Excel"),
            self.open_import,
            key="Ctrl+Shift+I",
            icon="import",
        )
        self.calling = PageAction(
            self, tr("To call about…"), self.open_overdue, key="Ctrl+Shift+O", icon="people"
        )
        self.periods = PageAction(
            self,
            tr("Months and years…"),
            lambda: self.shell.open_page("returns"),
            key="Ctrl+Shift+M",
            icon="calendar",
        )
        self.explaining = PageAction(
            self, tr("What the figures mean…"), self.explain, key="Ctrl+Alt+D"
        )
        self.form_of_one = make(
            return_forms, tr("Form of this enterprise…"), self.save_form, key="Ctrl+Shift+T"
        )
        self.forms = make(
            return_forms, tr("Forms of all not handed in…"), self.save_forms, key="Ctrl+Alt+T"
        )
        for action in (self.explaining, self.form_of_one, self.forms):
            self.add_key(action)
        self.add_action(self.periods)
        self.add_action(self.calling)
        self.add_action(self.import_list)
        self.add_action(self.export)
        self.add_action(self.enter, primary=True, key_shown=True)

    def show_detail(self, record_id: int | None) -> None:
        """Load an enterprise's quarter into the panel."""
        if record_id is None:
            self._row = None
            self.panel.show_nothing()
            self._enable()
            return
        quarter, on = self.shell.quarter, self.shell.on
        request = self.runner.run(self, quarter_row, record_id, quarter, on)
        request.done(self.of_day(self._show))
        past = self.runner.run(self, past_quarters, record_id, quarter, _PAST, on)
        past.done(self.of_day(partial(self._show_past, record_id)))
        told = self.runner.run(self, return_corrections, record_id, quarter)
        told.done(self.of_day(partial(self._show_corrections, record_id)))

    def refresh(self) -> None:
        """Fetch rows, figures and the panel again."""
        super().refresh()
        self._load_figures()

    def blank(self) -> None:
        """Empty rows, detail and figures: they are another day's."""
        super().blank()
        self._name_quarter()
        self._say_what_is_missing()
        self.cards.blank()
        self.banner.dismiss()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[QuarterRow]) -> object:
        fill = self.fill.value()
        criteria = QuarterFilter(
            self.shell.quarter,
            self.search.words(),
            FillState(fill) if fill not in {None, NOT_FILED} else None,
            not_filed=fill == NOT_FILED,
            check=self.found.value(),
            on=self.shell.on,
        )
        request = self.runner.run(self, list_quarter, criteria, sort, offset, limit)
        return request.done(arrived)

    def _load_figures(self) -> None:
        request = self.runner.run(self, quarter_figures, self.shell.quarter, self.shell.on)
        request.done(self.of_day(self._show_figures))
        self.closed.ask()

    def _show_figures(self, figures: QuarterFigures) -> None:
        if figures.quarter != self.shell.quarter or self._not_begun():
            return
        self.closed.show_live(figures)
        if figures.totals.unconverted:
            self.banner.show_text(
                trn(
                    "{n} amount waits for the rate of its month: the figures below are not"
                    " complete.",
                    "{n} amounts wait for the rate of their month: the figures below are not"
                    " complete.",
                    figures.totals.unconverted,
                ),
                Tone.WARN,
                offers=((tr("Show them"), lambda: self._open_period("to-do")),),
            )

    def _name_quarter(self) -> None:
        self.set_title(tr("Quarterly statistics"), quarter_text(self.shell.quarter))

    def _quarter_changed(self, _quarter: object) -> None:
        self.banner.dismiss()
        self._name_quarter()
        self._say_what_is_missing()
        self.cards.blank()
        self.reload()
        self._load_figures()
        self.show_detail(self.current_id())

    def _show(self, row: QuarterRow) -> None:
        if row.id == self.current_id():
            self._row = row
            self.panel.show_row(row, self.shell.quarter)
            self._enable()

    def _column_in_view(self) -> str:
        """Return the key of the column that the keyboard is in."""
        shown = self.table.layout_of_columns.of_list()
        place = self.table.currentIndex().column()
        return shown[place].key or shown[place].sort or "" if 0 <= place < len(shown) else ""

    def _show_corrections(self, enterprise_id: int, told: tuple[Restatement, ...]) -> None:
        if enterprise_id == self.current_id():
            self.panel.show_corrections(told)

    def _show_past(self, enterprise_id: int, past: tuple[PastQuarter, ...]) -> None:
        if enterprise_id == self.current_id():
            self.panel.show_past(past)

    def _enable(self) -> None:
        row = self._row
        # What was known on a past day is no ground to write today.
        today = self.shell.on is None
        self.enter.setEnabled(today and row is not None and self.runner.can(save_return))
        self.rows.setEnabled(row is not None)
        self.form_of_one.setEnabled(row is not None)
        entered = row is not None and row.entered is not None
        self.delete.setEnabled(today and entered and self.runner.can(delete_return))

    def show_check(self, check: CheckCode) -> None:
        """Show the enterprises that a check before the closing found, and only them."""
        self.clear_filters()
        if self.found.offers(check):
            self.found.set_value(check)

    def explain(self, name: str = "") -> None:
        """Say what the figures mean, that of `name` first."""
        open_definitions(self.runner, self, self.shell.quarter, name)

    def form_spec(self, row: QuarterRow | None = None) -> Export:
        """Return what the forms of the quarter are: those not handed in, or one enterprise's."""
        quarter = self.shell.quarter
        title = tr("Quarterly return form {quarter}", quarter=str(quarter))
        args: tuple[object, ...] = (quarter,)
        if row is not None:
            title, args = f"{title} {row.enterprise}", (quarter, row.id)
        return Export(title, RETURN_COLUMNS, return_forms, args)

    def save_form(self) -> None:
        """Ask where the form of the enterprise in view goes."""
        if self._row is not None:
            ask_export(self, self.form_spec(self._row))

    def save_forms(self) -> None:
        """Ask where the forms of all that have not handed in go, in one workbook."""
        ask_export(self, self.form_spec())

    def open_overdue(self) -> OverdueDialog:
        """Open the list of whom to call."""
        dialog = OverdueDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    # Rows of a figure

    def _open_figure(self, name: str) -> None:
        if name in _PERIODS:
            self._open_period(_PERIODS[name])
        elif name == "returns":
            self.fill.set_value(None)
            self.table.setFocus()
        else:
            self.fill.set_value(FillState.SUBMITTED)
            self.table.setFocus()

    def _open_contracts(self) -> None:
        if self._row is not None:
            self._open_period("signed", self._row.enterprise)

    def _open_period(self, what: str, enterprise: str = "") -> None:
        page: object = self.shell.open_page("contracts")
        if isinstance(page, ShowsPeriod):
            page.show_period(what, enterprise)

    # Import and export

    def open_import(self) -> ImportDialog:
        """Open the import of a list of returns, for the quarter in view where it names none."""
        dialog = ImportDialog(self.runner, self, return_import(self.shell.quarter))
        go_on_with_first(self, dialog)
        dialog.open()
        return dialog

    def export_spec(self) -> Export:
        """Return what an export of every enterprise of the quarter is."""
        quarter = self.shell.quarter
        title = tr("Statistics {quarter}", quarter=str(quarter))
        return Export(title, QUARTER_COLUMNS, listed_quarter, (quarter, self.shell.on))

    def _ask_export(self) -> None:
        ask_export(self, self.export_spec())

    # Dialogs

    def _open_return(self) -> None:
        if self._row is None:
            return
        quarter = self.shell.quarter

        def opened(given: ReturnToEnter) -> None:
            dialog = ReturnDialog(self.runner, self, given, quarter)
            dialog.saved.connect(lambda _none: self.shell.notify(tr("Return saved")))
            dialog.open()

        self.runner.run(self, return_to_enter, self._row.id, quarter).done(opened)

    def _ask_delete(self) -> None:
        if self._row is not None:
            ask_delete(self, self._row, self.shell.quarter)
