"""What the pack's sections count besides the summary: training, money by level, platforms.

Every line is of one quarter; `*_cents` is CNY fen. What is of the year counts from its first day to
the quarter's last.
"""

from __future__ import annotations

from dataclasses import dataclass

from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import ClaimKind


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """The people on the rosters of one programme's claims of one kind.

    Those that were approved and paid are the people of claims that were so in full: a cut amount
    is not divided among people.
    """

    programme: str
    programme_en: str
    kind: ClaimKind
    claims_in: int
    """Claims handed in in the quarter."""
    persons_in: int
    claims_decided: int
    persons_decided: int
    persons_approved: int
    claims_paid: int
    """Claims whose money was paid, the last of it, in the quarter."""
    persons_paid: int


@dataclass(frozen=True, slots=True)
class LevelSum:
    """What one level approved and paid for one programme; `level` is empty where not known."""

    programme: str
    programme_en: str
    level: str
    approved_cents: int
    approved_year_cents: int
    paid_cents: int
    """By the day of the bank's payment, whenever the claim was decided."""
    paid_year_cents: int


@dataclass(frozen=True, slots=True)
class PlatformRequests:
    """What was asked of one platform in the quarter, and what it offered at the end of it."""

    platform: Platform
    open_before: int = 0
    came: int = 0
    done: int = 0
    refused: int = 0
    received: int = 0
    """Open at the end: received, and not yet accepted."""
    accepted: int = 0
    underway: int = 0
    overdue: int = 0
    """Of the open ones, those whose day was over."""
    offers: int = 0
    """Entries of the catalogue at the quarter's end."""
    free_offers: int = 0

    @property
    def open_after(self) -> int:
        """How many were open at the quarter's end."""
        return self.received + self.accepted + self.underway


@dataclass(frozen=True, slots=True)
class PlatformEvaluation:
    """What a platform is evaluated by (绩效评价) besides its service log, in the quarter."""

    platform: Platform
    full_time: int | None = None
    """People who worked for it alone at the quarter's end; None where nobody entered them."""
    contracts: int = 0
    """Contracts signed that came of its opportunities."""
    consultations: int = 0
    bookings: int = 0
    used_slots: int = 0
    """Half hours of its places that were used."""
    building_cents: int = 0
    running_cents: int = 0
    grant_cents: int = 0
    """What of building and running was paid of grants."""


@dataclass(frozen=True, slots=True)
class PackFacts:
    """What the sections print besides the summary's own lists."""

    training: tuple[TrainingLine, ...]
    subsidies: tuple[LevelSum, ...]
    requests: tuple[PlatformRequests, ...]
    evaluation: tuple[PlatformEvaluation, ...]
