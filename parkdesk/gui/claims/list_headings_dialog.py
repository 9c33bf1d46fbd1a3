"""What the headings of an enterprise's own list mean: asked once, remembered for the enterprise."""

from __future__ import annotations

from collections import Counter
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.roster_headings import HeadingMeaning
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.claims.pasting import HeadingQuestion
from parkdesk.gui.fields import Field
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.roster_headings import remember_headings


class ListHeadingsDialog(ClaimDialog):
    """One choice for each unknown heading, with a value from under it; masked where it is long."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        enterprise_id: int,
        enterprise: str,
        question: HeadingQuestion,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Headings of this list"),
            save_text=tr("Remember and go on"),
            intro=tr(
                "The list has headings that are not known yet. What you choose is remembered for"
                " {enterprise} and not asked again.",
                enterprise=enterprise,
            ),
            width=600,
        )
        self._enterprise_id = enterprise_id
        self._unknown = question.unknown
        self.choices: list[Field[Any]] = []
        options = [(field, label(field)) for field in question.free]
        for place, one in enumerate(question.unknown):
            choice = self.choice(
                f"heading{place}", one.heading, options, empty=tr("Leave this column out")
            )
            choice.set_value(one.guess)
            if one.sample:
                choice.set_hint(tr("First value: {value}", value=one.sample))
            self.choices.append(choice)
        self.set_untouched()

    def found_problems(self) -> dict[str, str]:
        """Return also the choices that fill one column twice."""
        problems = super().found_problems()
        times = Counter(choice.value() for choice in self.choices)
        for choice in self.choices:
            if choice.value() is not None and times[choice.value()] > 1:
                problems[choice.name] = "heading-chosen-twice"
        return problems

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Remember the answers."""
        meanings = tuple(
            HeadingMeaning(one.key, choice.value())
            for one, choice in zip(self._unknown, self.choices, strict=True)
        )
        return self.runner.run(self, remember_headings, self._enterprise_id, meanings)
