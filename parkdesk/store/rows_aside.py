"""Rows as JSON: what is taken out of a table and may come back the very same.

Encrypted columns come out in plain text here: whoever keeps this JSON keeps it encrypted.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Table

from parkdesk.store.base import EncryptedText


def as_json(value: object) -> str:
    """Return rows or values as JSON; days, instants and bytes in their usual spellings."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=_plain)


def row_of(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by column, read from JSON, as the column's own types."""
    return {name: _typed(table, name, value) for name, value in values.items()}


def rows_of(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return several rows as `row_of` does."""
    return [row_of(table, row) for row in rows]


def _plain(value: object) -> object:
    if isinstance(value, dt.date | dt.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value).__name__)


def _typed(table: Table, name: str, value: Any) -> Any:  # noqa: ANN401 (the column's own type)
    kind = table.columns[name].type
    if value is None or isinstance(kind, EncryptedText):
        return value
    wanted = kind.python_type
    if wanted is dt.datetime:
        return dt.datetime.fromisoformat(value)
    if wanted is dt.date:
        return dt.date.fromisoformat(value)
    if wanted is bytes:
        return base64.b64decode(value)
    return Decimal(value) if wanted is Decimal else value
