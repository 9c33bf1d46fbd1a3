"""The tab of contacts and bank accounts, their numbers masked until somebody looks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer

from parkdesk.domain.errors import NeedsConfirmation
from parkdesk.gui.actions import action_for
from parkdesk.gui.enterprises.sheet.contact_columns import (
    account_columns,
    contact_columns,
    former_columns,
    short_number,
)
from parkdesk.gui.enterprises.sheet.contact_dialogs import AccountDialog, ContactDialog
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.scrolling import ScrollingTab
from parkdesk.gui.faults import tell
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import message, tr
from parkdesk.usecases.bank_accounts import (
    AccountRow,
    EnterpriseAccounts,
    FormerAccount,
    add_bank_account,
    delete_bank_account,
    edit_bank_account,
    enterprise_accounts,
    pay_subsidies_to,
    reveal_bank_account,
)
from parkdesk.usecases.contacts import (
    ContactRow,
    EnterpriseContacts,
    WholeNumbers,
    add_contact,
    delete_contact,
    edit_contact,
    enterprise_contacts,
    make_main_contact,
    reveal_contact,
)

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner

NOTHING: frozenset[str] = frozenset()
SHOWN_MS = 30_000
"""What somebody looked at in full is masked again after half a minute."""


class ContactsTab(ScrollingTab):
    """Whom to turn to, and where money goes."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"enterprise", "enterprise_contact", "bank_account", "subsidy_account"}
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self._contacts: EnterpriseContacts | None = None
        self._accounts: EnterpriseAccounts | None = None
        self._hiding = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._hiding.timeout.connect(self.refresh)
        self._make_contact_actions()
        self._make_account_actions()
        self.people: RowsSection[ContactRow] = RowsSection(
            tr("Contacts"),
            "sheet-contacts",
            contact_columns(),
            empty=tr("Nobody to turn to is recorded."),
            actions=(self.look, self.remove, self.promote, self.edit, self.new),
        )
        self.shared = Callout(tone=Tone.WARN)
        self.shared.hide()
        self.accounts: RowsSection[AccountRow] = RowsSection(
            tr("Bank accounts"),
            "sheet-accounts",
            account_columns(),
            empty=tr("No account is recorded."),
            actions=(self.show_number, self.drop, self.pay_to, self.mend, self.open_account),
        )
        self.former: RowsSection[FormerAccount] = RowsSection(
            tr("Accounts that subsidies were paid to before"),
            "sheet-former-accounts",
            former_columns(),
            empty=tr("The account for subsidies never changed."),
        )
        self._lay_out()
        self._enable()

    def _make_contact_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.new = make(add_contact, tr("New contact…"), self._new, key="Ctrl+Shift+N", icon="plus")
        self.edit = make(edit_contact, tr("Edit"), self._edit)
        self.promote = make(make_main_contact, tr("Make the main one"), self._promote)
        self.remove = make(delete_contact, tr("Delete"), self._ask_remove)
        self.look = make(
            reveal_contact, tr("Show in full"), self._look, key="Ctrl+Shift+R", icon="eye"
        )

    def _make_account_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.open_account = make(
            add_bank_account,
            tr("New account…"),
            self._open_account,
            key="Ctrl+Alt+N",
            icon="plus",
        )
        self.mend = make(edit_bank_account, tr("Edit"), self._mend)
        self.pay_to = make(pay_subsidies_to, tr("Pay subsidies to it"), self._pay_to)
        self.drop = make(delete_bank_account, tr("Delete"), self._ask_drop)
        self.show_number = make(
            reveal_bank_account, tr("Show in full"), self._show_number, icon="eye"
        )

    def _lay_out(self) -> None:
        for action in (self.new, self.look, self.open_account):
            self.sheet.add_key(action)
        for section, opens in ((self.people, self.edit), (self.accounts, self.mend)):
            section.when_chosen(self._enable)
            section.when_opened(opens)
        self.past = Callout(
            tr(
                "Contacts as they were known that day: whoever was deleted since is not here, and a"
                " number that was changed since is not known. Accounts by their days."
            ),
            Tone.ACCENT,
        )
        self.past.hide()
        for part in (self.past, self.people, self.shared, self.accounts, self.former):
            self.column.addWidget(part)
        self.column.addStretch()

    def refresh(self) -> None:
        """Fetch contacts and accounts again, as at the day in view."""
        self.past.setVisible(self.on is not None)
        self.read(enterprise_contacts, self._show_contacts)
        self.read(enterprise_accounts, self._show_accounts)

    def _show_contacts(self, found: EnterpriseContacts) -> None:
        self._contacts = found
        self.people.show_rows(found.rows)
        self._name_tab()
        self._enable()

    def _show_accounts(self, found: EnterpriseAccounts) -> None:
        self._accounts = found
        self.accounts.show_rows(found.rows)
        self.former.show_rows(found.former)
        self.former.setVisible(bool(found.former))
        words = [
            tr(
                "The account {account} is also registered for {enterprises}.",
                account=short_number(row.account),
                enterprises=tr(", ").join(row.also_of),
            )
            for row in found.rows
            if row.also_of
        ]
        self.shared.say("\n".join(words), Tone.WARN)
        self.shared.setVisible(bool(words))
        self._name_tab()
        self._enable()

    def _name_tab(self) -> None:
        if self._contacts is not None and self._accounts is not None:
            count = len(self._contacts.rows) + len(self._accounts.rows)
            self.sheet.name_tab("contacts", count)

    def _enable(self) -> None:
        here = self.enterprise_id is not None
        # What stood on a past day is changed by nobody, and looked at in full today alone.
        today = self.on is None
        can = today and self.runner.can(edit_contact)
        may_look = today and self.runner.can(reveal_contact)
        person, account = self.people.current(), self.accounts.current()
        self.new.setEnabled(here and can)
        self.open_account.setEnabled(here and can and self._accounts is not None)
        self.edit.setEnabled(can and person is not None)
        self.look.setEnabled(may_look and person is not None)
        for action in (self.promote, self.remove):
            action.setEnabled(can and person is not None and not person.is_main)
        self.mend.setEnabled(can and account is not None)
        self.show_number.setEnabled(may_look and account is not None)
        for action in (self.pay_to, self.drop):
            action.setEnabled(can and account is not None and not account.is_main)

    def _notify(self, words: str) -> None:
        self.sheet.shell.notify(words)

    # Contacts

    def _new(self) -> None:
        self._open_contact(None)

    def _edit(self) -> None:
        row = self.people.current()
        if row is not None:
            self._open_contact(row)

    def _open_contact(self, edits: ContactRow | None) -> None:
        if self.enterprise_id is not None:
            dialog = ContactDialog(self.runner, self, self.enterprise_id, edits=edits)
            dialog.saved.connect(lambda _id: self._notify(tr("Contact saved")))
            dialog.open()

    def _promote(self) -> None:
        row, book = self.people.current(), self._contacts
        if row is None or row.id is None or book is None:
            return
        request = self.runner.run(
            self, make_main_contact, row.id, row.version, book.enterprise_version
        )
        request.done(lambda _none: self._notify(tr("{name} is the main contact", name=row.name)))

    def _ask_remove(self) -> None:
        row = self.people.current()
        if row is None or row.id is None:
            return
        id_ = row.id

        def delete() -> None:
            request = self.runner.run(self, delete_contact, id_, row.version)
            request.done(lambda _none: self._notify(tr("Contact deleted")))

        words = tr("Delete the contact {name}?", name=row.name)
        tell(self, words, Tone.WARN, ((tr("Delete"), delete),))

    def _look(self) -> None:
        row, id_ = self.people.current(), self.enterprise_id
        if row is None or id_ is None:
            return

        def shown(numbers: WholeNumbers) -> None:
            if id_ == self.enterprise_id:
                whole = replace(
                    row, phone=numbers.phone, mobile=numbers.mobile, email=numbers.email
                )
                self.people.show_rows([whole if one is row else one for one in self.people.rows])
                self._hiding.start()

        self.runner.run(self, reveal_contact, id_, row.id).done(shown)

    # Accounts

    def _open_account(self) -> None:
        self._open_form(None)

    def _mend(self) -> None:
        row = self.accounts.current()
        if row is not None:
            self._open_form(row)

    def _open_form(self, edits: AccountRow | None) -> None:
        book = self._accounts
        if self.enterprise_id is None or book is None:
            return
        dialog = AccountDialog(
            self.runner,
            self,
            (self.enterprise_id, book.enterprise),
            self.sheet.shell.today,
            edits=edits,
        )
        dialog.saved.connect(lambda _id: self._notify(tr("Account saved")))
        dialog.open()

    def _pay_to(self) -> None:
        row = self.accounts.current()
        if row is not None and row.id is not None:
            self._exchange(row, row.id, NOTHING)

    def _exchange(self, row: AccountRow, id_: int, confirmed: frozenset[str]) -> None:
        book = self._accounts
        if book is None:
            return

        def refused(error: Exception) -> bool:
            if not isinstance(error, NeedsConfirmation):
                return False
            said = confirmed | {error.code}
            offers = ((tr("Pay to it all the same"), lambda: self._exchange(row, id_, said)),)
            tell(self, message(error), Tone.WARN, offers)
            return True

        request = self.runner.run(
            self, pay_subsidies_to, id_, row.version, book.enterprise_version, confirmed
        )
        request.done(lambda _none: self._notify(tr("Subsidies are paid to this account now")))
        request.refused(refused)

    def _ask_drop(self) -> None:
        row = self.accounts.current()
        if row is None or row.id is None:
            return
        id_ = row.id

        def delete() -> None:
            request = self.runner.run(self, delete_bank_account, id_, row.version)
            request.done(lambda _none: self._notify(tr("Account deleted")))

        words = tr("Delete the account at {bank}, entered by mistake?", bank=row.bank)
        tell(self, words, Tone.WARN, ((tr("Delete"), delete),))

    def _show_number(self) -> None:
        row, id_ = self.accounts.current(), self.enterprise_id
        if row is None or id_ is None:
            return

        def shown(number: str) -> None:
            if id_ == self.enterprise_id:
                whole = replace(row, account=number)
                rows = [whole if one is row else one for one in self.accounts.rows]
                self.accounts.show_rows(rows)
                self._hiding.start()

        self.runner.run(self, reveal_bank_account, id_, row.id).done(shown)
