"""Keeping an enterprise's "last known" columns in step with its dated facts, both ways.

A form or an imported list says what is so today: `FactSteps` writes that down as facts. A fact
that is added, corrected or removed may be the newest: `follow_facts` puts it into the record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.enterprise_facts import (
    AddressKind,
    FactKind,
    FactOrigin,
    area_sqm,
    places_text,
    premises_on,
)
from parkdesk.domain.enterprise_status import (
    LEFT,
    EnterpriseStatus,
    StatusChange,
    contradiction,
    last_known,
)
from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identifiers import IdentifierKind, identify
from parkdesk.store.base import Record
from parkdesk.store.enterprise_fact_rows import premises_fact
from parkdesk.store.tables.enterprise_facts import (
    EnterpriseAddressRecord,
    EnterpriseCapitalRecord,
    EnterpriseHeadcountRecord,
    EnterprisePremisesRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord, EnterpriseStatusRecord
from parkdesk.store.work import Work

Row = dict[str, Any]
_CHUNK = 500
_CENTI = 100
_DAY = dt.timedelta(days=1)
ADDRESSES = {
    AddressKind.REGISTERED: "registered_address",
    AddressKind.OFFICE: "office_address",
}
"""Kinds of addresses and the column of `enterprise` that repeats the newest."""


def first_statuses(form: SaveEnterprise, today: dt.date) -> list[StatusChange]:
    """Return the statuses of a new enterprise: one that has left was in the park before."""
    entered = form.entered_on or today
    if form.status in LEFT and form.left_on:
        gone = StatusChange(form.left_on, form.status)
        if entered < form.left_on:
            return [StatusChange(entered, EnterpriseStatus.RESIDENT), gone]
        return [gone]
    return [StatusChange(min(entered, today), form.status)]


def with_older_number(before: SaveEnterprise, form: SaveEnterprise) -> SaveEnterprise:
    """Return the form with the number that its credit code replaces among the older ones."""
    if form.code == before.code:
        return form
    kind = identify(before.code).kind
    if kind is IdentifierKind.ORGANISATION_CODE and not form.org_code:
        return replace(form, org_code=before.code)
    if kind is IdentifierKind.REGISTRATION_NUMBER and not form.registration_no:
        return replace(form, registration_no=before.code)
    return form


def status_day(before: SaveEnterprise, after: SaveEnterprise, today: dt.date) -> dt.date:
    """Return the day from which a form's new status holds: its last day where it leaves now."""
    gone_before = before.status in LEFT and before.left_on == after.left_on
    return today if gone_before else after.left_on or today


def corrected_days(
    before: SaveEnterprise, form: SaveEnterprise
) -> Iterator[tuple[str, dt.date, dt.date, frozenset[EnterpriseStatus]]]:
    """Yield the days that a form corrects, not changes: field, old, new and the statuses meant."""
    if form.status is not before.status:
        return
    resident = frozenset({EnterpriseStatus.RESIDENT})
    for name, statuses in (("entered_on", resident), ("left_on", frozenset(LEFT))):
        old, new = getattr(before, name), getattr(form, name)
        if old != new and old is not None and new is not None:
            yield name, old, new, statuses


def follow_days(
    work: Work, enterprise_id: int, before: SaveEnterprise, form: SaveEnterprise
) -> None:
    """Move the dated status with the day of entry or the last day that a form has corrected."""
    table = EnterpriseStatusRecord
    for name, old, new, statuses in corrected_days(before, form):
        row = work.session.scalar(
            select(table).where(
                table.enterprise_id == enterprise_id,
                table.from_on == old,
                table.status.in_([one.value for one in statuses]),
            )
        )
        if row is not None:
            change = StatusChange(new, EnterpriseStatus(row.status))
            require_consistent(work, enterprise_id, change, name, without=row.id)
            row.from_on = new


def statuses_of(session: Session, ids: Iterable[int]) -> dict[int, list[StatusChange]]:
    """Return the dated statuses of enterprises, in the order they were written down."""
    ordered, table = sorted(ids), EnterpriseStatusRecord
    found: dict[int, list[StatusChange]] = {}
    for start in range(0, len(ordered), _CHUNK):
        chunk = ordered[start : start + _CHUNK]
        for one in session.scalars(
            select(table).where(table.enterprise_id.in_(chunk)).order_by(table.id)
        ):
            change = StatusChange(one.from_on, EnterpriseStatus(one.status))
            found.setdefault(one.enterprise_id, []).append(change)
    return found


