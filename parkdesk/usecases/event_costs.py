"""What an event cost, entered in the platforms' money: own money and a grant's apart.

An event says what it costs before anything is paid; the use of funds counts what was paid. Once
entered, the two are told beside each other and corrected each where it stands.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.platform_money import LONGEST_NAME, CostKind, OutlayKind
from parkdesk.domain.platforms import Platform
from parkdesk.store.tables.brand import BrandEventRecord
from parkdesk.store.tables.platform_money import PlatformOutlayRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command
from parkdesk.usecases.platform_outlays import OWN_MONEY, SaveOutlay, add_outlay


@dataclass(frozen=True, slots=True)
class EventCosts:
    """When an event was paid, and of which grant what is not the park's own.

    Its fields are called as those of an outlay: what is wrong with one is told at the other.
    """

    bought_on: dt.date | None
    funding: int | None = None
    invoice_number: str = ""


@command(Permission.PLATFORM_EDIT)
def enter_event_costs(work: Work, event_id: int, form: EventCosts) -> tuple[int, ...]:
    """Enter an event's own money and that of a grant as running costs; return their ids.

    Once for an event: what is there is corrected in the list of assets and expenses.
    """
    record = work.get(BrandEventRecord, event_id)
    there = select(PlatformOutlayRecord.id).filter_by(event_id=event_id).limit(1)
    if work.session.scalar(there) is not None:
        raise Refused("event-in-funds", number=record.number)
    if not record.own_cents and not record.grant_cents:
        raise Refused("event-without-cost", number=record.number)
    if record.grant_cents and not form.funding:
        raise InvalidInput({"funding": "required"})
    parts = ((record.own_cents, OWN_MONEY), (record.grant_cents, form.funding))
    ids = [
        add_outlay(
            work,
            SaveOutlay(
                Platform.BRAND,
                record.title[:LONGEST_NAME],
                OutlayKind.EXPENSE,
                CostKind.RUNNING,
                cents,
                form.bought_on,
                funding,
                form.invoice_number,
                note=record.number,
            ),
        )
        for cents, funding in parts
        if cents
    ]
    for id_ in ids:
        work.get(PlatformOutlayRecord, id_).event_id = event_id
    return tuple(ids)
