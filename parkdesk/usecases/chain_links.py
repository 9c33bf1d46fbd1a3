"""Links of the chain that a person enters: what no contract of the register tells."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.chain import Measure, Party, Place, SaveLink, check_link, place_after
from parkdesk.domain.contracts import MAINLAND, ContractState, ServiceLine
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.store.chain_sources import (
    all_names_of,
    enterprises_named,
    names_of,
    spellings_of,
)
from parkdesk.store.conversion import NOT_CONVERTED, Converted, convert, rates
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.chain import ChainLinkRecord
from parkdesk.store.tables.contracts import ContractRecord, CountryRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_NOTHING_CONFIRMED: frozenset[str] = frozenset()
SORTS: SortKeys = {"from_on": ChainLinkRecord.from_on}
"""What the list of entered links can be ordered by."""


@dataclass(frozen=True, slots=True)
class LinkFilter:
    """Which entered links to list."""

    enterprise_id: int | None = None
    on: dt.date | None = None
    """The day as at which to read: links that had begun by then."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One entered link."""

    id: int
    version: int
    giver: Party
    taker: Party
    giver_place: Place
    taker_place: Place
    service_line: ServiceLine
    measure: Measure
    currency: str
    amount_minor: int
    amount_usd_cents: int | None
    """None while its month has no rate."""
    from_on: dt.date
    to_on: dt.date | None
    source: str
    note: str


@query(Permission.CONTRACT_READ)
def list_chain_links(
    work: Work, criteria: LinkFilter, sort: Sort, offset: int, limit: int
) -> Window[LinkRow]:
    """Return entered links."""
    where: list[ColumnElement[bool]] = []
    if criteria.enterprise_id is not None:
        id_ = criteria.enterprise_id
        where.append(or_(ChainLinkRecord.giver_id == id_, ChainLinkRecord.taker_id == id_))
    if criteria.on is not None:
        where.append(ChainLinkRecord.from_on <= criteria.on)

    def load(ids: list[int]) -> dict[int, LinkRow]:
        records = list(
            work.session.scalars(select(ChainLinkRecord).where(ChainLinkRecord.id.in_(ids)))
        )
        mentioned = [id_ for one in records for id_ in (one.giver_id, one.taker_id) if id_]
        names = names_of(work.session, mentioned, criteria.on)
        return {one.id: _row(one, names) for one in records}

    return fetch_window(work.session, ChainLinkRecord.id, where, SORTS, sort, offset, limit, load)


