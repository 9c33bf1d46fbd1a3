"""Merging two records of one enterprise, and undoing it within thirty days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Table, func, select

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.enterprises import SaveEnterprise, check
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.domain.merges import GO_WITH, TOGETHER, MergeRequest, Obstacle, differing, suggested
from parkdesk.store.enterprise_rows import columns_of, form_of
from parkdesk.store.enterprise_services import main_services
from parkdesk.store.enterprise_steps import FactSteps
from parkdesk.store.merged_numbers import keep_numbers, numbers_of
from parkdesk.store.merging import (
    Following,
    claims_paid,
    follow_columns,
    following,
    give,
    set_columns,
)
from parkdesk.store.rows_aside import as_json
from parkdesk.store.tables.certification_history import CertificationFundingRecord
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.duplicates import EnterpriseMergeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.unsaid_findings import forget_day, free_keys, look_at_on
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_ENTERPRISE = EnterpriseRecord.__tablename__
_SERVICE = EnterpriseServiceRecord.__tablename__
_NOTHING: frozenset[str] = frozenset()


FieldValue: TypeAlias = str | int | dt.date | None
"""What a field of the form holds; a choice is its own text."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """One field in which two records differ; numbers of persons and accounts are masked."""

    field: str
    kept: FieldValue
    dropped: FieldValue
    suggested: bool
    """Only the record that is given up knows it: taken unless the person says otherwise."""
    fixed: bool = False
    """Told by dated rows that move along: there is nothing to choose."""


@dataclass(frozen=True, slots=True)
class Moving:
    """How many rows of a table change their owner, and how many are set aside."""

    table: str
    moved: int
    aside: int


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would do, before anybody decides."""

    kept_id: int
    kept_version: int
    kept_name: str
    kept_code: str
    dropped_id: int
    dropped_version: int
    dropped_name: str
    dropped_code: str
    fields: tuple[FieldPair, ...]
    moving: tuple[Moving, ...]
    claims_in_work: int
    """Claims of the record that is given up which are handed in and not decided to the end."""
    obstacles: tuple[tuple[Obstacle, str, int], ...]
    """Each with the table and the number of rows that stand in the way."""


@query(Permission.ENTERPRISE_READ)
def merge_preview(work: Work, kept_id: int, dropped_id: int) -> MergePreview:
    """Return the fields to choose from, what moves, and what stands in the way."""
    kept, dropped = _two(work, kept_id, dropped_id)
    mine, other = form_of(kept), form_of(dropped)
    taken = suggested(mine, other)
    shown, shown_other = _masked(mine), _masked(other)
    parts = following(work.session, kept_id, dropped_id)
    told = _going_along(work, kept, dropped, parts)
    return MergePreview(
        kept.id,
        kept.version,
        kept.name,
        kept.code,
        dropped.id,
        dropped.version,
        dropped.name,
        dropped.code,
        tuple(
            FieldPair(
                name,
                _shown(work, shown, name),
                _shown(work, shown_other, name),
                name in taken | told,
                name in told,
            )
            for name in differing(mine, other)
        ),
        tuple(
            Moving(one.follower.table.name, len(one.moved), len(one.aside))
            for one in parts
            if one.moved or one.aside
        ),
        _claims_in_work(work, dropped_id),
        tuple(_obstacles(work, kept, dropped, parts)),
    )


