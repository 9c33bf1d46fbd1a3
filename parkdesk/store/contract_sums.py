"""The kept sums of contracts, by day and by enterprise: followed, checked and mended together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.store import contract_days, contract_quarters
from parkdesk.store.sums_touched import chunks, touched_by
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord

if TYPE_CHECKING:
    from parkdesk.store.work import Work

_TABLES = frozenset(one.__tablename__ for one in (ContractRecord, ContractExecutionRecord))


def follow(work: Work) -> None:
    """Make the sums anew that a unit of work has touched; its rows are written."""
    rows = [
        (note.table, note.row_id, note.change)
        for note in work.noted
        if note.table in _TABLES and note.row_id is not None
    ]
    moved = work.moved_days
    days = set(moved.days)
    enterprises = moved.enterprises | _owners(work.session, moved.contracts)
    if rows:
        touched = touched_by(work.session, rows)
        days |= touched.days
        enterprises |= touched.enterprises
    if days:
        contract_days.remake(work.session, days)
        contract_quarters.remake(work.session, map(Quarter.of, days), enterprises)


def remake_all(session: Session) -> None:
    """Read all sums again: for rows that were written past the program."""
    contract_days.remake_all(session)
    contract_quarters.remake_all(session)


def difference(session: Session) -> dt.date | None:
    """Return the first day whose kept sums are not those of its rows; None where all are.

    Of sums by enterprise it is the first day of the quarter.
    """
    return contract_days.difference(session) or contract_quarters.difference(session)


def _owners(session: Session, contracts: Collection[int]) -> set[int]:
    found: set[int] = set()
    for ids in chunks(contracts):
        owner = ContractRecord.enterprise_id
        found.update(session.scalars(select(owner).where(ContractRecord.id.in_(ids)).distinct()))
    return found
