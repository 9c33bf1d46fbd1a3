"""People in a class: what does not hold of them, and whom a claim's roster has."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.class_members import (
    Assessed,
    Course,
    Member,
    Placement,
    SaveMember,
    check_assessed,
    check_dropping,
    check_member,
    check_placement,
    is_for_claim,
    trainee,
)
from parkdesk.domain.programme_figures import Track
from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import Assessment, ServiceLine, Trainee

D = dt.date
TODAY = D(2026, 10, 12)
PERSON = SaveMember(
    "王小明", "11010519491231002x", Degree.BACHELOR, "江南大学", D(2025, 6, 30), "1029"
)
PLACED = Placement(
    7, "太湖软件外包有限公司", D(2026, 8, 3), D(2026, 8, 3), D(2029, 8, 2), ServiceLine.ITO, "测试"
)
COURSE = Course("对日软件开发", D(2026, 6, 1), D(2026, 7, 31), 1_600)
PASSED = Assessed(1_580, Assessment.PASSED, 860)
MEMBER = Member(PERSON, PASSED, PLACED)
INSTITUTION = 3


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, {}),
        ({"name": " "}, {"name": "required"}),
        ({"school": "长" * 101}, {"school": "text-too-long"}),
        ({"id_number": ""}, {"id_number": "id-missing"}),
        ({"id_number": "110105194912310021"}, {"id_number": "id-wrong-check"}),
        ({"graduated_on": D(2026, 10, 13)}, {"graduated_on": "in-the-future"}),
    ],
)
def test_what_does_not_hold_of_somebody_enrolled(changes, problems):
    assert check_member(replace(PERSON, **changes), TODAY) == problems


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (PASSED, {}),
        (Assessed(0), {}),
        (Assessed(1_600), {}),
        (Assessed(1_601), {"present_tenths": "class-more-hours-than-lessons"}),
        (Assessed(-1), {"present_tenths": "negative-number"}),
        (Assessed(10, Assessment.FAILED, 1_001), {"score_tenths": "number-too-large"}),
        (Assessed(10, None, 600), {"assessment": "class-score-without-assessment"}),
    ],
)
def test_what_does_not_hold_of_results(form, problems):
    assert check_assessed(form, 1_600) == problems


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({}, {}),
        ({"enterprise_id": None}, {}),
        ({"enterprise_id": None, "employer": " "}, {"employer": "required"}),
        ({"employer": "长" * 101}, {"employer": "text-too-long"}),
        ({"hired_on": None}, {"hired_on": "required"}),
        ({"hired_on": D(2026, 10, 13)}, {"hired_on": "in-the-future"}),
        ({"contract_first": None}, {"contract_first": "required"}),
        ({"contract_last": None}, {"contract_last": "required"}),
        ({"contract_last": D(2026, 8, 2)}, {"contract_last": "end-before-start"}),
    ],
)
def test_what_does_not_hold_of_a_placement(changes, problems):
    assert check_placement(replace(PLACED, **changes), TODAY) == problems


def test_who_leaves_leaves_for_a_reason():
    assert check_dropping("回老家") == {"reason": "class-needs-reason"}
    assert check_dropping("家中有事") == {}


@pytest.mark.parametrize(
    ("track", "employer"), [(Track.ENTERPRISE, ""), (Track.INSTITUTION, "太湖软件外包有限公司")]
)
def test_a_roster_says_what_the_class_knows(track, employer):
    assert trainee(MEMBER, COURSE, track) == Trainee(
        name="王小明",
        id_number="11010519491231002X",
        degree=Degree.BACHELOR,
        school="江南大学",
        graduated_on=D(2025, 6, 30),
        employer=employer,
        hired_on=D(2026, 8, 3),
        contract_first=D(2026, 8, 3),
        contract_last=D(2029, 8, 2),
        service_line=ServiceLine.ITO,
        post="测试",
        course="对日软件开发",
        training_first=D(2026, 6, 1),
        training_last=D(2026, 7, 31),
        assessment=Assessment.PASSED,
        score_tenths=860,
        diploma_number="1029",
    )


@pytest.mark.parametrize(
    ("member", "track", "claimant", "wanted"),
    [
        (MEMBER, Track.ENTERPRISE, 7, True),
        (MEMBER, Track.ENTERPRISE, INSTITUTION, False),
        (MEMBER, Track.INSTITUTION, INSTITUTION, True),
        (MEMBER, Track.INSTITUTION, 7, False),
        (replace(MEMBER, placement=None), Track.ENTERPRISE, 7, False),
        (replace(MEMBER, placement=None), Track.INSTITUTION, INSTITUTION, False),
        (replace(MEMBER, dropped_on=D(2026, 7, 1)), Track.ENTERPRISE, 7, False),
        (replace(MEMBER, assessed=Assessed(1_580)), Track.INSTITUTION, INSTITUTION, False),
        (replace(MEMBER, assessed=Assessed(1_580)), Track.ENTERPRISE, 7, True),
        (
            replace(MEMBER, placement=replace(PLACED, contract_first=None, contract_last=None)),
            Track.INSTITUTION,
            INSTITUTION,
            False,
        ),
    ],
)
def test_whom_a_claim_is_about(member, track, claimant, wanted):
    assert is_for_claim(member, track, claimant, INSTITUTION) is wanted
