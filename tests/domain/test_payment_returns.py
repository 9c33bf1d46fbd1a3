"""Transfers that came back: the bank's day and words, and two people."""

import datetime as dt

import pytest

from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.payment_returns import (
    ReturnState,
    TransferReturn,
    check_return,
    require_entered,
    require_second_person,
)

PAID, TODAY = dt.date(2026, 10, 9), dt.date(2026, 10, 12)


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (TransferReturn(None, "账号错误"), {"returned_on": "required"}),
        (TransferReturn(PAID - dt.timedelta(1), "账号错误"), {"returned_on": "returned-outside"}),
        (TransferReturn(TODAY + dt.timedelta(1), "账号错误"), {"returned_on": "returned-outside"}),
        (TransferReturn(TODAY, " 错 "), {"reason": "answer-failure-missing"}),
    ],
)
def test_a_return_of_an_impossible_day_or_without_words_is_refused(form, problems):
    with pytest.raises(InvalidInput) as refused:
        check_return(form, PAID, TODAY)
    assert refused.value.problems == problems
    assert refused.value.params == {"first": PAID}


@pytest.mark.parametrize("day", [PAID, TODAY])
def test_the_day_of_the_payment_and_today_are_possible(day):
    assert check_return(TransferReturn(day, "账号错误"), PAID, TODAY) is None


@pytest.mark.parametrize("state", [ReturnState.CONFIRMED, ReturnState.DISMISSED])
def test_a_return_is_decided_once(state):
    assert require_entered(ReturnState.ENTERED) is None
    with pytest.raises(Refused, match="return-decided"):
        require_entered(state)


def test_whoever_entered_it_does_not_confirm_it():
    assert require_second_person(3, 4) is None
    with pytest.raises(Refused, match="return-same-person"):
        require_second_person(3, 3)
