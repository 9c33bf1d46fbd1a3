"""People on rosters, most of them in order, and every way in which a row can be wrong.

A flaw is named after the code with which the eligibility rules answer it, and a test holds the
two together: nothing here says whether a row can be paid, `domain.eligibility` does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from parkdesk.demo import codes, names
from parkdesk.demo.draw import weighted
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.calendar import DateRange, add_months, add_years
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.programmes import Degree, Track
from parkdesk.domain.trainees import OPEN_ENDED, Assessment, RosterField, Trainee
from parkdesk.domain.trainees import ServiceLine as WorkLine

_DEGREES = ((Degree.JUNIOR_COLLEGE, 35), (Degree.BACHELOR, 55), (Degree.MASTER, 10))
_AGE_AT_DEGREE = {Degree.JUNIOR_COLLEGE: 21, Degree.BACHELOR: 22, Degree.MASTER: 25}
_WORK = {
    ServiceLine.ITO: WorkLine.ITO,
    ServiceLine.BPO: WorkLine.BPO,
    ServiceLine.KPO: WorkLine.KPO,
}
_ONE_DAY = dt.timedelta(days=1)
_HIRING, _EVERY_OUTSIDER = 5, 7


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a roster's people work, on which track, and when they can have been hired."""

    tenant: Tenant
    track: Track
    window: DateRange
    made_on: dt.date


def person(number: int, rng: Random, setting: Setting) -> Trainee:
    """Return the `number`-th person of the demonstration park, with nothing wrong."""
    id_number, born, man = _identity(number, setting)
    degree = _degree(rng, born, setting)
    hired = _hired(rng, setting)
    graduated = min(dt.date(born.year + _AGE_AT_DEGREE[degree], 6, 30), hired - 10 * _ONE_DAY)
    line = setting.tenant.company.line
    college = degree is Degree.JUNIOR_COLLEGE
    by_institution = setting.track is Track.INSTITUTION
    training = hired + dt.timedelta(days=rng.randint(3, 12))
    if by_institution:
        training = max(hired - dt.timedelta(days=rng.randint(70, 100)), setting.window.first)
    return Trainee(
        name=names.person(rng, man=man),
        id_number=id_number,
        degree=degree,
        school=rng.choice(names.COLLEGES if college else names.SCHOOLS),
        graduated_on=graduated,
        hired_on=hired,
        contract_first=hired,
        contract_last=_contract_end(rng, hired),
        service_line=_WORK[line],
        post=rng.choice(names.POSTS[line]),
        course=rng.choice(names.COURSES[line]),
        training_first=training,
        training_last=min(
            training + dt.timedelta(days=rng.choice((20, 30, 45))), setting.window.last
        ),
        assessment=Assessment.PASSED,
        score_tenths=rng.randint(620, 980),
        diploma_number=f"{99_000_000_000_000_000 + number * 7_919:017d}"[:17],
    )


def _identity(number: int, setting: Setting) -> tuple[str, dt.date, bool]:
    """Return an ID number whose holder was grown up in time, the birth date, and if a man.

    Everybody's `number` gives another one: who was born too late for an old programme is moved to
    years in which nobody else was born.
    """
    id_number, born, man = codes.resident(number)
    latest = add_years(setting.window.first, -_AGE_AT_DEGREE[Degree.BACHELOR])
    if born <= latest:
        return id_number, born, man
    born = add_years(born, -(born.year - latest.year + 1))
    order = number % 999 + 1
    return codes.id_number_of(born, order), born, order % 2 == 1


def _degree(rng: Random, born: dt.date, setting: Setting) -> Degree:
    degree = weighted(rng, _DEGREES)
    ready = add_years(born, _AGE_AT_DEGREE[degree]) <= setting.window.first
    return degree if ready else Degree.BACHELOR


def _hired(rng: Random, setting: Setting) -> dt.date:
    last = min(setting.window.last, setting.made_on - 5 * _ONE_DAY)
    # Twenty days in, so that a course can have begun before the hiring.
    first = min(setting.window.first + 20 * _ONE_DAY, last)
    return first + dt.timedelta(days=rng.randint(0, (last - first).days))


def _contract_end(rng: Random, hired: dt.date) -> dt.date:
    if rng.randrange(40) == 0:
        return OPEN_ENDED
    return add_years(hired, rng.choice((2, 2, 3, 3, 3, 5))) - _ONE_DAY


def with_employers(
    rows: Sequence[Trainee], setting: Setting, tenants: Sequence[Tenant]
) -> list[Trainee]:
    """Return an institution's trainees with who hired them: most are enterprises of the park.

    Nothing is drawn for it, so that whatever else is drawn stays as it is. Who failed has no
    employer, and every seventh works outside the park.
    """
    line, outside = setting.tenant.company.line, FLAWS["employer-not-in-register"]
    hiring = [
        one.company.name
        for one in tenants
        if one.company.line is line and one.number != setting.tenant.number
    ][:_HIRING]
    found: list[Trainee] = []
    for place, row in enumerate(rows):
        if row.assessment is Assessment.FAILED:
            found.append(FLAWS["employer-missing"](row, setting))
        elif not hiring or place % _EVERY_OUTSIDER == _EVERY_OUTSIDER - 1:
            found.append(outside(row, setting))
        else:
            found.append(replace(row, employer=hiring[place % len(hiring)]))
    return found


