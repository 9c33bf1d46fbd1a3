"""Documents that the park hands out under a number: what one is of, its editions, what it freezes.

The facts of a document are frozen once and never edited; every print of them is the same paper.
What is handed out anew of the same matter and the same day is a further edition with its reason.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from parkdesk.domain import canonical
from parkdesk.domain.credit import CreditSheet
from parkdesk.domain.document_facts import EnterprisePack, ExpiryList, NoticeList, ProgrammeAccount
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.summaries import snapshot_code

MOST_MONTHS = 36
"""A list of what ends later than that is a register."""
USUAL_MONTHS = 12


class DocumentKind(StrEnum):
    """What a document that was handed out is of."""

    ENTERPRISE = "enterprise"
    """企业专报: everything of one enterprise as at a day."""
    PROGRAMME = "programme"
    """政策执行专报: the claims and the money of one programme."""
    EXPIRIES = "expiries"
    """资质到期清单: certificates that end within so many months of a day."""
    NOTICE = "notice"
    """公示名单: who is published in a notice, numbers masked."""
    CREDIT = "credit"
    """资信评分表: the points of a provider, each with its record, and the provider's replies."""
    QUARTERLY = "quarterly"
    """季度报告: the quarter's pack; it is frozen and issued with the closing of its quarter."""


PREFIXES = {
    DocumentKind.ENTERPRISE: "QY",
    DocumentKind.PROGRAMME: "ZJ",
    DocumentKind.EXPIRIES: "DQ",
    DocumentKind.NOTICE: "GD",
    DocumentKind.CREDIT: "ZX",
    DocumentKind.QUARTERLY: "HG",
}
READS = {
    DocumentKind.ENTERPRISE: Permission.ENTERPRISE_READ,
    DocumentKind.PROGRAMME: Permission.CLAIM_READ,
    DocumentKind.EXPIRIES: Permission.CERTIFICATION_READ,
    DocumentKind.NOTICE: Permission.CLAIM_READ,
    DocumentKind.CREDIT: Permission.CLAIM_READ,
    DocumentKind.QUARTERLY: Permission.SUMMARY_READ,
}
"""Who may see a document: whoever may read what it is of."""
ISSUES = {
    DocumentKind.ENTERPRISE: Permission.COMPLIANCE_EDIT,
    DocumentKind.PROGRAMME: Permission.CLAIM_APPROVE,
    DocumentKind.EXPIRIES: Permission.COMPLIANCE_EDIT,
    DocumentKind.NOTICE: Permission.CLAIM_APPROVE,
    DocumentKind.CREDIT: Permission.COMPLIANCE_EDIT,
    DocumentKind.QUARTERLY: Permission.SUMMARY_FREEZE,
}
"""Who may hand one out in the park's name: whoever answers for what it says."""


@dataclass(frozen=True, slots=True)
class DocumentRequest:
    """What is to be printed; `record_id` is the enterprise, programme or notice."""

    kind: DocumentKind
    record_id: int = 0
    day: dt.date | None = None
    """As at this day; None is today. A programme and a notice are told as they stand."""
    months: int = 0
    """How far a list of expiries looks ahead."""


@dataclass(frozen=True, slots=True)
class DocumentMatter:
    """What a document is of, by names that outlive the records."""

    kind: DocumentKind
    subject: str
    """Credit code, programme code, number of months, number of the notice or the quarter."""
    title: str
    title_en: str
    day: dt.date

    @property
    def key(self) -> str:
        """What editions of one document have in common."""
        return f"{self.kind.value}/{self.subject}/{self.day.isoformat()}"


@dataclass(frozen=True, slots=True)
class DocumentSnapshot:
    """One edition: what is printed, by whom and when it was frozen. One of the facts is there."""

    YOUNG: ClassVar[frozenset[str]] = frozenset(
        {"enterprise", "programme", "expiries", "notice", "credit", "follows", "reason"}
    )

    matter: DocumentMatter
    park_zh: str
    park_en: str
    series: str
    """QY-2026-0001; empty for a draft."""
    edition: int
    """1, 2, …; 0 for a draft."""
    at: dt.datetime
    by: str
    trail_head: str
    """Number and hash of the trail's newest entry when it was frozen; empty for a draft."""
    reason: str = ""
    follows: str = ""
    """The code of the edition whose place it takes."""
    enterprise: EnterprisePack | None = None
    programme: ProgrammeAccount | None = None
    expiries: ExpiryList | None = None
    notice: NoticeList | None = None
    credit: CreditSheet | None = None

    @property
    def draft(self) -> bool:
        """Whether it is not frozen."""
        return self.edition == 0

    @property
    def facts(self) -> EnterprisePack | ProgrammeAccount | ExpiryList | NoticeList | CreditSheet:
        """What it tells."""
        found = self.enterprise or self.programme or self.expiries or self.notice or self.credit
        assert found is not None
        return found

    @property
    def facts_sha256(self) -> str:
        """The digest of what it tells, whoever printed it and when."""
        return canonical.digest(canonical.encode(self.facts))

    @property
    def code(self) -> str:
        """The short code of the edition, as it stands at the foot of each page."""
        return snapshot_code(canonical.digest(canonical.encode(self)))

    def number(self, language: str) -> str:
        """Return the number of the document in a language; empty for a draft."""
        return "" if self.draft else document_number(self.series, self.edition, language)


def document_number(series: str, edition: int, language: str) -> str:
    """Return QY-2026-0001-02, with an E at its end in English."""
    return f"{series}-{edition:02}{'' if language == 'zh_CN' else 'E'}"


def series_prefix(kind: DocumentKind, year: int) -> str:
    """Return what the numbers of a year begin with: QY-2026-."""
    return f"{PREFIXES[kind]}-{year}-"


def check_months(months: int) -> None:
    """Refuse a list that looks no month ahead, or further than anybody plans."""
    if not 1 <= months <= MOST_MONTHS:
        raise InvalidInput({"months": "months-out-of-range"}, most=MOST_MONTHS)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document that was handed out."""

    id: int
    """Below zero: a quarter's pack, which is kept apart under the number above zero."""
    edition_id: int
    number: str
    matter: DocumentMatter
    edition: int
    language: str
    code: str
    sha256: str
    template: str
    issued_at: dt.datetime
    issued_by: str
    newest: int
    """The newest edition of the same matter and day."""

    @property
    def corrected(self) -> bool:
        """Whether a later edition has taken its place."""
        return self.newest > self.edition


@dataclass(frozen=True, slots=True)
class EditionRow:
    """A frozen edition of a document."""

    id: int
    matter: DocumentMatter
    series: str
    edition: int
    code: str
    frozen_at: dt.datetime
    frozen_by: str
    reason: str
