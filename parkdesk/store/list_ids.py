"""What a list's filters and orders come to, kept until somebody saves something.

Scrolling through a filtered list asks the same two questions for every window: which rows fit, and
in which order they stand. Both answers are ids alone, eight bytes a row. They hold as long as the
trail has no newer entry: whatever a list shows is written with one.
"""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from threading import Lock, RLock
from typing import Any, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import CompoundSelect, Dialect, Select, func, select
from sqlalchemy.orm import Session

from parkdesk.store.tables.trail import TrailRecord

IdQuery: TypeAlias = "Select[int] | CompoundSelect[int]"
"""A query of one column: ids, in no order or in its own."""
Ids: TypeAlias = "Sequence[int] | AbstractSet[int]"
IdsT = TypeVar("IdsT", bound=Ids)
Key = tuple[str, ...]
_CHUNK = 2_000
"""Ids of an order that are fetched at first."""
_FURTHER = 2
"""So many times as many the next time: at the end no more than twice what was wanted is known."""
KEPT_IDS = 2_000_000
"""Of one database, in all lists: 16 MB."""


class ListIds:
    """The answers for one session; outside a reader's nothing is kept, its changes are pending."""

    def __init__(self, session: Session, kept: _Kept | None, last: int) -> None:
        self._session = session
        self._kept = kept
        self._last = last

    @classmethod
    def of(cls, session: Session) -> ListIds:
        """Return what is known in the database of this session."""
        bind = session.get_bind()
        if not bind.get_execution_options().get("postgresql_readonly", False):
            return cls(session, None, 0)
        with _lock:
            kept = _kept.setdefault(bind.dialect, _Kept())
        last = session.scalar(select(func.max(TrailRecord.id))) or 0
        return cls(session, kept, last)

    @property
    def keeps(self) -> bool:
        """Whether answers are kept for the next window; without, a whole order is dearly bought."""
        return self._kept is not None

    def fitting(self, *queries: IdQuery, but: IdQuery | None = None) -> AbstractSet[int]:
        """Return the ids that fit all these queries and not `but`, in no order.

        What `but` finds are few: they are taken out of the many, which are not asked one by one.
        """
        if len(queries) > 1:
            return self._known(self._keys(queries, but), lambda: self._common(queries, but))
        return self._known(self._keys(queries, but), lambda: self._all(queries[0], but))

    def _common(self, queries: Sequence[IdQuery], but: IdQuery | None) -> AbstractSet[int]:
        *others, last = queries
        # Taken out of one of them, which may be known already, they are out of all.
        sets = [*map(self.fitting, others), self.fitting(last, but=but)]
        few, *more = sorted(sets, key=len)
        return frozenset(few).intersection(*more)

    def _all(self, query: IdQuery, but: IdQuery | None) -> AbstractSet[int]:
        found = set(self._ask(query))
        if but is not None:
            found.difference_update(self.fitting(but))
        return found

    def ordered(self, query: Select[int]) -> Sequence[int]:
        """Return the ids of a query that has an order of its own: groups, which no index walks."""
        key = (*_key(query, self._session), "ordered")
        found: array[int] = self._known(key, lambda: self._fetch(query))
        return found

    def first(self, order: Select[int], fits: AbstractSet[int], wanted: int) -> list[int]:
        """Return the first ids of `order` that are among `fits`, as many as wanted.

        The order is fetched from its beginning, as far as it takes; what was fetched is kept.
        """
        key = (*_key(order, self._session), "first")
        known: array[int] = self._known(key, lambda: array("q"))
        found = _first(known, fits, wanted)
        more = _CHUNK
        while more and (len(found) < wanted or not known):
            query = order.offset(len(known)).limit(more)
            # A few come as rows as quickly; of many each row would cost.
            few = more == _CHUNK
            part = array("q", self._session.scalars(query)) if few else self._fetch(query)
            known = known + part
            found += _first(part, fits, wanted - len(found))
            more = more * _FURTHER if len(part) == more else 0
            self._keep(key, known)
        return found

    def narrowed(
        self, order: Select[int], *queries: IdQuery, but: IdQuery | None = None
    ) -> Sequence[int]:
        """Return all ids that fit the queries and not `but`, in the order of `order`."""

        def made() -> array[int]:
            key = _key(order, self._session)
            whole = self._known((*key, "whole"), lambda: self._fetch(order))
            return array("q", filter(self.fitting(*queries, but=but).__contains__, whole))

        return self._known((*_key(order, self._session), *self._keys(queries, but)), made)

    def _keys(self, queries: Sequence[IdQuery], but: IdQuery | None = None) -> Key:
        keys = tuple(part for one in queries for part in _key(one, self._session))
        return keys if but is None else (*keys, "but", *_key(but, self._session))

    def _known(self, key: Key, fetch: Callable[[], IdsT]) -> IdsT:
        if self._kept is None:
            return fetch()
        # Two windows are asked for at once: the second waits for the answer of the first.
        with self._kept.asking:
            found: IdsT | None = self._kept.get(key, self._last)
            if found is None:
                found = fetch()
                self._kept.put(key, self._last, found)
            return found

    def _keep(self, key: Key, ids: Ids) -> None:
        if self._kept is not None:
            self._kept.put(key, self._last, ids)

    def _fetch(self, query: IdQuery) -> array[int]:
        return array("q", self._ask(query))

    def _ask(self, query: IdQuery) -> list[int]:
        """Ask for all ids as one value: a row each would cost four times as much."""
        inner = query.subquery()
        column = inner.c[0]
        if self._session.get_bind().dialect.name == "postgresql":
            return self._session.scalar(select(func.array_agg(column))) or []
        found: list[int] = json.loads(
            self._session.scalar(select(func.json_group_array(column))) or "[]"
        )
        return found


def _first(ids: Iterable[int], fits: AbstractSet[int], wanted: int) -> list[int]:
    return list(islice(filter(fits.__contains__, ids), wanted))


class _Kept:
    """Answers by their question, those asked last at the end; all readers share it.

    `last` is the trail's newest entry that the asking reader sees.
    """

    def __init__(self) -> None:
        self.asking = RLock()
        self._last = 0
        self._answers: OrderedDict[Key, Any] = OrderedDict()

    def get(self, key: Key, last: int) -> Any:  # noqa: ANN401 (what was put under this key)
        """Return an answer that still holds; a newer entry ends all of them."""
        with _lock:
            if last > self._last:
                self._last = last
                self._answers.clear()
            found = self._answers.get(key) if last == self._last else None
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: Key, last: int, ids: Ids) -> None:
        """Keep an answer, unless it is one of an older state than another reader's."""
        with _lock:
            if last != self._last:
                return
            self._answers[key] = ids
            while sum(map(len, self._answers.values())) > KEPT_IDS and len(self._answers) > 1:
                self._answers.popitem(last=False)


_lock = Lock()
_kept: WeakKeyDictionary[Dialect, _Kept] = WeakKeyDictionary()


def _key(query: IdQuery, session: Session) -> tuple[str, str]:
    compiled = query.compile(dialect=session.get_bind().dialect)
    return str(compiled), repr(compiled.params)
