"""Programmes as people see them: the list, one in full, and what is left of its budget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.errors import InvalidInput, NotFound, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.programmes import Budget, Programme
from parkdesk.store.budgets import ClaimSums, budget_of, claim_sums, pooled
from parkdesk.store.claims_as_at import sums_then
from parkdesk.store.programme_editions import require_newest
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.programmes import (
    DRAFT,
    RELEASED,
    ProgrammeRecord,
    ProgrammeStepRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme with the park's own settings and sums; a draft has not been released yet."""

    id: int
    version: int
    programme: Programme
    open_for_claims: bool
    claims: int
    budget: Budget
    draft: bool = False


SORTS = {
    "year": lambda row: row.programme.year,
    "title": lambda row: row.programme.title,
    "document": lambda row: row.programme.document,
    "budget": lambda row: -1 if row.budget.total_cents is None else row.budget.total_cents,
    "claims": lambda row: row.claims,
}
"""What the list can be ordered by."""


@query(Permission.PROGRAMME_READ)
def list_programmes(
    work: Work, sort: Sort, offset: int, limit: int, on: dt.date | None = None
) -> Window[ProgrammeRow]:
    """Return the programmes in order. They are a handful a year, so they are sorted here.

    As at a day: those whose notice had been issued, each in the edition that was then the newest,
    with the claims of the day's end. Budget and opening have no days.
    """
    rows = sorted(_rows(work.session, on), key=lambda row: row.id)
    rows.sort(key=SORTS[sort.column], reverse=sort.descending)
    return Window(tuple(rows[offset : offset + limit]), len(rows), offset)


@query(Permission.PROGRAMME_READ)
def open_programmes(work: Work) -> tuple[ProgrammeRow, ...]:
    """Return the programmes that take new claims, the newest first."""
    rows = [row for row in _rows(work.session) if row.open_for_claims]
    return tuple(sorted(rows, key=lambda row: (-row.programme.year, row.id)))


@query(Permission.PROGRAMME_READ)
def programme_detail(work: Work, programme_id: int, on: dt.date | None = None) -> ProgrammeRow:
    """Return one programme with its rules and its budget, today or as at a day."""
    record = work.get(ProgrammeRecord, programme_id)
    if on is None:
        return _one(work.session, record)
    found = next((row for row in _rows(work.session, on) if row.id == programme_id), None)
    if found is None:
        raise NotFound(table=ProgrammeRecord.__tablename__, id=programme_id)
    return found


@command(Permission.PARK_EDIT)
def set_programme_budget(
    work: Work, programme_id: int, version: int, total_cents: int | None
) -> ProgrammeRow:
    """Set or clear the park's budget; refused below what has been approved already."""
    record = work.get(ProgrammeRecord, programme_id, version=version)
    require_newest(work.session, record)
    committed = budget_of(work.session, record).committed_cents
    if total_cents is not None and total_cents < committed:
        problems = {"total_cents": "budget-below-committed"}
        raise InvalidInput(problems, limit_cents=committed)
    record.budget_cents = total_cents
    work.session.flush()  # the caller wants the new version
    return _one(work.session, record)


@command(Permission.PARK_EDIT)
def open_programme(work: Work, programme_id: int, version: int, *, is_open: bool) -> ProgrammeRow:
    """Take new claims under a programme, or no more."""
    record = work.get(ProgrammeRecord, programme_id, version=version)
    if record.state == DRAFT:
        raise Refused("programme-is-draft")
    record.open_for_claims = is_open
    work.session.flush()  # the caller wants the new version
    return _one(work.session, record)


def _rows(session: Session, on: dt.date | None = None) -> list[ProgrammeRow]:
    sums = claim_sums(session) if on is None else sums_then(session, on)
    editions: dict[str, list[ProgrammeRecord]] = {}
    for record in session.scalars(select(ProgrammeRecord).order_by(ProgrammeRecord.edition)):
        editions.setdefault(record.code, []).append(record)
    rows = [row for records in editions.values() for row in _of_code(records, sums)]
    return rows if on is None else list(_in_force(rows, on, _released_on(session)))


def _of_code(
    records: Sequence[ProgrammeRecord], sums: Mapping[int, ClaimSums]
) -> Iterator[ProgrammeRow]:
    """Return the editions of one programme: each with its own claims, all with the one budget."""
    released = [record for record in records if record.state == RELEASED]
    pool = pooled(sums.get(record.id) for record in released)
    money = pool.budget(released[-1].budget_cents if released else None)
    for record in records:
        claims = sums.get(record.id, ClaimSums()).claims
        yield _row(record, claims, Budget(None) if record.state == DRAFT else money)


def _released_on(session: Session) -> dict[int, dt.date]:
    """Return the day on which an edition was released, where it did not come with the program."""
    step = ProgrammeStepRecord
    found = session.execute(select(step.programme_id, step.at).where(step.action == "release"))
    return {row.programme_id: day_in_china(row.at) for row in found}


def _in_force(
    rows: Iterable[ProgrammeRow], day: dt.date, released: Mapping[int, dt.date]
) -> Iterable[ProgrammeRow]:
    """Return the programmes that were known on a day, of each code the newest edition."""
    newest: dict[str, ProgrammeRow] = {}
    for row in sorted(rows, key=lambda row: row.programme.version):
        # A notice may be older than the edition that was made of it.
        since = max(_known_from(row.programme), released.get(row.id, dt.date.min))
        if not row.draft and since <= day:
            newest[row.programme.code] = row
    return newest.values()


def _known_from(programme: Programme) -> dt.date:
    """Return the day of a programme's notice; without one, its window's or its year's first."""
    if programme.issued_on is not None:
        return programme.issued_on
    if programme.window is not None:
        return programme.window.value.first
    return dt.date(programme.year, 1, 1)


def _one(session: Session, record: ProgrammeRecord) -> ProgrammeRow:
    claims = claim_sums(session, record.id).get(record.id, ClaimSums()).claims
    draft = record.state == DRAFT
    return _row(record, claims, Budget(None) if draft else budget_of(session, record))


def _row(record: ProgrammeRecord, claims: int, budget: Budget) -> ProgrammeRow:
    return ProgrammeRow(
        id=record.id,
        version=record.version,
        programme=programme_of(record.content),
        open_for_claims=record.open_for_claims,
        claims=claims,
        budget=budget,
        draft=record.state == DRAFT,
    )
