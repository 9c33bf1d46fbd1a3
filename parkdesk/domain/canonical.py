"""One way of writing a frozen dataclass as JSON, and of reading it back to the same object.

Keys are sorted, there is no space and no float, text is UTF-8: the same facts give the same bytes
on any machine, so their SHA-256 names them. Dates are ISO text, instants end in `Z`, quarters are
`2026Q3`, enums their values, decimals text. What a dataclass names in `YOUNG` came to it later and
is left out while it is empty: what was written before is still written in the same bytes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import types
import typing
from collections.abc import Callable, Hashable
from decimal import Decimal
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, cast

from parkdesk.domain.calendar import Quarter

ValueT = TypeVar("ValueT")


def encode(value: object) -> bytes:
    """Return the canonical JSON of a frozen dataclass; TypeError for what has no one form."""
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def decode(kind: type[ValueT], content: bytes) -> ValueT:
    """Return the object `encode` wrote; ValueError when the content is not of that kind."""
    try:
        return cast("ValueT", _typed(kind, json.loads(content)))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def digest(content: bytes) -> str:
    """Return the SHA-256 of canonical content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


_WRITERS: dict[type, Callable[[Any], object]] = {}
"""How a value of each kind met so far is written: a long summary has a quarter of a million."""


def _plain(value: object) -> object:
    kind = type(value)
    write = _WRITERS.get(kind)
    if write is None:
        write = _WRITERS[kind] = _writer(kind)
    return write(value)


# One branch a kind of value.
def _writer(kind: type) -> Callable[[Any], object]:  # noqa: PLR0911
    if issubclass(kind, StrEnum):
        return attrgetter("value")
    if issubclass(kind, str | int | types.NoneType):
        return _as_it_is
    if issubclass(kind, Quarter | Decimal):
        return str
    if issubclass(kind, dt.datetime):
        return _instant
    if issubclass(kind, dt.date):
        return dt.date.isoformat
    if issubclass(kind, tuple):
        return _list
    if dataclasses.is_dataclass(kind):
        return _object
    raise TypeError(kind.__name__)


def _as_it_is(value: object) -> object:
    return value


def _instant(value: dt.datetime) -> str:
    return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def _list(value: tuple[object, ...]) -> list[object]:
    return [_plain(item) for item in value]


def _object(value: object) -> dict[str, object]:
    kind: Any = type(value)
    young: frozenset[str] = getattr(kind, "YOUNG", frozenset())
    pairs = ((name, getattr(value, name)) for name in _fields(kind))
    return {name: _plain(one) for name, one in pairs if one or name not in young}


@cache
def _fields(kind: Hashable) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {name: hint for name, hint in hints.items() if typing.get_origin(hint) is not ClassVar}


# The hint may be any type, the value any JSON; one branch a kind of either.
def _typed(hint: Any, value: Any) -> object:  # noqa: ANN401, C901, PLR0911
    if typing.get_origin(hint) in {types.UnionType, typing.Union}:
        return _one_of(typing.get_args(hint), value)
    if typing.get_origin(hint) is tuple:
        return _tuple(typing.get_args(hint), value)
    if hint is Quarter:
        return Quarter.parse(value)
    if hint is dt.datetime:
        return dt.datetime.fromisoformat(value)
    if hint is dt.date:
        return dt.date.fromisoformat(value)
    if hint is Decimal or issubclass(hint, StrEnum):
        return hint(value)
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        fields = _fields(hint)
        # A field younger than the content takes its default; without one it is a TypeError.
        found = {name: kind for name, kind in fields.items() if name in value}
        return hint(**{name: _typed(kind, value[name]) for name, kind in found.items()})
    if not isinstance(value, hint):
        raise TypeError(type(value).__name__)
    return value


def _tuple(hints: tuple[Any, ...], value: Any) -> tuple[object, ...]:  # noqa: ANN401
    if hints[-1] is Ellipsis:
        return tuple(_typed(hints[0], item) for item in value)
    return tuple(_typed(hint, item) for hint, item in zip(hints, value, strict=True))


def _one_of(hints: tuple[Any, ...], value: object) -> object:
    kinds = [hint for hint in hints if hint is not types.NoneType]
    if value is None and len(kinds) < len(hints):
        return None
    if len(kinds) == 1:
        return _typed(kinds[0], value)
    if isinstance(value, tuple(kinds)):
        return value
    return _typed(_fitting(kinds, value), value)


def _fitting(kinds: list[Any], value: object) -> Any:  # noqa: ANN401
    """Return the one kind of several whose fields are those of the value, or a quarter's text."""
    if isinstance(value, str) and Quarter in kinds:
        return Quarter
    if isinstance(value, dict):
        names = set(value)
        found = [kind for kind in kinds if kind is not Quarter and set(_fields(kind)) == names]
        if len(found) == 1:
            return found[0]
    raise TypeError(type(value).__name__)
