"""One programme (政策包) as the rules see it: every figure of a year with its source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.programme_figures import (
    ClaimKind,
    Counting,
    Degree,
    Figure,
    Level,
    Repeat,
    Standing,
    Track,
)
from parkdesk.domain.programme_parts import (
    BarringRule,
    CertificationSupport,
    ClaimantBranch,
    Clause,
    HeadCeiling,
    LevelShare,
    Material,
    PackCase,
    PlatformSupport,
)


@dataclass(frozen=True, slots=True)
class Budget:
    """A programme's money in the park, in fen; `total_cents` is None where none has been set.

    `pending_cents` is asked for or recommended and not decided; `committed_cents` approved, paid
    or not.
    """

    total_cents: int | None
    committed_cents: int = 0
    pending_cents: int = 0

    @property
    def left_cents(self) -> int | None:
        """What may still be approved."""
        return None if self.total_cents is None else self.total_cents - self.committed_cents


@dataclass(frozen=True, slots=True)
class Programme:
    """One year's rules of one level; a figure nobody could read is None."""

    code: str
    version: int
    year: int
    title: str
    title_en: str
    level: Level
    region: str
    document: str
    issued_on: dt.date | None
    template: bool
    window: Figure[DateRange] | None
    branches: tuple[ClaimantBranch, ...]
    graduate_permille: Figure[int] | None
    clean_years: Figure[int] | None
    cap_cents: Mapping[Track, Figure[int]]
    local_match_permille: Figure[int] | None
    allotment_cents: Figure[int] | None
    contract_months: Figure[int] | None
    counting: Figure[Counting]
    degree: Figure[Degree] | None
    outsourcing_work: Figure[bool] | None
    outsourcing_employer: Figure[bool] | None
    """Whether an institution's trainees must have signed with an outsourcing enterprise."""
    assessment: Mapping[Track, Figure[bool]]
    pass_score: Figure[int] | None
    retirement_age: Figure[int] | None
    repeat: Figure[Repeat]
    materials: tuple[Material, ...] = ()
    certification: CertificationSupport | None = None
    platform: PlatformSupport | None = None
    standing: tuple[Figure[Standing], ...] = ()
    """Conditions of every claimant, each with its own source."""
    head_ceilings: tuple[Figure[HeadCeiling], ...] = ()
    """Most persons of one claimant, by turnover of the year before; empty: none known."""
    review_levels: Figure[tuple[Level, ...]] | None = None
    """Who reviews after the park, in order; see `reviewed_by`."""
    shares: Figure[tuple[LevelShare, ...]] | None = None
    """How the levels share the money; see `share_of` and `level_shares.split`."""
    notice_days: Figure[int] | None = None
    """Working days of public notice (公示) before payment; see `noticed_for`."""
    approval_limits: Mapping[str, Figure[int]] = field(default_factory=dict)
    """Role code → the most, in fen, that it may approve for one claim; a role not named may all."""
    barring: tuple[Figure[BarringRule], ...] = ()
    signal_limits: Mapping[str, Figure[int]] = field(default_factory=dict)
    """Code of a signal → its limit under this programme, where it has one of its own."""
    clauses: tuple[Clause, ...] = ()
    cases: tuple[PackCase, ...] = ()

    @property
    def kinds(self) -> tuple[ClaimKind, ...]:
        """The kinds of claim it pays for, in their order."""
        paid = {
            ClaimKind.ENTERPRISE: Track.ENTERPRISE in self.assessment,
            ClaimKind.INSTITUTION: Track.INSTITUTION in self.assessment,
            ClaimKind.CERTIFICATION: self.certification is not None,
            ClaimKind.PLATFORM: self.platform is not None,
        }
        return tuple(kind for kind in ClaimKind if paid[kind])

    @property
    def reviewed_by(self) -> tuple[Level, ...]:
        """The levels that review after the park, in order; none where nothing is known."""
        return self.review_levels.value if self.review_levels else ()

    @property
    def noticed_for(self) -> int:
        """Working days of public notice; 0 where there is none, or none is known."""
        return self.notice_days.value if self.notice_days else 0

    @property
    def share_of(self) -> Mapping[Level, int] | None:
        """Level → per mille, summing up to 1000; None where the shares are not known."""
        if self.shares is None:
            return None
        return {share.level: share.permille for share in self.shares.value}

    def approval_limit(self, role: str) -> Figure[int] | None:
        """Return the most that a role may approve for one claim; None for no limit."""
        return self.approval_limits.get(role)

    def clause_text(self, number: str) -> str:
        """Return the text of a clause; empty where nobody has entered it."""
        return next((one.text for one in self.clauses if one.number == number), "")

    def figures(self) -> tuple[tuple[str, Figure[Any]], ...]:
        """Return every figure that is known, with the key of its label, in the order shown."""
        return tuple((key, figure) for key, figure in self._named() if figure is not None)

    def _named(self) -> Iterator[tuple[str, Figure[Any] | None]]:
        yield "window", self.window
        for branch in self.branches:
            yield "turnover", branch.turnover_usd_cents
            key = "offshore-above" if branch.offshore_above else "offshore"
            yield key, branch.offshore_permille
        yield "graduates", self.graduate_permille
        yield "clean-years", self.clean_years
        yield from (("standing", figure) for figure in self.standing)
        yield from ((f"cap-{track.value}", one) for track, one in self.cap_cents.items())
        yield from (("head-ceiling", figure) for figure in self.head_ceilings)
        yield "local-match", self.local_match_permille
        yield "allotment", self.allotment_cents
        yield "contract-months", self.contract_months
        yield "counting", self.counting
        yield "degree", self.degree
        yield "outsourcing-work", self.outsourcing_work
        yield "outsourcing-employer", self.outsourcing_employer
        yield from ((f"assessment-{track.value}", one) for track, one in self.assessment.items())
        yield "pass-score", self.pass_score
        yield "retirement-age", self.retirement_age
        yield "repeat", self.repeat
        yield from self._items()
        yield "review-levels", self.review_levels
        yield "shares", self.shares
        yield "notice-days", self.notice_days
        yield from ((f"approval-limit-{role}", one) for role, one in self.approval_limits.items())
        yield from (("barring", figure) for figure in self.barring)
        yield from ((f"signal-{code}", one) for code, one in self.signal_limits.items())

    def _items(self) -> Iterator[tuple[str, Figure[Any] | None]]:
        support = self.certification or CertificationSupport()
        yield "certification-items", support.items_a_year
        yield "certification-cap", support.cap_cents
        yield "certification-share", support.share_permille
        yield "certification-kinds", support.kinds
        yield "certification-events", support.events
        yield "certification-fees", support.fee_kinds
        yield "certification-level", support.minimum_level
        platform = self.platform or PlatformSupport()
        yield "platform-kinds", platform.kinds
        yield "platform-costs", platform.cost_kinds
        yield "platform-minimum", platform.minimum_cents
        yield "platform-cap", platform.cap_cents
        for kind, figure in platform.share_permille.items():
            yield f"platform-share-{kind.value}", figure

    def unconfirmed(self) -> int:
        """Return how many of its figures the park must still check (待核实)."""
        return sum(not figure.confirmed for _key, figure in self.figures())

    def materials_for(self, kind: ClaimKind | Track) -> tuple[Material, ...]:
        """Return the papers that a claim of a kind brings, conditional ones too."""
        wanted = ClaimKind(kind.value)
        return tuple(material for material in self.materials if wanted in material.kinds)
