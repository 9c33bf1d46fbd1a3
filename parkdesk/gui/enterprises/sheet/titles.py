"""The tab of titles: stops, titles held, alliances, and the check of 技术先进型服务企业."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.titles import MembershipState, TitleState
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.enterprises.sheet.atse_section import AtseSection
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.scrolling import ScrollingTab
from parkdesk.gui.enterprises.sheet.stops_section import StopsSection
from parkdesk.gui.enterprises.sheet.title_dialogs import (
    MembershipDialog,
    TitleDialog,
    WithdrawDialog,
    title_name,
)
from parkdesk.gui.enterprises.sheet.title_kinds import TitleKindsDialog
from parkdesk.gui.faults import tell
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, tr
from parkdesk.usecases.titles import (
    HeldTitles,
    MembershipRow,
    TitleKind,
    TitleRow,
    add_title_kind,
    delete_membership,
    delete_title,
    edit_membership,
    edit_title,
    enterprise_titles,
    grant_title,
    join_alliance,
    known_alliances,
    list_title_kinds,
    withdraw_title,
)

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner

TITLE_TONES = {
    TitleState.COMING: Tone.NEUTRAL,
    TitleState.HELD: Tone.GOOD,
    TitleState.EXPIRED: Tone.WARN,
    TitleState.WITHDRAWN: Tone.BAD,
}
MEMBERSHIP_TONES = {
    MembershipState.COMING: Tone.NEUTRAL,
    MembershipState.MEMBER: Tone.GOOD,
    MembershipState.ENDED: Tone.NEUTRAL,
}


class TitlesTab(ScrollingTab):
    """What the enterprise may call itself, whom it belongs to, and what is stopped for it."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "title",
            "title_kind",
            "alliance_membership",
            "enterprise_stop",
            "enterprise_income",
            "quarter_return",
            "certification",
        }
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self._make_actions()
        self.stops = StopsSection(self)
        self.titles: RowsSection[TitleRow] = RowsSection(
            tr("Titles"),
            "sheet-titles",
            title_columns(),
            empty=tr("No title is recorded."),
            actions=(self.register, self.kinds, self.delete, self.withdraw, self.edit, self.grant),
        )
        self.memberships: RowsSection[MembershipRow] = RowsSection(
            tr("Alliances"),
            "sheet-alliances",
            _membership_columns(),
            empty=tr("No membership is recorded."),
            actions=(self.leave_out, self.change, self.join),
        )
        self.atse = AtseSection(self)
        self.titles.when_chosen(self._enable)
        self.titles.when_opened(self.edit)
        self.memberships.when_chosen(self._enable)
        self.memberships.when_opened(self.change)
        for part in (self.stops, self.titles, self.memberships, self.atse):
            self.column.addWidget(part)
        self.column.addStretch()
        self._enable()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.grant = make(
            grant_title, tr("Grant a title…"), self._grant, key="Ctrl+Shift+N", icon="plus"
        )
        self.edit = make(edit_title, tr("Correct"), self._edit)
        self.withdraw = make(withdraw_title, tr("Withdraw…"), self._withdraw)
        self.delete = make(delete_title, tr("Delete"), self._ask_delete)
        self.kinds = make(add_title_kind, tr("Kinds of title…"), self._open_kinds)
        self.join = make(join_alliance, tr("Join an alliance…"), self._join, icon="plus")
        self.change = make(edit_membership, tr("Correct"), self._change)
        self.leave_out = make(delete_membership, tr("Delete"), self._ask_leave_out)
        self.register = PageAction(self, tr("All titles…"), self._open_register)
        for action in (self.grant, self.kinds, self.join, self.register):
            self.sheet.add_key(action)

    def show_enterprise(self, enterprise_id: int, on: dt.date | None) -> None:
        """Show another enterprise, or another day."""
        if on != self.on:
            self.atse.show_year_of(on)
        super().show_enterprise(enterprise_id, on)

    def refresh(self) -> None:
        """Fetch stops, titles and memberships again, and work out the year again."""
        if self.enterprise_id is None:
            return
        wanted = (self.enterprise_id, self.on)
        self.stops.refresh()
        self.atse.refresh()
        request = self.runner.run(self, enterprise_titles, *wanted)
        request.done(lambda held: self._show(wanted, held))

    def _show(self, wanted: tuple[int, dt.date | None], held: HeldTitles) -> None:
        if wanted != (self.enterprise_id, self.on):
            return
        self.titles.show_rows(held.titles)
        self.memberships.show_rows(held.memberships)
        self._enable()

    def _enable(self) -> None:
        title, member = self.titles.current(), self.memberships.current()
        can = self.runner.can(edit_title)
        for action in (self.edit, self.delete):
            action.setEnabled(can and title is not None)
        self.withdraw.setEnabled(can and title is not None and title.withdrawn_on is None)
        for action in (self.change, self.leave_out):
            action.setEnabled(can and member is not None)

    def _open_register(self) -> None:
        self.sheet.shell.open_page("titles")

    # Dialogs

    def _grant(self) -> None:
        self._open_title(None)

    def _edit(self) -> None:
        row = self.titles.current()
        if row is not None:
            self._open_title(row)

    def _open_title(self, edits: TitleRow | None) -> None:
        enterprise_id = self.enterprise_id

        def opened(kinds: tuple[TitleKind, ...]) -> None:
            if enterprise_id is None:
                return
            dialog = TitleDialog(
                self.runner, self, enterprise_id, kinds, self.sheet.shell.today, edits=edits
            )
            dialog.saved.connect(lambda _id: self.sheet.shell.notify(tr("Title saved")))
            dialog.open()

        self.runner.run(self, list_title_kinds).done(opened)

    def _withdraw(self) -> None:
        row = self.titles.current()
        if row is not None:
            dialog = WithdrawDialog(self.runner, self, row, self.sheet.shell.today)
            dialog.saved.connect(lambda _none: self.sheet.shell.notify(tr("Title withdrawn")))
            dialog.open()

    def _open_kinds(self) -> None:
        dialog = TitleKindsDialog(self.runner, self)
        dialog.saved.connect(lambda _code: self.sheet.shell.notify(tr("Kind saved")))
        dialog.open()

    def _join(self) -> None:
        self._open_membership(None)

    def _change(self) -> None:
        row = self.memberships.current()
        if row is not None:
            self._open_membership(row)

    def _open_membership(self, edits: MembershipRow | None) -> None:
        enterprise_id = self.enterprise_id

        def opened(known: tuple[str, ...]) -> None:
            if enterprise_id is None:
                return
            dialog = MembershipDialog(
                self.runner, self, enterprise_id, known, self.sheet.shell.today, edits=edits
            )
            dialog.saved.connect(lambda _id: self.sheet.shell.notify(tr("Membership saved")))
            dialog.open()

        self.runner.run(self, known_alliances).done(opened)

    def _ask_delete(self) -> None:
        row = self.titles.current()
        if row is None:
            return

        def delete() -> None:
            request = self.runner.run(self, delete_title, row.id, row.version)
            request.done(lambda _none: self.sheet.shell.notify(tr("Title deleted")))

        tell(
            self,
            tr(
                "Delete the title {title} of {day}, entered by mistake?",
                title=title_name(row),
                day=date_text(row.granted_on),
            ),
            Tone.WARN,
            ((tr("Delete"), delete),),
        )

    def _ask_leave_out(self) -> None:
        row = self.memberships.current()
        if row is None:
            return

        def delete() -> None:
            request = self.runner.run(self, delete_membership, row.id, row.version)
            request.done(lambda _none: self.sheet.shell.notify(tr("Membership deleted")))

        tell(
            self,
            tr("Delete the membership of {alliance}, entered by mistake?", alliance=row.alliance),
            Tone.WARN,
            ((tr("Delete"), delete),),
        )


