"""What looks odd in a return and wants a word (核对): in itself, in time, between kinds of period.

Nothing here blocks: a comment answers every question, and whoever saves may go on without one.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from parkdesk.domain.periods import Period, parts_of, whole_of
from parkdesk.domain.return_kinds import Disagreement, ReturnField, disagreements
from parkdesk.domain.statistics import Return, return_questions

Told: TypeAlias = Callable[[Period], Return | None]
"""What an enterprise's return of a period says; None where there is none."""
_FIELDS = {"new-hires-above-headcount": ReturnField.NEW_HIRES}


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that looks odd: its code, the figure it is about, the facts of its sentence."""

    code: str
    field: ReturnField = ReturnField.HEADCOUNT
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)


def questions_of(
    entered: Return, period: Period, stands: Told, filed: Told
) -> tuple[Question, ...]:
    """Return what to ask about a return before it is kept.

    It is compared with what `stands` for the period before and the same period a year before,
    drafts among them, and with what was `filed` for its parts and for its whole.
    """
    before, year_before = stands(period.previous()), None
    if period.year_before() != period.previous():
        year_before = stands(period.year_before())
    facts = {
        "headcount-jump": _then(period.previous(), before),
        "headcount-jump-in-a-year": _then(period.year_before(), year_before),
    }
    own = [
        Question(code, _FIELDS.get(code, ReturnField.HEADCOUNT), facts.get(code, {}))
        for code in return_questions(entered, before, year_before)
    ]
    return (*own, *_between_kinds(entered, period, filed))


def _then(period: Period, told: Return | None) -> dict[str, object]:
    return {"then": period, "before": (told.headcount if told else None) or 0}


def _between_kinds(entered: Return, period: Period, filed: Told) -> Iterator[Question]:
    for one in disagreements(entered, [filed(part) for part in parts_of(period)]):
        yield _asked(period, one)
    whole = whole_of(period)
    if whole is not None:
        parts = [entered if part == period else filed(part) for part in parts_of(whole)]
        for one in disagreements(filed(whole), parts):
            yield _asked(whole, one)


def _asked(whole: Period, one: Disagreement) -> Question:
    code = "parts-do-not-add-up" if one.is_flow else "last-part-differs"
    facts = {"whole": whole, "figure": one.field, "said": one.whole, "parts": one.parts}
    return Question(code, one.field, facts)
