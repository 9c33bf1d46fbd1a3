"""The form of a service that a public platform gave."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from parkdesk.domain.platforms import BEST_SATISFACTION, KINDS, Platform
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.fields import BadText, TextField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.platforms import SaveService, ServiceRow, edit_service, record_service

_TENTHS = 10


class HoursField(TextField):
    """Hours with at most one decimal; the value is in tenths of an hour."""

    def __init__(self, name: str, title: str) -> None:
        # An example in digits, which read the same in every language.
        super().__init__(name, title, longest=8, placeholder="2.5")
        self.editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.editor.setMaximumWidth(140)
        self._editor_row.addStretch()

    def tenths(self) -> int:
        """Return tenths of an hour, 0 when empty; raises BadText for what is no such number."""
        whole, _, part = self.value().replace("，", ".").replace(",", ".").partition(".")
        if not whole and not part:
            return 0
        if not whole.isdigit() or (part and not (part.isdigit() and len(part) == 1)):
            raise BadText("not-hours")
        return int(whole) * _TENTHS + int(part or 0)

    def set_tenths(self, tenths: int) -> None:
        """Show tenths of an hour."""
        whole, part = divmod(tenths, _TENTHS)
        self.set_value(f"{whole}.{part}" if part else str(whole))

    def check(self) -> str:
        """Return the code of what is wrong, or nothing."""
        try:
            self.tenths()
        except BadText as error:
            return str(error)
        return super().check()


class ServiceDialog(FormDialog):
    """Records a service; with `edits` it corrects that one. The day stays for the next one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        *,
        platform: Platform | None = None,
        edits: ServiceRow | None = None,
    ) -> None:
        super().__init__(runner, parent, tr("Edit service") if edits else tr("New service"))
        self._edits = edits
        self.platform = self.choice(
            "platform",
            tr("Platform"),
            [(one, label(one)) for one in Platform],
            required=True,
            typed=False,
        )
        self.kind = self.choice("kind", tr("Kind of service"), [], required=True, typed=False)
        self.enterprise = EnterpriseField(
            runner, "enterprise_id", tr("Enterprise served"), required=True
        )
        self.add(self.enterprise)
        self.date("served_on", tr("Date"), today=today, required=True)
        self.hours = HoursField("hours_tenths", tr("Hours"))
        self.add(self.hours)
        self.number("people", tr("People who took part"))
        self.money("fee_cents", tr("Fee paid"), hint=tr("Empty or 0: free of charge."))
        self.choice(
            "satisfaction",
            tr("Satisfaction"),
            [(one, str(one)) for one in range(BEST_SATISFACTION, 0, -1)],
            typed=False,
            empty=tr("not asked"),
        )
        self.multiline("note", tr("Remarks"), lines=2)
        self.platform.changed.connect(self._follow)
        self.platform.set_value(platform or Platform.TECHNOLOGY)
        self._follow()
        self.fields["served_on"].set_value(today)
        if edits is not None:
            self._take_over(edits)
        self.set_untouched()

    def _take_over(self, edits: ServiceRow) -> None:
        self.platform.set_value(edits.platform)
        self._follow()
        self.enterprise.set_enterprise(edits.enterprise_id, edits.enterprise)
        self.hours.set_tenths(edits.hours_tenths)
        for name in ("kind", "served_on", "people", "fee_cents", "satisfaction", "note"):
            self.fields[name].set_value(getattr(edits, name))

    def _follow(self) -> None:
        platform = self.platform.value()
        self.kind.set_options([(one, label(one)) for one in KINDS.get(platform, ())])

    def form(self) -> SaveService:
        """Return what is typed."""
        values = self.values()
        values["hours_tenths"] = self.hours.tenths()
        for name in ("people", "fee_cents"):
            values[name] = values[name] or 0
        return SaveService(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record or correct."""
        if self._edits is None:
            return self.runner.run(self, record_service, self.form(), confirmed)
        edits = self._edits
        return self.runner.run(self, edit_service, edits.id, edits.version, self.form(), confirmed)
