"""Training institutions of the demonstration park and their classes: one in each state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from parkdesk.demo import codes, names, people
from parkdesk.demo.journeys import Team
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.calendar import add_years
from parkdesk.domain.class_members import Assessed, Placement, SaveMember
from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import Assessment, ServiceLine
from parkdesk.domain.training import (
    InstitutionCondition,
    SaveClass,
    SaveCourse,
    SaveInstitution,
    SaveYear,
)
from parkdesk.usecases.class_members import assess_members, drop_member, enrol, place_member
from parkdesk.usecases.training_classes import add_class, cancel_class
from parkdesk.usecases.training_courses import (
    add_course,
    add_institution,
    add_training_year,
    edit_training_year,
    retire_course,
)

D = dt.date
_TRAINERS = (31, 12)
"""The numbers of the enterprises that train; the first one's claim tells of its trainees."""
_FIRST_PERSON = 20_000_000
"""Where the numbers of those who sit in classes begin: no roster of a claim comes as far."""
_TOLD = 40
_FIRST_FAILS = 9
"""In a class that ended everybody from this place on passed but one in nine."""


@dataclass(frozen=True, slots=True)
class _Story:
    course: int
    planned_on: dt.date
    form: SaveClass
    heads: int
    hired: int = 0
    called_off: str = ""


_ALL = frozenset(InstitutionCondition)
_COURSES = (
    (0, "Java企业级开发", 3_600, "语言基础、框架、数据库、一个完整项目。"),
    (0, "对日软件开发", 4_800, "日语写作、开发流程、文档规范、项目实训。"),
    (1, "技术翻译实务", 1_200, "术语管理、软件本地化、译审流程、外包保密要求。"),
    (1, "多语言客服实务", 800, ""),
)
_STORIES = (
    _Story(0, D(2026, 2, 24),
           SaveClass(None, D(2026, 3, 9), D(2026, 5, 22), 24, "实训楼301", "何教员"), 18, 11),
    _Story(2, D(2026, 5, 18),
           SaveClass(None, D(2026, 6, 8), D(2026, 7, 3), 20, "实训楼205", "许教员"), 12, 7),
    _Story(1, D(2026, 8, 17),
           SaveClass(None, D(2026, 9, 7), D(2026, 12, 11), 16, "实训楼302", "田教员"), 16),
    _Story(3, D(2026, 7, 6),
           SaveClass(None, D(2026, 8, 3), D(2026, 8, 21), 20, "实训楼205", "许教员"),
           2, 0, "报名不足五人，合并到下一期。"),
    _Story(0, D(2026, 9, 28),
           SaveClass(None, D(2026, 11, 2), D(2027, 1, 15), 24, "实训楼301", "何教员"), 5),
)  # fmt: skip


def hold_classes(team: Team, everybody: Sequence[Tenant]) -> None:
    """Enter who trains, what is taught, and the classes, each on its day."""
    here = {one.number: one for one in everybody[:_TOLD] if one.fate is Fate.STAYS}
    trainers = [here[number] for number in _TRAINERS if number in here]
    if len(trainers) < len(_TRAINERS):
        return  # a park that is too small for them
    courses = _teach(team, trainers)
    employers = [one for one in here.values() if one.number not in _TRAINERS]
    number = _FIRST_PERSON
    for story in _STORIES:
        _hold(team, story, courses[story.course], employers, number)
        number += story.heads


