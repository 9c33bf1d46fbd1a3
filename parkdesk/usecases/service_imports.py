"""Importing and exporting the service log: a row is one service for an enterprise on a day.

Two equal services on one day are two rows, in the file as in the log: the second row of the file
is the second one of the log.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import Residence
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
from parkdesk.domain.offers import Offer
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, Service, ServiceKind, platform_of
from parkdesk.domain.service_log import judge
from parkdesk.domain.stops import StopEffect, binding
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_standing import LATE
from parkdesk.store.enterprise_finding import EnterprisesByName
from parkdesk.store.list_pages import list_pages
from parkdesk.store.offers import offer_of
from parkdesk.store.stops import all_stops, refusal_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platforms import PlatformOfferRecord, PlatformServiceRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.list_plans import NOTHING_CONFIRMED, ListPlan, PlannedRow
from parkdesk.usecases.platforms import ServiceFilter, list_services

_Key = tuple[int, dt.date, str, int | None]
_COUNTED = ("hours_tenths", "people", "fee_cents", "satisfaction")
_SHOWN = {"enterprise_id": "enterprise", "offer_id": "offer", "hours_tenths": "hours"}


@dataclass(frozen=True, slots=True)
class ListedService:
    """One row of an exported list; the fields are those of the import's columns."""

    served_on: dt.date
    enterprise: str
    code: str
    kind: ServiceKind
    offer: str
    hours: Decimal
    people: int
    fee_cents: int
    satisfaction: int | None
    note: str


@query(Permission.PLATFORM_EDIT)
def preview_service_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _plan(work, sheet).preview()


