"""Words of classes and of who sits in them that list, panel and forms share."""

from __future__ import annotations

from parkdesk.domain.training import ClassState
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.usecases.class_lists import ClassRow, MemberRow

TONES = {
    ClassState.PLANNED: Tone.ACCENT,
    ClassState.UNDER_WAY: Tone.WARN,
    ClassState.ENDED: Tone.GOOD,
    ClassState.CANCELLED: Tone.NEUTRAL,
}


def hours_text(tenths: int) -> str:
    """Return hours with one decimal."""
    return f"{number_text(tenths // 10)}.{tenths % 10}"


def days_text(row: ClassRow) -> str:
    """Return the first and the last day of a class."""
    return tr("{first} to {last}", first=date_text(row.form.first_on),
              last=date_text(row.form.last_on))  # fmt: skip


def seats_text(row: ClassRow) -> str:
    """Return how many of the seats are taken."""
    return tr("{taken} of {seats}", taken=number_text(row.enrolled),
              seats=number_text(row.form.capacity or 0))  # fmt: skip


def result_text(row: MemberRow) -> str:
    """Return what came of the lessons for somebody; a dash where nothing is noted."""
    found = row.member.assessed
    if found.assessment is None:
        return "—"
    if found.score_tenths is None:
        return label(found.assessment)
    return tr("{result}, {score}", result=label(found.assessment),
              score=hours_text(found.score_tenths))  # fmt: skip


def employer_text(row: MemberRow) -> str:
    """Return who hired somebody, that somebody left, or a dash."""
    if row.member.dropped_on is not None:
        return tr("left on {day}", day=date_text(row.member.dropped_on))
    placed = row.member.placement
    return placed.employer if placed is not None else "—"


def facts_of(row: ClassRow) -> list[tuple[str, str]]:
    """Return a class as pairs for the panel."""
    facts = [
        (tr("Course"), row.course),
        (tr("Institution"), row.institution),
        (tr("Days of the class"), days_text(row)),
        (tr("Hours of lessons"), hours_text(row.hours_tenths)),
        (tr("Seats taken"), seats_text(row)),
        (tr("Passed"), number_text(row.passed)),
        (tr("Hired"), number_text(row.placed)),
        (tr("Classroom"), row.form.room),
        (tr("Teacher"), row.form.teacher),
    ]
    if row.state is ClassState.CANCELLED:
        facts += [(tr("Called off on"), date_text(row.cancelled_on)), (tr("Reason"), row.reason)]
    return [(name, text) for name, text in (*facts, (tr("Remarks"), row.form.note)) if text]
