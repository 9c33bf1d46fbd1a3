"""People: accounts, roles, passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.actions import action_for
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import instant_text, tr
from parkdesk.i18n import label as label_of
from parkdesk.usecases.identity import (
    AccountRow,
    SaveAccount,
    create_account,
    edit_account,
    list_accounts,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner


class PeopleSection(RegistryPage[AccountRow]):
    """Who may sign in, and what each may do."""

    tables = frozenset({"account"})
    view_key = "people"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._rows: tuple[AccountRow, ...] = ()
        self.set_title("")
        self.edit = action_for(
            self, runner, edit_account, tr("Change account"), self._edit, key="F2", icon="edit"
        )
        self.add = action_for(
            self,
            runner,
            create_account,
            tr("New account"),
            self._add,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        self.add_action(self.edit)
        self.add_action(self.add, primary=True)
        self.set_list(
            (
                Column(tr("Person"), lambda row: row.name, width=150, key="name", grows=True),
                Column(
                    tr("Sign-in name"),
                    lambda row: row.login,
                    muted=True,
                    width=150,
                    key="login",
                    yields=2,
                ),
                Column(tr("Role"), lambda row: role_text(row.role), width=120, key="role"),
                Column(tr("State"), state_text, tone=state_tone, width=110, key="state"),
                Column(
                    tr("Last sign-in"),
                    lambda row: instant_text(row.last_sign_in_at),
                    width=150,
                    key="last_sign_in",
                    yields=1,
                ),
            ),
            self._load,
            Sort("login"),
        )
        self.panel = DetailPanel()
        self.facts = Facts()
        self.panel.add_tab(tr("Account"), self.facts)
        self.panel.add_foot(self.edit)
        self.set_detail(self.panel)
        self.table.opened.connect(lambda _row: self.edit.trigger())

    def show_detail(self, record_id: int | None) -> None:
        """Show an account's facts."""
        row = next((one for one in self._rows if one.id == record_id), None)
        if row is None:
            self.panel.show_nothing()
            return
        self.panel.show_title(row.name, role_text(row.role), (state_text(row), state_tone(row)))
        self.facts.show_facts(
            (
                (tr("Sign-in name"), row.login),
                (tr("Role"), role_text(row.role)),
                (tr("Password"), tr("set") if row.has_password else tr("has none")),
                (tr("Account of the computer"), row.os_account),
                (tr("Locked until"), instant_text(row.locked_until)),
                (tr("Last sign-in"), instant_text(row.last_sign_in_at)),
            )
        )

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[AccountRow]) -> None:
        del sort

        def found(rows: tuple[AccountRow, ...]) -> None:
            self._rows = rows
            arrived(Window(rows[offset : offset + limit], len(rows), offset))
            self.show_detail(self.current_id())

        self.runner.run(self, list_accounts).done(found)

    def _add(self) -> None:
        dialog = AccountDialog(self.runner, self)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _edit(self) -> None:
        row = self.table.current()
        if row is not None:
            dialog = AccountDialog(self.runner, self, row)
            dialog.saved.connect(self._saved)
            dialog.open()

    def _saved(self, row: AccountRow) -> None:
        self.shell.notify(tr("Account of {name} saved", name=row.name))
        self.show_record(row.id)


class AccountDialog(FormDialog):
    """Adds or changes an account; an empty password leaves the present one."""

    def __init__(self, runner: Runner, parent: QWidget, row: AccountRow | None = None) -> None:
        title = tr("New account") if row is None else tr("Change account")
        super().__init__(runner, parent, title)
        self._row = row
        self.text("name", tr("Person"), required=True)
        self.text("login", tr("Sign-in name"), required=True, longest=40)
        self.choice("role", tr("Role"), [(role, label_of(role)) for role in Role], required=True)
        self.text(
            "password",
            tr("Password") if row is None else tr("New password"),
            secret=True,
            required=row is None,
            hint=tr("At least 8 characters.")
            if row is None
            else tr("Leave it empty to keep the present one."),
        )
        self.text(
            "os_account",
            tr("Account of the computer"),
            hint=tr("Only for signing in without a password on a single desk."),
        )
        self.check("active", tr("May sign in"))
        if row is None:
            self.fill({"active": True})
        else:
            self.fill(
                {
                    "name": row.name,
                    "login": row.login,
                    "role": Role(row.role),
                    "os_account": row.os_account,
                    "active": row.active,
                }
            )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the account."""
        del confirmed
        form = SaveAccount(**self.values())
        if self._row is None:
            return self.runner.run(self, create_account, form)
        return self.runner.run(self, edit_account, self._row.id, self._row.version, form)


def role_text(code: str) -> str:
    """Return the word for a role's code."""
    return label_of(Role(code)) if code in set(Role) else code


def state_text(row: AccountRow) -> str:
    """Return active, locked or deactivated."""
    if not row.active:
        return tr("Deactivated")
    return tr("Locked") if row.locked_until is not None else tr("Active")


def state_tone(row: AccountRow) -> Tone:
    """Return the tone of an account's state."""
    if not row.active:
        return Tone.NEUTRAL
    return Tone.WARN if row.locked_until is not None else Tone.GOOD
