"""The talent training platform (人才培训): institutions, courses, classes and who sits in them.

An institution (培训机构) is an enterprise of the register. Five conditions of institutions recur in
local rules: licence, premises with material and teachers, experience of customised training, sound
accounts, in principle no profit (Shangyu S29; Henan S26 names the first three; A). The days of its
yearly plan and review are known of Guangzhou alone (S33, A): for another park they are to be
confirmed. No form of a class register could be read: the columns are the park's own.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.bounds import LARGEST_MINOR, MOST_COUNTED
from parkdesk.domain.contracts import Residence
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.service_log import LEFT

LONGEST_TITLE = 100
LONGEST_WORDS = 200
MOST_HOURS_TENTHS = 20_000
"""Two thousand hours of lessons: a year of full days."""
MOST_SEATS = 1_000
"""People in one class: a hall, not a room."""
MOST_DAYS = 366
"""A class that lasts longer is a slip of the finger in one of its two days."""
PLAN_MONTH, PLAN_DAY = 12, 20
"""The plan of a year is due on this day of the year before (Guangzhou, S33, A; else 待核实)."""
REVIEW_MONTH, REVIEW_DAY = 3, 30
"""The review of a year is due before this day of the next one (Guangzhou, S33, A; else 待核实)."""


class InstitutionCondition(StrEnum):
    """A condition that local rules ask of an institution."""

    LICENCE = "licence"
    """办学资质: a licence of the labour or the education authority (Henan S26, A)."""
    PREMISES = "premises"
    """场地、设施、专业教材和师资"""
    EXPERIENCE = "experience"
    """为服务外包企业定制培训的经验"""
    ACCOUNTS = "accounts"
    """财务制度健全、有合格财务人员"""
    NON_PROFIT = "non-profit"
    """原则上非营利 (Shangyu S29, A)."""


class ClassState(StrEnum):
    """Where a class is on a day; only that it is called off was ever typed."""

    PLANNED = "planned"
    UNDER_WAY = "under-way"
    ENDED = "ended"
    CANCELLED = "cancelled"


def state_on(
    day: dt.date, first: dt.date, last: dt.date, cancelled_on: dt.date | None
) -> ClassState:
    """Return where a class is on a day."""
    if cancelled_on is not None and cancelled_on <= day:
        return ClassState.CANCELLED
    if day < first:
        return ClassState.PLANNED
    return ClassState.UNDER_WAY if day <= last else ClassState.ENDED


def plan_due(year: int) -> dt.date:
    """Return the last day for handing in the plan of a year."""
    return dt.date(year - 1, PLAN_MONTH, PLAN_DAY)


def review_due(year: int) -> dt.date:
    """Return the last day for the review of a year."""
    return dt.date(year + 1, REVIEW_MONTH, REVIEW_DAY)


@dataclass(frozen=True, slots=True)
class SaveInstitution:
    """An institution as typed; the conditions that it was found to meet."""

    enterprise_id: int | None
    licence_number: str
    licence_authority: str
    licence_until: dt.date | None
    """Last day of the licence; None: no end is named."""
    recognised_on: dt.date | None
    conditions: frozenset[InstitutionCondition] = frozenset()
    note: str = ""


@dataclass(frozen=True, slots=True)
class SaveYear:
    """The plan of an institution's year, and its review; money in fen."""

    year: int
    plan_on: dt.date | None
    """The day on which the plan was handed in; None: it was not."""
    people: int | None
    budget_cents: int | None
    words: str = ""
    """Projects, directions, enterprises that are interested."""
    reviewed_on: dt.date | None = None
    passed: bool | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class SaveCourse:
    """A course that an institution offers; hours in tenths."""

    institution_id: int | None
    title: str
    hours_tenths: int
    content: str = ""


@dataclass(frozen=True, slots=True)
class SaveClass:
    """A class of a course; it has seats for `capacity` people."""

    course_id: int | None
    first_on: dt.date | None
    last_on: dt.date | None
    capacity: int | None
    room: str = ""
    teacher: str = ""
    note: str = ""


def check_institution(
    form: SaveInstitution, residence: Residence, today: dt.date
) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems: dict[str, str] = {}
    if InstitutionCondition.LICENCE in form.conditions and not form.licence_number.strip():
        problems["licence_number"] = "training-licence-without-number"
    for name in ("licence_number", "licence_authority"):
        if len(getattr(form, name).strip()) > LONGEST_WORDS:
            problems[name] = "training-words-too-long"
    if form.recognised_on is not None and form.recognised_on > today:
        problems["recognised_on"] = "in-the-future"
    left = residence.left_on
    if left is not None and form.recognised_on is not None and form.recognised_on > left:
        problems["enterprise_id"] = LEFT
    return problems


def check_year(form: SaveYear, today: dt.date) -> dict[str, str]:
    """Return what does not hold of a plan and its review."""
    problems: dict[str, str] = {}
    if not 2000 <= form.year <= today.year + 1:  # noqa: PLR2004 - no park is older
        problems["year"] = "training-year-out-of-range"
    for name, most in (("people", MOST_COUNTED), ("budget_cents", LARGEST_MINOR)):
        value = getattr(form, name)
        if value is not None and not 0 <= value <= most:
            problems[name] = "negative-number" if value < 0 else "number-too-large"
    if form.plan_on is not None and form.plan_on > today:
        problems["plan_on"] = "in-the-future"
    return problems | _review(form, today)


def _review(form: SaveYear, today: dt.date) -> dict[str, str]:
    day, problems = form.reviewed_on, {}
    if (day is None) is not (form.passed is None):
        problems["passed" if form.passed is None else "reviewed_on"] = "required"
    elif day is not None and day > today:
        problems["reviewed_on"] = "in-the-future"
    elif day is not None and day.year < form.year:
        problems["reviewed_on"] = "training-review-before-year"
    if form.passed is False and says_too_little(form.outcome):
        problems["outcome"] = "training-needs-outcome"
    return problems


def check_course(form: SaveCourse) -> dict[str, str]:
    """Return what does not hold of a course."""
    problems: dict[str, str] = {}
    if form.institution_id is None:
        problems["institution_id"] = "required"
    if not form.title.strip():
        problems["title"] = "required"
    elif len(form.title.strip()) > LONGEST_TITLE:
        problems["title"] = "training-words-too-long"
    if form.hours_tenths <= 0:
        problems["hours_tenths"] = "required" if form.hours_tenths == 0 else "negative-number"
    elif form.hours_tenths > MOST_HOURS_TENTHS:
        problems["hours_tenths"] = "number-too-large"
    return problems


def check_class(form: SaveClass, enrolled: int) -> dict[str, str]:
    """Return what does not hold of a class in which so many people sit."""
    problems = {
        name: "required"
        for name in ("course_id", "first_on", "last_on", "capacity")
        if getattr(form, name) is None
    }
    first, last, seats = form.first_on, form.last_on, form.capacity
    if first is not None and last is not None:
        if last < first:
            problems["last_on"] = "end-before-start"
        elif (last - first).days >= MOST_DAYS:
            problems["last_on"] = "class-too-long"
    if seats is not None:
        if seats <= 0:
            problems["capacity"] = "limit-not-positive"
        elif seats > MOST_SEATS:
            problems["capacity"] = "number-too-large"
        elif seats < enrolled:
            problems["capacity"] = "class-capacity-below-enrolled"
    return problems
