"""The form of an entry of the service catalogue."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.offers import LONGEST_NAME, OfferUnit
from parkdesk.domain.platforms import KINDS, Platform
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.offers import OfferRow, SaveOffer, add_offer, edit_offer


class OfferDialog(FormDialog):
    """Adds an entry to the catalogue; with `edits` it changes that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        *,
        platform: Platform | None = None,
        edits: OfferRow | None = None,
    ) -> None:
        super().__init__(
            runner, parent, tr("Edit catalogue entry") if edits else tr("New catalogue entry")
        )
        self._edits = edits
        self.platform = self.choice(
            "platform",
            tr("Platform"),
            [(one, label(one)) for one in Platform],
            required=True,
            typed=False,
        )
        self.kind = self.choice("kind", tr("Kind of service"), [], required=True, typed=False)
        self.text("name", tr("Name of the service"), required=True, longest=LONGEST_NAME)
        self.choice(
            "unit",
            tr("Unit"),
            [(one, label(one)) for one in OfferUnit],
            required=True,
            typed=False,
        )
        self.money("price_cents", tr("Price per unit"), hint=tr("Empty or 0: free of charge."))
        self.date("valid_from", tr("Offered from"), today=today, required=True)
        self.date("valid_until", tr("Offered until"), today=today)
        self.multiline("note", tr("Remarks"), lines=2)
        self.platform.changed.connect(self._follow)
        self._show(platform, today)
        self.set_untouched()

    def _show(self, platform: Platform | None, today: dt.date) -> None:
        edits = self._edits
        self.platform.set_value(edits.offer.platform if edits else platform or Platform.TECHNOLOGY)
        self._follow()
        self.fields["valid_from"].set_value(today)
        if edits is not None:
            for name in ("kind", "name", "unit", "price_cents", "valid_from", "valid_until"):
                self.fields[name].set_value(getattr(edits.offer, name))
            self.fields["note"].set_value(edits.note)

    def _follow(self) -> None:
        platform = self.platform.value()
        self.kind.set_options([(one, label(one)) for one in KINDS.get(platform, ())])

    def form(self) -> SaveOffer:
        """Return what is typed."""
        values = self.values()
        values["price_cents"] = values["price_cents"] or 0
        return SaveOffer(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or change."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, add_offer, self.form())
        return self.runner.run(self, edit_offer, self._edits.id, self._edits.version, self.form())