def title_columns() -> tuple[Column[TitleRow], ...]:
    """Return how a title of one enterprise is shown."""
    return (
        Column(tr("Title held"), title_name, width=160, key="kind", grows=True),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: TITLE_TONES[row.state],
            width=90,
            key="state",
        ),
        Column(tr("Document number"), lambda row: row.number or "—", width=190, key="number"),
        Column(
            tr("Authority"),
            lambda row: row.authority or "—",
            width=190,
            key="authority",
            grows=True,
        ),
        Column(tr("Granted on"), lambda row: date_text(row.granted_on), width=100, key="granted"),
        Column(
            tr("Valid until"),
            lambda row: date_text(row.valid_until),
            width=100,
            key="until",
        ),
        Column(tr("Withdrawn"), _withdrawn, width=180, muted=True, key="withdrawn", grows=True),
    )


def _withdrawn(row: TitleRow) -> str:
    if row.withdrawn_on is None:
        return "—"
    return tr("from {day}: {reason}", day=date_text(row.withdrawn_on), reason=row.withdrawal)


def _membership_columns() -> tuple[Column[MembershipRow], ...]:
    return (
        Column(tr("Alliance"), lambda row: row.alliance, width=260, key="alliance", grows=True),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: MEMBERSHIP_TONES[row.state],
            width=90,
            key="state",
        ),
        Column(tr("Role in it"), lambda row: label(row.role), width=120, key="role"),
        Column(tr("Member since"), lambda row: date_text(row.since_on), width=100, key="since"),
        Column(tr("Member until"), lambda row: date_text(row.until_on), width=100, key="until"),
        Column(tr("Document number"), lambda row: row.number or "—", width=150, key="number"),
        Column(
            tr("Remarks"),
            lambda row: row.note or "—",
            width=160,
            muted=True,
            key="note",
            grows=True,
        ),
    )
