"""The meanings of the indicators, as they are kept."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.indicators import Indicator, IndicatorUnit
from parkdesk.domain.programme_figures import Mark
from parkdesk.store.tables.indicators import IndicatorRecord


def all_indicators(session: Session) -> tuple[Indicator, ...]:
    """Return every meaning that was ever in force, in the order of the list."""
    record = IndicatorRecord
    rows = session.scalars(select(record).order_by(record.position, record.valid_from.desc()))
    return tuple(_indicator(one) for one in rows)


def _indicator(record: IndicatorRecord) -> Indicator:
    values = {one.name: getattr(record, one.name) for one in fields(Indicator)}
    typed = {"unit": IndicatorUnit(record.unit), "certainty": Mark(record.certainty)}
    return Indicator(**(values | typed))
