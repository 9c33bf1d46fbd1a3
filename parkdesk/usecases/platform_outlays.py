"""Assets, licences and expenses (资产、许可与费用) of the public platforms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.platform_money import (
    NEVER,
    SOON_DAYS,
    Condition,
    CostKind,
    Outlay,
    OutlayKind,
    check_condition,
    check_outlay,
    ends_soon,
)
from parkdesk.domain.platforms import Platform
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.platform_money import grant_of
from parkdesk.store.tables.platform_money import PlatformGrantRecord, PlatformOutlayRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

SORTS: SortKeys = {
    "bought_on": PlatformOutlayRecord.bought_on,
    "item": PlatformOutlayRecord.item,
    "platform": PlatformOutlayRecord.platform,
    "price": PlatformOutlayRecord.price_cents,
    "valid_until": PlatformOutlayRecord.valid_key,
}
"""What the list can be ordered by."""
OWN_MONEY = 0
"""As the funding of a form: no grant."""


@dataclass(frozen=True, slots=True)
class OutlayFilter:
    """Which to list; what is left out does not narrow."""

    text: str = ""
    platform: Platform | None = None
    kind: OutlayKind | None = None
    cost_kind: CostKind | None = None
    condition: Condition | None = None
    ends_soon: bool = False
    """Licences that end within 90 days or have ended, and are not retired."""


@dataclass(frozen=True, slots=True)
class OutlayRow:
    """One asset, licence or expense."""

    id: int
    version: int
    platform: Platform
    item: str
    kind: OutlayKind
    cost_kind: CostKind
    price_cents: int
    bought_on: dt.date
    invoice_number: str
    grant_id: int | None
    grant: str
    """Number of the grant that paid it; empty: own money."""
    place: str
    condition: Condition
    condition_on: dt.date
    condition_words: str
    valid_until: dt.date | None
    ends_soon: bool
    entered_on: dt.date
    note: str


@dataclass(frozen=True, slots=True)
class SaveOutlay:
    """One asset, licence or expense as typed; `funding` is a grant's id, 0 for own money."""

    platform: Platform | None
    item: str
    kind: OutlayKind | None
    cost_kind: CostKind | None
    price_cents: int | None
    bought_on: dt.date | None
    funding: int | None = OWN_MONEY
    invoice_number: str = ""
    place: str = ""
    valid_until: dt.date | None = None
    note: str = ""


@query(Permission.PLATFORM_READ)
def list_outlays(
    work: Work, criteria: OutlayFilter, sort: Sort, offset: int, limit: int
) -> Window[OutlayRow]:
    """Return the assets, licences and expenses in view."""
    return fetch_window(
        work.session,
        PlatformOutlayRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, work.today),
    )


@query(Permission.PLATFORM_READ)
def outlay_detail(work: Work, outlay_id: int) -> OutlayRow:
    """Return one of them."""
    work.get(PlatformOutlayRecord, outlay_id)
    return _rows(work.session, [outlay_id], work.today)[outlay_id]


@query(Permission.PLATFORM_READ)
def licences_ending(work: Work) -> tuple[OutlayRow, ...]:
    """Return the licences that end within 90 days or have ended, the earliest first."""
    found = list_outlays(work, OutlayFilter(ends_soon=True), Sort("valid_until"), 0, 50)
    return found.rows


@command(Permission.PLATFORM_EDIT)
def add_outlay(work: Work, form: SaveOutlay) -> int:
    """Enter what was bought or paid; return its id."""
    values = _checked(work, form)
    return work.add(
        PlatformOutlayRecord(
            **values,
            condition=Condition.IN_USE.value,
            condition_on=values["bought_on"],
            entered_on=work.today,
        )
    ).id


