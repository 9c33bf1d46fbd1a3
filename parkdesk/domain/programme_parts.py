"""The parts of a programme: what claimants must be, what is paid, which papers, which clauses.

Every figure that nobody could read is None or missing. None is never nothing: it is shown as not
known, and a rule that has no figure says so in its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parkdesk.domain.programme_figures import (
    BarringGround,
    ClaimKind,
    Figure,
    ItemKind,
    Level,
    Mark,
    Requirement,
    Track,
)


@dataclass(frozen=True, slots=True)
class ClaimantBranch:
    """One of the alternative thresholds for the enterprise that claims.

    `turnover_usd_cents` is a year's outsourcing turnover; `offshore_permille` the share of it
    delivered to final customers abroad, exclusive where `offshore_above` holds.
    """

    turnover_usd_cents: Figure[int] | None
    offshore_permille: Figure[int] | None
    offshore_above: bool = False


@dataclass(frozen=True, slots=True)
class CertificationSupport:
    """What a programme pays for certificates (国际认证资助).

    `items_a_year` counts the funded events of one enterprise, `cap_cents` is the most for one of
    them, `share_permille` the part of the eligible cost that is paid, `kinds` the codes of the
    certificates that the notice names, `events` the codes of `EventType`, `fee_kinds` those of
    `FeeKind`, `minimum_level` the lowest level of a maturity model that counts.
    """

    items_a_year: Figure[int] | None = None
    cap_cents: Figure[int] | None = None
    kinds: Figure[tuple[str, ...]] | None = None
    share_permille: Figure[int] | None = None
    events: Figure[tuple[str, ...]] | None = None
    fee_kinds: Figure[tuple[str, ...]] | None = None
    minimum_level: Figure[int] | None = None


@dataclass(frozen=True, slots=True)
class PlatformSupport:
    """What a programme pays for public platforms (公共服务平台).

    `cap_cents` is the most for one claim, all its kinds of cost together; `minimum_cents` the
    least own investment in building and equipment; `share_permille` the part of the cost that is
    paid, by kind of cost; `kinds` the codes of `domain.platforms.Platform`; `cost_kinds` the codes
    of `ItemKind` that are paid for at all.
    """

    cap_cents: Figure[int] | None = None
    minimum_cents: Figure[int] | None = None
    kinds: Figure[tuple[str, ...]] | None = None
    cost_kinds: Figure[tuple[str, ...]] | None = None
    share_permille: Mapping[ItemKind, Figure[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeadCeiling:
    """At most `heads` persons for a turnover of the year before from … to below … (US cents)."""

    from_usd_cents: int
    below_usd_cents: int | None
    heads: int

    def holds(self, turnover_usd_cents: int) -> bool:
        """Return whether a turnover lies in this tier."""
        upper = self.below_usd_cents
        return self.from_usd_cents <= turnover_usd_cents and (
            upper is None or turnover_usd_cents < upper
        )


@dataclass(frozen=True, slots=True)
class BarringRule:
    """For what, and for how many years, a claimant is barred; None where no number was read."""

    ground: BarringGround
    years: int | None


@dataclass(frozen=True, slots=True)
class LevelShare:
    """The part of an approved amount that one level of government pays, per mille."""

    level: Level
    permille: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the notice by its number; `text` is empty while nobody has entered it."""

    number: str
    text: str
    mark: Mark
    source: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """A paper that a claim must bring (申报材料).

    `kinds` are the kinds of claim that bring it; a conditional one says when in `condition`.
    """

    code: str
    name: str
    name_en: str
    kinds: frozenset[ClaimKind]
    per_person: bool
    mark: Mark
    source: str = ""
    requirement: Requirement = Requirement.REQUIRED
    condition: str = ""
    condition_en: str = ""
    document: str = ""
    clause: str = ""

    @property
    def tracks(self) -> frozenset[Track]:
        """Those of its kinds that have a roster."""
        return frozenset(kind.track for kind in self.kinds if kind.track is not None)


@dataclass(frozen=True, slots=True)
class PackCase:
    """A test case of a programme: a row of facts, and what must come of it.

    `facts` are texts, as a clerk would type them: see `programme_cases` for their names.
    `verdict` is a code of `Verdict`, `amount_cents` the amount the row must be worth.
    """

    name: str
    kind: ClaimKind
    facts: Mapping[str, str]
    verdict: str
    amount_cents: int
