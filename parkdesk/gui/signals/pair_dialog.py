"""Two persons side by side, to say whether they are one (疑似同一人)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.likely_same import BODY, PairAnswer
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import label, list_text, money_text, tr
from parkdesk.usecases.person_pairs import PairDetail, PairedPerson, answer_pair


class PairDialog(FormDialog):
    """Compares two persons of the ledger, and keeps whether they are one."""

    def __init__(self, runner: Runner, parent: QWidget | None, pair: PairDetail) -> None:
        super().__init__(
            runner,
            parent,
            tr("One person or two?"),
            width=720,
            intro=tr(
                "Compare the copies of the two identity cards. If this is one person, what is"
                " claimed under one number counts for the other from now on."
            ),
        )
        self._pair = pair
        self.wide(_side_by_side(pair))
        self.answer = self.choice(
            "answer",
            tr("Answer"),
            [(one, label(one)) for one in PairAnswer],
            required=True,
        )
        self.words = self.multiline("words", tr("How this was found out"), required=True, lines=2)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the answer."""
        del confirmed
        pair = self._pair
        return self.runner.run(
            self, answer_pair, pair.id, pair.version, self.answer.value(), self.words.value()
        )


def _side_by_side(pair: PairDetail) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE * 6)
    for person in (pair.first, pair.second):
        row.addWidget(_one(person, pair), 1)
    return both


def _one(person: PairedPerson, pair: PairDetail) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(text_label(person.name, "subtitle"))
    column.addWidget(
        Facts(
            [
                (tr("Identity number"), person.masked_number),
                (tr("Born"), "" if person.birth_year is None else str(person.birth_year)),
                (tr("Digits that differ"), places_text(pair.differing)),
                *(
                    (
                        claim.number,
                        tr(
                            "{enterprise}, {state}, {amount}",
                            enterprise=claim.enterprise,
                            state=label(claim.state),
                            amount=money_text(claim.requested_cents),
                        ),
                    )
                    for claim in person.claims
                ),
            ]
        )
    )
    column.addStretch()
    return box


def places_text(differing: Sequence[int]) -> str:
    """Return which digits differ; the check digit follows from the others and is no further one."""
    places = list_text(str(place) for place in differing if place <= BODY)
    if differing and differing[-1] > BODY:
        return tr("{places}, and the check digit that follows from it", places=places)
    return places
