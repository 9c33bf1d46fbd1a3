"""The review of many claims (集中审核): which may be passed as a group, and what must be opened.

Who passes a group has opened a sample of it that the program drew (抽查). No public text sets the
size of such a sample: one in five, rounded up, is ParkDesk's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from parkdesk.domain.errors import Refused

ONE_IN = 5
"""One claim of so many is drawn, and never fewer than one."""


class NotClean(StrEnum):
    """Why a claim is not passed as one of a group."""

    OPEN_SIGNAL = "open-signal"
    LACKS_PAPERS = "lacks-papers"
    CONDITION_NOT_MET = "condition-not-met"
    AWAITS_LEVEL = "awaits-level"
    """A higher level (区县, 市, 省) has still to review it: the park cannot approve it yet."""
    CHANGED = "changed"
    """It is no longer what stood in the queue when the sample was drawn."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim of a group that did not pass: not clean, or its own step refused with this code."""

    number: str
    why: NotClean | None = None
    refusal: str = ""
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cleanness:
    """What would have to be looked into before a claim is passed."""

    open_signals: int = 0
    lacking_papers: int = 0
    failed_conditions: int = 0
    """Conditions of the applicant that are not met."""
    open_conditions: int = 0
    """Those that nobody has answered: they are told, and keep a claim out of no group."""
    awaits_level: bool = False
    """Its next step here is the approval, and a higher level has still to review it."""

    @property
    def clean(self) -> bool:
        """Whether it may be passed as one of a group."""
        return self.why is None

    @property
    def why(self) -> NotClean | None:
        """What keeps it out of a group, the gravest first."""
        if self.open_signals:
            return NotClean.OPEN_SIGNAL
        if self.lacking_papers:
            return NotClean.LACKS_PAPERS
        if self.failed_conditions:
            return NotClean.CONDITION_NOT_MET
        return NotClean.AWAITS_LEVEL if self.awaits_level else None


def sample_size(group: int) -> int:
    """Return how many claims of a group must be opened before it is passed."""
    return -(-group // ONE_IN)


def require_opened(drawn: frozenset[int], opened: frozenset[int]) -> None:
    """Refuse to pass a group of which a drawn claim was not opened."""
    missing = len(drawn - opened)
    if missing:
        raise Refused("sample-not-opened", missing=missing)
