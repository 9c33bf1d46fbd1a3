"""Whether the rows of a certification claim can be paid, with the whole reasoning.

A row is one fee of one event (首次, 维护, 升级) of one certificate. Several rows may belong to one
event: it is one item of the year and has one upper limit, which they use up in their order
(认证及认证的系列维护、升级, 财企[2009]44号).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from parkdesk.domain.certifications import EventType
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.item_rules import item_amount, listed_line, paid_line, papers_line, settled
from parkdesk.domain.programme_figures import FeeKind, Figure
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import CertificationSupport


@dataclass(frozen=True, slots=True)
class CertificateItem:
    """One row of a certification claim; money in fen.

    `kind_code` is the certificate's kind in the park's list; `has_levels` whether that kind is
    obtained at a level.
    """

    certification_id: int | None = None
    kind_code: str = ""
    has_levels: bool = False
    level: int | None = None
    event: EventType | None = None
    fee_kind: FeeKind | None = None
    cost_cents: int | None = None
    asked_cents: int | None = None
    invoice_number: str = ""
    bank_slip: str = ""
    paid_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class FundedEvent:
    """An event that another claim asks for, or that was funded already.

    `binding` is False for a draft; `number` names the claim or the document of the grant, `on` the
    day of the grant or the payment; of a claim before it, that of its last step that counts.
    """

    certification_id: int
    event: EventType
    programme: str
    number: str
    year: int
    amount_cents: int
    on: dt.date
    binding: bool = True


def judge_certificates(
    programme: Programme,
    items: Sequence[CertificateItem],
    elsewhere: Sequence[FundedEvent],
    today: dt.date,
) -> tuple[RowVerdict, ...]:
    """Return the reasoning for every row; `elsewhere` is what the same enterprise has besides.

    What a refused row would have used up of limits and items is left to the others.
    """
    judge = _Judge(programme, elsewhere, today)
    return tuple(judge.row(item) for item in items)


class _Judge:
    """Goes through the rows once and remembers what they have used up."""

    def __init__(
        self, programme: Programme, elsewhere: Sequence[FundedEvent], today: dt.date
    ) -> None:
        self._programme = programme
        self._support = programme.certification or CertificationSupport()
        self._elsewhere = elsewhere
        self._today = today
        self._used: dict[tuple[int | None, EventType | None], int] = {}
        self._events: set[tuple[int | None, EventType | None]] = {
            (one.certification_id, one.event)
            for one in elsewhere
            if one.binding and one.programme == programme.code
        }
        self._invoices: set[tuple[str, int | None]] = set()

    def row(self, item: CertificateItem) -> RowVerdict:
        support, key = self._support, (item.certification_id, item.event)
        lines = [
            self._named(item),
            level_line(support.minimum_level, item),
            self._event(item),
            fee_line(support.fee_kinds, item.fee_kind),
            papers_line(item.invoice_number, item.bank_slip),
            paid_line(self._programme.window, item.paid_on, self._today),
            self._repeat(item),
            self._count(key),
        ]
        left = None
        if support.cap_cents is not None:
            left = max(support.cap_cents.value - self._used.get(key, 0), 0)
        amount = item_amount(
            item.cost_cents, support.share_permille, support.cap_cents, left, item.asked_cents
        )
        found = settled(lines, amount, support.cap_cents)
        if found.verdict.payable:
            self._used[key] = self._used.get(key, 0) + found.amount_cents
            self._events.add(key)
            self._invoices.add((item.invoice_number, item.cost_cents))
        return found

    def _named(self, item: CertificateItem) -> TraceLine:
        """Judge the certificate: 财企[2009]44号 names six (S5, A), later lists more (S27, S36)."""
        if item.certification_id is None:
            return TraceLine(Rule.NAMED, Verdict.FAIL, "certificate-missing")
        return listed_line(
            Rule.NAMED,
            self._support.kinds,
            item.kind_code,
            missing="certificate-missing",
            unknown="certificate-list-unknown",
            outside="certificate-not-named",
            inside="certificate-named",
        )

    def _event(self, item: CertificateItem) -> TraceLine:
        """Judge the event: 认证及认证的系列维护、升级, 财企[2009]44号 (S5, S24, A)."""
        basis = self._support.events
        facts: dict[str, Fact] = {"event": item.event}
        if item.event is None:
            return TraceLine(Rule.EVENT, Verdict.FAIL, "event-missing", {}, basis)
        if basis is None:
            return TraceLine(Rule.EVENT, Verdict.WARN, "event-list-unknown", facts)
        if item.event not in basis.value:
            return TraceLine(Rule.EVENT, Verdict.FAIL, "event-not-named", facts, basis)
        return TraceLine(Rule.EVENT, Verdict.PASS, "event-named", facts, basis)

    def _repeat(self, item: CertificateItem) -> TraceLine:
        """Judge whether it is paid once: Guangzhou refuses what others funded (S32, A); else D."""
        if (item.invoice_number, item.cost_cents) in self._invoices and item.invoice_number:
            facts: dict[str, Fact] = {"invoice": item.invoice_number}
            return TraceLine(Rule.REPEAT, Verdict.DUPLICATE, "invoice-in-claim", facts)
        same = [
            one
            for one in self._elsewhere
            if (one.certification_id, one.event) == (item.certification_id, item.event)
        ]
        worst = min(same, key=self._weight, default=None)
        if worst is None:
            return TraceLine(Rule.REPEAT, Verdict.PASS, "event-claimed-nowhere")
        facts = {
            "number": worst.number,
            "year": worst.year,
            "amount_cents": worst.amount_cents,
            "on": worst.on,
        }
        if not worst.binding:
            return TraceLine(Rule.REPEAT, Verdict.WARN, "event-in-draft", facts)
        if worst.programme == self._programme.code:
            return TraceLine(Rule.REPEAT, Verdict.DUPLICATE, "event-claimed", facts)
        return TraceLine(Rule.REPEAT, Verdict.WARN, "event-funded-before", facts)

    def _weight(self, one: FundedEvent) -> tuple[bool, bool, str]:
        return (not one.binding, one.programme != self._programme.code, one.number)

    def _count(self, key: tuple[int | None, EventType | None]) -> TraceLine | None:
        """Judge the items of the year: five in Beijing 2015 (S24, S18, A); three in 2009 (C)."""
        basis = self._support.items_a_year
        if basis is None:
            return None
        place = len(self._events | {key})
        facts: dict[str, Fact] = {"count": place, "limit": basis.value}
        if place > basis.value:
            return TraceLine(Rule.ITEMS, Verdict.FAIL, "items-over-limit", facts, basis)
        return TraceLine(Rule.ITEMS, Verdict.PASS, "items-within-limit", facts, basis)


def level_line(basis: Figure[int] | None, item: CertificateItem) -> TraceLine | None:
    """Judge the level of a maturity model against the lowest that counts.

    One city paid for CMM and CMMI from level 3 only (S36, A); no notice of the centre says so.
    """
    if basis is None or not item.has_levels:
        return None
    facts: dict[str, Fact] = {"level": item.level, "limit": basis.value}
    if item.level is None:
        return TraceLine(Rule.LEVEL, Verdict.FAIL, "level-missing", facts, basis)
    if item.level < basis.value:
        return TraceLine(Rule.LEVEL, Verdict.FAIL, "level-too-low", facts, basis)
    return TraceLine(Rule.LEVEL, Verdict.PASS, "level-enough", facts, basis)


def fee_line(basis: Figure[tuple[str, ...]] | None, fee: FeeKind | None) -> TraceLine:
    """Judge what the fee was for: consulting is not eligible unless the programme names it.

    So the general fund for small enterprises (S27c, B); no outsourcing notice that was read.
    """
    facts: dict[str, Fact] = {"fee": fee}
    if fee is None:
        return TraceLine(Rule.FEE, Verdict.FAIL, "fee-kind-missing", {}, basis)
    if basis is not None:
        code = "fee-eligible" if fee in basis.value else "fee-not-eligible"
        verdict = Verdict.PASS if fee in basis.value else Verdict.FAIL
        return TraceLine(Rule.FEE, verdict, code, facts, basis)
    if fee is FeeKind.CONSULTING:
        return TraceLine(Rule.FEE, Verdict.FAIL, "fee-not-eligible", facts)
    return TraceLine(Rule.FEE, Verdict.WARN, "fee-list-unknown", facts)
