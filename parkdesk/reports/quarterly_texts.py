"""The texts that a summary holds, and the signs in them that no face has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache

from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.reports.fonts import missing_signs


def texts_of(summary: QuarterlySummary) -> Iterable[str]:
    """Return every text of a summary, so that none is forgotten that a new section prints."""
    return _texts(summary)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        kind: type = type(value)
        for name in _names(kind):
            yield from _texts(getattr(value, name))


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def unprintable(summary: QuarterlySummary) -> tuple[str, ...]:
    """Return the signs of the summary that no face has; they will be printed as 〓."""
    return missing_signs(texts_of(summary))
