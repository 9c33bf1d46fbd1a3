"""What is done with returns of months and years: entered, taken back, handed out, read back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from parkdesk.domain.periods import kind_of
from parkdesk.domain.statistics import FillState
from parkdesk.excel.statistics import PERIOD_LIST_COLUMNS, period_columns
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.following import go_on_with_first
from parkdesk.gui.statistics.dialog import ReturnDialog
from parkdesk.gui.statistics.importing import period_import
from parkdesk.gui.statistics.take_back_dialog import TakeBackDialog
from parkdesk.gui.theme import Tone
from parkdesk.i18n import period_text, tr
from parkdesk.usecases.return_entry import ReturnToEnter, return_to_enter
from parkdesk.usecases.return_forms import return_forms
from parkdesk.usecases.return_imports import import_returns
from parkdesk.usecases.returns import delete_return, save_return
from parkdesk.usecases.statistics_exports import listed_period

if TYPE_CHECKING:
    from parkdesk.gui.statistics.period_page import PeriodReturnsPage


class PeriodActions:
    """The actions of the page; they follow the period and the enterprise in view."""

    def __init__(self, page: PeriodReturnsPage) -> None:
        self._page = page
        make = partial(action_for, page, page.runner)
        self.enter: PageAction = make(
            save_return, tr("Enter return"), self._open_return, key="F2", icon="edit"
        )
        self.delete = make(delete_return, tr("Delete"), self._ask_delete)
        self.export = make(
            listed_period, tr("Export"), self._ask_export, key="Ctrl+Shift+E", icon="export"
        )
        self.import_list = make(
            import_returns, tr("Import Excel"), self.open_import, key="Ctrl+Shift+I", icon="import"
        )
        self.form_of_one = make(
            return_forms, tr("Excel form of this enterprise…"), self._save_form, key="Ctrl+Shift+T"
        )
        self.forms = make(
            return_forms, tr("Excel forms of all that are missing…"), self._save_forms,
            key="Ctrl+Alt+T",
        )  # fmt: skip

    def offer(self) -> None:
        """Put the buttons into the title row, and the rest behind keys."""
        for action in (self.delete, self.form_of_one, self.forms):
            self._page.add_key(action)
        self._page.add_action(self.import_list)
        self._page.add_action(self.export)
        self._page.add_action(self.enter, primary=True, key_shown=True)

    def follow(self) -> None:
        """Grey what needs a period, a form, an enterprise or a return that is not there."""
        page, may = self._page, self._page.runner.can
        known = page.period is not None and page.form is not None
        chosen = known and page.detail is not None
        entered = page.detail is not None and page.detail.row.entered is not None
        self.enter.setEnabled(chosen and may(save_return))
        self.delete.setEnabled(chosen and entered and may(delete_return))
        self.form_of_one.setEnabled(chosen)
        self.forms.setEnabled(known)
        self.export.setEnabled(known)
        self.import_list.setEnabled(known and may(import_returns))
        page.calling.setEnabled(known)

    # Entering and taking back

    def _open_return(self) -> None:
        page, period = self._page, self._page.period
        if page.detail is None or period is None:
            return

        def opened(given: ReturnToEnter) -> None:
            dialog = ReturnDialog(page.runner, page, given, period)
            dialog.saved.connect(lambda _none: page.shell.notify(tr("The return is saved")))
            dialog.open()

        page.runner.run(page, return_to_enter, page.detail.row.id, period).done(opened)

    def _ask_delete(self) -> None:
        page, period = self._page, self._page.period
        row = page.detail.row if page.detail is not None else None
        if row is None or period is None or row.return_version is None:
            return
        if row.fill is FillState.SUBMITTED:
            dialog = TakeBackDialog(page.runner, page, row, period)
            dialog.saved.connect(lambda _none: page.shell.notify(tr("The return is taken back")))
            dialog.open()
            return
        version, id_ = row.return_version, row.id

        def delete() -> None:
            request = page.runner.run(page, delete_return, id_, period, version)
            request.done(lambda _none: page.shell.notify(tr("The draft is deleted")))

        page.banner.show_text(
            tr(
                "Delete the draft of {enterprise} for {period}?",
                enterprise=row.enterprise,
                period=period_text(period),
            ),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )

    # Workbooks

    def open_import(self) -> ImportDialog | None:
        """Open the import of a list of returns of the kind of period in view."""
        page = self._page
        if page.period is None or page.form is None:
            return None
        spec = period_import(page.period, page.form.fields)
        dialog = ImportDialog(page.runner, page, spec)
        go_on_with_first(page, dialog)
        dialog.open()
        return dialog

    def form_spec(self, *, of_one: bool) -> Export:
        """Return what the forms are: those not handed in, or that of the enterprise in view."""
        page = self._page
        assert page.period is not None
        assert page.form is not None
        title = tr("Return form {period}", period=str(page.period))
        args: tuple[object, ...] = (page.period,)
        if of_one and page.detail is not None:
            row = page.detail.row
            title, args = f"{title} {row.enterprise}", (page.period, row.id)
        columns = period_columns(kind_of(page.period), page.form.fields)
        return Export(title, columns, return_forms, args)

    def export_spec(self) -> Export:
        """Return what an export of every enterprise of the period is."""
        page = self._page
        assert page.period is not None
        assert page.form is not None
        columns = period_columns(kind_of(page.period), page.form.fields)
        title = tr("Returns {period}", period=str(page.period))
        return Export(title, (*columns, *PERIOD_LIST_COLUMNS), listed_period, (page.period,))

    def _save_form(self) -> None:
        ask_export(self._page, self.form_spec(of_one=True))

    def _save_forms(self) -> None:
        ask_export(self._page, self.form_spec(of_one=False))

    def _ask_export(self) -> None:
        ask_export(self._page, self.export_spec())
