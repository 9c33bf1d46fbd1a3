"""Training institutions (培训机构), their years, and the courses that they offer."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.training import (
    SaveCourse,
    SaveInstitution,
    SaveYear,
    check_course,
    check_institution,
    check_year,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.training import (
    TrainingClassRecord,
    TrainingCourseRecord,
    TrainingInstitutionRecord,
    TrainingYearRecord,
)
from parkdesk.store.training import institution_columns
from parkdesk.store.work import Work
from parkdesk.usecases.core import command


@command(Permission.PLATFORM_EDIT)
def add_institution(work: Work, form: SaveInstitution) -> int:
    """Enter an enterprise that trains; return the entry's id."""
    enterprise = _enterprise(work, form)
    known = select(TrainingInstitutionRecord.id).filter_by(enterprise_id=enterprise.id)
    if work.session.scalar(known) is not None:
        raise InvalidInput({"enterprise_id": "training-institution-already"}, name=enterprise.name)
    record = TrainingInstitutionRecord(
        enterprise_id=enterprise.id,
        enterprise_sort_key=enterprise.sort_key,
        **institution_columns(form),
    )
    return work.add(record).id


@command(Permission.PLATFORM_EDIT)
def edit_institution(work: Work, institution_id: int, version: int, form: SaveInstitution) -> None:
    """Correct what is known of an institution; it stays the same enterprise."""
    record = work.get(TrainingInstitutionRecord, institution_id, version=version)
    if form.enterprise_id != record.enterprise_id:
        raise InvalidInput({"enterprise_id": "training-institution-of-another"})
    _enterprise(work, form)
    for name, value in institution_columns(form).items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def delete_institution(work: Work, institution_id: int, version: int) -> None:
    """Delete an entry made by mistake; one that offers a course stays."""
    record = work.get(TrainingInstitutionRecord, institution_id, version=version)
    enterprise = work.get(EnterpriseRecord, record.enterprise_id)
    for kind in (TrainingCourseRecord, TrainingYearRecord):
        there = select(kind.id).filter_by(institution_id=institution_id).limit(1)
        if work.session.scalar(there) is not None:
            raise Refused("training-institution-in-use", name=enterprise.name)
    work.session.delete(record)


@command(Permission.PLATFORM_EDIT)
def add_training_year(work: Work, institution_id: int, form: SaveYear) -> int:
    """Enter the plan of a year (年度培训计划), with its review once there is one."""
    work.get(TrainingInstitutionRecord, institution_id)
    there = select(TrainingYearRecord.id).filter_by(institution_id=institution_id, year=form.year)
    if work.session.scalar(there) is not None:
        raise InvalidInput({"year": "training-year-already"}, year=form.year)
    return work.add(
        TrainingYearRecord(institution_id=institution_id, **_year_columns(work, form))
    ).id


@command(Permission.PLATFORM_EDIT)
def edit_training_year(work: Work, year_id: int, version: int, form: SaveYear) -> None:
    """Correct a plan, or enter its review (年审)."""
    record = work.get(TrainingYearRecord, year_id, version=version)
    if form.year != record.year:
        raise InvalidInput({"year": "training-year-of-another"}, year=record.year)
    for name, value in _year_columns(work, form).items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def add_course(work: Work, form: SaveCourse) -> int:
    """Enter a course; return its id."""
    return work.add(TrainingCourseRecord(**_course_columns(work, form, None))).id


@command(Permission.PLATFORM_EDIT)
def edit_course(work: Work, course_id: int, version: int, form: SaveCourse) -> None:
    """Correct a course; rosters of before keep what they said."""
    record = work.get(TrainingCourseRecord, course_id, version=version)
    for name, value in _course_columns(work, form, record).items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def retire_course(work: Work, course_id: int, version: int, *, retired: bool) -> None:
    """Offer a course no longer, or again."""
    record = work.get(TrainingCourseRecord, course_id, version=version)
    record.retired_on = work.today if retired else None


@command(Permission.PLATFORM_EDIT)
def delete_course(work: Work, course_id: int, version: int) -> None:
    """Delete a course entered by mistake; one that a class was held of is retired."""
    record = work.get(TrainingCourseRecord, course_id, version=version)
    held = select(TrainingClassRecord.id).filter_by(course_id=course_id).limit(1)
    if work.session.scalar(held) is not None:
        raise Refused("training-course-has-classes", title=record.title)
    work.session.delete(record)


def _enterprise(work: Work, form: SaveInstitution) -> EnterpriseRecord:
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    if enterprise is None:
        problem = "required" if form.enterprise_id is None else "unknown"
        raise InvalidInput({"enterprise_id": problem})
    residence = Residence(enterprise.entered_on, enterprise.left_on)
    problems = check_institution(form, residence, work.today)
    if problems:
        raise InvalidInput(problems, enterprise=enterprise.name, left_on=enterprise.left_on)
    return enterprise


def _year_columns(work: Work, form: SaveYear) -> dict[str, Any]:
    problems = check_year(form, work.today)
    if problems:
        raise InvalidInput(problems, year=form.year)
    return {
        "year": form.year,
        "plan_on": form.plan_on,
        "people": form.people,
        "budget_cents": form.budget_cents,
        "words": form.words.strip(),
        "reviewed_on": form.reviewed_on,
        "passed": form.passed,
        "outcome": form.outcome.strip(),
    }


def _course_columns(
    work: Work, form: SaveCourse, record: TrainingCourseRecord | None
) -> dict[str, Any]:
    problems = check_course(form)
    institution = work.session.get(TrainingInstitutionRecord, form.institution_id or 0)
    if institution is None:
        problems.setdefault("institution_id", "unknown")
    title = form.title.strip()
    same = select(TrainingCourseRecord.id).filter_by(
        institution_id=form.institution_id, title=title
    )
    if work.session.scalar(same) not in {None, record.id if record is not None else None}:
        problems.setdefault("title", "training-course-already")
    if problems:
        raise InvalidInput(problems, title=title)
    return {
        "institution_id": form.institution_id,
        "title": title,
        "hours_tenths": form.hours_tenths,
        "content": form.content.strip(),
    }
