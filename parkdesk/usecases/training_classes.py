"""Classes (班次) of the training platform: planned, held, called off."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.training import SaveClass, check_class
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.training import (
    ClassMemberRecord,
    TrainingClassRecord,
    TrainingCourseRecord,
)
from parkdesk.store.training import class_state, enrolled, standing_class
from parkdesk.store.work import Work
from parkdesk.usecases.core import command


@command(Permission.PLATFORM_EDIT)
def add_class(work: Work, form: SaveClass) -> int:
    """Plan a class; return its id."""
    values = _checked(work, form, None)
    prefix = f"BC-{values['first_on'].year}-"
    serial = next_serial(work, TrainingClassRecord.number, prefix)
    return work.add(TrainingClassRecord(number=f"{prefix}{serial:04d}", **values)).id


@command(Permission.PLATFORM_EDIT)
def edit_class(work: Work, class_id: int, version: int, form: SaveClass) -> None:
    """Change a class; it keeps seats for all who are enrolled, and days for what was noted."""
    record = standing_class(work, class_id, version, "edit")
    values = _checked(work, form, record)
    if values["first_on"] > work.today and _something_noted(work, class_id):
        raise InvalidInput({"first_on": "class-has-results"})
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def cancel_class(work: Work, class_id: int, version: int, reason: str) -> None:
    """Call a class off (取消), with the reason; not one of which something was noted."""
    record = standing_class(work, class_id, version, "cancel")
    if says_too_little(reason):
        raise InvalidInput({"reason": "class-needs-reason"})
    if _something_noted(work, class_id):
        raise Refused("class-was-held", number=record.number)
    record.cancelled_on = work.today
    record.reason = reason.strip()


@command(Permission.PLATFORM_EDIT)
def resume_class(work: Work, class_id: int, version: int) -> None:
    """Let a class that was called off be held after all."""
    record = work.get(TrainingClassRecord, class_id, version=version)
    if record.cancelled_on is None:
        raise WrongState(state=class_state(record, work.today), action="resume")
    record.cancelled_on = None
    record.reason = ""


@command(Permission.PLATFORM_EDIT)
def delete_class(work: Work, class_id: int, version: int) -> None:
    """Delete a class entered by mistake; one with somebody in it is called off."""
    record = work.get(TrainingClassRecord, class_id, version=version)
    there = select(ClassMemberRecord.id).filter_by(class_id=class_id).limit(1)
    if work.session.scalar(there) is not None:
        raise Refused("class-has-members", number=record.number)
    work.session.delete(record)


def _something_noted(work: Work, class_id: int) -> bool:
    """Return whether anybody was present, assessed or hired."""
    record = ClassMemberRecord
    noted = (record.present_tenths > 0) | (record.assessment != "") | record.hired_on.is_not(None)
    found = select(record.id).where(record.class_id == class_id, noted).limit(1)
    return work.session.scalar(found) is not None


def _checked(work: Work, form: SaveClass, record: TrainingClassRecord | None) -> dict[str, Any]:
    seated = enrolled(work.session, record.id) if record is not None else 0
    problems = check_class(form, seated)
    course = work.session.get(TrainingCourseRecord, form.course_id or 0)
    if course is None:
        problems.setdefault("course_id", "unknown")
    elif course.retired_on is not None and (record is None or record.course_id != course.id):
        problems["course_id"] = "training-course-retired"
    if problems:
        raise InvalidInput(problems, enrolled=seated)
    return {
        "course_id": form.course_id,
        "first_on": form.first_on,
        "last_on": form.last_on,
        "capacity": form.capacity,
        "room": form.room.strip(),
        "teacher": form.teacher.strip(),
        "note": form.note.strip(),
    }
