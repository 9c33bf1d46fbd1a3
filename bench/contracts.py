"""Lists of 50,000 contracts and of 50,000 executions: from the workbook to committed rows.

Read, looked up, judged row by row with every fault told, trailed, and inserted by the column.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bench.measure import Line
from bench.park import Scale
from bench.somebody import administrator
from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from parkdesk.desk import Desk
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.stops import StopEffect
from parkdesk.excel.contracts import CONTRACT_COLUMNS
from parkdesk.excel.executions import EXECUTION_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.writing import write_list
from parkdesk.store.stops import forbidden
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.contract_exports import ListedContract
from parkdesk.usecases.contract_imports import import_contracts
from parkdesk.usecases.execution_imports import ListedExecution, import_executions

_ROWS = 50_000
_LEAST = 5_000.0
"""Rows a second, reading included: the whole list within ten seconds."""
_Rates = tuple[float, float]
_DOUBTS = frozenset({"import-has-doubts"})
_SIGNED, _EXECUTED = dt.date(2026, 7, 1), dt.date(2026, 10, 1)


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return rows a second of both lists; the scale is the list's own."""
    del scale
    place = folder / "contracts"
    if not (place / "park.db").exists():
        make_demo(str(place), Size(1_000, 0)).desk.close()
    desk = administrator(place)
    try:
        owners = _owners(desk)
        taken = [_round(desk, folder, owners, number) for number in range(max(rounds // 2, 1))]
    finally:
        desk.close()
    contracts, executions = zip(*taken, strict=True)
    lines = []
    for name, rates in (("contracts", contracts), ("executions", executions)):
        clock, processor = (statistics.median(ones) for ones in zip(*rates, strict=True))
        what = f"import of {_ROWS:,} {name}"
        lines += [
            Line(f"{what}, by the clock", clock, "rows/s", _LEAST, at_most=False),
            Line(f"{what}, by processor time", processor, "rows/s", _LEAST, at_most=False),
        ]
    return lines


def _owners(desk: Desk) -> list[tuple[str, str]]:
    """Return name and code of tenants that may sign."""
    with desk.work(read_only=True) as work:
        stopped = forbidden(work.session, StopEffect.CONTRACTS, work.today)
        found = work.session.execute(
            select(EnterpriseRecord.id, EnterpriseRecord.name, EnterpriseRecord.code).where(
                EnterpriseRecord.status == EnterpriseStatus.RESIDENT
            )
        )
        return [(name, code) for id_, name, code in found if id_ not in stopped]


def _round(
    desk: Desk, folder: Path, owners: list[tuple[str, str]], number: int
) -> tuple[_Rates, _Rates]:
    prefix = f"B{int(time.time())}-{number}"
    book = folder / "contracts.xlsx"
    write_list(book, CONTRACT_COLUMNS, _contracts(prefix, owners), title="Contracts")
    signed = _rate(desk, lambda: read_sheet(book, CONTRACT_COLUMNS), import_contracts)
    write_list(book, EXECUTION_COLUMNS, _executions(prefix), title="Executions")
    return signed, _rate(desk, lambda: read_sheet(book, EXECUTION_COLUMNS), import_executions)


def _rate(desk: Desk, read: Callable[[], Any], bring: Callable[..., Any]) -> _Rates:
    """Return rows a second by the clock, and by processor time."""
    started = time.perf_counter(), time.process_time()
    sheet = read()
    with desk.work(read_only=False) as work:
        done = bring(work, sheet, _DOUBTS)
    assert done.new == _ROWS
    ended = time.perf_counter(), time.process_time()
    return _ROWS / (ended[0] - started[0]), _ROWS / (ended[1] - started[1])


def _contracts(prefix: str, owners: list[tuple[str, str]]) -> list[ListedContract]:
    return [
        ListedContract(
            number=f"{prefix}-{place}",
            enterprise=owners[place % len(owners)][0],
            code=owners[place % len(owners)][1],
            client=f"Client {place % 500}",
            country_code=("美国", "中国", "中国香港")[place % 3],
            final_customer="",
            service_line=tuple(ServiceLine)[place % 3],
            currency="USD",
            amount=Decimal(1_000 + place),
            signed_on=_SIGNED + dt.timedelta(days=place % 80),
            starts_on=None,
            ends_on=None,
            subject="",
            service_code="",
            layer=None,
            note="",
        )
        for place in range(_ROWS)
    ]


def _executions(prefix: str) -> list[ListedExecution]:
    return [
        ListedExecution(f"{prefix}-{place}", _EXECUTED, Decimal(10), "USD", f"R{place}", "")
        for place in range(_ROWS)
    ]
