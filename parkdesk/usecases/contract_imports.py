"""Importing and exporting a list of contracts: a row is the contract with its number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from parkdesk.domain.contract_forms import SaveContract, examine
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import name_key
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
)
from parkdesk.domain.money import minor_digits
from parkdesk.domain.paging import Sort
from parkdesk.domain.stops import StopEffect
from parkdesk.store.contract_rows import columns_of, form_of, residence_of
from parkdesk.store.conversion import rates
from parkdesk.store.enterprise_finding import EnterprisesByName
from parkdesk.store.stops import forbidden, refusal_of
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import ContractFilter, list_contracts, list_countries
from parkdesk.usecases.core import command, query

_EVERY = 100
_PAGE = 500
_FIELDS = (
    "client",
    "final_customer",
    "service_line",
    "currency",
    "signed_on",
    "starts_on",
    "ends_on",
    "subject",
    "note",
)
"""The columns that fill a form by themselves."""
_FIXED = ("amount_minor", "currency", "signed_on", "enterprise_id")
"""What moves by a change only, once something followed."""
_SHOWN = {"enterprise_id": "enterprise", "amount_minor": "amount"}
"""The column where a problem of a field of the form is shown."""
_NOTHING_CONFIRMED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ListedContract:
    """One row of an exported list; the fields are those of the import's columns."""

    number: str
    enterprise: str
    code: str
    client: str
    country_code: str
    final_customer: str
    service_line: ServiceLine
    currency: str
    amount: Decimal
    signed_on: dt.date
    starts_on: dt.date | None
    ends_on: dt.date | None
    subject: str
    note: str


@dataclass(slots=True)
class _Planned:
    """What one row comes to."""

    row: SheetRow
    form: SaveContract
    record: ContractRecord | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()

    @property
    def change(self) -> Change:
        if self.record is None:
            return Change.NEW
        return Change.CHANGED if self.differences else Change.SAME


@query(Permission.CONTRACT_EDIT)
def preview_contract_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _Plan(work, sheet).preview()


