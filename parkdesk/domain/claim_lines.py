"""A claim's rows as the workflow sees them: persons of a roster or items, alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.eligibility_rules import TraceLine, Verdict
from parkdesk.domain.errors import InvalidInput


class Stage(StrEnum):
    """A stage that gives every row and the claim an amount, in the order of the way."""

    ASKED = "asked"
    """申报"""
    COMPUTED = "computed"
    """测算"""
    RECOMMENDED = "recommended"
    """预审"""
    APPROVED = "approved"
    """核定"""
    PAID = "paid"
    """拨付"""
    RECOVERED = "recovered"
    """追回"""


@dataclass(frozen=True, slots=True)
class AmountLine:
    """One row with its amounts in fen; None where the stage has not come.

    A reason is the code of why its stage gave less than the one before; empty where it did not.
    """

    id: int
    position: int
    name: str
    verdict: Verdict | None
    applied_cents: int
    requested_cents: int
    recommended_cents: int | None
    recommended_reason: str
    approved_cents: int | None
    approved_reason: str
    paid_cents: int | None
    paid_reason: str
    recovered_cents: int | None

    def at(self, stage: Stage) -> int | None:
        """Return what a stage gave."""
        return {
            Stage.ASKED: self.applied_cents,
            Stage.COMPUTED: self.requested_cents,
            Stage.RECOMMENDED: self.recommended_cents,
            Stage.APPROVED: self.approved_cents,
            Stage.PAID: self.paid_cents,
            Stage.RECOVERED: self.recovered_cents,
        }[stage]

    @property
    def newest_cents(self) -> int:
        """What the last stage before payment gave: the amount that a decision starts from."""
        for cents in (self.approved_cents, self.recommended_cents):
            if cents is not None:
                return cents
        return self.requested_cents


def stage_sum(lines: Iterable[AmountLine], stage: Stage) -> int:
    """Return the sum of a stage; a row that it has not reached counts as nothing."""
    return sum(line.at(stage) or 0 for line in lines)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule said when the claim was handed in, as far as it did not simply pass."""

    rule: str
    verdict: Verdict
    code: str


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A row that the rules judge otherwise than when it was handed in."""

    row: int
    position: int
    name: str
    before: Verdict
    findings_before: tuple[Finding, ...]
    now: Verdict
    lines_now: tuple[TraceLine, ...]
    before_cents: int
    """What the last stage gave it."""
    now_cents: int
    """What may still be given: never more than before."""

    @property
    def stops(self) -> bool:
        """Whether the row gets less than it had."""
        return self.now_cents < self.before_cents


def read_places(text: str, count: int) -> tuple[int, ...]:
    """Return the rows that a text names, from 1: "2, 5-7" gives 2, 5, 6 and 7, each once.

    Chinese commas and dashes are read as well. Raises InvalidInput at `rows`.
    """
    found: dict[int, None] = {}
    for part in text.translate(_MARKS_IN_LISTS).replace(",", " ").split():
        first, _dash, last = part.partition("-")
        if not first.isdecimal() or (last and not last.isdecimal()):
            raise InvalidInput({"rows": "rows-not-readable"})
        ends = int(first), int(last or first)
        if not 1 <= ends[0] <= ends[1] <= count:
            raise InvalidInput({"rows": "rows-not-there"}, rows=count)
        found |= dict.fromkeys(range(ends[0], ends[1] + 1))
    return tuple(found)


_MARKS_IN_LISTS = str.maketrans("，、；;–—－～~", ",,,,-----")
