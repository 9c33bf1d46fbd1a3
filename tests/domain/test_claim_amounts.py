"""Amounts foot at every stage, however they are cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain import claim_amounts
from parkdesk.domain.claim_amounts import Amounts, Cut, RowDecision, decide_rows, spread_cents
from parkdesk.domain.errors import InvalidInput


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        pytest.param(-1, "negative-amount", id="negative"),
        pytest.param(1001, "above-requested", id="above"),
        pytest.param(1000, None, id="all of it"),
        pytest.param(0, None, id="nothing"),
    ],
)
def test_a_recommendation_lies_within_what_was_asked_for(amount, code):
    amounts = Amounts(requested_cents=1000)
    if code is None:
        claim_amounts.check_recommended(amounts, amount)
        return
    with pytest.raises(InvalidInput) as refusal:
        claim_amounts.check_recommended(amounts, amount)
    assert refusal.value.problems == {"recommended": code}


def test_an_approval_lies_within_the_recommendation():
    amounts = Amounts(1000, 800)
    claim_amounts.check_approved(amounts, 800)
    with pytest.raises(InvalidInput) as refusal:
        claim_amounts.check_approved(amounts, 801)
    assert refusal.value.problems == {"approved": "above-recommended"}


def test_exactly_the_approved_sum_is_paid():
    amounts = Amounts(1000, 800, 700)
    claim_amounts.check_paid(amounts, 700)
    with pytest.raises(InvalidInput):
        claim_amounts.check_paid(amounts, 699)


CENTS = st.integers(0, 10**12)


@given(st.lists(CENTS, min_size=1, max_size=60), st.data())
def test_a_spread_sum_foots_and_gives_nobody_more_than_before(weights, data):
    total = data.draw(st.integers(0, sum(weights)))
    parts = spread_cents(total, weights)
    assert sum(parts) == total
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(st.lists(CENTS, min_size=1, max_size=60), st.data())
def test_a_spread_sum_is_within_a_fen_of_its_share(weights, data):
    total = data.draw(st.integers(0, sum(weights)))
    whole = sum(weights) or 1
    for part, weight in zip(spread_cents(total, weights), weights, strict=True):
        assert abs(part * whole - total * weight) < whole


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        pytest.param(100, [1, 1, 1], (34, 33, 33), id="the first of equals has the fen"),
        pytest.param(0, [5, 5], (0, 0), id="nothing"),
        pytest.param(0, [0, 0], (0, 0), id="nothing of nothing"),
        pytest.param(10, [10, 0], (10, 0), id="none for nought"),
        pytest.param(7, [450000, 450000, 50000], (3, 3, 1), id="largest remainder"),
    ],
)
def test_spreading(total, weights, parts):
    assert spread_cents(total, weights) == parts


def test_nothing_can_be_spread_over_nothing():
    with pytest.raises(InvalidInput):
        spread_cents(1, [0, 0])


@given(st.dictionaries(st.integers(1, 99), CENTS, min_size=1, max_size=20), st.data())
def test_decided_rows_foot_and_every_cut_has_a_reason(before, data):
    rows = data.draw(st.lists(st.sampled_from(sorted(before)), unique=True))
    cuts = [Cut(row, data.draw(st.integers(0, before[row])), "cost-not-eligible") for row in rows]
    left = before | {cut.row: cut.amount_cents for cut in cuts}
    total = data.draw(st.integers(0, sum(left.values())))
    decided = decide_rows(before, cuts, total, "lower-of")
    assert sum(one.amount_cents for one in decided) == total
    for one in decided:
        assert 0 <= one.amount_cents <= left[one.row]
        assert bool(one.reason) == (one.amount_cents < before[one.row])


def test_a_cut_as_a_whole_leaves_the_reasons_of_rows_it_does_not_touch():
    decided = decide_rows({1: 100, 2: 0}, [Cut(1, 40, "left-early")], 40, "lower-of")
    assert decided == (RowDecision(1, 40, "left-early"), RowDecision(2, 0))


@pytest.mark.parametrize(
    ("cut", "code"),
    [
        pytest.param(Cut(9, 1, "rule"), "cut-of-unknown-row", id="no such row"),
        pytest.param(Cut(1, 1, ""), "cut-reason-missing", id="without a reason"),
        pytest.param(Cut(1, 101, "rule"), "above-row", id="more than before"),
        pytest.param(Cut(1, -1, "rule"), "negative-amount", id="negative"),
    ],
)
def test_cuts_that_are_refused(cut, code):
    with pytest.raises(InvalidInput) as refusal:
        decide_rows({1: 100}, [cut], 1, "lower-of")
    assert refusal.value.problems == {"cuts": code}


def test_a_total_above_what_the_rows_are_left_with_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        decide_rows({1: 100}, [Cut(1, 40, "rule")], 41, "lower-of")
    assert refusal.value.problems == {"amount": "above-rows"}
