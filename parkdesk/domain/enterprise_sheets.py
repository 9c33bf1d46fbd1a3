"""The sheet of one enterprise (企业页): what screen and paper say of it, as at a day.

What is not known is None, never nothing: a programme that names no limit has none here, and money
that came back is None as long as nobody records it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.contracts import ContractState, Market, ServiceLine
from parkdesk.domain.enterprises import EnterpriseStatus, Fact, SaveEnterprise, StatusChange
from parkdesk.domain.periods import Period
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.programmes import Track
from parkdesk.domain.severity import Level
from parkdesk.domain.shares import used_permille
from parkdesk.domain.statistics import FillState


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What is recorded of the enterprise itself; the numbers in `form` are masked."""

    form: SaveEnterprise
    status: EnterpriseStatus | None
    """None where nothing was recorded of it by the day."""
    statuses: tuple[StatusChange, ...] = ()
    former_names: tuple[tuple[str, dt.date], ...] = ()
    """Each with its last day, the newest first."""
    head_office: str = ""
    """总公司 of a branch."""
    branches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate, with what it is worth on the day."""

    id: int
    type_code: str
    type_zh: str
    type_en: str
    level: int | None
    model: str
    number: str
    issuer: str
    issued_on: dt.date
    expires_on: dt.date | None
    status: CertificationStatus | None
    """None: issued after the day."""
    renewed: bool
    """A record that follows this one was issued by the day."""


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract; amounts in minor units of its currency unless they are named otherwise."""

    id: int
    number: str
    client: str
    country_zh: str
    country_en: str
    market: Market
    service_line: ServiceLine
    currency: str
    amount_minor: int
    """What was agreed on the day: as signed, or as the last change until then left it."""
    executed_minor: int
    signed_on: dt.date
    state: ContractState
    """As it was at the end of the day, as far as the trail tells."""

    @property
    def executed_permille(self) -> int:
        """How much of the agreed amount was executed; a whole only where nothing is left."""
        return used_permille(self.executed_minor, self.amount_minor)


@dataclass(frozen=True, slots=True)
class ContractYear:
    """What an enterprise signed and executed in a calendar year, in US cents.

    Drafts do not count. `unconverted` contracts and executions wait for a rate and are in no sum.
    """

    year: int
    contracts: int = 0
    signed_usd_cents: int = 0
    executed_usd_cents: int = 0
    executed_offshore_usd_cents: int = 0
    unconverted: int = 0


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim as it stood on the day; an amount that was not decided by then is None."""

    id: int
    number: str
    year: int
    programme_zh: str
    programme_en: str
    kind: ClaimKind
    state: ClaimState
    heads: int
    requested_cents: int | None
    recommended_cents: int | None
    approved_cents: int | None
    paid_cents: int | None
    paid_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Cap:
    """A programme's upper limit for one person (每人不超过) on a track."""

    track: Track
    cents: int
    confirmed: bool


@dataclass(frozen=True, slots=True)
class SubsidyLine:
    """An enterprise's account (补贴台账) under one programme, in fen.

    `requested` are claims handed in, `approved` and `paid` what was decided of them by the day.
    """

    programme_id: int
    year: int
    programme_zh: str
    programme_en: str
    document_number: str
    claims: int
    heads: int
    requested_cents: int
    approved_cents: int
    paid_cents: int
    returned_cents: int = 0
    """What came back of it by the day: the receipts of clawbacks (追回)."""
    limit_cents: int | None = None
    """What one enterprise may get in all; None where the programme names no such limit."""
    caps: tuple[Cap, ...] = ()
    fund_left_cents: int | None = None
    """What is left today of the park's budget for the programme; None where none is set."""
    granted_items: int = 0
    """Events of certificates that the programme has funded (认证资助)."""
    granted_cents: int = 0
    """What it granted for them."""
    items_left: int | None = None
    """How many more it allows; None where it names no limit, or is not asked."""
    items_confirmed: bool = True
    """Whether that limit was read in a document; otherwise it is 待核实."""

    @property
    def left_cents(self) -> int | None:
        """The enterprise's quota left: the limit less what was approved; None without a limit."""
        return None if self.limit_cents is None else self.limit_cents - self.approved_cents

    @property
    def open_cents(self) -> int:
        """Approved and not paid by the day."""
        return self.approved_cents - self.paid_cents


@dataclass(frozen=True, slots=True)
class SubsidySums:
    """The sums of an account over years, in fen."""

    claims: int = 0
    requested_cents: int = 0
    approved_cents: int = 0
    paid_cents: int = 0
    granted_cents: int = 0
    returned_cents: int = 0


def subsidy_sums(lines: Iterable[SubsidyLine]) -> SubsidySums:
    """Return the sums of an account."""
    several = tuple(lines)
    return SubsidySums(
        claims=sum(one.claims for one in several),
        requested_cents=sum(one.requested_cents for one in several),
        approved_cents=sum(one.approved_cents for one in several),
        paid_cents=sum(one.paid_cents for one in several),
        granted_cents=sum(one.granted_cents for one in several),
        returned_cents=sum(one.returned_cents for one in several),
    )


@dataclass(frozen=True, slots=True)
class ServiceUsed:
    """One service of a public platform."""

    id: int
    platform: Platform
    kind: ServiceKind
    served_on: dt.date
    hours_tenths: int
    people: int
    fee_cents: int
    satisfaction: int | None
    offer: str = ""
    """What the service catalogue calls it; empty where no entry is named."""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """An enterprise's return of one period as at the day; figures are None before it is in."""

    period: Period
    fill: FillState
    due_on: dt.date
    received_on: dt.date | None
    headcount: int | None = None
    graduates: int | None = None
    new_hires: int | None = None
    new_graduates: int | None = None

    @property
    def is_late(self) -> bool:
        """Whether it was handed in after its day."""
        return self.received_on is not None and self.received_on > self.due_on


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that somebody should look at, and where it can be seen."""

    code: str
    level: Level
    page: str
    """The key of the page that shows it."""
    record_id: int
    facts: Mapping[str, Fact] = field(default_factory=dict)


_LEVELS = tuple(Level)


def ordered_findings(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, the gravest first; of one level in the order they were made."""
    return tuple(sorted(found, key=lambda one: _LEVELS.index(one.level)))


@dataclass(frozen=True, slots=True)
class YearFigures:
    """The key figures of an overview: the calendar year of the day, up to the day."""

    year: int
    executed_offshore_usd_cents: int
    executed_offshore_before_usd_cents: int
    """The same days of the year before."""
    signed_usd_cents: int
    contracts: int
    approved_cents: int
    paid_cents: int
    certificates: int
    """In force on the day."""
    unconverted: int
    """Contracts and executions of the year that wait for a rate: in no sum."""


def total_of(years: Iterable[ContractYear]) -> ContractYear:
    """Return the sum over years; its year is 0."""
    sums = {one.name: 0 for one in fields(ContractYear)}
    for year in years:
        for name in sums:
            sums[name] += getattr(year, name)
    return ContractYear(**{**sums, "year": 0})


_OF_RULES = frozenset(
    {
        "certificate-expiring",
        "certificate-suspended",
        "finding-certificate-expired",
        "finding-lease-ended",
        "finding-receipts-missing",
        "finding-return-overdue",
        "finding-return-was-late",
    }
)
"""What a rule of the catalogue says too, of today: it is told once."""


def beside_rules(found: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return what no rule of the catalogue says of today."""
    return tuple(one for one in found if one.code not in _OF_RULES)
