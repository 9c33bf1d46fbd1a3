"""Returns, growth and sums of the quarter."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.programmes import Mark
from parkdesk.domain.statistics import (
    DueRule,
    FillState,
    GrowthMark,
    InBoth,
    Return,
    ReturnState,
    Totals,
    compared,
    compared_people,
    fill_state,
    growth,
    return_problems,
    return_questions,
    sum_totals,
)

D = dt.date
NUMBERS = st.integers(0, 10**15)
TOTALS = st.builds(Totals, **{field.name: NUMBERS for field in fields(Totals)})


@dataclass(frozen=True)
class Part:
    totals: Totals


@pytest.mark.parametrize(
    ("now", "base", "same", "mark", "percent"),
    [
        pytest.param(118, 100, True, GrowthMark.VALUE, "18.00", id="grown"),
        pytest.param(82, 100, True, GrowthMark.VALUE, "-18.00", id="fallen"),
        pytest.param(0, 100, True, GrowthMark.VALUE, "-100.00", id="fallen to nothing"),
        pytest.param(2, 3, True, GrowthMark.VALUE, "-33.33", id="rounded to two decimals"),
        pytest.param(1, -2, True, GrowthMark.VALUE, "150.00", id="over a negative base"),
        pytest.param(5, 0, True, GrowthMark.BASE_ZERO, None, id="base nothing"),
        pytest.param(0, 0, True, GrowthMark.BASE_ZERO, None, id="nothing over nothing"),
        pytest.param(5, None, True, GrowthMark.MISSING, None, id="no base"),
        pytest.param(None, 5, True, GrowthMark.MISSING, None, id="no figure"),
        pytest.param(5, 4, False, GrowthMark.REDEFINED, None, id="another definition"),
        pytest.param(5, None, False, GrowthMark.MISSING, None, id="missing says more"),
    ],
)
def test_growth_has_a_value_or_one_of_three_marks(now, base, same, mark, percent):
    found = growth(now, base, same_definition=same)
    assert (found.mark, found.percent) == (mark, None if percent is None else Decimal(percent))
    assert (found.permille is None) == (percent is None)


def test_the_growth_of_2010_as_the_ministry_printed_it():
    # Signed amounts of 2009 and 2010 in 亿美元: 147.7 is in the book, 198.3 gives the printed rate.
    assert growth(1983, 1477).percent == Decimal("34.26")
    assert growth(1983, 1477).permille == 343


def test_growth_is_rounded_once():
    # 18.449 % is 18.45 with two decimals, which must not become 18.5 with one.
    found = growth(118_449, 100_000)
    assert (found.percent, found.permille) == (Decimal("18.45"), 184)


@given(now=NUMBERS, base=st.integers(1, 10**15))
def test_growth_says_back_the_figure_within_its_rounding(now, base):
    percent = growth(now, base).percent
    assert abs(base + percent * base / 100 - now) <= Decimal(base) / 20_000


@given(st.lists(TOTALS, max_size=8), st.randoms())
def test_sums_add_up_whatever_the_order(parts, random):
    shuffled = list(parts)
    random.shuffle(shuffled)
    whole = sum_totals(Part(one) for one in parts)
    assert whole == sum_totals(Part(one) for one in shuffled)
    for field in fields(Totals):
        assert getattr(whole, field.name) == sum(getattr(one, field.name) for one in parts)


@given(TOTALS, TOTALS)
def test_offshore_and_onshore_are_the_whole(one, other):
    both = one + other
    assert both.signed_onshore_usd_cents + both.signed_offshore_usd_cents == both.signed_usd_cents
    assert (
        both.executed_onshore_usd_cents + both.executed_offshore_usd_cents
        == both.executed_usd_cents
    )


@pytest.mark.parametrize(
    ("entered", "problems"),
    [
        (Return(100, 90, 10, 9), {}),
        (Return(0, 0, 0, 0), {}),
        (Return(100, None, 10, 9), {"graduates": "required"}),
        (Return(-1, 0, 0, 0), {"headcount": "negative-number"}),
        (Return(100, 101, 10, 9), {"graduates": "more-than-headcount"}),
        (Return(100, 90, 10, 11), {"new_graduates": "more-than-new-hires"}),
    ],
)
def test_a_return_that_does_not_hold_is_refused_at_its_field(entered, problems):
    assert return_problems(entered) == problems


@pytest.mark.parametrize(
    ("entered", "before", "questions"),
    [
        (Return(100, 90, 10, 9), None, ()),
        (Return(100, 90, 10, 9), Return(60, 50, 1, 1), ()),
        (Return(100, 90, 10, 9), Return(), ()),
        (Return(121, 90, 10, 9), Return(60, 50, 1, 1), ("headcount-jump",)),
        (Return(10, 9, 1, 1), Return(100, 90, 1, 1), ("headcount-jump",)),
        (Return(10, 9, 1, 1), Return(4, 4, 1, 1), ()),
        (Return(5, 5, 10, 9), None, ("new-hires-above-headcount",)),
    ],
)
def test_what_looks_odd_is_asked(entered, before, questions):
    assert return_questions(entered, before) == questions


def test_a_quarters_return_is_due_in_the_month_after_it():
    rule = DueRule("quarter", 1, 15, "", Mark.UNVERIFIED)
    assert rule.due_on(Quarter(2026, 3)) == D(2026, 10, 15)
    assert rule.due_on(Quarter(2026, 4)) == D(2027, 1, 15)


@pytest.mark.parametrize(
    ("state", "expected", "today", "found"),
    [
        (None, True, D(2026, 10, 15), FillState.MISSING),
        (None, True, D(2026, 10, 16), FillState.OVERDUE),
        (None, False, D(2026, 10, 16), FillState.NOT_EXPECTED),
        (ReturnState.DRAFT, True, D(2026, 10, 15), FillState.DRAFT),
        (ReturnState.DRAFT, True, D(2026, 10, 16), FillState.OVERDUE),
        (ReturnState.DRAFT, False, D(2026, 10, 16), FillState.NOT_EXPECTED),
        (ReturnState.SUBMITTED, True, D(2026, 12, 1), FillState.SUBMITTED),
        (ReturnState.SUBMITTED, False, D(2026, 12, 1), FillState.SUBMITTED),
    ],
)
def test_fill_state(state, expected, today, found):
    assert fill_state(state, expected=expected, due_on=D(2026, 10, 15), today=today) is found


def test_a_figure_beside_its_two_bases():
    figure = compared("headcount", Totals(headcount=110), Totals(headcount=100), None)
    assert (figure.now, figure.previous, figure.year_before) == (110, 100, None)
    assert figure.quarter_on_quarter.percent == Decimal("10.00")
    assert figure.year_on_year.mark is GrowthMark.MISSING
    assert compared("headcount", Totals(), None, Totals()).year_on_year.mark is GrowthMark.BASE_ZERO


def test_people_grow_like_for_like():
    # 150 people now; of the enterprises that also reported before, 110 now and 100 then.
    both = InBoth(Totals(headcount=110, returns=2), Totals(headcount=100, returns=2), 2)
    figure = compared_people(
        "headcount", Totals(headcount=150, returns=3), both, InBoth(Totals(), Totals(), 0)
    )
    assert (figure.now, figure.previous) == (150, 100)
    assert figure.quarter_on_quarter.percent == Decimal("10.00")
    assert figure.year_on_year.mark is GrowthMark.MISSING


@pytest.mark.parametrize(
    ("now", "both", "then", "narrowed"),
    [
        pytest.param(3, 3, 3, False, id="everybody in both"),
        pytest.param(4, 3, 3, True, id="somebody new"),
        pytest.param(3, 3, 4, True, id="somebody silent since"),
        pytest.param(3, 0, 4, False, id="nobody in both: there is no rate"),
        pytest.param(0, 0, 0, False, id="nobody at all"),
    ],
)
def test_a_comparison_says_that_it_left_somebody_out(now, both, then, narrowed):
    pair = InBoth(Totals(returns=both), Totals(returns=both), then)
    assert pair.narrows(now) is narrowed
    figure = compared_people("headcount", Totals(returns=now), pair, InBoth(Totals(), Totals(), 0))
    assert (figure.quarter_narrowed, figure.year_narrowed) == (narrowed, False)


def test_what_two_quarters_left_out_adds_up():
    whole = InBoth(Totals(headcount=5, returns=1), Totals(headcount=4, returns=1), 1)
    part = InBoth(Totals(headcount=7, returns=2), Totals(headcount=6, returns=2), 3)
    found = whole + part
    assert (found.now.headcount, found.then.headcount, found.returns_then) == (12, 10, 4)
    assert found.narrows(3)
