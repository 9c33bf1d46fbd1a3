"""Who fits an opportunity best, and what the registers say of these: a record for each answer.

Nearly every enterprise of a park meets something, and a person looks at the best of them: the
answers are put into words for these alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.matching import Answer, Criterion, Match, Need, ranked
from parkdesk.store import matching_sets as sets
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.tables.stops import StopRecord

Said: TypeAlias = Mapping[int, tuple[int, str, int | None]]
"""By enterprise: the record that speaks, what it says in short, its figure."""
_FEW = 2_000
"""So many of a set are put in their order by themselves; more are sought in that of the names."""


@dataclass(frozen=True, slots=True)
class Best:
    """The enterprises that fit best, and how many there are beside them."""

    matches: tuple[Match, ...]
    full: int
    """How many meet everything."""
    considered: int
    """How many meet something beside the standing."""


def best_matches(
    session: Session, need: Need, day: dt.date, without: Collection[int], most: int
) -> Best:
    """Return the first `most` enterprises of the park in the order of `ranked`."""
    known = sets.sets_on(session, day)
    roll = known.roll(session)
    met = sets.by_count(known.asked(session, need).values(), roll.all & ~sets.of_ids(without))
    stopped = known.stopped(session)
    money = sets.NOBODY
    if need.service_code_id is not None:
        money = known.executed(session, need.service_code_id)
    # Nobody is here who meets nothing, and a good standing counts as one thing met.
    groups = [0, *met[1:], 0]
    chosen: list[int] = []
    for count in range(len(groups) - 1, 0, -1):
        group = (groups[count - 1] & ~stopped) | (groups[count] & stopped)
        if group and len(chosen) < most:
            chosen += _first(roll, money, group, most - len(chosen))
    return Best(
        tuple(ranked(_matches(session, need, day, chosen))),
        (met[-1] & ~stopped).bit_count(),
        sum(one.bit_count() for one in met[1:]),
    )


def _first(roll: sets.Roll, money: sets.Executed, group: int, most: int) -> list[int]:
    """Return the first of those who meet equally many: by money executed, then by name."""
    chosen, cents = _rich(money, group, most)
    if len(chosen) < most:
        chosen += _by_name(roll, group & ~sets.of_ids(chosen), most - len(chosen), cents)
    return sorted(chosen, key=lambda id_: (-cents.get(id_, 0), roll.place[id_]))[:most]


def _rich(found: sets.Executed, group: int, most: int) -> tuple[list[int], dict[int, int]]:
    """Return those of a group with money executed, the most first, with all who have as much."""
    rich = group & found.all
    if rich.bit_count() <= _FEW:
        cents = {id_: found.by_id[id_] for id_ in sets.members(rich)}
        return [id_ for id_, total in cents.items() if total > 0], cents
    return _richest(found, group, most)


def _richest(found: sets.Executed, group: int, most: int) -> tuple[list[int], dict[int, int]]:
    """Return what `_rich` does, of many: from whoever executed most downwards."""
    belongs, ids, cents = sets.holder(group), [], {}
    least = 0
    for id_, total in zip(found.ids, found.cents, strict=True):
        if total <= 0 or total < least:
            break
        if belongs(id_):
            ids.append(id_)
            cents[id_] = total
            if len(ids) == most:
                least = total
    for id_, total in zip(reversed(found.ids), reversed(found.cents), strict=True):
        if total >= 0:
            break
        if belongs(id_):
            cents[id_] = total
    return ids, cents


def _by_name(roll: sets.Roll, group: int, most: int, cents: Mapping[int, int]) -> list[int]:
    """Return the first of a group by name; who executed less than nothing comes last."""
    last = sets.of_ids(id_ for id_, total in cents.items() if total < 0)
    return [*_sought(roll, group & ~last, most), *sets.members(group & last)]


def _sought(roll: sets.Roll, group: int, most: int) -> list[int]:
    if group.bit_count() <= _FEW:
        return sorted(sets.members(group), key=roll.place.__getitem__)[:most]
    belongs = sets.holder(group)
    return list(islice((id_ for id_ in roll.ids if belongs(id_)), most))


def _matches(session: Session, need: Need, day: dt.date, ids: Collection[int]) -> list[Match]:
    table = EnterpriseRecord
    rows = session.execute(
        select(table.id, table.name, table.sort_key, table.headcount).where(table.id.in_(ids))
    ).all()
    heads = {row.id: row.headcount for row in rows}
    criteria = need.criteria()
    said = {one: _ASKED[one](session, need, day, ids) for one in criteria if one in _ASKED}
    if need.people is not None:
        said[Criterion.PEOPLE] = {
            id_: (id_, "", count) for id_, count in heads.items() if count >= need.people
        }
    money = said.get(Criterion.EXECUTED, {})
    return [
        Match(
            row.id,
            row.name,
            row.sort_key,
            tuple(_answer(one, said[one].get(row.id), row.id, row.headcount) for one in criteria),
            (money[row.id][2] or 0) if row.id in money else 0,
        )
        for row in rows
    ]


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


def _certificates(session: Session, need: Need, day: dt.date, ids: Collection[int]) -> Said:
    """Return the highest certificate in force of each; among equals the one that holds longest."""
    table = CertificationRecord
    rows = session.execute(
        sets.certified(need, day)
        .add_columns(table.id, table.number, table.level)
        .where(table.enterprise_id.in_(ids))
        .order_by(table.level, table.expires_key, table.id)
    )
    return {enterprise: (id_, number, level) for enterprise, id_, number, level in rows}


def _services(session: Session, need: Need, day: dt.date, ids: Collection[int]) -> Said:
    table = EnterpriseServiceRecord
    rows = session.execute(
        sets.offering(need.service_code_id or 0, day)
        .add_columns(table.id)
        .where(table.enterprise_id.in_(ids))
        .order_by(table.id)
    )
    return {enterprise: (id_, "", None) for enterprise, id_ in rows}


def _executed(session: Session, need: Need, day: dt.date, ids: Collection[int]) -> Said:
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
            contract.enterprise_id.in_(ids),
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


def _stops(session: Session, need: Need, day: dt.date, ids: Collection[int]) -> Said:
    """Return, of each enterprise with a stop that holds, the one that began last."""
    del need
    table = StopRecord
    rows = session.execute(
        sets.stops_on(day)
        .add_columns(table.id, table.document_number)
        .where(table.enterprise_id.in_(ids))
        .order_by(table.from_on, table.id)
    )
    return {enterprise: (id_, document, None) for enterprise, id_, document in rows}


_ASKED: Mapping[Criterion, Callable[[Session, Need, dt.date, Collection[int]], Said]] = {
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
