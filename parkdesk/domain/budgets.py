"""Budgets by programme and level (预算): what was allotted, what is bound, what is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from parkdesk.domain.errors import Refused
from parkdesk.domain.level_shares import split
from parkdesk.domain.programme_figures import Level


@dataclass(frozen=True, slots=True)
class LevelBudget:
    """The money of one level for one programme, in fen; `level` is empty where none is known.

    `paid_cents` has left; `unpaid_cents` is approved and not paid yet, of which `under_way_cents`
    stands in batches; `pending_cents` is asked for and not decided. `recovered_cents` came back:
    it is shown and never given out again by the program, for it belongs to the treasury.
    """

    level: str
    allocated_cents: int | None
    paid_cents: int = 0
    unpaid_cents: int = 0
    under_way_cents: int = 0
    pending_cents: int = 0
    recovered_cents: int = 0

    @property
    def left_cents(self) -> int | None:
        """Allotted less paid less approved-unpaid; None where nothing was allotted."""
        if self.allocated_cents is None:
            return None
        return self.allocated_cents - self.paid_cents - self.unpaid_cents

    @property
    def left_if_approved_cents(self) -> int | None:
        """What would be left if everything that waits were approved as it stands."""
        left = self.left_cents
        return None if left is None else left - self.pending_cents


def split_levels(amount_cents: int, shares: Mapping[Level, int]) -> dict[str, int]:
    """Return an amount by level as the shares per mille say; without shares it has no level."""
    if not shares:
        return {"": amount_cents}
    return {level.value: part for level, part in split(amount_cents, shares).items()}


def what_if(budgets: Sequence[LevelBudget], added: Mapping[str, int]) -> tuple[LevelBudget, ...]:
    """Return the budgets as they would be with these sums, by level, approved as well."""
    return tuple(
        replace(
            one,
            unpaid_cents=one.unpaid_cents + added.get(one.level, 0),
            pending_cents=max(one.pending_cents - added.get(one.level, 0), 0),
        )
        for one in budgets
    )


@dataclass(frozen=True, slots=True)
class Shortage:
    """What a level lacks for a payment; `level` is empty where the whole programme lacks it."""

    level: str
    asked_cents: int
    room_cents: int


def shortage(budgets: Sequence[LevelBudget], wanted: Mapping[str, int]) -> Shortage | None:
    """Return the first level that allotted less than is wanted of it; None where all is covered.

    What was paid and what stands in batches comes first.
    """
    for one in budgets:
        asked = wanted.get(one.level, 0)
        if one.allocated_cents is None or not asked:
            continue
        room = one.allocated_cents - one.paid_cents - one.under_way_cents
        if asked > room:
            return Shortage(one.level, asked, max(room, 0))
    return None


def require_covered(budgets: Sequence[LevelBudget], wanted: Mapping[str, int]) -> None:
    """Refuse a batch that would pass what a level allotted; `wanted` are its sums by level."""
    lacking = shortage(budgets, wanted)
    if lacking is None:
        return
    facts = {"asked_cents": lacking.asked_cents, "room_cents": lacking.room_cents}
    if not lacking.level:
        raise Refused("batch-above-whole-budget", **facts)
    raise Refused("batch-above-budget", level=Level(lacking.level), **facts)


def require_still_covered(budgets: Sequence[LevelBudget], levels: Collection[str]) -> None:
    """Refuse to approve a batch that pays from these levels and is above an allotment by now.

    The batch stands in what is under way: an allotment may have been lowered since it was made.
    """
    for one in budgets:
        if one.allocated_cents is None or one.level not in levels:
            continue
        lacking = one.paid_cents + one.under_way_cents - one.allocated_cents
        if lacking > 0 and not one.level:
            raise Refused("batch-whole-budget-lowered", lacking_cents=lacking)
        if lacking > 0:
            raise Refused("batch-budget-lowered", level=Level(one.level), lacking_cents=lacking)
