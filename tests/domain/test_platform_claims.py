"""Platform claims: kinds of cost, their shares, the least investment, one limit for all."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.eligibility_rules import Rule, Verdict
from parkdesk.domain.platform_claims import PlatformItem, judge_platform
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programmes import ItemKind
from tests.domain.packs import TODAY, for_platforms

BUILDING, EQUIPMENT, RUNNING = ItemKind.BUILDING, ItemKind.EQUIPMENT, ItemKind.RUNNING
# The figures of one city's scheme: half of building and running, two million together at most.
CITY = for_platforms(
    shares={BUILDING: 500, RUNNING: 500},
    cap_cents=200_000_000,
    minimum_cents=30_000_000,
    kinds=("technology", "training"),
    cost_kinds=("building", "running"),
)
ITEM = PlatformItem(
    platform=Platform.TECHNOLOGY,
    kind=BUILDING,
    cost_cents=100_000_000,
    invoice_number="20260518",
    bank_slip="2026-0518",
    paid_on=dt.date(2026, 5, 18),
)


def judged(*items, programme=CITY):
    return judge_platform(programme, items, TODAY)


def line(verdict, rule):
    return next(one for one in verdict.lines if one.rule is rule)


@pytest.mark.parametrize(
    ("change", "rule", "verdict", "code"),
    [
        ({}, Rule.AMOUNT, Verdict.PASS, "item-share"),
        ({"platform": None}, Rule.NAMED, Verdict.FAIL, "platform-missing"),
        ({"platform": Platform.BRAND}, Rule.NAMED, Verdict.FAIL, "platform-not-named"),
        ({"kind": None}, Rule.FEE, Verdict.FAIL, "cost-kind-missing"),
        ({"kind": ItemKind.CERTIFICATE}, Rule.FEE, Verdict.FAIL, "cost-kind-missing"),
        ({"kind": EQUIPMENT}, Rule.FEE, Verdict.FAIL, "cost-kind-not-paid"),
        ({"invoice_number": ""}, Rule.PAPERS, Verdict.FAIL, "invoice-missing"),
        ({"paid_on": None}, Rule.PAID, Verdict.FAIL, "paid-missing"),
        ({"cost_cents": 30_000_000}, Rule.INVESTMENT, Verdict.PASS, "investment-enough"),
        ({"cost_cents": 29_999_999}, Rule.INVESTMENT, Verdict.FAIL, "investment-too-small"),
    ],
)
def test_each_rule_at_its_edge(change, rule, verdict, code):
    (found,) = judged(replace(ITEM, **change))
    assert (line(found, rule).verdict, line(found, rule).code) == (verdict, code)
    assert bool(found.amount_cents) == verdict.payable


def test_running_costs_are_no_investment():
    (found,) = judged(replace(ITEM, kind=RUNNING))
    assert line(found, Rule.INVESTMENT).facts["lacking_cents"] == 30_000_000


def test_the_limit_is_one_for_the_whole_claim():
    second = replace(ITEM, invoice_number="2", cost_cents=400_000_000, kind=RUNNING)
    first, other = judged(ITEM, second)
    assert (first.amount_cents, other.amount_cents) == (50_000_000, 150_000_000)
    third = judged(ITEM, second, replace(ITEM, invoice_number="3"))[2]
    assert line(third, Rule.AMOUNT).code == "item-nothing-left"


def test_one_invoice_counts_once():
    again = judged(ITEM, ITEM)[1]
    assert again.verdict is Verdict.DUPLICATE


def test_what_the_programme_does_not_say_is_looked_at():
    (found,) = judged(ITEM, programme=for_platforms(cap_cents=200_000_000))
    assert found.verdict is Verdict.WARN
    assert {one.code for one in found.problems} == {"platform-list-unknown", "cost-kinds-unknown"}


def test_without_a_limit_every_item_gets_its_share():
    programme = for_platforms(shares={BUILDING: 500})
    found = judged(ITEM, replace(ITEM, invoice_number="2"), programme=programme)
    assert [one.amount_cents for one in found] == [50_000_000, 50_000_000]


@pytest.mark.parametrize(
    ("days", "verdict", "code"),
    [
        (0, Verdict.WARN, "paid-window-unknown"),
        (1, Verdict.FAIL, "item-paid-in-future"),
    ],
)
def test_a_day_of_payment_that_has_not_come_is_refused(days, verdict, code):
    programme = replace(CITY, window=None)
    (found,) = judged(replace(ITEM, paid_on=TODAY + dt.timedelta(days=days)), programme=programme)
    assert (line(found, Rule.PAID).verdict, line(found, Rule.PAID).code) == (verdict, code)


AMOUNTS = st.one_of(st.none(), st.integers(0, 10**10))
ITEMS = st.builds(
    PlatformItem,
    platform=st.one_of(st.none(), st.sampled_from(Platform)),
    kind=st.one_of(st.none(), st.sampled_from(ItemKind)),
    cost_cents=AMOUNTS,
    asked_cents=AMOUNTS,
    invoice_number=st.sampled_from(["", "1", "2", "3", "4"]),
    bank_slip=st.just("x"),
    paid_on=st.just(dt.date(2026, 5, 18)),
)


@given(st.lists(ITEMS, max_size=8))
def test_the_amounts_never_pass_the_limit_nor_the_share(items):
    verdicts = judged(*items)
    assert sum(one.amount_cents for one in verdicts) <= 200_000_000
    for item, found in zip(items, verdicts, strict=True):
        assert 2 * found.amount_cents <= (item.cost_cents or 0)
        assert item.asked_cents is None or found.amount_cents <= item.asked_cents
        assert found.verdict.payable == bool(found.amount_cents)