@command(Permission.PLATFORM_EDIT)
def edit_outlay(work: Work, outlay_id: int, version: int, form: SaveOutlay) -> None:
    """Correct it; the trail keeps what stood before."""
    record = work.get(PlatformOutlayRecord, outlay_id, version=version)
    values = _checked(work, form)
    if values["kind"] == OutlayKind.EXPENSE and record.condition != Condition.IN_USE:
        raise InvalidInput({"kind": "condition-was-noted"})
    if record.condition == Condition.IN_USE:
        values["condition_on"] = max(record.condition_on, values["bought_on"])
    elif values["bought_on"] > record.condition_on:
        raise InvalidInput({"bought_on": "after-its-condition"}, day=record.condition_on)
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def set_condition(
    work: Work,
    outlay_id: int,
    version: int,
    condition: Condition,
    on: dt.date | None,
    words: str,
) -> None:
    """Note that it is in use again, lent, broken or retired; the record stays."""
    record = work.get(PlatformOutlayRecord, outlay_id, version=version)
    if record.kind == OutlayKind.EXPENSE:
        raise Refused("expense-has-no-condition", item=record.item)
    if on is None:
        raise InvalidInput({"on": "required"})
    problems = check_condition(condition, on, words, record.bought_on, work.today)
    if problems:
        raise InvalidInput(problems, day=record.bought_on)
    record.condition = condition.value
    record.condition_on = on
    record.condition_words = words.strip()


@command(Permission.PLATFORM_EDIT)
def delete_outlay(work: Work, outlay_id: int, version: int) -> None:
    """Delete what was entered by mistake today; anything older is corrected or retired."""
    record = work.get(PlatformOutlayRecord, outlay_id, version=version)
    if record.entered_on != work.today:
        raise Refused("outlay-of-another-day", item=record.item, day=record.entered_on)
    work.session.delete(record)


def _checked(work: Work, form: SaveOutlay) -> dict[str, Any]:
    needed = ("platform", "kind", "cost_kind", "price_cents", "bought_on", "funding")
    problems = {name: "required" for name in needed if getattr(form, name) is None}
    if not form.item.strip():
        problems["item"] = "required"
    if (
        problems
        or form.platform is None
        or form.kind is None
        or form.cost_kind is None
        or form.price_cents is None
        or form.bought_on is None
    ):
        raise InvalidInput(problems)
    record = work.session.get(PlatformGrantRecord, form.funding or 0)
    if form.funding and record is None:
        raise InvalidInput({"funding": "unknown"})
    outlay = Outlay(
        form.platform,
        form.item.strip(),
        form.kind,
        form.cost_kind,
        form.price_cents,
        form.bought_on,
        form.invoice_number.strip(),
        grant_of(record) if record is not None else None,
        form.valid_until,
    )
    problems = check_outlay(outlay, work.today)
    if problems:
        raise InvalidInput(problems)
    return {
        "platform": outlay.platform.value,
        "item": outlay.item,
        "kind": outlay.kind.value,
        "cost_kind": outlay.cost_kind.value,
        "price_cents": outlay.price_cents,
        "bought_on": outlay.bought_on,
        "invoice_number": outlay.invoice_number,
        "grant_id": record.id if record is not None else None,
        "place": form.place.strip(),
        "valid_until": outlay.valid_until,
        "valid_key": outlay.valid_until or NEVER,
        "note": form.note.strip(),
    }


def _rows(session: Session, ids: Sequence[int], today: dt.date) -> dict[int, OutlayRow]:
    found = session.execute(
        select(PlatformOutlayRecord, PlatformGrantRecord.number)
        .outerjoin(PlatformGrantRecord, PlatformGrantRecord.id == PlatformOutlayRecord.grant_id)
        .where(PlatformOutlayRecord.id.in_(ids))
    )
    return {
        record.id: OutlayRow(
            record.id,
            record.version,
            Platform(record.platform),
            record.item,
            OutlayKind(record.kind),
            CostKind(record.cost_kind),
            record.price_cents,
            record.bought_on,
            record.invoice_number,
            record.grant_id,
            grant or "",
            record.place,
            Condition(record.condition),
            record.condition_on,
            record.condition_words,
            record.valid_until,
            ends_soon(record.valid_until, Condition(record.condition), today),
            record.entered_on,
            record.note,
        )
        for record, grant in found
    }


def _where(criteria: OutlayFilter, today: dt.date) -> list[ColumnElement[bool]]:
    table = PlatformOutlayRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        fields = (table.item, table.invoice_number, table.place)
        where.append(or_(*(one.contains(text, autoescape=True) for one in fields)))
    for column, value in (
        (table.platform, criteria.platform),
        (table.kind, criteria.kind),
        (table.cost_kind, criteria.cost_kind),
        (table.condition, criteria.condition),
    ):
        if value is not None:
            where.append(column == value.value)
    if criteria.ends_soon:
        where.append(table.valid_key <= today + dt.timedelta(days=SOON_DAYS))
        where.append(table.condition != Condition.RETIRED.value)
    return where
