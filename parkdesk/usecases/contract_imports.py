"""Importing and exporting a list of contracts: a row is the contract with its number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contract_forms import SaveContract, examine
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
    Value,
)
from parkdesk.domain.money import minor_digits
from parkdesk.domain.stops import StopEffect
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_keeping import FOLLOWED_KEEPS, kept_fields
from parkdesk.store.contract_reports import renew_report_state
from parkdesk.store.contract_rows import columns_of, form_of, residence_of
from parkdesk.store.contract_standing import LATE
from parkdesk.store.conversion import NOT_CONVERTED, rates
from parkdesk.store.enterprise_finding import EnterprisesByName
from parkdesk.store.service_code_rows import codes_of_contracts
from parkdesk.store.stops import forbidden, refusal_of
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import list_countries
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
    "layer",
)
"""The columns that fill a form by themselves."""
_SHOWN = {
    "enterprise_id": "enterprise",
    "amount_minor": "amount",
    "service_code_id": "service_code",
}
"""The column where a problem of a field of the form is shown."""
_NOTHING_CONFIRMED: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Planned:
    """What one row comes to."""

    row: SheetRow
    form: SaveContract
    record: ContractRecord | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    change: Change = Change.NEW


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
    preview = Preview((), tuple(plan.problems))
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
            renew_report_state(work.session, one.record)
    counts = [one.change for one in plan.planned]
    return Imported(len(new), counts.count(Change.CHANGED), counts.count(Change.SAME))


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
        self._closed = closed_quarters(work.session)
        self._codes = codes_of_contracts(work.session)
        self._homes = {one.id: one for one in work.session.scalars(select(EnterpriseRecord))}
        self._stops = forbidden(work.session, StopEffect.CONTRACTS, work.today)
        self._records = self._stored(sheet)
        self._followed = self._with_followers()
        self._seen: dict[str, int] = {}
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
        form = form_of(record) if record else _EMPTY
        given: dict[str, Any] = {
            name: values[name] for name in _FIELDS if values.get(name) not in (None, "")
        }
        given |= self._enterprise_of(row, problems)
        given |= self._country(row, problems)
        currency = str(given.get("currency", form.currency))
        given |= _amount(row, currency, problems)
        given |= self._service_code(row, given.get("signed_on", form.signed_on), problems)
        given["number"] = str(values.get("number") or "") if record is None else record.number
        # A new one is made anew: copying a form field by field takes as long as judging it.
        form = replace(form, **given) if record else SaveContract(**(_BLANK | given))
        planned = _Planned(row, form, record)
        if record is not None:
            planned.differences = tuple(_differences(form_of(record), form))
            planned.change = Change.CHANGED if planned.differences else Change.SAME
        return planned, problems

    def _enterprise_of(self, row: SheetRow, problems: list[Problem]) -> dict[str, Any]:
        code, name = (str(row.values.get(one) or "") for one in ("code", "enterprise"))
        if not name:
            return {}
        found = self._enterprises.find(code, name)
        if found is None:
            problems.append(Problem(row.number, "enterprise", "unknown-enterprise"))
        problems += self._enterprises.contradiction(row.number, code, name)
        return {"enterprise_id": found}

    def _country(self, row: SheetRow, problems: list[Problem]) -> dict[str, Any]:
        word = str(row.values.get("country_code") or "")
        if not word:
            return {}
        code = self._country_of.get(name_key(word), "")
        if not code:
            problems.append(Problem(row.number, "country_code", "unknown-country"))
        return {"country_code": code}

    def _service_code(
        self, row: SheetRow, day: dt.date | None, problems: list[Problem]
    ) -> dict[str, Any]:
        code = str(row.values.get("service_code") or "")
        if not code:
            return {}
        found = self._code_of(code, day)
        if found is None:
            problems.append(Problem(row.number, "service_code", "unknown-service-code"))
        return {"service_code_id": found}

    def _code_of(self, code: str, day: dt.date | None) -> int | None:
        """Return the id of a service code as it stood on the day of signing."""
        usable = (
            one.id
            for one in self._codes.values()
            if one.code == code and (day is None or one.period.covers(day))
        )
        return next(usable, None)

    def _examine(self, planned: _Planned) -> Iterator[Problem]:
        form, number = planned.form, planned.row.number
        enterprise = self._homes.get(form.enterprise_id or 0)
        today = self._work.today
        verdict = examine(form, residence_of(enterprise), self._countries, today, self._codes)
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
        planned.columns = columns_of(form, enterprise, planned.record, self._rates, self._closed)
        if planned.change is not Change.SAME:
            yield from self._asked(planned)
        if planned.record is not None and planned.differences:
            yield from self._kept(planned, planned.record)

    def _asked(self, planned: _Planned) -> Iterator[Problem]:
        """Yield what a person has to know before: a closed quarter, a month without a rate."""
        form, columns, record = planned.form, planned.columns, planned.record
        day = columns["signed_on"]
        if (record is None or record.signed_on != day) and columns["counted_on"] != day:
            facts: dict[str, Value] = {
                "day": day,
                "quarter": str(Quarter.of(day)),
                "next_quarter": str(Quarter.of(columns["counted_on"])),
            }
            yield Problem(planned.row.number, "signed_on", LATE, facts, Severity.ASK)
        waited = record is not None and record.usd_rate == NOT_CONVERTED
        if columns["usd_rate"] == NOT_CONVERTED and not waited:
            facts = {"currency": form.currency, "month": f"{day:%Y-%m}"}
            yield Problem(planned.row.number, "currency", "no-rate-yet", facts, Severity.ASK)

    def _kept(self, planned: _Planned, record: ContractRecord) -> Iterator[Problem]:
        """Yield what a list may not move: it was reported, executed, or counted and closed."""
        kept = kept_fields(self._work.session, record, planned.columns, self._closed)
        for name, code in kept.items():
            yield Problem(planned.row.number, _SHOWN.get(name, name), code)
        if record.id in self._followed:
            for name in FOLLOWED_KEEPS:
                planned.columns.pop(name)

    def _with_followers(self) -> set[int]:
        """Return the contracts of the list that were executed or changed."""
        ids = [one.id for one in self._records.values()]
        found: set[int] = set()
        for start in range(0, len(ids), _PAGE):
            chunk = ids[start : start + _PAGE]
            for record in (ContractExecutionRecord, ContractChangeRecord):
                of_chunk = select(record.contract_id).where(record.contract_id.in_(chunk))
                found.update(self._work.session.scalars(of_chunk.distinct()))
        return found


_BLANK: dict[str, Any] = {
    "enterprise_id": None,
    "number": "",
    "client": "",
    "country_code": "",
    "service_line": None,
    "currency": "",
    "amount_minor": None,
    "signed_on": None,
}
_EMPTY = SaveContract(**_BLANK)


def _amount(row: SheetRow, currency: str, problems: list[Problem]) -> dict[str, Any]:
    """Return a row's amount in minor units; what has more decimals than its currency is told."""
    amount = row.values.get("amount")
    if not isinstance(amount, Decimal):
        return {}
    digits = minor_digits(currency)
    minor = amount.scaleb(digits)
    if minor != minor.to_integral_value():
        problems.append(Problem(row.number, "amount", "too-many-decimals", {"limit": digits}))
        return {}
    return {"amount_minor": int(minor)}


def _differences(before: SaveContract, after: SaveContract) -> Iterator[Difference]:
    for name in (*_FIELDS, "country_code", "service_code_id"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference(_SHOWN.get(name, name), old, new)
    if (before.amount_minor, before.currency) != (after.amount_minor, after.currency):
        yield Difference("amount", _major(before), _major(after))
    if before.enterprise_id != after.enterprise_id:
        yield Difference("enterprise", before.enterprise_id, after.enterprise_id)


def _major(form: SaveContract) -> Decimal | None:
    if form.amount_minor is None:
        return None
    return Decimal(form.amount_minor).scaleb(-minor_digits(form.currency))
