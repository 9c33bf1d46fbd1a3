"""Grants of the public platforms and the yearly use of funds (资金使用情况)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from parkdesk.domain.errors import InvalidInput, NotFound, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.platform_money import FundsLine, Grant, check_grant, use_of_funds
from parkdesk.domain.platforms import Platform
from parkdesk.store.platform_money import all_grants, grant_of, spent_until
from parkdesk.store.tables.platform_money import PlatformGrantRecord, PlatformOutlayRecord
from parkdesk.store.tables.programmes import RELEASED, ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

NO_PROGRAMME = 0
"""As the programme of a form: none is named."""


@dataclass(frozen=True, slots=True)
class SaveGrant:
    """A grant as typed."""

    number: str
    title: str
    platform: Platform | None
    granted_cents: int | None
    first_on: dt.date | None
    last_on: dt.date | None
    programme_id: int | None = NO_PROGRAMME
    note: str = ""


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant with what a form needs of it."""

    id: int
    version: int
    grant: Grant
    programme_id: int | None
    note: str


@dataclass(frozen=True, slots=True)
class GrantChoices:
    """What money can come of: grants for an outlay, programmes for a grant."""

    grants: tuple[GrantRow, ...]
    programmes: tuple[tuple[int, str], ...]
    """Id, and document number or else title, of the newest edition of each."""


@query(Permission.PLATFORM_READ)
def year_of_funds(work: Work, year: int) -> tuple[FundsLine, ...]:
    """Return a year's use of the platforms' money by platform and source, with the sum."""
    grants = {id_: grant_of(record) for id_, record in all_grants(work.session).items()}
    return use_of_funds(grants, spent_until(work.session, dt.date(year, 12, 31)), year)


@query(Permission.PLATFORM_READ)
def grant_choices(work: Work) -> GrantChoices:
    """Return every grant, and the released programmes it may have come of."""
    grants = tuple(_row(record) for record in all_grants(work.session).values())
    released = work.session.scalars(
        select(ProgrammeRecord)
        .where(ProgrammeRecord.state == RELEASED)
        .order_by(ProgrammeRecord.year.desc(), ProgrammeRecord.code, ProgrammeRecord.edition)
    )
    newest = {record.code: record for record in released}.values()
    return GrantChoices(
        grants,
        tuple((one.id, one.document_number or one.title) for one in newest),
    )


@command(Permission.PLATFORM_EDIT)
def add_grant(work: Work, form: SaveGrant) -> int:
    """Enter a grant; return its id."""
    values = _checked(work, form, None)
    return work.add(PlatformGrantRecord(**values, entered_on=work.today)).id


@command(Permission.PLATFORM_EDIT)
def edit_grant(work: Work, grant_id: int, version: int, form: SaveGrant) -> None:
    """Correct a grant; its platform stays once something was paid of it."""
    record = work.get(PlatformGrantRecord, grant_id, version=version)
    values = _checked(work, form, record)
    if values["platform"] != record.platform and _used(work, grant_id):
        raise InvalidInput({"platform": "grant-in-use"})
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def delete_grant(work: Work, grant_id: int, version: int) -> None:
    """Delete a grant that was entered by mistake today and of which nothing was paid."""
    record = work.get(PlatformGrantRecord, grant_id, version=version)
    used = _used(work, grant_id)
    if used:
        raise Refused("grant-was-spent", number=record.number, count=used)
    if record.entered_on != work.today:
        raise Refused("grant-of-another-day", number=record.number, day=record.entered_on)
    work.session.delete(record)


def _used(work: Work, grant_id: int) -> int:
    counted = select(func.count()).select_from(PlatformOutlayRecord).filter_by(grant_id=grant_id)
    return work.session.scalar(counted) or 0


def _checked(work: Work, form: SaveGrant, record: PlatformGrantRecord | None) -> dict[str, Any]:
    needed = ("platform", "granted_cents", "first_on", "last_on")
    problems = {name: "required" for name in needed if getattr(form, name) is None}
    problems |= {
        name: "required" for name in ("number", "title") if not getattr(form, name).strip()
    }
    if (
        problems
        or form.platform is None
        or form.granted_cents is None
        or form.first_on is None
        or form.last_on is None
    ):
        raise InvalidInput(problems)
    grant = Grant(
        form.number.strip(),
        form.title.strip(),
        form.platform,
        form.granted_cents,
        form.first_on,
        form.last_on,
    )
    problems = check_grant(grant)
    if problems:
        raise InvalidInput(problems)
    other = work.session.scalar(select(PlatformGrantRecord.id).filter_by(number=grant.number))
    if other is not None and (record is None or record.id != other):
        raise InvalidInput({"number": "grant-there-already"}, number=grant.number)
    programme_id = form.programme_id or None
    if programme_id is not None and work.session.get(ProgrammeRecord, programme_id) is None:
        raise NotFound(table=ProgrammeRecord.__tablename__, id=programme_id)
    return {
        "number": grant.number,
        "title": grant.title,
        "platform": grant.platform.value,
        "programme_id": programme_id,
        "granted_cents": grant.granted_cents,
        "first_on": grant.first_on,
        "last_on": grant.last_on,
        "note": form.note.strip(),
    }


def _row(record: PlatformGrantRecord) -> GrantRow:
    return GrantRow(record.id, record.version, grant_of(record), record.programme_id, record.note)
