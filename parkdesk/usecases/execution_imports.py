"""Importing and exporting executions: a row is one receipt of the contract with its number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import Row, select

from parkdesk.domain.contracts import Contract, ContractState, Execution, check_execution
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    Severity,
    Sheet,
    SheetRow,
    Value,
)
from parkdesk.domain.money import major_units
from parkdesk.domain.paging import Sort
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_doubts import late_or_unconverted, minor_amount
from parkdesk.store.contract_reports import renew_report_state
from parkdesk.store.conversion import (
    as_converted,
    convert,
    execution_window,
    rates,
)
from parkdesk.store.list_pages import list_pages
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import ContractFilter, list_contracts
from parkdesk.usecases.core import command, query
from parkdesk.usecases.list_plans import NOTHING_CONFIRMED, ListPlan, PlannedRow

_Key = tuple[int, object, object]


@dataclass(frozen=True, slots=True)
class ListedExecution:
    """One row of an exported list; the fields are those of the import's columns."""

    number: str
    executed_on: dt.date
    amount: Decimal
    currency: str
    receipt_no: str
    note: str


@dataclass(frozen=True, slots=True)
class _Signed:
    """What a list needs of a contract: 50,000 records with all they can would be slow."""

    id: int
    currency: str
    in_force: bool
    reported: bool
    facts: Contract


@dataclass(slots=True)
class _Planned(PlannedRow[ContractExecutionRecord]):
    """What one row comes to, with the contract that it names."""

    contract: _Signed | None = None


@query(Permission.CONTRACT_EDIT)
def preview_execution_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _Plan(work, sheet).preview()


@command(Permission.CONTRACT_EDIT)
def import_executions(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = NOTHING_CONFIRMED, reason: str = ""
) -> Imported:
    """Write the whole list, or nothing of it.

    A list that corrects days or amounts needs a reason: one for the file, in the trail of each row.
    """
    plan = _Plan(work, sheet)
    work.reason = reason.strip()
    if plan.corrects and not work.reason:
        raise InvalidInput({"reason": "execution-needs-reason"})
    done = plan.write(confirmed)
    for contract in plan.reported():
        renew_report_state(work.session, contract)
    # The list shows contracts: the one of the first row is where the person goes on.
    first = next((one for one in plan.planned if one.change is not Change.SAME), None)
    signed = first.contract if first is not None else None
    return replace(done, first_id=signed.id if signed is not None else None)


@query(Permission.CONTRACT_READ)
def export_executions(
    work: Work, criteria: ContractFilter, sort: Sort
) -> tuple[ListedExecution, ...]:
    """Return the executions of every contract of the list, as the columns of the import are."""
    pages = list_pages(work, partial(list_contracts, work, criteria, sort))
    contracts = ({row.id: (row.number, row.currency) for row in rows} for rows in pages)
    return tuple(one for named in contracts for one in _executed(work, named))


def _executed(work: Work, contracts: Mapping[int, tuple[str, str]]) -> list[ListedExecution]:
    table = ContractExecutionRecord
    found = work.session.execute(
        select(
            table.contract_id, table.executed_on, table.amount_minor, table.receipt_no, table.note
        )
        .where(table.contract_id.in_(list(contracts)))
        .order_by(table.executed_on, table.id)
    )
    by_contract: dict[int, list[ListedExecution]] = defaultdict(list)
    for id_, day, minor, receipt_no, note in found:
        number, currency = contracts[id_]
        amount = major_units(minor, currency)
        by_contract[id_].append(ListedExecution(number, day, amount, currency, receipt_no, note))
    return [one for id_ in contracts for one in by_contract[id_]]


