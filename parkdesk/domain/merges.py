"""Merging two records of one enterprise (合并重复企业): what is chosen, what stands in the way."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from enum import StrEnum

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.enterprises import SaveEnterprise

UNDO_DAYS = 30
"""Days after a merge on which it can still be undone; the park's own choice, no rule of law."""

WITH_A_HISTORY = frozenset({"status", "entered_on", "left_on"})
"""Fields that stay as the kept record has them: they follow from its dated statuses, and change
by an action of their own."""
TOGETHER = {
    "contact_name": ("contact_post", "contact_mobile", "contact_email", "contact_duties"),
    "bank_account": ("bank_branch", "bank_holder", "bank_purpose"),
}
"""Columns outside of the form that go with one of its fields."""

GO_WITH = {
    "enterprise_address": ("registered_address", "office_address"),
    "enterprise_capital": ("registered_capital_cents",),
    "enterprise_headcount": ("headcount", "graduates"),
    "enterprise_premises": ("building", "area_sqm"),
    "enterprise_service": ("service_line", "reach"),
}
"""Fields that repeat the newest of dated rows: where those move to a record without, they
go with them."""


class Obstacle(StrEnum):
    """Why two records cannot be merged this way round, or not at all."""

    PAID_CLAIM = "merge-paid-claim"
    """A claim that has been paid would change its owner."""
    HEAD_OFFICE = "merge-head-office"
    """One is the head office of the other: they are two."""
    BRANCHES = "merge-branches"
    """One is a branch, the other has branches: a branch has none."""
    GRANT = "merge-grant"
    """A certificate that money was granted for would change its owner."""
    REFERRED_TO = "merge-referred-to"
    """A row that both have is referred to by others; one of them has to be put right first."""


class UndoState(StrEnum):
    """Whether a merge can still be undone."""

    OPEN = "open"
    UNDONE = "undone"
    TOO_LATE = "too-late"


@dataclass(frozen=True, slots=True)
class MergeRequest:
    """Which record is kept, which is given up, and whose values the kept one bears afterwards."""

    kept_id: int
    kept_version: int
    dropped_id: int
    dropped_version: int
    take: frozenset[str]
    """Fields of `SaveEnterprise` that are taken from the record that is given up."""
    reason: str


def differing(kept: SaveEnterprise, dropped: SaveEnterprise) -> tuple[str, ...]:
    """Return the fields in which two records differ, in the order of the form."""
    names = [one.name for one in fields(SaveEnterprise) if one.name not in WITH_A_HISTORY]
    return tuple(one for one in names if getattr(kept, one) != getattr(dropped, one))


def suggested(kept: SaveEnterprise, dropped: SaveEnterprise) -> frozenset[str]:
    """Return the fields to take at first: those that only the other record knows."""
    empty = (None, "", 0)
    return frozenset(
        name
        for name in differing(kept, dropped)
        if getattr(kept, name) in empty and getattr(dropped, name) not in empty
    )


def last_day_to_undo(merged_at: dt.datetime) -> dt.date:
    """Return the last day, in China, on which a merge can be undone."""
    return day_in_china(merged_at) + dt.timedelta(days=UNDO_DAYS)


def undo_state(merged_at: dt.datetime, undone_at: dt.datetime | None, today: dt.date) -> UndoState:
    """Return whether a merge can be undone on `today`."""
    if undone_at is not None:
        return UndoState.UNDONE
    return UndoState.OPEN if today <= last_day_to_undo(merged_at) else UndoState.TOO_LATE
