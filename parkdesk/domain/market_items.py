"""Market items (市场信息): what was learnt of the world's outsourcing markets, while it is of use.

The 2008 white paper of CSIP names a database of market information (全球外包市场信息分类数据库);
how long an item is of use is said by whoever enters it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import add_months

LONGEST_TITLE = 200
USUAL_MONTHS = 6
"""So long a new item is proposed to be of use; the park's own habit, no rule."""


class ItemLanguage(StrEnum):
    """The language that an item is written in; ISO 639-1."""

    CHINESE = "zh"
    ENGLISH = "en"
    JAPANESE = "ja"
    KOREAN = "ko"
    GERMAN = "de"
    FRENCH = "fr"
    SPANISH = "es"
    RUSSIAN = "ru"
    OTHER = "other"


class ItemState(StrEnum):
    """Whether an item is still of use on a day."""

    CURRENT = "current"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class SaveItem:
    """An item as typed; `useful_until` is its last day of use."""

    title: str
    source: str
    published_on: dt.date | None
    useful_until: dt.date | None
    language: ItemLanguage | None
    country_code: str = ""
    """ISO 3166-1 alpha-2; empty: of no one country."""
    service_code_id: int | None = None
    summary: str = ""
    link: str = ""
    note: str = ""


def usual_end(published_on: dt.date) -> dt.date:
    """Return the last day that is proposed for an item."""
    return add_months(published_on, USUAL_MONTHS) - dt.timedelta(days=1)


def state_on(useful_until: dt.date, day: dt.date) -> ItemState:
    """Return whether it is of use on `day`; its last day counts."""
    return ItemState.EXPIRED if useful_until < day else ItemState.CURRENT


def check_item(form: SaveItem, countries: Container[str], today: dt.date) -> dict[str, str]:
    """Return what does not hold: field to code."""
    needed = {
        "title": form.title.strip(),
        "source": form.source.strip(),
        "published_on": form.published_on,
        "useful_until": form.useful_until,
        "language": form.language,
    }
    problems = {name: "required" for name, value in needed.items() if not value}
    if len(form.title.strip()) > LONGEST_TITLE:
        problems["title"] = "item-title-too-long"
    if form.country_code and form.country_code not in countries:
        problems["country_code"] = "unknown-country"
    if form.published_on is None:
        return problems
    if form.published_on > today:
        problems["published_on"] = "day-in-future"
    if form.useful_until is not None and form.useful_until < form.published_on:
        problems["useful_until"] = "end-before-start"
    return problems
