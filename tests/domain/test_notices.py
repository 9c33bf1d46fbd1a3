"""Public notices: what is wrong with one, when it is over, and what an objection stops."""

import datetime as dt

import pytest

from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.notices import (
    NoticeAction,
    NoticeState,
    ObjectionState,
    PublishNotice,
    RecordObjection,
    advance_notice,
    check_finding,
    check_notice,
    check_objection,
    notice_actions,
    notice_number,
    require_cleared,
    require_over,
)

D = dt.date
TODAY = D(2026, 10, 12)
GOOD = PublishNotice(1, (7,), TODAY, 5, "园区门户网站")


def test_the_whole_table():
    ends = {NoticeAction.CLOSE: NoticeState.CLOSED, NoticeAction.WITHDRAW: NoticeState.WITHDRAWN}
    for state in NoticeState:
        for action in NoticeAction:
            if state is NoticeState.OPEN:
                assert advance_notice(state, action) is ends[action]
            else:
                assert action not in notice_actions(state)
                with pytest.raises(WrongState):
                    advance_notice(state, action)


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (PublishNotice(None, (7,), TODAY, 5, "x"), {"programme_id": "required"}),
        (PublishNotice(1, (), TODAY, 5, "x"), {"claim_ids": "notice-without-claims"}),
        (PublishNotice(1, (7,), None, 5, "x"), {"published_on": "required"}),
        (
            PublishNotice(1, (7,), D(2026, 10, 13), 5, "x"),
            {"published_on": "published-in-future"},
        ),
        (PublishNotice(1, (7,), D(2025, 10, 12), 5, "x"), {"published_on": "published-long-ago"}),
        (PublishNotice(1, (7,), TODAY, 4, "x"), {"working_days": "too-few-days"}),
        (PublishNotice(1, (7,), TODAY, None, "x"), {"working_days": "required"}),
        (PublishNotice(1, (7,), TODAY, 61, "x"), {"working_days": "too-many-days"}),
        (PublishNotice(1, (7,), TODAY, 5, " "), {"place": "required"}),
    ],
)
def test_a_notice_that_cannot_be_is_refused(form, problems):
    with pytest.raises(InvalidInput) as refused:
        check_notice(form, TODAY, 5)
    assert refused.value.problems == problems


def test_a_notice_may_last_longer_than_asked_and_a_day_where_nothing_is_known():
    assert check_notice(GOOD, TODAY, 5) is None
    assert check_notice(PublishNotice(1, (7,), TODAY, 10, "x"), TODAY, 5) is None
    assert check_notice(PublishNotice(1, (7,), TODAY, 1, "x"), TODAY, None) is None


@pytest.mark.parametrize(
    ("day", "words", "problems"),
    [
        (D(2026, 10, 19), "人员已离职", {}),
        (D(2026, 10, 20), "人员已离职", {"received_on": "objection-outside-notice"}),
        (D(2026, 10, 11), "人员已离职", {"received_on": "objection-outside-notice"}),
        (None, "人员已离职", {"received_on": "required"}),
        (D(2026, 10, 19), "否", {"words": "objection-says-nothing"}),
    ],
)
def test_an_objection(day, words, problems):
    form = RecordObjection(None, day, "", words)
    if not problems:
        check_objection(form, TODAY, D(2026, 10, 19), D(2026, 10, 19))
        return
    with pytest.raises(InvalidInput) as refused:
        check_objection(form, TODAY, D(2026, 10, 19), D(2026, 10, 20))
    assert refused.value.problems == problems


def test_an_objection_cannot_come_tomorrow():
    form = RecordObjection(None, D(2026, 10, 14), "", "人员已离职")
    with pytest.raises(InvalidInput):
        check_objection(form, TODAY, D(2026, 10, 19), D(2026, 10, 13))


def test_the_last_day_still_runs():
    with pytest.raises(Refused):
        require_over(D(2026, 10, 19), D(2026, 10, 19))
    require_over(D(2026, 10, 19), D(2026, 10, 20))


@pytest.mark.parametrize(
    ("objections", "stopped"),
    [
        ([], False),
        ([(7, ObjectionState.OPEN)], True),
        ([(None, ObjectionState.OPEN)], True),
        ([(8, ObjectionState.OPEN)], False),
        ([(7, ObjectionState.DISMISSED), (7, ObjectionState.UPHELD)], False),
        ([(None, ObjectionState.UPHELD)], True),
    ],
)
def test_an_open_objection_stops_its_claim(objections, stopped):
    if stopped:
        with pytest.raises(Refused):
            require_cleared([7], objections)
    else:
        require_cleared([7], objections)


def test_a_finding_says_something():
    assert check_finding(" 查无此事 ") == "查无此事"
    with pytest.raises(InvalidInput):
        check_finding("无")
    assert notice_number(2026, 3) == "GS-2026-0003"
