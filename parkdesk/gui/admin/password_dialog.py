"""Giving oneself a new password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.gui.forms import FormDialog
from parkdesk.i18n import tr
from parkdesk.usecases.identity import change_own_password

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner


class PasswordDialog(FormDialog):
    """The old password, the new one twice."""

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(runner, parent, tr("Change my password"), width=480)
        self.old = self.text(
            "old",
            tr("Present password"),
            secret=True,
            hint=tr("Leave it empty where you have none yet."),
        )
        self.new = self.text(
            "new",
            tr("New password"),
            secret=True,
            required=True,
            hint=tr("At least 8 characters."),
        )
        self.again = self.text("again", tr("New password again"), secret=True, required=True)

    def found_problems(self) -> dict[str, str]:
        """Return the problems of the fields, and whether the two new passwords differ."""
        found = super().found_problems()
        if not found and self.new.value() != self.again.value():
            found["again"] = "passwords-differ"
        return found

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Change it."""
        del confirmed
        old, new = self.old.value(), self.new.value()
        return self.runner.run(self, change_own_password, old, new)
