"""The demonstration generator itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.measure import Line
from bench.park import Scale, made_park

_BUDGET_S = 300.0


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Make a park; the budget of five minutes is the target scale's."""
    del rounds  # once is long enough
    shutil.rmtree(folder / "generator", ignore_errors=True)
    place, seconds = made_park(folder / "generator", scale)
    shutil.rmtree(place)
    assert seconds is not None
    limit = _BUDGET_S if scale == Scale.full() else None
    rate = (scale.enterprises + scale.trainees) / seconds
    return [
        Line("demo generator", seconds, "s", limit),
        Line("demo generator, enterprises and people", rate, "/s", at_most=False),
    ]
