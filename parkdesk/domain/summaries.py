"""The quarter's compliance summary (季度合规汇总): plain figures, and the laws they obey.

A summary is complete in itself: what it prints is in it, nothing is looked up while printing. So a
frozen summary gives the same paper for ever. It holds no identity number, bank account or
telephone number.
Money is in minor units: `*_cents` is CNY fen, `*_usd_cents` US cents.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from parkdesk.domain import canonical
from parkdesk.domain.calendar import Quarter, day_in_china
from parkdesk.domain.certifications import IN_FORCE, CertificationStatus
from parkdesk.domain.closing import ClosingCheck, Restatement
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.deviations import Deviation
from parkdesk.domain.eligibility_rules import Rule as EligibilityRule
from parkdesk.domain.indicators import Indicator
from parkdesk.domain.pack_content import PackContent
from parkdesk.domain.platforms import PlatformTotals
from parkdesk.domain.statistics import FillState, Growth, Totals, growth
from parkdesk.domain.summary_findings import QuarterFindings

EXPIRY_HORIZON = dt.timedelta(days=180)
"""How far ahead the summary looks for certificates that run out (A 7.3: 90 and 180 days)."""
EXPIRY_SOON = dt.timedelta(days=90)

IN_TIME = (FillState.MISSING, FillState.DRAFT)
"""The states of a return that is not in and whose day has not passed."""


class FigureKey(StrEnum):
    """The eight figures of page 1, in the order they stand there."""

    RESIDENTS = "residents"
    OFFSHORE_EXECUTED = "offshore-executed"
    CMMI_3_AND_UP = "cmmi-3-and-up"
    SUBSIDY_APPROVED = "subsidy-approved"
    SIGNED = "signed"
    STAFF = "staff"
    EXPIRING = "expiring"
    RETURNS_IN = "returns-in"


LEADING = (
    FigureKey.RESIDENTS,
    FigureKey.OFFSHORE_EXECUTED,
    FigureKey.CMMI_3_AND_UP,
    FigureKey.SUBSIDY_APPROVED,
)
"""The figures on the large cards; the others stand below them."""


class Unit(StrEnum):
    """What a figure counts."""

    CERTIFICATES = "certificates"
    CNY_CENTS = "cny-cents"
    ENTERPRISES = "enterprises"
    PERMILLE = "permille"
    PERSONS = "persons"
    USD_CENTS = "usd-cents"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the quarter with the two it is compared with; None is 'not known'."""

    key: FigureKey
    unit: Unit
    value: int | None
    previous: int | None = None
    year_before: int | None = None
    like_previous: int | None = None
    """The value of those alone who reported both quarters; None: the value itself."""
    like_year_before: int | None = None
    redefined: bool = False
    """The definition changed since: no rate is given."""

    def against_previous(self) -> Growth:
        """Compare with the quarter before (环比), like for like."""
        now = self.value if self.like_previous is None else self.like_previous
        return growth(now, self.previous, same_definition=not self.redefined)

    def against_year_before(self) -> Growth:
        """Compare with the same quarter a year before (同比), like for like."""
        now = self.value if self.like_year_before is None else self.like_year_before
        return growth(now, self.year_before, same_definition=not self.redefined)


@dataclass(frozen=True, slots=True)
class ExecutedQuarter:
    """What was executed offshore in one quarter, by service line."""

    quarter: Quarter
    ito_usd_cents: int
    bpo_usd_cents: int
    kpo_usd_cents: int

    @property
    def total_usd_cents(self) -> int:
        """The quarter's offshore execution."""
        return self.ito_usd_cents + self.bpo_usd_cents + self.kpo_usd_cents


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the reference data in both languages."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class SourceMarket:
    """A source market's part of the quarter's offshore execution (ISO 3166 code)."""

    country: str
    name: Name
    usd_cents: int


@dataclass(frozen=True, slots=True)
class EnterpriseLine:
    """One enterprise of the quarter, with what it executed offshore; its line may be unknown."""

    name: str
    code: str
    service_line: ServiceLine | None
    staff: int | None
    executed_usd_cents: int
    certificate: str
    """Its highest certificate, `CMMI 3` or `ISO 27001`; empty for none."""
    fill_state: FillState


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract with what was executed of it in the quarter and since it was signed."""

    number: str
    enterprise: str
    client: str
    country: Name
    service_line: ServiceLine
    offshore: bool
    signed_on: dt.date
    signed_usd_cents: int
    executed_usd_cents: int
    executed_to_date_usd_cents: int


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """One certificate with its state at the cut-off."""

    enterprise: str
    short_name: str
    """What fits on a chart: the enterprise's short name."""
    kind: str
    """The kind's code as people write it: CMMI, ISO 27001."""
    level: int | None
    number: str
    issued_on: dt.date
    expires_on: dt.date | None
    status: CertificationStatus
    renewal: bool = False
    """A record that follows this one is registered."""

    @property
    def title(self) -> str:
        """Kind and level: CMMI 3."""
        return self.kind if self.level is None else f"{self.kind} {self.level}"


@dataclass(frozen=True, slots=True)
class Rejection:
    """People refused in a programme because of one condition: the first that they failed."""

    reason: EligibilityRule
    persons: int


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """The claims of the quarter under one programme (政策包)."""

    YOUNG: ClassVar[frozenset[str]] = frozenset({"name_en"})

    name: str
    document_number: str
    confirmed: bool
    """False prints as 待核实: the source of its figures is not confirmed."""
    claims: int
    persons: int
    persons_approved: int
    """Of the claims approved in full: where an amount was cut, whom it is for is not known."""
    requested_cents: int
    approved_cents: int
    paid_cents: int
    """Paid by the end of the quarter."""
    clawed_back_cents: int
    rejections: tuple[Rejection, ...] = ()
    name_en: str = ""
    """Empty where the programme has none, and in summaries frozen before it was kept."""


