"""Plain texts of a table's column: broken into lines once, and written from what is known."""

from __future__ import annotations

from dataclasses import dataclass

from parkdesk.reports.paper import Paper, Type

_PAIR = 2


@dataclass(slots=True)
class PlainText:
    """The lines of a plain text in a column, and how each is written once it was asked for.

    Names, days and states stand in a column again and again: what is worked out for one is kept.
    """

    lines: tuple[str, ...]
    shown: tuple[tuple[str, str], ...] | None = None
    """Where each line begins, and the operators that show it."""


def lines_in(paper: Paper, text: str, kind: Type, room: float) -> tuple[str, ...]:
    """Return a cell's text in lines of at most `room` points."""
    lines = paper.lines(text, kind, room)
    if len(lines) == _PAIR and paper.width(lines[1], kind) < room / 4:
        # A lone sign on the second line reads badly: the two share the text more evenly.
        even = paper.lines(text, kind, room * 0.7)
        return even if len(even) == _PAIR else lines
    return lines
