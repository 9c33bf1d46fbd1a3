"""Titles that enterprises hold, their kinds, and memberships of alliances."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.domain.titles import (
    NEVER,
    SaveMembership,
    SaveTitle,
    SaveTitleKind,
    check_kind,
    check_membership,
    check_title,
    check_withdrawal,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.titles import AllianceMembershipRecord, TitleKindRecord, TitleRecord
from parkdesk.store.title_rows import (
    MembershipRow,
    TitleKind,
    TitleRow,
    is_offered,
    kind_of,
    membership_row,
    title_rows,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

__all__ = ["MembershipRow", "TitleKind", "TitleRow"]


@dataclass(frozen=True, slots=True)
class HeldTitles:
    """The titles and memberships of one enterprise, the newest first."""

    titles: tuple[TitleRow, ...]
    memberships: tuple[MembershipRow, ...]


@query(Permission.ENTERPRISE_READ)
def list_title_kinds(work: Work, *, retired: bool = False) -> tuple[TitleKind, ...]:
    """Return the kinds that are offered; with `retired` those too that are no longer."""
    records = work.session.scalars(select(TitleKindRecord).order_by(TitleKindRecord.id))
    offered = (one for one in records if retired or is_offered(one, work.today))
    return tuple(kind_of(one) for one in offered)


@query(Permission.ENTERPRISE_READ)
def enterprise_titles(work: Work, enterprise_id: int, on: dt.date | None = None) -> HeldTitles:
    """Return what an enterprise holds and is a member of; as at a day what had begun by it."""
    work.get(EnterpriseRecord, enterprise_id)
    day = on or work.today
    table = AllianceMembershipRecord
    ids = work.session.scalars(
        select(TitleRecord.id)
        .where(TitleRecord.enterprise_id == enterprise_id)
        .where(*([TitleRecord.granted_on <= on] if on else []))
        .order_by(TitleRecord.granted_on.desc(), TitleRecord.id.desc())
    ).all()
    rows = title_rows(work.session, ids, on, work.today)
    members = work.session.scalars(
        select(table)
        .where(table.enterprise_id == enterprise_id)
        .where(*([table.since_on <= on] if on else []))
        .order_by(table.since_on.desc(), table.id.desc())
    )
    return HeldTitles(
        tuple(rows[id_] for id_ in ids), tuple(membership_row(one, day) for one in members)
    )


@query(Permission.ENTERPRISE_READ)
def known_alliances(work: Work) -> tuple[str, ...]:
    """Return the names of alliances that are in use, so that nobody spells one in two ways."""
    query_ = select(AllianceMembershipRecord.alliance).distinct()
    return tuple(sorted(work.session.scalars(query_)))


# Titles


@command(Permission.ENTERPRISE_EDIT)
def grant_title(work: Work, form: SaveTitle) -> int:
    """Record a title that an enterprise was granted; return its id."""
    values = _title_columns(work, form, None)
    return work.add(TitleRecord(**values)).id


@command(Permission.ENTERPRISE_EDIT)
def edit_title(work: Work, title_id: int, version: int, form: SaveTitle) -> None:
    """Correct a title; its withdrawal stays as it is."""
    record = work.get(TitleRecord, title_id, version=version)
    form = replace(form, enterprise_id=record.enterprise_id)
    for name, value in _title_columns(work, form, record).items():
        if getattr(record, name) != value:
            setattr(record, name, value)


@command(Permission.ENTERPRISE_EDIT)
def withdraw_title(
    work: Work, title_id: int, version: int, withdrawn_on: dt.date | None, withdrawal: str
) -> None:
    """Record that a title was withdrawn (撤销) from a day on, and by what."""
    record = work.get(TitleRecord, title_id, version=version)
    if record.withdrawn_on is not None:
        raise Refused("title-withdrawn-already", day=record.withdrawn_on)
    problems = check_withdrawal(record.granted_on, withdrawn_on, withdrawal, work.today)
    if problems:
        raise InvalidInput(problems)
    record.withdrawn_on = withdrawn_on
    record.withdrawal = work.reason = withdrawal.strip()


@command(Permission.ENTERPRISE_EDIT)
def delete_title(work: Work, title_id: int, version: int) -> None:
    """Delete a title that was entered by mistake; the trail keeps it."""
    work.session.delete(work.get(TitleRecord, title_id, version=version))


def _title_columns(work: Work, form: SaveTitle, record: TitleRecord | None) -> dict[str, object]:
    """Return a checked form as the columns of its record."""
    form = replace(form, number=form.number.strip(), authority=form.authority.strip())
    problems = check_title(form, work.today)
    kind = work.session.scalar(
        select(TitleKindRecord).where(TitleKindRecord.code == form.kind_code)
    )
    if kind is None:
        problems.setdefault("kind_code", "required")
    elif not is_offered(kind, work.today) and (record is None or record.kind_code != kind.code):
        problems.setdefault("kind_code", "title-kind-retired")
    if not problems and _granted_already(work, form, record):
        problems["granted_on"] = "title-twice"
    if problems:
        raise InvalidInput(problems)
    assert form.enterprise_id is not None
    enterprise = work.get(EnterpriseRecord, form.enterprise_id)
    return {
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "kind_code": form.kind_code,
        "number": form.number,
        "authority": form.authority,
        "granted_on": form.granted_on,
        "valid_until": form.valid_until,
        "valid_key": form.valid_until or NEVER,
        "note": form.note.strip(),
    }


def _granted_already(work: Work, form: SaveTitle, record: TitleRecord | None) -> bool:
    found = work.session.scalar(
        select(TitleRecord.id).where(
            TitleRecord.enterprise_id == form.enterprise_id,
            TitleRecord.kind_code == form.kind_code,
            TitleRecord.granted_on == form.granted_on,
        )
    )
    return found is not None and (record is None or found != record.id)


# Kinds


@command(Permission.ENTERPRISE_EDIT)
def add_title_kind(work: Work, form: SaveTitleKind) -> str:
    """Add a kind of the park's own; return its code."""
    values = _kind_columns(work, form, None)
    number = work.session.scalar(select(func.max(TitleKindRecord.id))) or 0
    code = f"own-{number + 1}"
    # The park says what its own titles are: nothing is to be confirmed about them.
    work.add(TitleKindRecord(code=code, own=True, certainty=Mark.DOCUMENT.value, **values))
    return code


