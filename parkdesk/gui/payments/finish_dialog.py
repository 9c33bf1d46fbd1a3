"""Ending a claim with what was paid: the rest of it is held, and nobody will pay it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import money_text, tr, trn
from parkdesk.i18n.payments import conditions_text
from parkdesk.usecases.payment_endings import Unfinished, claims_to_finish, finish_claim

if TYPE_CHECKING:
    from parkdesk.gui.page import Page


class FinishClaimDialog(FormDialog):
    """Which claim ends, what was paid, what lapses, and why."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, found: tuple[Unfinished, ...]
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("End a claim with what was paid"),
            save_text=tr("End the claim"),
            width=620,
            intro=tr(
                "Part of it was paid, and by the present rules no more may be paid. What is not"
                " paid lapses and can no longer be decided anew."
            ),
        )
        self._found = {one.claim_id: one for one in found}
        self.claim = self.choice(
            "claim_id",
            tr("Claim"),
            [(one.claim_id, f"{one.number}  ·  {one.enterprise}") for one in found],
            required=True,
            typed=False,
        )
        self.said = text_label("", wrap=True)
        self.beside(tr("What ends"), self.said)
        self.why = self.multiline("reason", tr("Why"), required=True, lines=2)
        self.claim.changed.connect(self._tell)
        self.claim.set_value(found[0].claim_id)
        self._tell()
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """End the claim."""
        del confirmed
        one = self._found[self.claim.value()]
        return self.runner.run(self, finish_claim, one.claim_id, one.version, self.why.value())

    def _tell(self) -> None:
        one = self._found.get(self.claim.value())
        if one is None:
            return
        lines = [
            tr(
                "Paid {paid}; {rest} lapse",
                paid=money_text(one.paid_cents),
                rest=money_text(one.lapsing_cents),
            )
        ]
        if one.held_rows:
            lines.append(trn("{n} row held", "{n} rows held", one.held_rows))
        if one.conditions:
            lines.append(conditions_text(one.conditions))
        self.said.setText("\n".join(lines))
        self._grow()


def offer_to_finish(page: Page) -> None:
    """Say over a page which claims nobody can pay more of: they would wait for ever."""
    if page.runner.can(finish_claim):
        page.runner.run(page, claims_to_finish).done(partial(_offer, page))


def _offer(page: Page, found: tuple[Unfinished, ...]) -> None:
    if not found:
        return
    words = trn(
        "{n} claim was paid in part, and all that is left of it is held: it can be ended.",
        "{n} claims were paid in part, and all that is left of them is held: they can be ended.",
        len(found),
    )
    offers = ((tr("End a claim…"), partial(_open, page, found)),)
    page.banner.show_text(words, Tone.WARN, offers=offers)


def _open(page: Page, found: tuple[Unfinished, ...]) -> None:
    dialog = FinishClaimDialog(page.runner, page, found)
    dialog.saved.connect(lambda _key: page.shell.notify(tr("Claim ended")))
    dialog.open()
