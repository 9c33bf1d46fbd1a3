"""Provider credit (中国服务商资信): points of a scheme for what the registers say of an enterprise.

No published scheme was found (docs/decisions/0058): weights and points are the park's own dated
data. Nothing is read from lists outside the park; what no register says is an entry by a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import add_months


class CreditCriterion(StrEnum):
    """What a scorecard is divided into; each has a weight, the most it can give."""

    STANDING = "standing"
    """主体状况"""
    CERTIFICATES = "certificates"
    """资质认证"""
    DELIVERY = "delivery"
    """履约交付"""
    RETURNS = "returns"
    """报表报送"""
    CLAIMS = "claims"
    """补贴资金"""
    DISPUTES = "disputes"
    """纠纷与表彰"""


EARNED = frozenset({CreditCriterion.CERTIFICATES, CreditCriterion.DELIVERY})
"""They begin at nothing and are earned; the others begin whole and are lost."""


class CreditRule(StrEnum):
    """What gives or takes points."""

    STOP = "stop"
    """A stop (暂停办理) holds on the day."""
    CERTIFICATE = "certificate"
    """A certificate is in force on the day."""
    CONTRACT = "contract"
    """Money was executed on a contract in the time looked at."""
    LATE_RETURN = "late-return"
    """A return came after its due day."""
    MISSING_RETURN = "missing-return"
    """A return whose due day is over was not handed in."""
    CLAWBACK = "clawback"
    """Subsidy money was claimed back."""
    REJECTED_CLAIM = "rejected-claim"
    """A claim was not supported (不予支持)."""
    DISPUTE = "dispute"
    """An entry: a dispute or a complaint (纠纷、投诉)."""
    COMMENDATION = "commendation"
    """An entry: a commendation (表彰)."""


CRITERIA: Mapping[CreditRule, CreditCriterion] = {
    CreditRule.STOP: CreditCriterion.STANDING,
    CreditRule.CERTIFICATE: CreditCriterion.CERTIFICATES,
    CreditRule.CONTRACT: CreditCriterion.DELIVERY,
    CreditRule.LATE_RETURN: CreditCriterion.RETURNS,
    CreditRule.MISSING_RETURN: CreditCriterion.RETURNS,
    CreditRule.CLAWBACK: CreditCriterion.CLAIMS,
    CreditRule.REJECTED_CLAIM: CreditCriterion.CLAIMS,
    CreditRule.DISPUTE: CreditCriterion.DISPUTES,
    CreditRule.COMMENDATION: CreditCriterion.DISPUTES,
}
"""The criterion that each rule belongs to."""
GIVING = frozenset({CreditRule.CERTIFICATE, CreditRule.CONTRACT, CreditRule.COMMENDATION})
"""Rules that give points; the others take them."""
ENTERED = (CreditRule.DISPUTE, CreditRule.COMMENDATION)
"""Rules that no register answers: a person enters them."""


@dataclass(frozen=True, slots=True)
class CreditScheme:
    """Weights and points as they hold from a day on; whole points, never below zero."""

    name: str
    source: str
    """Who decided them, in which document."""
    confirmed: bool
    """Whether that document was seen; else it is printed as 待核实."""
    from_on: dt.date
    months: int
    """So far back what happened still counts."""
    most_standing: int
    most_certificates: int
    most_delivery: int
    most_returns: int
    most_claims: int
    most_disputes: int
    stop_points: int
    certificate_points: int
    contract_points: int
    late_return_points: int
    missing_return_points: int
    clawback_points: int
    rejected_claim_points: int
    dispute_points: int
    commendation_points: int

    def most(self, criterion: CreditCriterion) -> int:
        """Return the weight of a criterion."""
        return int(getattr(self, most_field(criterion)))

    def points(self, rule: CreditRule) -> int:
        """Return what one fact of a rule gives, below zero where it takes."""
        points = int(getattr(self, points_field(rule)))
        return points if rule in GIVING else -points

    def since(self, day: dt.date) -> dt.date:
        """Return the first day that still counts on a day."""
        return add_months(day, -self.months) + dt.timedelta(days=1)


def most_field(criterion: CreditCriterion) -> str:
    """Return the scheme's field that holds a criterion's weight."""
    return f"most_{criterion.value}"


def points_field(rule: CreditRule) -> str:
    """Return the scheme's field that holds a rule's points."""
    return f"{rule.value.replace('-', '_')}_points"


@dataclass(frozen=True, slots=True)
class CreditFact:
    """One thing that a record says of an enterprise, as a rule of the scheme counts it."""

    rule: CreditRule
    table: str
    record_id: int
    said: str
    """What the record is called: a number, a document, a period."""
    day: dt.date
    author: str
    """Who entered the record; empty: it came in bulk and the trail names nobody for it."""
    basis: str = ""
    period: str = ""
    """Of a return that is missing: there is no record of it but the enterprise's own."""

    @property
    def key(self) -> str:
        """What a reply answers: the same fact has the same key on every day."""
        return f"{self.rule.value}:{self.period or self.record_id}"


