"""A list: its order, and the part of it that is in view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

RowT = TypeVar("RowT")
WHOLE_LIST = 1_000_000_000
"""The limit of a window that is the whole list, for an export."""
Cursor = tuple[Any, int]
"""The sort value and the id of the last row seen. Opaque above the store."""


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Some rows, and where the next page starts; None at the end of the list."""

    rows: tuple[RowT, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Sort:
    """A list's order: the key of a column and its direction; ties go by id."""

    column: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Window(Generic[RowT]):
    """The rows in view of a list whose whole length is `total`."""

    rows: tuple[RowT, ...]
    total: int
    offset: int = 0
