"""Registers filled up to the target scale: a small park's rows again and again, as SQL.

The generator gives every enterprise its history, which takes minutes; a list of the register only
looks at enterprises and certificates, and these are copied in seconds.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from bench.park import Scale, made_park

_SEEDS = 400
PER_ENTERPRISE = 3
"""Certificates."""

_ENTERPRISE = {
    "id": "id + {step} * {last}",
    "code": "substr(code, 1, 8) || printf('%010d', id + {step} * {last})",
    "name": "name || {step}",
    "sort_key": "sort_key || printf(' %04d', {step})",
    "headcount": "(headcount * 7919 + {step} * 31 + id) % 3000",
    "entered_on": "date(entered_on, '+' || ({step} % 700) || ' days')",
}
_LAST_DAY = (
    "CASE WHEN expires_key LIKE '9%' THEN expires_key"
    " ELSE date(expires_key, '+' || ({step} % 500) || ' days') END"
)
_CERTIFICATE = {
    "id": "id + {step} * {last}",
    "number": "number || '-' || {step}",
    "enterprise_id": "(id + {step} * {last} - 1) / {per} + 1",
    "enterprise_sort_key": (
        "(SELECT e.sort_key FROM enterprise AS e"
        " WHERE e.id = (certification.id + {step} * {last} - 1) / {per} + 1)"
    ),
    "renews_id": "NULL",
    "expires_key": _LAST_DAY,
    "held_key": (
        f"min({_LAST_DAY}, coalesce(date(withdrawn_on, '-1 day'), '9999-12-31'),"
        " coalesce(date(superseded_on, '-1 day'), '9999-12-31'))"
    ),
}


def filled_park(folder: Path, enterprises: int) -> Path:
    """Return a park with so many enterprises and three certificates each."""
    place = folder / f"registers-{enterprises}"
    if (place / "park.db").exists():
        return place
    small, _ = made_park(folder, Scale("registers", _SEEDS, _SEEDS, 0, 0))
    shutil.copytree(small, place)
    with sqlite3.connect(place / "park.db") as connection:
        # Nobody loses anything by a power cut here.
        for pragma in ("journal_mode = MEMORY", "synchronous = OFF", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        _copy(connection, "enterprise", _ENTERPRISE, enterprises)
        _copy(connection, "certification", _CERTIFICATE, enterprises * PER_ENTERPRISE)
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    return place


def _copy(
    connection: sqlite3.Connection, table: str, changed: Mapping[str, str], wanted: int
) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    there, last = connection.execute(f"SELECT count(*), max(id) FROM {table}").fetchone()  # noqa: S608
    step, have = 0, there
    while have < wanted:
        step += 1
        said = {"step": step, "last": last, "per": PER_ENTERPRISE}
        chosen = ", ".join(changed.get(name, f'"{name}"').format(**said) for name in columns)
        take = min(there, wanted - have)
        names = ", ".join(f'"{name}"' for name in columns)
        connection.execute(
            f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {table}"  # noqa: S608
            f" WHERE id <= {last} ORDER BY id LIMIT {take}"
        )
        have += take