@dataclass(frozen=True, slots=True)
class CreditReply:
    """What the enterprise says to a point (答复)."""

    on: dt.date
    by: str
    text: str
    entered_by: str


@dataclass(frozen=True, slots=True)
class CreditPoint:
    """What one fact gives or takes, and the enterprise's reply to it."""

    fact: CreditFact
    points: int
    reply: CreditReply | None = None


@dataclass(frozen=True, slots=True)
class CreditScore:
    """One criterion: its weight, what is reached of it, and every point that led there."""

    criterion: CreditCriterion
    most: int
    score: int
    points: tuple[CreditPoint, ...]


@dataclass(frozen=True, slots=True)
class CreditSheet:
    """The scorecard of an enterprise as at a day."""

    scheme: CreditScheme
    day: dt.date
    since: dt.date
    scores: tuple[CreditScore, ...]

    @property
    def total(self) -> int:
        """The points reached."""
        return sum(one.score for one in self.scores)

    @property
    def most(self) -> int:
        """The most points that can be reached."""
        return sum(one.most for one in self.scores)

    @property
    def points(self) -> tuple[CreditPoint, ...]:
        """Every point, by criterion."""
        return tuple(point for one in self.scores for point in one.points)


@dataclass(frozen=True, slots=True)
class IssuedCredit:
    """A scorecard that was handed out; `document_id` is its first print."""

    document_id: int
    number: str
    edition_id: int
    edition: int
    about_on: dt.date
    issued_by: str
    total: int
    most: int
    reason: str = ""


def scorecard(
    scheme: CreditScheme,
    facts: Iterable[CreditFact],
    replies: Mapping[str, CreditReply],
    day: dt.date,
) -> CreditSheet:
    """Return the scorecard of these facts; a rule without points leaves its facts out.

    A criterion never gives less than nothing nor more than its weight.
    """
    found: dict[CreditCriterion, list[CreditPoint]] = {one: [] for one in CreditCriterion}
    order = list(CreditRule)
    for fact in sorted(facts, key=lambda one: (order.index(one.rule), one.day, one.key)):
        points = scheme.points(fact.rule)
        if points:
            found[CRITERIA[fact.rule]].append(CreditPoint(fact, points, replies.get(fact.key)))
    scores = tuple(_score(scheme, one, tuple(points)) for one, points in found.items())
    return CreditSheet(scheme, day, scheme.since(day), scores)


def _score(
    scheme: CreditScheme, criterion: CreditCriterion, points: tuple[CreditPoint, ...]
) -> CreditScore:
    most = scheme.most(criterion)
    begun = 0 if criterion in EARNED else most
    reached = begun + sum(one.points for one in points)
    return CreditScore(criterion, most, min(max(reached, 0), most), points)
