"""Payment batches: states, shares that foot, the four digits, and banks' answers."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.payments import (
    Answer,
    BatchAction,
    BatchState,
    Line,
    LineState,
    advance_batch,
    batch_actions,
    batch_number,
    check_last_four,
    last_four,
    line_reference,
    match_answers,
    parts_left,
    require_other_hand,
    split_claim,
    totals_of,
)
from parkdesk.domain.programme_figures import Level

D = dt.date
APPROVED, TODAY = D(2026, 10, 8), D(2026, 10, 12)
SHARES = {Level.CENTRAL: 500, Level.PROVINCE: 250, Level.CITY: 250}

WAYS = {
    (BatchState.MADE, BatchAction.APPROVE): BatchState.APPROVED,
    (BatchState.MADE, BatchAction.CANCEL): BatchState.CANCELLED,
    (BatchState.APPROVED, BatchAction.SEND): BatchState.SENT,
    (BatchState.APPROVED, BatchAction.CANCEL): BatchState.CANCELLED,
    (BatchState.SENT, BatchAction.SEND): BatchState.SENT,
    (BatchState.SENT, BatchAction.ANSWER): BatchState.SENT,
    (BatchState.SENT, BatchAction.SETTLE): BatchState.SETTLED,
}


@pytest.mark.parametrize("state", BatchState)
@pytest.mark.parametrize("action", BatchAction)
def test_the_whole_table(state, action):
    wanted = WAYS.get((state, action))
    if wanted is None:
        assert action not in batch_actions(state)
        with pytest.raises(WrongState):
            advance_batch(state, action)
    else:
        assert advance_batch(state, action) is wanted


def test_nobody_approves_their_own_batch():
    with pytest.raises(Refused):
        require_other_hand(4, 4)
    require_other_hand(4, 5)


@pytest.mark.parametrize(
    ("cents", "digits"),
    [(14_850_000, "8500"), (45_000, "0450"), (99, "0000"), (123_456_789, "4567")],
)
def test_the_last_four_digits(cents, digits):
    assert last_four(cents) == digits
    check_last_four(cents, f" {digits} ")
    with pytest.raises(InvalidInput):
        check_last_four(cents, f"{(int(digits) + 1) % 10_000:04d}")


@given(
    st.dictionaries(st.integers(1, 99), st.integers(1, 450_000), min_size=1, max_size=30),
    st.lists(st.integers(1, 999), max_size=4, unique=True),
)
def test_a_claim_split_over_levels_foots_both_ways(rows, marks):
    bounds = [0, *sorted(marks), 1000]
    parts_of_it = (high - low for low, high in pairwise(bounds))
    shares = dict(zip(Level, parts_of_it, strict=False))
    parts = split_claim(rows, shares)
    assert sum(part.amount_cents for part in parts) == sum(rows.values())
    for part in parts:
        assert sum(part.rows.values()) == part.amount_cents > 0
    for row, cents in rows.items():
        assert sum(part.rows.get(row, 0) for part in parts) == cents


def test_without_shares_the_money_has_no_level():
    (part,) = split_claim({3: 450_000, 4: 1}, {})
    assert (part.level, part.amount_cents, part.rows) == ("", 450_001, {3: 450_000, 4: 1})


def test_a_level_that_gives_nothing_is_left_out():
    assert [part.level for part in split_claim({3: 1}, SHARES)] == ["central"]


def line(serial, state=LineState.PENDING, cents=450_000):
    return Line(serial, line_reference("BF-2026-0001", serial), cents, f"{serial:04d}", state)


LINES = [line(1), line(2), line(3, LineState.PAID)]


def answer(serial, paid=True, **more):
    more = {"paid_on": D(2026, 10, 9), "amount_cents": 450_000} | more
    return Answer(line_reference("BF-2026-0001", serial), paid, **more)


@pytest.mark.parametrize(
    ("given_answer", "problem"),
    [
        (answer(1), ""),
        (answer(1, amount_cents=None, account_tail="0001"), ""),
        (answer(1, paid=False, failure="户名不符"), ""),
        (answer(1, paid=False), "answer-failure-missing"),
        (answer(1, paid=None), "answer-status-unknown"),
        (answer(1, paid_on=None), "answer-day-missing"),
        (answer(1, paid_on=D(2026, 10, 7)), "answer-day-outside"),
        (answer(1, paid_on=D(2026, 10, 13)), "answer-day-outside"),
        (answer(1, amount_cents=450_001), "answer-other-amount"),
        (answer(1, account_tail="9999"), "answer-other-account"),
        (answer(3), "answer-line-decided"),
        (answer(4), "answer-unknown-line"),
        (answer(1, problem="not-an-amount"), "not-an-amount"),
    ],
)
def test_an_answer_of_the_bank(given_answer, problem):
    (found,) = match_answers(LINES, [given_answer], APPROVED, TODAY)
    assert found.problem == problem


def test_a_line_answered_twice_is_recorded_neither_way():
    found = match_answers(LINES, [answer(1), answer(1), answer(2)], APPROVED, TODAY)
    assert [one.problem for one in found] == ["answer-twice", "answer-twice", ""]


@given(st.lists(st.tuples(st.sampled_from(LineState), st.integers(1, 10_000_000))))
def test_totals_always_foot(lines):
    totals = totals_of(lines)
    assert totals.foots
    assert totals.total_cents == sum(cents for _state, cents in lines)
    assert totals.total_cents == sum(totals.cents(state) for state in LineState)
    assert totals.lines == sum(totals.count(state) for state in LineState)


def test_numbers():
    assert batch_number(2026, 12) == "BF-2026-0012"
    assert line_reference(batch_number(2026, 12), 7) == "BF-2026-0012-007"
    assert [state for state in LineState if state.live] == [LineState.PENDING, LineState.PAID]


AMOUNTS_OF_ROWS = st.dictionaries(
    st.integers(1, 9), st.integers(0, 500_000), min_size=1, max_size=6
)


@given(AMOUNTS_OF_ROWS, st.permutations(list(SHARES)), st.integers(0, 2))
def test_levels_paid_one_after_the_other_share_as_if_paid_at_once(rows, order, at_once):
    """In whatever order and company levels pay, each pays its share and each row gets its own."""
    wanted = {part.level: part.amount_cents for part in split_claim(rows, SHARES)}
    live = {}
    groups = [order[: at_once + 1], order[at_once + 1 :]]
    for group in groups:
        for part in parts_left(rows, SHARES, live):
            if Level(part.level) in group:
                live = live | {part.level: part.rows}
                assert part.amount_cents == sum(part.rows.values()) == wanted[part.level]
    given_rows = {row: sum(rows_.get(row, 0) for rows_ in live.values()) for row in rows}
    assert given_rows == rows


@given(AMOUNTS_OF_ROWS, st.data())
def test_who_is_given_less_meanwhile_gets_that_and_everybody_else_their_own(rows, data):
    first, *_others = parts_left(rows, SHARES, {}) or (None,)
    if first is None:
        return
    less = {row: data.draw(st.integers(0, cents)) for row, cents in rows.items()}
    live = {first.level: first.rows}
    parts = parts_left(less, SHARES, live)
    for row, cents in less.items():
        paid = first.rows.get(row, 0)
        assert paid + sum(part.rows.get(row, 0) for part in parts) == max(cents, paid)
    assert first.level not in {part.level for part in parts}


def test_a_level_that_pays_for_the_last_time_takes_what_is_left():
    # The centre has paid for a person who was given nothing since: the others pay nothing.
    assert parts_left({1: 0}, SHARES, {"central": {1: 50}}) == ()
    # All levels have paid: what was held then is not paid by anybody later.
    paid = {level.value: {1: 10} for level in SHARES}
    assert parts_left({1: 1000}, SHARES, paid) == ()