@command(Permission.ENTERPRISE_EDIT)
def merge_enterprises(
    work: Work, request: MergeRequest, confirmed: frozenset[str] = _NOTHING
) -> int:
    """Make one enterprise of two records, and return the number of the merge.

    Refused where a paid claim would change its owner. Everything that is taken out is kept, to
    come back when the merge is undone.
    """
    kept, dropped = _two(work, request.kept_id, request.dropped_id)
    work.get(EnterpriseRecord, kept.id, version=request.kept_version)
    work.get(EnterpriseRecord, dropped.id, version=request.dropped_version)
    if not request.reason.strip():
        raise InvalidInput({"reason": "required"})
    work.reason = request.reason.strip()
    parts = following(work.session, kept.id, dropped.id)
    _refuse(work, kept, dropped, parts)
    _ask(work, dropped, parts, confirmed)
    changes = _changes(work, kept, dropped, request.take | _going_along(work, kept, dropped, parts))
    numbers = [(number, one.name) for one in (dropped, kept) for number in numbers_of(one)]
    merge = EnterpriseMergeRecord(
        kept_id=kept.id,
        dropped_id=dropped.id,
        kept_name=kept.name,
        dropped_name=dropped.name,
        merged_at=work.now,
        merged_by=work.actor.name,
        reason=work.reason,
        moved=as_json(_moved(parts)),
        set_aside=as_json(_rows_out(work, dropped.id, parts)),
        replaced=as_json(changes),
    )
    free_keys(work.session, dropped.id)
    for part in parts:
        give(work, part.follower, part.moved, kept.id)
    _take_out(work, dropped.id, parts)
    before = set_columns(work, kept.id, {name: new for name, (_old, new) in changes.items()})
    follow_columns(work, kept.id, before)
    look_at_on(work.session, kept.id, work.today)
    keep_numbers(work, kept.id, numbers)
    return work.add(merge).id


def _two(work: Work, kept_id: int, dropped_id: int) -> tuple[EnterpriseRecord, EnterpriseRecord]:
    if kept_id == dropped_id:
        raise InvalidInput({"dropped_id": "same-enterprise"})
    return work.get(EnterpriseRecord, kept_id), work.get(EnterpriseRecord, dropped_id)


def _shown(work: Work, form: SaveEnterprise, name: str) -> FieldValue:
    value: FieldValue = getattr(form, name)
    if name == "head_office_id" and isinstance(value, int):
        return work.get(EnterpriseRecord, value).name
    return value


def _masked(form: SaveEnterprise) -> SaveEnterprise:
    return replace(
        form,
        contact_phone=mask_phone(form.contact_phone) if form.contact_phone else None,
        bank_account=mask_account(form.bank_account) if form.bank_account else None,
    )


def _obstacles(
    work: Work, kept: EnterpriseRecord, dropped: EnterpriseRecord, parts: Sequence[Following]
) -> list[tuple[Obstacle, str, int]]:
    found = []
    paid = claims_paid(work, ClaimRecord.enterprise_id == dropped.id)
    if paid:
        found.append((Obstacle.PAID_CLAIM, ClaimRecord.__tablename__, paid))
    if kept.head_office_id == dropped.id or dropped.head_office_id == kept.id:
        found.append((Obstacle.HEAD_OFFICE, _ENTERPRISE, 1))
    branches = _branches_beside(work, kept, dropped)
    if branches:
        found.append((Obstacle.BRANCHES, _ENTERPRISE, branches))
    grants = _grants(work, dropped.id)
    if grants:
        found.append((Obstacle.GRANT, CertificationFundingRecord.__tablename__, grants))
    found += [
        (Obstacle.REFERRED_TO, part.follower.table.name, len(part.held))
        for part in parts
        if part.held
    ]
    return found


def _branches_beside(work: Work, kept: EnterpriseRecord, dropped: EnterpriseRecord) -> int:
    """Return how many branches would come under a branch: a chain that no claim can follow."""
    found = 0
    for one, other in ((kept, dropped), (dropped, kept)):
        if one.head_office_id is not None:
            found += _count(work, EnterpriseRecord.head_office_id == other.id)
    return found


def _grants(work: Work, enterprise_id: int) -> int:
    own = select(CertificationRecord.id).where(CertificationRecord.enterprise_id == enterprise_id)
    return _count(work, CertificationFundingRecord.certification_id.in_(own))


def _count(work: Work, condition: ColumnElement[bool]) -> int:
    return work.session.scalar(select(func.count()).where(condition)) or 0


def _refuse(
    work: Work, kept: EnterpriseRecord, dropped: EnterpriseRecord, parts: Sequence[Following]
) -> None:
    for obstacle, table, count in _obstacles(work, kept, dropped, parts):
        raise Refused(
            obstacle.value, kept=kept.name, dropped=dropped.name, table=table, count=count
        )


