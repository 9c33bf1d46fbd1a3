"""The forms of contacts and bank accounts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.bank_accounts import AccountPurpose, SaveBankAccount
from parkdesk.domain.contacts import Duty, SaveContact
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.set_field import SetField
from parkdesk.i18n import label, tr
from parkdesk.usecases.bank_accounts import (
    AccountRow,
    add_bank_account,
    edit_bank_account,
    edit_subsidy_account,
)
from parkdesk.usecases.contacts import (
    ContactRow,
    add_contact,
    edit_contact,
    edit_main_contact,
)


class ContactDialog(FormDialog):
    """Adds a contact, or edits one; the main one is saved on the enterprise's record."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        enterprise_id: int,
        *,
        edits: ContactRow | None = None,
    ) -> None:
        super().__init__(runner, parent, _contact_title(edits), width=540)
        self._enterprise_id = enterprise_id
        self._edits = edits
        kept = tr("Shown masked: what you leave as it is stays as it is.") if edits else ""
        self.text("name", tr("Full name"), required=True)
        self.text("post", tr("Post held"))
        self.text("mobile", tr("Mobile"), hint=kept)
        self.text("phone", tr("Telephone"))
        self.text("email", tr("E-mail"))
        self.add(SetField("duties", tr("Responsible for"), [(one, label(one)) for one in Duty]))
        if edits is not None:
            names = ("name", "post", "mobile", "phone", "email")
            given: dict[str, Any] = {name: getattr(edits, name) for name in names}
            self.fill(given | {"duties": frozenset(edits.duties)})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the contact."""
        del confirmed
        form, edits = SaveContact(**self.values()), self._edits
        if edits is None:
            return self.runner.run(self, add_contact, self._enterprise_id, form)
        if edits.id is None:
            return self.runner.run(
                self, edit_main_contact, self._enterprise_id, edits.version, form
            )
        return self.runner.run(self, edit_contact, edits.id, edits.version, form)


def _contact_title(edits: ContactRow | None) -> str:
    if edits is None:
        return tr("New contact")
    return tr("Main contact") if edits.is_main else tr("Edit the contact")


class AccountDialog(FormDialog):
    """Adds an account, or edits one; the one for subsidies is saved on the enterprise's record."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        enterprise: tuple[int, str],
        today: dt.date,
        *,
        edits: AccountRow | None = None,
    ) -> None:
        super().__init__(runner, parent, _account_title(edits), width=560)
        self._enterprise_id, name = enterprise
        self._edits = edits
        self.text("bank", tr("Bank"), required=True)
        self.text("branch", tr("Branch"), hint=tr("As the account's permit writes it."))
        self.text(
            "holder", tr("Account name"), required=True, hint=tr("As a rule the enterprise's own.")
        )
        kept = tr("Shown masked: what you leave as it is stays as it is.") if edits else ""
        self.text("account", tr("Account number"), required=True, hint=kept)
        self.choice("purpose", tr("Kind of account"), [(one, label(one)) for one in AccountPurpose])
        main = edits is not None and edits.is_main
        if not main:
            self.date("from_on", tr("Used from"), today=today)
            self.date("until_on", tr("Used until"), today=today)
        if edits is None:
            self.fields["holder"].set_value(name)
        else:
            self.fill({one: getattr(edits, one) for one in self.fields})
            self.fields["holder"].set_value(edits.holder or name)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the account."""
        form, edits = SaveBankAccount(**self.values()), self._edits
        if edits is None:
            return self.runner.run(self, add_bank_account, self._enterprise_id, form, confirmed)
        version = edits.version
        if edits.id is None:
            id_ = self._enterprise_id
            return self.runner.run(self, edit_subsidy_account, id_, version, form, confirmed)
        return self.runner.run(self, edit_bank_account, edits.id, version, form, confirmed)


def _account_title(edits: AccountRow | None) -> str:
    if edits is None:
        return tr("New account")
    return tr("Account for subsidies") if edits.is_main else tr("Edit the account")
