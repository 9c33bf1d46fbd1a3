"""What headings mean that the program does not know: one choice for each, answered once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.import_headings import OwnHeading
from parkdesk.excel.own_headings import HeadingQuestion, Meaning
from parkdesk.gui.fields import Field
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import tr
from parkdesk.usecases.import_headings import remember_own_headings

_WIDTH = 600


class HeadingsDialog(FormDialog):
    """Each unknown heading with the columns that no other heading fills."""

    def __init__(
        self, runner: Runner, parent: QWidget, list_key: str, question: HeadingQuestion
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Headings of this list"),
            save_text=tr("Remember and go on"),
            intro=_intro(question),
            width=_WIDTH,
        )
        self._list_key = list_key
        self._unknown = question.unknown
        self.choices: list[Field[Any]] = []
        for place, one in enumerate(question.unknown):
            choice = self.choice(
                f"heading{place}",
                one.heading,
                list(question.free),
                empty=tr("Leave this column out"),
            )
            choice.set_value(one.guess)
            self.choices.append(choice)
        self.set_untouched()

    def found_problems(self) -> dict[str, str]:
        """Return also the choices that fill one column twice."""
        return super().found_problems() | chosen_twice(self.choices)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Remember the answers."""
        answers = tuple(
            _answer(one.key, choice.value())
            for one, choice in zip(self._unknown, self.choices, strict=True)
        )
        return self.runner.run(self, remember_own_headings, self._list_key, answers)


def _intro(question: HeadingQuestion) -> str:
    asked = tr(
        "Choose the column that each heading stands for. The answers are remembered for"
        " all lists of this kind."
    )
    if not question.needed:
        return asked
    names = tr(", ").join(question.needed)
    return "\n".join(
        [asked, tr("Required, at least when new, and under no heading yet: {names}", names=names)]
    )


def chosen_twice(choices: Sequence[Field[Any]]) -> dict[str, str]:
    """Return a problem for each heading whose column another heading fills as well."""
    times = Counter(_filled(choice) for choice in choices)
    return {
        choice.name: "heading-chosen-twice"
        for choice in choices
        if choice.value() is not None and times[_filled(choice)] > 1
    }


def _filled(choice: Field[Any]) -> object:
    """Return the column that a choice fills, in whatever unit."""
    value = choice.value()
    return value.field if isinstance(value, Meaning) else value


def _answer(heading: str, meaning: Meaning | None) -> OwnHeading:
    if meaning is None:
        return OwnHeading(heading, "")
    return OwnHeading(heading, meaning.field, meaning.unit)
