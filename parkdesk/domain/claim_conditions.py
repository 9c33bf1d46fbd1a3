"""What somebody found out about the claimant of a claim (申报主体条件的核查)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from parkdesk.domain.errors import InvalidInput

VIOLATIONS = "violations"
"""The code of the answer about violations; the others are those of `Standing`."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What somebody found out about one condition; `met` is None while nobody has looked.

    `code` is that of `Standing`, or `violations`: then `met` says that none were found, and
    `found_on` is the day of the last one where some were.
    """

    code: str
    met: bool | None = None
    found_on: dt.date | None = None
    note: str = ""


def check_condition(one: Condition, asked: Sequence[str], today: dt.date) -> None:
    """Refuse an answer that nobody asked for, or about a day that is missing or still to come."""
    if one.code not in asked:
        raise InvalidInput({one.code: "condition-not-asked"})
    if one.code == VIOLATIONS and one.met is False and one.found_on is None:
        raise InvalidInput({"found_on": "required"})
    if one.found_on is not None and one.found_on > today:
        raise InvalidInput({"found_on": "found-in-future"})
