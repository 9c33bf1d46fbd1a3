"""The trail: written here for every record, so no use-case can forget it.

Append-only and chained: an entry's hash covers its content and the hash before it. A plain chain
does not show a cut-off tail, so its head is printed on every quarterly PDF.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, insert, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from parkdesk.store.base import EncryptedText, Record
from parkdesk.store.bulk_insert import Columns
from parkdesk.store.tables.trail import TrailRecord

if TYPE_CHECKING:
    from parkdesk.store.work import Work

_LIST = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_JSON_TYPES = frozenset({str, int, bool, type(None)})
_PIECE = 5_000
GENESIS = "0" * 64
"""What the first entry follows."""


@dataclass(frozen=True, slots=True)
class Note:
    """A change that is yet to be written to the trail."""

    table: str
    row_id: int | None
    change: Mapping[str, object]
    count: int = 1


def watch(session: Session) -> None:
    """Record every row this session writes, and refuse writes that would not be seen."""
    event.listen(session, "after_flush", _gather)
    event.listen(session, "do_orm_execute", _refuse_bulk_writes)


def canonical(value: object) -> str:
    """Return JSON text that is the same for equal values, everywhere."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def bulk_note(record: type[Record], verb: str, columns: Columns, ids: Iterable[int] = ()) -> Note:
    """Return the one entry for many rows: their count, and a digest of what may be shown.

    The digest is taken column by column, in the order of their names. With `ids` the entry says
    which rows they are, so that an auditor can open them.
    """
    hidden = {column.key for column in record.__table__.columns if _is_hidden(column)}
    digest = hashlib.sha256()
    for name in sorted(columns.keys() - hidden):
        digest.update(f"{name}\n".encode())
        for piece in _pieces(columns[name]):
            digest.update(f"{_list(piece)}\n".encode())
    count = len(next(iter(columns.values())))
    change = {"rows": verb, "digest": digest.hexdigest()}
    if verb == "updated":
        change["written"] = ",".join(sorted(columns.keys() - {"id"}))
    which = row_ranges(ids)
    if which:
        change["ids"] = which
    return Note(record.__tablename__, None, change, count)


def _list(piece: Sequence[object]) -> str:
    """Return the values as JSON; what every row says alike is put into words once."""
    first = piece[0]
    if type(first) is not str or piece.count(first) < len(piece):
        return _LIST.encode(list(piece))
    return f"[{','.join([_LIST.encode(first)] * len(piece))}]"


def row_ranges(ids: Iterable[int]) -> str:
    """Return numbers of rows as text: `3-7,9`."""
    pairs: list[list[int]] = []
    for id_ in sorted(ids):
        if pairs and id_ == pairs[-1][1] + 1:
            pairs[-1][1] = id_
        else:
            pairs.append([id_, id_])
    return ",".join(f"{first}-{last}" if last > first else f"{first}" for first, last in pairs)


def read_ranges(text: str) -> list[tuple[int, int]]:
    """Read what `row_ranges` wrote: the first and the last number of each piece."""
    pieces = [one.partition("-") for one in text.split(",") if one]
    return [(int(first), int(last or first)) for first, _dash, last in pieces]


def _pieces(values: Sequence[object]) -> Iterator[Sequence[object]]:
    """Yield a column's values as JSON takes them, some thousand at a time."""
    for start in range(0, len(values), _PIECE):
        piece = values[start : start + _PIECE]
        if not _JSON_TYPES.issuperset(map(type, piece)):
            # Days and decimals say the same thing in row after row.
            plain = {value: _jsonable(value) for value in set(piece)}
            piece = [plain[value] for value in piece]
        yield piece


def write(work: Work) -> None:
    """Append what the unit of work has gathered, in order, to the chain."""
    if not work.noted:
        return
    connection = work.session.connection()
    number, previous = _head(work.session)
    rows = []
    for note in work.noted:
        number += 1
        row = {
            "id": number,
            "at": work.now,
            "actor_id": work.actor.id,
            "actor_name": work.actor.name,
            "action": work.action,
            "reason": work.reason,
            "table_name": note.table,
            "row_id": note.row_id,
            "row_count": note.count,
            "change": canonical(note.change),
        }
        previous = entry_hash(previous, row)
        rows.append({**row, "hash": previous})
    connection.execute(insert(TrailRecord), rows)
    work.touched.add(TrailRecord.__tablename__)
    work.noted.clear()


def entry_hash(previous: str, row: Mapping[str, object]) -> str:
    """Return the hash of an entry that follows `previous`."""
    body = canonical({key: value for key, value in row.items() if key != "hash"})
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def first_broken(entries: Iterable[TrailRecord], previous: str = GENESIS) -> int | None:
    """Return the number of the first entry that does not follow from the one before."""
    expected = 0
    for entry in entries:
        expected = expected + 1 if expected else entry.id
        row = {
            column.key: getattr(entry, column.key)
            for column in inspect(TrailRecord).column_attrs
            if column.key != "hash"
        }
        previous = entry_hash(previous, row)
        if entry.id != expected or entry.hash != previous:
            return entry.id
    return None


def _head(session: Session) -> tuple[int, str]:
    last = session.execute(
        select(TrailRecord.id, TrailRecord.hash).order_by(TrailRecord.id.desc()).limit(1)
    ).first()
    return (0, GENESIS) if last is None else (last.id, last.hash)


def head(session: Session) -> tuple[int, str]:
    """Return the number and hash of the newest entry: what a printed pack carries."""
    return _head(session)


def _gather(session: Session, _context: UOWTransaction) -> None:
    work: Work = session.info["work"]
    # What is new comes in the order it was added; the other sets have no order of their own.
    changed = sorted(
        (one for one in (*session.dirty, *session.deleted) if isinstance(one, Record)),
        key=lambda one: (one.__tablename__, one.id),
    )
    for record in (*session.new, *changed):
        if not isinstance(record, Record):
            continue
        change = _change(record, deleted=record in session.deleted)
        if change:
            work.touched.add(record.__tablename__)
            work.noted.append(Note(record.__tablename__, record.id, change))


def _change(record: Record, *, deleted: bool) -> dict[str, object]:
    """Return {column: [old, new]} for what this flush writes."""
    state = inspect(record)
    change: dict[str, object] = {}
    for attr in state.mapper.column_attrs:
        history = state.attrs[attr.key].history
        new, same, old = history.added, history.unchanged, history.deleted
        if deleted:
            pair = [_first(old or same), None]
        elif new or old:
            pair = [_first(old), _first(new)]
        else:
            continue
        if pair[0] == pair[1]:
            continue
        change[attr.key] = "changed" if _is_hidden(attr.columns[0]) else pair
    return {} if set(change) == {"version"} else change


def _is_hidden(column: Any) -> bool:  # noqa: ANN401 (a Column or a label of one)
    return isinstance(column.type, EncryptedText) or column.info.get("trail") is False


def _first(values: Sequence[object] | None) -> object:
    return _jsonable(next(iter(values or ()), None))


def _jsonable(value: object) -> object:
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, list | dict | tuple):
        return json.loads(canonical(value))
    return _plain(value)


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value).__name__)


def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise AssertionError("bulk writes go through Work.insert_many and its sisters")
