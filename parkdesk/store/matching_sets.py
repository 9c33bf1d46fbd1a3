"""Who meets what an opportunity asks for, as sets of bits that are kept between two questions.

A bit stands for an enterprise by its id: of a hundred thousand such a set has twelve kilobytes, and
how many of five things each meets is counted for all of them at once.
"""

from __future__ import annotations

import datetime as dt
import struct
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.matching import Criterion, Need
from parkdesk.store.kept_until import KeptUntil
from parkdesk.store.standing import in_force
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.tables.stops import StopRecord


@dataclass(frozen=True, slots=True)
class Roll:
    """The enterprises of the park: in the order of their names, and each one's place in it."""

    ids: Sequence[int]
    place: Sequence[int]
    """By id; 0 where there is none."""
    headcount: Sequence[int]
    """By id."""
    all: int


@dataclass(frozen=True, slots=True)
class Executed:
    """Who executed contracts of a code, whoever executed most first."""

    ids: Sequence[int]
    cents: Sequence[int]
    by_id: Sequence[int]
    """The cents by id; 0 where there are none."""
    all: int


NOBODY = Executed((), (), (), 0)


def executed_of(ids: Sequence[int], cents: Sequence[int]) -> Executed:
    """Return who executed how much, given from the most downwards."""
    by_id = array("q", bytes(8 * (max(ids, default=0) + 1)))
    for id_, total in zip(ids, cents, strict=True):
        by_id[id_] = total
    return Executed(ids, cents, by_id, of_ids(ids))


class Sets:
    """Who meets what on one day, each set read when it is first asked for."""

    def __init__(self, day: dt.date) -> None:
        self.day = day
        self._known: dict[Hashable, int] = {}
        self._executed: dict[int, Executed] = {}
        self._roll: Roll | None = None

    def roll(self, session: Session) -> Roll:
        """Return the enterprises that are in the park."""
        if self._roll is None:
            self._roll = _read_roll(session)
        return self._roll

    def executed(self, session: Session, code: int) -> Executed:
        """Return who executed contracts of a service code up to the day, and for how much."""
        found = self._executed.get(code)
        if found is None:
            found = self._executed[code] = _read_executed(session, code, self.day)
        return found

    def stopped(self, session: Session) -> int:
        """Return those with a stop that holds on the day."""
        return self._set("stops", lambda: session.scalars(stops_on(self.day)))

    def asked(self, session: Session, need: Need) -> dict[Criterion, int]:
        """Return who meets each thing asked for, apart from the standing."""
        found = {}
        code, people = need.service_code_id, need.people
        if need.certification_type:
            found[Criterion.CERTIFICATE] = self._set(
                (need.certification_type, need.least_level),
                lambda: session.scalars(certified(need, self.day)),
            )
        if code is not None:
            found[Criterion.SERVICE] = self._set(
                ("service", code), lambda: session.scalars(offering(code, self.day))
            )
            found[Criterion.EXECUTED] = self.executed(session, code).all
        if people is not None:
            roll = self.roll(session)
            found[Criterion.PEOPLE] = self._set(
                people, lambda: (one for one in roll.ids if roll.headcount[one] >= people)
            )
        return found

    def _set(self, key: Hashable, read: Callable[[], Iterable[int]]) -> int:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = of_ids(read())
        return found


_KEPT: KeptUntil[Sets] = KeptUntil(
    EnterpriseRecord,
    CertificationRecord,
    EnterpriseServiceRecord,
    ContractRecord,
    ContractExecutionRecord,
    StopRecord,
)


def sets_on(session: Session, day: dt.date) -> Sets:
    """Return what is known of a day: kept until one of the registers is changed."""
    return _KEPT.get(session, day, lambda: Sets(day))


def certified(need: Need, day: dt.date) -> Select[int]:
    """Return the question whose certificate of the kind and level is in force."""
    table = CertificationRecord
    query = select(table.enterprise_id).where(
        table.type_code == need.certification_type, in_force(day)
    )
    return query if need.least_level is None else query.where(table.level >= need.least_level)


def offering(code: int, day: dt.date) -> Select[int]:
    """Return the question who offers a service code on a day."""
    table = EnterpriseServiceRecord
    return select(table.enterprise_id).where(
        table.service_code_id == code,
        table.from_on <= day,
        or_(table.to_on.is_(None), table.to_on >= day),
    )


def stops_on(day: dt.date) -> Select[int]:
    """Return the question who has a stop that holds on a day."""
    table = StopRecord
    return select(table.enterprise_id).where(
        table.from_on <= day,
        or_(table.until_on.is_(None), table.until_on >= day),
        or_(table.lifted_on.is_(None), table.lifted_on > day),
    )


def by_count(sets: Iterable[int], among: int) -> list[int]:
    """Return, by how many of the sets hold them, those of `among`: nobody is in two of them."""
    counts = [among]
    for one in sets:
        counts.append(0)
        for place in range(len(counts) - 1, 0, -1):
            more = counts[place - 1] & one
            counts[place] = (counts[place] & ~one) | more
        counts[0] &= ~one
    return counts


def members(found: int) -> Iterator[int]:
    """Yield the ids of a set, the lowest first."""
    octets = found.to_bytes((found.bit_length() + 63) // 64 * 8, "little")
    for place, (word,) in enumerate(struct.iter_unpack("<Q", octets)):
        left = word
        while left:
            lowest = left & -left
            yield place * 64 + lowest.bit_length() - 1
            left ^= lowest


def holder(found: int) -> Callable[[int], bool]:
    """Return the question whether an id is in a set: a set itself is slow to ask."""
    octets = found.to_bytes((found.bit_length() + 7) // 8, "little")
    size = len(octets) * 8
    return lambda id_: id_ < size and bool(octets[id_ >> 3] >> (id_ & 7) & 1)


def of_ids(ids: Iterable[int]) -> int:
    """Return the set of these ids."""
    octets = bytearray()
    for id_ in ids:
        place = id_ >> 3
        if place >= len(octets):
            octets.extend(bytes(place + 1 - len(octets)))
        octets[place] |= 1 << (id_ & 7)
    return int.from_bytes(octets, "little")


def _read_roll(session: Session) -> Roll:
    table = EnterpriseRecord
    rows = session.execute(
        select(table.id, table.headcount)
        .where(table.status == EnterpriseStatus.RESIDENT.value)
        .order_by(table.sort_key, table.id)
    )
    ids, heads = array("q"), array("q")
    for id_, headcount in rows:
        ids.append(id_)
        heads.append(headcount)
    last = max(ids, default=0)
    place, headcounts = array("q", bytes(8 * (last + 1))), array("q", bytes(8 * (last + 1)))
    for number, id_ in enumerate(ids):
        place[id_], headcounts[id_] = number, heads[number]
    return Roll(ids, place, headcounts, of_ids(ids))


def _read_executed(session: Session, code: int, day: dt.date) -> Executed:
    contract, execution = ContractRecord, ContractExecutionRecord
    cents = func.sum(execution.amount_usd_cents)
    # Grouped by the bare column SQLite walks through every contract in the order of enterprises,
    # which takes seven times as long as finding those of the code.
    owner = contract.enterprise_id + 0
    rows = session.execute(
        select(owner, cents)
        .join(execution, execution.contract_id == contract.id)
        .where(
            contract.service_code_id == code,
            contract.state.in_(sorted(COUNTED)),
            execution.executed_on <= day,
        )
        .group_by(owner)
        .order_by(cents.desc(), owner)
    )
    ids, sums = array("q"), array("q")
    for id_, total in rows:
        ids.append(id_)
        sums.append(int(total))
    return executed_of(ids, sums)
