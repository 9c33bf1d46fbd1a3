"""Reading reminders: one line per enterprise, all of one enterprise, how many wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort
from parkdesk.domain.reminders import (
    RAISED,
    TO_ACT,
    DueItem,
    ReminderAct,
    ReminderFilter,
    ReminderKind,
    ReminderState,
    most_pressing,
    rule_on,
)
from parkdesk.store.list_ids import ListIds
from parkdesk.store.reminder_items import reminder_items, wanted_reminders
from parkdesk.store.reminder_rows import rules_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import AccountRecord, RolePermissionRecord
from parkdesk.store.tables.reminders import ReminderNoteRecord, ReminderOwnerRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

_CHUNK = 500
"""Enterprises asked for at once: an export asks for all of them."""
UNTOUCHED = frozenset(ReminderState) - {
    ReminderState.SETTLED,
    ReminderState.SNOOZED,
    ReminderState.CONTACTED,
}
"""The states in which nobody's act counts: what a worklist is opened for."""


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """What is due of one enterprise; `id` is the enterprise's."""

    id: int
    enterprise: str
    count: int
    nearest: DueItem
    state: ReminderState
    """The most pressing of its reminders."""
    owner_id: int | None
    owner: str


@dataclass(frozen=True, slots=True)
class Worklist:
    """The lines in view of a list of `total`; grouped, so no index can walk it."""

    lines: tuple[ReminderLine, ...]
    total: int
    offset: int


@dataclass(frozen=True, slots=True)
class ReminderNote:
    """What somebody did about a reminder."""

    kind: ReminderKind
    subject_id: int
    due_on: dt.date
    act: ReminderAct
    until_on: dt.date | None
    contacted_on: dt.date | None
    person: str
    words: str
    noted_at: dt.datetime
    noted_by: str


@dataclass(frozen=True, slots=True)
class ReminderSheet:
    """All that is due of one enterprise within a year, and what was done about it."""

    enterprise_id: int
    enterprise: str
    owner_id: int | None
    owner: str
    items: tuple[DueItem, ...]
    notes: tuple[ReminderNote, ...]
    """The newest first."""


@dataclass(frozen=True, slots=True)
class ReminderCounts:
    """The key figures of the worklist today, in enterprises."""

    waiting: int
    urgent: int
    overdue: int


@dataclass(frozen=True, slots=True)
class ReminderPerson:
    """Somebody who may look after reminders."""

    id: int
    name: str


@query(Permission.CERTIFICATION_READ)
def list_reminders(
    work: Work, criteria: ReminderFilter, sort: Sort, offset: int, limit: int
) -> Worklist:
    """Return one line per enterprise; `sort` is by due, enterprise, count or state."""
    ids = ListIds.of(work.session).ordered(_grouped(work, criteria, sort))
    offset = max(offset, 0)
    return Worklist(_lines(work, criteria, ids[offset : offset + limit]), len(ids), offset)


@query(Permission.CERTIFICATION_READ)
def reminder_sheet(work: Work, enterprise_id: int) -> ReminderSheet:
    """Return all reminders of an enterprise, those of the coming year among them."""
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    criteria = ReminderFilter(within_days=366, enterprise_id=enterprise_id, whole_past=True)
    owner_id, owner = _owners(work, [enterprise_id]).get(enterprise_id, (None, ""))
    notes = work.session.scalars(
        select(ReminderNoteRecord)
        .where(ReminderNoteRecord.enterprise_id == enterprise_id)
        .order_by(ReminderNoteRecord.id.desc())
    )
    items = reminder_items(work, criteria)
    return ReminderSheet(
        enterprise_id,
        enterprise.name,
        owner_id,
        owner,
        tuple(sorted(items, key=lambda one: (one.reminder.due_on, one.reminder.subject_id))),
        tuple(_note(one) for one in notes),
    )


@query(Permission.CERTIFICATION_READ)
def count_reminders(work: Work) -> int:
    """Return how many enterprises wait for this person.

    For a role that a rule names: those with something urgent or overdue. For all others: those
    with anything on which nobody has acted.
    """
    return _count(work, ReminderFilter(states=states_counted(work)))


