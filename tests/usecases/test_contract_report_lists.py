"""Several contracts reported in one go: the same JSON as one by one, all of them or none."""

import datetime as dt

import pytest
from sqlalchemy import select

from parkdesk.domain.contracts import ReportState
from parkdesk.domain.errors import Cancelled, InvalidInput, NotPermitted, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.store.tables.contracts import ContractReportRecord
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contract_report_lists import report_contracts
from parkdesk.usecases.contract_reports import (
    RecordReport,
    report_contract,
    report_standing,
    withdraw_report,
)
from parkdesk.usecases.contracts import register_contract
from tests.registers import contract, enterprise

D = dt.date
TODAY = D(2026, 10, 12)


@pytest.fixture
def ids(work):
    owner = enterprise(work)
    made = [
        register_contract(work, contract(owner, number=f"HT-{number}")) for number in range(1, 4)
    ]
    record_execution(work, made[0], SaveExecution(D(2026, 8, 20), 3_000_000, "SH-1"))
    work.session.flush()
    return made


def versions(work, ids):
    return {id_: contract_detail(work, id_).row.version for id_ in ids}


def sent(work):
    work.session.flush()
    found = work.session.scalars(select(ContractReportRecord).order_by(ContractReportRecord.id))
    return {one.contract_id: one.content for one in found if one.withdrawn_on is None}


def states(work, ids):
    work.session.flush()
    return [contract_detail(work, id_).row.report_state for id_ in ids]


def test_several_are_kept_as_each_alone_would_be(work, ids):
    for id_ in ids:
        report_contract(work, id_, versions(work, ids)[id_], RecordReport(TODAY))
    alone = sent(work)
    for id_ in ids:
        withdraw_report(work, id_, versions(work, ids)[id_], "试填")
    done = report_contracts(work, versions(work, ids), RecordReport(TODAY, " 李丽 "))
    assert (done.reported, done.passed_over) == (3, ())
    assert sent(work) == alone
    assert states(work, ids) == [ReportState.REPORTED] * 3
    standing = report_standing(work, ids[0])
    assert standing.differences == ()
    assert standing.reports[0].reported_by == "李丽"


def test_what_has_not_moved_and_drafts_are_passed_over_and_named(work, ids):
    report_contract(work, ids[1], versions(work, ids)[ids[1]], RecordReport(TODAY))
    done = report_contracts(work, versions(work, ids), RecordReport(TODAY))
    assert (done.reported, done.passed_over) == (2, ("HT-2",))


def test_one_that_was_signed_later_is_named_and_nothing_is_recorded(work, ids):
    later = register_contract(
        work, contract(enterprise(work), number="HT-9", signed_on=D(2026, 9, 30))
    )
    with pytest.raises(InvalidInput) as refused:
        report_contracts(work, versions(work, [*ids, later]), RecordReport(D(2026, 9, 1)))
    assert refused.value.problems == {"reported_on": "report-before-one"}
    assert refused.value.params["number"] == "HT-9"
    assert sent(work) == {}


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (RecordReport(None), {"reported_on": "required"}),
        (RecordReport(D(2026, 10, 13)), {"reported_on": "in-the-future"}),
        (RecordReport(TODAY, "李" * 101), {"reported_by": "too-long"}),
    ],
)
def test_a_wrong_form_is_told_at_its_field(work, ids, form, problems):
    with pytest.raises(InvalidInput) as refused:
        report_contracts(work, versions(work, ids), form)
    assert refused.value.problems == problems


def test_what_somebody_changed_meanwhile_stops_all(work, ids):
    with pytest.raises(StaleRecord):
        report_contracts(work, versions(work, ids) | {ids[2]: 99}, RecordReport(TODAY))


def test_a_cancel_in_between_records_nothing(desk):
    with desk.work(read_only=False) as work:
        owner = enterprise(work)
        ids = [register_contract(work, contract(owner, number=f"PL-{n}")) for n in range(60)]

    class Stops:
        def step(self, done, _total):
            if done >= 50:
                raise Cancelled

    with pytest.raises(Cancelled), desk.work(read_only=False) as work:
        work.progress = Stops()
        report_contracts(work, versions(work, ids), RecordReport(TODAY))
    with desk.work(read_only=True) as work:
        assert sent(work) == {}
        assert set(states(work, ids)) == {ReportState.UNREPORTED}


def test_who_only_reads_reports_nothing(act_as):
    with act_as(Role.AUDITOR).work(read_only=False) as work, pytest.raises(NotPermitted):
        report_contracts(work, {}, RecordReport(TODAY))
