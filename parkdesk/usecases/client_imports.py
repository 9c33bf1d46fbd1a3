"""Lists of clients: imported whole or not at all, and out again in the same columns.

A row is the client of this name in this country: the one that is stored, or a new one. A blank
cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import select

from parkdesk.domain.clients import SaveClient, check_client
from parkdesk.domain.countries import codes_by_word
from parkdesk.domain.enterprises import name_key
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import Change, Difference, Imported, Preview, Problem, Sheet, SheetRow
from parkdesk.domain.paging import WHOLE_LIST, Sort
from parkdesk.store.clients import columns_of, form_of
from parkdesk.store.tables.marketplace import ClientRecord
from parkdesk.store.work import Work
from parkdesk.usecases.clients import ClientFilter, list_clients
from parkdesk.usecases.contract_lists import list_countries
from parkdesk.usecases.core import command, query
from parkdesk.usecases.list_plans import NOTHING_CONFIRMED, ListPlan, PlannedRow

_GIVEN = tuple(one.name for one in fields(SaveClient) if one.name not in {"name", "country_code"})


@query(Permission.PLATFORM_EDIT)
def preview_client_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _plan(work, sheet).preview()


@command(Permission.PLATFORM_EDIT)
def import_clients(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    return _plan(work, sheet).write(confirmed)


@query(Permission.PLATFORM_READ)
def export_clients(work: Work, criteria: ClientFilter, sort: Sort) -> tuple[SaveClient, ...]:
    """Return every row of the list, as the columns of the import have them."""
    rows = list_clients(work, criteria, sort, 0, WHOLE_LIST).rows
    return tuple(one.listed for one in rows)


@dataclass(slots=True)
class _Planned(PlannedRow[ClientRecord]):
    """What one row comes to."""


def _plan(work: Work, sheet: Sheet) -> _Plan:
    plan = _Plan(work)
    plan.take_all(sheet)
    return plan


class _Plan(ListPlan[_Planned]):
    record = ClientRecord

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        countries = list_countries(work)
        self._countries = frozenset(one.code for one in countries)
        self._country_of = codes_by_word(countries)
        self._stored = {
            (one.name_key, one.country_code): one
            for one in work.session.scalars(select(ClientRecord))
        }

    def take(self, row: SheetRow) -> Iterator[Problem]:
        """Plan the client of a row."""
        values = row.values
        name, word = str(values.get("name") or ""), str(values.get("country_code") or "")
        planned = _Planned(row, name)
        self.planned.append(planned)
        if not name or not word:
            return
        country = self._country_of.get(name_key(word))
        if country is None:
            yield Problem(row.number, "country_code", "unknown-country")
            return
        twice = self.twice((name_key(name), country), row.number)
        if twice is not None:
            yield replace(twice, field="name")
        record = planned.record = self._stored.get((name_key(name), country))
        before = form_of(record) if record else SaveClient(name, country, "")
        given: dict[str, Any] = {
            one: values[one] for one in _GIVEN if values.get(one) not in (None, "")
        }
        form = replace(before, **given)
        planned.columns = columns_of(self.work, form, record)
        if record is not None:
            planned.differences = tuple(
                Difference(one, getattr(before, one), getattr(form, one))
                for one in _GIVEN
                if getattr(before, one) != getattr(form, one)
            )
            planned.change = Change.CHANGED if planned.differences else Change.SAME
        for at, code in check_client(form.client, self._countries, self.today).items():
            yield Problem(row.number, at, code)
