"""The yearly use of funds (资金使用情况): own money and grants by platform, and what is over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.money import major_units
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.platform_money import FundsLine
from parkdesk.gui.actions import action_for
from parkdesk.gui.platform_money.dialogs import GrantDialog
from parkdesk.gui.platform_money.words import fault_sentences, faults_text, source_text
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import amount_text, date_text, label, money_text, tr
from parkdesk.usecases.platform_funds import (
    GrantChoices,
    GrantRow,
    add_grant,
    delete_grant,
    edit_grant,
    grant_choices,
    year_of_funds,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell


@dataclass(frozen=True, slots=True)
class FundsRow:
    """A line of the table, numbered as it stands."""

    id: int
    line: FundsLine
    version: int = 0


class FundsPage(RecordPage[FundsRow]):
    """A line for each source of money of the year of the quarter in view, and the sum."""

    view_key: ClassVar[str] = "platform-funds"
    tables: ClassVar[frozenset[str]] = frozenset({"platform_grant", "platform_outlay"})

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._lines: tuple[FundsRow, ...] = ()
        make = partial(action_for, self, runner)
        self.edit = make(edit_grant, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_grant, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.delete):
            self.add_key(action)
        self.new = make(add_grant, tr("New grant"), self._open_new, key="Ctrl+Shift+N", icon="plus")
        back = self._way_back(tr("To assets and costs"), "platform-assets", "money")
        self.add_action(back)
        self.add_action(self.new, primary=True, key_shown=True)
        self.end_filters()
        self.set_list(_columns(), self._load)
        self.set_empty(
            tr("No money of the platforms in this year"),
            tr("Enter what was granted here, and what was bought among assets and costs."),
            self.new,
            icon="money",
        )
        for action in (self.edit, self.delete):
            self.panel.add_foot(action, key_shown=True)
        self.set_detail(self.panel, widths=(920, 250))
        self._open_with_edit()
        shell.quarter_changed.connect(self._year_changed)
        self._name_year()

    @property
    def year(self) -> int:
        """The year of the quarter in view."""
        return self.shell.quarter.year

    def _name_year(self) -> None:
        self.set_title(
            tr("Use of platform funds {year} (headings to be confirmed)", year=self.year)
        )
        self.set_count(tr("Unit: yuan"))

    def _year_changed(self) -> None:
        self._name_year()
        self.reload()

    def _load(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[FundsRow]) -> object:
        def serve(lines: tuple[FundsLine, ...]) -> None:
            self._lines = tuple(FundsRow(at, line) for at, line in enumerate(lines, 1))
            self._tell_faults()
            arrived(Window(self._lines[offset : offset + limit], len(self._lines), offset))

        return self.runner.run(self, year_of_funds, self.year).done(serve)

    def _tell_faults(self) -> None:
        said = [words for row in self._lines for words in fault_sentences(row.line)]
        if not said:
            self.banner.dismiss()
            return
        clause = tr("Rule P-05: platform money is used as granted (to be confirmed).")
        self.banner.show_text(" ".join([*said, clause]), Tone.WARN)

    def show_detail(self, record_id: int | None) -> None:
        """Show a line in the panel."""
        row = next((one for one in self._lines if one.id == record_id), None)
        if row is None:
            self._show_none()
        else:
            self._show(row)

    def _say(self, row: FundsRow) -> None:
        line, grant = row.line, row.line.grant
        platform = label(line.platform) if line.platform is not None else ""
        chip = (faults_text(line), Tone.WARN) if line.faults else None
        self.panel.show_title(source_text(line), platform, chip)
        facts = [
            (tr("Building cost"), money_text(line.building_cents)),
            (tr("Running cost"), money_text(line.running_cents)),
            (tr("Spent in {year}", year=self.year), money_text(line.year_cents)),
            (tr("Spent in all until then"), money_text(line.spent_cents)),
        ]
        if grant is not None:
            facts = [
                (tr("Granted for"), grant.title),
                (tr("Sum granted"), money_text(grant.granted_cents)),
                (tr("May be spent from"), date_text(grant.first_on)),
                (tr("May be spent until"), date_text(grant.last_on)),
                *facts,
                (tr("Left"), money_text(line.left_cents)),
            ]
        self.facts.show_facts(facts)

    def _enable(self) -> None:
        grant = self._row is not None and self._row.line.grant is not None
        self.edit.setEnabled(grant and self.runner.can(edit_grant))
        self.delete.setEnabled(grant and self.runner.can(delete_grant))

    # Dialogs

    def _open_new(self) -> None:
        self.runner.run(self, grant_choices).done(lambda choices: self._open(choices, None))

    def _open_edit(self) -> None:
        self._with_grant(self._open)

    def _with_grant(self, go: Callable[[GrantChoices, GrantRow], None]) -> None:
        wanted = self._row.line.grant_id if self._row is not None else None

        def found(choices: GrantChoices) -> None:
            one = next((one for one in choices.grants if one.id == wanted), None)
            if one is not None:
                go(choices, one)

        if wanted is not None:
            self.runner.run(self, grant_choices).done(found)

    def _open(self, choices: GrantChoices, edits: GrantRow | None) -> None:
        dialog = GrantDialog(self.runner, self, self.shell.today, choices, edits)
        dialog.saved.connect(lambda _id: self.shell.notify(tr("Grant saved")))
        dialog.open()

    def _ask_delete(self) -> None:
        def ask(_choices: GrantChoices, one: GrantRow) -> None:
            self._confirm_delete(
                tr("Delete the grant {number}, entered today by mistake?", number=one.grant.number),
                lambda: self.runner.run(self, delete_grant, one.id, one.version),
                tr("Grant to the platform deleted"),
            )

        self._with_grant(ask)


def _sum(title: str, cents: Callable[[FundsLine], int | None], key: str, yields: int = 0,
         *, hidden: bool = False) -> Column[FundsRow]:  # fmt: skip
    def text(row: FundsRow) -> str:
        found = cents(row.line)
        return "" if found is None else amount_text(found)

    def value(row: FundsRow) -> object:
        found = cents(row.line)
        return None if found is None else major_units(found)

    return Column(title, text, numeric=True, width=104, key=key, yields=yields, hidden=hidden,
                  value=value)  # type: ignore[arg-type]  # fmt: skip


def _columns() -> tuple[Column[FundsRow], ...]:
    return (
        Column(tr("Platform"), lambda row: label(row.line.platform) if row.line.platform else "",
               width=110, key="platform", grows=True),
        Column(tr("Source of money"), lambda row: source_text(row.line), width=150, key="source",
               grows=True),
        _sum(tr("Sum granted"), lambda line: line.grant.granted_cents if line.grant else None,
             "granted"),
        _sum(tr("Building cost"), lambda line: line.building_cents, "building"),
        _sum(tr("Running cost"), lambda line: line.running_cents, "running"),
        _sum(tr("Spent in the year"), lambda line: line.year_cents, "year", 1),
        _sum(tr("Spent in all"), lambda line: line.spent_cents, "spent", 2),
        _sum(tr("Left"), lambda line: line.left_cents, "left"),
        Column(tr("To look at"), lambda row: faults_text(row.line), width=110, key="faults",
               grows=True, tone=lambda row: Tone.WARN if row.line.faults else None),
        _sum(tr("Outside its days"), lambda line: line.outside_cents, "outside", hidden=True),
        _sum(tr("Without invoice"), lambda line: line.unproved_cents, "unproved", hidden=True),
    )  # fmt: skip
