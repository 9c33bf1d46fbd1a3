"""The forms of a batch: approving by its digits, cancelling, the bank sheet, one line's answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.bank_sheets import BankSheet
from parkdesk.domain.money import rmb_capitals
from parkdesk.domain.payments import Answer
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import language, money_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.payment_lists import BatchDetail, BatchRow, LineRow
from parkdesk.usecases.payment_sheets import bank_sheets, open_bank_sheet, record_bank_answer
from parkdesk.usecases.payments import approve_batch, cancel_batch


class ApproveBatchDialog(FormDialog):
    """Money leaves by it: the person types the last four digits of the total."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: BatchRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Approve {batch}", batch=row.number),
            save_text=tr("Approve the batch"),
            width=520,
            intro=trn(
                "Made by {maker}: {n} line of {programme}.",
                "Made by {maker}: {n} lines of {programme}.",
                row.lines,
                maker=row.made_by,
                programme=in_language(row.programme, row.programme_en),
            ),
        )
        self._row = row
        self.wide(text_label(money_text(row.total_cents), "title"))
        self.wide(text_label(rmb_capitals(row.total_cents), "count", wrap=True))
        self.digits = self.text("digits", tr("Last four digits"), required=True, longest=4)
        self.digits.set_hint(
            tr(
                "The last four digits before the decimal point of the total, to show that you have"
                " read it."
            )
        )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Approve."""
        row = self._row
        digits = self.digits.value()
        return self.runner.run(self, approve_batch, row.id, row.version, digits, confirmed)


class CancelBatchDialog(FormDialog):
    """Asks why a batch is cancelled."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: BatchRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Cancel {batch}", batch=row.number),
            save_text=tr("Cancel the batch"),
            width=500,
            intro=tr("Nothing of it has gone to the bank. Its claims wait for payment again."),
        )
        # "Cancel" beside "Cancel the batch" would be read as the same thing.
        self.cancel_button.setText(tr("Keep the batch"))
        self._row = row
        self.multiline("reason", tr("Why"), required=True)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Cancel."""
        del confirmed
        row = self._row
        return self.runner.run(self, cancel_batch, row.id, row.version, **self.values())


class BankSheetDialog(FormDialog):
    """Asks for the template and for why the whole account numbers are written into a file."""

    def __init__(self, runner: Runner, parent: QWidget | None, detail: BatchDetail) -> None:
        super().__init__(
            runner,
            parent,
            tr("Bank sheet of {batch}", batch=detail.row.number),
            save_text=tr("Choose a place…"),
            width=560,
            intro=tr(
                "The file holds account numbers in full and is the only place that does. Who wrote"
                " it and why stands in the trail; its checksum is printed with the batch."
            ),
        )
        self._row = detail.row
        self._sheets: dict[str, BankSheet] = {}
        self.template = self.choice("template", tr("Template"), [], required=True, typed=False)
        self.why = self.multiline("reason", tr("Why"), required=True, lines=2)
        self.template.changed.connect(self._tell)
        runner.run(self, bank_sheets).done(self._offer)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Fetch what is to be written; the file is written by whoever opened the form."""
        del confirmed
        row = self._row
        values = self.values()
        return self.runner.run(
            self, open_bank_sheet, row.id, row.version, values["template"], values["reason"]
        )

    def _offer(self, sheets: tuple[BankSheet, ...]) -> None:
        self._sheets = {one.code: one for one in sheets}
        self.template.set_options([(one.code, sheet_text(one)) for one in sheets])
        if sheets:
            self.template.set_value(sheets[0].code)
        self.why.set_value(tr("Sent to the bank for payment"))
        self._tell()
        self.set_untouched()

    def _tell(self) -> None:
        sheet = self._sheets.get(self.template.value())
        unsure = sheet is not None and not sheet.mark.confirmed
        self.template.set_hint(
            tr("To be confirmed: compare the headings with your bank's own sheet.")
            if unsure
            else ""
        )
        self._grow()


def sheet_text(sheet: BankSheet) -> str:
    """Return a template's name in the language in use."""
    return sheet.name if language() == "zh_CN" else sheet.name_en


_PAID, _FAILED = "paid", "failed"


class AnswerDialog(FormDialog):
    """Records one line as the bank's statement shows it."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: BatchRow,
        line: LineRow,
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Answer for {line}", line=line.reference),
            width=520,
            intro=f"{line.enterprise}  ·  {line.account}  ·  {money_text(line.amount_cents)}",
        )
        self._row, self._line = row, line
        self.outcome = self.choice(
            "outcome",
            tr("What the bank says"),
            [(_PAID, tr("Paid out")), (_FAILED, tr("Failed"))],
            required=True,
            typed=False,
        )
        self.day = self.date("paid_on", tr("Paid on"), today=today, required=True)
        self.text("bank_reference", tr("Bank's serial number"))
        self.failure = self.text("failure", tr("Why it failed"), required=True)
        self.outcome.changed.connect(self._follow)
        self.outcome.set_value(_PAID)
        self.day.set_value(today)
        self._follow()
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the answer."""
        del confirmed
        values = self.values()
        paid = values["outcome"] == _PAID
        answer = Answer(
            self._line.reference,
            paid,
            paid_on=values["paid_on"] if paid else None,
            bank_reference=values["bank_reference"],
            failure="" if paid else values["failure"],
        )
        row = self._row
        return self.runner.run(self, record_bank_answer, row.id, row.version, answer)

    def _follow(self) -> None:
        paid = self.outcome.value() == _PAID
        self.day.set_visible(paid)
        self.failure.set_visible(not paid)
