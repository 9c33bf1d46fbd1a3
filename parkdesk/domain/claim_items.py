"""Items of a claim without a roster (认证项目, 平台费用), as a clerk types them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.certifications import EventType
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import ClaimKind, FeeKind, ItemKind

MOST_ITEMS = 500
LONGEST_TEXT = 300


@dataclass(frozen=True, slots=True)
class ClaimItem:
    """One item; what is not known yet is None or empty, for it may be a draft. Money in fen."""

    kind: ItemKind | None = None
    certification_id: int | None = None
    event: EventType | None = None
    platform: Platform | None = None
    title: str = ""
    supplier: str = ""
    fee_kind: FeeKind | None = None
    invoice_number: str = ""
    invoice_on: dt.date | None = None
    bank_slip: str = ""
    paid_on: dt.date | None = None
    cost_cents: int | None = None
    asked_cents: int | None = None
    note: str = ""


ITEM_KINDS = {
    ClaimKind.CERTIFICATION: (ItemKind.CERTIFICATE,),
    ClaimKind.PLATFORM: (ItemKind.BUILDING, ItemKind.EQUIPMENT, ItemKind.RUNNING),
}
"""The kinds of item that a kind of claim may have."""


def check_item(kind: ClaimKind, item: ClaimItem) -> None:
    """Refuse what no rule could judge: an item of another kind of claim, negative money.

    What is merely missing is no obstacle: the rules say so in the item's trace.
    """
    problems = {}
    if item.kind is None:
        problems["kind"] = "required"
    elif item.kind not in ITEM_KINDS.get(kind, ()):
        problems["kind"] = "item-of-other-claim"
    for name in ("cost_cents", "asked_cents"):
        cents = getattr(item, name)
        if cents is not None and cents < 0:
            problems[name] = "negative-amount"
    for name in ("title", "supplier", "invoice_number", "bank_slip", "note"):
        if len(getattr(item, name)) > LONGEST_TEXT:
            problems[name] = "too-long"
    if problems:
        raise InvalidInput(problems)
