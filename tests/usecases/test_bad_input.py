"""Bad input of contracts and returns: each refused or asked by a sentence of its own.

A form and a list answer alike; a list tells everything in one pass.
"""

import datetime as dt
from decimal import Decimal

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.imports import Severity
from parkdesk.domain.statistics import Return
from parkdesk.i18n import message, problem, speaking
from parkdesk.usecases.contract_changes import ChangeContract, change_contract
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    edit_execution,
    record_execution,
)
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.execution_imports import import_executions, preview_execution_import
from parkdesk.usecases.return_imports import preview_return_import
from parkdesk.usecases.returns import SaveReturn, save_return
from tests.registers import contract, enterprise
from tests.usecases.closing_stories import close
from tests.usecases.test_execution_imports import executed
from tests.usecases.test_register_imports import found, sheet
from tests.usecases.test_return_imports import row

D = dt.date
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
NO_RATE = frozenset({"no-rate-yet"})
LATE_WORD = "counts-in-next-period"


@pytest.fixture
def park(work):
    """Contracts in dollars and in yen, executions of a closed quarter, a firm that had left."""
    owner = enterprise(work, name="太湖软件外包有限公司")
    dollars = register_contract(work, contract(owner, number="HT-1", signed_on=D(2025, 3, 1)))
    yen = contract(owner, number="HT-2", currency="JPY", country_code="JP", amount_minor=9_000)
    yen_id = register_contract(work, yen, NO_RATE)
    paid = record_execution(work, dollars, SaveExecution(D(2026, 5, 20), 4_000_000, "SH-1"))
    close_ready = {"dollars": dollars, "yen": yen_id, "paid": paid}
    close_ready["left"] = enterprise(
        work, name="已迁出公司", left_on=D(2026, 6, 30), status="moved-out"
    )
    close(work, Q2, None)
    return close_ready


def execute(day, minor=1_000, which="dollars"):
    return lambda work, park: record_execution(work, park[which], SaveExecution(day, minor, "SH-9"))


def change(minor):
    return lambda work, park: change_contract(
        work, park["dollars"], 1, ChangeContract(D(2026, 9, 1), minor, None, "核减")
    )


def hand_in(which):
    return lambda work, park: save_return(
        work, park[which], Q3, None, SaveReturn(Return(10, 8, 1, 1))
    )


def move_closed(work, park):
    form = SaveExecution(D(2026, 5, 20), 5_000_000, "SH-1", reason="更正")
    edit_execution(work, park["paid"], 1, form)


def delete_closed(work, park):
    delete_execution(work, park["paid"], 1, "重复登记")


TABLE = {
    "before the signature": (
        execute(D(2025, 2, 28)),
        {"executed_on": "execution-before-signature"},
        "合同签订于 2025-03-01，执行日期不能更早。",
    ),
    "in the future": (
        execute(D(2026, 12, 1)),
        {"executed_on": "in-the-future"},
        "该日尚未到来。",
    ),
    "outside the window": (execute(D(2025, 12, 31)), "outside-execution-window", "2026-01-01"),
    "in a closed quarter": (execute(D(2026, 5, 21)), LATE_WORD, "2026年第2季度"),
    "moved in a closed quarter": (
        move_closed,
        {"amount_minor": "in-closed-quarter"},
        "关账",
    ),
    "deleted in a closed quarter": (delete_closed, "execution-in-closed-quarter", "2026-05-20"),
    "a currency without a rate": (execute(D(2026, 8, 1), 100, "yen"), "no-rate-yet", "2026-08"),
    "above the amount": (execute(D(2026, 8, 1), 6_000_001), "executed-above-signed", "HT-1"),
    "nothing executed": (execute(D(2026, 8, 1), 0), {"amount_minor": "required"}, ""),
    "a negative amount": (execute(D(2026, 8, 1), -1), {"amount_minor": "negative-amount"}, "负"),
    "a change below what was executed": (
        change(3_999_999),
        {"amount": "below-executed"},
        "执行",
    ),
    "a change to less than nothing": (change(-1), {"amount": "negative-amount"}, "负"),
    "a return of one that had left": (hand_in("left"), "return-after-leaving", "已迁出公司"),
}
"""What is done, the code (at a field where it stands there), and what its sentence names."""


@pytest.mark.parametrize("name", TABLE)
def test_each_is_refused_or_asked_by_its_own_sentence(work, park, name):
    act, code, named = TABLE[name]
    with pytest.raises((InvalidInput, NeedsConfirmation, Refused)) as refused:
        act(work, park)
    error = refused.value
    with speaking("zh_CN"):
        if isinstance(code, dict):
            assert error.problems == code
            (at_field,) = code.values()
            said = problem(at_field, **error.params)
        else:
            assert error.code == code
            said = message(error)
    assert said
    assert named in said
    # Every place of the sentence is filled.
    assert "{" not in said


def test_no_two_say_the_same():
    codes = {
        next(iter(code.values())) if isinstance(code, dict) else code
        for _, code, _ in TABLE.values()
    }
    assert len(codes) == len(TABLE) - 1  # a negative amount is one, of an execution and a change


def test_a_list_tells_all_of_them_in_one_pass(work, park):
    del park
    given = sheet(
        executed(executed_on=D(2025, 2, 28), receipt_no="A"),
        executed(executed_on=D(2026, 12, 1), receipt_no="B"),
        executed(executed_on=D(2025, 12, 31), receipt_no="C"),
        executed(executed_on=D(2026, 5, 21), receipt_no="D"),
        executed(executed_on=D(2026, 5, 20), receipt_no="SH-1", amount=Decimal(50_000)),
        executed(number="HT-2", currency="JPY", receipt_no="E", amount=Decimal(1)),
        executed(receipt_no="F", amount=Decimal(-1)),
        executed(receipt_no="G", amount=Decimal(90_000)),
        executed(number="HT-404", receipt_no="H"),
    )
    preview = preview_execution_import(work, given)
    assert found(preview) == [
        (2, "executed_on", "execution-before-signature"),
        (3, "executed_on", "in-the-future"),
        (4, "executed_on", "outside-execution-window"),
        (5, "executed_on", LATE_WORD),
        (6, "amount", "in-closed-quarter"),
        (7, "executed_on", "no-rate-yet"),
        (8, "amount", "negative-amount"),
        (9, "amount", "executed-above-signed"),
        (10, "number", "unknown-contract"),
    ]
    asked = {one.row for one in preview.problems if one.severity is Severity.ASK}
    assert asked == {4, 5, 7, 9}
    with pytest.raises((Refused, InvalidInput)):
        import_executions(work, given)


def test_a_list_of_returns_names_who_had_left(work, park):
    del park
    assert found(preview_return_import(work, Q3, sheet(row("已迁出公司")))) == [
        (2, "enterprise", "return-after-leaving")
    ]
