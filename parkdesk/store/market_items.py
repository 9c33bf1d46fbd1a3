"""Items of market information as forms have them, and as they are stored."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from parkdesk.domain.enterprises import name_key
from parkdesk.domain.market_items import ItemLanguage, SaveItem
from parkdesk.store.tables.marketplace import MarketItemRecord


def item_of(record: MarketItemRecord) -> SaveItem:
    """Return a stored item as a form has it."""
    values: dict[str, Any] = {one.name: getattr(record, one.name) for one in fields(SaveItem)}
    return SaveItem(
        **values
        | {
            "language": ItemLanguage(record.language),
            "country_code": record.country_code or "",
        }
    )


def item_columns(form: SaveItem) -> dict[str, Any]:
    """Return what a checked form stores."""
    values: dict[str, Any] = {one.name: getattr(form, one.name) for one in fields(SaveItem)}
    values = {
        name: value.strip() if type(value) is str else value for name, value in values.items()
    }
    return values | {
        "title_key": name_key(form.title),
        "language": form.language.value if form.language is not None else "",
        "country_code": form.country_code or None,
    }
