"""Enterprises as they stood on a day, as SQL for filters and orders, and as facts by enterprise.

Today's lists never come here: they read the "last known" columns, which have indexes.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.enterprise_facts import (
    AddressKind,
    PremisesFact,
    area_sqm,
    name_on,
    places_text,
    premises_on,
)
from parkdesk.domain.enterprise_status import LEFT, EnterpriseStatus, StatusChange, status_on
from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.store.enterprise_fact_rows import premises_fact
from parkdesk.store.services_as_at import MainService, main_services_on
from parkdesk.store.tables.enterprise_facts import (
    EnterpriseAddressRecord,
    EnterpriseCapitalRecord,
    EnterpriseHeadcountRecord,
    EnterprisePremisesRecord,
)
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
    EnterpriseStatusRecord,
)

_CHUNK = 500
_LEFT = sorted(one.value for one in LEFT)


def status_at(day: dt.date) -> ColumnElement[Any]:
    """Return the SQL of `status_on(…, day)`: the same rule, for filters, counts and orders."""
    table = EnterpriseStatusRecord
    begun = or_(table.from_on < day, and_(table.from_on == day, table.status.not_in(_LEFT)))
    found = (
        select(table.status)
        .where(table.enterprise_id == EnterpriseRecord.id, begun)
        .order_by(table.from_on.desc(), table.id.desc())
        .limit(1)
        .correlate(EnterpriseRecord)
        .scalar_subquery()
    )
    return func.coalesce(found, "")


def headcount_at(day: dt.date) -> ColumnElement[Any]:
    """Return the SQL of the people employed on `day`; -1 where it is not known."""
    table = EnterpriseHeadcountRecord
    found = (
        select(table.headcount)
        .where(table.enterprise_id == EnterpriseRecord.id, table.from_on <= day)
        .order_by(table.from_on.desc())
        .limit(1)
        .correlate(EnterpriseRecord)
        .scalar_subquery()
    )
    return func.coalesce(found, -1)


@dataclass(slots=True)
class FactsOn:
    """What is known of one enterprise on a day; None and empty: not known then."""

    name: str
    service: MainService | None = None
    """Line and market; None where they have no days."""
    status: EnterpriseStatus | None = None
    left_on: dt.date | None = None
    headcount: int | None = None
    graduates: int | None = None
    capital_minor: int | None = None
    capital_currency: str = ""
    premises: tuple[PremisesFact, ...] = ()
    registered_address: str = ""
    office_address: str = ""


def facts_on(session: Session, ids: Sequence[int], day: dt.date) -> dict[int, FactsOn]:
    """Return what is known of enterprises on `day`: eight queries, however many enterprises."""
    named = session.execute(
        select(EnterpriseRecord.id, EnterpriseRecord.name).where(EnterpriseRecord.id.in_(ids))
    )
    present: dict[int, str] = {id_: name for id_, name in named}  # noqa: C416 (typed rows)
    found = {id_: FactsOn(name) for id_, name in names_then(session, present, day).items()}
    _statuses(session, found, day)
    _figures(session, found, day)
    _premises(session, found, day)
    for id_, service in main_services_on(session, ids, day).items():
        found[id_].service = service
    return found


def form_on(form: SaveEnterprise, facts: FactsOn) -> SaveEnterprise:
    """Return a form with what has days as it stood on the day; the rest is today's."""
    line, reach = facts.service or (form.service_line, form.reach)
    return replace(
        form,
        service_line=line,
        reach=reach,
        name=facts.name,
        status=facts.status or form.status,
        left_on=facts.left_on,
        headcount=facts.headcount,
        graduates=facts.graduates,
        registered_capital_cents=facts.capital_minor if facts.capital_currency == "CNY" else None,
        building=places_text(facts.premises),
        area_sqm=area_sqm(facts.premises),
        registered_address=facts.registered_address,
        office_address=facts.office_address,
    )


def names_then(session: Session, present: Mapping[int, str], day: dt.date | None) -> dict[int, str]:
    """Return the names that enterprises bore on `day`; `present` are today's, by id."""
    found = dict(present)
    if day is None or not found:
        return found
    table = EnterpriseNameRecord
    former: dict[int, list[tuple[str, dt.date]]] = defaultdict(list)
    ids = sorted(found)
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for one in session.scalars(
            select(table).where(table.enterprise_id.in_(chunk), table.until_on >= day)
        ):
            former[one.enterprise_id].append((one.name, one.until_on))
    for id_, names in former.items():
        found[id_] = name_on(found[id_], names, day)
    return found


def _statuses(session: Session, found: dict[int, FactsOn], day: dt.date) -> None:
    table = EnterpriseStatusRecord
    changes: dict[int, list[StatusChange]] = defaultdict(list)
    for one in session.scalars(
        select(table)
        .where(table.enterprise_id.in_(found), table.from_on <= day)
        .order_by(table.from_on, table.id)
    ):
        changes[one.enterprise_id].append(StatusChange(one.from_on, EnterpriseStatus(one.status)))
    for id_, history in changes.items():
        facts = found[id_]
        facts.status = status_on(history, day)
        facts.left_on = history[-1].from_on if facts.status in LEFT else None


def _figures(session: Session, found: dict[int, FactsOn], day: dt.date) -> None:
    people = EnterpriseHeadcountRecord
    for counted in session.scalars(
        select(people)
        .where(people.enterprise_id.in_(found), people.from_on <= day)
        .order_by(people.from_on)
    ):
        facts = found[counted.enterprise_id]
        facts.headcount, facts.graduates = counted.headcount, counted.graduates
    capital = EnterpriseCapitalRecord
    for paid in session.scalars(
        select(capital)
        .where(capital.enterprise_id.in_(found), capital.from_on <= day)
        .order_by(capital.from_on)
    ):
        facts = found[paid.enterprise_id]
        facts.capital_minor, facts.capital_currency = paid.amount_minor, paid.currency
    address = EnterpriseAddressRecord
    for one in session.scalars(
        select(address)
        .where(address.enterprise_id.in_(found), address.from_on <= day)
        .order_by(address.from_on)
    ):
        if one.kind == AddressKind.REGISTERED.value:
            found[one.enterprise_id].registered_address = one.address
        else:
            found[one.enterprise_id].office_address = one.address


def _premises(session: Session, found: dict[int, FactsOn], day: dt.date) -> None:
    table = EnterprisePremisesRecord
    rooms: dict[int, list[PremisesFact]] = defaultdict(list)
    for one in session.scalars(
        select(table).where(table.enterprise_id.in_(found), table.from_on <= day)
    ):
        rooms[one.enterprise_id].append(premises_fact(one))
    for id_, several in rooms.items():
        found[id_].premises = premises_on(several, day)
