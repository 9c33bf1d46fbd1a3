"""The meanings of the indicators, as they are kept."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.indicators import Indicator, IndicatorUnit
from parkdesk.domain.programme_figures import Mark
from parkdesk.paths import database_files
from parkdesk.store.tables.indicators import IndicatorRecord


def all_indicators(session: Session) -> tuple[Indicator, ...]:
    """Return every meaning that was ever in force, in the order of the list."""
    record = IndicatorRecord
    rows = session.scalars(select(record).order_by(record.position, record.valid_from.desc()))
    return tuple(_indicator(one) for one in rows)


def with_sources_in_english(found: Iterable[Indicator]) -> tuple[Indicator, ...]:
    """Return meanings that keep the English words of their sources: an edition looks nothing up."""
    words = _sources_in_english()
    return tuple(replace(one, source_en=words.get(one.source, "")) for one in found)


@cache
def _sources_in_english() -> Mapping[str, str]:
    path = database_files() / "seed" / "indicator_sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["source"]: row["source_en"] for row in csv.DictReader(file)}


def _indicator(record: IndicatorRecord) -> Indicator:
    values = {
        one.name: getattr(record, one.name)
        for one in fields(Indicator)
        if one.name not in Indicator.YOUNG
    }
    typed = {"unit": IndicatorUnit(record.unit), "certainty": Mark(record.certainty)}
    return Indicator(**(values | typed))
