"""The templates of bank sheets: the program's to begin from, and the park's own."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.payments.dialogs import sheet_text
from parkdesk.gui.payments.list_dialog import ListDialog
from parkdesk.gui.payments.sheet_form import SheetForm
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, list_text, number_text, tr
from parkdesk.usecases.bank_sheets import (
    TemplateRow,
    change_bank_sheet,
    delete_bank_sheet,
    list_bank_sheets,
    make_bank_sheet,
)


class BankSheetsDialog(ListDialog[TemplateRow]):
    """Every template, with its columns in full below."""

    tables = frozenset({"bank_sheet", "payment_sheet"})

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(
            runner,
            parent,
            tr("Templates of bank sheets"),
            "BankSheetTemplates",
            tr(
                "How a batch is written for the bank, and how the bank's answer is read. ParkDesk"
                " comes with no bank's own format: make a template from one of these two and"
                " compare it with the bank's."
            ),
        )

    def columns(self) -> tuple[Column[TemplateRow], ...]:
        """Return the columns of the list."""
        return (
            Column(tr("Name"), lambda row: sheet_text(row.sheet), width=240, grows=True),
            Column(tr("Kind of file"), lambda row: label(row.sheet.format), width=110),
            Column(
                tr("Columns"),
                lambda row: number_text(len(row.sheet.columns)),
                numeric=True,
                width=70,
            ),
            Column(
                tr("Whose"),
                lambda row: tr("The park's own") if row.is_own else tr("The program's"),
                width=110,
            ),
            Column(
                tr("Compared"),
                lambda row: (
                    tr("With the bank's") if row.sheet.mark.confirmed else tr("Not compared")
                ),
                tone=lambda row: Tone.GOOD if row.sheet.mark.confirmed else Tone.WARN,
                width=110,
            ),
            Column(tr("Written"), lambda row: number_text(row.written), numeric=True, width=70),
        )

    def make_actions(self) -> tuple[PageAction, ...]:
        """Return changing, deleting, and making one of one's own."""
        make = partial(action_for, self, self.runner)
        self.edit = make(change_bank_sheet, tr("Change…"), self._edit, key="F2", icon="edit")
        self.delete = make(delete_bank_sheet, tr("Delete"), self._delete, key="Ctrl+Del")
        self.new = make(
            make_bank_sheet, tr("New from this one…"), self._copy, key="Ctrl+N", icon="plus"
        )
        return self.edit, self.delete, self.new

    def load(self) -> None:
        """Fetch the templates."""
        self.runner.run(self, list_bank_sheets).done(self.show_rows)

    def open_row(self) -> None:
        """Change an own template; begin one from the program's."""
        (self.edit if self.edit.isEnabled() else self.new).trigger()

    def enable(self, row: TemplateRow | None) -> str:
        """Enable what fits; return the headings in their order."""
        own = row is not None and row.is_own
        self.edit.setEnabled(own and self.runner.can(change_bank_sheet))
        unused = row is not None and not row.written
        self.delete.setEnabled(own and unused and self.runner.can(delete_bank_sheet))
        self.new.setEnabled(row is not None and self.runner.can(make_bank_sheet))
        if row is None:
            return ""
        headings = list_text(one.heading for one in row.sheet.columns)
        return tr("From left to right: {headings}", headings=headings)

    def _edit(self) -> None:
        row = self.table.current()
        if row is not None:
            SheetForm(self.runner, self, row, copy=False).open()

    def _copy(self) -> None:
        row = self.table.current()
        if row is not None:
            SheetForm(self.runner, self, row, copy=True).open()

    def _delete(self) -> None:
        row = self.table.current()
        if row is None:
            return
        delete = partial(self.runner.run, self, delete_bank_sheet, row.id, row.version)
        self.banner.show_text(
            tr("Delete the template “{name}”?", name=sheet_text(row.sheet)),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )
        self.banner.focus_first()
