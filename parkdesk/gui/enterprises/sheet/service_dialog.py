"""The form of a service that an enterprise offers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.enterprises import Reach
from parkdesk.domain.service_codes import Layer, SaveService
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.service_codes.words import code_text
from parkdesk.i18n import label, tr
from parkdesk.usecases.enterprise_services import (
    OfferedRow,
    add_enterprise_service,
    edit_enterprise_service,
)
from parkdesk.usecases.service_code_lists import usable_service_codes


class ServiceDialog(FormDialog):
    """Adds a service to an enterprise; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        enterprise_id: int,
        today: dt.date,
        *,
        edits: OfferedRow | None = None,
        first: bool = False,
    ) -> None:
        super().__init__(
            runner, parent, tr("Correct service") if edits else tr("New service of the enterprise")
        )
        self._enterprise_id = enterprise_id
        self._edits = edits
        self.code = self.choice("service_code_id", tr("Class of services"), [], required=True)
        self.choice(
            "reach",
            tr("Offshore or onshore"),
            [(one, label(one)) for one in Reach],
            required=True,
            typed=False,
        )
        self.choice(
            "layer", tr("Layer"), [(one, label(one)) for one in Layer], typed=False, empty="—"
        )
        self.first = self.date("from_on", tr("Offered from"), today=today, required=True)
        self.date("to_on", tr("Offered to"), today=today, base=self.first.value)
        self.main = self.check("is_main", tr("Main service: the register shows its line"))
        self.multiline("note", tr("Remarks"), lines=2)
        self.fill({"from_on": today, "is_main": first})
        runner.run(self, usable_service_codes).done(self._offer)

    def _offer(self, codes: tuple[Any, ...]) -> None:
        row = self._edits
        known = {one.id: one for one in codes}
        if row is not None:
            # The code may be of an edition that is in use no more: it stays what it is.
            known.setdefault(row.code.id, row.code)
        self.code.set_options(
            [
                (one.id, f"{'　' if one.parent_code else ''}{code_text(one.code, one)}")
                for one in known.values()
            ]
        )
        if row is not None:
            self.fill(
                {
                    "service_code_id": row.code.id,
                    "reach": row.reach,
                    "layer": row.layer,
                    "from_on": row.from_on,
                    "to_on": row.to_on,
                    "is_main": row.is_main,
                    "note": row.note,
                }
            )
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or correct."""
        del confirmed
        form = SaveService(**self.values())
        if self._edits is None:
            return self.runner.run(self, add_enterprise_service, self._enterprise_id, form)
        row = self._edits
        return self.runner.run(self, edit_enterprise_service, row.id, row.version, form)
