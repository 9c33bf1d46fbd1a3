"""What was sent of a contract, and what the strip still types of it."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.assist import AssistField, AssistForm, next_open, steps_of
from parkdesk.domain.canonical import decode, encode
from parkdesk.domain.contract_reports import (
    SentChange,
    SentContract,
    SentExecution,
    differences,
)
from parkdesk.domain.contracts import Market, ServiceLine
from parkdesk.domain.programmes import Mark
from parkdesk.domain.service_codes import Layer

D = dt.date
EXECUTION = SentExecution(7, D(2026, 8, 20), 3_000_000, "SH-1", "")
CHANGE = SentChange(3, D(2026, 8, 1), 100, 200, "More")
SENT = SentContract(
    number="HT-1",
    subject="",
    client="Acme",
    country_code="HK",
    final_customer="",
    market=Market.OFFSHORE,
    service_line=ServiceLine.ITO,
    service_code="0101",
    layer=Layer.OPERATIONAL,
    currency="USD",
    signed_minor=10_000_000,
    agreed_minor=10_000_000,
    signed_on=D(2026, 7, 6),
    starts_on=None,
    ends_on=D(2027, 7, 5),
    note="",
    executions=(EXECUTION,),
    changes=(CHANGE,),
)


def field(form, name):
    return AssistField(form, "屏", "Screen", name, "项", "Field", Mark.UNVERIFIED)


FIELDS = (
    field(AssistForm.CONTRACT, "number"),
    field(AssistForm.CONTRACT, "country"),
    field(AssistForm.CONTRACT, "amount"),
    field(AssistForm.CHANGE, "amount_after"),
    field(AssistForm.EXECUTION, "executed_on"),
    field(AssistForm.EXECUTION, "amount"),
)


def test_what_was_sent_is_read_back_as_it_was():
    assert decode(SentContract, encode(SENT)) == SENT


def found(now):
    return [(one.part, one.field, one.sent, one.now) for one in differences(SENT, now)]


@pytest.mark.parametrize(
    ("moved", "expected"),
    [
        ({}, []),
        ({"client": "Bee"}, [("contract", "client", "Acme", "Bee")]),
        ({"ends_on": None}, [("contract", "ends_on", D(2027, 7, 5), None)]),
        ({"executions": ()}, [("execution", "amount_minor", 3_000_000, None)]),
        ({"changes": ()}, [("change", "amount_minor_after", 200, None)]),
        (
            {"executions": (replace(EXECUTION, receipt_no="SH-2"),)},
            [("execution", "receipt_no", "SH-1", "SH-2")],
        ),
        (
            {"executions": (EXECUTION, replace(EXECUTION, id=8, amount_minor=5))},
            [("execution", "amount_minor", None, 5)],
        ),
    ],
)
def test_everything_that_differs_is_named(moved, expected):
    assert found(replace(SENT, **moved)) == expected


def test_the_strip_types_everything_the_first_time():
    steps = steps_of(FIELDS, SENT, None)
    assert [step.value for step in steps] == [
        "HT-1",
        "HK",
        10_000_000,
        200,
        D(2026, 8, 20),
        3_000_000,
    ]
    assert not any(step.done for step in steps)


def test_the_strip_types_what_differs_the_next_time():
    now = replace(SENT, executions=(replace(EXECUTION, amount_minor=4), EXECUTION))
    now = replace(now, executions=(now.executions[0], replace(EXECUTION, id=9)))
    steps = steps_of(FIELDS, now, SENT)
    assert [(step.value, step.sent) for step in steps if not step.done] == [
        (4, 3_000_000),
        (D(2026, 8, 20), None),
        (3_000_000, None),
    ]


@given(st.lists(st.booleans(), min_size=1, max_size=20))
def test_pressing_on_ticks_every_field_once(done):
    ticked, place, put = list(done), -1, []
    while (found := next_open(ticked, place)) is not None:
        place = found
        put.append(place)
        ticked[place] = True
    assert all(ticked)
    assert put == [at for at, one in enumerate(done) if not one]