def require_consistent(
    work: Work,
    enterprise_id: int,
    change: StatusChange | None,
    field: str,
    without: int | None = None,
) -> None:
    """Refuse a history of statuses that contradicts itself, at a field of the form.

    `change` comes to what is stored, `without` is the row that goes or is corrected.
    """
    table = EnterpriseStatusRecord
    stored = work.session.scalars(
        select(table).where(table.enterprise_id == enterprise_id).order_by(table.id)
    )
    history = [
        StatusChange(one.from_on, EnterpriseStatus(one.status))
        for one in stored
        if one.id != without
    ]
    if change is not None:
        history.append(change)
    if (found := contradiction(history)) is not None:
        code, earlier, later = found
        raise InvalidInput(
            {field: code},
            earlier=earlier.status,
            earlier_on=earlier.from_on,
            later=later.status,
            later_on=later.from_on,
        )


@dataclass(slots=True)
class FactSteps:
    """Writes down as dated facts what forms say of enterprises today.

    `day` is the day from which figures and addresses are known; rooms of a new enterprise are
    taken from its day of entry.
    """

    work: Work
    day: dt.date
    origin: FactOrigin = FactOrigin.ENTERED
    _new: dict[type[Record], list[Row]] = field(default_factory=dict)
    _same_day: dict[tuple[type[Record], int, str], Record] = field(default_factory=dict)
    _premises: dict[int, list[EnterprisePremisesRecord]] = field(default_factory=dict)

    def know(self, ids: Iterable[int]) -> None:
        """Read what is known already of enterprises that are about to change."""
        ordered = sorted(ids)
        for start in range(0, len(ordered), _CHUNK):
            self._know(ordered[start : start + _CHUNK])

    def rooms_of(self, enterprise_id: int) -> int:
        """Return how many premises a known enterprise has today."""
        return len(self._premises.get(enterprise_id, ()))

    def begin(self, enterprise_id: int, form: SaveEnterprise) -> None:
        """Write down what the form of a new enterprise says."""
        for change in first_statuses(form, self.work.today):
            self._put(
                EnterpriseStatusRecord,
                {
                    "enterprise_id": enterprise_id,
                    "status": change.status.value,
                    "from_on": change.from_on,
                    "note": "",
                    "source": "",
                },
            )
        empty = SaveEnterprise(name="", code="", entered_on=None)
        self._figures(enterprise_id, empty, form)
        if form.building or form.area_sqm is not None:
            first = form.entered_on or self.day
            self._put(EnterprisePremisesRecord, self._rooms(enterprise_id, form, first))

    def follow(self, enterprise_id: int, before: SaveEnterprise, after: SaveEnterprise) -> None:
        """Write down what an edited form has changed, as known from `day` on."""
        self._figures(enterprise_id, before, after)
        if (before.building, before.area_sqm) != (after.building, after.area_sqm):
            self._move(enterprise_id, after)
        if before.status is not after.status:
            self._put(
                EnterpriseStatusRecord,
                {
                    "enterprise_id": enterprise_id,
                    "status": after.status.value,
                    "from_on": status_day(before, after, self.day),
                    "note": "",
                    "source": "",
                },
            )

    def write(self, *, in_bulk: bool = False) -> None:
        """Store what was gathered: row by row in the trail, or one entry a table."""
        for table, rows in self._new.items():
            if in_bulk:
                self.work.insert_many(table, rows)
            else:
                for row in rows:
                    self.work.add(table(**row))
        self._new = {}

    def _know(self, ids: list[int]) -> None:
        session = self.work.session
        tables: tuple[type[Any], ...] = (
            EnterpriseHeadcountRecord,
            EnterpriseCapitalRecord,
            EnterpriseAddressRecord,
        )
        for table in tables:
            for one in session.scalars(
                select(table).where(table.enterprise_id.in_(ids), table.from_on == self.day)
            ):
                kind = one.kind if isinstance(one, EnterpriseAddressRecord) else ""
                self._same_day[table, one.enterprise_id, kind] = one
        rooms = EnterprisePremisesRecord
        for held in session.scalars(select(rooms).where(rooms.enterprise_id.in_(ids))):
            if premises_fact(held).holds_on(self.day):
                self._premises.setdefault(held.enterprise_id, []).append(held)

    def _figures(self, id_: int, before: SaveEnterprise, after: SaveEnterprise) -> None:
        people = (after.headcount or 0, after.graduates or 0)
        if people != (before.headcount or 0, before.graduates or 0):
            # A form's 0 graduates says nothing: it is what an empty field is stored as.
            counted = {"headcount": people[0], "graduates": people[1] or None}
            self._set(EnterpriseHeadcountRecord, id_, "", counted)
        capital = after.registered_capital_cents
        if capital is not None and capital != before.registered_capital_cents:
            amount = {"currency": "CNY", "amount_minor": capital}
            self._set(EnterpriseCapitalRecord, id_, "", amount)
        for kind, column in ADDRESSES.items():
            address = getattr(after, column)
            if address and address != getattr(before, column):
                self._set(EnterpriseAddressRecord, id_, kind.value, {"address": address})

    def _set(self, table: type[Record], id_: int, kind: str, values: Row) -> None:
        known = self._same_day.get((table, id_, kind))
        if known is not None:
            for name, value in values.items():
                setattr(known, name, value)
            return
        self._put(
            table,
            {
                "enterprise_id": id_,
                "from_on": self.day,
                **({"kind": kind} if kind else {}),
                **values,
                **self._told(),
            },
        )

    def _move(self, id_: int, after: SaveEnterprise) -> None:
        for held in self._premises.get(id_, ()):
            if held.from_on == self.day:
                held.building, held.floor, held.room = after.building, "", ""
                held.area_centi_sqm = _centi(after.area_sqm)
                return
            if premises_fact(held).place == after.building:
                held.area_centi_sqm = _centi(after.area_sqm)
                return
            held.until_on = self.day - _DAY
        if after.building or after.area_sqm is not None:
            self._put(EnterprisePremisesRecord, self._rooms(id_, after, self.day))

    def _rooms(self, id_: int, form: SaveEnterprise, first: dt.date) -> Row:
        return {
            "enterprise_id": id_,
            "building": form.building,
            "floor": "",
            "room": "",
            "area_centi_sqm": _centi(form.area_sqm),
            "from_on": first,
            "lease_to": None,
            "until_on": form.left_on,
            **self._told(),
        }

    def _told(self) -> Row:
        return {"origin": self.origin.value, "source": "", "note": ""}

    def _put(self, table: type[Record], row: Row) -> None:
        self._new.setdefault(table, []).append({**row, "version": 1})


