"""An institution with a course, a class, and people in it: plain functions for the tests."""

import datetime as dt
from dataclasses import replace

from parkdesk.domain import id_number
from parkdesk.domain.class_members import Placement, SaveMember
from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import ServiceLine
from parkdesk.domain.training import SaveClass, SaveCourse, SaveInstitution
from parkdesk.usecases.class_members import enrol
from parkdesk.usecases.training_classes import add_class
from parkdesk.usecases.training_courses import add_course, add_institution

D = dt.date
HOURS = 1_600
"""Of the course, in tenths."""


def institution(work, enterprise_id, **differences):
    form = SaveInstitution(enterprise_id, "民办许可1号", "市人社局", None, D(2026, 3, 2))
    return add_institution(work, replace(form, **differences))


def course(work, institution_id, **differences):
    return add_course(
        work, replace(SaveCourse(institution_id, "对日软件开发", HOURS), **differences)
    )


def class_of(work, course_id, **differences):
    form = SaveClass(course_id, D(2026, 6, 1), D(2026, 7, 31), 30, "一号教室", "李老师")
    return add_class(work, replace(form, **differences))


def person(number=1, **differences):
    body = f"32010619980511{number:03d}"
    form = SaveMember(
        f"学员{number}",
        body + id_number.check_character(body),
        Degree.BACHELOR,
        "江南大学",
        D(2025, 6, 30),
    )
    return replace(form, **differences)


def members(work, class_id, count):
    return [enrol(work, class_id, person(number)) for number in range(1, count + 1)]


def placed(enterprise_id, **differences):
    form = Placement(
        enterprise_id, "", D(2026, 8, 3), D(2026, 8, 3), D(2029, 8, 2), ServiceLine.ITO, "测试"
    )
    return replace(form, **differences)
