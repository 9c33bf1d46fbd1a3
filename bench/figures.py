"""A quarter's figures over 1,000,000 contracts and 3,000,000 executions, on both databases.

On the embedded database processor time counts, as in `registers`; a server works in processes of
its own, so there it is the clock. "From nothing" is a desk that has asked for no figure yet: the
page in the morning, and after a restore, whose sums came with the backup. "Again" is the page of
somebody at work, asked after an execution was recorded, here or at another desk, and after 50,000
of them came in at once. What each tab of the page asks is measured by itself. The peer
adds the same figures up from the contracts and executions, as a writer does.
"""

from __future__ import annotations

import datetime as dt
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from sqlalchemy import create_engine, text

from bench.many_contracts import EXECUTIONS, fill
from bench.measure import Line
from bench.park import Scale, made_park
from bench.somebody import administrator
from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from parkdesk.desk import Desk
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.park_figures import ParkFigureKey
from parkdesk.store.tables.contracts import ContractExecutionRecord
from parkdesk.store.work import Work
from parkdesk.usecases.figure_rows import Dimension, FigureChoice, figure_breakdown
from parkdesk.usecases.park_figures import (
    park_concentration,
    park_figures,
    park_series,
    park_year,
)
from parkdesk.usecases.threshold_watch import threshold_watch
from tests.postgres import throw_away_server

