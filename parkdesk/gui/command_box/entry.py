"""A line of the Ctrl+K box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the box: an icon, words, quiet words at the right, and what Enter does.

    `also` are further words, blanks between them, by which it is found and which it does not show.
    """

    icon: str
    text: str
    note: str
    act: Callable[[], object]
    also: str = ""
