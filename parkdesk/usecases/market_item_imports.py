"""Lists of market information: imported whole or not at all, and out again in the same columns.

A row is the item of this title and source of that day: the one that is stored, or a new one. A
blank cell changes nothing; a new item without a last day is of use for the usual months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import select

from parkdesk.domain.countries import codes_by_word
from parkdesk.domain.enterprises import name_key
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    Sheet,
    SheetRow,
    Value,
)
from parkdesk.domain.market_items import ItemLanguage, SaveItem, check_item, usual_end
from parkdesk.domain.paging import Sort
from parkdesk.store.list_pages import list_pages
from parkdesk.store.market_items import item_columns, item_of
from parkdesk.store.service_code_rows import codes_of_contracts
from parkdesk.store.tables.marketplace import MarketItemRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_lists import list_countries
from parkdesk.usecases.core import command, query
from parkdesk.usecases.list_plans import NOTHING_CONFIRMED, ListPlan, PlannedRow
from parkdesk.usecases.market_items import ItemFilter, list_market_items

_KEY = ("title", "source", "published_on")
_GIVEN = tuple(one.name for one in fields(SaveItem) if one.name not in _KEY)
_SHOWN = {"service_code_id": "service_code"}


@dataclass(frozen=True, slots=True)
class ListedItem:
    """One row of the list, as the columns of the import have it."""

    title: str
    source: str
    published_on: dt.date | None
    useful_until: dt.date | None
    language: ItemLanguage | None
    country_code: str
    service_code: str
    summary: str
    link: str
    note: str


@query(Permission.PLATFORM_EDIT)
def preview_item_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _plan(work, sheet).preview()


@command(Permission.PLATFORM_EDIT)
def import_items(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    return _plan(work, sheet).write(confirmed)


@query(Permission.PLATFORM_READ)
def export_items(work: Work, criteria: ItemFilter, sort: Sort) -> tuple[ListedItem, ...]:
    """Return every row of the list, as the columns of the import have them."""
    pages = list_pages(
        work, lambda offset, limit: list_market_items.function(work, criteria, sort, offset, limit)
    )
    return tuple(
        ListedItem(
            row.form.title,
            row.form.source,
            row.form.published_on,
            row.form.useful_until,
            row.form.language,
            row.country_zh,
            row.service_code,
            row.form.summary,
            row.form.link,
            row.form.note,
        )
        for page in pages
        for row in page
    )


@dataclass(slots=True)
class _Planned(PlannedRow[MarketItemRecord]):
    """What one row comes to."""


def _plan(work: Work, sheet: Sheet) -> _Plan:
    plan = _Plan(work)
    plan.take_all(sheet)
    return plan


class _Plan(ListPlan[_Planned]):
    record = MarketItemRecord

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        countries = list_countries(work)
        self._countries = frozenset(one.code for one in countries)
        self._country_of = codes_by_word(countries)
        self._codes = codes_of_contracts(work.session)
        self._called: dict[str, Mapping[Any, str]] = {
            "country_code": {one.code: one.name_zh for one in countries},
            "service_code_id": {one.id: one.code for one in self._codes.values()},
        }
        self._stored = {
            (one.title_key, one.source, one.published_on): one
            for one in work.session.scalars(select(MarketItemRecord))
        }

    def take(self, row: SheetRow) -> Iterator[Problem]:
        """Plan the item of a row."""
        values = row.values
        title, source = (str(values.get(name) or "") for name in ("title", "source"))
        day = values.get("published_on")
        planned = _Planned(row, title)
        self.planned.append(planned)
        if not title or not source or not isinstance(day, dt.date):
            return
        key = (name_key(title), source.strip(), day)
        twice = self.twice(key, row.number)
        if twice is not None:
            yield replace(twice, field="title")
        record = planned.record = self._stored.get(key)
        given = dict(values)
        held = record.service_code_id if record is not None else None
        for name, found, code in self._words(row, day, held):
            given[name] = found
            if found is None:
                yield Problem(row.number, _SHOWN.get(name, name), code)
        yield from self._fill(planned, record, given, key)

    def _words(
        self, row: SheetRow, day: dt.date, held: int | None
    ) -> Iterator[tuple[str, str | int | None, str]]:
        """Yield what country and code are meant; None where the word means none.

        The code that an item has already is meant before any other that is called so.
        """
        country = str(row.values.get("country_code") or "")
        if country:
            yield "country_code", self._country_of.get(name_key(country)), "unknown-country"
        code = str(row.values.get("service_code") or "")
        if code:
            usable = [
                one.id
                for one in self._codes.values()
                if one.code == code and (one.id == held or one.period.covers(day))
            ]
            found = held if held in usable else next(iter(usable), None)
            yield "service_code_id", found, "item-code-unknown"

    def _fill(
        self,
        planned: _Planned,
        record: MarketItemRecord | None,
        given: dict[str, Any],
        key: tuple[str, str, dt.date],
    ) -> Iterator[Problem]:
        day = key[2]
        new = SaveItem(planned.number, key[1], day, usual_end(day), ItemLanguage.CHINESE)
        before = item_of(record) if record else new
        form = replace(
            before, **{one: given[one] for one in _GIVEN if given.get(one) not in (None, "")}
        )
        planned.columns = item_columns(form)
        if record is not None:
            planned.differences = tuple(
                Difference(_SHOWN.get(one, one), self._told(before, one), self._told(form, one))
                for one in _GIVEN
                if getattr(before, one) != getattr(form, one)
            )
            planned.change = Change.CHANGED if planned.differences else Change.SAME
        for at, code in check_item(form, self._countries, self.today).items():
            yield Problem(planned.row.number, at, code)

    def _told(self, form: SaveItem, name: str) -> Value:
        """Return a field as a list has it: a country and a code by what they are called."""
        value, words = getattr(form, name), self._called.get(name)
        told: Value = value if words is None else words.get(value, "")
        return told
