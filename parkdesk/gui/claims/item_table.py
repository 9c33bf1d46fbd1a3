"""The list of a claim's items: what they are, what they cost, what the rules give for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parkdesk.domain.claim_items import ClaimItem
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.gui.claims.words import VERDICT_TONES
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.i18n import amount_text, date_text, label, language, tr
from parkdesk.usecases.claim_items import CertificateChoice, ItemList

_LOWEST = 132


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item as it is listed; `place` is from 0."""

    id: int
    place: int
    item: ClaimItem
    verdict: RowVerdict
    subject: str
    """The certificate or the platform that it is about."""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.item.title or self.subject or "—"


class ItemTable(ShortTable[ItemRow]):
    """Items in their order; Enter opens one."""

    def __init__(self) -> None:
        super().__init__("ClaimItems", _columns())
        self.empty.say(tr("No items yet"), tr("Enter each invoice with Ctrl+Ins."), "money")

    def _fit(self) -> None:
        # The list takes whatever height its desk has left.
        self.setMinimumHeight(_LOWEST)

    def show_items(self, rows: Sequence[ItemRow]) -> None:
        """Show a claim's items; the cursor stays where it was."""
        place = max(self.currentIndex().row(), 0)
        self.show_rows(rows)
        if rows:
            self.select_place(min(place, len(rows) - 1))


def item_rows(items: ItemList, choices: Sequence[CertificateChoice]) -> tuple[ItemRow, ...]:
    """Return a claim's items as they are listed."""
    names = {choice.id: certificate_text(choice) for choice in choices}
    return tuple(
        ItemRow(id_, place, item, verdict, _subject(item, names))
        for place, (id_, item, verdict) in enumerate(
            zip(items.ids, items.items, items.verdicts, strict=True)
        )
    )


def certificate_text(choice: CertificateChoice) -> str:
    """Return a certificate's kind, level and number."""
    kind = choice.kind_zh if language() == "zh_CN" else choice.kind_en
    if choice.level:
        kind = tr("{kind}, level {level}", kind=kind, level=choice.level)
    return f"{kind} · {choice.number}"


def _subject(item: ClaimItem, names: dict[int, str]) -> str:
    if item.certification_id is not None:
        return names.get(item.certification_id, "—")
    return label(item.platform) if item.platform else "—"


def _kind(row: ItemRow) -> str:
    item = row.item
    said = [item.event, item.fee_kind] if item.event or item.fee_kind else [item.kind]
    return " · ".join(label(one) for one in said if one is not None) or "—"


def _columns() -> tuple[Column[ItemRow], ...]:
    return (
        Column("#", lambda row: str(row.place + 1), numeric=True, width=40, key="place"),
        Column(tr("Item"), lambda row: row.name, width=170, key="name", grows=True, wraps=True),
        Column(tr("Kind"), _kind, width=130, key="kind", grows=True, wraps=True),
        Column(
            tr("Cost ¥"),
            lambda row: "—" if row.item.cost_cents is None else amount_text(row.item.cost_cents),
            numeric=True,
            width=100,
            key="cost",
        ),
        Column(
            tr("Computed ¥"),
            lambda row: amount_text(row.verdict.amount_cents),
            numeric=True,
            width=100,
            key="computed",
        ),
        Column(
            tr("Verdict"),
            lambda row: label(row.verdict.verdict),
            tone=lambda row: VERDICT_TONES[row.verdict.verdict],
            width=118,
            key="verdict",
        ),
        Column(
            tr("Certificate or platform"),
            lambda row: row.subject,
            width=190,
            key="subject",
            hidden=True,
        ),
        Column(
            tr("Invoice"),
            lambda row: row.item.invoice_number or "—",
            width=120,
            key="invoice",
            hidden=True,
        ),
        Column(
            tr("Paid for on"),
            lambda row: date_text(row.item.paid_on),
            width=96,
            key="paid_on",
            hidden=True,
        ),
    )
