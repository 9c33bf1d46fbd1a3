"""Lists of executions: every fault with its row and column, then all or nothing."""

import datetime as dt
from decimal import Decimal

import pytest

from parkdesk.domain.contracts import ContractState, ReportState
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.imports import Change, Problem, Severity
from parkdesk.domain.paging import Sort
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contract_lists import ContractFilter
from parkdesk.usecases.contract_reports import RecordReport, report_contract
from parkdesk.usecases.contracts import end_contract, register_contract
from parkdesk.usecases.execution_imports import (
    export_executions,
    import_executions,
    preview_execution_import,
)
from tests.closing import freeze
from tests.registers import contract, enterprise
from tests.usecases.test_contracts import version_of
from tests.usecases.test_register_imports import found, sheet

D = dt.date
DOUBTS = frozenset({"import-has-doubts"})


def executed(**values):
    return {
        "number": "HT-1",
        "executed_on": D(2026, 8, 20),
        "amount": Decimal("1000.50"),
        "currency": "USD",
        "receipt_no": "SH-1",
        "note": None,
    } | values


@pytest.fixture
def id_(work):
    return register_contract(work, contract(enterprise(work), number="HT-1"))


def test_executions_are_imported_and_the_same_list_changes_nothing(work, id_):
    given = sheet(executed(), executed(receipt_no=None, executed_on=D(2026, 9, 1)))
    preview = preview_execution_import(work, given)
    assert (preview.count(Change.NEW), found(preview)) == (2, [])
    done = import_executions(work, given)
    assert (done.new, done.first_id) == (2, id_)
    work.session.flush()
    rows = contract_detail(work, id_).executions
    assert [(one.executed_on, one.amount_minor, one.amount_usd_cents) for one in rows] == [
        (D(2026, 9, 1), 100_050, 100_050),
        (D(2026, 8, 20), 100_050, 100_050),
    ]
    assert import_executions(work, given).nothing_changed


def test_a_receipt_that_is_there_is_corrected(work, id_):
    record_execution(work, id_, SaveExecution(D(2026, 8, 20), 3_000, "SH-1"))
    given = sheet(executed(amount=Decimal(40)))
    preview = preview_execution_import(work, given)
    (difference,) = preview.rows[0].differences
    assert (difference.field, difference.old, difference.new) == (
        "amount",
        Decimal(30),
        Decimal(40),
    )
    with pytest.raises(InvalidInput) as refused:
        import_executions(work, given)
    assert refused.value.problems == {"reason": "execution-needs-reason"}
    assert import_executions(work, given, reason=" 银行回单 ").changed == 1
    assert work.reason == "银行回单"
    assert contract_detail(work, id_).row.executed_minor == 4_000


def test_a_note_that_changed_is_the_only_difference(work, id_):
    import_executions(work, sheet(executed(note="首款")))
    preview = preview_execution_import(work, sheet(executed(note="尾款")))
    told = [(one.field, one.old, one.new) for one in preview.rows[0].differences]
    assert told == [("note", "首款", "尾款")]


def test_a_contract_that_was_ended_takes_no_new_execution_by_a_list(work, id_):
    end_contract(work, id_, version_of(work, id_), ContractState.FINISHED, "")
    work.session.flush()
    preview = preview_execution_import(work, sheet(executed()))
    assert found(preview) == [(2, "number", "contract-not-in-force")]
    assert contract_detail(work, id_).executions == ()


def test_every_fault_is_told_in_one_pass_with_row_and_column(work, id_):
    del id_
    given = sheet(
        executed(number="HT-404"),
        executed(executed_on=D(2026, 7, 5), receipt_no="A"),
        executed(currency="EUR", receipt_no="B"),
        executed(amount=Decimal("0.001"), receipt_no="C"),
        executed(amount=Decimal(-5), receipt_no="D"),
        executed(receipt_no="E"),
        executed(receipt_no="E"),
        executed(amount=Decimal(200_000), receipt_no="F"),
    )
    preview = preview_execution_import(work, given)
    assert found(preview) == [
        (2, "number", "unknown-contract"),
        (3, "executed_on", "execution-before-signature"),
        (4, "currency", "currency-of-contract"),
        (5, "amount", "too-many-decimals"),
        (6, "amount", "negative-amount"),
        (8, "number", "twice-in-file"),
        (9, "amount", "executed-above-signed"),
    ]
    assert {one.column for one in preview.problems} <= {"A", "B", "C", "D"}
    assert preview.problems[-1].severity is Severity.ASK
    with pytest.raises(Refused, match="import-has-problems"):
        import_executions(work, given)


def test_executions_of_one_list_are_summed_against_the_amount(work, id_):
    given = sheet(
        executed(amount=Decimal(60_000), receipt_no="A"),
        executed(amount=Decimal(60_000), receipt_no="B"),
    )
    assert found(preview_execution_import(work, given)) == [(3, "amount", "executed-above-signed")]
    with pytest.raises(NeedsConfirmation):
        import_executions(work, given)
    assert import_executions(work, given, DOUBTS).new == 2
    assert contract_detail(work, id_).row.executed_minor == 12_000_000


def test_the_window_a_closed_quarter_and_a_missing_rate_are_asked(work, id_):
    del id_
    old = contract(
        enterprise(work), number="HT-2", currency="JPY", amount_minor=9_000, signed_on=D(2025, 1, 5)
    )
    register_contract(work, old, frozenset({"no-rate-yet"}))
    freeze(work, "2026Q3")
    given = sheet(
        executed(),
        executed(number="HT-2", currency="JPY", executed_on=D(2025, 12, 1), amount=Decimal(5)),
    )
    preview = preview_execution_import(work, given)
    assert found(preview) == [
        (2, "executed_on", "counts-in-next-period"),
        (3, "executed_on", "outside-execution-window"),
        (3, "executed_on", "no-rate-yet"),
    ]
    assert preview.stops == 0


def test_a_list_moves_what_was_reported(work, id_):
    report_contract(work, id_, version_of(work, id_), RecordReport(D(2026, 9, 1)))
    import_executions(work, sheet(executed()))
    work.session.flush()
    assert contract_detail(work, id_).row.report_state is ReportState.DIFFERS


def test_what_is_exported_is_imported_again_without_a_change(work, id_):
    import_executions(work, sheet(executed(note="First"), executed(receipt_no="SH-2")))
    work.session.flush()
    rows = export_executions(work, ContractFilter(), Sort("number"))
    assert [row.receipt_no for row in rows] == ["SH-1", "SH-2"]
    again = sheet(*({name: getattr(row, name) for name in executed()} for row in rows))
    assert import_executions(work, again).nothing_changed
    assert len(contract_detail(work, id_).executions) == 2


def test_a_row_that_could_not_be_read_is_told_once_and_nothing_is_imported(work, id_):
    unread = [
        Problem(2, "amount", "not-an-amount"),
        Problem(3, "executed_on", "not-a-date"),
        Problem(4, "number", "required"),
    ]
    given = sheet(
        executed(amount=None), executed(executed_on=None), executed(number=None), problems=unread
    )
    preview = preview_execution_import(work, given)
    assert found(preview) == [(one.row, one.field, one.code) for one in unread]
    with pytest.raises(Refused, match="import-has-problems"):
        import_executions(work, given)
    assert contract_detail(work, id_).executions == ()
