"""A quarter's figures over 1,000,000 contracts and 3,000,000 executions, on both databases.

On the embedded database processor time counts, as in `registers`; a server works in processes of
its own, so there it is the clock. "From nothing" is a desk that has asked for no figure yet;
"again" is the page of somebody at work, asked after an execution was recorded. What each tab of
the page asks is measured by itself.
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
from bench.park import Scale, administrator, made_park
from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from parkdesk.desk import Desk
from parkdesk.domain.calendar import Quarter
from parkdesk.store.tables.contracts import ContractExecutionRecord
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
_FROM_NOTHING, _AGAIN = 1_000.0, 50.0
"""Milliseconds: a quarter's figures, and the same after a small change."""


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return the figures on an embedded database and on a server."""
    lines = _lines("embedded", str(_embedded(folder, scale)), scale, rounds)
    with _server(scale) as place:
        return [*lines, *_lines("server", place, scale, rounds)]


def _lines(backend: str, place: str, scale: Scale, rounds: int) -> list[Line]:
    clock = time.process_time if backend == "embedded" else time.perf_counter
    contracts = scale.enterprises * _CONTRACTS_EACH
    name = f"{contracts:,} contracts, {contracts * EXECUTIONS:,} executions, {backend}"
    first: dict[str, list[float]] = {}
    again: list[float] = []
    for _ in range(rounds):
        desk = administrator(place)
        try:
            for what, ask in _asked().items():
                first.setdefault(what, []).append(_taken(clock, ask, desk))
            again.append(_after_a_change(clock, desk))
        finally:
            desk.close()
    lines = [
        Line(
            f"{name}: {what}",
            median(taken),
            "ms",
            _FROM_NOTHING if what == "figures from nothing" else None,
        )
        for what, taken in first.items()
    ]
    return [*lines, Line(f"{name}: again after a change", median(again), "ms", _AGAIN)]


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
        "figures from nothing": asking(park_figures, _QUARTER),
        "year so far, after it": asking(park_year, _QUARTER),
        "charts of two years, after it": asking(park_series, _QUARTER, _SERIES),
        "concentration": asking(park_concentration, _QUARTER),
        "threshold watch": asking(threshold_watch, _QUARTER),
    }


def _after_a_change(clock: Clock, desk: Desk) -> float:
    """Record an execution, then ask for the figures and the year so far, as the page does."""
    with desk.work(read_only=False) as work:
        contract = work.session.scalar(
            text("SELECT max(id) FROM contract WHERE counted_on < '2026-07-01'")
        )
        work.add(
            ContractExecutionRecord(
                contract_id=int(contract or 0),
                executed_on=dt.date(2026, 9, 9),
                amount_minor=100,
                amount_usd_cents=100,
            )
        )

    def ask(desk: Desk) -> None:
        with desk.work(read_only=True) as work:
            park_figures(work, _QUARTER)
            park_year(work, _QUARTER)

    return _taken(clock, ask, desk)


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
