"""The history of one enterprise: every row that belongs to it, and nothing of another."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.enterprise_history import HistorySubject, subject_of
from parkdesk.domain.errors import NotFound
from parkdesk.domain.identity import Actor, Permission
from parkdesk.store.enterprise_belongings import belongings, root_of
from parkdesk.usecases.contracts import (
    SaveExecution,
    delete_contract,
    delete_execution,
    record_execution,
    register_contract,
)
from parkdesk.usecases.enterprise_details import enterprise_form
from parkdesk.usecases.enterprise_history import HistoryFilter, enterprise_history
from parkdesk.usecases.enterprises import create_enterprise, edit_enterprise
from tests import registers
from tests.usecases.test_enterprises import FORM, OTHER

ALL = HistoryFilter()


@pytest.fixture
def grown(desk):
    """An enterprise with an edited name and phone, a contract with an execution; and another."""
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, FORM)
        create_enterprise(work, OTHER)
    with desk.work(read_only=True) as work:
        version, form = enterprise_form(work, id_)
    with desk.work(read_only=False) as work:
        work.reason = "营业执照变更"
        edit_enterprise(work, id_, version, replace(form, note="x", contact_phone="13800009999"))
    with desk.work(read_only=False) as work:
        contract = register_contract(work, registers.contract(id_, number="HT-77"))
    with desk.work(read_only=False) as work:
        form = SaveExecution(dt.date(2026, 8, 3), 5_000, "R-1")
        record_execution(work, contract, form)
    return desk


def read(desk, criteria=ALL, id_=1, offset=0, limit=100):
    with desk.work(read_only=True) as work:
        return enterprise_history(work, id_, criteria, offset, limit)


def test_it_tells_of_all_that_belongs_to_the_enterprise(grown):
    found = read(grown)
    tables = [line.table for line in found.rows]
    assert tables[:2] == ["contract_execution", "contract"]
    assert {"enterprise", "contract", "contract_execution"} <= set(tables)
    assert found.total == len(found.rows)
    execution, contract = found.rows[:2]
    assert (execution.record, contract.record) == ("HT-77", "HT-77")
    assert (execution.currency, execution.subject) == ("USD", HistorySubject.CONTRACTS)


def test_a_change_has_its_fields_its_person_and_its_reason(grown):
    (line,) = [one for one in read(grown).rows if one.action == "edit_enterprise"
               and one.table == "enterprise"]  # fmt: skip
    assert (line.actor, line.reason) == ("王敏", "营业执照变更")
    changes = {one.field: one for one in line.changes}
    assert (changes["note"].old, changes["note"].new) == ("", "x")
    phone = changes["contact_phone"]
    assert (phone.hidden, phone.old, phone.new) == (True, "", "")
    assert "13800009999" not in repr(read(grown))


def test_it_is_filtered_by_subject_and_paged(grown):
    contracts = read(grown, HistoryFilter(HistorySubject.CONTRACTS))
    assert {line.table for line in contracts.rows} == {"contract", "contract_execution"}
    everything = read(grown)
    second = read(grown, offset=1, limit=1)
    assert second.rows == everything.rows[1:2]
    assert (second.total, second.offset) == (everything.total, 1)


def test_what_was_deleted_stays_in_it(grown):
    with grown.work(read_only=False) as work:
        delete_execution(work, 1, 1)
    with grown.work(read_only=False) as work:
        delete_contract(work, 1, 1)
    found = read(grown, HistoryFilter(HistorySubject.CONTRACTS))
    assert [line.action for line in found.rows] == [
        "delete_contract",
        "delete_execution",
        "record_execution",
        "register_contract",
    ]
    assert {line.record for line in found.rows if line.table == "contract"} == {"HT-77"}


def test_another_enterprise_has_none_of_it(grown):
    assert {line.action for line in read(grown, id_=2).rows} == {"create_enterprise"}
    with pytest.raises(NotFound):
        read(grown, id_=99)


def test_as_at_a_day_later_changes_are_not_told(grown):
    assert read(grown, HistoryFilter(on=dt.date(2026, 10, 11))).total == 0
    assert read(grown, HistoryFilter(on=dt.date(2026, 10, 12))).total == read(grown).total


def test_subjects_need_what_reading_them_needs(grown):
    with grown.work(read_only=True) as work:
        work.actor = Actor(9, "甲", "auditor", frozenset({Permission.ENTERPRISE_READ}))
        tables = {line.table for line in enterprise_history(work, 1, ALL).rows}
    assert "enterprise" in tables
    assert "contract" not in tables


def test_every_way_leads_to_the_enterprise():
    ways = belongings()
    assert ways["contract_execution"] == (("contract_id", "contract"),)
    assert root_of("contract_execution") == "contract"
    assert "claim_person" not in ways
    assert all(subject_of(root_of(table)) for table in ways)