def follow_facts(work: Work, record: EnterpriseRecord, kind: FactKind) -> None:
    """Put the newest fact of a kind into the record, after one was added, corrected or removed."""
    work.session.flush()
    step = _STEPS.get(kind)
    for name, value in step(work, record).items() if step is not None else ():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _people(work: Work, record: EnterpriseRecord) -> Mapping[str, object]:
    newest = _newest(work, EnterpriseHeadcountRecord, record.id)
    if newest is None:
        return {"headcount": 0, "graduates": 0}
    return {"headcount": newest.headcount, "graduates": newest.graduates or 0}


def _capital(work: Work, record: EnterpriseRecord) -> Mapping[str, object]:
    newest = _newest(work, EnterpriseCapitalRecord, record.id)
    # The column holds fen; capital in another currency stands in the facts alone.
    in_yuan = newest is not None and newest.currency == "CNY"
    return {"registered_capital_cents": newest.amount_minor if newest and in_yuan else None}


def _addresses(work: Work, record: EnterpriseRecord) -> Mapping[str, object]:
    table = EnterpriseAddressRecord
    found = work.session.scalars(
        select(table).where(table.enterprise_id == record.id).order_by(table.from_on, table.id)
    )
    newest = {one.kind: one.address for one in found}
    return {column: newest.get(kind.value, "") for kind, column in ADDRESSES.items()}


def _premises(work: Work, record: EnterpriseRecord) -> Mapping[str, object]:
    table = EnterprisePremisesRecord
    found = [
        premises_fact(one)
        for one in work.session.scalars(select(table).where(table.enterprise_id == record.id))
    ]
    held = premises_on(found, work.today)
    if not held:
        # Whoever has left was last seen in the rooms given up last, an applicant is to come.
        last = max((one.until_on for one in found if one.until_on), default=None)
        held = tuple(one for one in found if one.until_on == last)
    return {"building": places_text(held), "area_sqm": area_sqm(held)}


def _status(work: Work, record: EnterpriseRecord) -> Mapping[str, object]:
    table = EnterpriseStatusRecord
    found = work.session.scalars(
        select(table).where(table.enterprise_id == record.id).order_by(table.from_on, table.id)
    )
    known = last_known(StatusChange(one.from_on, EnterpriseStatus(one.status)) for one in found)
    if known is None:
        return {}
    entered = {"entered_on": known.entered_on} if known.entered_on is not None else {}
    return {"status": known.status.value, "left_on": known.left_on, **entered}


_STEPS = {
    FactKind.PEOPLE: _people,
    FactKind.CAPITAL: _capital,
    FactKind.ADDRESS: _addresses,
    FactKind.PREMISES: _premises,
    FactKind.STATUS: _status,
}


def _newest(work: Work, table: Any, enterprise_id: int) -> Any:  # noqa: ANN401 (two tables alike)
    return work.session.scalar(
        select(table)
        .where(table.enterprise_id == enterprise_id)
        .order_by(table.from_on.desc(), table.id.desc())
        .limit(1)
    )


def _centi(area: int | None) -> int | None:
    return None if area is None else area * _CENTI
