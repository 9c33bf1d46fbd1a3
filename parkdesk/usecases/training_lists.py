"""Institutions with their years and courses, and what there is to choose from for a class."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.training import SaveCourse, SaveInstitution, SaveYear
from parkdesk.store.containing import containing
from parkdesk.store.enterprise_search import ids_called
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.training import (
    TrainingClassRecord,
    TrainingCourseRecord,
    TrainingInstitutionRecord,
    TrainingYearRecord,
)
from parkdesk.store.training import course_form, institution_form, year_form
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {"enterprise": TrainingInstitutionRecord.enterprise_sort_key}
"""What the register of institutions can be ordered by."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """The plan of a year and its review."""

    id: int
    version: int
    form: SaveYear


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course with how many classes were planned or held of it."""

    id: int
    version: int
    form: SaveCourse
    retired_on: dt.date | None
    classes: int


@dataclass(frozen=True, slots=True)
class InstitutionRow:
    """One institution; years the newest first."""

    id: int
    version: int
    enterprise: str
    form: SaveInstitution
    courses: int
    years: tuple[YearRow, ...] = ()
    """In lists none."""
    offered: tuple[CourseRow, ...] = ()
    """In lists none."""


@dataclass(frozen=True, slots=True)
class CourseChoice:
    """A course that a class can be of."""

    id: int
    title: str
    institution: str
    hours_tenths: int


@query(Permission.PLATFORM_READ)
def list_institutions(
    work: Work, text: str, sort: Sort, offset: int, limit: int
) -> Window[InstitutionRow]:
    """Return the institutions in view."""
    return fetch_window(
        work.session,
        TrainingInstitutionRecord.id,
        _where(text),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work.session, ids),
    )


@query(Permission.PLATFORM_READ)
def institution_detail(work: Work, institution_id: int) -> InstitutionRow:
    """Return one institution with its years and its courses."""
    work.get(TrainingInstitutionRecord, institution_id)
    return replace(
        _rows(work.session, [institution_id])[institution_id],
        years=_years(work.session, institution_id),
        offered=_offered(work.session, institution_id),
    )


@query(Permission.PLATFORM_READ)
def course_choices(work: Work) -> tuple[CourseChoice, ...]:
    """Return the courses that are offered, by institution and title."""
    course, owner, enterprise = TrainingCourseRecord, TrainingInstitutionRecord, EnterpriseRecord
    found = work.session.execute(
        select(course.id, course.title, enterprise.name, course.hours_tenths)
        .join(owner, owner.id == course.institution_id)
        .join(enterprise, enterprise.id == owner.enterprise_id)
        .where(course.retired_on.is_(None))
        .order_by(owner.enterprise_sort_key, course.title, course.id)
    )
    return tuple(CourseChoice(*row) for row in found)


def _rows(session: Session, ids: Sequence[int]) -> dict[int, InstitutionRow]:
    table, course = TrainingInstitutionRecord, TrainingCourseRecord
    offered = session.execute(
        select(course.institution_id, func.count())
        .where(course.institution_id.in_(ids), course.retired_on.is_(None))
        .group_by(course.institution_id)
    )
    counted = {id_: count for id_, count in offered}  # noqa: C416
    found = session.execute(
        select(table, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == table.enterprise_id)
        .where(table.id.in_(ids))
    )
    return {
        record.id: InstitutionRow(
            record.id, record.version, name, institution_form(record), counted.get(record.id, 0)
        )
        for record, name in found
    }


def _years(session: Session, institution_id: int) -> tuple[YearRow, ...]:
    found = session.scalars(
        select(TrainingYearRecord)
        .filter_by(institution_id=institution_id)
        .order_by(TrainingYearRecord.year.desc())
    )
    return tuple(YearRow(one.id, one.version, year_form(one)) for one in found)


def _offered(session: Session, institution_id: int) -> tuple[CourseRow, ...]:
    course, held = TrainingCourseRecord, TrainingClassRecord
    found = session.execute(
        select(course, func.count(held.id))
        .outerjoin(held, held.course_id == course.id)
        .where(course.institution_id == institution_id)
        .group_by(course.id)
        .order_by(course.title, course.id)
    )
    return tuple(
        CourseRow(one.id, one.version, course_form(one), one.retired_on, classes)
        for one, classes in found
    )


def _where(text: str) -> list[ColumnElement[bool]]:
    words, table = text.strip(), TrainingInstitutionRecord
    if not words:
        return []
    return [
        or_(
            table.enterprise_id.in_(ids_called(words)),
            containing(table.licence_number, words),
        )
    ]