@dataclass(frozen=True, slots=True)
class StaffQuarter:
    """People at the end of one quarter, and who came in it."""

    quarter: Quarter
    staff: int
    graduates: int
    hired: int
    graduates_hired: int


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """A quarterly return that was late or is not in, whether its day has passed or not."""

    enterprise: str
    state: FillState
    due_on: dt.date
    received_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Source:
    """A document the figures rest on."""

    YOUNG: ClassVar[frozenset[str]] = frozenset({"title_en"})

    number: str
    title: str
    confirmed: bool
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who prepared (编制), reviewed (复核) and signs (签发)."""

    preparer: str = ""
    reviewer: str = ""
    signer: str = ""

    def of_different_people(self) -> Signatures:
        """Return these with nobody twice: who has an earlier part already leaves a place empty."""
        reviewer = "" if self.reviewer == self.preparer else self.reviewer
        signer = "" if self.signer in (self.preparer, reviewer) else self.signer
        return Signatures(self.preparer, reviewer, signer)


@dataclass(frozen=True, slots=True)
class QuarterlySummary:
    """Everything the quarterly pack prints. `edition` 0 is a draft that nobody may sign."""

    YOUNG: ClassVar[frozenset[str]] = frozenset(
        {"definitions", "checks", "corrected", "late", "follows", "findings", "totals", "pack"}
    )
    """Left out of the JSON while empty: an edition of before they were kept stays byte for byte."""

    park: str
    quarter: Quarter
    edition: int
    cut_off: dt.datetime
    signatures: Signatures
    figures: tuple[Figure, ...]
    executed: tuple[ExecutedQuarter, ...]
    markets: tuple[SourceMarket, ...]
    deviations: tuple[Deviation, ...] = ()
    """Of an edition of before findings were kept; empty since."""
    certificates: tuple[CertificateLine, ...] = ()
    enterprises: tuple[EnterpriseLine, ...] = ()
    contracts: tuple[ContractLine, ...] = ()
    programmes: tuple[ProgrammeLine, ...] = ()
    staff: tuple[StaffQuarter, ...] = ()
    returns: tuple[ReturnLine, ...] = ()
    returns_expected: int = 0
    platforms: tuple[PlatformTotals, ...] = ()
    sources: tuple[Source, ...] = ()
    reason: str = ""
    """Why there is a further edition."""
    trail_head: str = ""
    """The newest link of the trail when the quarter was frozen, in hexadecimal."""
    subsidy_persons: int = 0
    """The persons of the claims that were approved in full."""
    budget_permille: int | None = None
    """How much of the year's budgets was approved by the end of the quarter."""
    park_en: str = ""
    """The park's English name; empty: its own is printed in English too."""
    definitions: tuple[Indicator, ...] = ()
    """What the figures mean: the definitions that held at the quarter's end."""
    checks: tuple[ClosingCheck, ...] = ()
    """What was looked at before it was closed, with the comments."""
    corrected: tuple[Restatement, ...] = ()
    """The quarter's own returns that were corrected since the edition before."""
    late: tuple[Restatement, ...] = ()
    """What came for earlier, closed quarters since the last closing: it is told here."""
    follows: str = ""
    """The code of the edition that this one takes the place of."""
    findings: QuarterFindings | None = None
    """None: an edition of before findings were kept, with `deviations` in their place."""
    totals: Totals | None = None
    """All sums of the quarter, of onshore execution too; None: an edition of before."""
    pack: PackContent | None = None
    """What the pack prints besides; None: an edition of before its sections could be chosen."""

    @property
    def draft(self) -> bool:
        """Whether the figures may still move."""
        return self.edition == 0

    def number(self, language: str) -> str:
        """Return the number of the document (编号), HG-2026-Q3-001; empty for a draft.

        The English document is one of its own: HG-2026-Q3-001E.
        """
        return "" if self.draft else document_number(self.quarter, self.edition, language)

    @property
    def code(self) -> str:
        """The snapshot code, 7F3A-91C2-04BE: the start of the SHA-256 of the canonical JSON."""
        return snapshot_code(canonical.digest(canonical.encode(self)))

    @property
    def open_exceptions(self) -> int:
        """How many findings stood at the quarter's end, or exceptions before those were kept."""
        return len(self.deviations if self.findings is None else self.findings.standing)

    def figure(self, key: FigureKey) -> Figure | None:
        """Return one of the figures, or None where it is not known."""
        return next((figure for figure in self.figures if figure.key is key), None)

    def expiring(self) -> tuple[CertificateLine, ...]:
        """Return the certificates that run out within 180 days after the cut-off, soonest first."""
        today = day_in_china(self.cut_off)
        last = today + EXPIRY_HORIZON
        found = [
            (line.expires_on, line.enterprise, line.title, line.number, line)
            for line in self.certificates
            if line.status in IN_FORCE and line.expires_on and today <= line.expires_on <= last
        ]
        return tuple(line for *_, line in sorted(found, key=lambda item: item[:4]))


def snapshot_code(sha256: str) -> str:
    """Return the short code people type, from the SHA-256 in hexadecimal."""
    short = sha256[:12].upper()
    return f"{short[:4]}-{short[4:8]}-{short[8:]}"


def document_number(quarter: Quarter, edition: int, language: str) -> str:
    """Return the number of the document of an edition in a language, or in both (B)."""
    suffix = {"zh_CN": "", "en": "E"}.get(language, "B")
    return f"HG-{quarter.year}-Q{quarter.number}-{edition:03}{suffix}"
