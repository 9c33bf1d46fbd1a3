"""The training platform's rows, to and from the domain."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain import id_number
from parkdesk.domain.class_members import Assessed, Course, Member, Placement, SaveMember
from parkdesk.domain.errors import WrongState
from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import Assessment, ServiceLine
from parkdesk.domain.training import (
    ClassState,
    InstitutionCondition,
    SaveClass,
    SaveCourse,
    SaveInstitution,
    SaveYear,
    state_on,
)
from parkdesk.store.tables.training import (
    ClassMemberRecord,
    TrainingClassRecord,
    TrainingCourseRecord,
    TrainingInstitutionRecord,
    TrainingYearRecord,
)
from parkdesk.store.work import Work


def institution_form(record: TrainingInstitutionRecord) -> SaveInstitution:
    """Return an institution as it was typed."""
    met = frozenset(InstitutionCondition(one) for one in record.conditions.split(",") if one)
    return SaveInstitution(
        record.enterprise_id,
        record.licence_number,
        record.licence_authority,
        record.licence_until,
        record.recognised_on,
        met,
        record.note,
    )


def institution_columns(form: SaveInstitution) -> dict[str, Any]:
    """Return the columns of an institution; its enterprise is looked up by whoever writes."""
    met = [one.value for one in InstitutionCondition if one in form.conditions]
    return {
        "licence_number": form.licence_number.strip(),
        "licence_authority": form.licence_authority.strip(),
        "licence_until": form.licence_until,
        "recognised_on": form.recognised_on,
        "conditions": ",".join(met),
        "note": form.note.strip(),
    }


def year_form(record: TrainingYearRecord) -> SaveYear:
    """Return a plan and its review as they were typed."""
    return SaveYear(
        record.year,
        record.plan_on,
        record.people,
        record.budget_cents,
        record.words,
        record.reviewed_on,
        record.passed,
        record.outcome,
    )


def course_form(record: TrainingCourseRecord) -> SaveCourse:
    """Return a course as it was typed."""
    return SaveCourse(record.institution_id, record.title, record.hours_tenths, record.content)


def class_form(record: TrainingClassRecord) -> SaveClass:
    """Return a class as it was typed."""
    return SaveClass(
        record.course_id,
        record.first_on,
        record.last_on,
        record.capacity,
        record.room,
        record.teacher,
        record.note,
    )


def class_state(record: TrainingClassRecord, day: dt.date) -> ClassState:
    """Return where a class is on a day."""
    return state_on(day, record.first_on, record.last_on, record.cancelled_on)


def standing_class(
    work: Work, class_id: int, version: int | None, action: str
) -> TrainingClassRecord:
    """Return a class that was not called off."""
    record = work.get(TrainingClassRecord, class_id, version=version)
    state = class_state(record, work.today)
    if state is ClassState.CANCELLED:
        raise WrongState(state=state, action=action)
    return record


def class_course(session: Session, record: TrainingClassRecord) -> Course:
    """Return what a roster says of a class."""
    course = session.get_one(TrainingCourseRecord, record.course_id)
    return Course(course.title, record.first_on, record.last_on, course.hours_tenths)


def enrolled(session: Session, class_id: int) -> int:
    """Return how many sit in a class; who left is not counted."""
    record = ClassMemberRecord
    counted = select(func.count()).where(record.class_id == class_id, record.dropped_on.is_(None))
    return session.scalar(counted) or 0


def member_of(record: ClassMemberRecord) -> Member:
    """Return somebody in a class with all that is known; the number is whole."""
    person = SaveMember(
        record.name,
        record.id_number,
        Degree(record.education) if record.education else None,
        record.school,
        record.graduated_on,
        record.diploma_no,
        record.note,
    )
    assessed = Assessed(
        record.present_tenths,
        Assessment(record.assessment) if record.assessment else None,
        record.score_tenths,
    )
    return Member(person, assessed, _placement(record), record.dropped_on)


def _placement(record: ClassMemberRecord) -> Placement | None:
    if record.hired_on is None:
        return None
    return Placement(
        record.enterprise_id,
        record.employer,
        record.hired_on,
        record.contract_first_on,
        record.contract_last_on,
        ServiceLine(record.service_line) if record.service_line else None,
        record.job,
    )


def person_columns(work: Work, form: SaveMember) -> dict[str, Any]:
    """Return the columns of a person who is enrolled."""
    number = id_number.normalise(form.id_number)
    return {
        "name": form.name.strip(),
        "id_number": number,
        "id_hash": work.vault.keyed_hash(number),
        "education": form.degree.value if form.degree else "",
        "school": form.school.strip(),
        "graduated_on": form.graduated_on,
        "diploma_no": form.diploma_number.strip(),
        "note": form.note.strip(),
    }


def placement_columns(form: Placement | None) -> dict[str, Any]:
    """Return the columns of a placement; None: nobody hired the person."""
    if form is None:
        return dict.fromkeys(
            ("enterprise_id", "hired_on", "contract_first_on", "contract_last_on")
        ) | dict.fromkeys(("employer", "service_line", "job"), "")
    return {
        "enterprise_id": form.enterprise_id,
        "employer": form.employer.strip(),
        "hired_on": form.hired_on,
        "contract_first_on": form.contract_first,
        "contract_last_on": form.contract_last,
        "service_line": form.service_line.value if form.service_line else "",
        "job": form.post.strip(),
    }
