"""Which rows follow an enterprise when two records of it become one.

Read from the metadata, so that a table made later is not forgotten: every foreign key to
`enterprise` is followed. A row that cannot stand beside one of the kept enterprise (a unique key)
is set aside, unless other rows refer to it: then the merge has to wait for a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Session, aliased

from parkdesk.domain.claims import PAID_OUT
from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.store.base import Record
from parkdesk.store.enterprise_names import follow_names
from parkdesk.store.enterprise_rows import form_of
from parkdesk.store.enterprise_services import follow_records
from parkdesk.store.enterprise_steps import FactSteps
from parkdesk.store.subsidy_accounts import follow_accounts
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.unsaid_findings import DERIVED
from parkdesk.store.work import Work

HISTORIES = frozenset(
    {
        "enterprise_address",
        "enterprise_capital",
        "enterprise_distinct",
        "enterprise_headcount",
        "enterprise_premises",
        "enterprise_service",
        "enterprise_status",
        "subsidy_account",
    }
)
"""Tables that tell what a record was from day to day. Two such pasts cannot be mixed: where the
kept enterprise has one, the other's is set aside."""


@dataclass(frozen=True, slots=True)
class Follower:
    """A column that refers to an enterprise."""

    record: type[Record]
    column: Column[Any]

    @property
    def table(self) -> Table:
        """The table of the column."""
        table = self.column.table
        assert isinstance(table, Table)
        return table

    @property
    def key(self) -> str:
        """`table.column`."""
        return f"{self.table.name}.{self.column.name}"


@dataclass(frozen=True, slots=True)
class Following:
    """What would become of the rows behind one column."""

    follower: Follower
    moved: tuple[int, ...]
    """Rows that get the kept enterprise as their owner."""
    aside: tuple[int, ...]
    """Rows that are taken out."""
    held: tuple[int, ...]
    """Rows that would have to be taken out, but others refer to them."""


def followers() -> Iterator[Follower]:
    """Yield every column of every table that refers to an enterprise, in a stable order.

    What is made anew from the others is nobody's.
    """
    records = records_by_table()
    for table in Record.metadata.sorted_tables:
        for column in table.columns if table.name not in DERIVED else ():
            if any(_refers(key) for key in column.foreign_keys):
                yield Follower(records[table.name], column)


def records_by_table() -> dict[str, type[Record]]:
    """Return every record class by the name of its table."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}


def following(session: Session, kept_id: int, dropped_id: int) -> list[Following]:
    """Return what becomes of each row of the enterprise that is given up."""
    return [_following(session, one, kept_id, dropped_id) for one in followers()]


def _refers(key: ForeignKey) -> bool:
    return key.column.table is EnterpriseRecord.__table__


def _following(session: Session, follower: Follower, kept_id: int, dropped_id: int) -> Following:
    table = follower.table
    ids = set(session.scalars(select(table.c.id).where(follower.column == dropped_id)))
    if not ids:
        return Following(follower, (), (), ())
    if table.name in HISTORIES and _has_rows(session, follower, kept_id):
        out = ids
    else:
        out = set(_colliding(session, follower, kept_id, ids))
    # A row that names both enterprises would refer to one of them twice.
    out |= {id_ for id_ in ids - out if _names_both(session, table, id_, kept_id, dropped_id)}
    held = {id_ for id_ in out if _is_referred_to(session, table, id_)}
    return Following(
        follower, tuple(sorted(ids - out)), tuple(sorted(out - held)), tuple(sorted(held))
    )


def _has_rows(session: Session, follower: Follower, kept_id: int) -> bool:
    found = select(follower.table.c.id).where(follower.column == kept_id).limit(1)
    return session.scalar(found) is not None


def _colliding(session: Session, follower: Follower, kept_id: int, ids: set[int]) -> Iterator[int]:
    table = follower.table
    for columns in _unique_keys(table):
        if follower.column not in columns:
            continue
        other = aliased(table)
        same = [other.c[one.name] == one for one in columns if one is not follower.column]
        beside = select(other.c.id).where(other.c[follower.column.name] == kept_id, *same)
        yield from session.scalars(
            select(table.c.id).where(table.c.id.in_(ids), beside.correlate(table).exists())
        )


def _unique_keys(table: Table) -> Iterator[list[Column[Any]]]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield list(constraint.columns)
    for index in table.indexes:
        if index.unique:
            yield list(index.columns)
    for column in table.columns:
        if column.unique:
            yield [column]


def _names_both(session: Session, table: Table, id_: int, kept_id: int, dropped_id: int) -> bool:
    owners = [
        column for column in table.columns if any(_refers(key) for key in column.foreign_keys)
    ]
    if len(owners) == 1:
        return False
    row = session.execute(select(*owners).where(table.c.id == id_)).one()
    return {kept_id, dropped_id} <= set(row)


def _is_referred_to(session: Session, table: Table, id_: int) -> bool:
    for other in Record.metadata.sorted_tables:
        for column in other.columns:
            if any(key.column is table.c.id for key in column.foreign_keys):
                count = session.scalar(select(func.count()).where(column == id_))
                if count:
                    return True
    return False


def set_columns(work: Work, enterprise_id: int, values: Mapping[str, Any]) -> SaveEnterprise:
    """Write columns of an enterprise; return what its form was, for `follow_columns`."""
    record = work.get(EnterpriseRecord, enterprise_id)
    before = form_of(record)
    for name, value in values.items():
        setattr(record, name, value)
    work.session.flush()  # codes and names are unique: the next one may need what this one gives
    return before


def follow_columns(work: Work, enterprise_id: int, before: SaveEnterprise) -> None:
    """Write what follows columns: dated facts, copies, accounts.

    Only when every row has its owner: a fact of today is corrected, whosever it is.
    """
    record = work.get(EnterpriseRecord, enterprise_id)
    steps = FactSteps(work, work.today)
    steps.know([enterprise_id])
    steps.follow(enterprise_id, before, form_of(record))
    steps.write()
    follow_records(work, {enterprise_id: (record.service_line, record.market)})
    follow_accounts(work, [enterprise_id])
    follow_names(work, {enterprise_id: record.sort_key})


def give(work: Work, follower: Follower, ids: Sequence[int], owner_id: int) -> None:
    """Make an enterprise the owner of rows; a form that is open on one of them is told."""
    table = follower.table
    if "version" not in table.c:
        work.update_many(
            follower.record, [{"id": id_, follower.column.name: owner_id} for id_ in ids]
        )
        return
    rows = work.session.execute(select(table.c.id, table.c.version).where(table.c.id.in_(ids)))
    work.update_many(
        follower.record,
        [
            {"id": row.id, follower.column.name: owner_id, "version": row.version + 1}
            for row in rows.all()
        ],
    )


def claims_paid(work: Work, *where: Any) -> int:  # noqa: ANN401 (conditions of a query)
    """Return how many claims that fit have been paid, in whole or in part."""
    paid = or_(ClaimRecord.paid_cents > 0, ClaimRecord.state.in_(sorted(PAID_OUT)))
    return work.session.scalar(select(func.count(ClaimRecord.id)).where(paid, *where)) or 0
