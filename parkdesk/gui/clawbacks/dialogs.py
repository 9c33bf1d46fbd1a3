"""The forms of a clawback: opening it by person, a receipt, another plan, taking things back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import add_months
from parkdesk.domain.clawbacks import (
    ClawbackReason,
    ClawbackState,
    OpenClawback,
    Receipt,
    named_bar,
)
from parkdesk.domain.programme_parts import BarringRule
from parkdesk.gui.check_list import CheckLine, CheckListField
from parkdesk.gui.fields import BadText
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, label, money_text, number_text, tr
from parkdesk.i18n.programmes import part_text
from parkdesk.usecases.clawback_lists import ClawbackRow, PaidClaim, ReceiptRow, paid_claims
from parkdesk.usecases.clawbacks import (
    Recoverable,
    correct_receipt,
    open_clawback,
    receive_clawback,
    recoverable_rows,
    replan_clawback,
    withdraw_clawback,
)


class OpenClawbackDialog(FormDialog):
    """Whose money is asked back, why, by when, and who is barred until when."""

    def __init__(self, runner: Runner, parent: QWidget | None, today: dt.date) -> None:
        super().__init__(
            runner,
            parent,
            tr("New clawback"),
            save_text=tr("Claim the money back"),
            width=700,
            intro=tr("By person or item; no more than was paid and not asked back before."),
        )
        self._rows: tuple[Recoverable, ...] = ()
        self._barring: dict[int, tuple[BarringRule, ...]] = {}
        self.search = self.text("search", tr("Find a claim"))
        self.search.editor.setPlaceholderText(tr("Claim number or enterprise"))
        self.claim = self.choice("claim_id", tr("Paid claim"), [], required=True, typed=False)
        self.rows = self.add(CheckListField("rows", tr("Persons or items"), required=True))
        self.each = self.money("each_cents", tr("From each"))
        self.each.set_hint(tr("Empty: all that can still be asked back."))
        self.sums = text_label("", "count", wrap=True)
        self.beside(tr("Total"), self.sums)
        self.reason = self.choice(
            "reason_code",
            tr("Reason"),
            [(one, label(one)) for one in ClawbackReason],
            required=True,
            typed=False,
        )
        self.multiline("reason", tr("Explanation"), required=True, lines=2)
        self.day = day = self.date("decided_on", tr("Day of the order"), today=today, required=True)
        self.text("document_number", tr("Document number"))
        due = self.date("first_due_on", tr("First payment by"), today=today, required=True)
        count = self.number("instalments", tr("Payments, one a month"), required=True)
        count.set_hint(tr("No interest is worked out: no notice that was read orders any."))
        self.section(tr("Bar until a day"))
        self.check("bars_enterprise", tr("The enterprise begins and hands in no claims"))
        self.check("bars_persons", tr("The chosen persons are claimed for by nobody"))
        self.until = self.date("barred_until", tr("Barred until"), today=today)
        day.set_value(today)
        due.set_value(add_months(today, 1))
        count.set_value(1)
        self.search.changed.connect(self._find)
        self.claim.changed.connect(self._load)
        for field in (self.claim, self.reason, self.day):
            field.changed.connect(self._name_bar)
        self.rows.changed.connect(self._sum)
        self.each.changed.connect(self._sum)
        self._find()
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Ask the money back."""
        del confirmed
        values = self.values()
        for name in ("search", "each_cents", "rows"):
            del values[name]
        return self.runner.run(self, open_clawback, OpenClawback(rows=self._asked(), **values))

    def _asked(self) -> dict[int, int]:
        each = self.each.value()
        room = {one.row_id: one.room_cents for one in self._rows}
        return {row: room[row] if each is None else each for row in self.rows.value()}

    def _find(self) -> None:
        self.runner.run(self, paid_claims, self.search.value()).done(self._offer)

    def _offer(self, found: tuple[PaidClaim, ...]) -> None:
        before = self.claim.value()
        self._barring |= {one.id: one.barring for one in found}
        self.claim.set_options(
            [
                (one.id, f"{one.number}  ·  {one.enterprise}  ·  {money_text(one.paid_cents)}")
                for one in found
            ]
        )
        if len(found) == 1 and before is None:
            self.claim.set_value(found[0].id)
        if self.claim.value() != before or not self._rows:
            self._load()

    def _name_bar(self) -> None:
        """Say beside the day what the programme's own text names; entering it is a decision."""
        claim = self.claim.value()
        rules = self._barring.get(claim, ()) if claim is not None else ()
        words = tr(", ").join(part_text(rule) for rule in rules)
        hint = tr("The programme names: {rules}", rules=words) if rules else ""
        try:
            last = named_bar(self.reason.value(), self.day.value(), rules)
        except BadText:
            last = None
        if last is not None:
            hint = tr("{hint}. From the order on, until {day}", hint=hint, day=date_text(last))
        self.until.set_hint(hint)

    def _load(self) -> None:
        claim = self.claim.value()
        self._rows = ()
        self.rows.set_lines(())
        if claim is not None:
            self.runner.run(self, recoverable_rows, claim).done(self._show_rows)

    def _show_rows(self, rows: tuple[Recoverable, ...]) -> None:
        self._rows = rows
        self.rows.set_lines(
            [
                CheckLine(one.row_id, _row_text(one), one.room_cents > 0, checked=False)
                for one in rows
            ]
        )
        self._sum()

    def _sum(self) -> None:
        try:
            asked = self._asked()
        except BadText:
            return
        self.sums.setText(
            tr(
                "{amount} ({n} chosen)",
                n=number_text(len(asked)),
                amount=money_text(sum(asked.values())),
            )
        )


