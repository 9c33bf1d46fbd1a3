"""Keyset pages, for what walks a whole result: the cost of a page does not grow with depth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Row, Select
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.paging import Cursor, Page

RowT = TypeVar("RowT")
AnyRow = Row[*tuple[Any, ...]]

PAGE_SIZE = 1_000


@dataclass(frozen=True, slots=True)
class Order:
    """A list's order: a NOT NULL column indexed together with the id that breaks its ties."""

    sort: InstrumentedAttribute[Any]
    id_: InstrumentedAttribute[int]
    descending: bool = False


def fetch_page(
    session: Session,
    query: Select[*tuple[Any, ...]],
    build: Callable[[AnyRow], RowT],
    order: Order,
    after: Cursor | None = None,
    size: int = PAGE_SIZE,
) -> Page[RowT]:
    """Return the page that starts after `after`."""
    query = query.add_columns(order.sort.label("sort_"), order.id_.label("id_"))
    found = _rows_after(session, query, order, after, size + 1)
    last = found[size - 1] if len(found) > size else None
    return Page(
        rows=tuple(build(row) for row in found[:size]),
        next=None if last is None else (last.sort_, last.id_),
    )


def walk(
    session: Session,
    query: Select[*tuple[Any, ...]],
    build: Callable[[AnyRow], RowT],
    order: Order,
) -> Iterator[RowT]:
    """Yield every row of a result, a page at a time."""
    after: Cursor | None = None
    while True:
        page = fetch_page(session, query, build, order, after)
        yield from page.rows
        after = page.next
        if after is None:
            return


def _rows_after(
    session: Session,
    query: Select[*tuple[Any, ...]],
    order: Order,
    after: Cursor | None,
    limit: int,
) -> Sequence[AnyRow]:
    sort, id_ = order.sort, order.id_
    query = (
        query.order_by(sort.desc(), id_.desc()) if order.descending else query.order_by(sort, id_)
    )
    if after is None:
        return session.execute(query.limit(limit)).all()
    value, last_id = after
    past_id = id_ < last_id if order.descending else id_ > last_id
    past_value = sort < value if order.descending else sort > value
    # Two seeks rather than `(sort, id) > (?, ?)`: SQLite cannot use a rowid as part of a row
    # value and would walk every tie before it.
    ties = session.execute(query.where(sort == value, past_id).limit(limit)).all()
    rest = session.execute(query.where(past_value).limit(limit - len(ties))).all()
    return [*ties, *rest]
