"""The registers in the window: 100,000 enterprises and 300,000 certificates, worked by a person.

Opening, End, a jump, an order by each column, each answer of each filter, words typed. Each page
and round has a process of its own; of each figure the least of the rounds counts, and of the orders
and filters the slowest one, which is named.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bench.many import PER_ENTERPRISE, filled_park
from bench.measure import Line
from bench.park import Scale

_PAGES = {"enterprises": 1, "certifications": PER_ENTERPRISE}
_LIMITS = {"open": 60.0, "end": 60.0, "jump": 30.0, "sort": 60.0, "filter": 150.0, "search": 150.0}
"""Milliseconds. An order is a first painting; what a filter may take is written down here first."""
_NAMES = {"open": "first rows", "end": "End", "jump": "jump p95"}


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return the figures of both registers; the small scale has a fifth of the rows."""
    place = filled_park(folder, scale.enterprises)
    return [line for page in _PAGES for line in _page(page, place, scale, rounds)]


def _page(page: str, place: Path, scale: Scale, rounds: int) -> list[Line]:
    least: dict[str, float] = {}
    for _ in range(rounds):
        for name, value in _one(page, place).items():
            least[name] = min(value, least.get(name, value))
    rows = f"{scale.enterprises * _PAGES[page]:,} {page}"
    lines = []
    for kind, limit in _LIMITS.items():
        of_kind = {name: value for name, value in least.items() if name.split(" ")[0] == kind}
        slowest = max(of_kind, key=of_kind.__getitem__)
        lines.append(Line(f"{rows}: {_NAMES.get(kind, slowest)}", of_kind[slowest], "ms", limit))
    return lines


def _one(page: str, place: Path) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "bench.one_register", page, str(place)],
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer
