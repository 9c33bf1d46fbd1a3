"""A roster brought in through the window: `python -m bench.one_roster PARK BOOK`.

In a process of its own, in the program's own window, as somebody does it who picks the file and
says yes: how long it takes until the people are in the grid, how long the window's thread was kept
waiting at worst, and the most memory that the program had.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from bench.one_register import Bench
from parkdesk.demo import codes
from parkdesk.domain.claims import ClaimKind
from parkdesk.gui.app import make_application
from parkdesk.settings import Settings
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.programmes import open_programmes

if TYPE_CHECKING:
    from parkdesk.gui.claims.desk import ClaimDesk
    from parkdesk.gui.claims.long_rosters import ImportDialog

_BEAT_MS = 2
_PASTED, _OTHERS = 300, 24_000_000


class _Beat:
    """Notices how long the window's thread comes to nothing else.

    By the clock, and by the processor time of all threads meanwhile: what it waits where nothing
    else is at work, also when it is measured on a machine that is shared.
    """

    def __init__(self) -> None:
        self.longest = self.longest_at_work = 0.0
        self._last, self._worked = time.perf_counter(), time.process_time()
        self._timer = QTimer(interval=_BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.process_time()
        self.longest = max(self.longest, (now - self._last) * 1000 - _BEAT_MS)
        self.longest_at_work = max(self.longest_at_work, (worked - self._worked) * 1000)
        self._last, self._worked = now, worked


def main() -> None:
    """Import the book into a new draft of the park."""
    # As the program starts: also how long a thread may keep Python's lock.
    app = make_application(Settings())
    bench = Bench(app, "enterprises", Path(sys.argv[1]))
    claims: Any = bench.workspace.open_page("claims")
    desk: ClaimDesk = claims.open_claim(_draft(bench))
    _wait(lambda: desk.sheet is not None)
    bench.quiet()
    paste = _pasted(desk, bench.quiet)
    bench.quiet()
    before = _peak()
    kept: list[float] = []
    beat = _Beat()
    started = time.perf_counter()
    dialog = _opened(desk, Path(sys.argv[2]))
    read, peak_read = time.perf_counter(), _peak()
    dialog.saved.connect(lambda _saved: kept.append(_peak()))
    dialog.submit()
    _wait(lambda: desk.long.is_shown)
    shown = time.perf_counter()
    bench.quiet()
    found = {
        "read": read - started,
        "kept_and_shown": shown - read,
        "longest_wait": beat.longest,
        "longest_wait_at_work": beat.longest_at_work,
        "memory_before": before,
        "paste": paste,
        "memory_read": peak_read,
        "memory_kept": kept[0],
        "memory": _peak(),
    }
    print(json.dumps(found), flush=True)
    os._exit(0)


def _draft(bench: Bench) -> int:
    desk = bench.runner.desk
    assert desk is not None
    with desk.work(read_only=False) as work:
        programme = open_programmes(work)[0].id
        return create_claim(work, NewClaim(1, programme, ClaimKind.ENTERPRISE)).id


def _pasted(desk: ClaimDesk, quiet: Callable[[], object]) -> float:
    """Paste three hundred people; return the milliseconds to the painted rows, all judged."""
    heads = (
        "姓名",
        "身份证号",
        "学历",
        "毕业时间",
        "录用日期",
        "劳动合同起",
        "劳动合同止",
        "业务类型",
    )
    days = ("2025-06-30", "2026-03-02", "2026-03-02", "2029-03-01")
    people = (codes.resident(_OTHERS + place)[0] for place in range(_PASTED))
    rows = [("林晓雨", number, "本科", *days, "ITO") for number in people]
    QApplication.clipboard().setText("\n".join("\t".join(row) for row in (heads, *rows)))
    desk.grid.go(0)
    started = time.perf_counter()
    desk.grid.paste()
    desk.grid.viewport().repaint()
    taken = (time.perf_counter() - started) * 1000
    assert len(desk.grid.records.sheet.rows) == _PASTED
    # Whoever is claimed for elsewhere is looked up after a pause, in another thread.
    _wait(lambda: desk.drafts.is_settled)
    quiet()
    return taken


def _opened(desk: ClaimDesk, book: Path) -> ImportDialog:
    """Read the file; return the dialog that asks about it."""
    from parkdesk.gui.claims.long_rosters import ImportDialog

    def asked() -> list[ImportDialog]:
        tops = QApplication.topLevelWidgets()
        return [one for one in tops if isinstance(one, ImportDialog) and one.isVisible()]

    desk.files.read_file(book, 2026)
    _wait(lambda: bool(asked()))
    return asked()[0]


def _wait(done: Callable[[], bool]) -> None:
    loop = QEventLoop()
    timer = QTimer(interval=_BEAT_MS)
    timer.timeout.connect(lambda: loop.quit() if done() else None)
    timer.start()
    if not done():
        loop.exec()
    timer.stop()


def _peak() -> float:
    """Return the most megabytes so far; what the system counts for us begins with our parent's."""
    status = Path("/proc/self/status").read_text("ascii")
    line = next(one for one in status.splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
