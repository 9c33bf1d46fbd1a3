"""The bank's answer read from a file: every row beside its line, and what cannot be recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from parkdesk.domain.bank_sheets import BankSheet
from parkdesk.domain.payments import Answer, Matched
from parkdesk.gui.actions import button
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.payments.dialogs import sheet_text
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.summaries import folders
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, money_text, number_text, problem, tr
from parkdesk.usecases.payment_lists import BatchRow
from parkdesk.usecases.payment_sheets import (
    bank_sheets,
    match_bank_answers,
    record_bank_answers,
)


class AnswersDialog(FormDialog):
    """Reads a file by a template, shows what it says, and records what fits."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: BatchRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("The bank's answer to {batch}", batch=row.number),
            save_text=tr("Record what fits"),
            width=860,
            intro=tr(
                "Excel workbooks and text files as the bank hands them out. Rows that do not fit"
                " their line are named and left out; the others are recorded."
            ),
        )
        self._row = row
        self._sheets: dict[str, BankSheet] = {}
        self._answers: tuple[Answer, ...] = ()
        self._path: Path | None = None
        self.template = self.choice("template", tr("Template"), [], required=True, typed=False)
        self.choosing = button(tr("Choose a file…"), self.choose, icon="folder")
        self.template.add_button(self.choosing)
        self.said = text_label("", "count", wrap=True)
        self.said.hide()
        self.wide(self.said)
        self.table: ShortTable[Matched] = ShortTable("BankAnswers", _columns(), most=9)
        self.wide(self.table)
        self.table.empty.say(
            tr("No file has been read"),
            tr("Choose the bank's file: its rows are shown here before anything is recorded."),
            "folder",
        )
        self.table.show_rows(())
        self.template.changed.connect(self._read_again)
        self.save_button.setEnabled(False)
        runner.run(self, bank_sheets).done(self._offer)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record what fits."""
        del confirmed
        row = self._row
        return self.runner.run(self, record_bank_answers, row.id, row.version, self._answers)

    def choose(self) -> QFileDialog:
        """Ask for the bank's file."""
        dialog = QFileDialog(self, tr("The bank's answer"), str(folders.last_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Lists (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()
        return dialog

    def read(self, path: Path) -> None:
        """Read a file by the template that is chosen."""
        sheet = self._sheets.get(self.template.value())
        if sheet is None:
            return
        self._path = path
        folders.keep_folder(path.parent)
        self.save_button.setEnabled(False)
        request = self.runner.call(self, _read, path, sheet)
        request.named(tr("Reading {file}", file=path.name)).done(self._match)

    def _read_again(self) -> None:
        if self._path is not None:
            self.read(self._path)

    def _offer(self, sheets: tuple[BankSheet, ...]) -> None:
        self._sheets = {one.code: one for one in sheets}
        self.template.set_options([(one.code, sheet_text(one)) for one in sheets])
        if sheets:
            self.template.set_value(sheets[0].code)
        self.set_untouched()

    def _match(self, answers: tuple[Answer, ...]) -> None:
        self._answers = answers
        self.runner.run(self, match_bank_answers, self._row.id, answers).done(self._show)

    def _show(self, found: tuple[Matched, ...]) -> None:
        self.table.show_rows(sorted(found, key=lambda one: not one.problem))
        good = [one for one in found if not one.problem and one.line is not None]
        paid = [one for one in good if one.answer.paid]
        cents = sum(one.line.amount_cents for one in paid if one.line is not None)
        self.said.setText(
            tr(
                "{paid} paid ({amount}), {failed} failed, {left} left out",
                paid=number_text(len(paid)),
                amount=money_text(cents),
                failed=number_text(len(good) - len(paid)),
                left=number_text(len(found) - len(good)),
            )
        )
        self.said.show()
        self.save_button.setEnabled(bool(good))


def _read(path: Path, sheet: BankSheet) -> tuple[Answer, ...]:
    # Imported here: the library for workbooks is needed for a file alone.
    from parkdesk.excel.bank_sheets import read_bank_answer

    return read_bank_answer(path, sheet)


def _columns() -> tuple[Column[Matched], ...]:
    return (
        Column(tr("Row"), lambda one: str(one.answer.row or ""), numeric=True, width=56),
        Column(tr("Reference"), lambda one: one.answer.reference, width=160),
        Column(tr("Bank says"), _says, tone=_tone, width=80),
        Column(
            tr("Amount"),
            lambda one: money_text(one.answer.amount_cents),
            numeric=True,
            width=110,
        ),
        Column(tr("Paid on"), lambda one: date_text(one.answer.paid_on), width=92),
        Column(tr("What is wrong"), _wrong, width=230, grows=True),
    )


def _says(one: Matched) -> str:
    if one.answer.paid is None:
        return "?"
    return tr("Paid out") if one.answer.paid else tr("Failed")


def _tone(one: Matched) -> Tone:
    if one.answer.paid is None:
        return Tone.WARN
    return Tone.GOOD if one.answer.paid else Tone.BAD


def _wrong(one: Matched) -> str:
    if one.problem:
        return problem(one.problem)
    return one.answer.failure