@command(Permission.ENTERPRISE_EDIT)
def edit_title_kind(work: Work, kind_id: int, version: int, form: SaveTitleKind) -> None:
    """Correct a kind of the park's own; those of the program are as their documents say."""
    record = work.get(TitleKindRecord, kind_id, version=version)
    if not record.own:
        raise Refused("title-kind-of-program")
    for name, value in _kind_columns(work, form, record).items():
        if getattr(record, name) != value:
            setattr(record, name, value)


@command(Permission.ENTERPRISE_EDIT)
def offer_title_kind(work: Work, kind_id: int, version: int, *, offered: bool) -> None:
    """Offer a kind no longer from today on, or again; titles of it stay."""
    record = work.get(TitleKindRecord, kind_id, version=version)
    record.retired_on = None if offered else work.today


def _kind_columns(
    work: Work, form: SaveTitleKind, record: TitleKindRecord | None
) -> dict[str, object]:
    problems = check_kind(form)
    same = work.session.scalar(
        select(TitleKindRecord.id).where(TitleKindRecord.name_zh == form.name_zh.strip())
    )
    if same is not None and (record is None or same != record.id):
        problems.setdefault("name_zh", "title-kind-taken")
    if problems:
        raise InvalidInput(problems)
    return {
        "name_zh": form.name_zh.strip(),
        "name_en": form.name_en.strip(),
        "basis": form.basis.strip(),
        "valid_months": form.valid_months,
    }


# Alliances


@command(Permission.ENTERPRISE_EDIT)
def join_alliance(work: Work, form: SaveMembership) -> int:
    """Record a membership; return its id."""
    values = _membership_columns(work, form, None)
    return work.add(AllianceMembershipRecord(**values)).id


@command(Permission.ENTERPRISE_EDIT)
def edit_membership(work: Work, membership_id: int, version: int, form: SaveMembership) -> None:
    """Correct a membership, or say when it ended."""
    record = work.get(AllianceMembershipRecord, membership_id, version=version)
    form = replace(form, enterprise_id=record.enterprise_id)
    for name, value in _membership_columns(work, form, record).items():
        if getattr(record, name) != value:
            setattr(record, name, value)


@command(Permission.ENTERPRISE_EDIT)
def delete_membership(work: Work, membership_id: int, version: int) -> None:
    """Delete a membership that was entered by mistake; the trail keeps it."""
    work.session.delete(work.get(AllianceMembershipRecord, membership_id, version=version))


def _membership_columns(
    work: Work, form: SaveMembership, record: AllianceMembershipRecord | None
) -> dict[str, object]:
    problems = check_membership(form, work.today)
    if not problems and _member_at_once(work, form, record):
        problems["since_on"] = "membership-overlaps"
    if problems or form.role is None:
        raise InvalidInput(problems)
    assert form.enterprise_id is not None
    return {
        "enterprise_id": work.get(EnterpriseRecord, form.enterprise_id).id,
        "alliance": form.alliance.strip(),
        "role": form.role.value,
        "since_on": form.since_on,
        "until_on": form.until_on,
        "number": form.number.strip(),
        "note": form.note.strip(),
    }


def _member_at_once(
    work: Work, form: SaveMembership, record: AllianceMembershipRecord | None
) -> bool:
    """Whether another membership of the same alliance holds on one of the same days."""
    assert form.since_on is not None
    others = work.session.scalars(
        select(AllianceMembershipRecord).where(
            AllianceMembershipRecord.enterprise_id == form.enterprise_id,
            AllianceMembershipRecord.alliance == form.alliance.strip(),
        )
    )
    last = form.until_on or NEVER
    return any(
        one is not record and one.since_on <= last and form.since_on <= (one.until_on or NEVER)
        for one in others
    )
