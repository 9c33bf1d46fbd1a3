"""Budgets (预算): each programme's money by level, and what would be left if all were approved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QWidget

from parkdesk.domain.budgets import LevelBudget
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.programmes import Level
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.page import Page
from parkdesk.gui.payments.words import level_text
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.i18n import amount_text, money_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.budgets import (
    LevelRow,
    ProgrammeBudget,
    SaveLevelBudget,
    WhatIf,
    budget_what_if,
    programme_budgets,
    set_level_budget,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A level of a programme, as a line of the list."""

    id: int
    programme: ProgrammeBudget
    row: LevelRow

    @property
    def budget(self) -> LevelBudget:
        """Its money."""
        return self.row.budget


class BudgetsPage(Page):
    """A line for each programme and level; the chosen programme's what-if below."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"level_budget", "claim", "payment_line", "programme"}
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._lines: tuple[BudgetLine, ...] = ()
        self.set_title(tr("Budgets by programme and level"))
        self.set_count(tr("Unit: yuan"))
        self.back = PageAction(
            self,
            tr("To the batches"),
            lambda: self.shell.open_page("payments"),
            key="Alt+Left",
            icon="chevron-left",
        )
        self.edit = action_for(
            self, runner, set_level_budget, tr("Allotment…"), self._edit, key="F2", icon="edit"
        )
        self.add_action(self.back)
        self.add_action(self.edit, primary=True, key_shown=True)
        self.table: RecordTable[BudgetLine] = RecordTable()
        self.table.setObjectName("Budgets")
        self.table.set_model(WindowedModel(_columns(), self._serve, self))
        self.table.empty.say(tr("No programmes yet"), "", "money")
        self.table.row_changed.connect(lambda _row: self._chosen())
        self.table.opened.connect(lambda _row: self.edit.trigger())
        self.body.addWidget(self.table, 1)
        self.what_if = Callout()
        self.body.addWidget(self.what_if)
        self.what_if.hide()
        self._enable()
        self.refresh()

    def refresh(self) -> None:
        """Fetch the sums again."""
        self.runner.run(self, programme_budgets).done(self._arrived)

    def focus_first(self) -> None:
        """Begin at the first line."""
        self.table.setFocus()

    def _arrived(self, found: tuple[ProgrammeBudget, ...]) -> None:
        rows = [(programme, row) for programme in found for row in programme.levels]
        self._lines = tuple(
            BudgetLine(at, programme, row) for at, (programme, row) in enumerate(rows, 1)
        )
        self.table.records.reload()
        self._chosen()

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[BudgetLine]) -> None:
        arrived(Window(self._lines[offset : offset + limit], len(self._lines), offset))

    def _chosen(self) -> None:
        self._enable()
        line = self.table.current()
        if line is None:
            self.what_if.hide()
            return
        show = partial(self._show_what_if, line.programme.programme_id)
        self.runner.run(self, budget_what_if, line.programme.programme_id).done(show)

    def _show_what_if(self, programme_id: int, found: WhatIf) -> None:
        line = self.table.current()
        if line is None or line.programme.programme_id != programme_id:
            return
        self.what_if.say(*_what_if_words(line.programme, found))
        self.what_if.show()

    def _enable(self) -> None:
        line = self.table.current()
        self.edit.setEnabled(
            line is not None and bool(line.budget.level) and self.runner.can(set_level_budget)
        )

    def _edit(self) -> None:
        line = self.table.current()
        if line is not None:
            dialog = AllotmentDialog(self.runner, self, line)
            dialog.saved.connect(lambda _none: self.shell.notify(tr("Allotment saved")))
            dialog.open()


class AllotmentDialog(FormDialog):
    """What a level allotted to a programme, by which document."""

    def __init__(self, runner: Runner, parent: QWidget | None, line: BudgetLine) -> None:
        super().__init__(
            runner,
            parent,
            tr("Allotment: {level}", level=level_text(line.budget.level)),
            width=520,
            intro=_title(line.programme),
        )
        self._line = line
        self.money("allocated_cents", tr("Allotted"), required=True)
        self.text("document_number", tr("Document number"))
        self.fill(
            {
                "allocated_cents": line.budget.allocated_cents,
                "document_number": line.row.document,
            }
        )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the allotment."""
        del confirmed
        line = self._line
        form = SaveLevelBudget(
            line.programme.programme_id, Level(line.budget.level).value, **self.values()
        )
        return self.runner.run(self, set_level_budget, form, line.row.version)


def _title(programme: ProgrammeBudget) -> str:
    return in_language(programme.title, programme.title_en)


def _what_if_words(programme: ProgrammeBudget, found: WhatIf) -> tuple[str, Tone]:
    head = trn(
        "{programme}: if the claim that waits were approved as it stands ({amount}):",
        "{programme}: if the {n} claims that wait were approved as they stand ({amount}):",
        found.claims,
        programme=_title(programme),
        amount=money_text(found.added_cents),
    )
    if not found.claims:
        return tr("{programme}: no claim waits.", programme=_title(programme)), Tone.NEUTRAL
    lines, short = [head], False
    for now, then in zip(found.now, found.then, strict=True):
        if now.left_cents is None or then.left_cents is None:
            lines.append(tr("{level}: nothing is entered as allotted", level=level_text(now.level)))
            continue
        short = short or then.left_cents < 0
        lines.append(
            tr(
                "{level}: {now} left now, {then} then",
                level=level_text(now.level),
                now=money_text(now.left_cents),
                then=money_text(then.left_cents),
            )
        )
    if not programme.shares_known:
        lines.append(tr("How the levels share the money is not known; to be confirmed."))
    return "\n".join(lines), Tone.BAD if short else Tone.ACCENT


def _money(of: Callable[[LevelBudget], int | None]) -> Callable[[BudgetLine], str]:
    """Return a column's text: of eight columns of money none has room for the currency's sign."""

    def text(line: BudgetLine) -> str:
        cents = of(line.budget)
        return "—" if cents is None else amount_text(cents)

    return text


def _columns() -> tuple[Column[BudgetLine], ...]:
    return (
        Column(tr("Year"), lambda line: str(line.programme.year), width=56),
        # Programmes are told apart by the ends of their names: lesser sums wait for that room.
        Column(
            tr("Programme"), lambda line: _title(line.programme), width=284, grows=True, wraps=True
        ),
        Column(tr("Level"), lambda line: level_text(line.budget.level), width=110),
        Column(tr("Allotted"), _money(lambda one: one.allocated_cents), numeric=True, width=120),
        Column(tr("Paid"), _money(lambda one: one.paid_cents), numeric=True, width=120),
        Column(
            tr("Approved, not paid"), _money(lambda one: one.unpaid_cents), numeric=True, width=120
        ),
        Column(
            tr("Of it in batches"),
            _money(lambda one: one.under_way_cents),
            numeric=True,
            width=120,
            yields=2,
        ),
        Column(
            tr("In review"),
            _money(lambda one: one.pending_cents),
            numeric=True,
            width=120,
            yields=1,
        ),
        Column(
            tr("Came back"),
            _money(lambda one: one.recovered_cents),
            numeric=True,
            width=110,
            yields=3,
        ),
        Column(
            tr("Left"),
            _money(lambda one: one.left_cents),
            numeric=True,
            width=120,
            tone=_left_tone,
        ),
    )


def _left_tone(line: BudgetLine) -> Tone | None:
    left = line.budget.left_cents
    return Tone.BAD if left is not None and left < 0 else None
