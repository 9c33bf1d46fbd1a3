"""What follows from an enterprise's name: its spellings, and their copies in other tables.

Lists of certificates, claims and contracts are ordered by their enterprise's name; each keeps a
copy of its sort key, because a list can only walk an index of its own table.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import select

from parkdesk.store.base import Record
from parkdesk.store.work import Work

_COPY = "enterprise_sort_key"
_CHUNK = 500


@lru_cache(maxsize=1)
def _copies() -> tuple[type[Record], ...]:
    """Return every table that keeps a copy: whoever adds one has nothing to add here."""
    mapped = [one.class_ for one in Record.registry.mappers if _COPY in one.local_table.c]
    return tuple(sorted(mapped, key=lambda one: one.__tablename__))


def follow_names(work: Work, sort_keys: Mapping[int, str]) -> None:
    """Write new sort keys, by enterprise, into every table that keeps a copy."""
    ids = sorted(sort_keys)
    for table in _copies():
        for start in range(0, len(ids), _CHUNK):
            _follow(work, table, ids[start : start + _CHUNK], sort_keys)


def _follow(work: Work, table: type[Record], ids: list[int], sort_keys: Mapping[int, str]) -> None:
    columns = table.__table__.c
    rows = work.session.execute(
        select(columns.id, columns.enterprise_id).where(columns.enterprise_id.in_(ids))
    ).all()
    work.update_many(table, [{"id": row.id, _COPY: sort_keys[row.enterprise_id]} for row in rows])
