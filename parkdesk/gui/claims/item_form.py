"""The form of one item: a fee of a certificate's event, or a cost of a platform."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QWidget

from parkdesk.domain.certifications import EventType
from parkdesk.domain.claim_items import ITEM_KINDS, LONGEST_TEXT, ClaimItem
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import FeeKind, ItemKind
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.claims.item_table import certificate_text
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.claim_items import CertificateChoice, ItemList, save_items
from parkdesk.usecases.claim_lists import ClaimDetail


class ItemDialog(ClaimDialog):
    """One item; whatever is missing may stay missing while the claim is a draft."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        items: ItemList,
        place: int,
        certificates: Sequence[CertificateChoice],
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Item {n} of {number}", n=place + 1, number=detail.row.number),
            width=780,
        )
        self._items, self._place = items, place
        self._kind = detail.row.kind
        there = items.items[place] if place < len(items.items) else None
        if self._kind is ClaimKind.CERTIFICATION:
            self._declare_certificate(certificates)
        else:
            self._declare_platform()
        self._declare_money(today)
        self._fill(there or self._sticky())

    def _declare_certificate(self, certificates: Sequence[CertificateChoice]) -> None:
        self.choice(
            "certification_id",
            tr("Certificate"),
            [(one.id, certificate_text(one)) for one in certificates],
            hint="" if certificates else tr("The enterprise has no certificate in the register."),
        ).editor.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        events = [(one, label(one)) for one in EventType]
        self.choice("event", tr("Event"), events, typed=False)
        self.choice("fee_kind", tr("Fee for"), [(one, label(one)) for one in FeeKind], typed=False)

    def _declare_platform(self) -> None:
        kinds = [(one, label(one)) for one in ITEM_KINDS[ClaimKind.PLATFORM]]
        platforms = [(one, label(one)) for one in Platform]
        self.choice("platform", tr("Platform"), platforms, typed=False)
        self.choice("kind", tr("Kind of cost"), kinds, required=True, typed=False)

    def _declare_money(self, today: dt.date) -> None:
        self.text("title", tr("What it is"), longest=LONGEST_TEXT)
        self.text("supplier", tr("Bought from"), longest=LONGEST_TEXT)
        self.text("invoice_number", tr("Invoice number"), longest=LONGEST_TEXT)
        self.date("invoice_on", tr("Invoice of"), today=today)
        self.text("bank_slip", tr("Number of the bank's slip"), longest=LONGEST_TEXT)
        self.date("paid_on", tr("Paid for on"), today=today)
        self.money("cost_cents", tr("Cost"))
        self.money(
            "asked_cents", tr("Amount applied for"), hint=tr("Left empty: what the rules give.")
        )
        self.text("note", tr("Remarks"), longest=LONGEST_TEXT)

    def _sticky(self) -> ClaimItem:
        """Return what a new item takes over from the one before."""
        last = self._items.items[-1] if self._items.items else ClaimItem()
        return ClaimItem(
            kind=last.kind or ITEM_KINDS[self._kind][0],
            certification_id=last.certification_id,
            event=last.event,
            platform=last.platform,
            supplier=last.supplier,
            fee_kind=last.fee_kind,
        )

    def _fill(self, item: ClaimItem) -> None:
        for name, field in self.fields.items():
            field.set_value(getattr(item, name))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the items with this one in its place."""
        items = list(self._items.items)
        items[self._place : self._place + 1] = [self.item()]
        return self.runner.run(
            self, save_items, self._items.claim_id, self._items.version, tuple(items)
        )

    def item(self) -> ClaimItem:
        """Return the item as it stands in the form."""
        values = self.values()
        if self._kind is ClaimKind.CERTIFICATION:
            values["kind"] = ItemKind.CERTIFICATE
        return ClaimItem(**values)