def _ask(
    work: Work,
    dropped: EnterpriseRecord,
    parts: Sequence[Following],
    confirmed: frozenset[str],
) -> None:
    count = _claims_in_work(work, dropped.id)
    if count and "merge-moves-claims" not in confirmed:
        raise NeedsConfirmation("merge-moves-claims", dropped=dropped.name, count=count)
    aside = sum(len(part.aside) for part in parts)
    if aside and "merge-sets-aside" not in confirmed:
        raise NeedsConfirmation("merge-sets-aside", dropped=dropped.name, count=aside)


def _claims_in_work(work: Work, enterprise_id: int) -> int:
    settled = [
        ClaimState.DRAFT.value,
        ClaimState.REJECTED.value,
        ClaimState.WITHDRAWN.value,
        ClaimState.PAID.value,
        ClaimState.ARCHIVED.value,
    ]
    return (
        work.session.scalar(
            select(func.count(ClaimRecord.id)).where(
                ClaimRecord.enterprise_id == enterprise_id, ClaimRecord.state.not_in(settled)
            )
        )
        or 0
    )


def _moved(parts: Sequence[Following]) -> dict[str, list[int]]:
    return {part.follower.key: list(part.moved) for part in parts if part.moved}


def _going_along(
    work: Work, kept: EnterpriseRecord, dropped: EnterpriseRecord, parts: Sequence[Following]
) -> frozenset[str]:
    """Return the fields that are told by dated rows which move to a record without such rows.

    Of a line and a market that were only typed, the main service that moves knows better: it
    goes on as it is, where a correction would end it today.
    """
    moving = {part.follower.table.name for part in parts if part.moved}
    told = {field for table in moving for field in GO_WITH.get(table, ())}
    mine, other = form_of(kept), form_of(dropped)
    found = suggested(mine, other) & told
    if _SERVICE in moving and main_services(work.session, [dropped.id], work.today):
        known = {field for field in GO_WITH[_SERVICE] if getattr(other, field) is not None}
        found |= known & frozenset(differing(mine, other))
    return found


def _rows_out(
    work: Work, dropped_id: int, parts: Sequence[Following]
) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, dict[int, dict[str, Any]]] = {}
    wanted: list[tuple[Table, Sequence[int]]] = [(EnterpriseRecord.__table__, [dropped_id])]  # type: ignore[list-item]
    wanted += [(part.follower.table, part.aside) for part in parts if part.aside]
    for table, ids in wanted:
        rows = work.session.execute(select(table).where(table.c.id.in_(ids)).order_by(table.c.id))
        kept = found.setdefault(table.name, {})
        kept.update({row["id"]: dict(row) for row in rows.mappings()})
    return {name: list(rows.values()) for name, rows in found.items()}


def _take_out(work: Work, dropped_id: int, parts: Sequence[Following]) -> None:
    """Delete what was set aside, then the record itself: nothing refers to it any more."""
    for part in parts:
        if part.aside:
            work.delete_many(part.follower.record, part.follower.table.c.id.in_(part.aside))
    forget_day(work.session, dropped_id)
    work.session.delete(work.get(EnterpriseRecord, dropped_id))
    work.session.flush()  # its code and name are free from here on


def _changes(
    work: Work, kept: EnterpriseRecord, dropped: EnterpriseRecord, take: frozenset[str]
) -> dict[str, tuple[Any, Any]]:
    """Return what changes in the kept record: by column, the value before and after."""
    mine, other = form_of(kept), form_of(dropped)
    take &= frozenset(differing(mine, other))
    wanted = replace(mine, **{name: getattr(other, name) for name in take})
    problems = check(wanted, work.today).problems
    if problems:
        raise InvalidInput(problems)
    steps = FactSteps(work, work.today)
    steps.know([kept.id])
    if take & set(GO_WITH["enterprise_premises"]) and steps.rooms_of(kept.id) > 1:
        raise InvalidInput({"building": "several-premises"})
    before, after = columns_of(mine), columns_of(wanted)
    for field in take & TOGETHER.keys():
        for column in TOGETHER[field]:
            before[column], after[column] = getattr(kept, column), getattr(dropped, column)
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}
