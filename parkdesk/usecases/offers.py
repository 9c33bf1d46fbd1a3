"""The service catalogue (服务目录) of the public platforms: what is offered, and at what price."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.offers import NEVER, Offer, OfferState, OfferUnit, check_offer, meeting
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.offers import offer_of
from parkdesk.store.tables.platforms import PlatformOfferRecord, PlatformServiceRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

SORTS: SortKeys = {
    "platform": PlatformOfferRecord.platform,
    "name": PlatformOfferRecord.name,
    "price": PlatformOfferRecord.price_cents,
    "valid_from": PlatformOfferRecord.valid_from,
    "valid_until": PlatformOfferRecord.valid_key,
}
"""What the catalogue can be ordered by."""


@dataclass(frozen=True, slots=True)
class OfferFilter:
    """Which entries to list; what is left out does not narrow."""

    text: str = ""
    platform: Platform | None = None
    state: OfferState | None = None


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One entry of the catalogue; `used` is how many lines of the log name it."""

    id: int
    version: int
    offer: Offer
    state: OfferState
    used: int
    note: str


@dataclass(frozen=True, slots=True)
class SaveOffer:
    """An entry as typed."""

    platform: Platform | None
    kind: ServiceKind | None
    name: str
    unit: OfferUnit | None
    price_cents: int | None
    valid_from: dt.date | None
    valid_until: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfferChoice:
    """An entry that the log may name on a day."""

    id: int
    offer: Offer


@query(Permission.PLATFORM_READ)
def list_offers(
    work: Work,
    criteria: OfferFilter,
    sort: Sort,
    offset: int,
    limit: int,
    on: dt.date | None = None,
) -> Window[OfferRow]:
    """Return the entries in view, with their state on a day."""
    day = on or work.today
    return fetch_window(
        work.session,
        PlatformOfferRecord.id,
        _where(criteria, day),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids, day),
    )


@query(Permission.PLATFORM_READ)
def offer_detail(work: Work, offer_id: int, on: dt.date | None = None) -> OfferRow:
    """Return one entry."""
    work.get(PlatformOfferRecord, offer_id)
    return _rows(work.session, [offer_id], on or work.today)[offer_id]


@query(Permission.PLATFORM_READ)
def offers_to_log(work: Work) -> tuple[OfferChoice, ...]:
    """Return every entry by platform and name, ended ones too: the log may be of an earlier day."""
    found = work.session.scalars(
        select(PlatformOfferRecord).order_by(
            PlatformOfferRecord.platform, PlatformOfferRecord.name, PlatformOfferRecord.valid_from
        )
    )
    return tuple(OfferChoice(record.id, offer_of(record)) for record in found)


@command(Permission.PLATFORM_EDIT)
def add_offer(work: Work, form: SaveOffer) -> int:
    """Add an entry to the catalogue; return its id."""
    return work.add(PlatformOfferRecord(**_checked(work, form, None))).id


@command(Permission.PLATFORM_EDIT)
def edit_offer(work: Work, offer_id: int, version: int, form: SaveOffer) -> None:
    """Change an entry.

    What the log counts by (platform and kind) stays once a line names it, and no day of such a
    line may fall out of its validity: another service or price is another entry.
    """
    record = work.get(PlatformOfferRecord, offer_id, version=version)
    values = _checked(work, form, record)
    first, last = _served_between(work.session, offer_id)
    if first is not None and last is not None:
        moved = [name for name in ("platform", "kind") if values[name] != getattr(record, name)]
        if moved:
            raise InvalidInput(dict.fromkeys(moved, "offer-in-use"))
        if first < values["valid_from"]:
            raise InvalidInput({"valid_from": "offer-used-before"}, day=first)
        if last > values["valid_key"]:
            raise InvalidInput({"valid_until": "offer-used-after"}, day=last)
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def delete_offer(work: Work, offer_id: int, version: int) -> None:
    """Delete an entry that no line of the log names; a used one is ended by its last day."""
    record = work.get(PlatformOfferRecord, offer_id, version=version)
    used = _used(work.session, [offer_id]).get(offer_id, 0)
    if used:
        raise Refused("offer-is-used", name=record.name, count=used)
    work.session.delete(record)


def _checked(work: Work, form: SaveOffer, record: PlatformOfferRecord | None) -> dict[str, Any]:
    needed = ("platform", "kind", "unit", "price_cents", "valid_from")
    problems = {name: "required" for name in needed if getattr(form, name) is None}
    if not form.name.strip():
        problems["name"] = "required"
    if (
        problems
        or form.platform is None
        or form.kind is None
        or form.unit is None
        or form.price_cents is None
        or form.valid_from is None
    ):
        raise InvalidInput(problems)
    offer = Offer(
        form.platform,
        form.kind,
        form.name.strip(),
        form.unit,
        form.price_cents,
        form.valid_from,
        form.valid_until,
    )
    problems = check_offer(offer)
    if problems:
        raise InvalidInput(problems)
    own = record.id if record is not None else None
    others = work.session.scalars(
        select(PlatformOfferRecord).filter_by(platform=offer.platform.value, name=offer.name)
    )
    other = meeting(offer, (offer_of(one) for one in others if one.id != own))
    if other is not None:
        raise InvalidInput(
            {"valid_from": "offer-meets-another"},
            name=other.name,
            first=other.valid_from,
            last=other.valid_until,
        )
    return {
        "platform": offer.platform.value,
        "kind": offer.kind.value,
        "name": offer.name,
        "unit": offer.unit.value,
        "price_cents": offer.price_cents,
        "valid_from": offer.valid_from,
        "valid_until": offer.valid_until,
        "valid_key": offer.valid_until or NEVER,
        "note": form.note.strip(),
    }


def _served_between(session: Session, offer_id: int) -> tuple[dt.date | None, dt.date | None]:
    table = PlatformServiceRecord
    found = session.execute(
        select(func.min(table.served_on), func.max(table.served_on)).filter_by(offer_id=offer_id)
    ).one()
    return found[0], found[1]


def _used(session: Session, ids: Sequence[int]) -> dict[int, int]:
    table = PlatformServiceRecord
    found = session.execute(
        select(table.offer_id, func.count()).where(table.offer_id.in_(ids)).group_by(table.offer_id)
    )
    return {id_: count for id_, count in found if id_ is not None}


def _rows(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, OfferRow]:
    used = _used(session, ids)
    found = session.scalars(select(PlatformOfferRecord).where(PlatformOfferRecord.id.in_(ids)))
    rows: dict[int, OfferRow] = {}
    for record in found:
        offer = offer_of(record)
        rows[record.id] = OfferRow(
            record.id,
            record.version,
            offer,
            offer.state(day),
            used.get(record.id, 0),
            record.note,
        )
    return rows


def _where(criteria: OfferFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table = PlatformOfferRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        where.append(table.name.contains(text, autoescape=True))
    if criteria.platform is not None:
        where.append(table.platform == criteria.platform)
    if criteria.state is OfferState.COMING:
        where.append(table.valid_from > day)
    elif criteria.state is OfferState.ENDED:
        where.append(table.valid_key < day)
    elif criteria.state is OfferState.OFFERED:
        where += [table.valid_from <= day, table.valid_key >= day]
    return where