Flaw = Callable[[Trainee, Setting], Trainee]


def _typed(cell: RosterField, text: str) -> Flaw:
    def flaw(row: Trainee, _setting: Setting) -> Trainee:
        blank: dict[str, Any] = {cell.value: None}
        return replace(row, **blank, unread={cell.value: text})

    return flaw


def _set(**cells: object) -> Flaw:
    return lambda row, _setting: replace(row, **cells)  # type: ignore[arg-type]


def _days_after(cell: str, other: str, days: int) -> Flaw:
    """Return a flaw that puts the day `cell` so many days after the day `other`."""

    def flaw(row: Trainee, _setting: Setting) -> Trainee:
        return replace(row, **{cell: getattr(row, other) + dt.timedelta(days=days)})

    return flaw


def _number(change: Callable[[str], str]) -> Flaw:
    return lambda row, _setting: replace(row, id_number=change(row.id_number))


def _outside(row: Trainee, setting: Setting) -> Trainee:
    hired = setting.window.first - 3 * _ONE_DAY
    return replace(row, hired_on=hired, contract_first=hired, contract_last=add_years(hired, 3))


def _ten_months(row: Trainee, _setting: Setting) -> Trainee:
    assert row.contract_first is not None
    return replace(row, contract_last=add_months(row.contract_first, 10) - _ONE_DAY)


def _just_a_year(row: Trainee, _setting: Setting) -> Trainee:
    assert row.contract_first is not None
    return replace(row, contract_last=add_years(row.contract_first, 1) - _ONE_DAY)


def _tomorrow(row: Trainee, setting: Setting) -> Trainee:
    hired = setting.made_on + 6 * _ONE_DAY
    return replace(row, hired_on=hired, contract_first=hired, contract_last=add_years(hired, 3))


def _late_course(row: Trainee, setting: Setting) -> Trainee:
    return replace(row, training_last=setting.window.last + 15 * _ONE_DAY)


def _retired(row: Trainee, setting: Setting) -> Trainee:
    born = add_years(setting.made_on, -61)
    return replace(row, id_number=codes.id_number_of(born, int(row.id_number[14:17]) or 1))


def _unborn(row: Trainee, setting: Setting) -> Trainee:
    born = add_years(setting.made_on, 2)
    return replace(row, id_number=codes.id_number_of(born, int(row.id_number[14:17])))


def _ends_in_zeros(row: Trainee, _setting: Setting) -> Trainee:
    """Give a number that passes its check and yet looks as Excel leaves one."""
    born = row.id_number[6:14]
    day = dt.date(int(born[:4]), int(born[4:6]), int(born[6:]))
    for later in range(90):
        for order in range(100, 1_000, 100):
            number = codes.id_number_of(day + dt.timedelta(days=later), order)
            if number.endswith("000"):
                return replace(row, id_number=number)
    raise AssertionError(born)


FLAWS: Mapping[str, Flaw] = {
    "cell-not-readable": _typed(RosterField.HIRED_ON, "七月初"),
    "name-missing": _set(name=""),
    "id-missing": _set(id_number=""),
    "id-excel-damaged": _number(lambda number: f"{number[:15]}000"),
    "id-old-form": _number(lambda number: number[:6] + number[8:17]),
    "id-wrong-length": _number(lambda number: number[:17]),
    "id-wrong-character": _number(lambda number: number[:10] + "O" + number[11:]),
    "id-no-such-date": _number(lambda number: f"{number[:10]}0230{number[14:]}"),
    "id-born-in-future": _unborn,
    "id-wrong-check": _number(codes.wrong_check),
    "id-ends-in-zeros": _ends_in_zeros,
    "degree-missing": _set(degree=None),
    "degree-too-low": _set(degree=Degree.BELOW_JUNIOR_COLLEGE),
    "hired-missing": _set(hired_on=None),
    "hired-outside-window": _outside,
    "hired-in-future": _tomorrow,
    "contract-start-missing": _set(contract_first=None),
    "contract-end-missing": _set(contract_last=None),
    "contract-ends-before-start": _days_after("contract_last", "contract_first", -10),
    "contract-too-short": _ten_months,
    "contract-on-the-edge": _just_a_year,
    "work-missing": _set(service_line=None),
    "work-not-outsourcing": _set(service_line=WorkLine.NONE),
    "assessment-failed": _set(assessment=Assessment.FAILED, score_tenths=415),
    "assessment-failed-not-asked": _set(assessment=Assessment.FAILED, score_tenths=455),
    "assessment-score-only": _set(assessment=None, score_tenths=715),
    "assessment-missing": _set(assessment=None, score_tenths=None),
    "age-of-retirement": _retired,
    "graduation-missing": _set(graduated_on=None),
    "graduation-after-hire": _days_after("graduated_on", "hired_on", 40),
    "training-ends-first": _days_after("training_last", "training_first", -5),
    "training-before-hire": _days_after("training_first", "hired_on", -4),
    "training-outside-window": _late_course,
    "amount-cut-to-cap": _set(requested_cents=600_000),
    "amount-asked": _set(requested_cents=300_000),
    "employer-missing": _set(employer=""),
    "employer-not-in-register": _set(employer="北汀云桥软件有限公司"),
}
"""Ways to spoil a row, by the code that the rules answer with; repeats are made by the claims."""
