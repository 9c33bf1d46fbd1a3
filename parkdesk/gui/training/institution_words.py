"""Words and columns of institutions, their years and their courses."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.training import InstitutionCondition, plan_due, review_due
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.training.words import hours_text
from parkdesk.i18n import date_text, label, money_text, number_text, tr
from parkdesk.usecases.training_lists import CourseRow, InstitutionRow, YearRow

_ALL = len(InstitutionCondition)


def institution_columns(today: dt.date) -> tuple[Column[InstitutionRow], ...]:
    """Return the columns of the register."""
    return (
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=220, grows=True),
        Column(tr("Conditions met"), _met_text, numeric=True, width=96, key="conditions",
               value=lambda row: len(row.form.conditions)),
        Column(tr("Courses"), lambda row: number_text(row.courses), numeric=True, width=70,
               key="courses", yields=2, value=lambda row: row.courses),
        Column(tr("Licence until"), lambda row: date_text(row.form.licence_until), width=110,
               tone=lambda row: licence_tone(row, today), key="licence_until",
               value=lambda row: row.form.licence_until),
        Column(tr("Recognised on"), lambda row: date_text(row.form.recognised_on), width=110,
               key="recognised_on", yields=1, value=lambda row: row.form.recognised_on),
        Column(tr("Licence number"), lambda row: row.form.licence_number, width=140,
               key="licence_number", hidden=True),
        Column(tr("Remarks"), lambda row: row.form.note, width=160, key="note", hidden=True),
    )  # fmt: skip


def year_columns() -> tuple[Column[YearRow], ...]:
    """Return the columns of the years of an institution."""
    return (
        Column(tr("Year"), lambda row: str(row.form.year), width=56, key="year"),
        Column(tr("Plan handed in on"), lambda row: date_text(row.form.plan_on), width=104,
               key="plan_on"),
        Column(tr("People to be trained"),
               lambda row: number_text(row.form.people) if row.form.people is not None else "—",
               numeric=True, width=72, key="people", yields=2),
        Column(tr("Budget of the plan"), _budget_text, numeric=True, width=110, key="budget",
               yields=1),
        Column(tr("Review"), review_text, width=120, tone=_review_tone, key="review", grows=True),
    )  # fmt: skip


def course_columns() -> tuple[Column[CourseRow], ...]:
    """Return the columns of the courses of an institution."""
    return (
        Column(tr("Course"), lambda row: row.form.title, width=160, key="course", grows=True),
        Column(tr("Hours of lessons"), lambda row: hours_text(row.form.hours_tenths),
               numeric=True, width=84, key="hours"),
        Column(tr("Classes held"), lambda row: number_text(row.classes), numeric=True, width=64,
               key="classes", yields=1),
        Column(tr("On offer"), _offered_text, width=110, key="offered", yields=2),
    )  # fmt: skip


def facts_of(row: InstitutionRow, today: dt.date) -> list[tuple[str, str]]:
    """Return an institution as pairs for the panel; what it has not shown stands there too."""
    form = row.form
    facts = [
        (tr("Licence number"), form.licence_number),
        (tr("Issued by"), form.licence_authority),
        (tr("Licence until"), date_text(form.licence_until) if form.licence_until else ""),
        (tr("Recognised on"), date_text(form.recognised_on) if form.recognised_on else ""),
        (tr("Conditions met"), _listed(row, met=True)),
        (tr("Not shown yet"), _listed(row, met=False)),
        (tr("Plan of {year} due", year=today.year + 1), unsure(plan_due(today.year + 1))),
        (tr("Review of {year} due", year=today.year), unsure(review_due(today.year))),
        (tr("Remarks"), form.note),
    ]
    return [(name, text) for name, text in facts if text]


def unsure(day: dt.date) -> str:
    """Return a day that is known of one city's rules alone (Guangzhou, S33), and says so."""
    return tr("{day}, as in Guangzhou: to be confirmed", day=date_text(day))


def review_text(row: YearRow) -> str:
    """Return what came of the review of a year."""
    if row.form.reviewed_on is None:
        return tr("Not reviewed yet")
    day = date_text(row.form.reviewed_on)
    return tr("Passed on {day}", day=day) if row.form.passed else tr("Not passed on {day}", day=day)


def licence_tone(row: InstitutionRow, today: dt.date) -> Tone | None:
    """Return how the end of a licence is shown: bad once it is over."""
    until = row.form.licence_until
    return Tone.BAD if until is not None and until < today else None


def _review_tone(row: YearRow) -> Tone | None:
    if row.form.reviewed_on is None:
        return None
    return Tone.GOOD if row.form.passed else Tone.BAD


def _met_text(row: InstitutionRow) -> str:
    return tr("{taken} of {seats}", taken=number_text(len(row.form.conditions)),
              seats=number_text(_ALL))  # fmt: skip


def _budget_text(row: YearRow) -> str:
    return money_text(row.form.budget_cents) if row.form.budget_cents is not None else "—"


def _offered_text(row: CourseRow) -> str:
    if row.retired_on is None:
        return tr("On offer")
    return tr("not since {day}", day=date_text(row.retired_on))


def _listed(row: InstitutionRow, *, met: bool) -> str:
    named = [label(one) for one in InstitutionCondition if (one in row.form.conditions) is met]
    return "\n".join(named)
