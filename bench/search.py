"""Search as you type, against the LIKE over four columns that a screen without an index sends."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.measure import Line, alternately, percentile
from bench.park import Scale, made_park
from bench.somebody import administrator
from parkdesk.usecases.search import search

_SEED = 5
_SEQUENCES = 16
_LIMIT = 50
_ENGINE_MS, _TIMES_FASTER = 3.0, 10.0
_LIKE = (
    "SELECT id FROM enterprise"
    " WHERE name LIKE ?1 OR pinyin LIKE ?1 OR initials LIKE ?1 OR code LIKE ?1 LIMIT 50"
)


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return the p95 of a key, for each way of typing."""
    place, _ = made_park(folder, scale)
    desk = administrator(place)
    plain = sqlite3.connect(place / "park.db")
    keys = _keystrokes(plain)
    lines = []

    def ours(text: str) -> object:
        # As the window does it: a unit of work for each key.
        with desk.work(read_only=True) as work:
            return search(work, text, _LIMIT)

    def theirs(text: str) -> object:
        return plain.execute(_LIKE, (f"%{text}%",)).fetchall()

    started = time.perf_counter()
    ours("a")  # the index is built by whoever asks first
    built = time.perf_counter() - started
    for kind, typed in keys.items():
        mine, like = alternately(rounds, _p95(ours, typed), _p95(theirs, typed))
        name = f"search, {kind}, p95 a key"
        lines.append(
            Line(name, mine, "ms", _ENGINE_MS, True, "LIKE, 4 columns", like, _TIMES_FASTER)
        )
    lines.append(Line("search, index built", built, "s"))
    plain.close()
    desk.close()
    return lines


def _p95(way: Callable[[str], object], typed: Iterable[str]) -> Callable[[], float]:
    texts = list(typed)

    def run() -> float:
        taken = []
        for one in texts:
            started = time.perf_counter()
            way(one)
            taken.append((time.perf_counter() - started) * 1000)
        return percentile(taken, 95)

    return run


def _keystrokes(plain: sqlite3.Connection) -> dict[str, list[str]]:
    """Return what is typed, a key at a time; every fourth word ends in a miss."""
    rng = random.Random(_SEED)  # noqa: S311 (which words are typed)
    rows = plain.execute("SELECT name, initials, pinyin, code FROM enterprise").fetchall()
    found: dict[str, list[str]] = {"Chinese": [], "initials": [], "pinyin": [], "code": []}
    for number in range(_SEQUENCES):
        name, initials, pinyin, code = rng.choice(rows)
        miss = number % 4 == 3  # noqa: PLR2004 (the fourth of each four)
        start = rng.choice((0, 2, 3))
        _type(found["Chinese"], name[start : start + 6], "龘" if miss else "")
        _type(found["initials"], initials[start : start + 6], "v" if miss else "")
        _type(found["pinyin"], pinyin[:12], "v" if miss else "")
        _type(found["code"], code[:10], "I" if miss else "")
    return found


def _type(keys: list[str], word: str, foreign: str) -> None:
    if foreign:
        word = f"{word[:3]}{foreign}{word[3:]}"
    keys += [word[:length] for length in range(1, len(word) + 1)]
