"""The words a programme is written in: marks, levels, kinds of claim, and a figure with its source.

They stand apart from `programmes` so that every other subject may use them and none waits for the
whole programme to be loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

ValueT = TypeVar("ValueT", covariant=True)  # noqa: PLC0105 - the short name reads better below


class Mark(StrEnum):
    """How well a figure is known."""

    DOCUMENT = "A"
    """Read in the document itself, or in an official notice that restates it."""
    REPORT = "B"
    """Read in a press report, a translation or a third party's page."""
    UNVERIFIED = "C"
    """General knowledge; to be confirmed by the park."""
    DERIVED = "D"
    """Worked out from other figures; to be confirmed by the park."""

    @property
    def confirmed(self) -> bool:
        """Whether a source was read; the others are 待核实."""
        return self in {Mark.DOCUMENT, Mark.REPORT}


class Track(StrEnum):
    """Who asks for the money for a person."""

    ENTERPRISE = "enterprise"
    """The enterprise that newly hired the person (录用)."""
    INSTITUTION = "institution"
    """The institution that trained the person (培训机构)."""


class ClaimKind(StrEnum):
    """What a claim asks money for; stored in the released column `claim.track`."""

    ENTERPRISE = "enterprise"
    """新录用人员培训: the enterprise claims for those it newly hired and had trained."""
    INSTITUTION = "institution"
    """机构培训: the training institution claims for those it trained."""
    CERTIFICATION = "certification"
    """国际认证: certificates, their maintenance and upgrade."""
    PLATFORM = "platform"
    """公共服务平台: building, equipment and running of a public service platform."""

    @property
    def track(self) -> Track | None:
        """The track of a claim with a roster; None for one with items."""
        return _TRACKS.get(self)


class Level(StrEnum):
    """Which government's money it is."""

    CENTRAL = "central"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    """District or county (区县)."""
    PARK = "park"


class Counting(StrEnum):
    """How the months of a labour contract are counted."""

    BOTH_DAYS = "both-days"
    """First and last day inside: 11 May to 10 May of the next year is twelve months."""
    FULL_DATES = "full-dates"
    """The same date must come round: 11 May to 11 May of the next year is twelve months."""


class Repeat(StrEnum):
    """How often one person may be claimed for on one track."""

    ONCE_A_PROGRAMME = "once-a-programme"
    """Once in this programme; an earlier programme needs a human decision."""
    ONCE_EVER = "once-ever"


class Degree(StrEnum):
    """Highest education finished (学历)."""

    BELOW_JUNIOR_COLLEGE = "below-junior-college"
    JUNIOR_COLLEGE = "junior-college"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTOR = "doctor"

    @property
    def rank(self) -> int:
        """Its place from the lowest, 0, to the highest."""
        return _DEGREES[self]


_TRACKS = {ClaimKind.ENTERPRISE: Track.ENTERPRISE, ClaimKind.INSTITUTION: Track.INSTITUTION}
_DEGREES = {degree: rank for rank, degree in enumerate(Degree)}


@dataclass(frozen=True, slots=True)
class Figure(Generic[ValueT]):
    """A value of a rule, with where it was read.

    `document` is the official number that screens and prints name; `clause` the article where it
    is known; `source` the register mark of our own reading (S5 and the like).
    """

    value: ValueT
    mark: Mark
    source: str = ""
    document: str = ""
    clause: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the figure may be shown without 待核实."""
        return self.mark.confirmed


class ItemKind(StrEnum):
    """What a row of a claim without a roster is; a certification claim has the first only."""

    CERTIFICATE = "certificate"
    """One fee paid for one event of one certificate."""
    BUILDING = "building"
    """建设费用 of a platform."""
    EQUIPMENT = "equipment"
    """设备、软件购置费用 of a platform."""
    RUNNING = "running"
    """运营维护费用 of a platform."""


class FeeKind(StrEnum):
    """What a fee for a certificate was paid for: not all of them are eligible."""

    APPRAISAL = "appraisal"
    """评估费"""
    CERTIFICATION = "certification"
    """认证审核费"""
    MAINTENANCE = "maintenance"
    """维护、年金"""
    CONSULTING = "consulting"
    """咨询费: not eligible unless the programme says so."""
    OTHER = "other"


class Standing(StrEnum):
    """A condition of the claimant that is met or not (基本条件)."""

    LEGAL_PERSON = "legal-person"
    """企业法人: a branch claims through its head office."""
    REGISTERED = "registered"
    """在中国境内依法注册"""
    TRADE_RECORD = "trade-record"
    """对外贸易经营者备案登记"""
    LONG_CONTRACT = "long-contract"
    """已与客户签订中长期服务外包合同"""
    RETURNS_FILED = "returns-filed"
    """按规定填报服务外包统计报表"""
    MARKET_STAFF = "market-staff"
    """有服务外包市场开拓及项目管理人员"""
    TRAINING_LICENCE = "training-licence"
    """具备从事服务外包人才培训的资质 (institutions)"""
    TRAINING_PREMISES = "training-premises"
    """有场地、设施、专业教材和师资 (institutions)"""
    TRAINING_EXPERIENCE = "training-experience"
    """有为服务外包企业定制培训的经验 (institutions)"""
    SOUND_ACCOUNTS = "sound-accounts"
    """财务制度健全、有合格财务人员 (institutions)"""


class BarringGround(StrEnum):
    """Why somebody loses the right to claim in later years (取消申报资格)."""

    FRAUD = "fraud"
    """虚报、冒领、骗取"""
    DIVERSION = "diversion"
    """挪用"""
    WITHHOLDING = "withholding"
    """截留"""
    FALSE_STATISTICS = "false-statistics"
    """虚报、瞒报、拒报、迟报统计数据"""


class Requirement(StrEnum):
    """Whether every claim must bring a paper, or some under a condition."""

    REQUIRED = "required"
    CONDITIONAL = "conditional"