Clock = Callable[[], float]
_SMALL = 400
_CONTRACTS_EACH = 10
_QUARTER = Quarter(2026, 3)
_SERIES = 8
_DAYS = 92
_EXECUTED = FigureChoice(ParkFigureKey.EXECUTED, _QUARTER)
_MANY = 50_000
_NOTHING = "figures from nothing"
_ROWS = "from the rows"
_TIMES = 10.0
"""So many times sooner than from the rows, in the same run."""
_SAVED = "saving an execution"
_AGAIN = "figures and year so far after it"
_ELSEWHERE = "the same after another desk's"
_BULK_SAVED = "saving 50,000 executions at once"
_BULK = "figures and year so far after them"
_CONCENTRATION = "concentration"
_WATCH = "threshold watch"
_WATCH_AGAIN = "threshold watch after an execution"
_LIMITS = {
    _NOTHING: 1_000.0,
    _CONCENTRATION: 1_000.0,
    _WATCH: 1_000.0,
    _AGAIN: 50.0,
    _ELSEWHERE: 50.0,
    _BULK: 1_000.0,
}
"""Milliseconds: a quarter's figures, and the same after a change."""


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return the figures on an embedded database and on a server."""
    lines = _lines("embedded", str(_embedded(folder, scale)), scale, rounds)
    with _server(scale) as place:
        return [*lines, *_lines("server", place, scale, rounds)]


def _lines(backend: str, place: str, scale: Scale, rounds: int) -> list[Line]:
    clock = time.process_time if backend == "embedded" else time.perf_counter
    contracts = scale.enterprises * _CONTRACTS_EACH
    name = f"{contracts:,} contracts, {contracts * EXECUTIONS:,} executions, {backend}"
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for what, taken in _round(clock, place).items():
            found.setdefault(what, []).append(taken)
    from_rows = median(found.pop(_ROWS))
    return [
        Line(
            f"{name}: {what}",
            median(taken),
            "ms",
            _LIMITS.get(what),
            peer_name="added up from the rows" if what == _NOTHING else "",
            peer=from_rows if what == _NOTHING else None,
            wanted=_TIMES if what == _NOTHING else None,
        )
        for what, taken in found.items()
    ]


def _round(clock: Clock, place: str) -> dict[str, float]:
    desk, other = administrator(place), administrator(place)
    try:
        found = {what: _taken(clock, ask, desk) for what, ask in _asked().items()}
        found[_ROWS] = _taken(clock, _from_rows, other)
        found[_SAVED] = _taken(clock, _record, desk)
        found[_AGAIN] = _taken(clock, _page, desk)
        found[_WATCH_AGAIN] = _taken(clock, _watch, desk)
        _record(other)
        found[_ELSEWHERE] = _taken(clock, _page, desk)
        found[_BULK_SAVED] = _taken(clock, _record_many, other)
        found[_BULK] = _taken(clock, _page, desk)
    finally:
        desk.close()
        other.close()
    return found


def _taken(clock: Clock, ask: Callable[[Desk], object], desk: Desk) -> float:
    started = clock()
    ask(desk)
    return (clock() - started) * 1000


def _asked() -> dict[str, Callable[[Desk], object]]:
    def asking(use_case: Callable[..., object], *args: object) -> Callable[[Desk], object]:
        def ask(desk: Desk) -> object:
            with desk.work(read_only=True) as work:
                return use_case(work, *args)

        return ask

    return {
        _NOTHING: asking(park_figures, _QUARTER),
        "year so far, after it": asking(park_year, _QUARTER),
        "charts of two years, after it": asking(park_series, _QUARTER, _SERIES),
        "executed by service code": asking(figure_breakdown, _EXECUTED, Dimension.SERVICE_CODE),
        "executed by month": asking(figure_breakdown, _EXECUTED, Dimension.MONTH),
        _CONCENTRATION: asking(park_concentration, _QUARTER),
        _WATCH: asking(threshold_watch, _QUARTER),
    }


def _from_rows(desk: Desk) -> None:
    """Ask as a writer does: nothing that is kept is taken for it."""
    with desk.work(read_only=False) as work:
        park_figures(work, _QUARTER)


def _page(desk: Desk) -> None:
    """Ask for the figures and the year so far, as the page does."""
    with desk.work(read_only=True) as work:
        park_figures(work, _QUARTER)
        park_year(work, _QUARTER)


def _watch(desk: Desk) -> None:
    with desk.work(read_only=True) as work:
        threshold_watch(work, _QUARTER)


def _record(desk: Desk) -> None:
    """Record an execution of a contract that was signed earlier."""
    with desk.work(read_only=False) as work:
        work.add(ContractExecutionRecord(**_execution(_signed_before(work), 0)))


def _record_many(desk: Desk) -> None:
    """Write 50,000 executions of the quarter, as an import does once it has judged its list."""
    with desk.work(read_only=False) as work:
        contract = _signed_before(work)
        work.insert_many(
            ContractExecutionRecord,
            [
                {"version": 1, "receipt_no": "", "note": "", **_execution(contract - place, place)}
                for place in range(_MANY)
            ],
        )


def _signed_before(work: Work) -> int:
    last = work.session.scalar(text("SELECT max(id) FROM contract WHERE counted_on < '2026-07-01'"))
    return int(last or 0)


def _execution(contract: int, place: int) -> dict[str, object]:
    day = _QUARTER.first + dt.timedelta(days=place % _DAYS)
    return {
        "contract_id": contract,
        "executed_on": day,
        "counted_on": day,
        "amount_minor": 100,
        "amount_usd_cents": 100,
        "usd_rate": "1",
    }


def _embedded(folder: Path, scale: Scale) -> Path:
    place = folder / f"contracts-{scale.enterprises}"
    if not (place / "park.db").exists():
        small, _ = made_park(folder, Scale("contracts", _SMALL, _SMALL, 0, 0))
        shutil.copytree(small, place)
        engine = create_engine(f"sqlite:///{place / 'park.db'}")
        fill(engine, scale.enterprises, scale.enterprises * _CONTRACTS_EACH)
        engine.dispose()
    return place


@contextmanager
def _server(scale: Scale) -> Iterator[str]:
    with throw_away_server() as url:
        administration = create_engine(url, isolation_level="AUTOCOMMIT")
        with administration.connect() as connection:
            connection.execute(text("CREATE DATABASE park"))
        administration.dispose()
        place = f"{url.rpartition('/')[0]}/park"
        make_demo(place, Size(_SMALL, _SMALL)).desk.close()
        engine = create_engine(place)
        fill(engine, scale.enterprises, scale.enterprises * _CONTRACTS_EACH)
        engine.dispose()
        yield place