def _teach(team: Team, trainers: Sequence[Tenant]) -> list[int]:
    """Enter the institutions with their years and courses; return the courses' ids."""
    with team.at(people.CLERK, D(2026, 1, 12)).work(read_only=False) as work:
        first = add_institution(
            work,
            SaveInstitution(trainers[0].number, "民办教字第0001号(虚构)", "教育主管部门",
                            D(2028, 12, 31), D(2025, 3, 3), _ALL),
        )  # fmt: skip
        second = add_institution(
            work,
            SaveInstitution(trainers[1].number, "", "", None, None,
                            _ALL - {InstitutionCondition.LICENCE, InstitutionCondition.NON_PROFIT},
                            "许可证在办。"),
        )  # fmt: skip
        plan = SaveYear(2025, D(2024, 12, 17), 60, 360_000_00, "Java与对日方向，面向应届毕业生。")
        past = add_training_year(work, first, plan)
        add_training_year(
            work, first, SaveYear(2026, D(2025, 12, 19), 80, 480_000_00, "增开对日软件开发。")
        )
        add_training_year(
            work, second, SaveYear(2026, D(2026, 1, 8), 40, 90_000_00, "翻译与客服方向。")
        )
        owners = (first, second)
        courses = [
            add_course(work, SaveCourse(owners[owner], title, tenths, content))
            for owner, title, tenths, content in _COURSES
        ]
        old = add_course(work, SaveCourse(first, "嵌入式开发", 2_400))
    with team.at(people.CLERK, D(2026, 3, 24)).work(read_only=False) as work:
        reviewed = SaveYear(2025, D(2024, 12, 17), 60, 360_000_00, plan.words, D(2026, 3, 20),
                            True, "计划完成，台账齐全。")  # fmt: skip
        edit_training_year(work, past, 1, reviewed)
        retire_course(work, old, 1, retired=True)
    return courses


def _hold(team: Team, story: _Story, course: int, employers: Sequence[Tenant], number: int) -> None:
    first, last = story.form.first_on, story.form.last_on
    assert first is not None
    assert last is not None
    rng = Random(number)  # noqa: S311 (an invented crowd, the same on any day)
    with team.at(people.CLERK, story.planned_on).work(read_only=False) as work:
        class_id = add_class(work, replace(story.form, course_id=course))
        members = [enrol(work, class_id, _person(number + at, rng)) for at in range(story.heads)]
    if story.called_off:
        with team.at(people.CLERK, story.planned_on + dt.timedelta(days=21)).work(
            read_only=False
        ) as work:
            cancel_class(work, class_id, 1, story.called_off)
        return
    if not story.hired:
        return
    with team.at(people.CLERK, first + dt.timedelta(days=10)).work(read_only=False) as work:
        drop_member(work, members[-1], 1, "已到外地就业，不再参加。")
    with team.at(people.CLERK, last).work(read_only=False) as work:
        assess_members(work, class_id, _results(members[:-1], _COURSES[story.course][2], rng))
    in_software = _COURSES[story.course][0] == 0
    _place(team, members[: story.hired], last, employers, in_software=in_software)


def _results(members: Sequence[int], hours: int, rng: Random) -> dict[int, tuple[int, Assessed]]:
    found = {}
    for place, member in enumerate(members, 1):
        passed = place % _FIRST_FAILS != 0
        present = hours - (0 if passed else hours // 4) - 10 * rng.randint(0, 4)
        result = Assessment.PASSED if passed else Assessment.FAILED
        score = rng.randint(640, 970) if passed else rng.randint(350, 580)
        found[member] = (1, Assessed(present, result, score))
    return found


def _place(
    team: Team,
    members: Sequence[int],
    last: dt.date,
    employers: Sequence[Tenant],
    *,
    in_software: bool,
) -> None:
    day = last + dt.timedelta(days=21)
    with team.at(people.CLERK, day).work(read_only=False) as work:
        for place, member in enumerate(members):
            if place == _FIRST_FAILS - 1:
                continue  # who failed was not hired
            hired = last + dt.timedelta(days=4 + place)
            firm = employers[place % 5]
            of_register = place % 6 != 5  # noqa: PLR2004 - every sixth works elsewhere
            form = Placement(
                firm.number if of_register else None,
                "" if of_register else "市外企业一家",
                hired,
                hired,
                add_years(hired, 2) - dt.timedelta(days=1),
                ServiceLine.ITO if in_software else ServiceLine.BPO,
                "开发工程师" if in_software else "业务专员",
            )
            place_member(work, member, 2, form)


def _person(number: int, rng: Random) -> SaveMember:
    id_number, born, man = codes.resident(number)
    return SaveMember(
        names.person(rng, man=man),
        id_number,
        Degree.BACHELOR,
        rng.choice(names.SCHOOLS),
        min(D(born.year + 22, 6, 30), D(2026, 6, 30)) if born.year + 22 < 2026 else None,  # noqa: PLR2004
    )
