"""What a quarter's pack prints besides the figures and lists of its summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parkdesk.domain.pack_facts import PackFacts
from parkdesk.domain.threshold_watch import WatchMeasure


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """The money of one level for one programme at the cut-off; `level` is empty where unknown."""

    programme: str
    programme_en: str
    year: int
    level: str
    allotted_cents: int | None
    """None: nothing was allotted yet."""
    paid_cents: int
    unpaid_cents: int
    """Approved and not paid."""
    pending_cents: int
    """Asked for and not decided."""

    @property
    def left_cents(self) -> int | None:
        """Allotted less paid less approved; None where nothing was allotted."""
        if self.allotted_cents is None:
            return None
        return self.allotted_cents - self.paid_cents - self.unpaid_cents


@dataclass(frozen=True, slots=True)
class WatchedEnterprise:
    """An enterprise below a line or close above it; `value` is in the unit of the line."""

    enterprise: str
    is_below: bool
    value: int
    lacking: int
    """How much more would reach the line: US cents, or people for a share of graduates."""


@dataclass(frozen=True, slots=True)
class WatchedLine:
    """A line of the threshold watch with how many stand where beside it.

    A share's line is in thousandths, a floor in US cents; `over`: the line itself is not enough.
    """

    name: str
    name_en: str
    measure: WatchMeasure
    limit: int
    over: bool
    confirmed: bool
    below: int
    near: int
    above: int
    apart: int
    """Whom the line does not ask."""
    enterprises: tuple[WatchedEnterprise, ...]


@dataclass(frozen=True, slots=True)
class PackContent:
    """What the sections that can be chosen print; a part younger than an edition is not in it."""

    YOUNG: ClassVar[frozenset[str]] = frozenset({"facts"})

    text: str = ""
    """The manager's own words (经营综述), in Chinese."""
    text_en: str = ""
    """The same in English; empty where there is none."""
    budgets: tuple[BudgetLine, ...] = ()
    watch: tuple[WatchedLine, ...] = ()
    facts: PackFacts | None = None
    """None: an edition of before they were kept."""
