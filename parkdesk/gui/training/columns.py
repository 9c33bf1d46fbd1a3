"""Columns of the list of classes, and of who sits in one."""

from __future__ import annotations

from parkdesk.gui.table_model import Column
from parkdesk.gui.training.words import (
    TONES,
    days_text,
    employer_text,
    hours_text,
    result_text,
)
from parkdesk.i18n import label, number_text, tr
from parkdesk.usecases.class_lists import ClassRow, MemberRow


def class_columns() -> tuple[Column[ClassRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Course"), lambda row: row.course, width=190, key="course", grows=True),
        Column(tr("State"), lambda row: label(row.state), tone=lambda row: TONES[row.state],
               width=84, key="state"),
        Column(tr("Days of the class"), days_text, "first_on", width=180,
               value=lambda row: row.form.first_on),
        Column(tr("Enrolled"), lambda row: number_text(row.enrolled), numeric=True, width=74,
               key="enrolled", value=lambda row: row.enrolled),
        Column(tr("Seats"), lambda row: number_text(row.form.capacity or 0), numeric=True,
               width=64, key="seats", yields=3, value=lambda row: row.form.capacity),
        Column(tr("Passed"), lambda row: number_text(row.passed), numeric=True, width=74,
               key="passed", yields=2, value=lambda row: row.passed),
        Column(tr("Hired"), lambda row: number_text(row.placed), numeric=True, width=74,
               key="placed", value=lambda row: row.placed),
        Column(tr("Institution"), lambda row: row.institution, width=150, key="institution",
               grows=True, yields=1),
        Column(tr("Number"), lambda row: row.number, "number", width=110, yields=4),
        Column(tr("Classroom"), lambda row: row.form.room, width=110, key="room", hidden=True),
        Column(tr("Teacher"), lambda row: row.form.teacher, width=110, key="teacher",
               hidden=True),
        Column(tr("Remarks"), lambda row: row.form.note, width=160, key="note", hidden=True),
    )  # fmt: skip


def member_columns() -> tuple[Column[MemberRow], ...]:
    """Return the columns of the people of a class."""
    return (
        Column(tr("Name of a person"), lambda row: row.member.person.name, width=76, key="name"),
        Column(tr("Identity number"), lambda row: row.member.person.id_number, width=136,
               key="id", yields=2),
        Column(tr("Hours present"), lambda row: hours_text(row.member.assessed.present_tenths),
               numeric=True, width=66, key="present", yields=1,
               value=lambda row: row.member.assessed.present_tenths),
        Column(tr("Result"), result_text, width=90, key="result"),
        Column(tr("Hired by"), employer_text, width=120, key="employer", grows=True),
    )  # fmt: skip