@command(Permission.PLATFORM_EDIT)
def import_services(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    return _plan(work, sheet).write(confirmed)


@query(Permission.PLATFORM_READ)
def export_services(work: Work, criteria: ServiceFilter, sort: Sort) -> tuple[ListedService, ...]:
    """Return every row of the list, as the columns of the import have them."""
    listed: list[ListedService] = []
    table = EnterpriseRecord
    for rows in list_pages(work, partial(list_services, work, criteria, sort)):
        ids = {row.enterprise_id for row in rows}
        found = work.session.execute(select(table.id, table.code).where(table.id.in_(ids)))
        codes = {id_: code for id_, code in found}  # noqa: C416
        listed += [
            ListedService(
                row.served_on,
                row.enterprise,
                codes[row.enterprise_id],
                row.kind,
                row.offer,
                Decimal(row.hours_tenths).scaleb(-1),
                row.people,
                row.fee_cents,
                row.satisfaction,
                row.note,
            )
            for row in rows
        ]
    return tuple(listed)


@dataclass(slots=True)
class _Planned(PlannedRow[PlatformServiceRecord]):
    """What one row comes to."""


def _plan(work: Work, sheet: Sheet) -> _Plan:
    plan = _Plan(work, sheet)
    plan.take_all(sheet)
    return plan


class _Plan(ListPlan[_Planned]):
    record = PlatformServiceRecord

    def __init__(self, work: Work, sheet: Sheet) -> None:
        super().__init__(work)
        self._closed = closed_quarters(work.session)
        self._by_name = EnterprisesByName(work.session)
        table = EnterpriseRecord
        self._homes = {
            row.id: row
            for row in work.session.execute(
                select(table.id, table.name, table.sort_key, table.entered_on, table.left_on)
            )
        }
        self._offers: dict[str, list[tuple[int, Offer]]] = defaultdict(list)
        for entry in work.session.scalars(
            select(PlatformOfferRecord).order_by(PlatformOfferRecord.valid_from)
        ):
            self._offers[name_key(entry.name)].append((entry.id, offer_of(entry)))
        stopped = work.session.scalars(select(StopRecord.enterprise_id).distinct()).all()
        self._stops = all_stops(work.session, stopped)
        self._stored: dict[_Key, list[PlatformServiceRecord]] = defaultdict(list)
        self._read_stored(sheet)

    def _read_stored(self, sheet: Sheet) -> None:
        """Read the services of every enterprise and day that the list may mean."""
        days = [
            day for row in sheet.rows if isinstance(day := row.values.get("served_on"), dt.date)
        ]
        if not days:
            return
        table = PlatformServiceRecord
        for one in self.work.session.scalars(
            select(table)
            .where(table.served_on.between(min(days), max(days)))
            .order_by(table.served_on, table.id)
        ):
            self._stored[one.enterprise_id, one.served_on, one.kind, one.offer_id].append(one)
        for same in self._stored.values():
            same.reverse()

    def take(self, row: SheetRow) -> Iterator[Problem]:
        """Plan the service of a row."""
        values = row.values
        name = str(values.get("enterprise") or "")
        code = str(values.get("code") or "")
        planned = _Planned(row, name)
        self.planned.append(planned)
        id_ = self._by_name.find(code, name)
        if id_ is None and name:
            yield Problem(row.number, "enterprise", "unknown-enterprise")
        yield from self._by_name.contradiction(row.number, code, name)
        day, kind = values.get("served_on"), values.get("kind")
        if id_ is None or not isinstance(day, dt.date) or not isinstance(kind, ServiceKind):
            return
        offer_id, offer = self._offer(str(values.get("offer") or ""), kind, day)
        if values.get("offer") and offer is None:
            yield Problem(row.number, "offer", "unknown-offer")
            return
        hours = values.get("hours")
        tenths = hours.scaleb(1) if isinstance(hours, Decimal) else None
        if tenths is not None and tenths != tenths.to_integral_value():
            yield Problem(row.number, "hours", "not-hours")
            return
        same = self._stored[id_, day, kind.value, offer_id]
        planned.record = same.pop() if same else None
        self._fill(planned, id_, day, kind, offer_id, None if tenths is None else int(tenths))
        yield from self._examine(planned, offer)

    def _offer(self, name: str, kind: ServiceKind, day: dt.date) -> tuple[int | None, Offer | None]:
        """Return the entry that is called so: the one that holds on the day before any other."""
        called = [one for one in self._offers.get(name_key(name), ()) if one[1].kind is kind]
        holding = [one for one in called if one[1].holds_on(day)]
        if not name or not called:
            return None, None
        return (holding or called)[-1]

    def _fill(
        self,
        planned: _Planned,
        enterprise_id: int,
        day: dt.date,
        kind: ServiceKind,
        offer_id: int | None,
        tenths: int | None,
    ) -> None:
        record = planned.record
        given = {**planned.row.values, "hours_tenths": tenths}
        columns: dict[str, Any] = {
            "platform": platform_of(kind).value,
            "enterprise_id": enterprise_id,
            "enterprise_sort_key": self._homes[enterprise_id].sort_key,
            "kind": kind.value,
            "offer_id": offer_id,
            "served_on": day,
            "counted_on": record.counted_on if record else self._closed.counted_on(day),
            "note": given.get("note") or (record.note if record else ""),
        }
        for name in _COUNTED:
            before = getattr(record, name) if record else _NONE[name]
            columns[name] = before if given.get(name) is None else given[name]
        planned.columns = columns
        if record is not None:
            planned.differences = tuple(_differences(record, columns))
            planned.change = Change.CHANGED if planned.differences else Change.SAME

    def _examine(self, planned: _Planned, offer: Offer | None) -> Iterator[Problem]:
        columns, number, record = planned.columns, planned.row.number, planned.record
        if columns is None or planned.change is Change.SAME:
            return
        service = Service(
            Platform(columns["platform"]),
            ServiceKind(columns["kind"]),
            columns["served_on"],
            columns["hours_tenths"],
            columns["people"],
            columns["fee_cents"],
            columns["satisfaction"],
        )
        home = self._homes[columns["enterprise_id"]]
        verdict = judge(service, Residence(home.entered_on, home.left_on), offer, self.today)
        facts: dict[str, Value] = {
            "enterprise": home.name,
            "day": service.served_on,
            "left_on": home.left_on,
            "offer": offer.name if offer else "",
        }
        for name, code in verdict.problems.items():
            yield Problem(number, _SHOWN.get(name, name), code, facts)
        for name, code in verdict.questions.items():
            yield Problem(number, _SHOWN.get(name, name), code, facts, Severity.ASK)
        if record is None:
            yield from self._new(number, columns, home.name)
        elif self._closed.holds(record.counted_on):
            moved = {one.field for one in planned.differences} - {"note"}
            for name in sorted(moved):
                yield Problem(number, name, "in-closed-quarter")

    def _new(self, number: int, columns: dict[str, Any], enterprise: str) -> Iterator[Problem]:
        """Yield what a new line meets: a stop of its enterprise, a closed quarter."""
        day, counted = columns["served_on"], columns["counted_on"]
        stop = binding(self._stops.get(columns["enterprise_id"], ()), StopEffect.SERVICES, day)
        if stop is not None:
            code, said = refusal_of(enterprise, stop, StopEffect.SERVICES)
            yield Problem(number, "enterprise", code, said)
        if counted != day:
            late: dict[str, Value] = {
                "day": day,
                "quarter": str(Quarter.of(day)),
                "next_quarter": str(Quarter.of(counted)),
            }
            yield Problem(number, "served_on", LATE, late, Severity.ASK)


_NONE: dict[str, int | None] = {
    "hours_tenths": 0,
    "people": 0,
    "fee_cents": 0,
    "satisfaction": None,
}


def _differences(record: PlatformServiceRecord, columns: dict[str, Any]) -> Iterator[Difference]:
    for name in (*_COUNTED, "note"):
        old, new = getattr(record, name), columns[name]
        if old == new:
            continue
        if name == "hours_tenths":
            yield Difference("hours", Decimal(old).scaleb(-1), Decimal(new).scaleb(-1))
        else:
            yield Difference(name, old, new)
