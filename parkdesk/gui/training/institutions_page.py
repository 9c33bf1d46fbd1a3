"""Training institutions (培训机构): what was found of each, its years, and what it teaches."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.paging import Sort
from parkdesk.domain.training import InstitutionCondition
from parkdesk.gui.actions import action_for
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.table_with_acts import TableWithActs
from parkdesk.gui.theme import Tone
from parkdesk.gui.training.institution_dialogs import (
    CourseDialog,
    InstitutionDialog,
    YearDialog,
)
from parkdesk.gui.training.institution_words import (
    course_columns,
    facts_of,
    institution_columns,
    year_columns,
)
from parkdesk.i18n import number_text, tr, trn
from parkdesk.usecases.training_courses import (
    add_course,
    add_institution,
    add_training_year,
    delete_course,
    delete_institution,
    edit_course,
    edit_institution,
    edit_training_year,
    retire_course,
)
from parkdesk.usecases.training_lists import (
    CourseRow,
    InstitutionRow,
    YearRow,
    institution_detail,
    list_institutions,
)

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request


class InstitutionsPage(RecordPage[InstitutionRow]):
    """Every institution; one at the right with its years and its courses."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            *("training_institution", "training_year", "training_course", "training_class"),
            "enterprise",
        }
    )
    view_key: ClassVar[str] = "training-institutions"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Training institutions"))
        self.say_count(lambda n: trn("{n} institution", "{n} institutions", n))
        self._make_actions()
        self._make_steps()
        self.search = self.add_search(tr("Enterprise or licence number"))
        self.end_filters()
        self.set_list(institution_columns(shell.today), self._load, Sort("enterprise"))
        self.set_empty(
            tr("No institutions yet"),
            tr("Enter the enterprises that train, with their licence and what they teach."),
            self.new,
            icon="building",
        )
        self._make_panel()
        self._open_with_edit()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.add_action(self._way_back(tr("To the classes"), "training-classes", "people"))
        self.edit = make(edit_institution, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_institution, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.delete):
            self.add_action(action)
        self.new = make(
            add_institution, tr("New institution"), self._open_new,
            key="Ctrl+Shift+N", icon="plus",
        )  # fmt: skip
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_steps(self) -> None:
        make = partial(action_for, self, self.runner)
        self.add_year = make(add_training_year, tr("New plan…"), self._open_year, icon="calendar")
        self.add_course = make(
            add_course, tr("New course…"), self._open_course, key="Ctrl+Ins", icon="plus"
        )
        self.edit_year = make(
            edit_training_year, tr("Plan and review…"), self._edit_year, icon="edit"
        )
        self.edit_course = make(edit_course, tr("Correct…"), self._edit_course, icon="edit")
        self.retire = make(
            retire_course, tr("Offer it no longer"), partial(self._retire, retired=True),
            icon="reject",
        )  # fmt: skip
        self.offer = make(
            retire_course, tr("Offer it again"), partial(self._retire, retired=False),
            icon="restore",
        )  # fmt: skip
        self.drop = make(delete_course, tr("Delete the course"), self._delete_course, icon="delete")
        for action in (
            *(self.add_course, self.add_year, self.edit_year, self.edit_course),
            *(self.retire, self.offer, self.drop),
        ):
            self.add_key(action)

    def _make_panel(self) -> None:
        self.years: TableWithActs[YearRow] = TableWithActs(
            "TrainingYears", year_columns(), self.edit_year
        )
        self.years.table.empty.say(
            tr("No plan yet"), tr("Enter the plan of a year once it is handed in.")
        )
        self.courses: TableWithActs[CourseRow] = TableWithActs(
            "TrainingCourses", course_columns(), self.edit_course, self.retire, self.offer,
            self.drop,
        )  # fmt: skip
        self.courses.table.empty.say(
            tr("No course yet"), tr("A class is always of a course: enter what is taught.")
        )
        for table in (self.years, self.courses):
            table.table.row_changed.connect(lambda _row: self._enable())
        self._tabs = [self.panel.add_tab("", self.courses), self.panel.add_tab("", self.years)]
        self.panel.tabs.tabBar().show()
        self.panel.add_foot(self.add_course, primary=True, key_shown=True)
        self.panel.add_foot(self.add_year)
        self.set_detail(self.panel, widths=(700, 480))

    def _ask(self, record_id: int) -> Request[InstitutionRow]:
        return self.runner.run(self, institution_detail, record_id)

    def _load(
        self, sort: Sort, offset: int, limit: int, arrived: Arrived[InstitutionRow]
    ) -> object:
        words = self.search.words()
        request = self.runner.run(self, list_institutions, words, sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: InstitutionRow) -> None:
        met = len(row.form.conditions)
        all_met = met == len(InstitutionCondition)
        state = tr("All conditions met") if all_met else tr("Conditions open")
        tone = Tone.GOOD if all_met else Tone.WARN
        self.panel.show_title(row.enterprise, row.form.licence_number, (state, tone))
        self.facts.show_facts(facts_of(row, self.shell.today))
        names = (
            tr("Courses {n}", n=number_text(len(row.offered))),
            tr("Plans {n}", n=number_text(len(row.years))),
        )
        for tab, name in zip(self._tabs, names, strict=True):
            self.panel.name_tab(tab, name)
        self.years.table.show_rows(row.years)
        self.courses.table.show_rows(row.offered)

    def _enable(self) -> None:
        """Offer what is left to do with the institution in view, and with the row chosen there."""
        row = self._row
        year, course = self.years.table.current(), self.courses.table.current()
        unused = row is not None and not row.offered and not row.years
        for action, use_case, fits in (
            (self.edit, edit_institution, row is not None),
            (self.delete, delete_institution, unused),
            (self.add_year, add_training_year, row is not None),
            (self.add_course, add_course, row is not None),
            (self.edit_year, edit_training_year, year is not None),
            (self.edit_course, edit_course, course is not None),
            (self.retire, retire_course, course is not None and course.retired_on is None),
            (self.offer, retire_course, course is not None and course.retired_on is not None),
            (self.drop, delete_course, course is not None and not course.classes),
        ):
            action.setEnabled(fits and self.runner.can(use_case))
        self.panel.fit_foot()

    # Dialogs

    def _open(self, dialog: FormDialog, said: str) -> None:
        dialog.saved.connect(lambda _result: self.shell.notify(said))
        dialog.open()

    def _open_new(self) -> None:
        dialog = InstitutionDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(self._entered)
        dialog.open()

    def _entered(self, institution_id: object) -> None:
        self.shell.notify(tr("Institution saved"))
        if isinstance(institution_id, int):
            self.show_record(institution_id)

    def _open_edit(self) -> None:
        if self._row is not None and self.edit.isEnabled():
            dialog = InstitutionDialog(self.runner, self, self.shell.today, self._row)
            self._open(dialog, tr("Institution saved"))

    def _open_year(self) -> None:
        if self._row is not None:
            dialog = YearDialog(self.runner, self, self._row, self.shell.today)
            self._open(dialog, tr("Plan saved"))

    def _edit_year(self) -> None:
        row, one = self._row, self.years.table.current()
        if row is not None and one is not None:
            dialog = YearDialog(self.runner, self, row, self.shell.today, one)
            self._open(dialog, tr("Plan saved"))

    def _open_course(self) -> None:
        if self._row is not None:
            self._open(CourseDialog(self.runner, self, self._row), tr("Course saved"))

    def _edit_course(self) -> None:
        row, one = self._row, self.courses.table.current()
        if row is not None and one is not None:
            self._open(CourseDialog(self.runner, self, row, one), tr("Course saved"))

    def _retire(self, *, retired: bool) -> None:
        one = self.courses.table.current()
        if one is None:
            return
        said = tr("The course is not offered any more") if retired else tr("The course is offered")
        request = self.runner.run(self, retire_course, one.id, one.version, retired=retired)
        request.done(lambda _none: self.shell.notify(said))

    def _delete_course(self) -> None:
        one = self.courses.table.current()
        if one is not None:
            request = self.runner.run(self, delete_course, one.id, one.version)
            request.done(lambda _none: self.shell.notify(tr("Course deleted")))

    def _ask_delete(self) -> None:
        row = self._row
        if row is not None:
            self._confirm_delete(
                tr("Delete {name} from the institutions?", name=row.enterprise),
                lambda: self.runner.run(self, delete_institution, row.id, row.version),
                tr("Institution deleted"),
            )
