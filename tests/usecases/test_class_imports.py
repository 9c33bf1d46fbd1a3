"""Lists of the people in a class on a real database: enrolled, assessed, placed, and refused."""

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from parkdesk.domain.class_members import Assessed
from parkdesk.domain.errors import NeedsConfirmation, NotPermitted, Refused, WrongState
from parkdesk.domain.identity import Role
from parkdesk.domain.imports import Change, Severity
from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import OPEN_ENDED, Assessment, ServiceLine
from parkdesk.excel.class_members import CLASS_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.writing import write_template
from parkdesk.usecases.class_imports import import_members, preview_member_import
from parkdesk.usecases.class_lists import class_detail
from parkdesk.usecases.class_members import drop_member, enrol, reveal_member
from parkdesk.usecases.training_classes import cancel_class
from tests.registers import enterprise
from tests.usecases import training_stories as story
from tests.usecases.test_register_imports import found, sheet

D = dt.date
SCHOOL, FIRM = "云湖职业培训学校", "太湖软件外包有限公司"
ALL = frozenset({"import-has-doubts"})


@pytest.fixture
def course(work):
    return story.course(work, story.institution(work, enterprise(work, name=SCHOOL)))


@pytest.fixture
def held(work, course):
    """A class with three seats, over since July; the first is enrolled."""
    class_id = story.class_of(work, course, capacity=3)
    story.members(work, class_id, 1)
    work.session.flush()
    return class_id


def row(number, **values):
    return {"name": f"学员{number}", "id_number": story.person(number).id_number} | values


def people(work, class_id):
    work.session.flush()
    return class_detail(work, class_id).members


def test_a_list_enrols_and_notes_what_came_of_it(work, held):
    firm = enterprise(work, name=FIRM)
    given = sheet(
        row(1, hours=Decimal("158.5"), assessment=Assessment.PASSED, score_tenths=860,
            employer=FIRM, hired_on=D(2026, 8, 3), contract_first=D(2026, 8, 3),
            contract_last=OPEN_ENDED, service_line=ServiceLine.ITO, post="测试"),
        row(2, degree=Degree.MASTER, school="河海大学", employer="市外企业",
            hired_on=D(2026, 8, 10)),
    )  # fmt: skip
    preview = preview_member_import(work, held, given)
    assert found(preview) == []
    assert [one.change for one in preview.rows] == [Change.CHANGED, Change.NEW]
    told = {one.field: (one.old, one.new) for one in preview.rows[0].differences}
    assert told["hours"] == (Decimal(0), Decimal("158.5"))
    assert told["employer"] == ("", FIRM)
    assert "id_number" not in told
    done = import_members(work, held, given)
    assert (done.new, done.changed, done.same) == (1, 1, 0)
    first, second = people(work, held)
    assert first.member.assessed == Assessed(1_585, Assessment.PASSED, 860)
    assert (first.employer_id, first.member.placement.employer) == (firm, FIRM)
    assert (second.member.person.degree, second.employer_id) == (Degree.MASTER, None)
    assert second.member.placement.employer == "市外企业"
    assert reveal_member(work, second.id) == story.person(2).id_number
    again = import_members(work, held, given)
    assert again.nothing_changed


def test_a_later_list_leaves_alone_what_it_does_not_say(work, held):
    import_members(work, held, sheet(row(1, assessment=Assessment.PASSED)))
    done = import_members(work, held, sheet(row(1, hours=Decimal(160)), row(2)))
    assert (done.new, done.changed) == (1, 1)
    (first, _second) = people(work, held)
    assert first.member.assessed == Assessed(1_600, Assessment.PASSED)
    assert first.member.person.school == "江南大学"


def test_the_employer_is_found_by_its_code_and_called_by_its_name(work, held):
    code = "91330100799655058B"
    firm = enterprise(work, name=FIRM, code=code)
    import_members(work, held, sheet(row(1, employer=code, hired_on=D(2026, 8, 3))))
    (first,) = people(work, held)
    assert (first.employer_id, first.member.placement.employer) == (firm, FIRM)


