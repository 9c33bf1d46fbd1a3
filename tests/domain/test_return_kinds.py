"""Returns of several kinds: what is asked for, what a form holds, where the kinds disagree."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import NotFound
from parkdesk.domain.periods import Month, PeriodKind, Year
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.return_forms import ReturnForm, form_for, form_problem, read_form
from parkdesk.domain.return_kinds import (
    Asked,
    ReturnField,
    ReturnFormRule,
    disagreements,
    form_rule_of,
    is_asked,
)
from parkdesk.domain.return_questions import questions_of
from parkdesk.domain.statistics import DueRule, Return, return_problems

D = dt.date
COUNTS = st.integers(0, 500)
RETURNS = st.builds(Return, COUNTS, COUNTS, COUNTS, COUNTS)
SINCE_JULY = Asked(PeriodKind.MONTH, D(2026, 7, 1), None)


@pytest.mark.parametrize(
    ("period", "asked"),
    [
        (Month(2026, 6), False),
        (Month(2026, 7), True),
        (Month(2030, 1), True),
        (Year(2026), False),
        (Quarter(2020, 1), True),
    ],
)
def test_quarters_are_always_asked_for_and_others_from_their_day_on(period, asked):
    assert is_asked([SINCE_JULY], period) is asked


def test_what_is_asked_for_ends_with_its_last_period():
    until_august = Asked(PeriodKind.MONTH, D(2026, 7, 1), D(2026, 8, 31))
    assert is_asked([until_august], Month(2026, 8))
    assert not is_asked([until_august], Month(2026, 9))


def rule(version, first, *fields):
    return ReturnFormRule(
        f"PD-YB-{version}", PeriodKind.MONTH, version, first, fields, "园区", Mark.UNVERIFIED
    )


def test_a_period_has_the_form_that_held_at_its_end():
    old, new = rule(1, D(2006, 1, 1), *ReturnField), rule(2, D(2026, 8, 1), ReturnField.HEADCOUNT)
    assert form_rule_of([old, new], Month(2026, 7)) is old
    assert form_rule_of([old, new], Month(2026, 8)) is new
    with pytest.raises(NotFound):
        form_rule_of([old, new], Year(2026))


def test_a_form_asks_for_its_own_figures_alone():
    short = rule(2, D(2026, 8, 1), ReturnField.HEADCOUNT, ReturnField.NEW_HIRES)
    entered = short.only_asked(Return(100, 90, 10, 9))
    assert entered == Return(headcount=100, new_hires=10)
    assert return_problems(entered, short.fields) == {}
    assert return_problems(Return(headcount=100), short.fields) == {"new_hires": "required"}


@pytest.mark.parametrize(
    ("kind", "offset", "day", "period", "due"),
    [
        ("month", 1, 5, Month(2026, 7), D(2026, 8, 5)),
        ("month", 1, 5, Month(2026, 12), D(2027, 1, 5)),
        ("quarter", 1, 15, Quarter(2026, 3), D(2026, 10, 15)),
        ("year", 1, 15, Year(2026), D(2027, 1, 15)),
    ],
)
def test_each_kind_is_due_after_its_last_month(kind, offset, day, period, due):
    assert DueRule(kind, offset, day, "", Mark.DOCUMENT).due_on(period) == due


def test_flows_are_added_up_and_of_a_stock_the_last_part_counts():
    parts = [Return(90, 80, 3, 2), Return(95, 80, 4, 2), Return(100, 90, 3, 3)]
    assert disagreements(Return(100, 90, 10, 7), parts) == ()
    found = disagreements(Return(101, 90, 11, 7), parts)
    told = [(one.field, one.whole, one.parts, one.is_flow) for one in found]
    assert told == [
        (ReturnField.HEADCOUNT, 101, 100, False),
        (ReturnField.NEW_HIRES, 11, 10, True),
    ]


def test_what_was_not_handed_in_is_not_compared():
    parts = [Return(90, 80, 3, 2), None, Return(100, 90, 3, 3)]
    assert disagreements(Return(100, 90, 99, 9), parts) == ()
    assert disagreements(None, parts) == ()
    found = disagreements(Return(101, 90, 99, 9), parts)
    assert [one.field for one in found] == [ReturnField.HEADCOUNT]


@given(st.lists(RETURNS, min_size=3, max_size=4))
def test_what_is_summed_up_agrees(parts):
    whole = Return(
        parts[-1].headcount,
        parts[-1].graduates,
        sum(one.new_hires for one in parts),
        sum(one.new_graduates for one in parts),
    )
    assert disagreements(whole, parts) == ()


def asked(entered, period, known):
    return [one.code for one in questions_of(entered, period, known.get, known.get)]


def test_a_return_is_compared_with_last_period_and_the_same_period_of_last_year():
    entered = Return(100, 90, 0, 0)
    known = {
        Month(2026, 6): Return(300, 90, 0, 0),
        Month(2025, 7): Return(30, 10, 0, 0),
    }
    found = questions_of(entered, Month(2026, 7), known.get, known.get)
    assert [one.code for one in found] == ["headcount-jump", "headcount-jump-in-a-year"]
    assert found[0].facts == {"then": Month(2026, 6), "before": 300}
    assert found[1].facts == {"then": Month(2025, 7), "before": 30}


def test_a_year_is_compared_with_last_year_once():
    assert asked(Return(100, 90, 0, 0), Year(2026), {Year(2025): Return(300, 90, 0, 0)}) == [
        "headcount-jump"
    ]


def test_the_last_month_that_comes_in_is_compared_with_its_quarter():
    quarter, months = Quarter(2026, 3), [Month(2026, 7), Month(2026, 8)]
    known = {one: Return(100, 90, 3, 3) for one in months} | {quarter: Return(100, 90, 10, 9)}
    entered = Return(100, 90, 3, 3)
    found = questions_of(entered, Month(2026, 9), known.get, known.get)
    assert [one.code for one in found] == ["parts-do-not-add-up"]
    assert found[0].facts == {
        "whole": quarter, "figure": ReturnField.NEW_HIRES, "said": 10, "parts": 9,
    }  # fmt: skip
    assert asked(Return(100, 90, 4, 3), Month(2026, 9), known) == []
    assert asked(Return(99, 90, 4, 3), Month(2026, 9), known) == ["last-part-differs"]


@pytest.mark.parametrize("period", [Month(2026, 7), Quarter(2026, 3), Year(2026)])
def test_the_code_of_a_form_is_read_back(period):
    form = form_for(period, "91330100799655058B", 3)
    assert read_form(f" {form} ") == ReturnForm(3, period, "91330100799655058B")
    assert form_problem(str(form), period, "91330100799655058B", 3) == ""
    assert form_problem(str(form), period, "91330100799655058B", 2) == "form-of-another-version"
    assert form_problem(str(form), period, "X", 3) == "form-of-another-enterprise"


@pytest.mark.parametrize(
    "text", ["PD-YB-1 2026Q3 X1", "PD-JB-1 2026-07 X1", "PD-NB-1 2026-13 X1", "PD-YB 2026-07 X1"]
)
def test_a_code_whose_period_is_of_another_kind_is_no_code(text):
    assert read_form(text) is None


def test_a_form_of_another_month_is_told():
    text = str(form_for(Month(2026, 6), "X1"))
    assert form_problem(text, Month(2026, 7), "X1") == "form-of-another-period"
