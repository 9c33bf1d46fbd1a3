"""Published series: what was printed elsewhere, beside the same figures worked out again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from parkdesk.domain.identity import Permission
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.published import (
    Published,
    PublishedKind,
    PublishedUnit,
    Recomputed,
    SeriesKey,
    recomputed,
)
from parkdesk.store.tables.figures import PublishedFigureRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class PublishedSeries:
    """One published series, its figures in the order of the years."""

    key: SeriesKey
    figures: tuple[Recomputed, ...]


@query(Permission.STATISTICS_READ)
def published_series(work: Work) -> tuple[PublishedSeries, ...]:
    """Return every published series with its figures worked out again."""
    records = work.session.scalars(
        select(PublishedFigureRecord).order_by(PublishedFigureRecord.position)
    )
    found = recomputed([_figure(record) for record in records])
    series = []
    for key in SeriesKey:
        figures = tuple(one for one in found if one.figure.series is key)
        if figures:
            series.append(PublishedSeries(key, figures))
    return tuple(series)


def _figure(record: PublishedFigureRecord) -> Published:
    return Published(
        record.code,
        SeriesKey(record.series),
        record.year,
        record.name_zh,
        record.name_en,
        PublishedKind(record.kind),
        Decimal(record.printed) if record.printed else None,
        record.more_than,
        PublishedUnit(record.unit),
        tuple(record.parts.split()),
        record.base,
        record.source_zh,
        record.source,
        Mark(record.certainty),
    )