def _row_text(one: Recoverable) -> str:
    parts = [str(one.position), one.name, tr("paid {amount}", amount=money_text(one.paid_cents))]
    if one.asked_cents:
        parts.append(tr("asked back before: {amount}", amount=money_text(one.asked_cents)))
    return "  ·  ".join(parts)


class ReceiptDialog(FormDialog):
    """Money that came back."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: ClawbackRow, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Receipt for {clawback}", clawback=row.number),
            save_text=tr("Record the receipt"),
            width=520,
            intro=tr("{amount} is still outstanding.", amount=money_text(row.left_cents)),
        )
        self._row = row
        self.money("amount_cents", tr("Amount"), required=True)
        day = self.date("received_on", tr("Received on"), today=today, required=True)
        self.text("bank_reference", tr("Bank's serial number"), required=True)
        self.text("note", tr("Remarks"))
        day.set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the receipt."""
        del confirmed
        row = self._row
        form = Receipt(**self.values())
        return self.runner.run(self, receive_clawback, row.id, row.version, form)


class ReplanDialog(FormDialog):
    """Another plan for the whole sum."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: ClawbackRow, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Another plan for {clawback}", clawback=row.number),
            width=520,
            intro=tr(
                "For the whole {amount}; what has come counts towards the first payments.",
                amount=money_text(row.amount_cents),
            ),
        )
        self._row = row
        due = self.date("first_due_on", tr("First payment by"), today=today, required=True)
        self.number("instalments", tr("Payments, one a month"), required=True)
        due.set_value(add_months(today, 1))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Make the plan."""
        del confirmed
        row, values = self._row, self.values()
        return self.runner.run(
            self,
            replan_clawback,
            row.id,
            row.version,
            values["first_due_on"],
            values["instalments"],
        )


class CorrectReceiptDialog(FormDialog):
    """Takes a receipt back by one of the opposite sum."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: ClawbackRow, receipt: ReceiptRow
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Take {receipt} back", receipt=receipt.number),
            save_text=tr("Take it back"),
            width=500,
            intro=_taken_back(row, receipt),
        )
        self._row, self._receipt = row, receipt
        self.multiline("note", tr("Why"), required=True, lines=2)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take it back."""
        del confirmed
        row = self._row
        why = self.values()["note"]
        return self.runner.run(self, correct_receipt, row.id, row.version, self._receipt.id, why)


def _taken_back(row: ClawbackRow, receipt: ReceiptRow) -> str:
    said = tr(
        "A receipt of {amount} less is written; the wrong one stays to be seen.",
        amount=money_text(receipt.amount_cents),
    )
    if row.state is not ClawbackState.SETTLED:
        return said
    return said + " " + tr("The clawback is open again then, and so is the recovery of its claim.")


class WithdrawClawbackDialog(FormDialog):
    """Withdraws a clawback of which nothing has come."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: ClawbackRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Withdraw {clawback}", clawback=row.number),
            save_text=tr("Withdraw the clawback"),
            width=500,
            intro=tr(
                "The bars of its persons end with it. A stop of the enterprise is lifted on the"
                " enterprise's page."
            ),
        )
        self._row = row
        self.multiline("reason", tr("Why"), required=True)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Withdraw."""
        del confirmed
        row = self._row
        return self.runner.run(self, withdraw_clawback, row.id, row.version, **self.values())
