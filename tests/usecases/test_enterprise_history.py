"""The history of one enterprise: every row that belongs to it, and nothing of another."""

import ast
import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

import parkdesk
from parkdesk.domain.enterprise_history import HistorySubject, subject_of
from parkdesk.domain.errors import NotFound
from parkdesk.domain.identity import Actor, Permission
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.store.enterprise_belongings import (
    ALSO_DELETE,
    ROOT,
    _deleted,
    _deleted_of,
    belongings,
    root_of,
)
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.contract_deletions import delete_contract
from parkdesk.usecases.contract_executions import SaveExecution, delete_execution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.enterprise_details import enterprise_form, reveal_enterprise_numbers
from parkdesk.usecases.enterprise_history import HistoryFilter, enterprise_history
from parkdesk.usecases.enterprises import create_enterprise, edit_enterprise
from parkdesk.usecases.paper_lists import paper_slots
from parkdesk.usecases.papers import NewPaper, add_papers
from tests import papers, registers
from tests.usecases.test_enterprises import FORM, OTHER

ALL = HistoryFilter()
ROOT_FOLDER = Path(parkdesk.__file__).parent


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
        delete_execution(work, 1, 1, "重复登记")
    with grown.work(read_only=False) as work:
        delete_contract(work, 1, 1, "Entered by mistake")
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


def reading(desk, *without):
    """The desk of somebody who may not read some kinds."""
    actor = desk.actor
    return replace(desk, actor=replace(actor, permissions=actor.permissions - set(without)))


def test_papers_of_claims_are_told_to_who_may_read_claims(grown):
    with grown.work(read_only=False) as work:
        record = work.get(EnterpriseRecord, 1)
        claim = work.add(
            ClaimRecord(
                number="PX-2026-0001",
                enterprise_id=1,
                enterprise_sort_key=record.sort_key,
                programme_id=work.session.query(ProgrammeRecord.id).limit(1).scalar(),
                track="enterprise",
                state="draft",
                requested_cents=0,
                created_at=work.now,
                created_by_id=1,
            )
        )
        certificate = register_certification(work, registers.iso(1))
        owners = (
            Owner(OwnerKind.ENTERPRISE, 1),
            Owner(OwnerKind.CERTIFICATION, certificate),
            Owner(OwnerKind.CLAIM, claim.id),
        )
        for number, owner in enumerate(owners):
            kept = paper(work, owner, str(number))
            add_papers(work, (kept,))

    def told(*without):
        found = read(reading(grown, *without)).rows
        return {line.record for line in found if line.table == "paper"}

    assert told() == {"0.pdf", "1.pdf", "2.pdf"}
    assert told(Permission.CLAIM_READ) == {"0.pdf", "1.pdf"}
    assert told(Permission.CLAIM_READ, Permission.CERTIFICATION_READ) == {"0.pdf"}


def paper(work, owner, name):
    """A file with content of its own, in a slot of its owner."""
    slots = paper_slots(work)
    slot = next(one.code for one in slots if owner.kind in one.owners and not one.sensitive)
    return NewPaper(owner, slot, papers.paper_file(papers.pdf(text=name), f"{name}.pdf"))


def test_deletions_are_those_of_the_enterprise_alone(grown):
    with grown.work(read_only=False) as work:
        others = [
            register_contract(work, registers.contract(2, number=f"X-{number}"))
            for number in range(5)
        ]
        own = register_contract(work, registers.contract(1, number="HT-78"))
    with grown.work(read_only=False) as work:
        for id_ in (*others, own):
            delete_contract(work, id_, 1, "Entered by mistake")
    with grown.work(read_only=True) as work:
        through = frozenset(belongings()) | {ROOT}
        gone = _deleted(work.session, 1, through)
        assert {name: ids for name, ids in gone.items() if ids} == {"contract": {own}}
        assert set(_deleted_of(work.session, "contract", "enterprise_id", [2])) == set(others)
        assert set(_deleted_of(work.session, "contract", "enterprise_id", [])) == set()


@pytest.mark.parametrize("command", ["remove_fact", "make_main_contact", "pay_subsidies_to"])
def test_every_command_that_deletes_is_one_that_the_history_looks_at(command):
    assert command in ALSO_DELETE


def test_no_other_command_deletes_a_row(monkeypatch):
    """Whoever deletes an enterprise's row in a command of another name adds it to the list."""
    named = set()
    for path in (ROOT_FOLDER / "usecases").glob("*.py"):
        for part in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(part, ast.FunctionDef) and "session.delete(" in ast.unparse(part):
                named.add(part.name)
    apart = {"_keep_asked", "_take_in", "_take_out", "discard_draft", "set_default_view"}
    assert {one for one in named if not one.startswith("delete_")} <= {*ALSO_DELETE, *apart}


def test_a_look_at_whole_numbers_is_told_without_them(grown):
    with grown.work(read_only=False) as work:
        assert reveal_enterprise_numbers(work, 1)[0] == "13800009999"
    line = read(grown).rows[0]
    assert (line.action, line.actor) == ("reveal_enterprise_numbers", "王敏")
    (change,) = line.changes
    assert (change.field, change.old, change.new) == ("revealed", "", "contact, account")
    assert "13800009999" not in repr(line)
