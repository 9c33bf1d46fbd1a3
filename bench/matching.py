"""Opportunities matched against the registers: one as the window asks it, and 10,000 of them.

Processor time counts, as in `registers`, and the collector rests as the window's runner lets it.
Each enterprise has three certificates, an offered service and contracts with executions. One
opportunity is the use-case with its unit of work, the 95th percentile of a spread of needs, once
asked for the first time since the registers were changed and once again; its peer asks the
registers of one enterprise after another (100 of them, taken for all). The 10,000 are one after
another, as the window asks them: the spread asked first, and its mean again taken for the others.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from sqlalchemy import Connection, Select, create_engine, func, select, text

from bench.many import filled_park
from bench.many_contracts import fill
from bench.measure import Line, percentile
from bench.park import Scale
from bench.somebody import administrator
from parkdesk.collector import resting
from parkdesk.desk import Desk
from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.matching import Criterion, Need
from parkdesk.domain.opportunities import SaveOpportunity
from parkdesk.store.standing import in_force
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.store.work import Work
from parkdesk.usecases.matching import Matching, match_enterprises
from parkdesk.usecases.opportunities import add_opportunity
from parkdesk.usecases.opportunity_lists import kinds_to_ask

_CONTRACTS_EACH = 5
_OPPORTUNITIES = 10_000
_SAMPLE = 40
_ASKED_ALONE = 100
_ONE_MS, _ALL_S = 150.0, 60.0
_TIMES = 100.0
"""So many times sooner than one enterprise after another."""
_LEVELS = (None, 2, 3, 4, 5)
_PEOPLE = (None, 20, 100, 500, 1_500)


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return what one opportunity takes, and 10,000, at the scale's enterprises."""
    desk = administrator(_made(folder, scale.enterprises))
    try:
        ids = _posted(desk)
        first = [_one(desk, id_) for id_ in ids]
        taken = [[_one(desk, id_) for id_ in ids] for _ in range(rounds)]
        alone = [_alone(desk, ids, scale.enterprises) for _ in range(rounds)]
    finally:
        desk.close()
    p95 = median(percentile(one, 95) for one in taken)
    mean = median(sum(one) / len(one) for one in taken)
    full = scale == Scale.full()
    against = f"against {scale.enterprises:,} enterprises"
    peer = "one enterprise after another"
    return [
        Line(
            f"one opportunity {against}, p95", p95, "ms", _ONE_MS if full else None,
            peer_name=peer, peer=median(alone), wanted=_TIMES,
        ),
        Line(
            f"the first since a change {against}, p95", percentile(first, 95), "ms",
            _ONE_MS if full else None,
        ),
        Line(
            f"{_OPPORTUNITIES:,} opportunities {against}",
            (sum(first) + mean * (_OPPORTUNITIES - len(first))) / 1000, "s",
            _ALL_S if full else None,
        ),
    ]  # fmt: skip


def _taken(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _one(desk: Desk, id_: int) -> float:
    def ask() -> Matching:
        with resting(), desk.work(read_only=True) as work:
            return match_enterprises(work, id_)

    return _taken(ask)


# The peer: what somebody writes who asks the registers of one enterprise at a time


def _alone(desk: Desk, ids: Sequence[int], enterprises: int) -> float:
    with resting(), desk.work(read_only=True) as work:
        needs = [match_enterprises(work, id_).need for id_ in ids[:3]]
        chosen = work.session.scalars(
            select(EnterpriseRecord.id).order_by(EnterpriseRecord.id).limit(_ASKED_ALONE)
        ).all()

        def ask() -> None:
            for need in needs:
                for id_ in chosen:
                    list(_answers(work, need, id_))

        return _taken(ask) / len(needs) * enterprises / len(chosen)


def _answers(work: Work, need: Need, id_: int) -> Iterator[tuple[Criterion, bool]]:
    enterprise = work.session.get_one(EnterpriseRecord, id_)
    for one in need.criteria():
        if one is Criterion.PEOPLE:
            yield one, enterprise.headcount >= (need.people or 0)
        else:
            yield one, work.session.scalar(_question(one, need, id_, work.today)) is not None


def _question(one: Criterion, need: Need, id_: int, day: dt.date) -> Select[int]:
    contract, execution = ContractRecord, ContractExecutionRecord
    if one is Criterion.CERTIFICATE:
        record = CertificationRecord
        return select(record.id).where(
            record.enterprise_id == id_,
            record.type_code == need.certification_type,
            record.level >= (need.least_level or 0),
            in_force(day),
        )
    if one is Criterion.SERVICE:
        offered = EnterpriseServiceRecord
        return select(offered.id).filter_by(enterprise_id=id_, service_code_id=need.service_code_id)
    if one is Criterion.STANDING:
        return select(StopRecord.id).where(StopRecord.enterprise_id == id_)
    return (
        select(func.sum(execution.amount_usd_cents))
        .join(contract, contract.id == execution.contract_id)
        .where(
            contract.enterprise_id == id_,
            contract.service_code_id == need.service_code_id,
            contract.state.in_(sorted(COUNTED)),
        )
    )


# The park


def _posted(desk: Desk) -> list[int]:
    """Post opportunities whose needs are spread over kinds, levels, codes and sizes."""
    draw = random.Random(7)  # noqa: S311 (no secret)
    with desk.work(read_only=False) as work:
        kinds = {one.code: one.top_level for one in kinds_to_ask(work)}
        held = work.session.scalars(select(CertificationRecord.type_code).distinct())
        tops = [(code, kinds[code]) for code in sorted(held) if code in kinds]
        codes = _contracted(work)
        return [
            add_opportunity(work, _form(work, draw, tops, codes[number % len(codes)]))
            for number in range(_SAMPLE)
        ]


def _contracted(work: Work) -> list[int]:
    record = ContractRecord
    found = work.session.scalars(
        select(record.service_code_id)
        .where(record.service_code_id.is_not(None))
        .group_by(record.service_code_id)
        .order_by(func.count().desc())
    )
    return [one for one in found if one is not None]


def _form(
    work: Work, draw: random.Random, tops: Sequence[tuple[str, int]], code: int
) -> SaveOpportunity:
    kind, top = draw.choice(tops)
    levels = [one for one in _LEVELS if one is None or one <= top]
    return SaveOpportunity(
        "软件测试", "对日工作组", work.today, None, service_code_id=code, certification_type=kind,
        least_level=draw.choice(levels), people=draw.choice(_PEOPLE),
    )  # fmt: skip


def _made(folder: Path, enterprises: int) -> Path:
    place = folder / f"matching-{enterprises}"
    if not (place / "park.db").exists():
        shutil.copytree(filled_park(folder, enterprises), place)
        engine = create_engine(f"sqlite:///{place / 'park.db'}")
        fill(engine, enterprises, enterprises * _CONTRACTS_EACH)
        with engine.begin() as connection:
            _offer(connection)
        engine.dispose()
    return place


def _offer(connection: Connection) -> None:
    """Let each enterprise offer the service of its first contract, every seventh until lately."""
    connection.execute(
        text(
            "INSERT INTO enterprise_service (enterprise_id, service_code_id, market, layer,"
            " is_main, from_on, to_on, note, version)"
            " SELECT c.enterprise_id, c.service_code_id, 'offshore', '', 0, '2020-01-01',"
            " CASE WHEN c.enterprise_id % 7 = 0 THEN '2026-06-30' END, '', 1"
            " FROM contract AS c WHERE c.service_code_id IS NOT NULL"
            " AND c.id IN (SELECT min(id) FROM contract GROUP BY enterprise_id)"
        )
    )
    connection.execute(text("ANALYZE"))
