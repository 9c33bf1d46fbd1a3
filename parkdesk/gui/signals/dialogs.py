"""What is asked when somebody acts on a signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.signals import SignalAnswer
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.number_fields import NumberField
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, number_text, tr
from parkdesk.i18n.signals import question_text
from parkdesk.usecases.signals import (
    SignalLimitRow,
    SignalRow,
    answer_signal,
    assign_signals,
    reopen_signal,
    set_signal_limits,
)


class AnswerDialog(FormDialog):
    """Stores what was found out about one signal."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: SignalRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Answer the signal"),
            width=520,
            intro=question_text(row.kind, row.facts),
        )
        self._row = row
        self.answer = self.choice(
            "answer",
            tr("Answer"),
            [(one, label(one)) for one in SignalAnswer],
            required=True,
            hint=tr("An answer decides nothing by itself: cut, return or refuse in the claim."),
        )
        self.words = self.multiline("words", tr("What was found out"), required=True, lines=3)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Store the answer."""
        del confirmed
        return self.runner.run(
            self,
            answer_signal,
            self._row.id,
            self._row.version,
            self.answer.value(),
            self.words.value(),
        )


class ReopenDialog(FormDialog):
    """Takes an answer back."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: SignalRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Take the answer back"),
            width=520,
            intro=question_text(row.kind, row.facts),
        )
        self._row = row
        self.reason = self.text("words", tr("Reason"), required=True)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Open it again."""
        del confirmed
        row = self._row
        return self.runner.run(self, reopen_signal, row.id, row.version, self.reason.value())


class AssignDialog(FormDialog):
    """Says who looks into a signal."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: SignalRow,
        people: Sequence[tuple[int, str]],
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Assign"),
            width=480,
            intro=question_text(row.kind, row.facts),
        )
        self._row = row
        self.person = self.choice(
            "owner_id",
            tr("Owner"),
            list(people),
            typed=False,
            empty=tr("Nobody in particular"),
        )
        self.person.set_value(row.owner_id)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Assign it."""
        del confirmed
        row = self._row
        return self.runner.run(self, assign_signals, {row.id: row.version}, self.person.value())


class LimitsDialog(FormDialog):
    """The park's own values of where questions begin; blank goes back to what came with it."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, limits: Sequence[SignalLimitRow]
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Limits for signals"),
            width=560,
            intro=tr(
                "No public document sets these figures: they are the park's own, and only ask."
                " Leave a field blank to use the value that ParkDesk comes with."
            ),
        )
        self._limits = tuple(limits)
        self._fields: dict[str, NumberField] = {}
        for limit in self._limits:
            field = self.number(
                limit.code,
                _titles()[limit.code],
                hint=tr("Default: {n}", n=number_text(limit.value)),
            )
            field.set_value(limit.own_value)
            self._fields[limit.code] = field
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Store those that were changed, all or none."""
        del confirmed
        changes = {
            limit.id: (limit.version, self._fields[limit.code].value())
            for limit in self._limits
            if self._fields[limit.code].value() != limit.own_value
        }
        return self.runner.run(self, set_signal_limits, changes)


def _titles() -> dict[str, str]:
    return {
        "heads-permille": tr("People claimed for, per thousand of the staff"),
        "run-length": tr("Diploma numbers in a row"),
        "young-months": tr("A firm is young for (months)"),
        "young-heads": tr("A first claim is large from (people)"),
        "young-yuan": tr("A first claim of items is large from (yuan)"),
        "contract-months": tr("Contract, where the programme has no rule (months)"),
    }
