"""Importing and exporting a list of contracts: a row is the contract with its number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from parkdesk.domain.contract_forms import SaveContract, examine
from parkdesk.domain.countries import codes_by_word
from parkdesk.domain.enterprises import name_key
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
from parkdesk.domain.money import minor_digits
from parkdesk.domain.stops import StopEffect
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_doubts import late_or_unconverted, minor_amount
from parkdesk.store.contract_keeping import FOLLOWED_KEEPS, kept_fields
from parkdesk.store.contract_reports import renew_report_state
from parkdesk.store.contract_rows import columns_of, form_of, residence_of
from parkdesk.store.conversion import rates
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
from parkdesk.usecases.list_plans import NOTHING_CONFIRMED, ListPlan, PlannedRow

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
_OF_HOME = (
    EnterpriseRecord.id,
    EnterpriseRecord.name,
    EnterpriseRecord.sort_key,
    EnterpriseRecord.entered_on,
    EnterpriseRecord.left_on,
)


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


@dataclass(slots=True)
class _Planned(PlannedRow[ContractRecord]):
    """What one row comes to, with the contract as its form would hold it."""

    form: SaveContract = _EMPTY


@query(Permission.CONTRACT_EDIT)
def preview_contract_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _Plan(work, sheet).preview()


@command(Permission.CONTRACT_EDIT)
def import_contracts(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = NOTHING_CONFIRMED, reason: str = ""
) -> Imported:
    """Write the whole list, or nothing of it; the reason stands in the trail of each row."""
    work.reason = reason.strip()
    plan = _Plan(work, sheet)
    done = plan.write(confirmed)
    for one in plan.planned:
        if one.record is not None and one.differences:
            renew_report_state(work.session, one.record)
    return done


@dataclass(frozen=True, slots=True)
class _Home:
    """What a list needs of an enterprise: 100,000 records with all they can would be slow."""

    id: int
    name: str
    sort_key: str
    entered_on: dt.date
    left_on: dt.date | None


class _Plan(ListPlan[_Planned]):
    record = ContractRecord

    def __init__(self, work: Work, sheet: Sheet) -> None:
        super().__init__(work)
        self._enterprises = EnterprisesByName(work.session)
        self._countries = {one.code: one for one in list_countries(work)}
        self._country_of = codes_by_word(self._countries.values())
        self._rates = rates(work.session)
        self._closed = closed_quarters(work.session)
        self._codes = codes_of_contracts(work.session)
        self._homes = {row.id: _Home(*row) for row in work.session.execute(select(*_OF_HOME))}
        self._words: dict[str, Mapping[Any, str]] = {
            "country_code": {one.code: one.name_zh for one in self._countries.values()},
            "enterprise_id": {one.id: one.name for one in self._homes.values()},
            "service_code_id": {one.id: one.code for one in self._codes.values()},
        }
        self._owners: dict[tuple[str, str], tuple[int | None, tuple[Problem, ...]]] = {}
        self._stops = forbidden(work.session, StopEffect.CONTRACTS, self.today)
        self._records = self._stored(sheet)
        self._followed = self._with_followers()
        self.take_all(sheet)

    def _stored(self, sheet: Sheet) -> dict[str, ContractRecord]:
        numbers = sorted({str(row.values.get("number") or "") for row in sheet.rows})
        found: dict[str, ContractRecord] = {}
        for page in self.pages(numbers):
            records = self.work.session.scalars(
                select(ContractRecord).where(ContractRecord.number.in_(page))
            )
            found.update((one.number, one) for one in records)
        return found

    def take(self, row: SheetRow) -> Iterable[Problem]:
        """Plan the contract of a row."""
        planned, problems = self._form(row)
        self.planned.append(planned)
        again = self.twice(planned.number, row.number) if planned.number else None
        if again is not None:
            return [*problems, again]
        return problems or self._examine(planned)

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
        planned = _Planned(row, form.number, record, form=form)
        if record is not None:
            planned.differences = tuple(self._differences(form_of(record), form))
            planned.change = Change.CHANGED if planned.differences else Change.SAME
        return planned, problems

    def _enterprise_of(self, row: SheetRow, problems: list[Problem]) -> dict[str, Any]:
        code, name = (str(row.values.get(one) or "") for one in ("code", "enterprise"))
        if not name:
            return {}
        known = self._owners.get((code, name))
        if known is None:
            known = self._owners[code, name] = self._owner(code, name)
        found, wrong = known
        problems += [replace(one, row=row.number) for one in wrong]
        return {"enterprise_id": found}

    def _owner(self, code: str, name: str) -> tuple[int | None, tuple[Problem, ...]]:
        """Return whom a code and a name mean, and what is wrong with them in any row."""
        found = self._enterprises.find(code, name)
        unknown = [Problem(0, "enterprise", "unknown-enterprise")] if found is None else []
        return found, (*unknown, *self._enterprises.contradiction(0, code, name))

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

    def _differences(self, before: SaveContract, after: SaveContract) -> Iterator[Difference]:
        """Yield what changes as a list has it: whom and what a number means by their words."""
        for name in (*_FIELDS, "country_code", "service_code_id", "enterprise_id"):
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                yield Difference(
                    _SHOWN.get(name, name), self._told(name, old), self._told(name, new)
                )
        if (before.amount_minor, before.currency) != (after.amount_minor, after.currency):
            yield Difference("amount", _major(before), _major(after))

    def _told(self, name: str, value: Any) -> Value:  # noqa: ANN401 (a field of any form)
        """Return a field as a list has it."""
        words = self._words.get(name)
        told: Value = value if words is None else words.get(value, "")
        return told

    def _examine(self, planned: _Planned) -> Iterator[Problem]:
        form, number = planned.form, planned.row.number
        enterprise = self._homes.get(form.enterprise_id or 0)
        verdict = examine(form, residence_of(enterprise), self._countries, self.today, self._codes)
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
        columns = columns_of(form, enterprise, planned.record, self._rates, self._closed)
        planned.columns = columns
        if planned.change is not Change.SAME:
            day, record = columns["signed_on"], planned.record
            yield from late_or_unconverted(
                number,
                day,
                form.currency,
                columns,
                record,
                shown=("signed_on", "currency"),
                moved=record is None or record.signed_on != day,
            )
        if planned.record is not None and planned.differences:
            yield from self._kept(planned.row.number, columns, planned.record)

    def _kept(self, row: int, columns: dict[str, Any], record: ContractRecord) -> Iterator[Problem]:
        """Yield what a list may not move: it was reported, executed, or counted and closed."""
        kept = kept_fields(self.work.session, record, columns, self._closed)
        for name, code in kept.items():
            yield Problem(row, _SHOWN.get(name, name), code)
        if record.id in self._followed:
            for name in FOLLOWED_KEEPS:
                columns.pop(name)

    def _with_followers(self) -> set[int]:
        """Return the contracts of the list that were executed or changed."""
        ids = [one.id for one in self._records.values()]
        found: set[int] = set()
        for page in self.pages(ids):
            for record in (ContractExecutionRecord, ContractChangeRecord):
                of_page = select(record.contract_id).where(record.contract_id.in_(page))
                found.update(self.work.session.scalars(of_page.distinct()))
        return found


def _amount(row: SheetRow, currency: str, problems: list[Problem]) -> dict[str, Any]:
    """Return a row's amount in minor units; what has more decimals than its currency is told."""
    amount = row.values.get("amount")
    if not isinstance(amount, Decimal):
        return {}
    minor = minor_amount(row.number, amount, currency)
    if isinstance(minor, Problem):
        problems.append(minor)
        return {}
    return {"amount_minor": minor}


def _major(form: SaveContract) -> Decimal:
    assert form.amount_minor is not None, "a stored contract has an amount, and a list takes none"
    return Decimal(form.amount_minor).scaleb(-minor_digits(form.currency))
