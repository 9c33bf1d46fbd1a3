"""What the registers say of enterprises for an opportunity: one question for each criterion.

Nearly every enterprise of a park meets something, and a person looks at the best of them: the
answers are put into words for these alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import nsmallest
from typing import Protocol, TypeAlias

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.matching import Answer, Criterion, Match, Need, ranked
from parkdesk.store.standing import in_force
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.tables.stops import StopRecord

Said: TypeAlias = Mapping[int, tuple[int, str, int | None]]
"""By enterprise: the record that speaks, what it says in short, its figure."""


@dataclass(frozen=True, slots=True)
class Best:
    """The enterprises that fit best, and how many there are beside them."""

    matches: tuple[Match, ...]
    full: int
    """How many meet everything."""
    considered: int
    """How many meet something beside the standing."""


class _Resident(Protocol):
    """A row of the register, as the database gives it: a park has too many for more."""

    @property
    def headcount(self) -> int:
        """The people whom it employs."""

    @property
    def sort_key(self) -> str:
        """Its place in the dictionary's order."""


def best_matches(
    session: Session, need: Need, day: dt.date, without: Collection[int], most: int
) -> Best:
    """Return the first `most` enterprises of the park in the order of `ranked`."""
    criteria = need.criteria()
    here = _residents(session, without)
    said = {one: _ASKED[one](session, need, day) for one in criteria if one in _ASKED}
    if need.people is not None:
        said[Criterion.PEOPLE] = {
            id_: (id_, "", one.headcount)
            for id_, one in here.items()
            if one.headcount >= need.people
        }
    groups = _by_count(here, said)
    chosen: list[int] = []
    for count in sorted(groups, reverse=True):
        chosen += _first(groups[count], here, said, most - len(chosen))
    names = _names(session, chosen)
    matches = [_match(id_, names[id_], here[id_], criteria, said) for id_ in chosen]
    considered = sum(map(len, groups.values()))
    return Best(tuple(ranked(matches)), len(groups.get(len(criteria), ())), considered)


def _residents(session: Session, without: Collection[int]) -> dict[int, _Resident]:
    table = EnterpriseRecord
    rows = session.execute(
        select(table.id, table.headcount, table.sort_key).where(
            table.status == EnterpriseStatus.RESIDENT.value
        )
    )
    return {row.id: row for row in rows if row.id not in without}


def _by_count(
    here: Mapping[int, _Resident], said: Mapping[Criterion, Said]
) -> dict[int, list[int]]:
    """Return those who meet something, by how many criteria they meet, the standing with them."""
    met: Counter[int] = Counter()
    for one, records in said.items():
        if one is not Criterion.STANDING:
            met.update(records.keys() & here.keys())
    stopped = said.get(Criterion.STANDING, {})
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for id_, count in met.items():
        groups[count + (id_ not in stopped)].append(id_)
    return groups


def _first(
    ids: Collection[int],
    here: Mapping[int, _Resident],
    said: Mapping[Criterion, Said],
    most: int,
) -> list[int]:
    """Return the first of those who meet equally many: by money executed, then by name."""
    executed = said.get(Criterion.EXECUTED, {})

    def place(id_: int) -> tuple[int, str, int]:
        cents = executed[id_][2] or 0 if id_ in executed else 0
        return -cents, here[id_].sort_key, id_

    return nsmallest(most, ids, key=place)


def _names(session: Session, ids: Collection[int]) -> dict[int, str]:
    table = EnterpriseRecord
    rows = session.execute(select(table.id, table.name).where(table.id.in_(ids)))
    return {id_: name for id_, name in rows}  # noqa: C416


def _match(
    id_: int,
    name: str,
    resident: _Resident,
    criteria: Collection[Criterion],
    said: Mapping[Criterion, Said],
) -> Match:
    executed = said.get(Criterion.EXECUTED, {}).get(id_)
    return Match(
        id_,
        name,
        resident.sort_key,
        tuple(_answer(one, said[one].get(id_), id_, resident.headcount) for one in criteria),
        (executed[2] or 0) if executed is not None else 0,
    )


