"""The platforms' money: what is refused, and sums that add up."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.platform_money import (
    Condition,
    CostKind,
    FundsFault,
    Grant,
    Outlay,
    OutlayKind,
    Spent,
    check_condition,
    check_grant,
    check_outlay,
    ends_soon,
    use_of_funds,
)
from parkdesk.domain.platforms import Platform

D = dt.date
TODAY = D(2026, 10, 12)
GRANT = Grant("批复3号", "建设", Platform.TECHNOLOGY, 1_000_00, D(2026, 1, 1), D(2026, 9, 30))
OUTLAY = Outlay(
    Platform.TECHNOLOGY, "服务器", OutlayKind.ASSET, CostKind.BUILDING, 500_00, D(2026, 3, 1)
)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"item": " "}, {"item": "required"}),
        ({"item": "长" * 81}, {"item": "money-words-too-long"}),
        ({"invoice_number": "9" * 61}, {"invoice_number": "money-words-too-long"}),
        ({"price_cents": 0}, {"price_cents": "not-above-nothing"}),
        ({"price_cents": 10**17}, {"price_cents": "number-too-large"}),
        ({"bought_on": D(2026, 10, 13)}, {"bought_on": "in-the-future"}),
        ({"grant": GRANT}, {}),
        ({"grant": GRANT, "platform": Platform.BRAND}, {"funding": "grant-of-another-platform"}),
        ({"valid_until": D(2027, 1, 1)}, {"valid_until": "only-a-licence-ends"}),
        (
            {"kind": OutlayKind.LICENCE, "valid_until": D(2026, 2, 28)},
            {"valid_until": "end-before-start"},
        ),
    ],
)
def test_an_outlay_that_cannot_be_is_refused(differences, problems):
    assert check_outlay(replace(OUTLAY, **differences), TODAY) == problems


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"number": ""}, {"number": "required"}),
        ({"title": "长" * 81}, {"title": "money-words-too-long"}),
        ({"granted_cents": -1}, {"granted_cents": "not-above-nothing"}),
        ({"last_on": D(2025, 12, 31)}, {"last_on": "end-before-start"}),
    ],
)
def test_a_grant_that_cannot_be_is_refused(differences, problems):
    assert check_grant(replace(GRANT, **differences)) == problems


@pytest.mark.parametrize(
    ("condition", "on", "words", "problems"),
    [
        (Condition.BROKEN, TODAY, "", {}),
        (Condition.LENT, TODAY, " ", {"words": "required"}),
        (Condition.RETIRED, TODAY, "坏了", {}),
        (Condition.BROKEN, D(2026, 10, 13), "", {"on": "in-the-future"}),
        (Condition.BROKEN, D(2026, 2, 28), "", {"on": "before-it-was-bought"}),
        (Condition.LENT, TODAY, "长" * 81, {"words": "money-words-too-long"}),
    ],
)
def test_a_condition_is_of_a_day_and_has_its_words(condition, on, words, problems):
    assert check_condition(condition, on, words, OUTLAY.bought_on, TODAY) == problems


@pytest.mark.parametrize(
    ("until", "condition", "said"),
    [
        (None, Condition.IN_USE, False),
        (TODAY + dt.timedelta(days=90), Condition.IN_USE, True),
        (TODAY + dt.timedelta(days=91), Condition.IN_USE, False),
        (TODAY - dt.timedelta(days=1), Condition.IN_USE, True),
        (TODAY, Condition.RETIRED, False),
    ],
)
def test_a_licence_is_named_ninety_days_before_it_ends(until, condition, said):
    assert ends_soon(until, condition, TODAY) is said


def spent(cents, day, grant_id=1, kind=CostKind.BUILDING, *, invoice=True):
    return Spent(Platform.TECHNOLOGY, grant_id, kind, cents, day, invoice)


def test_over_outside_and_without_invoice_are_found_of_a_grant_alone():
    rows = [
        spent(900_00, D(2026, 2, 1)),
        spent(200_00, D(2026, 10, 1), invoice=False),
        spent(70_00, D(2026, 10, 2), None, CostKind.RUNNING, invoice=False),
    ]
    own, grant, total = use_of_funds({1: GRANT}, rows, 2026)
    assert grant.faults == (FundsFault.OVER, FundsFault.OUTSIDE, FundsFault.NO_INVOICE)
    assert (grant.left_cents, grant.outside_cents, grant.unproved_cents) == (
        -100_00,
        200_00,
        200_00,
    )
    assert (own.faults, own.running_cents, own.left_cents) == ((), 70_00, None)
    assert (total.platform, total.year_cents) == (None, 1_170_00)


def test_a_grant_is_listed_in_its_years_and_when_it_was_spent():
    rows = [spent(300_00, D(2025, 12, 1)), spent(50_00, D(2027, 1, 5))]
    (before, _sum) = use_of_funds({1: GRANT}, rows, 2025)
    assert (before.year_cents, before.outside_cents) == (300_00, 300_00)
    (within, total) = use_of_funds({1: GRANT}, rows, 2026)
    assert (within.year_cents, within.spent_cents, within.left_cents) == (0, 300_00, 700_00)
    assert total.year_cents == 0
    assert use_of_funds({1: GRANT}, rows, 2027)[0].spent_cents == 350_00
    assert use_of_funds({1: GRANT}, rows, 2028) == ()


days = st.dates(D(2024, 1, 1), D(2028, 12, 31))
outlays = st.lists(
    st.builds(
        Spent,
        st.just(Platform.TECHNOLOGY),
        st.sampled_from([None, 1]),
        st.sampled_from(CostKind),
        st.integers(1, 10**9),
        days,
        st.booleans(),
    )
)


@given(outlays)
def test_the_years_add_up_to_what_was_spent(rows):
    found = 0
    for year in range(2024, 2029):
        lines = use_of_funds({1: GRANT}, rows, year)
        if lines:
            *parts, total = lines
            assert total.year_cents == sum(one.year_cents for one in parts)
            assert total.spent_cents >= total.year_cents
            found += total.year_cents
    assert found == sum(one.cents for one in rows)
