"""People in a class (学员): enrolled, let go, present and assessed, placed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from parkdesk.domain.class_members import (
    Assessed,
    Placement,
    SaveMember,
    check_assessed,
    check_dropping,
    check_member,
    check_placement,
)
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.id_number import normalise
from parkdesk.domain.identity import Permission
from parkdesk.domain.training import ClassState
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.training import (
    ClassMemberRecord,
    TrainingClassRecord,
    TrainingCourseRecord,
)
from parkdesk.store.training import (
    class_state,
    enrolled,
    person_columns,
    placement_columns,
    standing_class,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

OVERLAP = "class-overlaps"
_NONE_CONFIRMED: frozenset[str] = frozenset()


@command(Permission.PLATFORM_EDIT)
def enrol(
    work: Work, class_id: int, form: SaveMember, confirmed: frozenset[str] = _NONE_CONFIRMED
) -> int:
    """Enrol somebody; return the entry's id. Asks where another class has the same days."""
    record = standing_class(work, class_id, None, "enrol")
    _require_sound(work, form)
    if enrolled(work.session, class_id) >= record.capacity:
        raise Refused("class-is-full", number=record.number, capacity=record.capacity)
    _require_new(work, class_id, form, None)
    _ask_of_overlap(work, record, form, confirmed)
    return work.add(ClassMemberRecord(class_id=class_id, **person_columns(work, form))).id


@command(Permission.PLATFORM_EDIT)
def edit_member(work: Work, member_id: int, version: int, form: SaveMember) -> None:
    """Correct who somebody is."""
    member = work.get(ClassMemberRecord, member_id, version=version)
    _require_sound(work, form)
    _require_new(work, member.class_id, form, member_id)
    for name, value in person_columns(work, form).items():
        setattr(member, name, value)


@command(Permission.PLATFORM_EDIT)
def remove_member(work: Work, member_id: int, version: int) -> None:
    """Take out somebody who was enrolled by mistake; who was present or hired has been there."""
    member = work.get(ClassMemberRecord, member_id, version=version)
    if member.present_tenths or member.assessment or member.hired_on is not None:
        raise Refused("class-member-was-there", name=member.name)
    work.session.delete(member)


@command(Permission.PLATFORM_EDIT)
def drop_member(work: Work, member_id: int, version: int, reason: str) -> None:
    """Note that somebody left the class (退学), and why; the seat is free again."""
    member = work.get(ClassMemberRecord, member_id, version=version)
    if member.dropped_on is not None:
        raise Refused("class-member-left", name=member.name, day=member.dropped_on)
    problems = check_dropping(reason)
    if problems:
        raise InvalidInput(problems)
    member.dropped_on = work.today
    member.reason = reason.strip()


@command(Permission.PLATFORM_EDIT)
def take_member_in_again(work: Work, member_id: int, version: int) -> None:
    """Take back that somebody left; there has to be a seat."""
    member = work.get(ClassMemberRecord, member_id, version=version)
    record = standing_class(work, member.class_id, None, "enrol")
    if member.dropped_on is None:
        raise Refused("class-member-is-there", name=member.name)
    if enrolled(work.session, record.id) >= record.capacity:
        raise Refused("class-is-full", number=record.number, capacity=record.capacity)
    member.dropped_on = None
    member.reason = ""


@command(Permission.PLATFORM_EDIT)
def assess_members(work: Work, class_id: int, results: Mapping[int, tuple[int, Assessed]]) -> int:
    """Note hours, assessment and score of members by their id, each with its version.

    All or none; return how many were noted.
    """
    record = standing_class(work, class_id, None, "assess")
    if class_state(record, work.today) is ClassState.PLANNED:
        raise Refused("class-not-begun", number=record.number, day=record.first_on)
    course = work.get(TrainingCourseRecord, record.course_id)
    for member_id, (version, form) in results.items():
        member = work.get(ClassMemberRecord, member_id, version=version)
        if member.class_id != class_id:
            raise InvalidInput({"present_tenths": "class-member-of-another"})
        problems = check_assessed(form, course.hours_tenths)
        if problems:
            raise InvalidInput(problems, name=member.name, hours=course.hours_tenths // 10)
        member.present_tenths = form.present_tenths
        member.assessment = form.assessment.value if form.assessment else ""
        member.score_tenths = form.score_tenths
    return len(results)


@command(Permission.PLATFORM_EDIT)
def place_member(work: Work, member_id: int, version: int, form: Placement) -> None:
    """Note who hired somebody (推荐就业); the register's enterprise is called as it is there."""
    member = work.get(ClassMemberRecord, member_id, version=version)
    if member.dropped_on is not None:
        raise Refused("class-member-left", name=member.name, day=member.dropped_on)
    problems = check_placement(form, work.today)
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    if form.enterprise_id is not None and enterprise is None:
        problems["enterprise_id"] = "unknown"
    if problems:
        raise InvalidInput(problems)
    values = placement_columns(form)
    if enterprise is not None:
        values["employer"] = enterprise.name
    for name, value in values.items():
        setattr(member, name, value)


@command(Permission.PLATFORM_EDIT)
def unplace_member(work: Work, member_id: int, version: int) -> None:
    """Take a placement back that was noted by mistake."""
    member = work.get(ClassMemberRecord, member_id, version=version)
    if member.hired_on is None:
        raise Refused("class-member-not-placed", name=member.name)
    for name, value in placement_columns(None).items():
        setattr(member, name, value)


@command(Permission.IDENTITY_REVEAL)
def reveal_member(work: Work, member_id: int) -> str:
    """Return somebody's whole number; the trail keeps who looked."""
    member = work.get(ClassMemberRecord, member_id)
    work.note(ClassMemberRecord.__tablename__, member_id, {"id_number": "revealed"})
    return member.id_number


def _require_sound(work: Work, form: SaveMember) -> None:
    problems = check_member(form, work.today)
    if problems:
        raise InvalidInput(problems)


def _require_new(work: Work, class_id: int, form: SaveMember, member_id: int | None) -> None:
    number = work.vault.keyed_hash(normalise(form.id_number))
    found = work.session.scalar(
        select(ClassMemberRecord).filter_by(class_id=class_id, id_hash=number)
    )
    if found is not None and found.id != member_id:
        raise InvalidInput({"id_number": "class-member-already"}, name=found.name)


def _ask_of_overlap(
    work: Work, record: TrainingClassRecord, form: SaveMember, confirmed: frozenset[str]
) -> None:
    member, other = ClassMemberRecord, TrainingClassRecord
    number = work.vault.keyed_hash(normalise(form.id_number))
    found = work.session.scalars(
        select(other.number)
        .join(member, member.class_id == other.id)
        .where(
            member.id_hash == number,
            member.dropped_on.is_(None),
            other.id != record.id,
            other.cancelled_on.is_(None),
            other.first_on <= record.last_on,
            other.last_on >= record.first_on,
        )
        .order_by(other.first_on, other.id)
    ).all()
    if found and OVERLAP not in confirmed:
        raise NeedsConfirmation(OVERLAP, name=form.name.strip(), classes=tuple(found))
