"""The law of kept sums: after any sequence of changes they are what their rows come to."""

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select, true, update

from parkdesk.desk import upgrade_park
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.contracts import ContractState, ServiceLine, market_of
from parkdesk.domain.errors import Refused
from parkdesk.store import contract_quarters
from parkdesk.store.contract_days import from_rows
from parkdesk.store.contract_sums import difference, remake_all
from parkdesk.store.park_sums import day_sums, enterprise_sums, period_sums
from parkdesk.store.tables.contract_days import ContractDayRecord, ContractQuarterRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.contract_changes import ChangeContract, change_contract
from parkdesk.usecases.contract_deletions import delete_contract, restore_contract
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    edit_execution,
    record_execution,
)
from parkdesk.usecases.contract_imports import import_contracts
from parkdesk.usecases.contracts import edit_contract, end_contract, register_contract
from parkdesk.usecases.enterprises import create_enterprise
from parkdesk.usecases.execution_imports import import_executions
from parkdesk.usecases.merge_undoing import undo_merge
from parkdesk.usecases.merges import merge_enterprises
from parkdesk.usecases.rates import SaveRate, enter_rate
from parkdesk.usecases.upkeep import check_data
from tests.registers import contract, enterprise
from tests.usecases.test_execution_imports import executed
from tests.usecases.test_merges import EVERYTHING, form, request
from tests.usecases.test_register_imports import agreed, sheet

D = dt.date
DAYS = st.dates(D(2026, 1, 1), D(2026, 3, 31))
YEAR = DateRange(D(2026, 1, 1), D(2026, 12, 31))
PARTS = (
    YEAR,
    DateRange(D(2026, 1, 1), D(2026, 3, 31)),
    DateRange(D(2025, 7, 1), D(2026, 3, 30)),
    DateRange(D(2026, 1, 1), D(2026, 1, 31)),
    DateRange(D(2026, 2, 9), D(2026, 3, 3)),
)
CENTS = st.integers(1, 10**10)
COUNTRIES = st.sampled_from(("CN", "HK", "US"))
LINES = st.sampled_from(list(ServiceLine))
STATES = st.sampled_from(list(ContractState))
PLACE = st.integers(0, 1_000)
_numbers = itertools.count(1)


def values(owner, day, cents, country, line, state=ContractState.REGISTERED, *, converted=True):
    """A row of the table of contracts."""
    return {
        "version": 1,
        "number": f"D-{next(_numbers)}",
        "enterprise_id": owner,
        "enterprise_sort_key": "",
        "client": "Acme",
        "country_code": country,
        "market": market_of(country).value,
        "service_line": line.value,
        "currency": "USD",
        "amount_minor": cents,
        "amount_usd_cents": cents if converted else 0,
        "usd_rate": "1" if converted else "",
        "signed_on": day,
        "counted_on": day,
        "state": state.value,
    }


def paid(contract_id, day, cents, *, converted=True):
    """A row of the table of executions."""
    return {
        "version": 1,
        "contract_id": contract_id,
        "executed_on": day,
        "counted_on": day,
        "amount_minor": cents,
        "amount_usd_cents": cents if converted else 0,
        "usd_rate": "1" if converted else "",
        "receipt_no": "",
        "note": "",
    }


def assert_kept_is_real(desk):
    """Every day and every enterprise, as a reader is told them, is what the rows come to."""
    with desk.work(read_only=True) as work:
        assert difference(work.session) is None
        kept = [frozenset(day_sums(work.session, YEAR))]
        kept += [frozenset(period_sums(work.session, one)) for one in PARTS]
        kept += [dict(enterprise_sums(work.session, one)) for one in PARTS]
    with desk.work(read_only=False) as work:
        real = [frozenset(day_sums(work.session, YEAR))]
        real += [frozenset(period_sums(work.session, one)) for one in PARTS]
        real += [dict(enterprise_sums(work.session, one)) for one in PARTS]
    assert kept == real


