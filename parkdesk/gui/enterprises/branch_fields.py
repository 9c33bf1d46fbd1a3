"""The part of the form that names the head office of a branch (总公司)."""

from __future__ import annotations

from typing import Any

from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.field_form import DeclaresFields
from parkdesk.gui.runner import Runner
from parkdesk.i18n import tr


class BranchFields:
    """A tick that says "branch", and under it the head office: of the register, or outside of it.

    The tick is no fact of its own: without it the head office is empty.
    """

    NAMES = ("head_office_id", "head_office_name", "head_office_code")

    def __init__(self, form: DeclaresFields, runner: Runner) -> None:
        self._runner = runner
        self.branch = form.check("is_branch", tr("This is a branch (分公司) of another company"))
        self.registered = form.add(
            EnterpriseField(
                runner,
                "head_office_id",
                tr("Head office"),
                hint=tr("In the register; the branch's claims go through it"),
            )
        )
        self.outside = form.text(
            "head_office_name",
            tr("Head office outside of the park"),
            hint=tr("Only where it is not in the register"),
        )
        self.code = form.text("head_office_code", tr("Its credit code"), longest=24)
        self.branch.changed.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Show the head office of a branch, and nothing for others."""
        for field in (self.registered, self.outside, self.code):
            field.set_visible(self.branch.value())

    def take(self, typed: dict[str, Any]) -> dict[str, Any]:
        """Return the form's values without the tick, and without a head office where it is off."""
        if not typed.pop("is_branch"):
            typed |= {"head_office_id": None, "head_office_name": "", "head_office_code": ""}
        return typed

    def show_head(self, id_: int | None, name: str, *, is_branch: bool) -> None:
        """Show a stored head office; the name is that of the register's."""
        self.branch.set_value(is_branch)
        if id_ is not None:
            self.registered.set_enterprise(id_, name)
        self.follow()