def test_everything_that_forbids_a_list_is_told_in_one_pass(work, held, course):
    drop_member(work, people(work, held)[0].id, 1, "到外地就业")
    other = story.class_of(work, course, first_on=D(2026, 7, 1))
    enrol(work, other, story.person(2))
    work.session.flush()
    given = sheet(
        row(1),
        row(2, hours=Decimal("12.25")),
        row(2),
        row(3, hours=Decimal(161), hired_on=D(2026, 8, 3)),
        row(4, id_number="320106199805110011", score_tenths=700),
        row(5, contract_first=D(2026, 8, 3)),
        {"name": "没有号码", "id_number": None},
    )
    assert found(preview_member_import(work, held, given)) == [
        (2, "id_number", "class-member-left"),
        (3, "id_number", "class-overlaps"),
        (3, "hours", "not-hours"),
        (4, "id_number", "twice-in-file"),
        (4, "id_number", "class-overlaps"),
        (5, "hours", "class-more-hours-than-lessons"),
        (5, "employer", "required"),
        (6, "name", "class-is-full"),
        (6, "id_number", "id-wrong-check"),
        (6, "assessment", "class-score-without-assessment"),
        (7, "name", "class-is-full"),
        (7, "employer", "required"),
        (7, "hired_on", "required"),
        (7, "contract_last", "required"),
    ]
    with pytest.raises(Refused):
        import_members(work, held, given)
    assert len(people(work, held)) == 1


def test_another_class_on_the_same_days_is_asked_about(work, held, course):
    enrol(work, story.class_of(work, course, first_on=D(2026, 7, 1)), story.person(2))
    work.session.flush()
    given = sheet(row(2))
    (asked,) = preview_member_import(work, held, given).problems
    assert (asked.severity, asked.facts["classes"]) == (Severity.ASK, "BC-2026-0002")
    with pytest.raises(NeedsConfirmation):
        import_members(work, held, given)
    assert import_members(work, held, given, ALL).new == 1


def test_nothing_is_noted_of_a_class_that_has_not_begun(work, course):
    planned = story.class_of(work, course, first_on=D(2026, 11, 2), last_on=D(2026, 12, 4))
    given = sheet(row(1), row(2, assessment=Assessment.PASSED))
    assert found(preview_member_import(work, planned, given)) == [
        (3, "assessment", "class-not-begun")
    ]
    cancel_class(work, planned, 1, "报名人数不足")
    with pytest.raises(WrongState):
        preview_member_import(work, planned, sheet(row(1)))


def test_who_may_only_read_imports_nothing(act_as):
    with act_as(Role.AUDITOR).work(read_only=True) as work, pytest.raises(NotPermitted):
        preview_member_import(work, 1, sheet(row(1)))


def test_the_template_has_an_example_of_each_kind_of_cell(tmp_path):
    path = tmp_path / "名单.xlsx"
    write_template(path, CLASS_COLUMNS, title="学员名单")
    book = openpyxl.load_workbook(path)
    said = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"Identity number", "Hours present", "Bachelor", "Passed", "86.0", "ITO"} <= said


def test_a_list_as_an_institution_writes_it_is_read(tmp_path):
    path = tmp_path / "名单.csv"
    path.write_text(
        "姓名,身份证号码,学历,毕业时间,出勤学时,考核结果,成绩,就业单位,入职时间,劳动合同止,从事业务\n"
        f"学员1,{story.person(1).id_number},本科,202506,158.5,合格,86.5分,{FIRM},2026/8/3,长期,ITO\n"
        f"学员2,{story.person(2).id_number},博士后,0511,多,过,101,,,,x\n",
        "utf-8",
    )
    read = read_sheet(path, CLASS_COLUMNS)
    values = read.rows[0].values
    assert (values["degree"], values["graduated_on"]) == (Degree.BACHELOR, D(2025, 6, 30))
    assert (values["hours"], values["score_tenths"]) == (Decimal("158.5"), 865)
    assert (values["contract_last"], values["service_line"]) == (OPEN_ENDED, ServiceLine.ITO)
    assert [(one.row, one.field, one.code) for one in read.problems] == [
        (3, "degree", "not-in-list"),
        (3, "graduated_on", "no-such-day"),
        (3, "hours", "not-a-number"),
        (3, "assessment", "not-in-list"),
        (3, "score_tenths", "score-over-hundred"),
        (3, "service_line", "not-in-list"),
    ]