class Sums(RuleBasedStateMachine):
    """Writes of every kind, each in a unit of work of its own, in the park of `desk`."""

    desk = None

    @initialize()
    def empty(self):
        with self.desk.work(read_only=False) as work:
            work.delete_many(ContractExecutionRecord, true())
            work.delete_many(ContractRecord, true())
            self.owners = work.session.scalars(select(EnterpriseRecord.id)).all()

    def _any(self, work, record, place):
        ids = work.session.scalars(select(record.id).order_by(record.id)).all()
        return work.get(record, ids[place % len(ids)])

    def _has_rows(self, record):
        with self.desk.work(read_only=True) as work:
            return work.session.scalar(select(record.id).limit(1)) is not None

    @rule(place=PLACE, day=DAYS, cents=CENTS, country=COUNTRIES, line=LINES, state=STATES)
    def sign(self, place, day, cents, country, line, state):
        owner = self.owners[place % len(self.owners)]
        with self.desk.work(read_only=False) as work:
            work.add(ContractRecord(**values(owner, day, cents, country, line, state)))

    @rule(days=st.lists(DAYS, min_size=1, max_size=4), country=COUNTRIES, line=LINES)
    def sign_a_list(self, days, country, line):
        with self.desk.work(read_only=False) as work:
            work.insert_many(
                ContractRecord,
                [values(self.owners[0], day, 7_00, country, line) for day in days],
            )

    @precondition(lambda self: self._has_rows(ContractRecord))
    @rule(place=PLACE, days=st.lists(DAYS, min_size=1, max_size=4), cents=CENTS)
    def execute_a_list(self, place, days, cents):
        with self.desk.work(read_only=False) as work:
            found = self._any(work, ContractRecord, place).id
            work.insert_many(ContractExecutionRecord, [paid(found, day, cents) for day in days])

    @precondition(lambda self: self._has_rows(ContractRecord))
    @rule(place=PLACE, day=DAYS, cents=CENTS, converted=st.booleans())
    def execute(self, place, day, cents, converted):
        with self.desk.work(read_only=False) as work:
            found = self._any(work, ContractRecord, place).id
            row = paid(found, day, cents, converted=converted)
            work.add(ContractExecutionRecord(**row))

    @precondition(lambda self: self._has_rows(ContractRecord))
    @rule(place=PLACE, country=COUNTRIES, line=LINES, state=STATES, other=PLACE)
    def stand_elsewhere(self, place, country, line, state, other):
        with self.desk.work(read_only=False) as work:
            record = self._any(work, ContractRecord, place)
            record.country_code, record.market = country, market_of(country).value
            record.service_line, record.state = line.value, state.value
            record.enterprise_id = self.owners[other % len(self.owners)]

    @precondition(lambda self: self._has_rows(ContractRecord))
    @rule(day=DAYS, country=COUNTRIES)
    def all_stand_elsewhere(self, day, country):
        with self.desk.work(read_only=False) as work:
            ids = work.session.scalars(select(ContractRecord.id)).all()
            moved = {"country_code": country, "market": market_of(country).value}
            work.update_many(ContractRecord, [{"id": id_, **moved} for id_ in ids])
            work.update_many(ContractRecord, [{"id": id_, "counted_on": day} for id_ in ids])

    @precondition(lambda self: self._has_rows(ContractExecutionRecord))
    @rule(place=PLACE, day=DAYS, cents=CENTS)
    def correct(self, place, day, cents):
        with self.desk.work(read_only=False) as work:
            record = self._any(work, ContractExecutionRecord, place)
            record.executed_on = record.counted_on = day
            record.amount_minor = record.amount_usd_cents = cents
            record.usd_rate = "1"

    @precondition(lambda self: self._has_rows(ContractExecutionRecord))
    @rule(cents=CENTS, day=DAYS)
    def convert_all(self, cents, day):
        with self.desk.work(read_only=False) as work:
            ids = work.session.scalars(select(ContractExecutionRecord.id)).all()
            found = {"amount_usd_cents": cents, "usd_rate": "2", "counted_on": day}
            work.update_many(ContractExecutionRecord, [{"id": id_, **found} for id_ in ids])

    @precondition(lambda self: self._has_rows(ContractExecutionRecord))
    @rule(place=PLACE, other=PLACE)
    def belong_to_another(self, place, other):
        with self.desk.work(read_only=False) as work:
            record = self._any(work, ContractExecutionRecord, place)
            record.contract_id = self._any(work, ContractRecord, other).id

    @precondition(lambda self: self._has_rows(ContractExecutionRecord))
    @rule(place=PLACE)
    def take_back(self, place):
        with self.desk.work(read_only=False) as work:
            work.session.delete(self._any(work, ContractExecutionRecord, place))

    @precondition(lambda self: self._has_rows(ContractRecord))
    @rule(place=PLACE)
    def delete_with_all(self, place):
        with self.desk.work(read_only=False) as work:
            record = self._any(work, ContractRecord, place)
            work.delete_many(
                ContractExecutionRecord, ContractExecutionRecord.contract_id == record.id
            )
            work.session.delete(record)

    @rule(day=DAYS)
    def fail_half_way(self, day):
        with pytest.raises(Refused), self.desk.work(read_only=False) as work:
            work.add(ContractRecord(**values(self.owners[0], day, 1, "US", ServiceLine.ITO)))
            raise Refused("cannot-write")

    @invariant()
    def what_is_kept_is_real(self):
        assert_kept_is_real(self.desk)


