"""The rows in view of a list: ids by an index at an offset, then the rows by id."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from parkdesk.domain.paging import Sort, Window
from parkdesk.store.list_ids import IdQuery, ListIds

RowT = TypeVar("RowT")
SortKeys = Mapping[str, InstrumentedAttribute[Any]]
"""What a list can be ordered by: NOT NULL columns of its table, each indexed with the id."""

_CHUNK = 500
_NEAR = 5_000
"""Rows from the nearer end of a list that are walked to; beyond, all its ids are put in order."""
_MOST_ORDERED = 400_000
"""Rows of the longest list whose whole order is kept for jumps."""
_FEW, _FEW_OF = 500, 20_000
"""So few of so many are put in order by themselves."""


def fetch_window(  # noqa: PLR0913 (what a list is made of)
    session: Session,
    id_column: InstrumentedAttribute[int],
    where: Sequence[ColumnElement[bool]],
    keys: SortKeys,
    sort: Sort,
    offset: int,
    limit: int,
    load: Callable[[list[int]], Mapping[int, RowT]],
    among: Sequence[IdQuery] = (),
    but: IdQuery | None = None,
    begins: Mapping[str, object] | None = None,
) -> Window[RowT]:
    """Return `limit` rows from `offset` of the list, and its whole length.

    `among` are queries whose ids alone are in the list: what is asked of another table is asked
    for once by itself, which is quicker than inside a condition, and kept for other filters.
    `but` finds the few that are not in it although they fit. `begins` says by the key of an order
    below which value nothing fits: an order is not fetched from further down.
    `load` turns ids into rows in one query; this function puts them in the list's order. Late
    look-up keeps a jump to row 900,000 at milliseconds, because the index alone is walked. A
    window longer than a few hundred rows is loaded in parts, with progress.
    """
    offset = max(offset, 0)
    column = keys[sort.column]
    if where or among:
        narrowing = (*among, *([_ids(id_column, where)] if where else ()))
        ascending = select(id_column).order_by(column.asc(), id_column.asc())
        descending = select(id_column).order_by(column.desc(), id_column.desc())
        if begins is not None and sort.column in begins:
            ascending = ascending.where(column >= begins[sort.column])
        asked = _Narrowing(narrowing, but, ascending, descending, walks=_is_indexed(column))
        total, ids = _filtered(session, id_column, asked, sort, offset, limit)
    else:
        total = session.scalar(select(func.count()).select_from(id_column.class_)) or 0
        ids = _whole(session, id_column, column, sort, offset, limit, total)
    rows = _loaded(session, ids, load)
    # A server's rows may have gone between the two questions.
    return Window(tuple(rows[id_] for id_ in ids if id_ in rows), total, offset)


def _whole(
    session: Session,
    id_column: InstrumentedAttribute[int],
    column: InstrumentedAttribute[Any],
    sort: Sort,
    offset: int,
    limit: int,
    total: int,
) -> list[int]:
    """Return the ids of a window of a list that nothing narrows.

    SQLite passes 100,000 entries of an index in a millisecond. A server takes longer for what is
    far from both ends of a register than for a whole order that is kept; the order of a list of a
    million is too long to be fetched for one jump.
    """
    after = total - offset - limit
    embedded = session.get_bind().dialect.name == "sqlite"
    near = embedded or total > _MOST_ORDERED or min(offset, after) <= _NEAR
    known = None if near else ListIds.of(session)
    if known is None or not known.keeps:
        return _walked(session, id_column, (), column, sort, offset, limit, total)
    ordered = known.ordered(select(id_column).order_by(column.asc(), id_column.asc()))
    if sort.descending:
        return list(ordered[after : after + limit])[::-1]
    return list(ordered[offset : offset + limit])


def _walked(  # noqa: PLR0913 (as above)
    session: Session,
    id_column: InstrumentedAttribute[int],
    where: Sequence[ColumnElement[bool]],
    column: InstrumentedAttribute[Any],
    sort: Sort,
    offset: int,
    limit: int,
    total: int,
) -> list[int]:
    """Return the ids of a window by walking the index from the end of the list that is nearer."""
    limit = max(min(limit, total - offset), 0)
    after = max(total - offset - limit, 0)
    backwards = after < offset
    turned = sort.descending != backwards
    order = (column.desc(), id_column.desc()) if turned else (column.asc(), id_column.asc())
    query = _ids(id_column, where).order_by(*order)
    skipped = after if backwards else offset
    ids = list(session.scalars(query.offset(skipped).limit(limit)))
    return ids[::-1] if backwards else ids


class _Narrowing(NamedTuple):
    """What narrows a list, and its order from both ends."""

    queries: Sequence[IdQuery]
    but: IdQuery | None
    ascending: Select[int]
    descending: Select[int]
    walks: bool
    """Whether an index holds the order: it can be walked from its ends."""


def _filtered(
    session: Session,
    id_column: InstrumentedAttribute[int],
    asked: _Narrowing,
    sort: Sort,
    offset: int,
    limit: int,
) -> tuple[int, list[int]]:
    """Return the length of a narrowed list and the ids of a window.

    What fits a filter is asked for once, without an order, so that the planner may take the index
    that answers it; the order comes from an index of its own. A plain LIMIT would look up every
    row before the window, and count them all again for each window.
    """
    known = ListIds.of(session)
    fits = known.fitting(*asked.queries, but=asked.but)
    total = len(fits)
    limit = max(min(limit, total - offset), 0)
    after = max(total - offset - limit, 0)
    whole = session.scalar(select(func.count()).select_from(id_column.class_)) or 0
    if total <= _FEW and whole > _FEW_OF:
        ordered = session.scalars(asked.ascending.where(id_column.in_(fits))).all()
    elif min(offset, after) + limit > _NEAR or not asked.walks:
        ordered = known.narrowed(asked.ascending, *asked.queries, but=asked.but)
    else:
        backwards = after < offset
        turned = sort.descending != backwards
        near = after if backwards else offset
        order = asked.descending if turned else asked.ascending
        ids = known.first(order, fits, near + limit)[near:]
        return total, ids[::-1] if backwards else ids
    if sort.descending:
        return total, list(ordered[after : after + limit])[::-1]
    return total, list(ordered[offset : offset + limit])


def _is_indexed(column: object) -> bool:
    """Whether an order can be walked from its ends; a worked-out one is put in order as a whole."""
    return isinstance(column, InstrumentedAttribute)


def _loaded(
    session: Session, ids: list[int], load: Callable[[list[int]], Mapping[int, RowT]]
) -> Mapping[int, RowT]:
    if len(ids) <= _CHUNK:
        return load(ids) if ids else {}
    rows: dict[int, RowT] = {}
    for start in range(0, len(ids), _CHUNK):
        rows.update(load(ids[start : start + _CHUNK]))
        session.info["work"].progress.step(min(start + _CHUNK, len(ids)), len(ids))
    return rows


def _ids(
    id_column: InstrumentedAttribute[int], where: Sequence[ColumnElement[bool]]
) -> Select[int]:
    return select(id_column).where(*where)
