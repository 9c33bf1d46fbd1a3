"""What the compliance rules look at: 10,000 enterprises, 30,000 certificates, 50,000 contracts.

Processor time counts, as in `registers`, and the collector rests while there is work, for us and
for the peer, as the window's runner lets it. "First" is a park that was never looked at; after it
come one save, an import of 300 enterprises and nothing at all, each followed by a look. The peer of
the first look asks the same rules of one enterprise after another: 300 of them are measured, and
the time is taken for all. The peer of the others is the first look: what a program does that does
not know what changed.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, delete, func, select

from bench.many import filled_park
from bench.many_contracts import fill
from bench.measure import Line
from bench.park import Scale
from bench.somebody import administrator
from parkdesk.collector import resting
from parkdesk.desk import Desk
from parkdesk.store.compliance_park import park_facts
from parkdesk.store.compliance_rules import rule_book
from parkdesk.store.findings import outcomes
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingDayRecord, FindingRecord, FindingRunRecord
from parkdesk.usecases.findings import refresh_findings

_ENTERPRISES, _CONTRACTS = 10_000, 50_000
_SAMPLE = 300
_IMPORTED = 300
_FIRST = "the first look"
_ONE_BY_ONE = "one after another"
_AFTER_SAVE = "a look after one save"
_IMPORTING = "entering 300 enterprises at once"
_AFTER_IMPORT = "a look after them"
_NOTHING = "a look with nothing to do"
_LIMITS = {_FIRST: 10_000.0, _AFTER_SAVE: 50.0, _AFTER_IMPORT: 500.0, _NOTHING: 20.0}
"""Milliseconds of processor time."""
_WANTED = {_FIRST: 5.0, _AFTER_SAVE: 100.0, _AFTER_IMPORT: 20.0, _NOTHING: 100.0}
"""So many times sooner than the peer."""


def measure(folder: Path, _scale: Scale, rounds: int) -> list[Line]:
    """Return the looks at a park of one size, whatever the scale."""
    made = _made(folder)
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for what, one in _round(folder, made).items():
            found.setdefault(what, []).append(one)
    medians = {what: median(times) for what, times in found.items()}
    one_by_one = medians.pop(_ONE_BY_ONE)
    return [
        Line(
            f"{_ENTERPRISES:,} enterprises: {what}",
            taken,
            "ms",
            _LIMITS.get(what),
            peer_name=_peer(what),
            peer=(one_by_one if what == _FIRST else medians[_FIRST]) if _peer(what) else None,
            wanted=_WANTED.get(what),
        )
        for what, taken in medians.items()
    ]


def _peer(what: str) -> str:
    if what == _FIRST:
        return _ONE_BY_ONE
    return _FIRST if what in _WANTED else ""


def _round(folder: Path, made: Path) -> dict[str, float]:
    place = folder / "findings-round"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made, place)
    desk = administrator(place)
    try:
        _forget(desk)
        return {
            _ONE_BY_ONE: _taken(_look_one_by_one, desk) * _ENTERPRISES / _SAMPLE,
            _FIRST: _taken(_look, desk),
            _NOTHING: _taken(_look, desk),
            **_after_save(desk),
            _IMPORTING: _taken(_import, desk),
            _AFTER_IMPORT: _taken(_look, desk),
        }
    finally:
        desk.close()


def _taken(work: Callable[[Desk], object], desk: Desk) -> float:
    started = time.process_time()
    work(desk)
    return (time.process_time() - started) * 1000


def _forget(desk: Desk) -> None:
    """Let the park be one that was never looked at."""
    with desk.engine.begin() as connection:
        for record in (FindingRecord, FindingDayRecord, FindingRunRecord):
            connection.execute(delete(record))


def _look(desk: Desk) -> None:
    left = 1
    while left:
        with resting(), desk.work(read_only=False) as work:
            left = refresh_findings(work).left


def _look_one_by_one(desk: Desk) -> None:
    """Ask the same of some enterprises, one at a time; nothing is written."""
    with resting(), desk.work(read_only=True) as work:
        session = work.session
        book, park = rule_book(session), park_facts(session, work.today)
        record = EnterpriseRecord
        ids = session.scalars(select(record.id).order_by(record.id).limit(_SAMPLE)).all()
        for id_ in ids:
            outcomes(session, [id_], park, book)


def _after_save(desk: Desk) -> dict[str, float]:
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, 1).short_name += "甲"
    return {_AFTER_SAVE: _taken(_look, desk)}


def _import(desk: Desk) -> None:
    """Enter enterprises at once, as an import does once it has judged its list."""
    table = EnterpriseRecord.__table__
    with desk.work(read_only=False) as work:
        last = work.session.scalar(select(func.max(table.c.id))) or 0
        one = dict(work.session.execute(select(table).where(table.c.id == 1)).mappings().one())
        rows = [
            one
            | {
                "id": last + number,
                "code": f"9132059{last + number:011d}",
                "name": f"{one['name']}{last + number}",
            }
            for number in range(1, _IMPORTED + 1)
        ]
        work.insert_many(EnterpriseRecord, rows)


def _made(folder: Path) -> Path:
    place = folder / f"findings-{_ENTERPRISES}"
    if not (place / "park.db").exists():
        shutil.copytree(filled_park(folder, _ENTERPRISES), place)
        engine = create_engine(f"sqlite:///{place / 'park.db'}")
        fill(engine, _ENTERPRISES, _CONTRACTS)
        engine.dispose()
    return place
