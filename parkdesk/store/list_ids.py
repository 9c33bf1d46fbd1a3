"""What a list's filters and orders come to, kept until somebody saves something.

Scrolling through a filtered list asks the same two questions for every window: which rows fit, and
in which order they stand. Both answers are ids alone, eight bytes a row. They hold as long as the
trail has no newer entry: whatever a list shows is written with one.
"""

from __future__ import annotations

import json
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock, RLock
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Select, func, select
from sqlalchemy.orm import Session

from parkdesk.store.tables.trail import TrailRecord

Ids = Sequence[int]
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

    def matching(self, query: Select[int]) -> Ids:
        """Return the ids that fit, in no order."""
        return self._known(query, lambda: self._fetch(query))

    def narrowed(self, order: Select[int], query: Select[int]) -> Ids:
        """Return the ids that fit `query`, in the order of `order`."""

        def made() -> Ids:
            whole = self._known(order, lambda: self._fetch(order))
            fits = frozenset(self.matching(query))
            return array("q", filter(fits.__contains__, whole))

        return self._known(order.where(query.whereclause), made)  # type: ignore[arg-type]

    def _known(self, query: Select[int], fetch: Callable[[], Ids]) -> Ids:
        if self._kept is None:
            return fetch()
        key = _key(query, self._session)
        # Two windows are asked for at once: the second waits for the answer of the first.
        with self._kept.asking:
            found = self._kept.get(key, self._last)
            if found is None:
                found = fetch()
                self._kept.put(key, self._last, found)
            return found

    def _fetch(self, query: Select[int]) -> Ids:
        """Ask for all ids as one value: a row each would cost four times as much."""
        inner = query.subquery()
        column = inner.c[0]
        if self._session.get_bind().dialect.name == "postgresql":
            return array("q", self._session.scalar(select(func.array_agg(column))) or ())
        text = self._session.scalar(select(func.json_group_array(column))) or "[]"
        return array("q", json.loads(text))


class _Kept:
    """Answers by their question, those asked last at the end; all readers share it.

    `last` is the trail's newest entry that the asking reader sees.
    """

    def __init__(self) -> None:
        self.asking = RLock()
        self._last = 0
        self._answers: OrderedDict[object, Ids] = OrderedDict()

    def get(self, key: object, last: int) -> Ids | None:
        """Return an answer that still holds; a newer entry ends all of them."""
        with _lock:
            if last > self._last:
                self._last = last
                self._answers.clear()
            found = self._answers.get(key) if last == self._last else None
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: object, last: int, ids: Ids) -> None:
        """Keep an answer, unless it is one of an older state than another reader's."""
        with _lock:
            if last != self._last:
                return
            self._answers[key] = ids
            while sum(map(len, self._answers.values())) > KEPT_IDS and len(self._answers) > 1:
                self._answers.popitem(last=False)


_lock = Lock()
_kept: WeakKeyDictionary[Dialect, _Kept] = WeakKeyDictionary()


def _key(query: Select[int], session: Session) -> tuple[str, str]:
    compiled = query.compile(dialect=session.get_bind().dialect)
    return str(compiled), repr(compiled.params)
