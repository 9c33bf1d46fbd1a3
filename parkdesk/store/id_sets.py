"""Rows by their numbers, however many: a list that a check found may hold every enterprise."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Integer, any_, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session


def is_one_of(
    session: Session, column: InstrumentedAttribute[Any], ids: Collection[int]
) -> ColumnElement[bool]:
    """Return the condition that `column` is one of the numbers.

    They go to the database as one value: an embedded one takes 32,766 parameters and no more, a
    server 65,535.
    """
    ordered = sorted(ids)
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(literal(ordered, ARRAY(Integer())))
    listed = func.json_each(literal(json.dumps(ordered))).table_valued("value")
    return column.in_(select(listed.c.value))
