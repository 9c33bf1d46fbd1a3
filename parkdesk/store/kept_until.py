"""Small answers that hold until the trail names a table: read once, kept for all readers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, func, select
from sqlalchemy.orm import Session

from parkdesk.store.base import Record
from parkdesk.store.tables.trail import TrailRecord

ValueT = TypeVar("ValueT")


class KeptUntil(Generic[ValueT]):
    """Answers about some tables, by what was asked; a save of one of their rows ends all of them.

    A writer's own changes are pending, so for a writer nothing is kept.
    """

    def __init__(self, *records: type[Record]) -> None:
        self._tables = tuple(record.__tablename__ for record in records)
        self._lock = Lock()
        self._known: WeakKeyDictionary[Dialect, tuple[int, dict[Hashable, ValueT]]] = (
            WeakKeyDictionary()
        )

    def get(self, session: Session, key: Hashable, ask: Callable[[], ValueT]) -> ValueT:
        """Return what is known under a key, or ask."""
        bind: Any = session.get_bind()
        if not bind.get_execution_options().get("postgresql_readonly", False):
            return ask()
        last = session.scalar(select(func.max(TrailRecord.id))) or 0
        with self._lock:
            before, answers = self._known.get(bind.dialect, (0, {}))
        if before > last:
            # This reader sees an older state than another one has.
            return ask()
        if last > before and self._saved_since(session, before):
            answers = {}
        if key not in answers:
            answers = answers | {key: ask()}
        with self._lock:
            self._known[bind.dialect] = (last, answers)
        return answers[key]

    def _saved_since(self, session: Session, after: int) -> bool:
        entry = select(TrailRecord.id).where(
            TrailRecord.id > after, TrailRecord.table_name.in_(self._tables)
        )
        return session.scalar(entry.limit(1)) is not None
