"""Grants and outlays of the platforms as their rules see them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.platform_money import CostKind, Grant, Spent
from parkdesk.domain.platforms import Platform
from parkdesk.store.tables.platform_money import PlatformGrantRecord, PlatformOutlayRecord


def grant_of(record: PlatformGrantRecord) -> Grant:
    """Return a grant."""
    return Grant(
        record.number,
        record.title,
        Platform(record.platform),
        record.granted_cents,
        record.first_on,
        record.last_on,
    )


def all_grants(session: Session) -> dict[int, PlatformGrantRecord]:
    """Return every grant by its id, the earliest first."""
    found = session.scalars(
        select(PlatformGrantRecord).order_by(PlatformGrantRecord.first_on, PlatformGrantRecord.id)
    )
    return {record.id: record for record in found}


def spent_until(session: Session, last: dt.date) -> list[Spent]:
    """Return what was spent up to a day."""
    table = PlatformOutlayRecord
    rows = session.execute(
        select(
            table.platform,
            table.grant_id,
            table.cost_kind,
            table.price_cents,
            table.bought_on,
            table.invoice_number,
        ).where(table.bought_on <= last)
    )
    return [
        Spent(Platform(platform), grant_id, CostKind(kind), cents, day, bool(invoice))
        for platform, grant_id, kind, cents, day, invoice in rows
    ]