@command(Permission.CONTRACT_EDIT)
def import_contracts(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    plan = _Plan(work, sheet)
    preview = plan.preview()
    if preview.stops:
        raise Refused("import-has-problems", count=preview.stops)
    if preview.asks and "import-has-doubts" not in confirmed:
        raise NeedsConfirmation("import-has-doubts", count=preview.asks)
    new = [{"version": 1, **one.columns} for one in plan.planned if one.change is Change.NEW]
    work.insert_many(ContractRecord, new)
    for one in plan.planned:
        if one.record is not None and one.differences:
            for name, value in one.columns.items():
                if getattr(one.record, name) != value:
                    setattr(one.record, name, value)
    counts = [one.change for one in plan.planned]
    return Imported(len(new), counts.count(Change.CHANGED), counts.count(Change.SAME))


@query(Permission.CONTRACT_READ)
def export_contracts(
    work: Work, criteria: ContractFilter, sort: Sort
) -> tuple[ListedContract, ...]:
    """Return every row of the list, as the columns of the import have them."""
    listed: list[ListedContract] = []
    total = 1
    while len(listed) < total:
        window = list_contracts(work, criteria, sort, len(listed), _PAGE)
        total = window.total
        countries = {row.id: row.country_zh for row in window.rows}
        listed += _listed(work, countries)
        work.progress.step(len(listed), total)
        if not window.rows:
            break
    return tuple(listed)


class _Plan:
    """The rows of a list, each with what it would do."""

    def __init__(self, work: Work, sheet: Sheet) -> None:
        self._work = work
        self._enterprises = EnterprisesByName(work.session)
        self._countries = {one.code: one for one in list_countries(work)}
        self._country_of = {
            name_key(word): one.code
            for one in self._countries.values()
            for word in (one.code, one.name_zh, one.name_en)
        }
        # How lists write these three; statistics print them with 中国.
        self._country_of |= {"香港": "HK", "澳门": "MO", "台湾": "TW"}
        self._rates = rates(work.session)
        self._stops = forbidden(work.session, StopEffect.CONTRACTS, work.today)
        self._records = self._stored(sheet)
        self._seen: dict[str, int] = {}
        self.problems: list[Problem] = list(sheet.problems)
        self.planned: list[_Planned] = []
        unread = {(problem.row, problem.field) for problem in sheet.problems}
        for done, row in enumerate(sheet.rows, 1):
            for problem in self._take(row):
                if (problem.row, problem.field) not in unread:
                    self.problems.append(sheet.located(problem))
            if done % _EVERY == 0:
                work.progress.step(done, len(sheet.rows))
        self.problems.sort(key=lambda problem: problem.row)

    def preview(self) -> Preview:
        """Return what a person is shown."""
        rows = tuple(
            RowPreview(one.row.number, one.change, one.form.number, one.differences)
            for one in self.planned
        )
        return Preview(rows, tuple(self.problems))

    def _stored(self, sheet: Sheet) -> dict[str, ContractRecord]:
        numbers = sorted({str(row.values.get("number") or "") for row in sheet.rows})
        found: dict[str, ContractRecord] = {}
        for start in range(0, len(numbers), _PAGE):
            chunk = numbers[start : start + _PAGE]
            records = self._work.session.scalars(
                select(ContractRecord).where(ContractRecord.number.in_(chunk))
            )
            found.update((one.number, one) for one in records)
        return found

    def _take(self, row: SheetRow) -> Iterator[Problem]:
        number = row.number
        planned, problems = self._form(row)
        self.planned.append(planned)
        yield from problems
        contract = planned.form.number
        first = self._seen.setdefault(contract, number)
        if contract and first != number:
            yield Problem(number, "number", "twice-in-file", {"row": first})
            return
        if not problems:
            yield from self._examine(planned)

    def _form(self, row: SheetRow) -> tuple[_Planned, list[Problem]]:
        values = row.values
        problems: list[Problem] = []
        record = self._records.get(str(values.get("number") or ""))
        form = form_of(record) if record else _empty(str(values.get("number") or ""))
        given: dict[str, Any] = {
            name: values[name] for name in _FIELDS if values.get(name) not in (None, "")
        }
        name = str(values.get("enterprise") or "")
        if name:
            given["enterprise_id"] = self._enterprises.find(str(values.get("code") or ""), name)
            if given["enterprise_id"] is None:
                problems.append(Problem(row.number, "enterprise", "unknown-enterprise"))
            code = str(values.get("code") or "")
            problems += self._enterprises.contradiction(row.number, code, name)
        word = str(values.get("country_code") or "")
        if word:
            given["country_code"] = self._country_of.get(name_key(word), "")
            if not given["country_code"]:
                problems.append(Problem(row.number, "country_code", "unknown-country"))
        amount = values.get("amount")
        if isinstance(amount, Decimal):
            digits = minor_digits(str(given.get("currency", form.currency)))
            minor = amount.scaleb(digits)
            if minor == minor.to_integral_value():
                given["amount_minor"] = int(minor)
            else:
                facts = {"limit": digits}
                problems.append(Problem(row.number, "amount", "too-many-decimals", facts))
        form = replace(form, **given)
        planned = _Planned(row, form, record)
        if record is not None:
            planned.differences = tuple(_differences(form_of(record), form))
        return planned, problems

    def _examine(self, planned: _Planned) -> Iterator[Problem]:
        form, number = planned.form, planned.row.number
        enterprise = self._work.session.get(EnterpriseRecord, form.enterprise_id or 0)
        verdict = examine(form, residence_of(enterprise), self._countries, self._work.today)
        for name, code in verdict.problems.items():
            yield Problem(number, _SHOWN.get(name, name), code)
        facts = {"enterprise": enterprise.name if enterprise else "", "day": form.signed_on}
        for code in verdict.questions if planned.change is not Change.SAME else ():
            yield Problem(number, "signed_on", code, facts, Severity.ASK)
        if verdict.problems or enterprise is None:
            return
        stop = self._stops.get(enterprise.id)
        if stop is not None and (
            planned.record is None or planned.record.enterprise_id != enterprise.id
        ):
            code, facts_of_stop = refusal_of(enterprise.name, stop, StopEffect.CONTRACTS)
            yield Problem(number, "enterprise", code, facts_of_stop)
        planned.columns = columns_of(form, enterprise, planned.record, self._rates)
        if planned.record is not None and planned.differences:
            yield from self._fixed(planned, planned.record)

    def _fixed(self, planned: _Planned, record: ContractRecord) -> Iterator[Problem]:
        """Yield what a list may not move, because it is in figures that were reported."""
        if not self._has_followed(record.id):
            return
        before = form_of(record)
        for name in _FIXED:
            if getattr(before, name) != getattr(planned.form, name):
                yield Problem(planned.row.number, _SHOWN.get(name, name), "moves-by-change")
        for name in ("amount_usd_cents", "usd_rate", "state"):
            planned.columns.pop(name)

    def _has_followed(self, contract_id: int) -> bool:
        return any(
            self._work.session.scalar(select(record.id).filter_by(contract_id=contract_id).limit(1))
            for record in (ContractExecutionRecord, ContractChangeRecord)
        )


def _empty(number: str) -> SaveContract:
    return SaveContract(None, number, "", "", None, "", None, None)


def _differences(before: SaveContract, after: SaveContract) -> Iterator[Difference]:
    for name in (*_FIELDS, "country_code"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference(name, old, new)
    if (before.amount_minor, before.currency) != (after.amount_minor, after.currency):
        yield Difference("amount", _major(before), _major(after))
    if before.enterprise_id != after.enterprise_id:
        yield Difference("enterprise", before.enterprise_id, after.enterprise_id)


def _major(form: SaveContract) -> Decimal | None:
    if form.amount_minor is None:
        return None
    return Decimal(form.amount_minor).scaleb(-minor_digits(form.currency))


def _listed(work: Work, countries: dict[int, str]) -> list[ListedContract]:
    found = work.session.execute(
        select(ContractRecord, EnterpriseRecord.name, EnterpriseRecord.code)
        .join(EnterpriseRecord, EnterpriseRecord.id == ContractRecord.enterprise_id)
        .where(ContractRecord.id.in_(list(countries)))
    )
    by_id = {
        record.id: ListedContract(
            record.number,
            name,
            code,
            record.client,
            countries[record.id],
            record.final_customer,
            ServiceLine(record.service_line),
            record.currency,
            Decimal(record.amount_minor).scaleb(-minor_digits(record.currency)),
            record.signed_on,
            record.starts_on,
            record.ends_on,
            record.subject,
            record.note,
        )
        for record, name, code in found
    }
    return [by_id[id_] for id_ in countries]
