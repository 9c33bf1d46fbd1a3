"""Bars of persons: the days on which they hold, and what they make of a row."""

import datetime as dt

import pytest

from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Rule, TraceLine, Verdict
from parkdesk.domain.person_bars import PersonBar, with_bar

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
