"""People in a class (学员): enrolled, present, assessed, placed; what a claim's roster has of them.

Whom an institution's claim may name has passed the assessment and signed for a year or more with
an outsourcing enterprise (财企[2009]44号; S5, S33, A): the rules of the claim judge that.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain import id_number
from parkdesk.domain.programme_figures import Track
from parkdesk.domain.programmes import Degree
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.trainees import (
    HIGHEST_SCORE_TENTHS,
    LONGEST_TEXT,
    Assessment,
    ServiceLine,
    Trainee,
)


@dataclass(frozen=True, slots=True)
class SaveMember:
    """Somebody who is enrolled; the number is whole, as it was typed."""

    name: str
    id_number: str
    degree: Degree | None = None
    school: str = ""
    graduated_on: dt.date | None = None
    diploma_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """What came of the lessons: hours in tenths, score in tenths of a point."""

    present_tenths: int
    assessment: Assessment | None = None
    score_tenths: int | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Who hired somebody (录用): an enterprise of the register or, by its name, another one."""

    enterprise_id: int | None
    employer: str
    hired_on: dt.date | None
    contract_first: dt.date | None
    contract_last: dt.date | None
    service_line: ServiceLine | None = None
    post: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What a member's roster says of the class."""

    title: str
    first_on: dt.date
    last_on: dt.date
    hours_tenths: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a class with all that is known; `dropped_on` None: still there."""

    person: SaveMember
    assessed: Assessed
    placement: Placement | None = None
    dropped_on: dt.date | None = None


def check_member(form: SaveMember, today: dt.date) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems: dict[str, str] = {}
    if not form.name.strip():
        problems["name"] = "required"
    for name in ("name", "school", "diploma_number"):
        if len(getattr(form, name).strip()) > LONGEST_TEXT:
            problems[name] = "text-too-long"
    reading = id_number.read(form.id_number, today)
    if reading.problem is not None:
        problems["id_number"] = reading.problem.value
    if form.graduated_on is not None and form.graduated_on > today:
        problems["graduated_on"] = "in-the-future"
    return problems


def check_assessed(form: Assessed, hours_tenths: int) -> dict[str, str]:
    """Return what does not hold of somebody in a class with so many hours of lessons."""
    problems: dict[str, str] = {}
    if form.present_tenths < 0:
        problems["present_tenths"] = "negative-number"
    elif form.present_tenths > hours_tenths:
        problems["present_tenths"] = "class-more-hours-than-lessons"
    score = form.score_tenths
    if score is not None and not 0 <= score <= HIGHEST_SCORE_TENTHS:
        problems["score_tenths"] = "negative-number" if score < 0 else "number-too-large"
    if score is not None and form.assessment is None:
        problems["assessment"] = "class-score-without-assessment"
    return problems


def check_placement(form: Placement, today: dt.date) -> dict[str, str]:
    """Return what does not hold of a placement."""
    problems: dict[str, str] = {}
    if form.enterprise_id is None and not form.employer.strip():
        problems["employer"] = "required"
    if len(form.employer.strip()) > LONGEST_TEXT:
        problems["employer"] = "text-too-long"
    if form.hired_on is None:
        problems["hired_on"] = "required"
    elif form.hired_on > today:
        problems["hired_on"] = "in-the-future"
    first, last = form.contract_first, form.contract_last
    if (first is None) is not (last is None):
        problems["contract_first" if first is None else "contract_last"] = "required"
    elif first is not None and last is not None and last < first:
        problems["contract_last"] = "end-before-start"
    return problems


def check_dropping(reason: str) -> dict[str, str]:
    """Refuse to let somebody go without saying why."""
    return {"reason": "class-needs-reason"} if says_too_little(reason) else {}


def trainee(member: Member, course: Course, track: Track) -> Trainee:
    """Return the row that a claim's roster has of a member.

    An enterprise's roster has no employer: that is the claimant.
    """
    person, placed = member.person, member.placement
    return Trainee(
        name=person.name,
        id_number=id_number.normalise(person.id_number),
        degree=person.degree,
        school=person.school,
        graduated_on=person.graduated_on,
        employer=placed.employer if placed is not None and track is Track.INSTITUTION else "",
        hired_on=placed.hired_on if placed is not None else None,
        contract_first=placed.contract_first if placed is not None else None,
        contract_last=placed.contract_last if placed is not None else None,
        service_line=placed.service_line if placed is not None else None,
        post=placed.post if placed is not None else "",
        course=course.title,
        training_first=course.first_on,
        training_last=course.last_on,
        assessment=member.assessed.assessment,
        score_tenths=member.assessed.score_tenths,
        diploma_number=person.diploma_number,
    )


def is_for_claim(member: Member, track: Track, claimant: int, institution: int) -> bool:
    """Return whether a claim of the claimant is about a member at all.

    An enterprise claims for those whom it hired; the institution for those who passed and signed
    with somebody. What the rules say of each is another question, and asked in the claim.
    """
    placed = member.placement
    if member.dropped_on is not None or placed is None:
        return False
    if track is Track.ENTERPRISE:
        return placed.enterprise_id == claimant
    passed = member.assessed.assessment is Assessment.PASSED
    return claimant == institution and passed and placed.contract_first is not None
