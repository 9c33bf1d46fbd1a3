"""The worklist of signals: what is taken, taken back, and found by claim and quarter."""

from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, WrongState
from parkdesk.domain.identity import Role
from parkdesk.domain.likely_same import PairAnswer
from parkdesk.domain.paging import Sort
from parkdesk.domain.signals import SignalAnswer, SignalState
from parkdesk.store.tables.signals import SignalRecord
from parkdesk.usecases.person_pairs import answer_pair, pair_detail
from parkdesk.usecases.signals import (
    SignalFilter,
    answer_signal,
    assign_signals,
    list_signals,
    reopen_signal,
    signal_detail,
    signals_of_claim,
)
from parkdesk.usecases.trainees import list_persons
from tests.usecases.claim_stories import add_claim, person, submit
from tests.usecases.test_signals import ask, do, nearly, other_firm


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


@pytest.fixture
def reviewer(act_as):
    return act_as(Role.REVIEWER)


def doubtful(desk, number, **where):
    """Hand in a claim for one person whose graduation is not known; return its one signal."""
    claim = submit(desk, add_claim(desk, [person(number, graduated_on=None)], **where))
    (row,) = ask(desk, signals_of_claim, claim.id)
    return row


def listed(desk, criteria):
    return [row.id for row in ask(desk, list_signals, criteria, Sort("claim"), 0, 10).rows]


def test_what_is_open_is_not_opened_again(clerk, reviewer):
    row = doubtful(clerk, 1)
    assert do(reviewer, reopen_signal, row.id, row.version, "再核一次") == row.version
    assert ask(clerk, signal_detail, row.id) == row


def test_what_is_gone_is_not_opened_again(clerk, reviewer):
    row = doubtful(clerk, 1)
    with reviewer.work(read_only=False) as work:
        work.get(SignalRecord, row.id).state = SignalState.GONE.value
    gone = ask(clerk, signal_detail, row.id)
    with pytest.raises(WrongState):
        do(reviewer, reopen_signal, row.id, gone.version, "再核一次")
    assert ask(clerk, signal_detail, row.id) == gone


def test_an_answer_about_a_pair_is_not_taken_back_in_one_claim(clerk, reviewer):
    submit(clerk, add_claim(clerk, [person(1)]))
    claim = submit(clerk, add_claim(clerk, [nearly(1)], enterprise=other_firm(clerk)))
    (row,) = ask(clerk, signals_of_claim, claim.id)
    pair = ask(reviewer, pair_detail, row.facts["pair"])
    with pytest.raises(InvalidInput) as refused:
        do(reviewer, answer_pair, pair.id, pair.version, None, "双胞胎，户口簿为证")
    assert refused.value.problems == {"answer": "required"}
    assert ask(reviewer, pair_detail, pair.id) == pair
    do(reviewer, answer_pair, pair.id, pair.version, PairAnswer.DIFFERENT, "双胞胎，户口簿为证")
    answered = ask(clerk, signal_detail, row.id)
    with pytest.raises(InvalidInput) as refused:
        do(reviewer, reopen_signal, row.id, answered.version, "存疑")
    assert refused.value.problems == {"answer": "signal-asks-about-pair"}
    assert ask(clerk, signal_detail, row.id) == answered


def test_only_what_changes_hands_is_counted(clerk, reviewer):
    first, second = doubtful(clerk, 1), doubtful(clerk, 2, enterprise=other_firm(clerk))
    mine = reviewer.actor.id
    assert do(reviewer, assign_signals, {first.id: first.version}, mine) == 1
    taken = ask(clerk, signal_detail, first.id)
    both = {first.id: taken.version, second.id: second.version}
    assert do(reviewer, assign_signals, both, mine) == 1
    assert ask(clerk, signal_detail, first.id) == taken
    given = ask(clerk, signal_detail, second.id)
    assert (given.owner_id, given.owner) == (mine, "周敏")
    version = do(reviewer, answer_signal, second.id, given.version, SignalAnswer.CONFIRMED, "属实")
    assert do(reviewer, assign_signals, {second.id: version}, None) == 0
    assert ask(clerk, signal_detail, second.id).owner_id == mine


def test_the_worklist_is_narrowed_to_a_claim_and_to_what_a_closing_asks_about(clerk, reviewer):
    first, second = doubtful(clerk, 1), doubtful(clerk, 2, enterprise=other_firm(clerk))
    assert listed(clerk, SignalFilter(claim_id=second.claim_id)) == [second.id]
    # Both were handed in on 12 October: the closing of the third quarter asks about neither.
    assert listed(clerk, SignalFilter(open_for=Quarter(2026, 3))) == []
    assert listed(clerk, SignalFilter(open_for=Quarter(2026, 4))) == [first.id, second.id]
    do(reviewer, answer_signal, first.id, first.version, SignalAnswer.EXPLAINED, "已补毕业证")
    assert listed(clerk, SignalFilter(open_for=Quarter(2026, 4))) == [second.id]


def test_without_a_name_all_persons_are_listed(clerk):
    submit(clerk, add_claim(clerk, [person(2), person(1), replace(person(3), name="周三")]))
    window = ask(clerk, list_persons, "", Sort("name"), 0, 10)
    assert {row.name for row in window.rows} == {"学员1", "学员2", "周三"}
    assert window.total == 3
