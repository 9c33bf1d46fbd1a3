"""The form that makes a batch: which claims, of which levels, and what the budget says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.programme_choices import ProgrammeChoice
from parkdesk.gui.check_list import CheckLine, CheckListField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.payments.words import budgets_text, level_text
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, money_text, tr, trn
from parkdesk.i18n.claims import line_text
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.payable_lists import (
    Payable,
    PayableRow,
    payable_claims,
    programmes_to_pay,
)
from parkdesk.usecases.payments import MakeBatch, make_batch


class MakeBatchDialog(FormDialog):
    """Shows what waits for payment, with what is in the way; the rules run once more over it."""

    def __init__(self, runner: Runner, parent: QWidget | None) -> None:
        super().__init__(
            runner,
            parent,
            tr("New payment batch"),
            save_text=tr("Make the batch"),
            width=720,
            intro=tr(
                "Another person must approve it, and neither of you may have handled the claims"
                " before. Bank accounts are taken as they are now."
            ),
        )
        self._payable: Payable | None = None
        self.programme = self.choice(
            "programme_id", tr("Programme"), [], required=True, typed=False
        )
        self.levels = self.choice(
            "levels", tr("Whose money"), [], typed=False, empty=tr("All levels")
        )
        self.claims = self.add(CheckListField("claim_ids", tr("Claims"), required=True))
        self.claims.set_hint(tr("Space ticks a claim, Ctrl+A all or none."))
        self.sums = text_label("", wrap=True)
        self.beside(tr("In the batch"), self.sums)
        self.text("note", tr("Remarks"))
        self.programme.changed.connect(self._load)
        self.levels.changed.connect(self._show_lines)
        self.claims.changed.connect(self._sum)
        self.levels.set_visible(False)
        runner.run(self, programmes_to_pay).done(self._offer)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Make the batch."""
        values = self.values()
        level = values["levels"]
        form = MakeBatch(
            values["programme_id"],
            values["claim_ids"],
            None if level is None else frozenset({level}),
            values["note"],
        )
        return self.runner.run(self, make_batch, form, confirmed)

    def _offer(self, programmes: tuple[ProgrammeChoice, ...]) -> None:
        self.programme.set_options(
            [(one.id, in_language(one.title, one.title_en)) for one in programmes]
        )
        if programmes:
            self.programme.set_value(programmes[0].id)
            self._load()
        else:
            self.sums.setText(tr("No claim waits for payment."))
        self.set_untouched()

    def _load(self) -> None:
        programme = self.programme.value()
        self._payable = None
        self.claims.set_lines(())
        if programme is not None:
            request = self.runner.run(self, payable_claims, programme)
            request.named(tr("Running the rules once more")).done(self._arrived)

    def _arrived(self, payable: Payable) -> None:
        if payable.programme_id != self.programme.value():
            return
        self._payable = payable
        levels = dict.fromkeys(level for row in payable.rows for level in row.levels)
        known = [level for level in levels if level]
        self.levels.set_options([(level, level_text(level)) for level in known])
        self.levels.set_visible(len(known) > 1)
        self._show_lines()
        self.set_untouched()

    def _show_lines(self) -> None:
        rows = self._payable.rows if self._payable else ()
        self.claims.set_lines(
            [
                # What is held pays nothing: it goes in only where the person wants that said.
                CheckLine(row.claim_id, self._line(row), self._offered(row), self._cents(row) > 0)
                for row in rows
            ]
        )
        self._sum()

    def _offered(self, row: PayableRow) -> bool:
        return row.obstacle is None and (bool(row.conditions) or self._cents(row) > 0)

    def _cents(self, row: PayableRow) -> int:
        return sum(self._parts(row).values())

    def _parts(self, row: PayableRow) -> dict[str, int]:
        if row.conditions:
            # It would go into the batch as held, and the batch would say why.
            return {}
        level = self.levels.value()
        return {name: cents for name, cents in row.levels.items() if level is None or name == level}

    def _line(self, row: PayableRow) -> str:
        parts = [row.number, row.enterprise, money_text(self._cents(row))]
        if row.obstacle is not None:
            parts.append(label(row.obstacle))
        if row.conditions:
            parts.append(tr("held back: {why}", why=line_text(row.conditions[0].now)))
        elif row.held_rows:
            words = trn("{n} row held", "{n} rows held", row.held_rows)
            parts.append(tr("{words} ({amount})", words=words, amount=money_text(row.held_cents)))
        if row.account_changed:
            parts.append(tr("account changed since the approval"))
        return "  ·  ".join(parts)

    def _sum(self) -> None:
        if self._payable is None:
            return
        chosen = set(self.claims.value())
        rows = [row for row in self._payable.rows if row.claim_id in chosen]
        taken = _summed(self._parts(row) for row in rows)
        count = trn("{n} claim", "{n} claims", len(rows))
        total = f"{count}  ·  {money_text(sum(taken.values()))}"
        said = [total, budgets_text(self._payable.budgets, taken)]
        why_not = self._why_not(sum(taken.values()))
        self.sums.setText("\n".join(filter(None, (*said, why_not))))
        self.withhold(why_not)
        self._grow()

    def _why_not(self, cents: int) -> str:
        """Return why no batch can be made of what is ticked; empty where one can."""
        assert self._payable is not None
        if cents > 0:
            return ""
        if not self._payable.rows:
            return tr("Every claim of this programme that waits is in a batch already.")
        return tr("Nothing ticked can be paid, so there is no batch to make.")


def _summed(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in parts:
        for level, cents in one.items():
            found[level] = found.get(level, 0) + cents
    return found
