"""A list as long as its query: first paint, End and jumps, against Qt's own QSqlTableModel.

Each list is measured in a process of its own, so that the memory it adds is its own. The list is
the trail of a park filled up to the wanted length: the longest list the program has.
"""

from __future__ import annotations

import json
import sqlite3
import statistics
import subprocess
import sys
from pathlib import Path

from bench.measure import Line
from bench.park import Scale, made_park

_FIRST, _END, _JUMP, _MEGABYTES = 60.0, 60.0, 30.0, 100.0
_FULL_LENGTH, _SMALL_LENGTH = 1_000_000, 200_000


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return first paint, End, jump and memory of the windowed list, with Qt's model as peer."""
    place = _long_list(folder, scale)
    found: dict[str, dict[str, list[float]]] = {"ours": {}, "theirs": {}}
    for _ in range(rounds):
        for whose, taken in found.items():
            for name, value in _one(whose, place).items():
                taken.setdefault(name, []).append(value)
    ours, theirs = (
        {name: statistics.median(values) for name, values in taken.items()}
        for taken in found.values()
    )
    peer = "QSqlTableModel"
    rows = f"list of {_length(scale):,}: "
    return [
        Line(
            f"{rows}first paint", ours["first"], "ms", _FIRST, peer_name=peer, peer=theirs["first"]
        ),
        Line(f"{rows}End", ours["end"], "ms", _END, peer_name=peer, peer=theirs["end"]),
        Line(f"{rows}jump p95", ours["jump"], "ms", _JUMP, peer_name=peer, peer=theirs["jump"]),
        Line(
            f"{rows}memory added",
            ours["memory"],
            "MB",
            _MEGABYTES,
            peer_name=peer,
            peer=theirs["memory"],
        ),
    ]


def _length(scale: Scale) -> int:
    return _FULL_LENGTH if scale == Scale.full() else _SMALL_LENGTH


def _one(whose: str, place: Path) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "bench.one_list", whose, str(place)],
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _long_list(folder: Path, scale: Scale) -> Path:
    """Return a small park whose trail has been filled up; only its length is looked at here."""
    place, _ = made_park(folder, Scale("list", 300 if scale == Scale.full() else 200, 400, 0, 0))
    wanted = _length(scale)
    with sqlite3.connect(place / "park.db") as connection:
        there, last = connection.execute("SELECT count(*), max(id) FROM trail").fetchone()
        entry = (
            "2026-10-12 02:00:00", 2, "李芳", "edit_enterprise", "", "enterprise", 7, 1,
            '{"headcount":[118,121]}', "0" * 64,
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO trail(id, at, actor_id, actor_name, action, reason, table_name, row_id,"
            " row_count, change, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            ((last + n, *entry) for n in range(1, wanted - there + 1)),
        )
    connection.close()
    return place
