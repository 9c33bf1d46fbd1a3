"""What is asked about a claim: each kind with what asks, what does not, and its edges."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain import signals
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.signals import (
    Attendance,
    Signal,
    SignalAnswer,
    SignalKind,
    SignalLimits,
    SignalState,
)

DAY = dt.date(2026, 3, 2)


def at(days: int) -> dt.date:
    return DAY + dt.timedelta(days=days)


def person(number: int, **told) -> Attendance:
    defaults = {
        "person": number,
        "position": number,
        "name": f"人{number}",
        "claim": "PX-2026-0001",
        "enterprise_id": 1,
        "enterprise": "甲公司",
    }
    return Attendance(**(defaults | told))


def elsewhere(number: int, **told) -> Attendance:
    there = {"claim": "PX-2025-0007", "enterprise_id": 2, "enterprise": "乙公司", "position": 4}
    return person(number, **(there | told))


def classes(first: int, last: int, course: str) -> dict:
    return {"training_first": at(first), "training_last": at(last), "course": course}


@pytest.mark.parametrize(
    ("mine", "theirs", "days"),
    [
        (classes(0, 10, "Java"), classes(10, 20, "测试"), (10, 10)),
        (classes(0, 10, "Java"), classes(3, 5, "测试"), (3, 5)),
        (classes(0, 10, "Java"), classes(11, 20, "测试"), None),
        (classes(0, 10, "Java 工程师"), classes(3, 5, "java工程师"), None),
        (classes(0, 10, ""), classes(0, 10, "测试"), None),
        (classes(0, 10, ""), classes(1, 10, "测试"), (1, 10)),
        (classes(10, 0, "Java"), classes(0, 10, "测试"), None),
        ({"course": "Java"}, classes(0, 10, "测试"), None),
    ],
)
def test_two_classes_on_one_day_are_asked_about(mine, theirs, days):
    found = list(
        signals.overlapping_classes([person(1, **mine)], [elsewhere(1, **theirs), elsewhere(2)])
    )
    told = [(one.facts["first"], one.facts["last"]) for one in found]
    assert told == ([] if days is None else [(at(days[0]), at(days[1]))])
    assert all(one.kind is SignalKind.CLASSES_OVERLAP for one in found)


@pytest.mark.parametrize(
    ("hired", "until", "their_hired", "their_until", "kind"),
    [
        (100, 465, 0, 364, SignalKind.CONTRACT_ELSEWHERE),
        (364, 700, 0, 364, SignalKind.CONTRACT_ELSEWHERE),
        (365, 700, 0, 364, None),
        (0, 364, 100, 465, SignalKind.LEFT_EARLY),
        (0, 364, 365, 700, None),
        (0, None, 100, 465, None),
        (100, 465, 0, None, None),
    ],
)
def test_two_employers_at_a_time_are_asked_about(hired, until, their_hired, their_until, kind):
    def employed(first, last):
        return {"hired_on": at(first), "contract_last": None if last is None else at(last)}

    here = [person(1, **employed(hired, until))]
    there = [elsewhere(1, **employed(their_hired, their_until))]
    found = list(signals.contracts_elsewhere(here, there))
    assert [one.kind for one in found] == ([] if kind is None else [kind])
    trained = [elsewhere(1, employed=False, **employed(their_hired, their_until))]
    assert list(signals.contracts_elsewhere(here, trained)) == []
    same_firm = [elsewhere(1, enterprise_id=1, **employed(their_hired, their_until))]
    assert list(signals.contracts_elsewhere(here, same_firm)) == []


@pytest.mark.parametrize("unknown", ["mine", "theirs"])
def test_a_contract_without_its_first_day_overlaps_nothing(unknown):
    known = {"hired_on": at(0), "contract_last": at(700)}
    here = person(1, **(known if unknown == "theirs" else {"contract_last": at(700)}))
    there = elsewhere(1, **(known if unknown == "mine" else {"contract_last": at(700)}))
    assert list(signals.contracts_elsewhere([here], [there])) == []


@given(st.permutations([("a", 0, 364), ("b", 100, 465)]))
def test_an_overlap_is_asked_about_from_both_sides(order):
    (one, one_from, one_to), (other, other_from, other_to) = order
    first = person(1, enterprise=one, enterprise_id=ord(one), hired_on=at(one_from))
    second = person(1, enterprise=other, enterprise_id=ord(other), hired_on=at(other_from))
    first = replace(first, contract_last=at(one_to))
    second = replace(second, contract_last=at(other_to))
    kinds = {
        found.kind
        for here, there in ((first, second), (second, first))
        for found in signals.contracts_elsewhere([here], [there])
    }
    assert kinds == {SignalKind.LEFT_EARLY, SignalKind.CONTRACT_ELSEWHERE}


def test_short_contracts_are_asked_about_by_whole_months():
    year = dt.date(2026, 5, 11)
    rows = [
        (person(1, contract_last=dt.date(2027, 5, 10)), year),
        (person(2, contract_last=dt.date(2027, 5, 9)), year),
        (person(3, contract_last=dt.date(2026, 5, 1)), year),
        (person(4), year),
        (person(5, contract_last=dt.date(2026, 6, 10)), None),
    ]
    found = list(signals.short_contracts(rows, 12))
    assert [(one.position, one.facts["months"]) for one in found] == [(2, 11)]


def test_one_diploma_of_two_persons_is_asked_about_here_and_elsewhere():
    here = [
        person(1, diploma_number="A1"),
        person(2, diploma_number="A1"),
        person(3, diploma_number="A2"),
        person(4, diploma_number=""),
        person(5, diploma_number=""),
    ]
    there = [elsewhere(9, diploma_number="A2"), elsewhere(3, diploma_number="A2")]
    found = list(signals.reused_diplomas(here, there))
    assert [(one.position, one.subject) for one in found] == [(1, "1:2"), (2, "1:2"), (3, "3:9")]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        (["X001", "X002", "X003"], [("X001", "X003", 3)]),
        (["X003", "X001", "X002", "X004"], [("X001", "X004", 4)]),
        (["X001", "X002", "X004"], []),
        (["X001", "Y002", "X003"], []),
        (["X098", "X099", "X100"], [("X098", "X100", 3)]),
        (["998", "999", "1000"], []),
        (["A", "B", "C"], []),
        (["X001", "X001", "X002", "X003"], [("X001", "X003", 3)]),
    ],
)
def test_numbers_that_follow_each_other_are_asked_about_once(numbers, told):
    here = [person(place, diploma_number=one) for place, one in enumerate(numbers, start=1)]
    found = signals.numbers_in_a_row(here, 3)
    assert [(one.facts["first"], one.facts["last"], one.facts["count"]) for one in found] == told


@given(st.lists(st.integers(0, 400), unique=True), st.integers(2, 6))
def test_a_run_is_told_with_its_length_and_none_is_lost(numbers, length):
    here = [
        person(place, diploma_number=f"N{one:05}") for place, one in enumerate(numbers, start=1)
    ]
    found = list(signals.numbers_in_a_row(here, length))
    told = set()
    for one in found:
        first, last = int(str(one.facts["first"])[1:]), int(str(one.facts["last"])[1:])
        assert last - first + 1 == one.facts["count"] >= length
        assert {first - 1, last + 1}.isdisjoint(numbers)
        told |= set(range(first, last + 1))
    assert told <= set(numbers)
    for one in numbers:
        long = any(
            set(range(s, s + length)) <= set(numbers) for s in range(one - length + 1, one + 1)
        )
        assert (one in told) == long


@pytest.mark.parametrize(
    ("heads", "staff", "asked"),
    [(35, 35, False), (36, 35, True), (36, 0, False), (36, None, False)],
)
def test_more_heads_than_staff_are_asked_about(heads, staff, asked):
    assert (signals.heads_above_staff(heads, staff, 2026, 1000) is not None) == asked


@pytest.mark.parametrize(
    ("founded", "heads", "asked"),
    [
        (dt.date(2025, 10, 13), 20, True),
        (dt.date(2025, 10, 12), 20, False),
        (dt.date(2025, 10, 13), 19, False),
        (None, 100, False),
        (dt.date(2026, 10, 13), 100, False),
    ],
)
def test_a_young_firm_with_many_heads_is_asked_about(founded, heads, asked):
    submitted = dt.date(2026, 10, 11)
    found = signals.young_firm(founded, submitted, SignalLimits(), heads=heads)
    assert (found is not None) == asked


@pytest.mark.parametrize(("cents", "asked"), [(50_000_000, True), (49_999_999, False), (0, False)])
def test_a_young_firm_with_much_money_for_items_is_asked_about(cents, asked):
    founded, submitted = dt.date(2026, 3, 2), dt.date(2026, 10, 11)
    found = signals.young_firm(founded, submitted, SignalLimits(), amount_cents=cents)
    assert (found is not None) == asked
    if found is not None:
        assert found.facts == {"founded": founded, "months": 7, "amount_cents": cents}


@given(st.integers(0, 60), st.integers(1, 30))
def test_rows_marked_alike_are_one_question_when_there_are_many(count, most):
    rows = [
        Signal(SignalKind.STILL_STUDENT, str(place), {}, place) for place in range(1, count + 1)
    ]
    other = Signal(SignalKind.CLASSES_OVERLAP, "1", {}, 1)
    found = list(signals.gathered([*rows, other], most))
    students = [one for one in found if one.kind is SignalKind.STILL_STUDENT]
    assert other in found
    if count <= most:
        assert students == rows
    else:
        assert [(one.subject, one.facts) for one in students] == [("many", {"count": count})]


def test_an_answer_says_something():
    assert signals.check_answer(SignalAnswer.EXPLAINED, " 已核对 ") == "已核对"
    with pytest.raises(InvalidInput) as told:
        signals.check_answer(None, " ")
    assert told.value.problems == {"answer": "required", "words": "signal-words-missing"}


@pytest.mark.parametrize("state", [SignalState.ANSWERED, SignalState.GONE])
def test_only_an_open_signal_is_answered(state):
    signals.require_open(SignalState.OPEN)
    with pytest.raises(WrongState):
        signals.require_open(state)


def test_a_contract_of_which_nothing_is_known_names_no_days():
    told = signals._contract_facts(person(1), elsewhere(2), SignalKind.CONTRACT_ELSEWHERE)
    assert told == {"name": "人1", "number": "PX-2025-0007", "enterprise": "乙公司"}


@given(st.sets(st.integers(0, 60), max_size=20))
def test_runs_hold_every_number_once_and_each_is_without_a_gap(numbers):
    ordered = sorted(numbers)
    runs = list(signals._runs(ordered))
    assert [number for run in runs for number in run] == ordered
    assert all(run == list(range(run[0], run[-1] + 1)) for run in runs)
    assert all(one[-1] + 1 < other[0] for one, other in pairwise(runs))
