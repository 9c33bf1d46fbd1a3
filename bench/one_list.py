"""One list in one process: `python -m bench.one_list ours|theirs PARK` prints its figures."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView

from bench.measure import percentile
from bench.somebody import administrator

_JUMPS = 40
_SEED = 1
Wait = Callable[[], None]
Show = Callable[[QApplication], tuple[QTableView, Wait]]


def main() -> None:
    """Measure the list named on the command line."""
    whose, place = sys.argv[1], Path(sys.argv[2])
    app = QApplication([])
    make = {"ours": _ours, "theirs": _theirs}[whose]
    opened = make(place)
    before = _megabytes()
    started = time.perf_counter()
    view, wait = opened(app)
    view.resize(1280, 800)
    view.show()
    wait()
    found = {"first": _since(started)}
    bar = view.verticalScrollBar()
    model = view.model()
    started = time.perf_counter()
    while model.canFetchMore(view.rootIndex()):
        model.fetchMore(view.rootIndex())
    bar.setValue(bar.maximum())
    wait()
    found["end"] = _since(started)
    found["jump"] = percentile(_jumps(view, wait), 95)
    found["memory"] = _megabytes() - before
    print(json.dumps(found), flush=True)
    # Nothing is worth the time that an orderly end takes with a million rows fetched.
    os._exit(0)


def _jumps(view: QTableView, wait: Wait) -> list[float]:
    rng = random.Random(_SEED)  # noqa: S311 (places to jump to)
    bar = view.verticalScrollBar()
    taken = []
    for _ in range(_JUMPS):
        target = rng.randrange(bar.maximum())
        started = time.perf_counter()
        bar.setValue(target)
        wait()
        taken.append(_since(started))
    return taken


def _ours(place: Path) -> Show:
    """Return what shows our list; the park is open and the libraries are loaded by then."""
    from parkdesk.gui.runner import Runner
    from parkdesk.gui.table_model import Column, WindowedModel
    from parkdesk.gui.widgets.record_table import RecordTable
    from parkdesk.usecases.trail import TrailFilter, TrailRow, list_trail

    runner = Runner(administrator(place))
    columns: tuple[Column[TrailRow], ...] = (
        Column("id", lambda row: str(row.id), sort="id"),
        Column("at", lambda row: f"{row.at:%Y-%m-%d %H:%M}"),
        Column("actor", lambda row: row.actor, sort="actor"),
        Column("action", lambda row: row.action, sort="action"),
        Column("table", lambda row: row.table),
        Column("row", lambda row: str(row.row_id)),
        Column("count", lambda row: str(row.count), numeric=True),
        Column("change", lambda row: str(row.changes)),
    )

    def show(app: QApplication) -> tuple[QTableView, Wait]:
        view: RecordTable[TrailRow] = RecordTable()
        model = WindowedModel(
            columns,
            lambda sort, offset, limit, arrived: runner.run(
                view, list_trail, TrailFilter(), sort, offset, limit
            ).done(arrived),
        )
        view.set_model(model)
        model.reload()

        loop = QEventLoop()
        model.settled.connect(loop.quit)

        def wait() -> None:
            # A jump is over when the rows in view have come and been painted. Waiting in a loop of
            # events leaves the interpreter to the thread that reads.
            app.processEvents()
            view.viewport().repaint()
            if not model.is_settled:
                loop.exec()
            view.viewport().repaint()

        return view, wait

    return show


def _theirs(place: Path) -> Show:
    database = QSqlDatabase.addDatabase("QSQLITE")
    database.setDatabaseName(str(place / "park.db"))
    assert database.open(), database.lastError().text()

    def show(app: QApplication) -> tuple[QTableView, Wait]:
        model = QSqlTableModel(None, database)
        model.setTable("trail")
        model.select()
        view = QTableView()
        view.setModel(model)

        def wait() -> None:
            app.processEvents()
            view.viewport().repaint()

        return view, wait

    return show


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
