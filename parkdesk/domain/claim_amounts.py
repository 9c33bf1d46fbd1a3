"""The five amounts of a claim (申报, 测算, 核定, 拨付, 追回), and the 预审 between, all in fen.

A claim's amount at each stage is the sum of its rows' (persons or items). What is cut on the way
is cut on rows; a sum that is cut as a whole (就低原则) is spread over them so that it foots.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parkdesk.domain.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Amounts:
    """Computed, recommended at the pre-check, approved and paid: never one for another (fen)."""

    requested_cents: int = 0
    recommended_cents: int | None = None
    approved_cents: int | None = None
    paid_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Cut:
    """A row that is given less than the stage before gave it, with the code of the reason.

    `row` is the row's number in its table, `amount_cents` what is left of it.
    """

    row: int
    amount_cents: int
    reason: str


@dataclass(frozen=True, slots=True)
class RowDecision:
    """What a row is given at a stage; `reason` is empty where nothing was cut."""

    row: int
    amount_cents: int
    reason: str = ""


def check_recommended(amounts: Amounts, recommended_cents: int) -> None:
    """Refuse a recommendation that is negative or above what the rules gave."""
    _within("recommended", recommended_cents, amounts.requested_cents, "above-requested")


def check_approved(amounts: Amounts, approved_cents: int) -> None:
    """Refuse an approval that is negative or above what the pre-check recommended."""
    limit = amounts.recommended_cents or 0
    _within("approved", approved_cents, limit, "above-recommended")


def check_paid(amounts: Amounts, paid_cents: int) -> None:
    """Refuse a payment that is not exactly the approved sum."""
    if paid_cents != amounts.approved_cents:
        raise InvalidInput({"paid": "paid-differs"}, approved_cents=amounts.approved_cents or 0)


def _within(name: str, amount_cents: int, limit_cents: int, code: str) -> None:
    if amount_cents < 0:
        raise InvalidInput({name: "negative-amount"})
    if amount_cents > limit_cents:
        raise InvalidInput({name: code}, limit_cents=limit_cents)


def decide_rows(
    before: Mapping[int, int], cuts: Sequence[Cut], total_cents: int, reason: str
) -> tuple[RowDecision, ...]:
    """Return what every row is given where `total_cents` is given in all.

    `before` is what the stage before gave each row. Rows are cut first as `cuts` say; what is then
    still above the total is taken off all of them in proportion, by the largest remainder, for
    `reason`. Refused: a cut of a row that is not there, a row that would get more than before, a
    total above what the rows are left with.
    """
    left = dict(before)
    reasons = dict.fromkeys(before, "")
    for cut in cuts:
        _check_cut(cut, before)
        left[cut.row] = cut.amount_cents
        reasons[cut.row] = cut.reason if cut.amount_cents < before[cut.row] else ""
    whole = sum(left.values())
    _within("amount", total_cents, whole, "above-rows")
    spread = dict(zip(left, spread_cents(total_cents, list(left.values())), strict=True))
    return tuple(
        RowDecision(row, amount, reasons[row] if amount == left[row] else reason)
        for row, amount in spread.items()
    )


def _check_cut(cut: Cut, before: Mapping[int, int]) -> None:
    if cut.row not in before:
        raise InvalidInput({"cuts": "cut-of-unknown-row"}, row=cut.row)
    if not cut.reason:
        raise InvalidInput({"cuts": "cut-reason-missing"}, row=cut.row)
    _within("cuts", cut.amount_cents, before[cut.row], "above-row")


def spread_cents(total_cents: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return `total_cents` in parts as the weights stand to each other; the parts sum up to it.

    By the largest remainder: every part is rounded down, and the fen that are left go one by one
    to the largest remainders, the first of equal ones first. Nothing is given for a weight of 0;
    with no weight at all the total must be 0.
    """
    whole = sum(weights)
    if not whole:
        if total_cents:
            raise InvalidInput({"amount": "above-rows"}, limit_cents=0)
        return (0,) * len(weights)
    parts = [total_cents * weight // whole for weight in weights]
    left = total_cents - sum(parts)
    by_remainder = sorted(
        range(len(weights)), key=lambda place: (-(total_cents * weights[place] % whole), place)
    )
    for place in by_remainder[:left]:
        parts[place] += 1
    return tuple(parts)
