"""Whether the rows of a claim for a public platform can be paid, with the whole reasoning.

A row is one invoice for building, equipment or running; the kinds are kept apart because notices
pay them at different shares. The upper limit is one for all of a claimant's claims under a
programme, used up in their order: a second claim gets no second one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.item_rules import item_amount, paid_line, papers_line, settled
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import Figure, ItemKind
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import PlatformSupport

INVESTED = frozenset({ItemKind.BUILDING, ItemKind.EQUIPMENT})
"""The kinds of cost that count as investment (最低投资额)."""


@dataclass(frozen=True, slots=True)
class PlatformItem:
    """One row of a platform claim; money in fen."""

    platform: Platform | None = None
    kind: ItemKind | None = None
    cost_cents: int | None = None
    asked_cents: int | None = None
    invoice_number: str = ""
    bank_slip: str = ""
    paid_on: dt.date | None = None


def judge_platform(
    programme: Programme, items: Sequence[PlatformItem], today: dt.date, used_cents: int = 0
) -> tuple[RowVerdict, ...]:
    """Return the reasoning for every row of one claim, in their order.

    `used_cents` is what the claimant's other claims under the programme have taken of the limit.
    """
    support = programme.platform or PlatformSupport()
    invested = sum(item.cost_cents or 0 for item in items if item.kind in INVESTED)
    investment = investment_line(support.minimum_cents, invested)
    left = max(support.cap_cents.value - used_cents, 0) if support.cap_cents else None
    invoices: set[tuple[str, int | None]] = set()
    verdicts = []
    for item in items:
        key = (item.invoice_number, item.cost_cents)
        share = support.share_permille.get(item.kind) if item.kind else None
        lines = [
            platform_line(support.kinds, item.platform),
            cost_kind_line(support.cost_kinds, item.kind),
            papers_line(item.invoice_number, item.bank_slip),
            paid_line(programme.window, item.paid_on, today),
            _repeat(key, invoices),
            investment,
        ]
        amount = item_amount(item.cost_cents, share, support.cap_cents, left, item.asked_cents)
        found = settled(lines, amount, support.cap_cents)
        if found.verdict.payable:
            invoices.add(key)
        if left is not None:
            left -= found.amount_cents
        verdicts.append(found)
    return tuple(verdicts)


def platform_line(basis: Figure[tuple[str, ...]] | None, platform: Platform | None) -> TraceLine:
    """Judge which platform it is against those that the programme names.

    财企[2009]44号 names platforms for technology, information and training (S5, A).
    """
    facts: dict[str, Fact] = {"platform": platform}
    if platform is None:
        return TraceLine(Rule.NAMED, Verdict.FAIL, "platform-missing", {}, basis)
    if basis is None:
        return TraceLine(Rule.NAMED, Verdict.WARN, "platform-list-unknown", facts)
    if platform not in basis.value:
        return TraceLine(Rule.NAMED, Verdict.FAIL, "platform-not-named", facts, basis)
    return TraceLine(Rule.NAMED, Verdict.PASS, "platform-named", facts, basis)


def cost_kind_line(basis: Figure[tuple[str, ...]] | None, kind: ItemKind | None) -> TraceLine:
    """Judge the kind of cost: building, equipment, running.

    Equipment and running: 财企[2009]44号 (S5, A); building and running in Guangzhou (S32, A).
    """
    facts: dict[str, Fact] = {"kind": kind}
    if kind is None or kind is ItemKind.CERTIFICATE:
        return TraceLine(Rule.FEE, Verdict.FAIL, "cost-kind-missing", {}, basis)
    if basis is None:
        return TraceLine(Rule.FEE, Verdict.WARN, "cost-kinds-unknown", facts)
    if kind not in basis.value:
        return TraceLine(Rule.FEE, Verdict.FAIL, "cost-kind-not-paid", facts, basis)
    return TraceLine(Rule.FEE, Verdict.PASS, "cost-kind-paid", facts, basis)


def investment_line(basis: Figure[int] | None, invested_cents: int) -> TraceLine | None:
    """Judge the claimant's investment against the least that the programme asks for.

    Fuzhou asks for 300,000 or 1,000,000 yuan by kind of platform (S49, B).
    """
    if basis is None:
        return None
    facts: dict[str, Fact] = {"invested_cents": invested_cents, "limit_cents": basis.value}
    if invested_cents < basis.value:
        facts["lacking_cents"] = basis.value - invested_cents
        return TraceLine(
            Rule.INVESTMENT,
            Verdict.FAIL,
            "investment-too-small",
            facts,
            basis,
            remedy="investment-lacks",
        )
    return TraceLine(Rule.INVESTMENT, Verdict.PASS, "investment-enough", facts, basis)


def _repeat(key: tuple[str, int | None], invoices: set[tuple[str, int | None]]) -> TraceLine | None:
    if key[0] and key in invoices:
        return TraceLine(Rule.REPEAT, Verdict.DUPLICATE, "invoice-in-claim", {"invoice": key[0]})
    return None
