"""The status of an enterprise by days (企业状态): what may follow what, and what held on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise


class EnterpriseStatus(StrEnum):
    """Where an enterprise stands towards the park, or the register."""

    APPLIED = "applied"
    """申请入园: has asked to come, is not in."""
    RESIDENT = "resident"
    """在园."""
    GRADUATED = "graduated"
    """毕业: grew out of the park."""
    MOVED_OUT = "moved-out"
    """迁出."""
    REVOKED = "revoked"
    """吊销: the licence was taken away."""
    DEREGISTERED = "deregistered"
    """注销: struck off the register."""


LEFT = frozenset(
    {
        EnterpriseStatus.GRADUATED,
        EnterpriseStatus.MOVED_OUT,
        EnterpriseStatus.REVOKED,
        EnterpriseStatus.DEREGISTERED,
    }
)
"""Statuses of an enterprise that is no longer in the park; they have a last day."""


FOLLOWS: Mapping[EnterpriseStatus, frozenset[EnterpriseStatus]] = {
    EnterpriseStatus.APPLIED: frozenset(
        {
            EnterpriseStatus.RESIDENT,
            EnterpriseStatus.MOVED_OUT,
            EnterpriseStatus.REVOKED,
            EnterpriseStatus.DEREGISTERED,
        }
    ),
    EnterpriseStatus.RESIDENT: LEFT,
    EnterpriseStatus.GRADUATED: frozenset(EnterpriseStatus)
    - {EnterpriseStatus.GRADUATED, EnterpriseStatus.MOVED_OUT},
    EnterpriseStatus.MOVED_OUT: frozenset(EnterpriseStatus)
    - {EnterpriseStatus.GRADUATED, EnterpriseStatus.MOVED_OUT},
    # A revoked licence can be given back; until then the enterprise can only be struck off.
    EnterpriseStatus.REVOKED: frozenset({EnterpriseStatus.RESIDENT, EnterpriseStatus.DEREGISTERED}),
    EnterpriseStatus.DEREGISTERED: frozenset(),
}
"""Which status may come next. Whoever has left may apply or come again; 注销 is the end."""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status from a day on; of one that leaves the park, `from_on` is its last day in it."""

    from_on: dt.date
    status: EnterpriseStatus


def status_on(history: Iterable[StatusChange], day: dt.date) -> EnterpriseStatus | None:
    """Return the status on `day`; None before the first one. Of two on one day the later holds.

    On its last day an enterprise is still in the park, as `in_park_on` counts it.
    """
    found = None
    for change in sorted(history, key=lambda one: one.from_on):
        if change.from_on < day or (change.from_on == day and change.status not in LEFT):
            found = change.status
    return found


def contradiction(history: Iterable[StatusChange]) -> tuple[str, StatusChange, StatusChange] | None:
    """Return the first two statuses that cannot both be true, and the code that says why."""
    ordered = sorted(history, key=lambda one: one.from_on)
    for earlier, later in pairwise(ordered):
        if later.from_on == earlier.from_on:
            return "status-day-taken", earlier, later
        if later.status is earlier.status:
            return "status-repeats", earlier, later
        if later.status not in FOLLOWS[earlier.status]:
            return "status-cannot-follow", earlier, later
    return None


@dataclass(frozen=True, slots=True)
class LastKnown:
    """What a history of statuses says of the present."""

    status: EnterpriseStatus
    entered_on: dt.date | None
    """The first day in the park; None where it was never in it."""
    left_on: dt.date | None
    """The last day in the park; None where it is not gone."""


def last_known(history: Iterable[StatusChange]) -> LastKnown | None:
    """Return what the list shows of a history; None of an empty one."""
    ordered = sorted(history, key=lambda one: one.from_on)
    if not ordered:
        return None
    entered = next(
        (one.from_on for one in ordered if one.status is EnterpriseStatus.RESIDENT), None
    )
    return LastKnown(ordered[-1].status, entered, _left_on(ordered))


def _left_on(ordered: Sequence[StatusChange]) -> dt.date | None:
    # Struck off after having moved out: it left when it moved out.
    left = None
    for change in reversed(ordered):
        if change.status not in LEFT:
            break
        left = change.from_on
    return left


def in_park_on(entered_on: dt.date, left_on: dt.date | None, day: dt.date) -> bool:
    """Return whether an enterprise counts in the stock of `day`; its last day still counts."""
    return entered_on <= day and (left_on is None or day <= left_on)
