"""Clients of the marketplace as forms have them, and as they are stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from parkdesk.domain.clients import SaveClient
from parkdesk.domain.enterprises import name_key
from parkdesk.store.tables.marketplace import ClientRecord
from parkdesk.store.work import Work

NEVER_VERIFIED = dt.date.min
"""Stands for "nobody has made sure" where days are put in order."""


def form_of(record: ClientRecord) -> SaveClient:
    """Return a stored client as a form has it."""
    return SaveClient(**{one.name: getattr(record, one.name) for one in fields(SaveClient)})


def columns_of(work: Work, form: SaveClient, record: ClientRecord | None) -> dict[str, Any]:
    """Return what a checked form stores; who made sure stays while the day does."""
    values: dict[str, Any] = {one.name: getattr(form, one.name) for one in fields(SaveClient)}
    values = {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }
    moved = record is None or record.verified_on != form.verified_on
    by = work.actor.name if form.verified_on is not None else ""
    return values | {
        "name_key": name_key(form.name),
        "verified_key": form.verified_on or NEVER_VERIFIED,
        "verified_by": by if moved or record is None else record.verified_by,
    }
