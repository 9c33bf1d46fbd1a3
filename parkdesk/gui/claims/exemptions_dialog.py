"""Exceptions to the rule of two persons (双人复核例外): seen by all, made, confirmed and ended."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from parkdesk.domain.errors import UserError
from parkdesk.gui.actions import button
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.page import Page
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, message, number_text, tr
from parkdesk.usecases.exemptions import (
    ExemptionRow,
    SaveExemption,
    confirm_exemption,
    end_exemption,
    list_exemptions,
    make_exemption,
)
from parkdesk.usecases.identity import AccountRow, list_accounts


class ExemptionsDialog(ClaimDialog):
    """The list of exceptions, and the form of a new one for whoever may make it."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        rows: tuple[ExemptionRow, ...],
        accounts: tuple[AccountRow, ...],
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Exceptions to the two-person rule"),
            save_text=tr("Enter the exception"),
            intro=tr(
                "For an office of two: one account may act on claims it has handled before. It"
                " takes effect once someone else has confirmed it, and every step names it."
            ),
            width=760,
        )
        self._today = today
        self.table: ShortTable[ExemptionRow] = ShortTable("Exemptions", _columns(today), most=6)
        self.table.empty.say(tr("No exception"), tr("The two-person rule applies to everyone."))
        self.wide(self.table)
        self.confirm = button(tr("Confirm the chosen one"), self._confirm)
        self.end = button(tr("End the chosen one"), self._end)
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.confirm)
        box.addWidget(self.end)
        box.addStretch()
        self.wide(row)
        self.table.row_changed.connect(self._follow)
        self._may_make = bool(accounts) and runner.can(make_exemption)
        if self._may_make:
            self._declare(accounts, today)
        else:
            self.save_button.setVisible(False)
            self.save_button.setEnabled(False)
            self.foot_note.setText(tr("Esc: close"))
        self._show(rows)
        self.set_untouched()

    def _declare(self, accounts: tuple[AccountRow, ...], today: dt.date) -> None:
        self.section(tr("A new exception"))
        people = [(one.id, one.name) for one in accounts if one.active]
        self.choice("account_id", tr("For whom"), people, required=True)
        self.date("first_on", tr("First day"), today=today, required=True)
        self.date("last_on", tr("Last day"), today=today, required=True)
        self.text("document_number", tr("Document number"), required=True)
        self.multiline("reason", tr("Reason"), required=True, lines=2)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter the exception; it waits for its confirmation."""
        return self.runner.run(self, make_exemption, SaveExemption(**self.values()))

    def _show(self, rows: tuple[ExemptionRow, ...]) -> None:
        self.table.show_rows(rows)
        if rows:
            self.table.select_place(0)
        self._follow(rows[0] if rows else None)

    def _follow(self, row: ExemptionRow | None) -> None:
        open_ = row is not None and not row.ended_by
        waits = row is not None and open_ and not row.confirmed_by
        self.confirm.setEnabled(waits and self.runner.can(confirm_exemption))
        self.end.setEnabled(open_ and self.runner.can(end_exemption))

    def _confirm(self) -> None:
        row = self.table.current()
        if row is not None:
            request = self.runner.run(self, confirm_exemption, row.id, row.version)
            request.done(lambda _none: self._again()).refused(self._not_done)

    def _end(self) -> None:
        row = self.table.current()
        if row is not None:
            request = self.runner.run(self, end_exemption, row.id, row.version)
            request.done(lambda _none: self._again()).refused(self._not_done)

    def _again(self) -> None:
        self.banner.dismiss()
        self.runner.run(self, list_exemptions).done(self._show)

    def _not_done(self, error: Exception) -> bool:
        if isinstance(error, UserError):
            self.banner.show_text(message(error), Tone.WARN)
            return True
        return False


def ask_exemptions(page: Page) -> None:
    """Show the exceptions over a page; accounts are listed for whoever may see them."""

    def show(accounts: tuple[AccountRow, ...], rows: tuple[ExemptionRow, ...]) -> None:
        dialog = ExemptionsDialog(page.runner, page, rows, accounts, page.shell.today)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def listed(accounts: tuple[AccountRow, ...]) -> None:
        page.runner.run(page, list_exemptions).done(partial(show, accounts))

    if page.runner.can(list_accounts):
        page.runner.run(page, list_accounts).done(listed)
    else:
        listed(())


def _columns(today: dt.date) -> tuple[Column[ExemptionRow], ...]:
    return (
        Column(tr("For whom"), lambda row: row.account, width=90, key="account", grows=True),
        Column(
            tr("Days"),
            lambda row: f"{date_text(row.first_on)} – {date_text(row.last_on)}",
            width=186,
            key="days",
        ),
        Column(tr("Document number"), lambda row: row.document_number, width=140, key="document"),
        Column(
            tr("State"),
            lambda row: _state_text(row, today),
            tone=lambda row: Tone.GOOD if row.holds(today) else Tone.NEUTRAL,
            width=130,
            key="state",
        ),
        Column(tr("Steps"), lambda row: number_text(row.used), numeric=True, width=56, key="used"),
    )


def _state_text(row: ExemptionRow, today: dt.date) -> str:
    if row.ended_by:
        return tr("ended")
    if not row.confirmed_by:
        return tr("to be confirmed by another")
    if row.holds(today):
        return tr("holds")
    return tr("over") if row.last_on < today else tr("not yet")
