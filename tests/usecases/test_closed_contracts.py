"""Contracts and closed quarters: what is late counts later, what is closed never moves."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.statistics import Totals
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.quarters import enterprise_amounts
from parkdesk.store.tables.closings import ReopeningRecord
from parkdesk.usecases.contract_changes import ChangeContract, change_contract
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    edit_execution,
    record_execution,
)
from parkdesk.usecases.contract_lists import ContractFilter
from parkdesk.usecases.contracts import edit_contract, register_contract
from parkdesk.usecases.rates import SaveRate, enter_rate
from tests.closing import freeze
from tests.registers import contract, enterprise
from tests.usecases.test_contracts import listed, version_of

D = dt.date
LATE = frozenset({"counts-in-next-period"})
NO_RATE = frozenset({"no-rate-yet"})
Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
EXECUTION = SaveExecution(D(2026, 8, 20), 3_000_000, "SH-1")


def sums(work, quarter):
    work.session.flush()
    totals = sum(enterprise_amounts(work.session, quarter, None).values(), Totals())
    return totals.contracts, totals.signed_usd_cents, totals.executed_usd_cents


def test_a_late_execution_is_asked_and_counts_in_the_next_open_quarter(work):
    id_ = register_contract(work, contract(enterprise(work), signed_on=D(2026, 5, 1)))
    freeze(work, "2026Q2", "2026Q3")
    before = sums(work, Q3)
    with pytest.raises(NeedsConfirmation) as asked:
        record_execution(work, id_, EXECUTION)
    assert asked.value.code == "counts-in-next-period"
    assert asked.value.params == {"day": D(2026, 8, 20), "quarter": Q3, "next_quarter": Q4}
    record_execution(work, id_, EXECUTION, LATE)
    (executed,) = contract_detail(work, id_).executions
    assert (executed.executed_on, executed.counted_on) == (D(2026, 8, 20), D(2026, 10, 1))
    assert sums(work, Q3) == before
    assert sums(work, Q4) == (0, 0, 3_000_000)


def test_a_late_contract_is_asked_and_counts_in_the_next_open_quarter(work):
    owner = enterprise(work)
    freeze(work, "2026Q2")
    form = contract(owner, signed_on=D(2026, 5, 1))
    with pytest.raises(NeedsConfirmation):
        register_contract(work, form)
    id_ = register_contract(work, form, LATE)
    detail = contract_detail(work, id_)
    assert (detail.row.signed_on, detail.counted_on) == (D(2026, 5, 1), D(2026, 7, 1))
    assert (sums(work, Q2), sums(work, Q3)) == ((0, 0, 0), (1, 10_000_000, 0))
    assert [row.id for row in listed(work, ContractFilter(signed_in=Q3.days))] == [id_]
    assert listed(work, ContractFilter(signed_in=Q2.days)) == ()


def test_a_draft_counts_from_the_day_it_is_registered_on(work):
    owner = enterprise(work)
    form = contract(owner, signed_on=D(2026, 5, 1), draft=True)
    id_ = register_contract(work, form)
    freeze(work, "2026Q2")
    registered = replace(form, draft=False)
    with pytest.raises(NeedsConfirmation):
        edit_contract(work, id_, 1, registered)
    edit_contract(work, id_, 1, registered, LATE)
    assert contract_detail(work, id_).counted_on == D(2026, 7, 1)


def test_a_quarter_that_is_open_again_takes_what_belongs_to_it(work):
    id_ = register_contract(work, contract(enterprise(work)))
    freeze(work, "2026Q3")
    work.add(
        ReopeningRecord(
            quarter="2026Q3",
            snapshot_id=1,
            state="agreed",
            reason="A receipt was missed",
            asked_at=work.now,
            asked_by_id=1,
            asked_by_name="Wang",
        )
    )
    record_execution(work, id_, EXECUTION)
    assert contract_detail(work, id_).executions[0].counted_on == D(2026, 8, 20)


@pytest.mark.parametrize(
    ("moved", "field"),
    [
        ({"amount_minor": 9_000_000}, "amount_minor"),
        ({"currency": "EUR"}, "currency"),
        ({"signed_on": D(2026, 7, 7)}, "signed_on"),
        ({"country_code": "CN"}, "country_code"),
        ({"service_line": "BPO"}, "service_line"),
    ],
)
def test_what_a_closed_quarter_counted_does_not_move(work, moved, field):
    form = contract(enterprise(work))
    id_ = register_contract(work, form)
    freeze(work, "2026Q3")
    with pytest.raises(InvalidInput) as refused:
        edit_contract(work, id_, 1, replace(form, **moved), NO_RATE)
    assert refused.value.problems == {field: "in-closed-quarter"}
    edit_contract(work, id_, 1, replace(form, client="Renamed Ltd."))


def test_an_execution_of_a_closed_quarter_keeps_its_day_and_amount(work):
    id_ = register_contract(work, contract(enterprise(work)))
    executed = record_execution(work, id_, EXECUTION)
    freeze(work, "2026Q3")
    for moved, field in (
        ({"amount_minor": 1}, "amount_minor"),
        ({"executed_on": D(2026, 10, 2)}, "executed_on"),
    ):
        with pytest.raises(InvalidInput) as refused:
            edit_execution(work, executed, 1, replace(EXECUTION, reason="录入有误", **moved))
        assert refused.value.problems == {field: "in-closed-quarter"}
    edit_execution(work, executed, 1, replace(EXECUTION, receipt_no="SH-9", reason="凭证号有误"))
    with pytest.raises(Refused) as refused:
        delete_execution(work, executed, 2, "重复登记")
    assert refused.value.code == "execution-in-closed-quarter"


def test_a_late_change_is_read_from_the_next_open_quarter_on(work):
    id_ = register_contract(work, contract(enterprise(work), client="Acme"))
    freeze(work, "2026Q3")
    form = ChangeContract(D(2026, 9, 1), 12_000_000, None, "More", client="Bee")
    with pytest.raises(NeedsConfirmation):
        change_contract(work, id_, 1, form)
    change_contract(work, id_, 1, form, LATE)
    work.session.flush()
    then = contract_detail(work, id_, D(2026, 9, 30))
    assert (then.row.amount_minor, then.row.client, then.changes) == (10_000_000, "Acme", ())
    now = contract_detail(work, id_, D(2026, 10, 1))
    assert (now.row.amount_minor, now.row.client) == (12_000_000, "Bee")
    assert now.changes[0].moved == {"client": ("Acme", "Bee")}


def test_figures_as_at_a_day_read_the_change_that_was_in_force(work):
    first = {"starts_on": D(2026, 7, 10), "ends_on": D(2026, 12, 31), "subject": "One"}
    id_ = register_contract(work, contract(enterprise(work), **first))
    for day, amount, end in (
        (D(2026, 8, 1), 12_000_000, D(2027, 1, 31)),
        (D(2026, 9, 1), 11_000_000, D(2027, 2, 28)),
    ):
        form = ChangeContract(day, amount, end, "Agreed anew", subject=f"{day:%B}")
        change_contract(work, id_, version_of(work, id_), form)
    work.session.flush()
    for on, amount, end, subject in (
        (D(2026, 7, 31), 10_000_000, D(2026, 12, 31), "One"),
        (D(2026, 8, 1), 12_000_000, D(2027, 1, 31), "August"),
        (D(2026, 8, 31), 12_000_000, D(2027, 1, 31), "August"),
        (None, 11_000_000, D(2027, 2, 28), "September"),
    ):
        detail = contract_detail(work, id_, on)
        assert (detail.row.amount_minor, detail.ends_on, detail.subject) == (amount, end, subject)
        assert detail.signed_minor == 10_000_000


def test_a_month_without_a_rate_is_asked_by_name(work):
    form = contract(enterprise(work), currency="JPY", amount_minor=1_000_000)
    with pytest.raises(NeedsConfirmation) as asked:
        register_contract(work, form)
    assert (asked.value.code, asked.value.params) == (
        "no-rate-yet",
        {"currency": "JPY", "month": "2026-07"},
    )
    id_ = register_contract(work, form, NO_RATE)
    with pytest.raises(NeedsConfirmation) as asked:
        record_execution(work, id_, SaveExecution(D(2026, 9, 20), 5))
    assert asked.value.params == {"currency": "JPY", "month": "2026-09"}


def test_a_rate_that_comes_after_the_closing_counts_in_the_next_quarter(work):
    form = contract(enterprise(work), currency="JPY", amount_minor=1_000_000)
    id_ = register_contract(work, form, NO_RATE)
    freeze(work, "2026Q3")
    enter_rate(work, SaveRate("JPY", D(2026, 7, 1), "0.0067", "SAFE"))
    assert sums(work, Q3) == (0, 0, 0)
    assert sums(work, Q4) == (1, 670_000, 0)
    assert contract_detail(work, id_).row.amount_usd_cents == 670_000


def test_several_closed_quarters_are_passed_over(work):
    freeze(work, "2026Q1", "2026Q2", "2026Q4")
    closed = closed_quarters(work.session)
    assert closed.counted_on(D(2026, 2, 3)) == D(2026, 7, 1)
    assert closed.counted_on(D(2026, 8, 3)) == D(2026, 8, 3)
    assert closed.counted_on(D(2026, 12, 3)) == D(2027, 1, 1)
