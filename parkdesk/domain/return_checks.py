"""Whether an enterprise can hand in a return of a period at all, by when it was in the park."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from parkdesk.domain.periods import Period


class Presence(StrEnum):
    """Where an enterprise was in a period."""

    HERE = "here"
    """In the park on one of its days at least."""
    NOT_YET = "not-yet"
    """It came after: possible where its day of entry is wrong, so that asks."""
    LEFT = "left"
    """It had left before the period began: there is nothing to hand in."""


def presence_in(period: Period, entered_on: dt.date, left_on: dt.date | None) -> Presence:
    """Return where an enterprise was in a period, by the days on which it came and left."""
    if left_on is not None and left_on < period.first:
        return Presence.LEFT
    return Presence.NOT_YET if entered_on > period.last else Presence.HERE
