"""Opening a closed quarter again (反关账): one person asks, another one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.actions import button
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import instant_text, quarter_text, tr
from parkdesk.usecases.reopenings import (
    OutsideApproval,
    ReopeningRow,
    answer_to_reopening,
    ask_reopening,
    open_on_outside_approval,
    withdraw_reopening,
)

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner


class AskReopeningDialog(FormDialog):
    """Asks that a closed quarter be opened, with the reason."""

    def __init__(self, runner: Runner, parent: QWidget, quarter: Quarter) -> None:
        super().__init__(
            runner,
            parent,
            tr("Reopen {quarter}", quarter=quarter_text(quarter)),
            save_text=tr("Ask"),
            intro=tr(
                "Another person has to agree. The closed edition stays as it is; once the quarter"
                " is corrected and closed anew, the next edition names it."
            ),
        )
        self._quarter = quarter
        self.multiline("reason", tr("What has to be corrected, and why"), lines=3, required=True)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Ask."""
        del confirmed
        reason = self.values()["reason"]
        return self.runner.run(self, ask_reopening, self._quarter, reason)


class OutsideApprovalDialog(FormDialog):
    """Opens a quarter on a written approval: for an office in which nobody else may agree."""

    def __init__(self, runner: Runner, parent: QWidget, quarter: Quarter) -> None:
        super().__init__(
            runner,
            parent,
            tr("Reopen {quarter}", quarter=quarter_text(quarter)),
            save_text=tr("Reopen the quarter"),
            intro=tr(
                "No one else may close quarters here, so no one can agree in the program. Have"
                " your superior approve in writing and keep the signed paper: who approved, and by"
                " which paper, is kept in the closing chain and its print."
            ),
        )
        self._quarter = quarter
        self.multiline("reason", tr("What has to be corrected, and why"), lines=3, required=True)
        self.text("approver", tr("Who approved it"), required=True, hint=tr("Name and office"))
        self.text("paper", tr("Approval"), required=True, hint=tr("Number and day of the paper"))

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Open the quarter."""
        del confirmed
        form = OutsideApproval(**self.values())
        return self.runner.run(self, open_on_outside_approval, self._quarter, form)


class AnswerReopeningDialog(FormDialog):
    """Shows what somebody else asks for; agrees, or declines with a reason."""

    def __init__(self, runner: Runner, parent: QWidget, asked: ReopeningRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Reopen {quarter}?", quarter=quarter_text(asked.quarter)),
            save_text=tr("Agree"),
        )
        self._asked = asked
        self._agrees = True
        text = tr(
            "{person} asked on {at}: {reason}",
            person=asked.asked_by, at=instant_text(asked.asked_at), reason=asked.reason,
        )  # fmt: skip
        self.wide(Callout(text, Tone.WARN))
        self.multiline("words", tr("Your answer"), lines=2, hint=tr("Needed where you decline."))
        self.decline = button(tr("Decline"), self._decline)
        self.decline.setAutoDefault(False)
        self._foot.insertWidget(self._foot.indexOf(self.save_button), self.decline)

    def submit(self) -> None:
        """Agree."""
        self._agrees = True
        super().submit()

    def _decline(self) -> None:
        self._agrees = False
        super().submit()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Answer."""
        del confirmed
        asked, words = self._asked, self.values()["words"] or ""
        return self.runner.run(
            self, answer_to_reopening, asked.id, asked.version, agrees=self._agrees, words=words
        )


class OwnReopeningDialog(FormDialog):
    """Shows what one has asked for oneself: another person has to answer; it can be taken back."""

    def __init__(self, runner: Runner, parent: QWidget, asked: ReopeningRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Reopen {quarter}", quarter=quarter_text(asked.quarter)),
            save_text=tr("Take back"),
            intro=tr("You asked for this: another person who may close quarters has to answer."),
        )
        self._asked = asked
        text = tr("{at}: {reason}", at=instant_text(asked.asked_at), reason=asked.reason)
        self.wide(Callout(text, Tone.NEUTRAL))

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take it back."""
        del confirmed
        return self.runner.run(self, withdraw_reopening, self._asked.id, self._asked.version)


def reopening_dialog(
    runner: Runner, parent: QWidget, quarter: Quarter, asked: ReopeningRow | None, others: int = 1
) -> FormDialog | None:
    """Return the form that this person can do something with now; None where there is nothing.

    `others` is how many other people may answer.
    """
    if asked is None and not others and runner.can(open_on_outside_approval):
        return OutsideApprovalDialog(runner, parent, quarter)
    if asked is None:
        return AskReopeningDialog(runner, parent, quarter)
    assert runner.desk is not None
    if asked.asked_by_id == runner.desk.actor.id:
        return OwnReopeningDialog(runner, parent, asked)
    if runner.can(answer_to_reopening):
        return AnswerReopeningDialog(runner, parent, asked)
    return None
