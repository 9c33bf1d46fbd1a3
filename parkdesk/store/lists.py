"""The rows in view of a list: ids by an index at an offset, then the rows by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.paging import Sort, Window

RowT = TypeVar("RowT")
SortKeys = Mapping[str, InstrumentedAttribute[Any]]
"""What a list can be ordered by: NOT NULL columns of its table, each indexed with the id."""


def fetch_window(  # noqa: PLR0913 (what a list is made of)
    session: Session,
    id_column: InstrumentedAttribute[int],
    where: Sequence[ColumnElement[bool]],
    keys: SortKeys,
    sort: Sort,
    offset: int,
    limit: int,
    load: Callable[[list[int]], Mapping[int, RowT]],
) -> Window[RowT]:
    """Return `limit` rows from `offset` of the list, and its whole length.

    `load` turns ids into rows in one query; this function puts them in the list's order. Late
    look-up keeps a jump to row 900,000 at milliseconds, because the index alone is walked.
    """
    total = session.scalar(select(func.count()).select_from(_ids(id_column, where).subquery())) or 0
    column = keys[sort.column]
    order = (
        (column.desc(), id_column.desc()) if sort.descending else (column.asc(), id_column.asc())
    )
    query = _ids(id_column, where).order_by(*order).offset(max(offset, 0)).limit(limit)
    ids = list(session.scalars(query))
    rows = load(ids) if ids else {}
    return Window(tuple(rows[id_] for id_ in ids), total, offset)


def _ids(
    id_column: InstrumentedAttribute[int], where: Sequence[ColumnElement[bool]]
) -> Select[int]:
    return select(id_column).where(*where)
