"""What the headings of an enterprise's own lists mean, where the program does not know them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parkdesk.domain.trainees import RosterField

LONGEST_HEADING = 100
MOST_HEADINGS = 200
"""Of one list; an enterprise's lists have a few dozen."""
Meanings = Mapping[str, RosterField | None]
"""By heading, half-width and without blanks; None for a column that is left out on purpose."""


@dataclass(frozen=True, slots=True)
class HeadingMeaning:
    """A heading, half-width and without blanks, and the column it fills; None leaves it out."""

    heading: str
    field: RosterField | None
