"""Reporting contracts, deleting and restoring them, and their prints, on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.contracts import Market, ReportState, ServiceLine
from parkdesk.domain.errors import InvalidInput, Refused, StaleRecord, WrongState
from parkdesk.domain.service_codes import Layer
from parkdesk.store.tables.contracts import ContractRecord, ContractReportRecord
from parkdesk.usecases.contract_assist import assist_sheet
from parkdesk.usecases.contract_changes import ChangeContract, change_contract
from parkdesk.usecases.contract_deletions import (
    delete_contract,
    list_deleted_contracts,
    restore_contract,
)
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    edit_execution,
    record_execution,
)
from parkdesk.usecases.contract_lists import ContractFilter, contract_counts
from parkdesk.usecases.contract_prints import contract_print
from parkdesk.usecases.contract_reports import (
    RecordReport,
    report_contract,
    report_standing,
    withdraw_report,
)
from parkdesk.usecases.contracts import edit_contract, register_contract
from parkdesk.usecases.trail import check_trail
from tests.closing import freeze
from tests.registers import contract, enterprise
from tests.usecases.test_contracts import listed, version_of

D = dt.date
TODAY = D(2026, 10, 12)
EXECUTION = SaveExecution(D(2026, 8, 20), 3_000_000, "SH-1")


def report(work, id_, day=TODAY, by=""):
    report_contract(work, id_, version_of(work, id_), RecordReport(day, by))


def state_of(work, id_):
    work.session.flush()
    return contract_detail(work, id_).row.report_state


@pytest.fixture
def id_(work):
    return register_contract(work, contract(enterprise(work), number="HT-1"))


def test_the_name_of_who_reported_has_a_length(work, id_):
    with pytest.raises(InvalidInput) as refused:
        report(work, id_, TODAY, "李" * 201)
    assert refused.value.problems == {"reported_by": "too-long"}
    assert state_of(work, id_) == ReportState.UNREPORTED


def test_a_reporting_keeps_what_was_sent_with_day_and_person(work, id_):
    report(work, id_, D(2026, 9, 1), " 李丽 ")
    row = contract_detail(work, id_).row
    assert (row.report_state, row.reported_on) == (ReportState.REPORTED, D(2026, 9, 1))
    kept = work.session.query(ContractReportRecord).one()
    assert (kept.reported_by, len(kept.sha256)) == ("李丽", 64)
    assert '"number":"HT-1"' in kept.content


def test_without_a_name_it_was_the_person_at_the_desk(work, id_):
    report(work, id_)
    assert report_standing(work, id_).reports[0].reported_by == work.actor.name


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (None, "required"),
        (D(2026, 7, 5), "report-before-signature"),
        (D(2026, 10, 13), "in-the-future"),
    ],
)
def test_a_reporting_has_a_day_that_can_be(work, id_, day, problem):
    with pytest.raises(InvalidInput) as refused:
        report(work, id_, day)
    assert refused.value.problems == {"reported_on": problem}


def test_a_draft_is_not_reported(work):
    draft = register_contract(work, contract(enterprise(work), draft=True))
    with pytest.raises(WrongState):
        report(work, draft)


def test_what_stands_as_reported_is_not_reported_again(work, id_):
    report(work, id_)
    with pytest.raises(Refused) as refused:
        report(work, id_)
    assert refused.value.code == "reported-as-it-stands"


def test_a_reported_contract_moves_by_a_change_only(work, id_):
    report(work, id_)
    form = contract(contract_detail(work, id_).row.enterprise_id, number="HT-1")
    for moved in ({"client": "Bee"}, {"amount_minor": 5}, {"country_code": "HK"}):
        with pytest.raises(InvalidInput) as refused:
            edit_contract(work, id_, version_of(work, id_), replace(form, **moved))
        assert set(refused.value.problems.values()) == {"reported-moves-by-change"}
        assert next(iter(moved)) in refused.value.problems
    edit_contract(work, id_, version_of(work, id_), replace(form, note="For us alone"))
    change_contract(
        work,
        id_,
        version_of(work, id_),
        ChangeContract(TODAY, 12_000_000, None, "More work", client="Bee"),
    )
    assert state_of(work, id_) is ReportState.DIFFERS


def test_what_moves_after_the_reporting_is_named_until_it_is_reported_again(work, id_):
    report(work, id_)
    executed = record_execution(work, id_, EXECUTION)
    assert state_of(work, id_) is ReportState.DIFFERS
    found = report_standing(work, id_).differences
    assert [(one.part, one.sent, one.now) for one in found] == [("execution", None, 3_000_000)]
    report(work, id_)
    assert state_of(work, id_) is ReportState.REPORTED
    edit_execution(work, executed, 1, replace(EXECUTION, receipt_no="SH-2", reason="凭证号有误"))
    assert state_of(work, id_) is ReportState.DIFFERS
    edit_execution(work, executed, 2, replace(EXECUTION, reason="恢复原号"))
    assert state_of(work, id_) is ReportState.REPORTED
    delete_execution(work, executed, 3, "重复登记")
    assert state_of(work, id_) is ReportState.DIFFERS


def test_a_reporting_is_taken_back_with_a_reason_and_stays_in_the_history(work, id_):
    with pytest.raises(Refused, match="never-reported"):
        withdraw_report(work, id_, version_of(work, id_), "Wrong")
    report(work, id_)
    with pytest.raises(InvalidInput):
        withdraw_report(work, id_, version_of(work, id_), " ")
    withdraw_report(work, id_, version_of(work, id_), "Sent back")
    standing = report_standing(work, id_)
    assert standing.state is ReportState.UNREPORTED
    assert [(one.withdrawn_on, one.withdrawal_reason) for one in standing.reports] == [
        (TODAY, "Sent back")
    ]
    assert contract_detail(work, id_).row.reported_on is None


def test_the_list_is_narrowed_to_what_has_to_be_reported(work, id_):
    other = register_contract(work, contract(enterprise(work)))
    report(work, other)
    work.session.flush()
    for state, expected in ((ReportState.UNREPORTED, id_), (ReportState.REPORTED, other)):
        rows = listed(work, ContractFilter(report_state=state))
        assert [row.id for row in rows] == [expected]


def test_executions_that_are_soon_past_reporting_are_named_and_listed(work):
    owner = enterprise(work)
    early, late, told = (
        register_contract(work, contract(owner, signed_on=D(2026, 2, 1))) for _ in range(3)
    )
    for id_, day in ((early, D(2026, 6, 30)), (late, D(2026, 7, 1)), (told, D(2026, 3, 1))):
        record_execution(work, id_, replace(EXECUTION, executed_on=day, receipt_no=f"R{id_}"))
    report(work, told)
    work.session.flush()
    counts = contract_counts(work)
    assert (counts.losing, counts.loss.last_day) == (1, D(2026, 12, 31))
    assert (counts.loss.days.first, counts.loss.days.last) == (D(2026, 1, 1), D(2026, 6, 30))
    assert [row.id for row in listed(work, ContractFilter(losing=True))] == [early]
    assert contract_counts(work, D(2026, 6, 30)).loss is None


def test_the_strip_knows_hong_kong_and_the_code_by_their_names(work):
    owner = enterprise(work)
    id_ = register_contract(work, contract(owner, country_code="HK", layer=Layer.FUNCTIONAL))
    record_execution(work, id_, EXECUTION)
    sheet = assist_sheet(work, id_)
    values = {(one.field.form.value, one.field.field): one.value for one in sheet.steps}
    assert sheet.country_zh == "中国香港"
    assert values["contract", "market"] is Market.OFFSHORE
    assert values["contract", "layer"] is Layer.FUNCTIONAL
    assert values["execution", "receipt_no"] == "SH-1"
    assert not any(one.done for one in sheet.steps)
    report(work, id_)
    assert all(one.done for one in assist_sheet(work, id_).steps)


def test_every_field_of_the_strip_is_one_that_is_sent_and_says_how_sure_it_is(work, id_):
    record_execution(work, id_, EXECUTION)
    change_contract(
        work, id_, version_of(work, id_), ChangeContract(TODAY, 12_000_000, None, "More")
    )
    steps = assist_sheet(work, id_).steps
    assert {one.field.form.value for one in steps} == {"contract", "change", "execution"}
    assert not any(one.field.certainty.confirmed for one in steps)


# Deleting


def test_a_contract_is_deleted_with_a_reason_and_comes_back_as_it_was(work, id_):
    before = work.session.get(ContractRecord, id_)
    kept = {one.key: getattr(before, one.key) for one in ContractRecord.__table__.columns}
    with pytest.raises(InvalidInput) as refused:
        delete_contract(work, id_, 1, " ")
    assert refused.value.problems == {"reason": "required"}
    deleted = delete_contract(work, id_, 1, "Entered twice")
    assert listed(work) == ()
    (row,) = list_deleted_contracts(work)
    assert (row.number, row.reason, row.deleted_by) == ("HT-1", "Entered twice", work.actor.name)
    assert restore_contract(work, deleted, row.version) == id_
    work.session.expire_all()
    again = work.session.get(ContractRecord, id_)
    assert {one: getattr(again, one) for one in kept} == kept
    assert list_deleted_contracts(work) == ()
    with pytest.raises(Refused, match="contract-is-back"):
        restore_contract(work, deleted, row.version + 1)


def test_what_was_reported_executed_or_changed_is_not_deleted(work):
    owner = enterprise(work)
    reported, executed, changed = (register_contract(work, contract(owner)) for _ in range(3))
    report(work, reported)
    record_execution(work, executed, EXECUTION)
    change_contract(
        work, changed, version_of(work, changed), ChangeContract(TODAY, 11_000_000, None, "More")
    )
    for id_, code in (
        (reported, "contract-is-reported"),
        (executed, "contract-has-executions"),
        (changed, "contract-has-executions"),
    ):
        with pytest.raises(Refused) as refused:
            delete_contract(work, id_, version_of(work, id_), "Mistake")
        assert refused.value.code == code


def test_two_do_not_delete_and_restore_the_same(work, id_):
    with pytest.raises(StaleRecord):
        delete_contract(work, id_, 7, "Mistake")
    deleted = delete_contract(work, id_, 1, "Mistake")
    with pytest.raises(StaleRecord):
        restore_contract(work, deleted, 7)


def test_a_number_that_was_given_again_is_not_taken_back(work, id_):
    deleted = delete_contract(work, id_, 1, "Mistake")
    register_contract(work, contract(enterprise(work), number="HT-1"))
    with pytest.raises(Refused, match="number-given-again"):
        restore_contract(work, deleted, 1)


def test_a_contract_of_a_closed_quarter_is_not_deleted_and_comes_back_late(work, id_):
    other = register_contract(work, contract(enterprise(work)))
    deleted = delete_contract(work, other, 1, "Mistake")
    freeze(work, "2026Q3")
    with pytest.raises(Refused) as refused:
        delete_contract(work, id_, 1, "Mistake")
    assert refused.value.code == "contract-in-closed-quarter"
    restore_contract(work, deleted, 1)
    assert contract_detail(work, other).counted_on == D(2026, 10, 1)


def test_deleting_and_restoring_stand_in_the_trail(desk):
    with desk.work(read_only=False) as work:
        id_ = register_contract(work, contract(enterprise(work)))
    with desk.work(read_only=False) as work:
        deleted = delete_contract(work, id_, 1, "Mistake")
    with desk.work(read_only=False) as work:
        restore_contract(work, deleted, 1)
    with desk.work(read_only=True) as work:
        assert check_trail(work).broken_at is None


# Printing


def test_the_print_has_the_contract_with_its_changes_and_executions(work, id_):
    record_execution(work, id_, EXECUTION)
    record_execution(work, id_, replace(EXECUTION, executed_on=D(2026, 8, 1), amount_minor=5))
    change_contract(
        work, id_, version_of(work, id_), ChangeContract(TODAY, 11_000_000, None, "More")
    )
    report(work, id_)
    printed = contract_print(work, id_)
    assert [one.executed_on for one in printed.contract.executions] == [
        D(2026, 8, 1),
        D(2026, 8, 20),
    ]
    assert printed.executed_usd_cents == (5, 3_000_000)
    assert printed.executed_minor == 3_000_005
    assert [one.reason for one in printed.contract.changes] == ["More"]
    assert [one.reported_on for one in printed.reports] == [TODAY]
    assert (printed.contract.service_line, printed.signed_usd_cents) == (
        ServiceLine.ITO,
        10_000_000,
    )
