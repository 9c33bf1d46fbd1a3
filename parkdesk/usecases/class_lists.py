"""Classes in lists, one with its people, and those that a claim may be fed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.class_members import Member, is_for_claim
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.trainees import Assessment
from parkdesk.domain.training import ClassState, SaveClass
from parkdesk.store.containing import containing
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.training import (
    ClassMemberRecord,
    TrainingClassRecord,
    TrainingCourseRecord,
    TrainingInstitutionRecord,
)
from parkdesk.store.training import class_form, class_state, member_of
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "first_on": TrainingClassRecord.first_on,
    "number": TrainingClassRecord.number,
}
"""What the register of classes can be ordered by."""
_MOST_OFFERED = 100


@dataclass(frozen=True, slots=True)
class ClassFilter:
    """Which classes to list; what is left out does not narrow."""

    text: str = ""
    state: ClassState | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody in a class; the number is masked."""

    id: int
    version: int
    member: Member
    employer_id: int | None


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class as it stands today; counted are those who did not leave it."""

    id: int
    version: int
    number: str
    form: SaveClass
    course: str
    hours_tenths: int
    institution: str
    state: ClassState
    cancelled_on: dt.date | None
    reason: str
    enrolled: int
    passed: int
    placed: int
    members: tuple[MemberRow, ...] = ()
    """In lists none."""


@dataclass(frozen=True, slots=True)
class ClassForClaim:
    """A class with people whom a claim is about."""

    id: int
    number: str
    course: str
    first_on: dt.date
    last_on: dt.date
    people: int


@query(Permission.PLATFORM_READ)
def list_classes(
    work: Work, criteria: ClassFilter, sort: Sort, offset: int, limit: int
) -> Window[ClassRow]:
    """Return the classes in view."""
    return fetch_window(
        work.session,
        TrainingClassRecord.id,
        _where(criteria, work.today),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


@query(Permission.PLATFORM_READ)
def class_detail(work: Work, class_id: int) -> ClassRow:
    """Return one class with its people, in the order in which they were enrolled."""
    work.get(TrainingClassRecord, class_id)
    found = work.session.scalars(
        select(ClassMemberRecord).filter_by(class_id=class_id).order_by(ClassMemberRecord.id)
    )
    members = tuple(
        MemberRow(one.id, one.version, _masked(member_of(one)), one.enterprise_id) for one in found
    )
    return replace(_rows(work, [class_id])[class_id], members=members)


@query(Permission.CLAIM_READ)
def classes_for_claim(work: Work, claim_id: int) -> tuple[ClassForClaim, ...]:
    """Return the classes with people whom a claim is about, the newest first."""
    work.actor.require(Permission.PLATFORM_READ)
    claim = work.get(ClaimRecord, claim_id)
    track = ClaimKind(claim.track).track
    if track is None:
        return ()
    table, course, owner = TrainingClassRecord, TrainingCourseRecord, TrainingInstitutionRecord
    held = work.session.execute(
        select(table, course.title, owner.enterprise_id)
        .join(course, course.id == table.course_id)
        .join(owner, owner.id == course.institution_id)
        .where(
            table.cancelled_on.is_(None),
            or_(
                owner.enterprise_id == claim.enterprise_id,
                table.id.in_(
                    select(ClassMemberRecord.class_id).where(
                        ClassMemberRecord.enterprise_id == claim.enterprise_id
                    )
                ),
            ),
        )
        .order_by(table.first_on.desc(), table.id.desc())
        .limit(_MOST_OFFERED)
    ).all()
    found = []
    for record, title, institution in held:
        members = work.session.scalars(select(ClassMemberRecord).filter_by(class_id=record.id))
        people = sum(
            is_for_claim(member_of(one), track, claim.enterprise_id, institution) for one in members
        )
        if people:
            found.append(
                ClassForClaim(
                    record.id, record.number, title, record.first_on, record.last_on, people
                )
            )
    return tuple(found)


def _masked(member: Member) -> Member:
    person = member.person
    return replace(member, person=replace(person, id_number=mask_id_number(person.id_number)))


def _rows(work: Work, ids: Sequence[int]) -> dict[int, ClassRow]:
    table, course, owner = TrainingClassRecord, TrainingCourseRecord, TrainingInstitutionRecord
    counts = _counts(work.session, ids)
    found = work.session.execute(
        select(table, course.title, course.hours_tenths, EnterpriseRecord.name)
        .join(course, course.id == table.course_id)
        .join(owner, owner.id == course.institution_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == owner.enterprise_id)
        .where(table.id.in_(ids))
    )
    return {
        record.id: ClassRow(
            record.id,
            record.version,
            record.number,
            class_form(record),
            title,
            hours,
            institution,
            class_state(record, work.today),
            record.cancelled_on,
            record.reason,
            *counts.get(record.id, (0, 0, 0)),
        )
        for record, title, hours, institution in found
    }


def _counts(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """Return how many are enrolled, passed and were hired, by class."""
    member = ClassMemberRecord
    passed = func.sum(case((member.assessment == Assessment.PASSED.value, 1), else_=0))
    placed = func.sum(case((member.hired_on.is_not(None), 1), else_=0))
    rows = session.execute(
        select(member.class_id, func.count(), passed, placed)
        .where(member.class_id.in_(ids), member.dropped_on.is_(None))
        .group_by(member.class_id)
    )
    return {id_: (int(there), int(good), int(hired)) for id_, there, good, hired in rows}


def _where(criteria: ClassFilter, day: dt.date) -> list[ColumnElement[bool]]:
    table, course, owner = TrainingClassRecord, TrainingCourseRecord, TrainingInstitutionRecord
    where: list[ColumnElement[bool]] = []
    text = criteria.text.strip()
    if text:
        offered = select(course.id).join(owner, owner.id == course.institution_id)
        called = offered.where(
            or_(containing(course.title, text), owner.enterprise_id.in_(ids_called(text)))
        )
        where.append(
            or_(
                table.course_id.in_(called),
                containing(table.number, text),
                containing(table.teacher, text),
            )
        )
    if criteria.state is not None:
        where.append(_is_in(criteria.state, day))
    return where


def _is_in(state: ClassState, day: dt.date) -> ColumnElement[bool]:
    """Return the SQL of `training.state_on`: the same rule, for the filter."""
    table = TrainingClassRecord
    if state is ClassState.CANCELLED:
        return table.cancelled_on <= day
    stands = or_(table.cancelled_on.is_(None), table.cancelled_on > day)
    days = {
        ClassState.PLANNED: table.first_on > day,
        ClassState.UNDER_WAY: and_(table.first_on <= day, table.last_on >= day),
        ClassState.ENDED: table.last_on < day,
    }
    return and_(stands, days[state])
