"""Public money for certificates: which event was funded, and what the programme still allows.

A first certification, a maintenance and an upgrade are each supportable by themselves
(认证及认证的系列维护、升级, 财企[2009]44号). How many items an enterprise may have in a year and
how much one may bring are figures of the programme, each with its mark. What was granted is a fact
that others decided: a figure it does not fit asks, it never refuses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from parkdesk.domain.certifications import EventType
from parkdesk.domain.programmes import CertificationSupport


@dataclass(frozen=True, slots=True)
class SaveFunding:
    """What the form of a grant holds; `evidence` is the file to keep."""

    certification_id: int
    programme_id: int | None
    event_type: EventType | None
    amount_cents: int | None
    granted_on: dt.date | None
    document_number: str
    cost_cents: int | None = None
    evidence: Path | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Granted:
    """One event that was funded, as far as counting needs."""

    certification_id: int
    programme_id: int
    event_type: EventType
    amount_cents: int


@dataclass(frozen=True, slots=True)
class FundingCounter:
    """How many items of an enterprise a programme has funded, against what it allows."""

    items: int
    amount_cents: int
    support: CertificationSupport | None

    @property
    def items_left(self) -> int | None:
        """How many more it allows; None where no limit is known. Never below nothing."""
        if self.support is None or self.support.items_a_year is None:
            return None
        return max(self.support.items_a_year.value - self.items, 0)


def counter(
    granted: Sequence[Granted], programme_id: int, support: CertificationSupport | None
) -> FundingCounter:
    """Count what one programme granted to one enterprise; every funded event is an item."""
    mine = [one for one in granted if one.programme_id == programme_id]
    return FundingCounter(len(mine), sum(one.amount_cents for one in mine), support)


@dataclass(frozen=True, slots=True)
class FundingVerdict:
    """What does not hold (field to code), and what to ask (code to what its sentence names)."""

    problems: dict[str, str]
    questions: Mapping[str, Mapping[str, object]]


def examine_funding(
    form: SaveFunding,
    kind_code: str,
    support: CertificationSupport | None,
    granted: Sequence[Granted],
    today: dt.date,
) -> FundingVerdict:
    """Check a grant against the programme and all that the enterprise was granted before.

    The same event of the same certificate twice in one programme is refused; in another programme
    it is asked, because no stacking is what most notices say.
    """
    problems = _problems(form, granted, today)
    if problems:
        return FundingVerdict(problems, {})
    asked: dict[str, Mapping[str, object]] = {}
    if any(_same_event(one, form) for one in granted if one.programme_id != form.programme_id):
        asked["event-funded-elsewhere"] = {}
    if support is not None:
        asked |= _limit_questions(form, kind_code, support, granted)
    return FundingVerdict({}, asked)


def _problems(form: SaveFunding, granted: Sequence[Granted], today: dt.date) -> dict[str, str]:
    problems = {
        name: "required"
        for name in ("programme_id", "event_type", "amount_cents", "granted_on")
        if getattr(form, name) is None
    }
    if not form.document_number.strip():
        problems["document_number"] = "required"
    if form.amount_cents is not None and form.amount_cents <= 0:
        problems["amount_cents"] = "not-positive"
    if form.cost_cents is not None and form.cost_cents <= 0:
        problems["cost_cents"] = "not-positive"
    if form.granted_on is not None and form.granted_on > today:
        problems["granted_on"] = "in-the-future"
    if any(_same_event(one, form) for one in granted if one.programme_id == form.programme_id):
        problems["event_type"] = "event-funded-already"
    return problems


def _same_event(one: Granted, form: SaveFunding) -> bool:
    return one.certification_id == form.certification_id and one.event_type == form.event_type


def _limit_questions(
    form: SaveFunding,
    kind_code: str,
    support: CertificationSupport,
    granted: Sequence[Granted],
) -> dict[str, Mapping[str, object]]:
    asked: dict[str, Mapping[str, object]] = {}
    amount = form.amount_cents or 0
    items = sum(one.programme_id == form.programme_id for one in granted)
    if support.items_a_year is not None and items >= support.items_a_year.value:
        asked["items-used-up"] = {"limit": support.items_a_year.value}
    if support.cap_cents is not None and amount > support.cap_cents.value:
        asked["amount-above-cap"] = {"limit_cents": support.cap_cents.value}
    if form.cost_cents is not None and amount > form.cost_cents:
        asked["amount-above-cost"] = {}
    if support.kinds is not None and kind_code not in support.kinds.value:
        asked["kind-not-named"] = {}
    return asked