class _Plan(ListPlan[_Planned]):
    record = ContractExecutionRecord

    def __init__(self, work: Work, sheet: Sheet) -> None:
        super().__init__(work)
        self._rates = rates(work.session)
        self._closed = closed_quarters(work.session)
        rule = execution_window(work.session, self.today)
        self._window = rule.days(self.today) if rule else None
        self._contracts = self._stored(sheet)
        self._executed: dict[int, int] = defaultdict(int)
        self._by_receipt: dict[_Key, ContractExecutionRecord] = {}
        self._by_day: dict[_Key, ContractExecutionRecord] = {}
        self._read_executions()
        self.take_all(sheet)

    @property
    def corrects(self) -> bool:
        """Whether a row says another day or amount than what stands there."""
        moved = (one.differences for one in self.planned if one.change is Change.CHANGED)
        return any(one.field != "note" for differences in moved for one in differences)

    def reported(self) -> list[ContractRecord]:
        """Return the contracts that were reported and that the list moves."""
        moved = {
            one.contract.id
            for one in self.planned
            if one.contract is not None and one.contract.reported and one.change is not Change.SAME
        }
        return [self.work.get(ContractRecord, id_) for id_ in sorted(moved)]

    def _stored(self, sheet: Sheet) -> dict[str, _Signed]:
        numbers = sorted({str(row.values.get("number") or "") for row in sheet.rows})
        found: dict[str, _Signed] = {}
        for page in self.pages(numbers):
            rows = self.work.session.execute(
                select(*_COLUMNS).where(ContractRecord.number.in_(page))
            )
            found.update((row.number, _signed(row)) for row in rows)
        return found

    def _read_executions(self) -> None:
        table = ContractExecutionRecord
        ids = sorted(one.id for one in self._contracts.values())
        for page in self.pages(ids):
            for one in self.work.session.scalars(
                select(table).where(table.contract_id.in_(page)).order_by(table.id)
            ):
                self._executed[one.contract_id] += one.amount_minor
                if one.receipt_no:
                    self._by_receipt[one.contract_id, one.receipt_no, None] = one
                else:
                    self._by_day[one.contract_id, one.executed_on, one.amount_minor] = one

    def take(self, row: SheetRow) -> Iterator[Problem]:
        """Plan the execution of a row."""
        number = str(row.values.get("number") or "")
        planned = _Planned(row, number, contract=self._contracts.get(number))
        self.planned.append(planned)
        contract = planned.contract
        if contract is None:
            if number:
                yield Problem(row.number, "number", "unknown-contract")
            return
        day, amount = row.values.get("executed_on"), row.values.get("amount")
        if not isinstance(day, dt.date) or not isinstance(amount, Decimal):
            return
        currency = row.values.get("currency")
        if currency not in (None, contract.currency):
            facts: dict[str, Value] = {"currency": contract.currency}
            yield Problem(row.number, "currency", "currency-of-contract", facts)
        minor = minor_amount(row.number, amount, contract.currency)
        if isinstance(minor, Problem):
            yield minor
            return
        yield from self._plan(planned, contract, day, minor)

    def _plan(
        self, planned: _Planned, contract: _Signed, day: dt.date, minor: int
    ) -> Iterator[Problem]:
        values = planned.row.values
        receipt_no = str(values.get("receipt_no") or "").strip()
        key: _Key = (contract.id, receipt_no, None) if receipt_no else (contract.id, day, minor)
        again = self.twice(key, planned.row.number)
        if again is not None:
            yield again
            return
        record = (self._by_receipt if receipt_no else self._by_day).get(key)
        planned.record = record
        note = str(values.get("note") or "") or (record.note if record else "")
        planned.columns = self._columns(contract, record, day, minor, receipt_no, note)
        if record is not None:
            planned.differences = tuple(_differences(contract, record, planned.columns))
            planned.change = Change.CHANGED if planned.differences else Change.SAME
            if not planned.differences:
                return
        yield from self._examine(planned, contract, Execution(day, minor, receipt_no))

    def _columns(
        self,
        contract: _Signed,
        record: ContractExecutionRecord | None,
        day: dt.date,
        minor: int,
        receipt_no: str,
        note: str,
    ) -> dict[str, Any]:
        unmoved = record is not None and (record.executed_on, record.amount_minor) == (day, minor)
        stays = record is not None and record.executed_on == day
        usd = (as_converted(record) if unmoved and record is not None else None) or convert(
            minor, contract.currency, day, self._rates
        )
        counted_on = record.counted_on if record is not None and stays else None
        return {
            "contract_id": contract.id,
            "executed_on": day,
            "counted_on": counted_on or self._closed.counted_on(day),
            "amount_minor": minor,
            "amount_usd_cents": usd.usd_cents,
            "usd_rate": usd.rate,
            "receipt_no": receipt_no,
            "note": note,
        }

    def _examine(
        self, planned: _Planned, contract: _Signed, execution: Execution
    ) -> Iterator[Problem]:
        number, record = planned.row.number, planned.record
        if not contract.in_force and record is None:
            facts: dict[str, Value] = {"number": contract.facts.number}
            yield Problem(number, "number", "contract-not-in-force", facts)
            return
        before = self._executed[contract.id] - (record.amount_minor if record else 0)
        self._executed[contract.id] = before + execution.amount_minor
        verdict = check_execution(contract.facts, execution, before, self.today, self._window)
        for name, code in verdict.problems.items():
            yield Problem(number, name, code, {"signed_on": contract.facts.signed_on})
        for code in verdict.questions:
            yield Problem(number, _ASKED_AT[code], code, self._facts_asked(contract), Severity.ASK)
        if record is not None and self._closed.holds(record.counted_on):
            moved = {one.field for one in planned.differences} & {"executed_on", "amount"}
            for name in sorted(moved):
                yield Problem(number, name, "in-closed-quarter")
        if not verdict.problems and planned.columns is not None:
            day = execution.executed_on
            yield from late_or_unconverted(
                number,
                day,
                contract.currency,
                planned.columns,
                record,
                shown=("executed_on", "executed_on"),
                moved=record is None or record.executed_on != day,
            )

    def _facts_asked(self, contract: _Signed) -> dict[str, Value]:
        window = self._window
        return {
            "number": contract.facts.number,
            "first": window.first if window else None,
            "last": window.last if window else None,
        }


_COLUMNS = (
    ContractRecord.id,
    ContractRecord.number,
    ContractRecord.client,
    ContractRecord.country_code,
    ContractRecord.signed_on,
    ContractRecord.starts_on,
    ContractRecord.ends_on,
    ContractRecord.amount_minor,
    ContractRecord.changed_amount_minor,
    ContractRecord.currency,
    ContractRecord.state,
    ContractRecord.reported_on,
)


def _signed(row: Row[*tuple[Any, ...]]) -> _Signed:
    id_, number, client, country, signed_on, starts_on, ends_on, *rest = row
    signed_minor, changed, currency, state, reported_on = rest
    agreed = signed_minor if changed is None else changed
    in_force = state == ContractState.REGISTERED
    contract = Contract(number, client, country, signed_on, starts_on, ends_on, agreed, currency)
    return _Signed(id_, currency, in_force, reported_on is not None, contract)


_ASKED_AT = {"executed-above-signed": "amount", "outside-execution-window": "executed_on"}


def _differences(
    contract: _Signed, record: ContractExecutionRecord, columns: Mapping[str, Any]
) -> Iterator[Difference]:
    for name in ("executed_on", "note"):
        if getattr(record, name) != columns[name]:
            yield Difference(name, getattr(record, name), columns[name])
    if record.amount_minor != columns["amount_minor"]:
        yield Difference(
            "amount",
            major_units(record.amount_minor, contract.currency),
            major_units(columns["amount_minor"], contract.currency),
        )