def _answer(
    criterion: Criterion,
    record: tuple[int, str, int | None] | None,
    enterprise_id: int,
    headcount: int,
) -> Answer:
    """Return the answer that a record gives, or that there being none gives."""
    own = "enterprise"
    if record is not None:
        id_, said, figure = record
        fits = criterion is not Criterion.STANDING
        return Answer(criterion, fits, _TABLES[criterion], id_, said, figure)
    if criterion is Criterion.STANDING:
        return Answer(criterion, fits=True, table=own, record_id=enterprise_id)
    if criterion is Criterion.PEOPLE:
        return Answer(criterion, fits=False, table=own, record_id=enterprise_id, figure=headcount)
    return Answer(criterion, fits=False)


def _certificates(session: Session, need: Need, day: dt.date) -> Said:
    """Return the highest certificate in force of each; among equals the one that holds longest."""
    table = CertificationRecord
    query = select(table.enterprise_id, table.id, table.number, table.level).where(
        table.type_code == need.certification_type, in_force(day)
    )
    if need.least_level is not None:
        query = query.where(table.level >= need.least_level)
    rows = session.execute(query.order_by(table.level, table.expires_key, table.id))
    return {enterprise: (id_, number, level) for enterprise, id_, number, level in rows}


def _services(session: Session, need: Need, day: dt.date) -> Said:
    table = EnterpriseServiceRecord
    rows = session.execute(
        select(table.enterprise_id, table.id)
        .where(
            table.service_code_id == need.service_code_id,
            table.from_on <= day,
            or_(table.to_on.is_(None), table.to_on >= day),
        )
        .order_by(table.id)
    )
    return {enterprise: (id_, "", None) for enterprise, id_ in rows}


def _executed(session: Session, need: Need, day: dt.date) -> Said:
    """Return what each executed of the code up to the day, with the newest such contract."""
    contract, execution = ContractRecord, ContractExecutionRecord
    rows = session.execute(
        select(
            contract.enterprise_id,
            contract.id,
            contract.number,
            func.sum(execution.amount_usd_cents),
        )
        .join(execution, execution.contract_id == contract.id)
        .where(
            contract.service_code_id == need.service_code_id,
            contract.state.in_(sorted(COUNTED)),
            execution.executed_on <= day,
        )
        .group_by(contract.enterprise_id, contract.id, contract.number, contract.signed_on)
        .order_by(contract.signed_on, contract.id)
    )
    totals: Counter[int] = Counter()
    newest: dict[int, tuple[int, str]] = {}
    for enterprise, id_, number, cents in rows:
        totals[enterprise] += int(cents)
        newest[enterprise] = id_, number
    return {enterprise: (*newest[enterprise], cents) for enterprise, cents in totals.items()}


def _stops(session: Session, need: Need, day: dt.date) -> Said:
    """Return, of each enterprise with a stop that holds, the one that began last."""
    del need
    table = StopRecord
    rows = session.execute(
        select(table.enterprise_id, table.id, table.document_number)
        .where(
            table.from_on <= day,
            or_(table.until_on.is_(None), table.until_on >= day),
            or_(table.lifted_on.is_(None), table.lifted_on > day),
        )
        .order_by(table.from_on, table.id)
    )
    return {enterprise: (id_, document, None) for enterprise, id_, document in rows}


_ASKED = {
    Criterion.CERTIFICATE: _certificates,
    Criterion.SERVICE: _services,
    Criterion.EXECUTED: _executed,
    Criterion.STANDING: _stops,
}
_TABLES = {
    Criterion.CERTIFICATE: CertificationRecord.__tablename__,
    Criterion.SERVICE: EnterpriseServiceRecord.__tablename__,
    Criterion.EXECUTED: ContractRecord.__tablename__,
    Criterion.PEOPLE: EnterpriseRecord.__tablename__,
    Criterion.STANDING: StopRecord.__tablename__,
}