@command(Permission.CONTRACT_EDIT)
def enter_chain_link(
    work: Work, form: SaveLink, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> int:
    """Enter a link; return its id.

    Refused where the register of contracts tells it already: it is never typed twice.
    """
    return work.add(ChainLinkRecord(**_checked(work, form, None, confirmed))).id


@command(Permission.CONTRACT_EDIT)
def edit_chain_link(
    work: Work,
    link_id: int,
    version: int,
    form: SaveLink,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> None:
    """Correct an entered link."""
    record = work.get(ChainLinkRecord, link_id, version=version)
    for name, value in _checked(work, form, record, confirmed).items():
        setattr(record, name, value)


@command(Permission.CONTRACT_EDIT)
def delete_chain_link(work: Work, link_id: int, version: int) -> None:
    """Delete a link that was entered by mistake."""
    work.session.delete(work.get(ChainLinkRecord, link_id, version=version))


def _checked(
    work: Work, form: SaveLink, record: ChainLinkRecord | None, confirmed: frozenset[str]
) -> dict[str, Any]:
    countries = work.session.scalars(select(CountryRecord.code)).all()
    problems = check_link(form, countries, work.today)
    problems |= _known_names(work.session, form)
    for side in ("giver", "taker"):
        id_ = getattr(form, f"{side}_id")
        if id_ is not None and work.session.get(EnterpriseRecord, id_) is None:
            problems[f"{side}_id"] = "unknown-enterprise"
    if problems:
        raise InvalidInput(problems)
    _require_untold(work.session, form)
    _ask(work.session, form, record, confirmed)
    return _columns(work, form, record)


def _known_names(session: Session, form: SaveLink) -> dict[str, str]:
    """Return a problem for an outside name that is an enterprise of the register."""
    problems = {}
    for side in ("giver", "taker"):
        name = getattr(form, f"{side}_name").strip()
        if name and enterprises_named(session, [name]):
            problems[f"{side}_name"] = "name-of-enterprise"
    return problems


def _require_untold(session: Session, form: SaveLink) -> None:
    """Refuse what a contract of the register tells: the taker's, with this giver as its client."""
    if form.taker_id is None:
        return
    clients = (form.giver_name,) if form.giver_id is None else all_names_of(session, form.giver_id)
    spelled = [one for name in clients for one in spellings_of(name)]
    number = session.scalar(
        select(ContractRecord.number)
        .where(
            ContractRecord.enterprise_id == form.taker_id,
            ContractRecord.client.in_(spelled),
            ContractRecord.state != ContractState.DRAFT.value,
        )
        .order_by(ContractRecord.signed_on.desc())
        .limit(1)
    )
    if number is not None:
        raise InvalidInput({"taker_id": "link-is-derived"}, number=number)


def _ask(
    session: Session, form: SaveLink, record: ChainLinkRecord | None, confirmed: frozenset[str]
) -> None:
    own = record.id if record else None
    for code, giver, taker in (
        ("link-twice", _side(form, "giver"), _side(form, "taker")),
        ("link-reversed", _side(form, "taker"), _side(form, "giver")),
    ):
        if code in confirmed:
            continue
        found = session.scalars(
            select(ChainLinkRecord).where(_is("giver", giver), _is("taker", taker))
        )
        twice = any(one.id != own and _alike(one, form, code) for one in found)
        if twice:
            raise NeedsConfirmation(code)


def _alike(one: ChainLinkRecord, form: SaveLink, code: str) -> bool:
    assert form.from_on is not None
    same_year = one.from_on.year == form.from_on.year
    if code == "link-reversed":
        return same_year
    return same_year and one.measure == form.measure and one.service_line == form.service_line


def _side(form: SaveLink, side: str) -> tuple[int | None, str]:
    return getattr(form, f"{side}_id"), getattr(form, f"{side}_name").strip()


def _is(side: str, who: tuple[int | None, str]) -> ColumnElement[bool]:
    id_, name = who
    if id_ is not None:
        column: ColumnElement[int | None] = getattr(ChainLinkRecord, f"{side}_id")
        return column == id_
    text: ColumnElement[str] = getattr(ChainLinkRecord, f"{side}_name")
    return func.lower(text) == name.lower()


def _columns(work: Work, form: SaveLink, record: ChainLinkRecord | None) -> dict[str, Any]:
    assert form.giver_place is not None
    assert form.measure is not None
    assert form.service_line is not None
    assert form.amount_minor is not None
    assert form.from_on is not None
    usd = _unmoved(form, record) or convert(
        form.amount_minor, form.currency, form.from_on, rates(work.session)
    )
    return {
        "giver_id": form.giver_id,
        "giver_name": form.giver_name.strip(),
        "giver_country": None if form.giver_id else form.giver_country,
        "giver_place": form.giver_place.value,
        "taker_id": form.taker_id,
        "taker_name": form.taker_name.strip(),
        "taker_country": None if form.taker_id else form.taker_country,
        "taker_place": place_after(form.giver_place).value,
        "service_line": form.service_line.value,
        "measure": form.measure.value,
        "currency": form.currency,
        "amount_minor": form.amount_minor,
        "amount_usd_cents": usd.usd_cents,
        "usd_rate": usd.rate,
        "from_on": form.from_on,
        "to_on": form.to_on,
        "source": form.source.strip(),
        "note": form.note.strip(),
    }


def _unmoved(form: SaveLink, record: ChainLinkRecord | None) -> Converted | None:
    """Return the amount in US cents as it stands where neither amount nor month has moved."""
    if record is None or record.usd_rate == NOT_CONVERTED:
        return None
    typed = (form.amount_minor, form.currency, form.from_on)
    stored = (record.amount_minor, record.currency, record.from_on)
    return Converted(record.amount_usd_cents, record.usd_rate) if typed == stored else None


def _row(one: ChainLinkRecord, names: dict[int, str]) -> LinkRow:
    return LinkRow(
        one.id,
        one.version,
        _party(names, one.giver_id, one.giver_name, one.giver_country),
        _party(names, one.taker_id, one.taker_name, one.taker_country),
        Place(one.giver_place),
        Place(one.taker_place),
        ServiceLine(one.service_line),
        Measure(one.measure),
        one.currency,
        one.amount_minor,
        None if one.usd_rate == NOT_CONVERTED else one.amount_usd_cents,
        one.from_on,
        one.to_on,
        one.source,
        one.note,
    )


def _party(names: dict[int, str], id_: int | None, name: str, country: str | None) -> Party:
    if id_ is None:
        return Party(name, country or MAINLAND)
    return Party(names.get(id_, ""), MAINLAND, id_)
