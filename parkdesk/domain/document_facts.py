"""What registered documents tell, as plain facts that are frozen as canonical JSON."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.budgets import LevelBudget
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.enterprise_print import GrantLine
from parkdesk.domain.enterprise_sheets import (
    CertificateLine,
    ClaimLine,
    ContractLine,
    ContractYear,
    ReturnLine,
    SheetFacts,
    SubsidyLine,
    YearFigures,
)
from parkdesk.domain.findings import FindingStanding
from parkdesk.domain.payment_papers import NoticeLine
from parkdesk.domain.summary_findings import FindingRule, KeptFact


@dataclass(frozen=True, slots=True)
class PackFinding:
    """One finding that stands, with what its rule asks."""

    rule: FindingRule
    facts: tuple[KeptFact, ...]
    standing: FindingStanding
    since_on: dt.date
    due_on: dt.date
    owner: str
    """Who looks after it; empty: nobody."""


@dataclass(frozen=True, slots=True)
class EnterprisePack:
    """One enterprise as at a day; a part is None where the person may not read it."""

    facts: SheetFacts
    figures: YearFigures
    certificates: tuple[CertificateLine, ...] | None
    grants: tuple[GrantLine, ...] | None
    subsidies: tuple[SubsidyLine, ...] | None
    claims: tuple[ClaimLine, ...] | None
    years: tuple[ContractYear, ...] | None
    contracts: tuple[ContractLine, ...] | None
    returns: tuple[ReturnLine, ...] | None
    findings: tuple[PackFinding, ...] | None
    """The gravest first; None, too, for a day that is over: they are those of today."""


@dataclass(frozen=True, slots=True)
class StateSums:
    """The claims of a programme in one state, and their money in fen."""

    state: ClaimState
    claims: int
    heads: int
    asked_cents: int
    requested_cents: int
    approved_cents: int
    paid_cents: int
    recovered_cents: int


@dataclass(frozen=True, slots=True)
class AccountClaim:
    """One claim of a programme; an amount that is not decided is None."""

    number: str
    enterprise: str
    kind: ClaimKind
    state: ClaimState
    heads: int
    asked_cents: int
    requested_cents: int
    approved_cents: int | None
    paid_cents: int | None
    recovered_cents: int | None


@dataclass(frozen=True, slots=True)
class ProgrammeAccount:
    """The claims and the money of one edition of a programme.

    `levels` are the money of all its editions together, as the budgets are kept. `content` is the
    programme's stored text: the figures and ceilings that held.
    """

    content: str
    version: int
    states: tuple[StateSums, ...]
    levels: tuple[LevelBudget, ...]
    claims: tuple[AccountClaim, ...]


@dataclass(frozen=True, slots=True)
class ExpiryLine:
    """One certificate that is in force and ends within the span."""

    enterprise: str
    type_code: str
    type_zh: str
    type_en: str
    level: int | None
    model: str
    number: str
    issuer: str
    expires_on: dt.date


@dataclass(frozen=True, slots=True)
class ExpiryList:
    """Certificates that end from a day on, the soonest first; `until` is the last day looked at."""

    day: dt.date
    until: dt.date
    months: int
    in_force: int
    """How many certificates are in force on the day in all."""
    lines: tuple[ExpiryLine, ...]


@dataclass(frozen=True, slots=True)
class NoticeList:
    """A public notice person by person; its lines sum to its amount, numbers are masked."""

    number: str
    programme: str
    programme_en: str
    document: str
    published_on: dt.date
    last_on: dt.date
    working_days: int
    calendar_known: bool
    place: str
    claims: int
    amount_cents: int
    lines: tuple[NoticeLine, ...]
