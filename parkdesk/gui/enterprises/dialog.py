"""The form of an enterprise: what the registry keeps of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import (
    EnterpriseStatus,
    IdentifierKind,
    Reach,
    Rename,
    SaveEnterprise,
    bare,
    identify,
    name_key,
)
from parkdesk.domain.likeness import TypedIdentity
from parkdesk.gui.duplicates.note import ResemblanceNote
from parkdesk.gui.enterprises.branch_fields import BranchFields
from parkdesk.gui.enterprises.capital_field import CapitalField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, problem, tr
from parkdesk.usecases.enterprise_details import enterprise_form
from parkdesk.usecases.enterprise_sheet import EnterpriseHead, enterprise_head
from parkdesk.usecases.enterprises import create_enterprise, edit_enterprise

_CODE_LENGTH = 18
_FORM_FIELDS = tuple(one.name for one in fields(SaveEnterprise))


class EnterpriseDialog(FormDialog):
    """Registers an enterprise, or edits one.

    The first fields stand in the order of the licence, so that a clerk copies it from top to
    bottom. Numbers of a person and of an account come masked; left as they are, they stay as
    stored. A new name asks for the day from which it holds.

    Signals:
        other_wanted: the person leaves the form for the enterprise of the register with this id.
    """

    other_wanted = Signal(int)

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        *,
        edits: tuple[int, int, SaveEnterprise] | None = None,
    ) -> None:
        title = tr("Edit enterprise") if edits else tr("New enterprise")
        super().__init__(runner, parent, title, width=640)
        self._today = today
        self._edits = edits
        self._old_name = edits[2].name if edits else ""
        self._declare_licence()
        self._declare_park()
        self._declare_contact()
        self._declare_rest()
        if edits:
            self._take_over(edits[2])
        else:
            self.status.set_value(EnterpriseStatus.RESIDENT)
        self._follow_status()
        self._follow_name()
        self.set_untouched()

    def _declare_licence(self) -> None:
        self.section(tr("From the licence"))
        self.code = self.text("code", tr("Unified social credit code"), required=True)
        self.code.changed.connect(self._judge_code)
        self.name = self.text("name", tr("Enterprise name"), required=True)
        self._declare_rename()
        self._declare_resemblance()
        self.company_type = self.text("company_type", tr("Type of company"))
        self.legal = self.text("legal_representative", tr("Legal representative"))
        self.capital = self.add(
            CapitalField(
                "registered_capital_cents",
                tr("Registered capital"),
                hint=tr("As the licence has it: 20,000,000, 2000万 or 贰仟万元整"),
            )
        )
        self.founded = self.date("founded_on", tr("Day of foundation"), today=self._today)
        self.address = self.text("registered_address", tr("Registered address"), longest=300)

    def _declare_rename(self) -> None:
        self.renamed = self.date("renamed_on", tr("New name from"), today=self._today)
        self.mistyped = self.check(
            "name_mistyped", tr("The old name was mistyped: keep no former name")
        )
        self.name.changed.connect(self._follow_name)
        self.mistyped.changed.connect(self._follow_name)

    def _declare_resemblance(self) -> None:
        self.resemblance = ResemblanceNote(
            self.runner, self._identity, self._edits[0] if self._edits else None
        )
        self.resemblance.wanted.connect(self._leave_for)
        self.resemblance.altered.connect(self._grow)
        self.wide(self.resemblance)
        for field in (self.name, self.code):
            field.changed.connect(self.resemblance.look_again)

    def _identity(self) -> TypedIdentity:
        return TypedIdentity(name=self.name.value(), code=self.code.value())

    def _leave_for(self, enterprise_id: int) -> None:
        def leave() -> None:
            self.done(QDialog.DialogCode.Rejected)
            self.other_wanted.emit(enterprise_id)

        if not self.is_dirty:
            leave()
            return
        self.banner.show_text(
            tr("What you typed has not been saved."),
            Tone.WARN,
            offers=((tr("Discard, and show the other one"), leave),),
        )

    def _declare_park(self) -> None:
        self.section(tr("In the park"))
        self.entered = self.date("entered_on", tr("Day of entry"), today=self._today, required=True)
        self.status = self.choice(
            "status", tr("Status"), [(one, label(one)) for one in EnterpriseStatus], required=True
        )
        self.status.changed.connect(self._follow_status)
        self.left = self.date("left_on", tr("Last day in the park"), today=self._today)
        self.line = self.choice(
            "service_line", tr("Service line"), [(one, one.value) for one in ServiceLine]
        )
        self.reach = self.choice("reach", tr("Market"), [(one, label(one)) for one in Reach])
        self.building = self.text("building", tr("Premises"))
        self.area = self.number("area_sqm", tr("Area"), unit="m²")
        self.headcount = self.number("headcount", tr("People employed"))
        self.graduates = self.number("graduates", tr("Junior college or above"))

    def _declare_contact(self) -> None:
        self.section(tr("Contact and bank"))
        masked = tr("Masked: type the whole number to change it") if self._edits else ""
        self.contact = self.text("contact_name", tr("Contact"))
        self.phone = self.text("contact_phone", tr("Telephone"), hint=masked)
        self.bank = self.text("bank_name", tr("Bank"))
        self.account = self.text("bank_account", tr("Bank account"), hint=masked)

    def _declare_rest(self) -> None:
        self.section(tr("Further names and numbers"))
        self.short = self.text("short_name", tr("Short name"))
        self.name_en = self.text("name_en", tr("English name"))
        self.office = self.text(
            "office_address",
            tr("Office address"),
            longest=300,
            hint=tr("Only where it is not the registered address"),
        )
        self.branch = BranchFields(self, self.runner)
        self.org_code = self.text("org_code", tr("Organisation code"))
        self.registration = self.text("registration_no", tr("Registration number"))
        self.note = self.multiline("note", tr("Remarks"))

    def form(self) -> SaveEnterprise:
        """Return what is typed."""
        typed: dict[str, Any] = self.branch.take(self.values())
        for name in ("renamed_on", "name_mistyped"):
            del typed[name]
        if self.left.box.isHidden():
            typed["left_on"] = None
        return SaveEnterprise(**typed)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Register or save."""
        if self._edits is None:
            return self.runner.run(self, create_enterprise, self.form(), confirmed)
        id_, version, _form = self._edits
        rename = Rename(self.renamed.value(), self.mistyped.value())
        return self.runner.run(self, edit_enterprise, id_, version, self.form(), confirmed, rename)

    def reload(self) -> None:
        """Take over what somebody else has saved; what is typed here stays where they agree."""
        if self._edits is None:
            return
        id_ = self._edits[0]

        def arrived(found: tuple[int, SaveEnterprise]) -> None:
            self._edits = (id_, *found)
            self._old_name = found[1].name
            self._take_over(found[1])
            self.set_untouched()
            self.banner.dismiss()
            self.save_button.setEnabled(True)

        self.runner.run(self, enterprise_form, id_).done(arrived)

    def _take_over(self, form: SaveEnterprise) -> None:
        self.fill({name: getattr(form, name) for name in _FORM_FIELDS})
        self._judge_code()
        self._follow_status()
        self._follow_name()
        is_branch = form.head_office_id is not None or bool(form.head_office_name)
        self.branch.show_head(None, "", is_branch=is_branch)
        if form.head_office_id is not None:
            self._show_head_office(form.head_office_id)

    def _show_head_office(self, id_: int) -> None:
        def arrived(head: EnterpriseHead) -> None:
            self.branch.show_head(id_, head.present_name, is_branch=True)

        self.runner.run(self, enterprise_head, id_, None).done(arrived)

    def _follow_name(self) -> None:
        """Ask for the day of a new name once another one is typed."""
        other = bool(self._old_name) and name_key(self.name.value()) != name_key(self._old_name)
        self.mistyped.set_visible(other)
        self.renamed.set_visible(other and not self.mistyped.value())

    def _follow_status(self) -> None:
        status = self.status.value()
        gone = isinstance(status, EnterpriseStatus) and status not in {
            EnterpriseStatus.APPLIED,
            EnterpriseStatus.RESIDENT,
        }
        self.left.set_visible(gone)

    def _judge_code(self) -> None:
        """Say at once whether the number holds; a half-typed one is left alone."""
        typed = bare(self.code.value())
        found = identify(typed)
        if not typed or (found.kind is IdentifierKind.CREDIT_CODE and len(typed) < _CODE_LENGTH):
            self.code.set_hint("")
        elif found.problem == "credit-code-check" and found.should_end_with:
            text = problem("credit-code-check-wanted", wanted=found.should_end_with)
            self.code.set_hint(f"✕ {text}")
        elif found.problem:
            self.code.set_hint(f"✕ {problem(found.problem)}")
        else:
            self.code.set_hint(tr("✓ {kind}: the check character fits", kind=label(found.kind)))
