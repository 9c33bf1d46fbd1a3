"""The forms of a class: the class itself, who sits in it, what came of it for somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.class_members import Assessed, Placement, SaveMember
from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import LONGEST_TEXT, Assessment, ServiceLine
from parkdesk.domain.training import LONGEST_TITLE, SaveClass
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.training.words import hours_text
from parkdesk.i18n import label, tr, trn
from parkdesk.usecases.class_lists import ClassRow, MemberRow
from parkdesk.usecases.class_members import assess_members, edit_member, enrol, place_member
from parkdesk.usecases.training_classes import add_class, edit_class
from parkdesk.usecases.training_lists import CourseChoice


class ClassDialog(FormDialog):
    """Plans a class; with `edits` it changes that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        courses: Sequence[CourseChoice],
        today: dt.date,
        edits: ClassRow | None = None,
    ) -> None:
        super().__init__(runner, parent, tr("Edit training class") if edits else tr("Plan a class"))
        self._edits = edits
        offered: list[tuple[int | None, str]] = [(one.id, _course_text(one)) for one in courses]
        if edits is not None and edits.form.course_id not in {one.id for one in courses}:
            offered.append((edits.form.course_id, edits.course))
        self.choice("course_id", tr("Course"), offered, required=True)
        first = self.date("first_on", tr("Class begins"), today=today, required=True)
        self.date(
            "last_on",
            tr("Class ends"),
            today=today,
            base=lambda: None if first.check() else first.value(),
            required=True,
        )
        self.number("capacity", tr("Seats"), required=True)
        self.text("room", tr("Classroom"), longest=LONGEST_TITLE)
        self.text("teacher", tr("Teacher"), longest=LONGEST_TITLE)
        self.multiline("note", tr("Remarks"), lines=2)
        if edits is not None:
            self.fill({one.name: getattr(edits.form, one.name) for one in fields(SaveClass)})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Plan or change."""
        del confirmed
        form = SaveClass(**self.values())
        if self._edits is None:
            return self.runner.run(self, add_class, form)
        return self.runner.run(self, edit_class, self._edits.id, self._edits.version, form)


class MemberDialog(FormDialog):
    """Enrols somebody; with `edits` it corrects who that is, the number typed anew."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: ClassRow,
        today: dt.date,
        edits: MemberRow | None = None,
    ) -> None:
        title = tr("Correct who it is") if edits else tr("Enrol somebody")
        super().__init__(runner, parent, title, intro=row.course)
        self._row, self._edits = row, edits
        self.text("name", tr("Name of a person"), required=True, longest=LONGEST_TEXT)
        self.text("id_number", tr("Identity number"), required=True, longest=30)
        self.choice("degree", tr("Degree"), [(one, label(one)) for one in Degree])
        self.text("school", tr("School"), longest=LONGEST_TEXT)
        self.date("graduated_on", tr("Graduated on"), today=today)
        self.text("diploma_number", tr("Diploma number"), longest=LONGEST_TEXT)
        self.multiline("note", tr("Remarks"), lines=2)
        if edits is not None:
            names = (one.name for one in fields(SaveMember) if one.name != "id_number")
            self.fill({name: getattr(edits.member.person, name) for name in names})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enrol or correct."""
        form = SaveMember(**self.values())
        if self._edits is None:
            return self.runner.run(self, enrol, self._row.id, form, confirmed)
        return self.runner.run(self, edit_member, self._edits.id, self._edits.version, form)


class ResultDialog(FormDialog):
    """Notes hours, assessment and score of somebody."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: ClassRow, one: MemberRow
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Result of {name}", name=one.member.person.name),
            intro=tr("The course has {hours} hours.", hours=hours_text(row.hours_tenths)),
        )
        self._row, self._one = row, one
        found = one.member.assessed
        self.present = self.add(HoursField("present_tenths", tr("Hours present")))
        self.present.set_tenths(found.present_tenths or row.hours_tenths)
        self.choice("assessment", tr("Assessment"), [(kind, label(kind)) for kind in Assessment])
        self.score = self.add(HoursField("score_tenths", tr("Score")))
        self.fill({"assessment": found.assessment})
        if found.score_tenths is not None:
            self.score.set_tenths(found.score_tenths)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Note it."""
        del confirmed
        score = None if self.score.is_empty else self.score.tenths()
        form = Assessed(self.present.tenths(), self.fields["assessment"].value(), score)
        one = self._one
        return self.runner.run(self, assess_members, self._row.id, {one.id: (one.version, form)})


class ResultsDialog(FormDialog):
    """Notes the same hours and the same result of everybody who has none yet."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: ClassRow, people: Sequence[MemberRow]
    ) -> None:
        intro = trn(
            "{n} person has no result yet. Who missed lessons or failed is corrected afterwards.",
            "{n} people have no result yet. Who missed lessons or failed is corrected afterwards.",
            len(people),
        )
        super().__init__(runner, parent, tr("Results of {course}", course=row.course), intro=intro)
        self._row, self._people = row, people
        self.present = self.add(HoursField("present_tenths", tr("Hours present")))
        self.present.set_tenths(row.hours_tenths)
        results = [(kind, label(kind)) for kind in Assessment]
        self.choice("assessment", tr("Assessment"), results, required=True)
        self.fill({"assessment": Assessment.PASSED})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Note them."""
        del confirmed
        form = Assessed(self.present.tenths(), self.fields["assessment"].value())
        noted = {one.id: (one.version, form) for one in self._people}
        return self.runner.run(self, assess_members, self._row.id, noted)


class PlacementDialog(FormDialog):
    """Notes who hired somebody."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, one: MemberRow
    ) -> None:
        super().__init__(runner, parent, tr("Who hired {name}", name=one.member.person.name))
        self._one = one
        placed = one.member.placement
        self.enterprise = self.add(
            EnterpriseField(
                runner, "enterprise_id", tr("Enterprise"),
                hint=tr("Of the register; another employer is named below."),
            )
        )  # fmt: skip
        self.text("employer", tr("Another employer"), longest=LONGEST_TEXT)
        hired = self.date("hired_on", tr("Hired on"), today=today, required=True)

        def begins() -> dt.date | None:
            return None if hired.check() else hired.value()

        self.date("contract_first", tr("Contract from"), today=today, base=begins)
        self.date("contract_last", tr("Contract to"), today=today, base=begins)
        self.choice("service_line", tr("Work"), [(kind, label(kind)) for kind in ServiceLine])
        self.text("post", tr("Post"), longest=LONGEST_TEXT)
        if placed is not None:
            self.fill({one.name: getattr(placed, one.name) for one in fields(Placement)[1:]})
            if placed.enterprise_id is not None:
                self.enterprise.set_enterprise(placed.enterprise_id, placed.employer)
                self.fields["employer"].set_value("")
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Note it."""
        del confirmed
        form, one = Placement(**self.values()), self._one
        return self.runner.run(self, place_member, one.id, one.version, form)


def _course_text(one: CourseChoice) -> str:
    return tr("{course} ({institution})", course=one.title, institution=one.institution)
