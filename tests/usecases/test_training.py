"""Institutions, courses, classes and their people on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.class_members import Assessed
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.trainees import Assessment
from parkdesk.domain.training import InstitutionCondition, SaveClass, SaveInstitution, SaveYear
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.store.tables.training import (
    ClassMemberRecord,
    TrainingClassRecord,
    TrainingCourseRecord,
    TrainingInstitutionRecord,
    TrainingYearRecord,
)
from parkdesk.store.training import (
    class_form,
    course_form,
    enrolled,
    institution_form,
    member_of,
    year_form,
)
from parkdesk.usecases.class_members import (
    OVERLAP,
    assess_members,
    drop_member,
    edit_member,
    enrol,
    place_member,
    remove_member,
    reveal_member,
    take_member_in_again,
    unplace_member,
)
from parkdesk.usecases.training_classes import (
    add_class,
    cancel_class,
    delete_class,
    edit_class,
    resume_class,
)
from parkdesk.usecases.training_courses import (
    add_institution,
    add_training_year,
    delete_course,
    delete_institution,
    edit_course,
    edit_institution,
    edit_training_year,
    retire_course,
)
from tests.registers import enterprise
from tests.usecases import training_stories as story

D = dt.date
TODAY = D(2026, 10, 12)
PASSED = Assessed(1_580, Assessment.PASSED, 860)


@pytest.fixture
def owner(work):
    return enterprise(work, name="云湖职业培训学校")


@pytest.fixture
def institution(work, owner):
    return story.institution(work, owner)


@pytest.fixture
def course(work, institution):
    return story.course(work, institution)


@pytest.fixture
def held(work, course):
    """A class that has ended, with three people."""
    id_ = story.class_of(work, course)
    story.members(work, id_, 3)
    work.session.flush()
    return id_


def refused(error, use_case, *args):
    with pytest.raises(error) as found:
        use_case(*args)
    return getattr(found.value, "problems", None) or found.value.code


def people(work, class_id):
    rows = work.session.query(ClassMemberRecord).filter_by(class_id=class_id)
    return list(rows.order_by(ClassMemberRecord.id))


def test_an_institution_is_an_enterprise_of_the_register(work, owner, institution):
    record = work.get(TrainingInstitutionRecord, institution)
    form = institution_form(record)
    assert form == SaveInstitution(owner, "民办许可1号", "市人社局", None, D(2026, 3, 2))
    assert refused(InvalidInput, add_institution, work, form) == {
        "enterprise_id": "training-institution-already"
    }
    conditions = frozenset({InstitutionCondition.LICENCE, InstitutionCondition.ACCOUNTS})
    edit_institution(work, institution, 1, replace(form, conditions=conditions))
    work.session.flush()
    assert institution_form(record).conditions == conditions
    other = replace(form, enterprise_id=enterprise(work))
    assert refused(InvalidInput, edit_institution, work, institution, 2, other) == {
        "enterprise_id": "training-institution-of-another"
    }
    for id_, problem in ((None, "required"), (9_999, "unknown")):
        wrong = replace(form, enterprise_id=id_)
        assert refused(InvalidInput, add_institution, work, wrong) == {"enterprise_id": problem}
    assert refused(StaleRecord, edit_institution, work, institution, 1, form) is not None


def test_an_institution_with_courses_or_plans_stays(work, institution):
    course = story.course(work, institution)
    assert (
        refused(Refused, delete_institution, work, institution, 1) == "training-institution-in-use"
    )
    delete_course(work, course, 1)
    work.session.flush()
    add_training_year(work, institution, SaveYear(2026, D(2025, 12, 18), 300, None))
    assert (
        refused(Refused, delete_institution, work, institution, 1) == "training-institution-in-use"
    )
    other = story.institution(work, enterprise(work))
    delete_institution(work, other, 1)
    work.session.flush()
    assert work.session.get(TrainingInstitutionRecord, other) is None


def test_a_year_has_its_plan_and_then_its_review(work, institution):
    form = SaveYear(2025, D(2024, 12, 18), 300, 60_000_000, "对日软件")
    year = add_training_year(work, institution, form)
    assert refused(InvalidInput, add_training_year, work, institution, form) == {
        "year": "training-year-already"
    }
    reviewed = replace(form, reviewed_on=D(2026, 3, 20), passed=True, outcome="符合要求")
    edit_training_year(work, year, 1, reviewed)
    work.session.flush()
    assert year_form(work.get(TrainingYearRecord, year)) == reviewed
    assert refused(InvalidInput, edit_training_year, work, year, 2, replace(form, year=2026)) == {
        "year": "training-year-of-another"
    }
    assert refused(InvalidInput, edit_training_year, work, year, 2, replace(form, people=-1)) == {
        "people": "negative-number"
    }


def test_a_course_is_offered_once_and_retired(work, institution, course):
    record = work.get(TrainingCourseRecord, course)
    form = course_form(record)
    assert refused(InvalidInput, story.course, work, institution) == {
        "title": "training-course-already"
    }
    assert refused(InvalidInput, story.course, work, 9_999) == {"institution_id": "unknown"}
    edit_course(work, course, 1, replace(form, hours_tenths=2_000))
    work.session.flush()
    retire_course(work, course, 2, retired=True)
    work.session.flush()
    assert (record.hours_tenths, record.retired_on) == (2_000, TODAY)
    assert refused(InvalidInput, story.class_of, work, course) == {
        "course_id": "training-course-retired"
    }
    retire_course(work, course, 3, retired=False)
    work.session.flush()
    story.class_of(work, course)
    assert refused(Refused, delete_course, work, course, 4) == "training-course-has-classes"


def test_a_class_keeps_its_seats_and_its_days(work, held):
    record = work.get(TrainingClassRecord, held)
    assert record.number == "BC-2026-0001"
    form = class_form(record)
    assert refused(InvalidInput, edit_class, work, held, 1, replace(form, capacity=2)) == {
        "capacity": "class-capacity-below-enrolled"
    }
    edit_class(work, held, 1, replace(form, capacity=3, room="二号教室"))
    work.session.flush()
    assert (record.capacity, record.room) == (3, "二号教室")
    one = people(work, held)[0]
    assess_members(work, held, {one.id: (1, PASSED)})
    later = replace(form, first_on=D(2026, 11, 1), last_on=D(2026, 12, 1))
    assert refused(InvalidInput, edit_class, work, held, 2, later) == {
        "first_on": "class-has-results"
    }
    wrong = SaveClass(9_999, D(2026, 6, 1), D(2026, 7, 1), 5)
    assert refused(InvalidInput, add_class, work, wrong) == {"course_id": "unknown"}


def test_a_class_is_called_off_with_a_reason_and_held_after_all(work, held):
    record = work.get(TrainingClassRecord, held)
    assert refused(WrongState, resume_class, work, held, 1) is not None
    assert refused(InvalidInput, cancel_class, work, held, 1, "少") == {
        "reason": "class-needs-reason"
    }
    cancel_class(work, held, 1, " 报名不足八人 ")
    work.session.flush()
    assert (record.cancelled_on, record.reason) == (TODAY, "报名不足八人")
    assert refused(WrongState, enrol, work, held, story.person(9)) is not None
    resume_class(work, held, 2)
    work.session.flush()
    assess_members(work, held, {people(work, held)[0].id: (1, PASSED)})
    assert refused(Refused, cancel_class, work, held, 3, "报名不足八人") == "class-was-held"


def test_a_class_with_people_is_not_deleted(work, course, held):
    assert refused(Refused, delete_class, work, held, 1) == "class-has-members"
    empty = story.class_of(work, course)
    delete_class(work, empty, 1)
    work.session.flush()
    assert work.session.get(TrainingClassRecord, empty) is None


def test_there_is_a_seat_for_each_and_nobody_sits_twice(work, course, held):
    assert refused(InvalidInput, enrol, work, held, story.person(1, name="别名")) == {
        "id_number": "class-member-already"
    }
    small = story.class_of(work, course, capacity=1, first_on=D(2026, 9, 1), last_on=D(2026, 9, 9))
    first = enrol(work, small, story.person(1))
    assert refused(Refused, enrol, work, small, story.person(2)) == "class-is-full"
    drop_member(work, first, 1, "家中有事")
    work.session.flush()
    assert enrolled(work.session, small) == 0
    enrol(work, small, story.person(2))
    assert refused(Refused, take_member_in_again, work, first, 2) == "class-is-full"
    assert refused(Refused, drop_member, work, first, 2, "家中有事") == "class-member-left"


def test_two_classes_on_the_same_days_are_asked_about_by_name(work, course, held):
    other = story.class_of(work, course, first_on=D(2026, 7, 31), last_on=D(2026, 8, 10))
    with pytest.raises(NeedsConfirmation) as asked:
        enrol(work, other, story.person(1))
    assert (asked.value.code, asked.value.params["classes"]) == (OVERLAP, ("BC-2026-0001",))
    enrol(work, other, story.person(1), frozenset({OVERLAP}))
    after = story.class_of(work, course, first_on=D(2026, 8, 11), last_on=D(2026, 8, 20))
    enrol(work, after, story.person(1))
    assert enrolled(work.session, other) == enrolled(work.session, after) == 1


def test_results_are_noted_for_all_or_for_none(work, course, held):
    one, two, _three = people(work, held)
    wrong = Assessed(story.HOURS + 1)
    assert refused(
        InvalidInput, assess_members, work, held, {one.id: (1, PASSED), two.id: (1, wrong)}
    ) == {"present_tenths": "class-more-hours-than-lessons"}
    work.session.expire_all()
    assert assess_members(work, held, {one.id: (1, PASSED), two.id: (1, Assessed(800))}) == 2
    work.session.flush()
    assert member_of(one).assessed == PASSED
    other = story.class_of(work, course, first_on=D(2026, 11, 1), last_on=D(2026, 11, 9))
    assert refused(Refused, assess_members, work, other, {}) == "class-not-begun"
    elsewhere = story.class_of(work, course, first_on=D(2026, 9, 1), last_on=D(2026, 9, 9))
    assert refused(InvalidInput, assess_members, work, elsewhere, {two.id: (2, PASSED)}) == {
        "present_tenths": "class-member-of-another"
    }


def test_who_was_there_is_not_taken_out(work, held):
    one, two, three = people(work, held)
    remove_member(work, three.id, 1)
    assess_members(work, held, {one.id: (1, PASSED)})
    firm = enterprise(work)
    place_member(work, two.id, 1, story.placed(firm))
    work.session.flush()
    for member in (one, two):
        assert refused(Refused, remove_member, work, member.id, 2) == "class-member-was-there"
    assert [one_.name for one_ in people(work, held)] == ["学员1", "学员2"]


def test_a_placement_names_the_enterprise_as_the_register_does(work, held):
    firm = enterprise(work, name="太湖软件外包有限公司")
    one, two, three = people(work, held)
    place_member(work, one.id, 1, story.placed(firm, employer="太湖软件"))
    place_member(work, two.id, 1, story.placed(None, employer=" 外地公司 "))
    work.session.flush()
    assert member_of(one).placement == story.placed(firm, employer="太湖软件外包有限公司")
    assert member_of(two).placement == story.placed(None, employer="外地公司")
    assert refused(InvalidInput, place_member, work, three.id, 1, story.placed(9_999)) == {
        "enterprise_id": "unknown"
    }
    unplace_member(work, one.id, 2)
    work.session.flush()
    assert member_of(one).placement is None
    assert refused(Refused, unplace_member, work, one.id, 3) == "class-member-not-placed"
    drop_member(work, three.id, 1, "家中有事")
    work.session.flush()
    assert (
        refused(Refused, place_member, work, three.id, 2, story.placed(firm)) == "class-member-left"
    )
    take_member_in_again(work, three.id, 2)
    work.session.flush()
    assert refused(Refused, take_member_in_again, work, three.id, 3) == "class-member-is-there"


def test_a_number_lies_encrypted_and_who_looks_is_in_the_trail(desk):
    with desk.work(read_only=False) as work:
        owner = story.institution(work, enterprise(work))
        class_id = story.class_of(work, story.course(work, owner))
        member = enrol(work, class_id, story.person(1))
    number = story.person(1).id_number
    with desk.work(read_only=False) as work:
        stored = work.session.connection().exec_driver_sql("SELECT id_number FROM class_member")
        assert number.encode() not in bytes(stored.scalar())
        assert reveal_member(work, member) == number
    with desk.work(read_only=True) as work:
        entries = work.session.query(TrailRecord).filter_by(table_name="class_member").all()
    assert [one.action for one in entries][1:] == ["reveal_member"]
    assert all(number not in one.change for one in entries)


def test_who_somebody_is_can_be_corrected(work, held):
    one, two, _three = people(work, held)
    edit_member(work, one.id, 1, story.person(7, name="学员七"))
    work.session.flush()
    assert (one.name, member_of(one).person.id_number) == ("学员七", story.person(7).id_number)
    assert refused(InvalidInput, edit_member, work, one.id, 2, story.person(2)) == {
        "id_number": "class-member-already"
    }
    wrong = story.person(2, id_number="320106199805110021")
    assert refused(InvalidInput, edit_member, work, two.id, 1, wrong) == {
        "id_number": "id-wrong-check"
    }
