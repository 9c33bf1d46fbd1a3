"""The register of market information (市场信息); what is of no use any more fades from the list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.enterprises import name_key
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.market_items import ItemLanguage, ItemState, SaveItem, check_item, state_on
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.containing import containing
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.market_items import item_columns, item_of
from parkdesk.store.tables.contracts import CountryRecord
from parkdesk.store.tables.marketplace import MarketItemRecord
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

SORTS: SortKeys = {
    "published_on": MarketItemRecord.published_on,
    "title": MarketItemRecord.title,
    "useful_until": MarketItemRecord.useful_until,
}
"""What the register can be ordered by."""


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Which items to list; what is of no use any more is left out unless it is asked for."""

    text: str = ""
    language: ItemLanguage | None = None
    country: str = ""
    with_expired: bool = False


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as it stands today; words of its country and code are empty where it has none."""

    id: int
    version: int
    form: SaveItem
    state: ItemState
    country_zh: str
    country_en: str
    service_code: str
    service_zh: str
    service_en: str


@query(Permission.PLATFORM_READ)
def list_market_items(
    work: Work, criteria: ItemFilter, sort: Sort, offset: int, limit: int
) -> Window[ItemRow]:
    """Return the items in view."""
    return fetch_window(
        work.session,
        MarketItemRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, work.today),
    )


@query(Permission.PLATFORM_READ)
def market_item_detail(work: Work, item_id: int) -> ItemRow:
    """Return one item."""
    work.get(MarketItemRecord, item_id)
    return _rows(work.session, [item_id], work.today)[item_id]


@command(Permission.PLATFORM_EDIT)
def add_market_item(work: Work, form: SaveItem) -> int:
    """Add an item; return its id."""
    return work.add(MarketItemRecord(**_checked(work, form, None))).id


@command(Permission.PLATFORM_EDIT)
def edit_market_item(work: Work, item_id: int, version: int, form: SaveItem) -> None:
    """Change what is said of an item."""
    record = work.get(MarketItemRecord, item_id, version=version)
    for name, value in _checked(work, form, item_id).items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def delete_market_item(work: Work, item_id: int, version: int) -> None:
    """Take an item out of the register."""
    work.session.delete(work.get(MarketItemRecord, item_id, version=version))


def _checked(work: Work, form: SaveItem, own: int | None) -> dict[str, Any]:
    countries = frozenset(work.session.scalars(select(CountryRecord.code)))
    problems = check_item(form, countries, work.today)
    code = form.service_code_id
    if code is not None and work.session.get(ServiceCodeRecord, code) is None:
        problems["service_code_id"] = "item-code-unknown"
    if problems:
        raise InvalidInput(problems)
    same = work.session.scalar(
        select(MarketItemRecord.id).filter_by(
            title_key=name_key(form.title),
            source=form.source.strip(),
            published_on=form.published_on,
        )
    )
    if same is not None and same != own:
        raise InvalidInput({"title": "item-there-already"}, title=form.title.strip())
    return item_columns(form)


def _rows(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, ItemRow]:
    table, country, code = MarketItemRecord, CountryRecord, ServiceCodeRecord
    words = (country.name_zh, country.name_en, code.code, code.name, code.name_en)
    found = session.execute(
        select(table, *(func.coalesce(word, "") for word in words))
        .outerjoin(country, country.code == table.country_code)
        .outerjoin(code, code.id == table.service_code_id)
        .where(table.id.in_(ids))
    )
    return {
        item.id: ItemRow(
            item.id, item.version, item_of(item), state_on(item.useful_until, day), *said
        )
        for item, *said in found
    }


def _where(criteria: ItemFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table = MarketItemRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        where.append(
            or_(
                table.title_key.contains(name_key(text), autoescape=True),
                containing(table.source, text),
                containing(table.summary, text),
            )
        )
    if criteria.language is not None:
        where.append(table.language == criteria.language.value)
    if criteria.country:
        where.append(table.country_code == criteria.country)
    if not criteria.with_expired:
        where.append(table.useful_until >= day)
    return where
