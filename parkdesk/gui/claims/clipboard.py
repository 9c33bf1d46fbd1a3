"""A table on the clipboard, as spreadsheets put it there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableView

from parkdesk.domain.trainees import RosterField

_CELL = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)|([^\t\n]*)')


def read_table(text: str) -> list[list[str]]:
    """Return the rows of a table as Excel, WPS and LibreOffice put it on the clipboard.

    They put quotes around a cell that has several lines, and double those within; a cell that only
    begins with a quote stands there as it is, and must not swallow the rows behind it.
    """
    if not text.strip():
        return []
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    table: list[list[str]] = [[]]
    place = 0
    while place <= len(plain):
        cell = _CELL.match(plain, place)
        assert cell is not None  # a cell may be empty
        quoted, bare = cell.groups()
        table[-1].append((bare if quoted is None else quoted.replace('""', '"')).strip())
        if plain[cell.end() : cell.end() + 1] == "\n":
            table.append([])
        place = cell.end() + 1
    while table and not any(table[-1]):
        table.pop()
    return table


def without_place(
    heads: Sequence[RosterField | None], first: Sequence[str], rows: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Return what a paste holds that no column takes: by its heading, or by its first value."""
    unknown = [text for head, text in zip(heads, first, strict=False) if head is None and text]
    over = [text for row in rows[:1] for text in row[len(heads) :] if text]
    return (*unknown, *over)


def copied(grid: QTableView) -> None:
    """Copy the chosen cells as they are shown: identity numbers stay masked."""
    chosen = sorted(grid.selectedIndexes(), key=lambda index: (index.row(), index.column()))
    lines: dict[int, list[str]] = {}
    for index in chosen:
        lines.setdefault(index.row(), []).append(str(index.data() or ""))
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))
