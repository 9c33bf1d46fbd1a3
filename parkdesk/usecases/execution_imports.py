"""Importing and exporting executions: a row is one receipt of the contract with its number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import Contract, ContractState, Execution, check_execution
from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    RowPreview,
    Severity,
    Sheet,
    SheetRow,
    Value,
)
from parkdesk.domain.money import major_units, minor_digits
from parkdesk.domain.paging import Sort
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_reports import renew_report_state
from parkdesk.store.contract_standing import LATE
from parkdesk.store.conversion import (
    NOT_CONVERTED,
    as_converted,
    convert,
    execution_window,
    rates,
)
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import ContractFilter, list_contracts
from parkdesk.usecases.core import command, query

_EVERY = 500
_PAGE = 500
_NOTHING_CONFIRMED: frozenset[str] = frozenset()
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
class _Planned:
    """What one row comes to; without columns it has problems."""

    row: SheetRow
    number: str
    contract: _Signed | None = None
    record: ContractExecutionRecord | None = None
    columns: dict[str, Any] | None = None
    differences: tuple[Difference, ...] = ()
    change: Change = Change.NEW


@query(Permission.CONTRACT_EDIT)
def preview_execution_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _Plan(work, sheet).preview()


@command(Permission.CONTRACT_EDIT)
def import_executions(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    plan = _Plan(work, sheet)
    preview = Preview((), tuple(plan.problems))
    if preview.stops:
        raise Refused("import-has-problems", count=preview.stops)
    if preview.asks and "import-has-doubts" not in confirmed:
        raise NeedsConfirmation("import-has-doubts", count=preview.asks)
    new = [
        {"version": 1, **one.columns}
        for one in plan.planned
        if one.change is Change.NEW and one.columns is not None
    ]
    work.insert_many(ContractExecutionRecord, new)
    for one in plan.planned:
        if one.record is not None and one.differences and one.columns is not None:
            for name, value in one.columns.items():
                if getattr(one.record, name) != value:
                    setattr(one.record, name, value)
    for contract in plan.reported():
        renew_report_state(work.session, contract)
    counts = [one.change for one in plan.planned]
    return Imported(len(new), counts.count(Change.CHANGED), counts.count(Change.SAME))


@query(Permission.CONTRACT_READ)
def export_executions(
    work: Work, criteria: ContractFilter, sort: Sort
) -> tuple[ListedExecution, ...]:
    """Return the executions of every contract of the list, as the columns of the import are."""
    listed: list[ListedExecution] = []
    offset, total = 0, 1
    while offset < total:
        window = list_contracts(work, criteria, sort, offset, _PAGE)
        total = window.total
        if not window.rows:
            break
        listed += _executed(work, {row.id: (row.number, row.currency) for row in window.rows})
        offset += len(window.rows)
        work.progress.step(offset, total)
    return tuple(listed)


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


class _Plan:
    """The rows of a list, each with what it would do.

    Everything stored is read before, in a few questions: a row costs no question of its own.
    """

    def __init__(self, work: Work, sheet: Sheet) -> None:
        self._work = work
        self._rates = rates(work.session)
        self._closed = closed_quarters(work.session)
        rule = execution_window(work.session, work.today)
        self._window = rule.days(work.today) if rule else None
        self._contracts = self._stored(sheet)
        self._executed: dict[int, int] = defaultdict(int)
        self._by_receipt: dict[_Key, ContractExecutionRecord] = {}
        self._by_day: dict[_Key, ContractExecutionRecord] = {}
        self._read_executions()
        self._seen: dict[_Key, int] = {}
        self.problems: list[Problem] = list(sheet.problems)
        self.planned: list[_Planned] = []
        unread = {(problem.row, problem.field) for problem in sheet.problems}
        for done, row in enumerate(sheet.rows, 1):
            found = [one for one in self._take(row) if (one.row, one.field) not in unread]
            self.problems += map(sheet.located, found)
            if done % _EVERY == 0:
                work.progress.step(done, len(sheet.rows))
        self.problems.sort(key=lambda problem: problem.row)

    def preview(self) -> Preview:
        """Return what a person is shown."""
        rows = tuple(
            RowPreview(one.row.number, one.change, one.number, one.differences)
            for one in self.planned
        )
        return Preview(rows, tuple(self.problems))

    def reported(self) -> list[ContractRecord]:
        """Return the contracts that were reported and that the list moves."""
        moved = {
            one.contract.id
            for one in self.planned
            if one.contract is not None and one.contract.reported and one.change is not Change.SAME
        }
        return [self._work.get(ContractRecord, id_) for id_ in sorted(moved)]

    def _stored(self, sheet: Sheet) -> dict[str, _Signed]:
        numbers = sorted({str(row.values.get("number") or "") for row in sheet.rows})
        found: dict[str, _Signed] = {}
        for start in range(0, len(numbers), _PAGE):
            chunk = numbers[start : start + _PAGE]
            rows = self._work.session.execute(
                select(*_COLUMNS).where(ContractRecord.number.in_(chunk))
            )
            found.update((row.number, _signed(row)) for row in rows)
        return found

    def _read_executions(self) -> None:
        table = ContractExecutionRecord
        ids = sorted(one.id for one in self._contracts.values())
        for start in range(0, len(ids), _PAGE):
            chunk = ids[start : start + _PAGE]
            for one in self._work.session.scalars(
                select(table).where(table.contract_id.in_(chunk)).order_by(table.id)
            ):
                self._executed[one.contract_id] += one.amount_minor
                if one.receipt_no:
                    self._by_receipt[one.contract_id, one.receipt_no, None] = one
                else:
                    self._by_day[one.contract_id, one.executed_on, one.amount_minor] = one

    def _take(self, row: SheetRow) -> Iterator[Problem]:
        number = str(row.values.get("number") or "")
        planned = _Planned(row, number, self._contracts.get(number))
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
        digits = minor_digits(contract.currency)
        minor = amount.scaleb(digits)
        if minor != minor.to_integral_value():
            yield Problem(row.number, "amount", "too-many-decimals", {"limit": digits})
            return
        yield from self._plan(planned, contract, day, int(minor))

    def _plan(
        self, planned: _Planned, contract: _Signed, day: dt.date, minor: int
    ) -> Iterator[Problem]:
        values = planned.row.values
        receipt_no = str(values.get("receipt_no") or "").strip()
        key: _Key = (contract.id, receipt_no, None) if receipt_no else (contract.id, day, minor)
        first = self._seen.setdefault(key, planned.row.number)
        if first != planned.row.number:
            yield Problem(planned.row.number, "number", "twice-in-file", {"row": first})
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
        verdict = check_execution(contract.facts, execution, before, self._work.today, self._window)
        for name, code in verdict.problems.items():
            yield Problem(number, name, code, {"signed_on": contract.facts.signed_on})
        for code in verdict.questions:
            yield Problem(number, _ASKED_AT[code], code, self._facts_asked(contract), Severity.ASK)
        if record is not None and self._closed.holds(record.counted_on):
            moved = {one.field for one in planned.differences} & {"executed_on", "amount"}
            for name in sorted(moved):
                yield Problem(number, name, "in-closed-quarter")
        if not verdict.problems:
            yield from self._asked(planned, contract, execution.executed_on)

    def _facts_asked(self, contract: _Signed) -> dict[str, Value]:
        window = self._window
        return {
            "number": contract.facts.number,
            "first": window.first if window else None,
            "last": window.last if window else None,
        }

    def _asked(self, planned: _Planned, contract: _Signed, day: dt.date) -> Iterator[Problem]:
        """Yield what a person has to know before: a closed quarter, a month without a rate."""
        columns, record = planned.columns, planned.record
        assert columns is not None
        moved = record is None or record.executed_on != day
        if moved and columns["counted_on"] != day:
            facts: dict[str, Value] = {
                "day": day,
                "quarter": str(Quarter.of(day)),
                "next_quarter": str(Quarter.of(columns["counted_on"])),
            }
            yield Problem(planned.row.number, "executed_on", LATE, facts, Severity.ASK)
        waited = record is not None and record.usd_rate == NOT_CONVERTED
        if columns["usd_rate"] == NOT_CONVERTED and not waited:
            facts = {"currency": contract.currency, "month": f"{day:%Y-%m}"}
            yield Problem(planned.row.number, "executed_on", "no-rate-yet", facts, Severity.ASK)


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
    changed = row.changed_amount_minor
    facts = Contract(
        row.number,
        row.client,
        row.country_code,
        row.signed_on,
        row.starts_on,
        row.ends_on,
        row.amount_minor if changed is None else changed,
        row.currency,
    )
    in_force = row.state == ContractState.REGISTERED
    return _Signed(row.id, row.currency, in_force, row.reported_on is not None, facts)


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
