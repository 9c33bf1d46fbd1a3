"""Certification claims: each rule at its edge, shared limits, and amounts worked out again."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.certification_claims import (
    CertificateItem,
    FundedEvent,
    judge_certificates,
)
from parkdesk.domain.certifications import EventType
from parkdesk.domain.eligibility_rules import Rule, Verdict
from parkdesk.domain.programmes import FeeKind
from tests.domain.packs import TODAY, for_certificates, seeded

FIRST, MAINTENANCE, UPGRADE = EventType
ITEM = CertificateItem(
    certification_id=1,
    kind_code="CMMI",
    has_levels=True,
    level=3,
    event=FIRST,
    fee_kind=FeeKind.APPRAISAL,
    cost_cents=40_000_000,
    invoice_number="03145577",
    bank_slip="2026-0516",
    paid_on=dt.date(2026, 5, 16),
)
FULL = for_certificates(
    items_a_year=3,
    cap_cents=50_000_000,
    kinds=("CMMI", "ISO27001"),
    share_permille=500,
    events=("first", "upgrade"),
    fee_kinds=("appraisal", "certification"),
    minimum_level=3,
)


def judged(*items, programme=FULL, elsewhere=()):
    return judge_certificates(programme, items, elsewhere, TODAY)


def line(verdict, rule):
    return next(one for one in verdict.lines if one.rule is rule)


def funded(id_, event=FIRST, programme="template-training-2026", **more):
    on = dt.date(2026, 8, 3)
    return FundedEvent(id_, event, programme, "RZ-2026-0001", 2026, 9_000_000, on, **more)


def test_half_of_the_cost_is_paid_up_to_the_limit():
    (verdict,) = judged(ITEM)
    assert verdict.verdict is Verdict.PASS
    assert verdict.amount_cents == 20_000_000
    assert line(verdict, Rule.AMOUNT).code == "item-share"
    (verdict,) = judged(replace(ITEM, cost_cents=120_000_000))
    assert verdict.amount_cents == 50_000_000
    assert line(verdict, Rule.AMOUNT).code == "item-limit"


@pytest.mark.parametrize(
    ("change", "rule", "verdict", "code"),
    [
        ({"certification_id": None}, Rule.NAMED, Verdict.FAIL, "certificate-missing"),
        ({"kind_code": "ITSS"}, Rule.NAMED, Verdict.FAIL, "certificate-not-named"),
        ({"level": None}, Rule.LEVEL, Verdict.FAIL, "level-missing"),
        ({"level": 2}, Rule.LEVEL, Verdict.FAIL, "level-too-low"),
        ({"level": 3}, Rule.LEVEL, Verdict.PASS, "level-enough"),
        ({"event": None}, Rule.EVENT, Verdict.FAIL, "event-missing"),
        ({"event": MAINTENANCE}, Rule.EVENT, Verdict.FAIL, "event-not-named"),
        ({"event": UPGRADE}, Rule.EVENT, Verdict.PASS, "event-named"),
        ({"fee_kind": None}, Rule.FEE, Verdict.FAIL, "fee-kind-missing"),
        ({"fee_kind": FeeKind.CONSULTING}, Rule.FEE, Verdict.FAIL, "fee-not-eligible"),
        ({"invoice_number": " "}, Rule.PAPERS, Verdict.FAIL, "invoice-missing"),
        ({"bank_slip": ""}, Rule.PAPERS, Verdict.FAIL, "bank-slip-missing"),
        ({"paid_on": None}, Rule.PAID, Verdict.FAIL, "paid-missing"),
        ({"paid_on": dt.date(2026, 10, 13)}, Rule.PAID, Verdict.FAIL, "item-paid-in-future"),
        ({"paid_on": dt.date(2025, 12, 31)}, Rule.PAID, Verdict.WARN, "paid-outside-window"),
        ({"paid_on": dt.date(2026, 1, 1)}, Rule.PAID, Verdict.PASS, "paid-in-window"),
        ({"cost_cents": None}, Rule.AMOUNT, Verdict.FAIL, "cost-missing"),
        ({"cost_cents": 0}, Rule.AMOUNT, Verdict.FAIL, "cost-missing"),
        ({"asked_cents": 20_000_001}, Rule.AMOUNT, Verdict.WARN, "item-share-cut"),
        ({"asked_cents": 20_000_000}, Rule.AMOUNT, Verdict.PASS, "item-asked"),
    ],
)
def test_each_rule_at_its_edge(change, rule, verdict, code):
    (found,) = judged(replace(ITEM, **change))
    assert (line(found, rule).verdict, line(found, rule).code) == (verdict, code)
    assert found.verdict.payable == verdict.payable
    assert bool(found.amount_cents) == verdict.payable


def test_a_kind_without_levels_is_not_asked_for_one():
    (found,) = judged(replace(ITEM, kind_code="ISO27001", has_levels=False, level=None))
    assert found.verdict is Verdict.PASS
    assert Rule.LEVEL not in [one.rule for one in found.lines]


def test_what_the_programme_does_not_say_is_looked_at_and_never_refused():
    programme = for_certificates(cap_cents=50_000_000)
    (found,) = judged(ITEM, programme=programme)
    assert found.verdict is Verdict.WARN
    assert {one.code for one in found.problems} == {
        "certificate-list-unknown",
        "event-list-unknown",
        "fee-list-unknown",
    }
    assert found.amount_cents == ITEM.cost_cents


def test_consulting_is_not_eligible_unless_the_programme_says_so():
    consulting = replace(ITEM, fee_kind=FeeKind.CONSULTING)
    silent = for_certificates(cap_cents=50_000_000)
    (found,) = judged(consulting, programme=silent)
    assert line(found, Rule.FEE).code == "fee-not-eligible"
    named = for_certificates(cap_cents=50_000_000, fee_kinds=("consulting",))
    (found,) = judged(consulting, programme=named)
    assert line(found, Rule.FEE).code == "fee-eligible"


def test_without_any_limit_no_amount_is_worked_out():
    (found,) = judged(ITEM, programme=for_certificates(items_a_year=3))
    assert (found.verdict, found.amount_cents) == (Verdict.FAIL, 0)
    assert line(found, Rule.AMOUNT).code == "item-limit-unknown"


def test_two_fees_of_one_event_share_its_limit():
    second = replace(ITEM, invoice_number="03145578", cost_cents=80_000_000)
    first, other = judged(ITEM, second)
    assert (first.amount_cents, other.amount_cents) == (20_000_000, 30_000_000)
    assert line(other, Rule.AMOUNT).facts["left_cents"] == 30_000_000
    third = replace(ITEM, invoice_number="03145579")
    assert judged(ITEM, second, third)[2].verdict is Verdict.FAIL


def test_a_refused_row_leaves_the_limit_and_the_count_to_the_others():
    refused = replace(ITEM, fee_kind=FeeKind.CONSULTING, certification_id=9)
    programme = for_certificates(cap_cents=50_000_000, items_a_year=1, fee_kinds=("appraisal",))
    found = judged(refused, ITEM, programme=programme)
    assert [one.verdict.payable for one in found] == [False, True]


def test_an_item_that_asks_for_nothing_uses_up_nothing():
    nothing, other = judged(replace(ITEM, asked_cents=0), replace(ITEM, invoice_number="INV-9"))
    assert (nothing.verdict, nothing.amount_cents) == (Verdict.FAIL, 0)
    assert line(nothing, Rule.AMOUNT).code == "item-asks-nothing"
    assert line(other, Rule.ITEMS).facts["count"] == 1


def test_items_are_counted_with_those_funded_before():
    before = [funded(7), funded(8, MAINTENANCE), funded(8, MAINTENANCE)]
    (found,) = judged(ITEM, elsewhere=before)
    assert line(found, Rule.ITEMS).facts == {"count": 3, "limit": 3}
    (found,) = judged(ITEM, elsewhere=[*before, funded(9)])
    assert line(found, Rule.ITEMS).code == "items-over-limit"
    drafts = [funded(id_, binding=False) for id_ in (7, 8, 9, 10)]
    (found,) = judged(ITEM, elsewhere=[*drafts, funded(11, programme="central-training-2013")])
    assert line(found, Rule.ITEMS).facts["count"] == 1


@pytest.mark.parametrize(
    ("elsewhere", "verdict", "code"),
    [
        ((), Verdict.PASS, "event-claimed-nowhere"),
        ((funded(1),), Verdict.DUPLICATE, "event-claimed"),
        ((funded(1, binding=False),), Verdict.WARN, "event-in-draft"),
        ((funded(1, programme="city"),), Verdict.WARN, "event-funded-before"),
        ((funded(1, programme="city"), funded(1)), Verdict.DUPLICATE, "event-claimed"),
        ((funded(1, MAINTENANCE), funded(2)), Verdict.PASS, "event-claimed-nowhere"),
    ],
)
def test_one_event_is_paid_once(elsewhere, verdict, code):
    (found,) = judged(ITEM, elsewhere=elsewhere)
    repeat = line(found, Rule.REPEAT)
    assert (repeat.verdict, repeat.code) == (verdict, code)
    if code != "event-claimed-nowhere":
        assert repeat.facts["on"] == dt.date(2026, 8, 3)


def test_one_invoice_counts_once_in_a_claim():
    _first, again = judged(ITEM, replace(ITEM, certification_id=2))
    assert line(again, Rule.REPEAT).code == "invoice-in-claim"
    assert again.amount_cents == 0


COSTS = st.one_of(st.none(), st.integers(0, 10**10))
ITEMS = st.builds(
    CertificateItem,
    certification_id=st.one_of(st.none(), st.integers(1, 3)),
    kind_code=st.sampled_from(["CMMI", "ISO27001", "ITSS", ""]),
    has_levels=st.booleans(),
    level=st.one_of(st.none(), st.integers(1, 5)),
    event=st.one_of(st.none(), st.sampled_from(EventType)),
    fee_kind=st.one_of(st.none(), st.sampled_from(FeeKind)),
    cost_cents=COSTS,
    asked_cents=COSTS,
    invoice_number=st.sampled_from(["", "1", "2", "3"]),
    bank_slip=st.sampled_from(["", "x"]),
    paid_on=st.one_of(st.none(), st.dates(dt.date(2025, 6, 1), dt.date(2027, 1, 1))),
)
PROGRAMMES = st.one_of(
    st.just(FULL),
    st.just(seeded("central-training-2009")),
    st.builds(
        lambda share, cap: for_certificates(share_permille=share, cap_cents=cap),
        st.integers(0, 1000),
        st.integers(0, 10**9),
    ),
    st.builds(lambda share: for_certificates(share_permille=share), st.integers(0, 1000)),
)


def worked_out(amount):
    """Work the amount out again from what the line itself says."""
    facts = amount.facts
    part = facts["cost_cents"] * facts["share_permille"] // 1000
    limits = [part, facts["left_cents"], facts["asked_cents"]]
    return min(limit for limit in limits if limit is not None)


@given(PROGRAMMES, st.lists(ITEMS, max_size=6))
def test_the_trace_gives_the_amount_again_and_no_limit_is_passed(programme, items):
    verdicts = judged(*items, programme=programme)
    used = {}
    for item, found in zip(items, verdicts, strict=True):
        amount = line(found, Rule.AMOUNT)
        assert found.amount_cents == sum(one.amount_cents for one in found.lines)
        if found.verdict.payable:
            assert found.amount_cents == worked_out(amount) > 0
            key = (item.certification_id, item.event)
            used[key] = used.get(key, 0) + found.amount_cents
        else:
            assert found.amount_cents == 0
    support = programme.certification
    if support.cap_cents is not None:
        assert all(sum_ <= support.cap_cents.value for sum_ in used.values())
    if support.items_a_year is not None:
        assert len(used) <= support.items_a_year.value
