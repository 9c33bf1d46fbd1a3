"""The demonstration generator itself."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from bench.measure import Line
from bench.park import Scale, made_park

_FULL = 1_100_000
_MINUTES = 5


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Make a park; the budget of five minutes is the target scale's, in rows a second here."""
    del rounds  # once is long enough
    apart = replace(scale, name=f"{scale.name}, once more")
    shutil.rmtree(folder / "generator", ignore_errors=True)
    place, seconds = made_park(folder / "generator", apart)
    shutil.rmtree(place)
    assert seconds is not None
    rate = (scale.enterprises + scale.trainees) / seconds
    return [
        Line("demo generator, rows/s", rate, "/s", _FULL / (60 * _MINUTES), at_most=False),
        Line("demo generator, all of it", seconds, "s", 60.0 * _MINUTES),
    ]
