"""Contracts, executions and US dollars."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.bounds import LARGEST_MINOR
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.contracts import (
    Contract,
    Country,
    Execution,
    ExecutionWindow,
    Market,
    Residence,
    check_change,
    check_contract,
    check_execution,
    market_of,
    parse_rate,
    usd_cents,
    window_in_force,
)
from parkdesk.domain.programmes import Mark

D = dt.date
TODAY = D(2026, 10, 12)
COUNTRIES = {"US": Country("US", "美国", "United States")}
HERE = Residence(D(2009, 6, 18), None)
AMOUNTS = st.integers(-(10**14), 10**14)
RATES = st.decimals(Decimal("0.000001"), Decimal(10), places=6)


def contract(**differences):
    facts = {
        "number": "HT-1",
        "client": "Acme",
        "client_country": "US",
        "signed_on": D(2026, 7, 1),
        "starts_on": D(2026, 7, 1),
        "ends_on": D(2027, 6, 30),
        "amount_minor": 100_000,
        "currency": "USD",
    }
    return Contract(**(facts | differences))


@pytest.mark.parametrize(
    ("country", "market"),
    [
        ("CN", Market.ONSHORE),
        ("HK", Market.OFFSHORE),
        ("MO", Market.OFFSHORE),
        ("TW", Market.OFFSHORE),
        ("US", Market.OFFSHORE),
    ],
)
def test_hong_kong_macao_and_taiwan_count_as_offshore(country, market):
    assert market_of(country) is market


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"number": " "}, {"number": "required"}),
        ({"client": ""}, {"client": "required"}),
        ({"client_country": "XX"}, {"client_country": "unknown-country"}),
        ({"amount_minor": -1}, {"amount": "negative-amount"}),
        ({"amount_minor": 0}, {"amount": "required"}),
        ({"amount_minor": LARGEST_MINOR}, {}),
        ({"amount_minor": LARGEST_MINOR + 1}, {"amount": "number-too-large"}),
        ({"currency": "usd"}, {"currency": "unknown-currency"}),
        ({"signed_on": D(2026, 10, 13)}, {"signed_on": "in-the-future"}),
        ({"ends_on": D(2026, 6, 30)}, {"ends_on": "end-before-start"}),
        ({"starts_on": None, "ends_on": D(2026, 6, 30)}, {"ends_on": "end-before-start"}),
        ({"starts_on": None, "ends_on": None}, {}),
    ],
)
def test_a_contract_that_does_not_hold_is_refused_at_its_field(differences, problems):
    assert check_contract(contract(**differences), COUNTRIES, HERE, TODAY).problems == problems


@pytest.mark.parametrize(
    ("residence", "questions"),
    [
        (HERE, ()),
        (Residence(None, None), ()),
        (Residence(D(2026, 7, 2), None), ("signed-outside-residence",)),
        (Residence(D(2009, 1, 1), D(2026, 6, 30)), ("signed-outside-residence",)),
        (Residence(D(2009, 1, 1), D(2026, 7, 1)), ()),
    ],
)
def test_a_contract_signed_outside_the_park_is_asked(residence, questions):
    assert check_contract(contract(), COUNTRIES, residence, TODAY).questions == questions


@pytest.mark.parametrize(
    ("executed_on", "amount", "before", "problems", "questions"),
    [
        pytest.param(D(2026, 8, 1), 1_000, 0, {}, (), id="in order"),
        pytest.param(
            D(2026, 6, 30),
            1_000,
            0,
            {"executed_on": "execution-before-signature"},
            (),
            id="before signature",
        ),
        pytest.param(
            D(2026, 10, 13), 1, 0, {"executed_on": "in-the-future"}, (), id="in the future"
        ),
        pytest.param(D(2026, 8, 1), -1, 0, {"amount": "negative-amount"}, (), id="negative"),
        pytest.param(D(2026, 8, 1), 0, 0, {"amount": "required"}, (), id="nothing"),
        pytest.param(D(2026, 8, 1), 1, 99_999, {}, (), id="exactly the signed amount"),
        pytest.param(
            D(2026, 8, 1), 2, 99_999, {}, ("executed-above-signed",), id="one cent above it"
        ),
    ],
)
def test_executions(executed_on, amount, before, problems, questions):
    window = DateRange(D(2026, 1, 1), TODAY)
    verdict = check_execution(contract(), Execution(executed_on, amount), before, TODAY, window)
    assert (verdict.problems, verdict.questions) == (problems, questions)


RULE = ExecutionWindow(D(2018, 3, 16), None, (3, 31), (7, 1), "", Mark.DOCUMENT)


@pytest.mark.parametrize(
    ("today", "first", "days_left"),
    [
        pytest.param(D(2026, 3, 31), D(2025, 7, 1), 0, id="31 March still takes last July"),
        pytest.param(D(2026, 4, 1), D(2026, 1, 1), None, id="1 April takes this year only"),
        pytest.param(D(2026, 1, 1), D(2025, 7, 1), 89, id="1 January"),
        pytest.param(D(2026, 12, 31), D(2026, 1, 1), None, id="31 December"),
    ],
)
def test_the_execution_window_of_the_state_system(today, first, days_left):
    assert RULE.days(today) == DateRange(first, today)
    assert RULE.closes_in(today) == days_left


def test_a_day_outside_the_window_is_asked_and_no_rule_asks_nothing():
    old = contract(signed_on=D(2025, 1, 1))
    execution = Execution(D(2025, 8, 1), 1_000)
    asked = check_execution(old, execution, 0, TODAY, RULE.days(TODAY))
    assert asked.questions == ("outside-execution-window",)
    assert check_execution(old, execution, 0, TODAY, None).questions == ()


def test_the_newest_rule_in_force_is_taken():
    newer = ExecutionWindow(D(2026, 1, 1), None, (4, 30), (7, 1), "", Mark.DOCUMENT)
    assert window_in_force((RULE, newer), D(2025, 12, 31)) is RULE
    assert window_in_force((newer, RULE), D(2026, 1, 1)) is newer
    assert window_in_force((RULE,), D(2018, 3, 15)) is None


@pytest.mark.parametrize(
    ("after", "executed", "problems"),
    [
        (500, 500, {}),
        (499, 500, {"amount": "below-executed"}),
        (0, 0, {"amount": "required"}),
        (-1, 0, {"amount": "negative-amount"}),
    ],
)
def test_a_change_never_falls_below_what_was_executed(after, executed, problems):
    assert check_change(after, executed) == problems


@pytest.mark.parametrize(
    ("minor", "currency", "rate", "cents"),
    [
        pytest.param(12_345, "USD", "1", 12_345, id="dollars stay"),
        pytest.param(100, "CNY", "0.145", 15, id="halves away from zero"),
        pytest.param(-100, "CNY", "0.145", -15, id="also below zero"),
        pytest.param(1_000_000, "JPY", "0.0067", 670_000, id="yen have no minor unit"),
    ],
)
def test_conversion_rounds_once(minor, currency, rate, cents):
    assert usd_cents(minor, currency, Decimal(rate)) == cents


@given(minor=AMOUNTS, rate=RATES)
def test_conversion_is_symmetric_and_within_half_a_cent(minor, rate):
    cents = usd_cents(minor, "EUR", rate)
    assert usd_cents(-minor, "EUR", rate) == -cents
    assert abs(Decimal(cents) - minor * rate) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("0.1402", Decimal("0.1402")),
        (" 1.08 ", Decimal("1.08")),
        ("0", None),
        ("-1", None),
        ("1e3", None),
        ("many", None),
        ("", None),
    ],
)
def test_a_rate_is_a_plain_positive_number(text, rate):
    assert parse_rate(text) == rate


@given(st.dates(D(2018, 3, 16), D(2040, 12, 31)))
def test_days_that_are_lost_are_taken_until_the_last_day_and_never_after(today):
    loss = RULE.next_loss(today)
    assert today <= loss.last_day
    taken, after = RULE.days(loss.last_day), RULE.days(loss.last_day + dt.timedelta(days=1))
    assert loss.days.first in taken
    assert loss.days.last in taken
    assert loss.days.last < after.first
    assert loss.days.first == RULE.days(today).first


@pytest.mark.parametrize(
    ("today", "warns"),
    [
        pytest.param(D(2026, 3, 1), True, id="31 days before 31 March"),
        pytest.param(D(2026, 9, 29), False, id="93 days before the year ends"),
        pytest.param(D(2026, 9, 30), True, id="92 days before the year ends"),
    ],
)
def test_a_loss_is_told_a_quarter_ahead(today, warns):
    assert RULE.next_loss(today).warns_on(today) is warns
