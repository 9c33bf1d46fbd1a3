"""Long rosters read in a process of their own; short ones where they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from parkdesk.domain.roster_headings import Meanings
from parkdesk.domain.trainees import RosterField
from parkdesk.excel.own_process import parts_of
from parkdesk.excel.roster import RosterColumns, RosterFile, read_roster, read_roster_columns
from parkdesk.excel.sheet_rows import Progress
from parkdesk.i18n import language, set_language

SHORT_BYTES = 512 << 10
"""About nine thousand people: a shorter list is read before another process has begun."""


def read_roster_beside(
    path: Path,
    year: int,
    *,
    fields: Collection[RosterField] = tuple(RosterField),
    sheet: str = "",
    meanings: Meanings | None = None,
    progress: Progress = lambda _done, _total: None,
) -> RosterFile:
    """Return what `read_roster` does, and refuse what it refuses.

    Raises `Unavailable` besides where the reading of a long file ends before its time.
    """
    read = read_roster if _is_short(path) else read_in_own_process
    return read(path, year, fields=fields, sheet=sheet, meanings=meanings, progress=progress)


def read_in_own_process(
    path: Path,
    year: int,
    *,
    fields: Collection[RosterField] = tuple(RosterField),
    sheet: str = "",
    meanings: Meanings | None = None,
    progress: Progress = lambda _done, _total: None,
) -> RosterFile:
    """Return what `read_roster` does, read by another process."""
    given = (path, year, tuple(fields), sheet, dict(meanings or {}), language())
    parts = parts_of(_columns, *given, name=path.name, progress=progress)
    frame: RosterColumns = next(parts)
    frame.values.update(parts)
    return frame.file()


def _is_short(path: Path) -> bool:
    try:
        return path.stat().st_size < SHORT_BYTES
    except OSError:
        return True  # who reads it says what is the matter


def _columns(
    path: Path,
    year: int,
    fields: tuple[RosterField, ...],
    sheet: str,
    meanings: Meanings,
    spoken: str,
    *,
    progress: Progress,
) -> Iterator[Any]:
    """Yield the list without its values, then the values of each field."""
    set_language(spoken)
    found = read_roster_columns(
        path, year, fields=fields, sheet=sheet, meanings=meanings, progress=progress
    )
    values = dict(found.values)
    found.values.clear()
    yield found
    # A column at a time: taken in as a whole, a list would keep the window waiting.
    while values:
        yield values.popitem()