@query(Permission.CERTIFICATION_READ)
def states_counted(work: Work) -> frozenset[ReminderState]:
    """Return the states that are counted for this person: the list opens with the same."""
    rules = rules_of(work.session)
    raised_for = {rule_on(rules, kind, work.today).role for kind in ReminderKind}
    return RAISED if work.actor.role in raised_for else TO_ACT


@query(Permission.CERTIFICATION_READ)
def reminder_counts(work: Work) -> ReminderCounts:
    """Return how many enterprises wait, with something urgent, with something overdue."""
    return ReminderCounts(
        _count(work, ReminderFilter(states=TO_ACT)),
        _count(work, ReminderFilter(states=frozenset({ReminderState.URGENT}))),
        _count(work, ReminderFilter(states=frozenset({ReminderState.OVERDUE}))),
    )


@query(Permission.CERTIFICATION_READ)
def reminder_people(work: Work) -> tuple[ReminderPerson, ...]:
    """Return the people who may act on reminders, by name."""
    may = select(RolePermissionRecord.role_code).where(
        RolePermissionRecord.permission == Permission.CERTIFICATION_EDIT.value
    )
    found = work.session.execute(
        select(AccountRecord.id, AccountRecord.name)
        .where(AccountRecord.active, AccountRecord.role_code.in_(may))
        .order_by(AccountRecord.name, AccountRecord.id)
    )
    return tuple(ReminderPerson(row.id, row.name) for row in found)


def _count(work: Work, criteria: ReminderFilter) -> int:
    found = wanted_reminders(work, criteria)
    return len(ListIds.of(work.session).fitting(select(found.c.enterprise_id).distinct()))


def _grouped(work: Work, criteria: ReminderFilter, sort: Sort) -> Select[int]:
    """Return the query of the enterprises with anything that fits, in the order asked for."""
    found = wanted_reminders(work, criteria)
    grouped = select(found.c.enterprise_id).group_by(found.c.enterprise_id)
    order: Any = {
        "due": func.min(found.c.due_on),
        "count": func.count(),
        "state": func.max(found.c.rank),
    }.get(sort.column, func.min(found.c.due_on))
    if sort.column == "enterprise":
        order = EnterpriseRecord.sort_key
        grouped = grouped.join(EnterpriseRecord, EnterpriseRecord.id == found.c.enterprise_id)
        grouped = grouped.group_by(order)
    return grouped.order_by(order.desc() if sort.descending else order, found.c.enterprise_id)


def _lines(work: Work, criteria: ReminderFilter, ids: Sequence[int]) -> tuple[ReminderLine, ...]:
    """Return the lines of these enterprises, in the order given."""
    lines: list[ReminderLine] = []
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        items: dict[int, list[DueItem]] = {id_: [] for id_ in part}
        for item in reminder_items(work, criteria, part):
            items[item.enterprise_id].append(item)
        owners = _owners(work, part)
        lines += (_line(id_, items[id_], *owners.get(id_, (None, ""))) for id_ in part)
        work.progress.step(len(lines), len(ids))
    return tuple(lines)


def _line(
    enterprise_id: int, items: Sequence[DueItem], owner_id: int | None, owner: str
) -> ReminderLine:
    nearest = min(items, key=lambda one: (one.reminder.due_on, one.reminder.subject_id))
    state = most_pressing(one.state for one in items)
    # Whoever was given the finding looks after it, whoever looks after its enterprise.
    owner = nearest.owner or owner
    return ReminderLine(
        enterprise_id, nearest.enterprise, len(items), nearest, state, owner_id, owner
    )


def _owners(work: Work, ids: Sequence[int]) -> dict[int, tuple[int, str]]:
    owner = ReminderOwnerRecord
    found = work.session.execute(
        select(owner.enterprise_id, AccountRecord.id, AccountRecord.name)
        .join(AccountRecord, AccountRecord.id == owner.account_id)
        .where(owner.enterprise_id.in_(ids))
    )
    return {row.enterprise_id: (row.id, row.name) for row in found}


def _note(record: ReminderNoteRecord) -> ReminderNote:
    return ReminderNote(
        ReminderKind(record.kind),
        record.subject_id,
        record.due_on,
        ReminderAct(record.act),
        record.until_on,
        record.contacted_on,
        record.person,
        record.words,
        record.noted_at,
        record.noted_by,
    )
