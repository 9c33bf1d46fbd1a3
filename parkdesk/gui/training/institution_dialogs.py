"""The forms of an institution: what is known of it, a year's plan and review, a course."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.training import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    InstitutionCondition,
    SaveCourse,
    SaveInstitution,
    SaveYear,
)
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.set_field import SetField
from parkdesk.i18n import label, tr
from parkdesk.usecases.training_courses import (
    add_course,
    add_institution,
    add_training_year,
    edit_course,
    edit_institution,
    edit_training_year,
)
from parkdesk.usecases.training_lists import CourseRow, InstitutionRow, YearRow


class InstitutionDialog(FormDialog):
    """Enters an enterprise that trains; with `edits` it corrects what is known of it."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        edits: InstitutionRow | None = None,
    ) -> None:
        title = tr("Correct institution") if edits else tr("New institution")
        super().__init__(runner, parent, title)
        self._edits = edits
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.text("licence_number", tr("Licence number"), longest=LONGEST_WORDS)
        self.text("licence_authority", tr("Issued by"), longest=LONGEST_WORDS)
        self.date("licence_until", tr("Licence until"), today=today)
        self.date("recognised_on", tr("Recognised on"), today=today)
        met = [(one, label(one)) for one in InstitutionCondition]
        self.add(SetField("conditions", tr("Conditions met"), met, across=1))
        self.multiline("note", tr("Remarks"), lines=2)
        if edits is not None:
            self.enterprise.set_enterprise(edits.form.enterprise_id or 0, edits.enterprise)
            self.enterprise.editor.setEnabled(False)
            names = (one.name for one in fields(SaveInstitution)[1:])
            self.fill({name: getattr(edits.form, name) for name in names})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        del confirmed
        form = SaveInstitution(**self.values())
        if self._edits is None:
            return self.runner.run(self, add_institution, form)
        return self.runner.run(self, edit_institution, self._edits.id, self._edits.version, form)


class YearDialog(FormDialog):
    """Enters the plan of a year; with `edits` it corrects it or enters the review."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: InstitutionRow,
        today: dt.date,
        edits: YearRow | None = None,
    ) -> None:
        title = tr("Plan and review of {year}", year=edits.form.year) if edits else tr("New plan")
        super().__init__(runner, parent, title, intro=row.enterprise)
        self._row, self._edits = row, edits
        year = self.number("year", tr("Year"), required=True, grouped=False)
        self.date("plan_on", tr("Plan handed in on"), today=today)
        self.number("people", tr("People to be trained"))
        self.money("budget_cents", tr("Budget of the plan"))
        self.multiline("words", tr("Projects and directions"), lines=2)
        self.date("reviewed_on", tr("Reviewed on"), today=today)
        passed = [(True, tr("Review passed")), (False, tr("Review not passed"))]
        self.choice("passed", tr("Review"), passed)
        self.multiline("outcome", tr("What the review said"), lines=2)
        if edits is not None:
            year.editor.setEnabled(False)
            self.fill({one.name: getattr(edits.form, one.name) for one in fields(SaveYear)})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        del confirmed
        form = SaveYear(**self.values())
        if self._edits is None:
            return self.runner.run(self, add_training_year, self._row.id, form)
        return self.runner.run(self, edit_training_year, self._edits.id, self._edits.version, form)


class CourseDialog(FormDialog):
    """Enters a course; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: InstitutionRow,
        edits: CourseRow | None = None,
    ) -> None:
        title = tr("Correct course") if edits else tr("New course")
        super().__init__(runner, parent, title, intro=row.enterprise)
        self._row, self._edits = row, edits
        self.text("title", tr("Course"), required=True, longest=LONGEST_TITLE)
        self.hours = self.add(HoursField("hours_tenths", tr("Hours of lessons")))
        self.multiline("content", tr("What is taught"), lines=3)
        if edits is not None:
            self.fill({"title": edits.form.title, "content": edits.form.content})
            self.hours.set_tenths(edits.form.hours_tenths)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        del confirmed
        title, content = (self.fields[name].value() for name in ("title", "content"))
        form = SaveCourse(self._row.id, title, self.hours.tenths(), content)
        if self._edits is None:
            return self.runner.run(self, add_course, form)
        return self.runner.run(self, edit_course, self._edits.id, self._edits.version, form)
