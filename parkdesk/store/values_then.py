"""What rows held at a day's end, as far as the trail tells: for what keeps no days itself.

The first entry after the day that changes a column says what it held until then. A secret is not
in the trail: it only tells that it was another one. Changes in bulk are not told row by row.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import end_of_day
from parkdesk.store.base import Record
from parkdesk.store.tables.trail import TrailRecord


@dataclass(slots=True)
class Then:
    """What is known of a row on a past day, beside what it holds now."""

    begun_since: bool = False
    """It was written after the day: told of rows that belong to an enterprise."""
    values: dict[str, object] = field(default_factory=dict)
    """Columns that changed since, with what they held then; as JSON has it."""
    hidden: set[str] = field(default_factory=set)
    """Secrets that changed since: what they were is not known."""

    def value(self, column: str, now: str) -> str:
        """Return a text as it was then."""
        if column in self.hidden:
            return ""
        return str(self.values.get(column, now) or "")


def values_then(
    session: Session, record: type[Record], ids: Sequence[int], day: dt.date
) -> dict[int, Then]:
    """Return what rows of a table held at the end of `day`."""
    entry = TrailRecord
    found: dict[int, Then] = defaultdict(Then)
    later = session.execute(
        select(entry.row_id, entry.change)
        .where(
            entry.table_name == record.__tablename__,
            entry.row_id.in_(ids),
            entry.at >= end_of_day(day),
        )
        .order_by(entry.id)
    )
    for row_id, change in later:
        if row_id is None:
            continue
        then, changes = found[row_id], json.loads(change)
        then.begun_since = then.begun_since or _is_new(changes)
        for column, pair in changes.items():
            if column in then.values or column in then.hidden:
                continue
            if isinstance(pair, list):
                then.values[column] = pair[0]
            elif pair == "changed":
                then.hidden.add(column)
    return {id_: found[id_] for id_ in ids}


def _is_new(changes: Mapping[str, object]) -> bool:
    """Whether an entry is that of a new row: only such a one has had no owner before."""
    owner = changes.get("enterprise_id")
    return isinstance(owner, list) and owner[0] is None
