"""The printed sheet of one enterprise: every section as at a day, ready for any paper.

A section is None where the person who prints may not read it: it is left out and said to be.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.bank_accounts import AccountPurpose
from parkdesk.domain.certifications import EventType
from parkdesk.domain.chain import Link
from parkdesk.domain.contacts import Duty
from parkdesk.domain.enterprise_facts import AnyFact, FactKind
from parkdesk.domain.enterprise_history import HistoryLine
from parkdesk.domain.enterprise_sheets import (
    CertificateLine,
    ClaimLine,
    ContractLine,
    ContractYear,
    Finding,
    ReturnLine,
    ServiceUsed,
    SheetFacts,
    SubsidyLine,
    YearFigures,
)
from parkdesk.domain.enterprises import Reach
from parkdesk.domain.findings_print import PrintedFinding
from parkdesk.domain.papers import PaperState
from parkdesk.domain.service_codes import Layer
from parkdesk.domain.stops import StopEffect, StopState
from parkdesk.domain.titles import AllianceRole, MembershipState, TitleState


@dataclass(frozen=True, slots=True)
class FactLine:
    """One dated fact; `holds` on the day."""

    kind: FactKind
    fact: AnyFact
    holds: bool


@dataclass(frozen=True, slots=True)
class GrantLine:
    """Public money for one event of a certificate."""

    granted_on: dt.date
    certificate: str
    event_type: EventType
    programme_year: int
    document_number: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class TitleLine:
    """One title (称号)."""

    kind_zh: str
    kind_en: str
    number: str
    authority: str
    granted_on: dt.date
    valid_until: dt.date | None
    state: TitleState


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """One membership of an alliance."""

    alliance: str
    role: AllianceRole
    since_on: dt.date
    until_on: dt.date | None
    state: MembershipState


@dataclass(frozen=True, slots=True)
class StopLine:
    """One stop (暂停办理)."""

    document_number: str
    reason: str
    effects: tuple[StopEffect, ...]
    from_on: dt.date
    until_on: dt.date | None
    lifted_on: dt.date | None
    state: StopState


@dataclass(frozen=True, slots=True)
class OfferedLine:
    """One service that it offers."""

    code: str
    name_zh: str
    name_en: str
    reach: Reach
    layer: Layer | None
    is_main: bool
    from_on: dt.date
    to_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One contact; its numbers and address are masked."""

    name: str
    post: str
    phone: str
    mobile: str
    email: str
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One bank account; its number is masked."""

    bank: str
    branch: str
    holder: str
    account: str
    purpose: AccountPurpose | None
    is_main: bool
    """Subsidies are paid to it."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper, or one that is asked for and missing."""

    slot_zh: str
    slot_en: str
    belongs_to: str
    """The certificate or claim; empty for the enterprise itself."""
    file_name: str
    pages: int | None
    added_at: dt.datetime | None
    state: PaperState


@dataclass(frozen=True, slots=True)
class EnterprisePrint:
    """Everything that the sheet prints."""

    park_zh: str
    park_en: str
    facts: SheetFacts
    code: str
    day: dt.date
    """The day as at which everything is told."""
    is_past: bool
    """The day lies before the day of printing."""
    printed_at: dt.datetime
    printed_by: str
    figures: YearFigures
    findings: tuple[Finding, ...]
    """What is noted; beside `ruled` only what no rule says, so that nothing is told twice."""
    ruled: tuple[PrintedFinding, ...] | None = None
    """What the rules found and what has not ended; None for a past day, to
    whom may not read it, and before the rules were first looked at."""
    dated: tuple[FactLine, ...] = ()
    certificates: tuple[CertificateLine, ...] | None = None
    grants: tuple[GrantLine, ...] | None = None
    subsidies: tuple[SubsidyLine, ...] | None = None
    claims: tuple[ClaimLine, ...] | None = None
    years: tuple[ContractYear, ...] | None = None
    contracts: tuple[ContractLine, ...] | None = None
    services: tuple[ServiceUsed, ...] | None = None
    returns: tuple[ReturnLine, ...] | None = None
    titles: tuple[TitleLine, ...] = ()
    memberships: tuple[MembershipLine, ...] = ()
    stops: tuple[StopLine, ...] = ()
    offered: tuple[OfferedLine, ...] = ()
    works_for: tuple[Link, ...] | None = None
    gives_to: tuple[Link, ...] | None = None
    links_year: int = 0
    contacts: tuple[ContactLine, ...] = ()
    accounts: tuple[AccountLine, ...] = ()
    papers: tuple[PaperLine, ...] = ()
    history: tuple[HistoryLine, ...] = ()
    history_total: int = 0
    """All changes; `history` has the newest of them."""
