"""Clawbacks: no more than was paid, plans that foot, receipts that foot."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.clawbacks import (
    ClawbackAction,
    ClawbackReason,
    ClawbackState,
    Instalment,
    OpenClawback,
    Receipt,
    advance_clawback,
    allocate,
    check_clawback,
    check_receipt,
    clawback_actions,
    clawback_number,
    named_bar,
    next_due,
    overdue_cents,
    plan,
    receipt_number,
)
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.programme_figures import BarringGround
from parkdesk.domain.programme_parts import BarringRule

D = dt.date
TODAY = D(2026, 10, 12)
GOOD = OpenClawback(
    1, {7: 450_000}, ClawbackReason.LEFT_EARLY, "2026年8月已离职", TODAY, D(2026, 11, 30), 3
)
ROOM = {7: 450_000, 8: 100_000}
OPEN = ClawbackState.OPEN
WAYS = {
    (OPEN, ClawbackAction.RECEIVE): OPEN,
    (OPEN, ClawbackAction.CORRECT): OPEN,
    (ClawbackState.SETTLED, ClawbackAction.CORRECT): OPEN,
    (OPEN, ClawbackAction.REPLAN): OPEN,
    (OPEN, ClawbackAction.SETTLE): ClawbackState.SETTLED,
    (OPEN, ClawbackAction.WITHDRAW): ClawbackState.WITHDRAWN,
}


@pytest.mark.parametrize("state", ClawbackState)
@pytest.mark.parametrize("action", ClawbackAction)
def test_the_whole_table(state, action):
    wanted = WAYS.get((state, action))
    if wanted is None:
        assert action not in clawback_actions(state)
        with pytest.raises(WrongState):
            advance_clawback(state, action)
    else:
        assert advance_clawback(state, action) is wanted


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({}, {}),
        ({"rows": {}}, {"rows": "clawback-without-rows"}),
        ({"rows": {7: 0}}, {"rows": "clawback-without-rows"}),
        ({"rows": {7: 450_001}}, {"rows": "clawback-above-paid"}),
        ({"rows": {9: 1}, "instalments": 1}, {"rows": "clawback-above-paid"}),
        ({"reason_code": None}, {"reason_code": "required"}),
        ({"reason": "无"}, {"reason": "reason-missing"}),
        ({"decided_on": None}, {"decided_on": "required"}),
        ({"decided_on": D(2026, 10, 13)}, {"decided_on": "decided-in-future"}),
        ({"first_due_on": D(2026, 10, 1)}, {"first_due_on": "due-before-order"}),
        ({"first_due_on": None}, {"first_due_on": "required"}),
        ({"instalments": 0}, {"instalments": "instalments-out-of-range"}),
        ({"instalments": 37}, {"instalments": "instalments-out-of-range"}),
        ({"instalments": None}, {"instalments": "required"}),
        ({"rows": {7: 2}}, {"instalments": "instalments-out-of-range"}),
        (
            {"bars_persons": True},
            {"barred_until": "required", "document_number": "required"},
        ),
        (
            {"bars_enterprise": True, "barred_until": TODAY, "document_number": "商服[2026]9号"},
            {"barred_until": "barred-until-before"},
        ),
        (
            {
                "bars_persons": True,
                "barred_until": D(2028, 12, 31),
                "document_number": "商服[2026]9号",
            },
            {},
        ),
        ({"barred_until": D(2028, 12, 31)}, {"barred_until": "bar-of-nobody"}),
    ],
)
def test_a_clawback(change, problems):
    form = replace(GOOD, **change)
    if not problems:
        check_clawback(form, ROOM, TODAY)
        return
    with pytest.raises(InvalidInput) as refused:
        check_clawback(form, ROOM, TODAY)
    assert refused.value.problems == problems


@given(st.integers(36, 50_000_000), st.integers(1, 36), st.dates(D(2020, 1, 1), D(2030, 1, 1)))
def test_a_plan_foots_and_goes_by_months(amount, count, first):
    found = plan(amount, first, count)
    assert sum(one.amount_cents for one in found) == amount
    assert found[0].due_on == first
    assert [one.due_on for one in found] == sorted({one.due_on for one in found})


@given(st.integers(3, 50_000_000), st.data())
def test_what_is_due_next_and_late(amount, data):
    found = plan(amount, D(2026, 1, 31), 3)
    received = data.draw(st.integers(0, amount))
    due = next_due(found, received)
    assert (due is None) == (received == amount)
    assert overdue_cents(found, received, D(2026, 1, 31)) == 0
    assert overdue_cents(found, received, D(2027, 1, 1)) == amount - received


def test_the_first_that_is_not_covered_is_due():
    found = plan(300, D(2026, 1, 31), 3)
    assert next_due(found, 150) == Instalment(D(2026, 2, 28), 50)
    assert overdue_cents(found, 150, D(2026, 3, 1)) == 50


@given(st.lists(st.integers(1, 450_000), min_size=1, max_size=30), st.data())
def test_receipts_cover_the_lines_and_foot(lines, data):
    received = data.draw(st.integers(0, sum(lines)))
    assert sum(allocate(received, lines)) == received


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (Receipt(TODAY, 100, "工行001"), {}),
        (Receipt(TODAY, 0, "工行001"), {"amount_cents": "amount-not-positive"}),
        (Receipt(TODAY, None, "工行001"), {"amount_cents": "required"}),
        (Receipt(TODAY, 301, "工行001"), {"amount_cents": "above-clawback"}),
        (Receipt(None, 100, "工行001"), {"received_on": "required"}),
        (Receipt(D(2026, 10, 13), 100, "工行001"), {"received_on": "received-in-future"}),
        (Receipt(D(2026, 9, 1), 100, "工行001"), {"received_on": "received-before-order"}),
        (Receipt(TODAY, 100, " "), {"bank_reference": "required"}),
    ],
)
def test_a_receipt(form, problems):
    if not problems:
        check_receipt(form, 300, D(2026, 10, 1), TODAY)
        return
    with pytest.raises(InvalidInput) as refused:
        check_receipt(form, 300, D(2026, 10, 1), TODAY)
    assert refused.value.problems == problems


def test_numbers():
    assert clawback_number(2026, 1) == "ZH-2026-0001"
    assert receipt_number("ZH-2026-0001", 2) == "ZH-2026-0001-02"


@pytest.mark.parametrize(
    ("reason", "years", "last"),
    [
        pytest.param(ClawbackReason.FALSE_FACTS, 3, dt.date(2029, 10, 11), id="named"),
        pytest.param(ClawbackReason.FALSE_FACTS, None, None, id="years not read"),
        pytest.param(ClawbackReason.LEFT_EARLY, 3, None, id="another ground"),
        pytest.param(None, 3, None, id="no reason yet"),
    ],
)
def test_the_bar_that_a_programme_names_is_proposed(reason, years, last):
    rules = (BarringRule(BarringGround.FRAUD, years),)
    assert named_bar(reason, dt.date(2026, 10, 12), rules) == last
