"""A whole list for an export, some hundred rows at a time: each part says how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from parkdesk.domain.paging import Window
from parkdesk.store.work import Work

RowT = TypeVar("RowT")
PAGE = 500


def list_pages(work: Work, load: Callable[[int, int], Window[RowT]]) -> Iterator[tuple[RowT, ...]]:
    """Yield the rows of a list in its order; `load` gives a window from an offset and a length.

    A list that has become shorter meanwhile ends where nothing more is found.
    """
    done, total = 0, 1
    while done < total:
        window = load(done, PAGE)
        yield window.rows
        done += len(window.rows)
        total = window.total if window.rows else done
        work.progress.step(done, total)
