"""One register's page in one process: `python -m bench.one_register PAGE PARK` prints its figures.

The page stands in the program's own window at 1440 by 900. A figure is the processor time of all
threads from what the person does to the rows painted: what a machine with nothing else to do takes,
also when it is measured on one that is shared. The detail beside the list follows later, as it does
for people. Waiting in a loop of events leaves the interpreter to the thread that reads.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from bench.measure import percentile
from bench.somebody import administrator

_JUMPS = 40
_SEED = 1
_WORDS = ("软件", "wx", "zzzz")
"""Part of many names, initials, and nothing that is there."""


class Bench:
    """The page, and how long what is done on it takes."""

    def __init__(self, app: QApplication, key: str, place: Path) -> None:
        from parkdesk.gui.lasting import Lasting
        from parkdesk.gui.runner import Runner
        from parkdesk.gui.workspace import Workspace

        self._app = app
        self.runner = Runner(administrator(place))
        self.runner.failed.connect(_give_up)
        # As the program does once somebody has signed in.
        lasting = Lasting(self.runner)
        self.workspace = Workspace(self.runner)
        self.workspace.page_opened.connect(lasting.expect)
        self.workspace.resize(1440, 900)
        self.workspace.show()
        self.quiet()
        # What Python imports for the page is the start's figure; here the list is fetched again.
        page: Any = self.workspace.open_page(key)
        self.page = page
        self.table = page.table
        self.quiet()

    def quiet(self) -> None:
        """Wait until nothing at all is under way."""
        self._app.processEvents()
        while not self.runner.is_idle:
            loop = QEventLoop()
            self.runner.idle.connect(loop.quit)
            loop.exec()
            self._app.processEvents()

    def took(self, act: Callable[[], object]) -> float:
        """Return the milliseconds from an act to the painted rows, then wait for the rest."""
        started = time.process_time()
        act()
        self._app.processEvents()
        records = self.table.records
        if not records.is_settled:
            loop = QEventLoop()
            records.settled.connect(loop.quit)
            loop.exec()
        self.table.viewport().repaint()
        taken = (time.process_time() - started) * 1000
        self.quiet()
        return taken


def _give_up(request: Any) -> None:  # noqa: ANN401
    """Leave with the reason: a list that failed never comes to rest."""
    print(request.error, file=sys.stderr, flush=True)
    os._exit(1)


def main() -> None:
    """Measure the page named on the command line."""
    app = QApplication([])
    key, place = sys.argv[1], Path(sys.argv[2])
    bench = Bench(app, key, place)
    bar = bench.table.verticalScrollBar()
    found = {"open": bench.took(bench.page.reload)}
    found["end"] = bench.took(lambda: bar.setValue(bar.maximum()))
    found["jump"] = percentile(_jumps(bench), 95)
    found |= {f"sort {name}": value for name, value in _sorts(bench)}
    found |= {f"filter {name}": value for name, value in _filters(bench)}
    found |= {f"search {words}": value for words, value in _searches(bench)}
    print(json.dumps(found, ensure_ascii=False), flush=True)
    # Nothing is worth the time that an orderly end takes.
    os._exit(0)


def _jumps(bench: Bench) -> list[float]:
    rng = random.Random(_SEED)  # noqa: S311 (places to jump to)
    bar = bench.table.verticalScrollBar()
    return [bench.took(lambda: bar.setValue(rng.randrange(bar.maximum()))) for _ in range(_JUMPS)]


def _sorts(bench: Bench) -> list[tuple[str, float]]:
    """Sort up and down by every column that can be sorted."""
    columns = bench.table.records.columns
    taken = []
    for place, column in enumerate(columns):
        if column.sort:
            up = bench.took(partial(bench.table.sort_by, place))
            down = bench.took(partial(bench.table.sort_by, place))
            taken.append((column.name, max(up, down)))
    first = bench.table.records.first_order
    place = next(at for at, column in enumerate(columns) if column.sort == first.column)
    bench.took(partial(bench.table.sort_by, place))
    return taken


def _filters(bench: Bench) -> list[tuple[str, float]]:
    """Choose every answer of every drop-down, each on the whole list."""
    taken = []
    for widget in bench.page.filter_set.widgets:
        if not hasattr(widget, "count"):
            continue
        for place in range(1, widget.count()):
            bench.page.clear_filters()
            bench.quiet()
            time_of_one = bench.took(partial(widget.setCurrentIndex, place))
            taken.append((f"{widget.key}={widget.plain()}", time_of_one))
    bench.page.clear_filters()
    bench.quiet()
    return taken


def _searches(bench: Bench) -> list[tuple[str, float]]:
    """Type words into the list's own search; the typist's pause is not counted."""
    field = bench.page.filter_set.search()
    return [(words, bench.took(partial(field.set_plain, words))) for words in _WORDS]


if __name__ == "__main__":
    main()
