"""The parks that are measured: the demonstration generator's, at two sizes."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything."""

    name: str
    enterprises: int
    trainees: int
    roster: int
    pages: int

    @classmethod
    def full(cls) -> Scale:
        """Return the target scale of the program."""
        return cls("target scale", 100_000, 1_000_000, 100_000, 1_000)

    @classmethod
    def small(cls) -> Scale:
        """Return a scale that is measured in minutes."""
        return cls("small scale", 20_000, 50_000, 10_000, 200)

    def __str__(self) -> str:
        return f"{self.name}: {self.enterprises:,} enterprises, {self.trainees:,} people"


def made_park(folder: Path, scale: Scale) -> tuple[Path, float | None]:
    """Return a park of this scale and the seconds it took to make; None where it was there."""
    place = folder / f"park-{scale.enterprises}-{scale.trainees}"
    if (place / "park.db").exists():
        return place, None
    started = time.monotonic()
    make_demo(str(place), Size(scale.enterprises, scale.trainees)).desk.close()
    return place, time.monotonic() - started
