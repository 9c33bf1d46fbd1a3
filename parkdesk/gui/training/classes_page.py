"""Classes of the training platform (培训班次): who sits in them, who passed, who was hired."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer

from parkdesk.domain.paging import Sort
from parkdesk.domain.training import ClassState
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.marketplace.opportunity_dialogs import ReasonDialog
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.table_with_acts import TableWithActs
from parkdesk.gui.training.columns import class_columns, member_columns
from parkdesk.gui.training.dialogs import (
    ClassDialog,
    MemberDialog,
    PlacementDialog,
    ResultDialog,
    ResultsDialog,
)
from parkdesk.gui.training.importing import member_import
from parkdesk.gui.training.words import TONES, facts_of
from parkdesk.i18n import label, number_text, tr, trn
from parkdesk.usecases.class_imports import import_members
from parkdesk.usecases.class_lists import (
    ClassFilter,
    ClassRow,
    MemberRow,
    class_detail,
    list_classes,
)
from parkdesk.usecases.class_members import (
    assess_members,
    drop_member,
    edit_member,
    enrol,
    place_member,
    remove_member,
    reveal_member,
    take_member_in_again,
    unplace_member,
)
from parkdesk.usecases.training_classes import (
    add_class,
    cancel_class,
    delete_class,
    edit_class,
    resume_class,
)
from parkdesk.usecases.training_lists import CourseChoice, course_choices

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

SHOWN_MS = 30_000
"""A number that somebody looked at in full is masked again after half a minute."""


class ClassesPage(RecordPage[ClassRow]):
    """Every class, the newest first; one at the right with its people."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"training_class", "training_course", "class_member", "enterprise"}
    )
    view_key: ClassVar[str] = "training-classes"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Training classes"))
        self.say_count(lambda n: trn("{n} training class", "{n} training classes", n))
        self._make_actions()
        self._make_steps()
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in ClassState], key="state"
        )
        self.search = self.add_search(tr("Course, institution, teacher or number"))
        self.filters.add(ActionButton(self.add_key(self.institutions)))
        self.end_filters()
        self.set_list(class_columns(), self._load, Sort("first_on", descending=True))
        self.set_empty(
            tr("No classes yet"),
            tr("Plan a class of a course, enrol its people, then bring it into a claim."),
            self.new,
            icon="people",
        )
        self._make_panel()
        self._open_with_edit()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.add_action(self._way_back(tr("To the service log"), "platforms", "platform"))
        self.institutions = PageAction(
            self,
            tr("Institutions"),
            lambda: self.shell.open_page("training-institutions"),
            icon="building",
        )
        self.edit = make(edit_class, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.call_off = make(cancel_class, tr("Cancel class…"), self._ask_cancel, icon="reject")
        self.resume = make(resume_class, tr("Reinstate"), self._resume, icon="restore")
        self.delete = make(delete_class, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.call_off, self.resume, self.delete):
            self.add_action(action)
        self.new = make(
            add_class, tr("Plan a class"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_steps(self) -> None:
        make = partial(action_for, self, self.runner)
        self.enrol = make(enrol, tr("Enrol…"), self._open_enrol, key="Ctrl+Ins", icon="plus")
        self.result = make(assess_members, tr("Result…"), self._open_result, icon="check")
        self.place = make(place_member, tr("Hired by…"), self._open_place, icon="building")
        self.drop = make(drop_member, tr("Left the class…"), self._ask_drop, icon="reject")
        self.again = make(take_member_in_again, tr("Did not leave"), self._again, icon="restore")
        self.remove = make(remove_member, tr("Take out"), self._remove, icon="delete")
        self.correct = make(edit_member, tr("Who it is…"), self._open_correct, icon="person")
        self.unplace = make(unplace_member, tr("Was not hired"), self._unplace, icon="return")
        self.look = make(
            reveal_member, tr("Show the identity number"), self._reveal,
            key="Ctrl+Shift+R", icon="eye",
        )  # fmt: skip
        self.import_list = make(
            import_members, tr("Import Excel"), self.open_import,
            key="Ctrl+Shift+I", icon="import",
        )  # fmt: skip
        self.assess = make(assess_members, tr("Results of all…"), self._open_results, icon="check")
        for action in (
            *(
                self.enrol,
                self.import_list,
                self.assess,
                self.result,
                self.place,
                self.drop,
                self.look,
            ),
            *(self.correct, self.again, self.unplace, self.remove),
        ):
            self.add_key(action)

    def _make_panel(self) -> None:
        self.members: TableWithActs[MemberRow] = TableWithActs(
            "ClassMembers",
            member_columns(),
            *(self.result, self.place, self.drop, self.look),
            acts_above=True,
        )
        self.members.table.empty.say(tr("Nobody is enrolled yet"), tr("Enrol the first person."))
        self.members.table.row_changed.connect(lambda _row: self._enable())
        self._tab = self.panel.add_tab("", self.members)
        self.panel.tabs.tabBar().show()
        self.panel.add_foot(self.enrol, primary=True, key_shown=True)
        self.panel.add_foot(self.import_list)
        self.panel.add_foot(self.assess)
        self.panel.add_seldom(self.correct, self.again, self.unplace, self.remove)
        self._hiding = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._hiding.timeout.connect(self._show_people)
        self.set_detail(self.panel, widths=(700, 500))

    def criteria(self) -> ClassFilter:
        """Return what the filters say."""
        return ClassFilter(self.search.words(), self.state.value())

    def _ask(self, record_id: int) -> Request[ClassRow]:
        return self.runner.run(self, class_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ClassRow]) -> object:
        request = self.runner.run(self, list_classes, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: ClassRow) -> None:
        self.panel.show_title(row.course, row.number, (label(row.state), TONES[row.state]))
        self.facts.show_facts(facts_of(row))
        self.panel.name_tab(self._tab, tr("People {n}", n=number_text(len(row.members))))
        self._show_people()

    def _show_people(self) -> None:
        """Show who sits in the class, every number masked."""
        self._hiding.stop()
        if self._row is not None:
            self.members.table.show_rows(self._row.members)

    def _enable(self) -> None:
        """Offer what is left to do with the class in view, and with the person chosen there."""
        row, one = self._row, self.members.table.current()
        stands = row is not None and row.state is not ClassState.CANCELLED
        began = stands and row is not None and row.state is not ClassState.PLANNED
        seat = stands and row is not None and row.enrolled < (row.form.capacity or 0)
        there = stands and one is not None and one.member.dropped_on is None
        left = stands and one is not None and one.member.dropped_on is not None
        for action, use_case, fits in (
            (self.edit, edit_class, stands),
            (self.call_off, cancel_class, stands and not _was_held(row)),
            (self.resume, resume_class, row is not None and not stands),
            (self.delete, delete_class, row is not None and not row.members),
            (self.enrol, enrol, seat),
            (self.import_list, import_members, stands),
            (self.result, assess_members, began and there),
            (self.place, place_member, there),
            (self.drop, drop_member, there),
            (self.again, take_member_in_again, left and seat),
            (self.remove, remove_member, one is not None and not _was_there(one)),
            (self.correct, edit_member, there),
            (self.unplace, unplace_member, there and _is_placed(one)),
            (self.look, reveal_member, one is not None),
            (self.assess, assess_members, began and bool(_without_result(row))),
        ):
            action.setEnabled(fits and self.runner.can(use_case))
        self.panel.fit_foot()

    # Dialogs

    def _open_new(self) -> None:
        self._open_form(None)

    def _open_edit(self) -> None:
        if self._row is not None and self.edit.isEnabled():
            self._open_form(self._row)

    def _open_form(self, row: ClassRow | None) -> None:
        def opened(courses: tuple[CourseChoice, ...]) -> None:
            dialog = ClassDialog(self.runner, self, courses, self.shell.today, row)
            dialog.saved.connect(self._saved)
            dialog.open()

        self.runner.run(self, course_choices).done(opened)

    def _saved(self, class_id: object) -> None:
        self.shell.notify(tr("Training class saved"))
        if isinstance(class_id, int):
            self.show_record(class_id)

    def _open(self, dialog: FormDialog, said: str) -> None:
        dialog.saved.connect(lambda _result: self.shell.notify(said))
        dialog.open()

    def _open_enrol(self) -> None:
        if self._row is not None:
            dialog = MemberDialog(self.runner, self, self._row, self.shell.today)
            self._open(dialog, tr("Person enrolled"))

    def open_import(self) -> None:
        """Open the import of a list of the people in this class."""
        if self._row is not None:
            ImportDialog(self.runner, self, member_import(self._row)).open()

    def _open_result(self) -> None:
        row, one = self._row, self.members.table.current()
        if row is not None and one is not None:
            self._open(ResultDialog(self.runner, self, row, one), tr("Result noted"))

    def _open_results(self) -> None:
        row = self._row
        if row is not None:
            dialog = ResultsDialog(self.runner, self, row, _without_result(row))
            self._open(dialog, tr("Results noted"))

    def _open_correct(self) -> None:
        row, one = self._row, self.members.table.current()
        if row is not None and one is not None:
            dialog = MemberDialog(self.runner, self, row, self.shell.today, one)
            self._open(dialog, tr("Person corrected"))

    def _reveal(self) -> None:
        one = self.members.table.current()
        if one is not None:
            request = self.runner.run(self, reveal_member, one.id)
            request.done(partial(self._show_number, one.id))

    def _show_number(self, member_id: int, number: str) -> None:
        """Show one whole number for half a minute."""
        if self._row is not None:
            shown = [_with_number(one, number) if one.id == member_id else one
                     for one in self._row.members]  # fmt: skip
            self.members.table.show_rows(shown)
            self._hiding.start()

    def _unplace(self) -> None:
        one = self.members.table.current()
        if one is not None:
            request = self.runner.run(self, unplace_member, one.id, one.version)
            request.done(lambda _none: self.shell.notify(tr("Placement taken back")))

    def _open_place(self) -> None:
        one = self.members.table.current()
        if one is not None:
            dialog = PlacementDialog(self.runner, self, self.shell.today, one)
            self._open(dialog, tr("Placement noted"))

    def _ask_drop(self) -> None:
        row, one = self._row, self.members.table.current()
        if row is None or one is None:
            return
        dialog = ReasonDialog(
            self.runner,
            self,
            tr("{name} left the class", name=one.member.person.name),
            tr("Note it"),
            row.course,
            lambda owner, reason: self.runner.run(owner, drop_member, one.id, one.version, reason),
        )
        self._open(dialog, tr("Noted that somebody left"))

    def _again(self) -> None:
        one = self.members.table.current()
        if one is not None:
            request = self.runner.run(self, take_member_in_again, one.id, one.version)
            request.done(lambda _none: self.shell.notify(tr("The person is in the class again")))

    def _remove(self) -> None:
        one = self.members.table.current()
        if one is not None:
            request = self.runner.run(self, remove_member, one.id, one.version)
            request.done(lambda _none: self.shell.notify(tr("Taken out")))

    def _ask_cancel(self) -> None:
        row = self._row
        if row is None:
            return
        dialog = ReasonDialog(
            self.runner,
            self,
            tr("Call off class {number}", number=row.number),
            tr("Call the class off"),
            row.course,
            lambda owner, reason: self.runner.run(owner, cancel_class, row.id, row.version, reason),
        )
        self._open(dialog, tr("Class called off"))

    def _resume(self) -> None:
        row = self._row
        if row is not None:
            request = self.runner.run(self, resume_class, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("The class is held")))

    def _ask_delete(self) -> None:
        row = self._row
        if row is not None:
            self._confirm_delete(
                tr("Delete class {number}?", number=row.number),
                lambda: self.runner.run(self, delete_class, row.id, row.version),
                tr("Training class deleted"),
            )


def _without_result(row: ClassRow | None) -> tuple[MemberRow, ...]:
    """Return those who sit in a class and of whom nothing came yet."""
    return tuple(
        one
        for one in (row.members if row is not None else ())
        if one.member.dropped_on is None and one.member.assessed.assessment is None
    )


def _with_number(one: MemberRow, number: str) -> MemberRow:
    person = replace(one.member.person, id_number=number)
    return replace(one, member=replace(one.member, person=person))


def _is_placed(one: MemberRow | None) -> bool:
    return one is not None and one.member.placement is not None


def _was_held(row: ClassRow | None) -> bool:
    return row is not None and any(map(_was_there, row.members))


def _was_there(one: MemberRow) -> bool:
    found = one.member.assessed
    return bool(found.present_tenths or found.assessment) or one.member.placement is not None
