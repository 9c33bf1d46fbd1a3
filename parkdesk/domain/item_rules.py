"""The rules that certificates and platforms share: papers, day of payment, and the amount.

The amount of an item is the lowest of three: what was asked for, the part of the cost that the
programme pays, and what is left of its upper limit. All three stand in the line, so that whoever
holds the print can work it out again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.programme_figures import Figure
from parkdesk.domain.shares import WHOLE

_GRAVITY = {Verdict.PASS: 0, Verdict.WARN: 1, Verdict.FAIL: 2, Verdict.DUPLICATE: 3}


def papers_line(invoice_number: str, bank_slip: str) -> TraceLine:
    """Ask for the invoice and the bank's slip that belongs to it (发票和相应的银行付款凭证).

    A province's list of materials for certification claims (S28, A).
    """
    if not invoice_number.strip():
        return TraceLine(Rule.PAPERS, Verdict.FAIL, "invoice-missing", remedy="invoice-needed")
    facts: dict[str, Fact] = {"invoice": invoice_number}
    if not bank_slip.strip():
        return TraceLine(
            Rule.PAPERS, Verdict.FAIL, "bank-slip-missing", facts, remedy="bank-slip-needed"
        )
    return TraceLine(Rule.PAPERS, Verdict.PASS, "papers-there", facts)


def paid_line(
    window: Figure[DateRange] | None, paid_on: dt.date | None, today: dt.date
) -> TraceLine:
    """Compare the day of payment with the window.

    Outside is looked at, not refused: no notice that was read says whether the payment, the
    invoice or the certificate must lie in the window (D).
    """
    if paid_on is None:
        return TraceLine(Rule.PAID, Verdict.FAIL, "paid-missing", {}, window)
    facts: dict[str, Fact] = {"paid": paid_on}
    if paid_on > today:
        return TraceLine(Rule.PAID, Verdict.FAIL, "item-paid-in-future", facts, window)
    if window is None:
        return TraceLine(Rule.PAID, Verdict.WARN, "paid-window-unknown", facts)
    facts |= {"first": window.value.first, "last": window.value.last}
    if paid_on not in window.value:
        return TraceLine(Rule.PAID, Verdict.WARN, "paid-outside-window", facts, window)
    return TraceLine(Rule.PAID, Verdict.PASS, "paid-in-window", facts, window)


def listed_line(
    rule: Rule,
    basis: Figure[tuple[str, ...]] | None,
    value: str | None,
    *,
    missing: str,
    unknown: str,
    outside: str,
    inside: str,
) -> TraceLine:
    """Judge whether something is on the programme's list; without a list somebody must look."""
    facts: dict[str, Fact] = {"value": value}
    if not value:
        return TraceLine(rule, Verdict.FAIL, missing, {}, basis)
    if basis is None:
        return TraceLine(rule, Verdict.WARN, unknown, facts)
    if value not in basis.value:
        return TraceLine(rule, Verdict.FAIL, outside, facts, basis)
    return TraceLine(rule, Verdict.PASS, inside, facts, basis)


def item_amount(
    cost_cents: int | None,
    share: Figure[int] | None,
    cap: Figure[int] | None,
    left_cents: int | None,
    asked_cents: int | None,
) -> TraceLine:
    """Return what a payable item is worth.

    At most 500,000 yuan a project: 2009 (S5c, B), Beijing 2015 (S24, A); at most the cost, as in
    Guangzhou (S32, A), or a part of it, as in Quanzhou (S27b, A).
    `left_cents` is what earlier rows leave of the upper limit, None where there is no limit. A
    part of the cost is rounded down to the fen: it is a most (不超过), never a least.
    """
    if cost_cents is None or cost_cents <= 0:
        return TraceLine(Rule.AMOUNT, Verdict.FAIL, "cost-missing", {}, cap or share)
    if share is None and cap is None:
        return TraceLine(Rule.AMOUNT, Verdict.FAIL, "item-limit-unknown", {})
    permille = WHOLE if share is None else share.value
    part = cost_cents * permille // WHOLE
    worth = part if left_cents is None else min(part, left_cents)
    amount = worth if asked_cents is None else min(worth, asked_cents)
    facts: dict[str, Fact] = {
        "cost_cents": cost_cents,
        "share_permille": permille,
        "part_cents": part,
        "limit_cents": None if cap is None else cap.value,
        "left_cents": left_cents,
        "asked_cents": asked_cents,
        "amount_cents": amount,
    }
    verdict, code = _amount_verdict(part, worth, asked_cents)
    basis = cap if cap is not None and worth < part else share or cap
    return TraceLine(Rule.AMOUNT, verdict, code, facts, basis, amount_cents=amount)


def _amount_verdict(part: int, worth: int, asked: int | None) -> tuple[Verdict, str]:
    if worth == 0:
        return Verdict.FAIL, "item-nothing-left"
    if asked == 0:
        # An item without money would use up one of the year's items for nothing.
        return Verdict.FAIL, "item-asks-nothing"
    if asked is not None and asked <= worth:
        return Verdict.PASS, "item-asked"
    code = "item-limit" if worth < part else "item-share"
    return (Verdict.PASS, code) if asked is None else (Verdict.WARN, f"{code}-cut")


def settled(
    lines: Iterable[TraceLine | None], amount: TraceLine, limit: Figure[int] | None
) -> RowVerdict:
    """Put an item's lines together: its amount counts only where nothing refuses it."""
    found = [line for line in lines if line is not None]
    worst = max((line.verdict for line in found), key=_GRAVITY.__getitem__)
    if worst.payable:
        worst = max(worst, amount.verdict, key=_GRAVITY.__getitem__)
    else:
        amount = TraceLine(Rule.AMOUNT, worst, "amount-withheld", {}, limit)
    return RowVerdict(worst, amount.amount_cents, (*found, amount))
