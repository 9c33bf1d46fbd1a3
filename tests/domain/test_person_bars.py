"""Bars of persons: the days on which they hold, and what they make of a row."""

import datetime as dt

import pytest

from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Rule, TraceLine, Verdict
from parkdesk.domain.person_bars import (
    BarState,
    PersonBar,
    SaveBar,
    check_bar,
    check_bar_lifting,
    with_bar,
)

D = dt.date
BAR = PersonBar("商服[2026]18号", D(2026, 10, 12), D(2028, 10, 11))
AMOUNT = TraceLine(Rule.AMOUNT, Verdict.PASS, "amount-cap", amount_cents=450_000)


@pytest.mark.parametrize(
    ("bar", "day", "holds"),
    [
        (BAR, D(2026, 10, 11), False),
        (BAR, D(2026, 10, 12), True),
        (BAR, D(2028, 10, 11), True),
        (BAR, D(2028, 10, 12), False),
        (PersonBar("x", BAR.first, BAR.until, D(2027, 1, 1)), D(2026, 12, 31), True),
        (PersonBar("x", BAR.first, BAR.until, D(2027, 1, 1)), D(2027, 1, 1), False),
    ],
)
def test_the_days_of_a_bar(bar, day, holds):
    assert bar.holds(day) is holds


def test_without_a_bar_a_row_stays_as_it_is():
    row = RowVerdict(Verdict.PASS, 450_000, (AMOUNT,))
    assert with_bar(row, None) is row


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Verdict.PASS, Verdict.FAIL),
        (Verdict.WARN, Verdict.FAIL),
        (Verdict.DUPLICATE, Verdict.DUPLICATE),
    ],
)
def test_a_barred_person_is_worth_nothing_and_the_trace_foots(before, after):
    found = with_bar(RowVerdict(before, 450_000, (AMOUNT,)), BAR)
    assert (found.verdict, found.amount_cents) == (after, 0)
    assert sum(line.amount_cents for line in found.lines) == 0
    assert [line.code for line in found.lines] == ["person-barred", "amount-withheld"]


FIRST, UNTIL, TODAY = dt.date(2026, 1, 1), dt.date(2027, 12, 31), dt.date(2026, 10, 12)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"document_number": " "}, {"document_number": "required"}),
        ({"reason": "假"}, {"reason": "reason-missing"}),
        ({"from_on": None}, {"from_on": "required"}),
        ({"until_on": None}, {"until_on": "required"}),
        ({"from_on": None, "until_on": None}, {"from_on": "required", "until_on": "required"}),
        ({"until_on": dt.date(2025, 12, 31)}, {"until_on": "barred-until-before"}),
        ({"until_on": FIRST}, {}),
    ],
)
def test_what_is_wrong_with_a_bar(differences, problems):
    facts = {
        "id_number": "",
        "document_number": "商服〔2026〕3号",
        "reason": "提供虚假材料",
        "from_on": FIRST,
        "until_on": UNTIL,
    }
    assert check_bar(SaveBar(**(facts | differences))) == problems


@pytest.mark.parametrize(
    ("day", "why", "problems"),
    [
        (FIRST, "复核后撤销", {}),
        (TODAY, "复核后撤销", {}),
        (None, "复核后撤销", {"lifted_on": "required"}),
        (FIRST - dt.timedelta(days=1), "复核后撤销", {"lifted_on": "lifted-outside"}),
        (TODAY + dt.timedelta(days=1), "复核后撤销", {"lifted_on": "lifted-outside"}),
        (TODAY, "误", {"reason": "reason-missing"}),
    ],
)
def test_what_is_wrong_with_the_lifting_of_a_bar(day, why, problems):
    assert check_bar_lifting(FIRST, day, TODAY, why) == problems


@pytest.mark.parametrize(
    ("day", "lifted", "state"),
    [
        (FIRST - dt.timedelta(days=1), None, BarState.COMING),
        (FIRST, None, BarState.HOLDING),
        (UNTIL, None, BarState.HOLDING),
        (UNTIL + dt.timedelta(days=1), None, BarState.OVER),
        (TODAY, TODAY, BarState.LIFTED),
        (TODAY, TODAY + dt.timedelta(days=1), BarState.HOLDING),
    ],
)
def test_a_bar_on_a_day(day, lifted, state):
    assert PersonBar("商服〔2026〕3号", FIRST, UNTIL, lifted).state(day) is state
