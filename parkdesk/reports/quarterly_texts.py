"""The texts that a summary holds, and the signs in them that no face has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter

from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.reports.fonts import missing_signs


def texts_of(summary: QuarterlySummary) -> set[str]:
    """Return every text of a summary once, so that none is forgotten that a new section prints."""
    found: set[str] = set()
    left: list[object] = [summary]
    while left:
        value = left.pop()
        kind: type = type(value)
        if kind is str:
            found.add(value)  # type: ignore[arg-type]  # mypy does not narrow by the exact type
        elif kind is tuple:
            left.extend(value)  # type: ignore[arg-type]
        elif (parts := _parts(kind)) is not None:
            left.extend(parts(value))
    return found


@cache
def _parts(kind: type) -> Callable[[object], Iterable[object]] | None:
    """Return what takes the fields out of a record of this kind; None for what has none."""
    names = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda value: (getattr(value, names[0]),)) if names else None


def unprintable(summary: QuarterlySummary) -> tuple[str, ...]:
    """Return the signs of the summary that no face has; they will be printed as 〓."""
    return missing_signs(texts_of(summary))
