"""The unit of work: one session, one transaction, one person asking."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Engine,
    delete,
    event,
    func,
    inspect,
    select,
    text,
    update,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.errors import NotFound, NotPermitted, StaleRecord
from parkdesk.domain.identity import Actor
from parkdesk.store import contract_days, contract_sums, findings_touched, trail
from parkdesk.store.base import Record, vault_of
from parkdesk.store.bulk_insert import Columns, columns_of, insert_columns
from parkdesk.store.documents import Documents
from parkdesk.store.faults import translated
from parkdesk.store.progress import Progress
from parkdesk.store.tables.identity import AccountRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.vault import Vault

RecordT = TypeVar("RecordT", bound=Record)
_CHUNK = 5_000


@dataclass(slots=True)
class Work:
    """What a use-case is handed. It never opens, commits or closes one itself."""

    session: Session
    actor: Actor
    now: dt.datetime
    documents: Documents
    progress: Progress = field(default_factory=Progress)
    action: str = ""
    reason: str = ""
    touched: set[str] = field(default_factory=set)
    noted: list[trail.Note] = field(default_factory=list)
    moved_days: contract_days.MovedDays = field(default_factory=contract_days.MovedDays)

    @property
    def today(self) -> dt.date:
        """The civil day in China at `now`."""
        return day_in_china(self.now)

    @property
    def vault(self) -> Vault:
        """The secrets of this park."""
        return vault_of(self.session.get_bind().dialect)

    def get(self, record: type[RecordT], id_: int, *, version: int | None = None) -> RecordT:
        """Return a record; with `version`, only if nobody has saved it since."""
        found = self.session.get(record, id_)
        if found is None:
            raise NotFound(table=record.__tablename__, id=id_)
        if version is not None and found.version != version:  # type: ignore[attr-defined]
            raise found.stale(self.session)  # type: ignore[attr-defined]
        return found

    def add(self, record: RecordT) -> RecordT:
        """Add a record and flush, so that it has its id: one that no other row ever had."""
        self.session.add(record)
        self.session.flush()  # the caller wants the new id
        return record

    def last_id(self, record: type[Record]) -> int:
        """Return the highest number that a row of this table has or had, as the trail knows."""
        self.session.flush()  # what is pending has its number then
        return self._highest(record)

    def number_new(self) -> None:
        """Give pending records their numbers: such as no other row of their table ever had.

        SQLite gives the highest number again once its row is deleted, and with it the row's past.
        """
        if not self._reuses_numbers:
            return
        pending: dict[type[Record], list[Record]] = defaultdict(list)
        for one in self.session.new:
            if isinstance(one, Record):
                pending[type(one)].append(one)
        for kind, records in pending.items():
            numbers: list[int | None] = [one.id for one in records]
            unnumbered = [one for one, id_ in zip(records, numbers, strict=True) if id_ is None]
            if not unnumbered:
                continue
            last = max((id_ for id_ in numbers if id_ is not None), default=0)
            unnumbered.sort(key=lambda one: inspect(one).insert_order or 0)
            for number, one in enumerate(unnumbered, max(last, self._highest(kind)) + 1):
                one.id = number

    @property
    def _reuses_numbers(self) -> bool:
        return self.session.get_bind().dialect.name == "sqlite"

    def _highest(self, record: type[Record]) -> int:
        table = record.__tablename__
        entry = TrailRecord
        stored = self.session.scalar(select(func.max(record.id)))
        trailed = self.session.scalar(
            select(func.max(entry.row_id)).where(entry.table_name == table)
        )
        noted = max((one.row_id or 0 for one in self.noted if one.table == table), default=0)
        return max(stored or 0, trailed or 0, noted)

    def note(self, table: str, row_id: int | None, change: Mapping[str, object]) -> None:
        """Put something in the trail that changed no row: a look at a number, a print."""
        self.noted.append(trail.Note(table, row_id, dict(change)))

    def insert_many(self, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows: Core, one trail entry with their count and digest.

        Rows all have the same keys. Progress is told after each chunk.
        """
        if rows:
            self.insert_columns(record, columns_of(rows))

    def insert_columns(self, record: type[Record], columns: Columns) -> None:
        """Insert many rows that are given column by column, as `insert_many` does."""
        count = len(next(iter(columns.values())))
        given = "id" in columns
        filled = dict(columns)
        before = self.session.scalar(select(func.max(record.id))) or 0
        if not given and self._reuses_numbers:
            first = self.last_id(record) + 1
            filled["id"] = range(first, first + count)
        insert_columns(
            self.session.connection(),
            record.__table__,  # type: ignore[arg-type]
            filled,
            lambda done: self.progress.step(done, count),
        )
        if given:
            self._advance_sequence(record)
        self.moved_days.inserted(record, columns)
        self._note_many(record, "inserted", columns, self._new_ids(record, filled, before))

    def update_many(self, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
        """Update many rows by their `id`: one trail entry with their count and digest."""
        if not rows:
            return
        self.session.flush()  # what is pending comes before, and is not forgotten below
        table = record.__table__
        columns = [name for name in rows[0] if name != "id"]
        ids = [row["id"] for row in rows]
        self.moved_days.standing(self.session, record, ids, columns)
        from sqlalchemy import bindparam

        statement = (
            update(table)  # type: ignore[arg-type]
            .where(table.c.id == bindparam("id_"))
            .values({name: bindparam(f"{name}_") for name in columns})
        )
        for start in range(0, len(rows), _CHUNK):
            self.session.connection().execute(
                statement,
                [
                    {f"{name}_": value for name, value in row.items()}
                    for row in rows[start : start + _CHUNK]
                ],
            )
            self.progress.step(min(start + _CHUNK, len(rows)), len(rows))
        self._read_anew(record)
        self.moved_days.standing(self.session, record, ids, columns)
        self._note_many(record, "updated", columns_of(rows), ids)

    def delete_many(self, record: type[Record], *where: ColumnElement[bool]) -> int:
        """Delete the rows that `where` names; one trail entry with their count and ids' digest."""
        self.session.flush()  # as in update_many
        table = record.__table__
        ids = self.session.scalars(select(table.c.id).where(*where).order_by(table.c.id)).all()
        if ids:
            self.moved_days.standing(self.session, record, ids, table.c.keys())
            self.session.connection().execute(delete(table).where(*where))  # type: ignore[arg-type]
            self._read_anew(record)
            self._note_many(record, "deleted", {"id": ids}, ids)
        return len(ids)

    def _read_anew(self, record: type[Record]) -> None:
        """Forget the loaded rows of this table alone.

        An expired row has no old values: what is changed in it next would stand in the trail as
        if it had been empty before.
        """
        for loaded in self.session:
            if isinstance(loaded, record):
                self.session.expire(loaded)

    def _note_many(
        self, record: type[Record], verb: str, columns: Columns, ids: Sequence[int]
    ) -> None:
        self.touched.add(record.__tablename__)
        # Which rows they are is told where somebody has to open them, or what follows from them
        # is found anew: of what quarters sum, and of what the rules of compliance look at.
        named = ids if _names_rows(record) else ()
        self.noted.append(trail.bulk_note(record, verb, columns, named))

    def _new_ids(self, record: type[Record], columns: Columns, before: int) -> Sequence[int]:
        """Return the numbers of rows that were just inserted; `before` was the highest one."""
        if "id" in columns:
            return columns["id"]
        if not _names_rows(record):
            return ()
        return self.session.scalars(select(record.id).where(record.id > before)).all()

    def _advance_sequence(self, record: type[Record]) -> None:
        if self.session.get_bind().dialect.name != "postgresql":
            return
        name = record.__tablename__
        # Never back: another desk may hold a number that it has not committed yet.
        # The name is a table of ours, never typed by anybody.
        self.session.execute(
            text(
                f"select setval(pg_get_serial_sequence('{name}', 'id'), greatest("  # noqa: S608
                f"(select max(id) from {name}), nextval(pg_get_serial_sequence('{name}', 'id'))))"
            )
        )


def _names_rows(record: type[Record]) -> bool:
    return contract_days.is_summed(record) or findings_touched.is_followed(record)


def _number_new(session: Session, _context: object, _instances: object) -> None:
    work: Work = session.info["work"]
    work.number_new()


def _require_account(session: Session, actor: Actor) -> None:
    """Refuse a person who was deactivated or given another role since they signed in."""
    if actor.id < 1:
        return
    table = AccountRecord
    found = session.execute(
        select(table.active, table.role_code).where(table.id == actor.id)
    ).first()
    if found is None or not found.active or found.role_code != actor.role:
        raise NotPermitted(reason="account-changed")


@contextmanager
def open_work(
    engine: Engine,
    actor: Actor,
    clock: Callable[[], dt.datetime],
    documents: Documents,
    *,
    read_only: bool = False,
    progress: Progress | None = None,
) -> Iterator[Work]:
    """Open a unit of work; commit if the block ends well, roll back otherwise."""
    bind = engine.execution_options(postgresql_readonly=read_only)
    try:
        with Session(bind, expire_on_commit=False) as session, session.begin():
            work = Work(session, actor, clock(), documents, progress or Progress())
            session.info["work"] = work
            event.listen(session, "before_flush", _number_new)
            trail.watch(session)
            if not read_only:
                _require_account(session, actor)
            yield work
            session.flush()  # the trail's entries are written once all changes are known
            contract_sums.follow(work)
            trail.write(work)
    except StaleDataError as error:
        raise StaleRecord from error
    except DBAPIError as error:
        ours = translated(error)
        if ours is None:
            raise
        raise ours from error