def test_sums_kept_are_those_of_the_rows_after_any_sequence_of_changes(desk):
    with desk.work(read_only=False) as work:
        for _ in range(3):
            enterprise(work)
    run_state_machine_as_test(
        type("SumsHere", (Sums,), {"desk": desk}),
        settings=settings(max_examples=25, stateful_step_count=12, deadline=None),
    )


def test_they_follow_every_use_case_that_moves_a_contract(desk):
    """From the first signature to an enterprise that is merged, and back."""

    def do(use_case, *args):
        with desk.work(read_only=False) as work:
            found = use_case(work, *args)
        assert_kept_is_real(desk)
        return found

    def version(record, id_):
        with desk.work(read_only=True) as work:
            return work.get(record, id_).version

    one = do(create_enterprise, form("云湖青禾信息技术有限公司", "91330100799655058B"))
    spelt = form("云湖青禾信息技术股份有限公司", "330100000012345")
    other = do(create_enterprise, spelt, frozenset({"older-identifier"}))
    id_ = do(register_contract, contract(one, number="HT-1"))
    yen = contract(one, number="HT-2", currency="JPY", country_code="JP", amount_minor=90_000)
    waits = do(register_contract, yen, frozenset({"no-rate-yet"}))
    do(record_execution, waits, SaveExecution(D(2026, 8, 1), 500, ""), frozenset({"no-rate-yet"}))
    with desk.work(read_only=True) as work:
        assert sum(found.waiting for found in period_sums(work.session, YEAR)) == 2
    do(enter_rate, SaveRate("JPY", D(2026, 7, 1), "0.0068", "SAFE"))
    do(enter_rate, SaveRate("JPY", D(2026, 8, 1), "0.0069", "SAFE"))
    with desk.work(read_only=True) as work:
        assert sum(found.waiting for found in period_sums(work.session, YEAR)) == 0
    paid_id = do(record_execution, id_, SaveExecution(D(2026, 8, 20), 3_000, "SH-1"))
    later = SaveExecution(D(2026, 9, 21), 4_000, "SH-1", reason="Other day")
    do(edit_execution, paid_id, version(ContractExecutionRecord, paid_id), later)
    change = ChangeContract(D(2026, 9, 1), 11_000_000, None, "More people")
    do(change_contract, id_, version(ContractRecord, id_), change)
    new = contract(other, number="HT-3", country_code="CN", service_line=ServiceLine.KPO)
    third = do(register_contract, new)
    do(edit_contract, third, 1, contract(other, number="HT-3", country_code="HK"))
    gone = do(delete_contract, third, version(ContractRecord, third), "Typed twice")
    do(restore_contract, gone, 1)
    do(end_contract, third, version(ContractRecord, third), ContractState.FINISHED, "")
    do(import_contracts, sheet(agreed(number="HT-4", enterprise=name_of(desk, one), code=None)))
    listed = sheet(
        executed(number="HT-4", amount=Decimal(10)),
        executed(number="HT-1", receipt_no="SH-1", amount=Decimal(60), executed_on=D(2026, 9, 3)),
    )
    assert (
        do(import_executions, listed, frozenset({"import-has-doubts"}), "Other amount").changed == 1
    )
    do(delete_execution, paid_id, version(ContractExecutionRecord, paid_id), "Typed twice")
    merged = do(lambda work: merge_enterprises(work, request(work, (one, other)), EVERYTHING))
    do(undo_merge, merged, "Two firms after all")


