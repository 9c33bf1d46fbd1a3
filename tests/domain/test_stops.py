"""Stops: on which days they hold, which of several is named, and what is wrong with a form."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.stops import (
    SaveStop,
    Stop,
    StopEffect,
    StopState,
    binding,
    check_lifting,
    check_stop,
    effects_of,
    effects_text,
)

D = dt.date
FIRST, LAST = D(2026, 9, 1), D(2026, 12, 31)
PAYMENT = frozenset({StopEffect.PAYMENT})


def stop(until=LAST, lifted=None, effects=PAYMENT, number="商服[2026]1号"):
    return Stop(number, effects, FIRST, until, lifted)


@pytest.mark.parametrize(
    ("until", "lifted", "day", "state"),
    [
        (LAST, None, D(2026, 8, 31), StopState.COMING),
        (LAST, None, FIRST, StopState.HOLDING),
        (LAST, None, LAST, StopState.HOLDING),
        (LAST, None, D(2027, 1, 1), StopState.OVER),
        (None, None, D(2036, 1, 1), StopState.HOLDING),
        (LAST, D(2026, 10, 1), D(2026, 9, 30), StopState.HOLDING),
        (LAST, D(2026, 10, 1), D(2026, 10, 1), StopState.LIFTED),
        (None, FIRST, FIRST, StopState.LIFTED),
    ],
)
def test_a_stop_on_a_day(until, lifted, day, state):
    assert stop(until, lifted).state(day) is state


def test_a_stop_forbids_its_effects_alone():
    day = D(2026, 10, 12)
    assert stop().forbids(StopEffect.PAYMENT, day)
    assert not stop().forbids(StopEffect.APPROVAL, day)


def test_of_several_the_longest_is_named():
    short, endless = stop(), stop(until=None, number="商服[2026]2号")
    day = D(2026, 10, 12)
    assert binding([short, endless], StopEffect.PAYMENT, day) is endless
    assert binding([short, endless], StopEffect.CONTRACTS, day) is None
    assert binding([short], StopEffect.PAYMENT, D(2027, 1, 1)) is None


@given(st.frozensets(st.sampled_from(StopEffect)))
def test_effects_come_back_as_they_were_kept(effects):
    assert effects_of(effects_text(effects)) == effects


def test_an_effect_of_a_newer_program_binds_nothing():
    assert effects_of('["payment", "export"]') == PAYMENT


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"document_number": " "}, {"document_number": "required"}),
        ({"reason": "是"}, {"reason": "stop-reason-missing"}),
        ({"effects": frozenset()}, {"effects": "stop-without-effect"}),
        ({"from_on": None}, {"from_on": "required"}),
        ({"until_on": D(2026, 8, 31)}, {"until_on": "stop-ends-first"}),
    ],
)
def test_what_is_wrong_with_a_stop(differences, problems):
    facts = {
        "document_number": "商服[2026]1号",
        "reason": "专项审计期间",
        "effects": PAYMENT,
        "from_on": FIRST,
    }
    assert check_stop(SaveStop(**(facts | differences))) == problems


@pytest.mark.parametrize(
    ("day", "why", "problems"),
    [
        (D(2026, 10, 1), "审计结束, 无问题", {}),
        (FIRST, "审计结束, 无问题", {}),
        (None, "审计结束, 无问题", {"lifted_on": "required"}),
        (D(2026, 8, 31), "审计结束, 无问题", {"lifted_on": "lifted-before-begun"}),
        (D(2026, 10, 1), "完", {"lifting": "stop-reason-missing"}),
    ],
)
def test_what_is_wrong_with_a_lifting(day, why, problems):
    assert check_lifting(FIRST, day, why) == problems
