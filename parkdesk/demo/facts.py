"""What the demonstration park knows of its tenants by days: people, capital, rooms, addresses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from parkdesk.demo.returns import Return
from parkdesk.demo.size import QUARTERS, TODAY
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.calendar import add_years
from parkdesk.domain.enterprise_facts import AddressKind, FactOrigin
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.identifiers import IdentifierKind, organisation_code_of

Row = dict[str, Any]
TOLD = 40
"""The first tenants are told in detail; of the others only beginning and present are known."""
_TYPES = (
    "有限责任公司（自然人投资或控股）",
    "有限责任公司（自然人独资）",
    "有限责任公司（港澳台投资、非独资）",
    "有限责任公司（外商投资企业法人独资）",
    "股份有限公司（非上市）",
)
_BEGINNING = 62
_LEASE_YEARS = 3
_CENTI = 100
_DAY = dt.timedelta(days=1)
# Tenants of the forty with a second office, and one that is a branch of another one.
_SECOND_ROOMS = {2: ("F 座", "2 层", 320), 9: ("B 座", "1 层", 180)}
_BRANCHES = {34: 5}
_RENEWED = {1, 3, 5, 8, 13}


def company_type(tenant: Tenant) -> str:
    """Return the type that the licence writes."""
    return _TYPES[tenant.number % len(_TYPES)]


def address(tenant: Tenant) -> str:
    """Return the registered address: an invented street of the invented town."""
    return (
        f"云湖市服务外包园区青禾路 {tenant.number % 90 + 1} 号 {tenant.building.replace(' ', '')}"
    )


def head_office(tenant: Tenant) -> int | None:
    """Return the number of the tenant whose branch this one is."""
    return _BRANCHES.get(tenant.number)


def organisation_code(tenant: Tenant) -> str:
    """Return the number of older files that the first tenants still have beside their code."""
    old = tenant.number <= TOLD and tenant.entered_on.year < 2015  # noqa: PLR2004 (GB 32100)
    return organisation_code_of(tenant.code) if old else ""


def building(tenant: Tenant) -> str:
    """Return all its rooms in a line, as the register shows them."""
    second = _SECOND_ROOMS.get(tenant.number)
    return tenant.building if second is None else f"{tenant.building}、{second[0]} {second[1]}"


def area(tenant: Tenant) -> int:
    """Return the square metres of all its rooms."""
    second = _SECOND_ROOMS.get(tenant.number)
    return tenant.area_sqm + (second[2] if second else 0)


def headcounts(tenant: Tenant, handed_in: Sequence[Return]) -> Iterator[Row]:
    """Yield counts of people: at the beginning, from returns, and the last known."""
    last = min(tenant.left_on or QUARTERS[-1].last, QUARTERS[-1].last)
    counts: dict[dt.date, tuple[int, str]] = {}
    if tenant.entered_on < last:
        counts[tenant.entered_on] = (tenant.headcount * _BEGINNING // 100, "入园申请表")
    if tenant.number <= TOLD:
        for one in handed_in:
            if one.quarter.last < last and one.received_on is not None:
                counts[one.quarter.last] = (one.headcount, f"{one.quarter} 季度报表")
    newest = _newest_source(tenant, handed_in)
    counts[min(max(last, tenant.entered_on), TODAY)] = (tenant.headcount, newest)
    for day, (heads, source) in sorted(counts.items()):
        yield {
            "enterprise_id": tenant.number,
            "from_on": day,
            "headcount": heads,
            "graduates": heads * tenant.graduate_percent // 100,
            **_told(source),
        }


def _newest_source(tenant: Tenant, handed_in: Sequence[Return]) -> str:
    """Return where the last known count was read: the return says the same number."""
    if tenant.left_on is not None:
        return "离园登记表"
    newest = QUARTERS[-1]
    if any(one.quarter == newest and one.received_on is not None for one in handed_in):
        return f"{newest} 季度报表"
    return "园区走访核实"


def capitals(tenant: Tenant) -> Iterator[Row]:
    """Yield the capital: as founded, and for some as raised later."""
    raised = tenant.number in _RENEWED
    half = tenant.capital_cents // 2 if raised else tenant.capital_cents
    yield _capital(tenant, tenant.founded_on, half, "营业执照")
    if raised:
        day = max(add_years(tenant.entered_on, 2), tenant.founded_on + _DAY)
        yield _capital(tenant, min(day, TODAY), tenant.capital_cents, "变更登记通知书")


def premises(tenant: Tenant) -> Iterator[Row]:
    """Yield rooms with their leases; some tenants have grown out of smaller ones."""
    house, _, floor = tenant.building.partition(" 座 ")
    entered = tenant.entered_on
    moved = add_years(entered, _LEASE_YEARS) if tenant.number in _RENEWED else entered
    if moved > entered:
        size = tenant.area_sqm * _BEGINNING // 100
        yield _rooms(tenant, ("A 座", "1 层", size), entered, until=moved - _DAY)
    place = (f"{house} 座", floor, tenant.area_sqm)
    yield _rooms(tenant, place, moved, until=tenant.left_on)
    if tenant.number in _SECOND_ROOMS:
        yield _rooms(tenant, _SECOND_ROOMS[tenant.number], add_years(moved, 1), until=None)


def addresses(tenant: Tenant) -> Iterator[Row]:
    """Yield the registered address; the renamed tenants had another one before."""
    kind = AddressKind.REGISTERED.value
    first = tenant.founded_on
    if tenant.former_name is not None:
        before = f"云湖市旧城区滨河街 {tenant.number + 6} 号"
        yield {**_whose(tenant, first), "kind": kind, "address": before, **_told("营业执照")}
        first = max(tenant.former_name[1], first) + _DAY
    yield {**_whose(tenant, first), "kind": kind, "address": address(tenant), **_told("营业执照")}


def numbers(tenant: Tenant) -> Iterator[Row]:
    """Yield the registration numbers of older files."""
    if organisation_code(tenant):
        yield {
            "enterprise_id": tenant.number,
            "version": 1,
            "kind": IdentifierKind.REGISTRATION_NUMBER.value,
            "code": f"3205940000{tenant.number:05d}",
            "until_on": dt.date(2015, 12, 31),
            "note": "三证合一前的注册号",
        }


def _capital(tenant: Tenant, day: dt.date, cents: int, source: str) -> Row:
    return {**_whose(tenant, day), "currency": "CNY", "amount_minor": cents, **_told(source)}


def _rooms(
    tenant: Tenant, place: tuple[str, str, int], first: dt.date, *, until: dt.date | None
) -> Row:
    lease_to = add_years(first, _LEASE_YEARS) - _DAY
    while until is None and lease_to < TODAY:
        lease_to = add_years(lease_to, _LEASE_YEARS)
    applied = tenant.fate.status is EnterpriseStatus.APPLIED
    return {
        **_whose(tenant, first),
        "building": place[0],
        "floor": place[1],
        "room": "",
        "area_centi_sqm": place[2] * _CENTI,
        "lease_to": None if applied else lease_to,
        "until_on": until,
        **_told("租赁合同"),
    }


def _whose(tenant: Tenant, first: dt.date) -> Row:
    return {"enterprise_id": tenant.number, "version": 1, "from_on": first}


def _told(source: str) -> Row:
    return {"version": 1, "origin": FactOrigin.ENTERED.value, "source": source, "note": ""}