def name_of(desk, enterprise_id):
    with desk.work(read_only=True) as work:
        return work.get(EnterpriseRecord, enterprise_id).name


def test_rows_written_past_the_program_are_found_and_an_upgrade_mends_the_sums(desk):
    with desk.work(read_only=False) as work:
        register_contract(work, contract(enterprise(work)))
    with desk.engine.begin() as connection:
        connection.execute(update(ContractRecord.__table__).values(amount_usd_cents=1))
    with desk.work(read_only=True) as work, pytest.raises(Refused) as refused:
        check_data(work)
    assert (refused.value.code, refused.value.params) == (
        "contract-sums-differ",
        {"day": D(2026, 7, 6)},
    )
    upgrade_park(desk.location.url if not desk.location.embedded else str(desk.location.folder))
    with desk.work(read_only=True) as work:
        check_data(work)
        assert [one.signed for one in period_sums(work.session, YEAR)] == [1]


def test_making_all_anew_makes_the_same(desk):
    with desk.work(read_only=False) as work:
        id_ = register_contract(work, contract(enterprise(work)))
        record_execution(work, id_, SaveExecution(D(2026, 8, 20), 3_000, "SH-1"))
    assert_kept_is_real(desk)
    with desk.engine.begin() as connection:
        connection.execute(delete(ContractDayRecord.__table__))
    with desk.work(read_only=False) as work:
        assert difference(work.session) == D(2026, 7, 6)
        remake_all(work.session)
    assert_kept_is_real(desk)
    with desk.engine.begin() as connection:
        connection.execute(delete(ContractQuarterRecord.__table__))
    with desk.work(read_only=False) as work:
        assert difference(work.session) == D(2026, 7, 1)
        remake_all(work.session)
    assert_kept_is_real(desk)


def test_many_enterprises_are_read_again_with_their_whole_quarter(desk, monkeypatch):
    monkeypatch.setattr(contract_quarters, "_MOST", 1)
    with desk.work(read_only=False) as work:
        owners = [enterprise(work) for _ in range(3)]
        rows = [values(one, D(2026, 2, 1), 500, "US", ServiceLine.ITO) for one in owners]
        work.insert_many(ContractRecord, rows)
    assert_kept_is_real(desk)
    with desk.work(read_only=False) as work:
        work.delete_many(ContractRecord, ContractRecord.enterprise_id.in_(owners[:2]))
    assert_kept_is_real(desk)


@pytest.mark.parametrize("release", ["0001", "0002", "0003"])
def test_a_park_of_an_earlier_release_has_its_sums_after_the_upgrade(upgraded_park, release):
    desk = upgraded_park(
        release,
        "insert into contract_execution (id, contract_id, executed_on, amount_minor,"
        " amount_usd_cents, usd_rate, receipt_no, note, version)"
        " select 900, min(id), '2026-08-20', 700, 700, '1', '', '', 1 from contract",
    )
    assert_kept_is_real(desk)
    with desk.work(read_only=True) as work:
        sums = work.session.execute(from_rows(true(), true())).all()
        assert sum(one.contracts for one in sums) == 1
        assert sum(one.executed_usd_cents for one in sums) == 700
