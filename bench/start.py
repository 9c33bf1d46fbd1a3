"""From the start of the process to a painted window, and to the first page of data in it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.measure import Line
from bench.park import Scale, made_park
from bench.somebody import administrator
from parkdesk.desk import os_account
from parkdesk.domain.identity import SignInMode
from parkdesk.usecases.identity import (
    SaveAccount,
    SavePark,
    edit_account,
    edit_park,
    list_accounts,
    park_detail,
)

_PAINTED_MS, _DATA_MS = 300.0, 700.0
STARTED = "PARKDESK_BENCH_STARTED"


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return both, with an empty Qt window over one query as the peer."""
    place, _ = made_park(folder, scale)
    _sign_in_by_account(place)
    taken: dict[str, dict[str, list[float]]] = {"ours": {}, "theirs": {}}
    # The first of each is from a cold disk and is not counted.
    for counted in (False, *[True] * rounds):
        for whose, found in taken.items():
            for name, value in _start(whose, place).items():
                if counted:
                    found.setdefault(name, []).append(value)
    ours, theirs = (
        {name: statistics.median(values) for name, values in found.items()}
        for found in taken.values()
    )
    peer = "bare Qt window"
    return [
        Line(
            "start to painted window",
            ours["painted"],
            "ms",
            _PAINTED_MS,
            True,
            peer,
            theirs["painted"],
        ),
        Line(
            "start to first page of data", ours["data"], "ms", _DATA_MS, True, peer, theirs["data"]
        ),
        Line(
            "the same, processor time",
            ours["processor"],
            "ms",
            None,
            True,
            peer,
            theirs["processor"],
        ),
        Line("memory with that page", ours["memory"], "MB", 350.0, True, peer, theirs["memory"]),
    ]


def _start(whose: str, place: Path) -> dict[str, float]:
    # The modules of an installed program are compiled; here the start that is not counted does it.
    compiled = {
        "PYTHONPYCACHEPREFIX": str(place.parent / "compiled"),
        "PYTHONDONTWRITEBYTECODE": "",
    }
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "bench.one_start", whose, str(place)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **compiled, STARTED: repr(time.monotonic())},
    )
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _sign_in_by_account(place: Path) -> None:
    """Let whoever measures in without a password: nobody types one between start and data."""
    desk = administrator(place)
    with desk.work(read_only=False) as work:
        mine = next(row for row in list_accounts(work) if row.id == desk.actor.id)
        form = SaveAccount(mine.login, mine.name, mine.role, os_account=os_account())
        edit_account(work, mine.id, mine.version, form)
        park = park_detail(work)
        edit_park(
            work,
            park.version,
            SavePark(park.name, park.name_en, park.region_code, SignInMode.OS_ACCOUNT),
        )
    desk.close()
