"""The worklist of findings: what waits, whose it is, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import NOBODY, TO_ANSWER, FindingStanding, Looked, QuarterMark
from parkdesk.domain.paging import WHOLE_LIST, Sort, Window
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.findings.dialogs import (
    AnswerDialog,
    AssignDialog,
    DueDialog,
    TakeBackDialog,
    WaiveDialog,
    ended_text,
    taken_back_text,
)
from parkdesk.gui.findings.words import (
    LEVEL_TONES,
    STANDING_TONES,
    answer_facts,
    finding_facts,
    row_text,
)
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.whole_choice import with_chosen
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.usecases.attestations import evidence_choices
from parkdesk.usecases.finding_lists import (
    FindingDetail,
    FindingFilter,
    FindingRow,
    ToAnswer,
    finding_detail,
    finding_owners,
    findings_to_answer,
    list_findings,
)
from parkdesk.usecases.findings import (
    FOLLOWED,
    answer_findings,
    assign_findings,
    move_due_day,
    refresh_findings,
    reopen_findings,
    waive_findings,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.attestations import PaperChoice

_WAITING = "waiting"
_MINE, _NOBODY = "mine", "nobody"


class FindingsSection(RegistryPage[FindingRow]):
    """Every finding of the office; the chosen one with its past at the right.

    Several can be chosen with Ctrl and Shift: answers, owners, days and waivers go to all of them.
    """

    tables: ClassVar[frozenset[str]] = FOLLOWED | {"finding", "finding_step", "finding_waiver"}
    view_key: ClassVar[str] = "findings"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._detail: FindingDetail | None = None
        self.set_title("")
        self._make_actions()
        self._make_filters()
        self.set_list(_columns(), self._load, Sort("due"))
        self.set_empty(
            tr("No finding waits for anybody"),
            tr(
                "Findings come from the registers by themselves, and end when the registers show"
                " it."
            ),
            icon="check",
        )
        self.panel = DetailPanel(tr("Choose a finding to see what it rests on."))
        self.facts, self.history = Facts(), Facts()
        self.panel.add_tab(tr("Finding"), self.facts)
        self.panel.add_tab(tr("Answers"), self.history)
        self.panel.add_foot(self.answer, primary=True, key_shown=True)
        self.panel.add_foot(self.open, key_shown=True)
        self.set_detail(self.panel, widths=(840, 320))
        self.table.opened.connect(lambda _row: self.answer.trigger())
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.shell.quarter_changed.connect(self._quarter_changed)
        self._enable()
        self._count()
        self._follow_registers()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.answer = make(answer_findings, tr("Answer…"), self._ask_answer, key="F2", icon="check")
        self.open = PageAction(self, tr("Open record"), self._open_record, key="F4", icon="eye")
        self.waive = make(waive_findings, tr("Waive…"), self._ask_waiver, key="Shift+F6")
        self.assign = make(assign_findings, tr("Assign…"), self._ask_owner, key="F7")
        self.due = make(move_due_day, tr("Move deadline…"), self._ask_due, key="F6")
        self.back = make(reopen_findings, tr("Take it back…"), self._ask_back)
        self.sheet = PageAction(self, tr("Open enterprise"), self._open_enterprise)
        for action in (self.answer, self.open, self.sheet):
            self.add_key(action)
        self.look = make(
            refresh_findings, tr("Look at the registers"), self.look_again, key="F9", icon="refresh"
        )
        self.add_action(self.back)
        self.add_action(self.due, key_shown=True)
        self.add_action(self.waive, key_shown=True)
        self.add_action(self.assign, key_shown=True)
        self.add_action(self.look, primary=True, key_shown=True)

    def _make_filters(self) -> None:
        self.standing = self.add_choice(
            tr("All states"),
            [
                (_WAITING, tr("Waits for an answer")),
                *((one, label(one)) for one in FindingStanding),
            ],
            key="standing",
        )
        # What waits for somebody is what an office opens this page for.
        self.standing.come_with(_WAITING)
        self.rule = self.add_choice(
            tr("All rules"), [(one, one.value) for one in RuleCode], key="rule"
        )
        self.owner = self.add_choice(
            tr("Anybody's"), [(_MINE, tr("Mine")), (_NOBODY, tr("Nobody's"))], key="owner"
        )
        self.mark = self.add_choice(
            tr("Any quarter"), [(one, label(one)) for one in QuarterMark], key="mark"
        )
        self.search = self.add_search(tr("Enterprise"))
        self.end_filters()

    def criteria(self) -> FindingFilter:
        """Return what the filters say."""
        assert self.runner.desk is not None
        standing, mark = self.standing.value(), self.mark.value()
        standings = frozenset[FindingStanding]()
        if standing is not None:
            waits = standing == _WAITING
            standings = TO_ANSWER if waits else frozenset({FindingStanding(standing)})
        owners = {_MINE: self.runner.desk.actor.id, _NOBODY: NOBODY}
        return FindingFilter(
            self.search.words(),
            self.rule.value(),
            standings=standings,
            owner_id=owners.get(self.owner.value() or ""),
            quarter=None if mark is None else self.shell.quarter,
            mark=mark,
        )

    def show_rule(self, code: RuleCode) -> None:
        """Show what a rule finds."""
        self.clear_filters()
        self.rule.set_value(code)
        self.reload()

    def show_detail(self, record_id: int | None) -> None:
        """Load a finding into the panel."""
        self._detail = None
        self._enable()
        if record_id is None:
            self.panel.show_nothing()
        else:
            self.runner.run(self, finding_detail, record_id).done(self._show)

    def refresh(self) -> None:
        """Look at what changed since the last look, then fetch rows, detail and count again."""
        super().refresh()
        self._count()
        self._follow_registers()

    def _follow_registers(self) -> None:
        """Look at what was saved elsewhere since, where this person may write what is found."""
        if self.runner.can(refresh_findings):
            self.runner.run(self, refresh_findings).named(tr("Looking at the registers…"))

    def look_again(self) -> None:
        """Bring the findings to what the registers say now, and say what came of it."""
        request = self.runner.run(self, refresh_findings).named(tr("Looking at the registers…"))
        request.done(self._looked)

    def _looked(self, looked: Looked) -> None:
        self.shell.notify(
            tr(
                "Enterprises looked at: {looked}. New findings: {new}, closed: {ended}.",
                looked=number_text(looked.enterprises),
                new=number_text(looked.new),
                ended=number_text(looked.ended),
            )
            if looked.enterprises
            else tr("Nothing has changed since the last look.")
        )

    def _show(self, detail: FindingDetail) -> None:
        row = detail.row
        if row.id != self.current_id():
            return
        self._detail = detail
        standing = (label(row.standing), STANDING_TONES[row.standing])
        self.panel.show_title(
            tr("{rule} · {level}", rule=row.rule.value, level=label(row.level)),
            row_text(row),
            standing,
        )
        self.facts.show_facts(finding_facts(detail))
        self.history.show_facts(answer_facts(detail))
        self._enable()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[FindingRow]) -> object:
        request = self.runner.run(self, list_findings, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _count(self) -> None:
        self.runner.run(self, findings_to_answer).done(self._show_count)

    def _show_count(self, found: ToAnswer) -> None:
        text = trn("{n} waits for an answer", "{n} wait for an answer", found.waiting)
        if found.overdue:
            text = tr("{waiting}, {n} of them overdue", waiting=text, n=number_text(found.overdue))
        self.set_count(text if found.waiting else "")

    def _quarter_changed(self) -> None:
        if self.mark.value() is not None:
            self.reload()

    def _rows(self) -> list[FindingRow]:
        """Return what is chosen and has not ended."""
        return _standing(self.table.selected()) if self._detail is not None else []

    def _with_chosen(self, ask: Callable[[list[FindingRow]], object]) -> None:
        """Ask about all that is chosen, in memory or not, those that have ended among it."""
        if self._detail is not None:
            changed = tr("The list has changed meanwhile: choose the findings again.")
            with_chosen(self, self._fetch_all, ask, changed)

    def _fetch_all(self, sort: Sort) -> Request[Window[FindingRow]]:
        return self.runner.run(self, list_findings, self.criteria(), sort, 0, WHOLE_LIST)

    def _with_rows(self, ask: Callable[[list[FindingRow], str], object]) -> None:
        """Ask about what has not ended, with a word on what has."""

        def of_chosen(chosen: list[FindingRow]) -> None:
            if rows := _standing(chosen):
                ask(rows, ended_text(len(chosen), len(rows)))

        self._with_chosen(of_chosen)

    def _enable(self) -> None:
        rows, can = self._rows(), self.runner.can
        self.answer.setEnabled(bool(rows) and can(answer_findings))
        self.waive.setEnabled(bool(rows) and can(waive_findings))
        self.assign.setEnabled(bool(rows) and can(assign_findings))
        self.due.setEnabled(bool(rows) and can(move_due_day))
        self.back.setEnabled(bool(self._to_take_back(rows)))
        self.open.setEnabled(self._detail is not None)
        self.sheet.setEnabled(self._detail is not None)

    def _to_take_back(self, rows: list[FindingRow]) -> list[FindingRow]:
        """Return those whose last word can be taken back: waivers first, else answers."""
        waived = [row for row in rows if row.standing is FindingStanding.WAIVED]
        if waived:
            return waived if self.runner.can(waive_findings) else []
        return [row for row in rows if row.standing is FindingStanding.ANSWERED]

    # What can be done

    def _ask_answer(self) -> None:
        self._with_rows(self._answer)

    def _answer(self, rows: list[FindingRow], narrowed: str) -> None:
        if len({row.enterprise_id for row in rows}) == 1:
            request = self.runner.run(self, evidence_choices, rows[0].enterprise_id)
            request.done(partial(self._open_answer, rows, narrowed))
        else:
            self._open_answer(rows, narrowed, ())

    def _open_answer(
        self, rows: list[FindingRow], narrowed: str, papers: tuple[PaperChoice, ...]
    ) -> None:
        dialog = AnswerDialog(self.runner, self, rows, papers, narrowed)
        dialog.saved.connect(lambda _none: self._say_answered(rows))
        dialog.open()

    def _say_answered(self, rows: list[FindingRow]) -> None:
        """Say that it is kept, and offer to take it back: the row leaves the list of open ones."""
        answered = [
            replace(row, version=row.version + 1, standing=FindingStanding.ANSWERED) for row in rows
        ]
        self.banner.show_text(
            trn(
                "The answer is kept; the finding waits no longer.",
                "The answer to {n} findings is kept; they wait no longer.",
                len(rows),
            ),
            Tone.GOOD,
            offers=((tr("Take it back…"), lambda: self._open_back(answered, len(answered))),),
        )

    def _ask_owner(self) -> None:
        self._with_rows(self._find_owner)

    def _find_owner(self, rows: list[FindingRow], narrowed: str) -> None:
        self.runner.run(self, finding_owners).done(partial(self._open_owner, rows, narrowed))

    def _open_owner(
        self, rows: list[FindingRow], narrowed: str, people: tuple[tuple[int, str], ...]
    ) -> None:
        AssignDialog(self.runner, self, rows, people, narrowed).open()

    def _ask_due(self) -> None:
        self._ask_day(DueDialog)

    def _ask_waiver(self) -> None:
        self._ask_day(WaiveDialog)

    def _ask_day(self, dialog: type[DueDialog | WaiveDialog]) -> None:
        def opens(rows: list[FindingRow], narrowed: str) -> None:
            dialog(self.runner, self, rows, self.shell.today, narrowed).open()

        self._with_rows(opens)

    def _ask_back(self) -> None:
        def opens(chosen: list[FindingRow]) -> None:
            if rows := self._to_take_back(_standing(chosen)):
                self._open_back(rows, len(chosen))

        self._with_chosen(opens)

    def _open_back(self, rows: list[FindingRow], chosen: int) -> None:
        waiver = rows[0].standing is FindingStanding.WAIVED
        narrowed = taken_back_text(chosen, len(rows), waiver=waiver)
        TakeBackDialog(self.runner, self, rows, narrowed, waiver=waiver).open()

    def _open_record(self) -> None:
        if self._detail is not None:
            row = self._detail.row
            self.shell.open_page(row.page, row.record_id)

    def _open_enterprise(self) -> None:
        if self._detail is not None:
            self.shell.open_page("enterprise", self._detail.row.enterprise_id)


def _standing(chosen: list[FindingRow]) -> list[FindingRow]:
    return [row for row in chosen if row.ended_on is None]


def _columns() -> tuple[Column[FindingRow], ...]:
    return (
        Column(
            tr("Level"),
            lambda row: label(row.level),
            sort="level",
            tone=lambda row: LEVEL_TONES[row.level],
            width=80,
        ),
        Column(tr("Rule no."), lambda row: row.rule.value, sort="rule", width=64, yields=3),
        Column(
            tr("Enterprise"), lambda row: row.enterprise, sort="enterprise", width=130, grows=True
        ),
        Column(tr("Finding"), row_text, key="finding", width=280, grows=True),
        Column(
            tr("State"),
            lambda row: label(row.standing),
            key="standing",
            tone=lambda row: STANDING_TONES[row.standing],
            width=96,
        ),
        Column(tr("Owner"), lambda row: row.owner, key="owner", width=80, yields=1),
        Column(
            tr("Answer by"),
            lambda row: date_text(row.due_on),
            sort="due",
            width=96,
            value=lambda row: row.due_on,
        ),
        Column(
            tr("Found on"),
            lambda row: date_text(row.found_on),
            sort="found",
            width=96,
            muted=True,
            yields=2,
            value=lambda row: row.found_on,
        ),
    )
