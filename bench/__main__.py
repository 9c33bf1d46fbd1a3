"""`python -m bench [names] [--full]`: measure, print the table, exit 1 where a budget is broken."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Line, table
from parkdesk import collector

if TYPE_CHECKING:
    from bench.park import Scale

NAMES = (
    "start",
    "search",
    "roster",
    "contracts",
    "lists",
    "registers",
    "figures",
    "findings",
    "matching",
    "pdf",
    "generator",
)


def main() -> int:
    """Return 0 where every budget is kept."""
    # A process that the program starts for itself imports this module: as little as possible.
    from bench.park import Scale

    asked = _read()
    collector.set_pace()  # as in the program
    scale = Scale.full() if asked.full else Scale.small()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(asked.folder or scratch).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        # Nothing of a measurement lands in the person's own folders.
        os.environ["PARKDESK_HOME"] = str(folder / "home")
        os.environ["PARKDESK_KEY_STORE"] = "file"
        print(f"Python {platform.python_version()}, {os.cpu_count()} processors, {scale}")
        lines = [
            line
            for name in asked.names or NAMES
            for line in _measured(name, folder, scale, asked.rounds)
        ]
    print(table(lines))
    return int(not all(line.holds for line in lines))


def _read() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"what to measure, otherwise all: {', '.join(NAMES)}",
    )
    parser.add_argument("--full", action="store_true", help="the target scale; takes its time")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of which the median counts")
    parser.add_argument("--folder", help="keep the parks made here, and use those that are there")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in NAMES]
    if unknown:
        parser.error(f"nothing is called {', '.join(unknown)}")
    return asked


def _measured(name: str, folder: Path, scale: Scale, rounds: int) -> list[Line]:
    started = time.monotonic()
    module = importlib.import_module(f"bench.{name}")
    lines: list[Line] = module.measure(folder, scale, rounds)
    print(f"{name}: {time.monotonic() - started:.0f} s", file=sys.stderr)
    return lines


if __name__ == "__main__":
    sys.exit(main())
