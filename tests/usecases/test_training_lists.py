"""Institutions and classes in lists, and the classes that a claim may be fed from."""

import datetime as dt

import pytest

from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.class_members import Assessed
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.trainees import Assessment
from parkdesk.domain.training import ClassState, SaveYear
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.class_lists import (
    SORTS,
    ClassFilter,
    class_detail,
    classes_for_claim,
    list_classes,
)
from parkdesk.usecases.class_members import assess_members, drop_member, place_member
from parkdesk.usecases.training_classes import cancel_class
from parkdesk.usecases.training_courses import add_training_year, retire_course
from parkdesk.usecases.training_lists import (
    course_choices,
    institution_detail,
    list_institutions,
)
from tests.registers import enterprise
from tests.usecases import claim_stories as claims
from tests.usecases import training_stories as story

D = dt.date
TODAY = D(2026, 10, 12)
SCHOOL = "云湖职业培训学校"


@pytest.fixture
def school(work):
    return enterprise(work, name=SCHOOL, initials="yhzy")


@pytest.fixture
def institution(work, school):
    return story.institution(work, school)


@pytest.fixture
def course(work, institution):
    return story.course(work, institution)


def listed(work, criteria=None, sort="first_on", **flags):
    return list_classes(work, criteria or ClassFilter(), Sort(sort, **flags), 0, 50).rows


def test_an_institution_is_told_with_its_years_and_courses(work, institution, course):
    other = story.course(work, institution, title="数据标注", hours_tenths=400)
    for year in (2025, 2026):
        add_training_year(work, institution, SaveYear(year, D(year - 1, 12, 18), 300, None))
    story.class_of(work, course)
    retire_course(work, other, 1, retired=True)
    work.session.flush()
    (row,) = list_institutions(work, "", Sort("enterprise"), 0, 50).rows
    assert (row.enterprise, row.courses, row.years, row.offered) == (SCHOOL, 1, (), ())
    found = institution_detail(work, institution)
    assert [one.form.year for one in found.years] == [2026, 2025]
    assert [(one.form.title, one.classes, one.retired_on) for one in found.offered] == [
        ("对日软件开发", 1, None), ("数据标注", 0, TODAY),
    ]  # fmt: skip
    assert [one.title for one in course_choices(work)] == ["对日软件开发"]
    for text, count in (("yhzy", 1), ("许可1", 1), ("许可2", 0), ("5%", 0)):
        assert len(list_institutions(work, text, Sort("enterprise"), 0, 50).rows) == count


def test_a_class_counts_who_is_there_and_masks_numbers(work, course):
    id_ = story.class_of(work, course)
    one, two, three = story.members(work, id_, 3)
    assess_members(
        work,
        id_,
        {one: (1, Assessed(1_600, Assessment.PASSED)), two: (1, Assessed(80, Assessment.FAILED))},
    )
    place_member(work, one, 2, story.placed(enterprise(work)))
    drop_member(work, three, 1, "家中有事")
    work.session.flush()
    (row,) = listed(work)
    assert (row.course, row.institution, row.hours_tenths) == ("对日软件开发", SCHOOL, story.HOURS)
    assert (row.enrolled, row.passed, row.placed, row.state) == (2, 1, 1, ClassState.ENDED)
    found = class_detail(work, id_)
    assert [one.member.person.name for one in found.members] == ["学员1", "学员2", "学员3"]
    assert {one.member.person.id_number[4:-4] for one in found.members} == {"*" * 10}
    assert found.members[2].member.dropped_on == TODAY


def test_classes_are_narrowed_by_state_and_words(work, course):
    ended = story.class_of(work, course)
    now = story.class_of(work, course, first_on=D(2026, 10, 1), last_on=TODAY, teacher="王老师")
    planned = story.class_of(work, course, first_on=D(2026, 10, 13), last_on=D(2026, 11, 1))
    off = story.class_of(work, course, first_on=D(2026, 12, 1), last_on=D(2026, 12, 9))
    cancel_class(work, off, 1, "报名不足八人")
    work.session.flush()
    assert [one.id for one in listed(work)] == [ended, now, planned, off]
    for state, id_ in (
        (ClassState.ENDED, ended),
        (ClassState.UNDER_WAY, now),
        (ClassState.PLANNED, planned),
        (ClassState.CANCELLED, off),
    ):
        (row,) = listed(work, ClassFilter(state=state))
        assert (row.id, row.state) == (id_, state)
    for text, count in (("王老师", 1), ("对日", 4), ("YHZY", 4), ("0002", 1), ("没有", 0)):
        assert len(listed(work, ClassFilter(text))) == count
    for sort in SORTS:
        assert len(listed(work, sort=sort, descending=True)) == 4


def test_a_claim_is_offered_the_classes_with_its_people(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    firm = claims.add_enterprise(desk)
    school = claims.add_enterprise(desk, SCHOOL, "91320213MA1TESTX02", initials="yhzy")
    with desk.work(read_only=False) as work:
        course = story.course(work, story.institution(work, school))
        held, empty = story.class_of(work, course), story.class_of(work, course)
        one, two = story.members(work, held, 2)
    with desk.work(read_only=False) as work:
        assess_members(work, held, {one: (1, Assessed(1_600, Assessment.PASSED))})
    with desk.work(read_only=False) as work:
        place_member(work, one, 2, story.placed(firm))
        place_member(work, two, 1, story.placed(firm))
    programme = claims.programme_id(desk)
    for owner, kind, wanted in (
        (firm, ClaimKind.ENTERPRISE, [(held, 2)]),
        (school, ClaimKind.INSTITUTION, [(held, 1)]),
        (school, ClaimKind.ENTERPRISE, []),
        (firm, ClaimKind.CERTIFICATION, []),
    ):
        with desk.work(read_only=False) as work:
            claim = create_claim(work, NewClaim(owner, programme, kind))
        with desk.work(read_only=True) as work:
            found = classes_for_claim(work, claim.id)
        assert [(one.id, one.people) for one in found] == wanted
        assert empty not in {one.id for one in found}
