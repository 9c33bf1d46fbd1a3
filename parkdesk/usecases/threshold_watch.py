"""Threshold watch (门槛观察): every enterprise beside the park's lines and each programme's own.

Nothing of it is stored: a share or a floor is worked out whenever it is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.errors import NotFound
from parkdesk.domain.identity import Permission
from parkdesk.domain.park_figures import periods_of
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.statistics import ReturnState
from parkdesk.domain.threshold_watch import (
    Side,
    Watched,
    WatchLine,
    WatchMeasure,
    holds_on,
    side_of,
    watched,
)
from parkdesk.store.figure_rows import residents_on
from parkdesk.store.park_sums import enterprise_sums
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.figures import ThresholdLineRecord
from parkdesk.store.tables.programmes import RELEASED, ProgrammeRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

_NEAR_SHARE = 50
"""Thousandths above a programme's share that are worth a look, as for the park's own lines."""
_NEAR_FLOOR = 10
"""The part of a floor (a tenth) that is worth a look above it."""
_SIDES = {Side.BELOW: 0, Side.NEAR: 1, Side.ABOVE: 2, Side.NO_DATA: 3}


@dataclass(frozen=True, slots=True)
class LineWatch:
    """A line with how many enterprises stand where beside it.

    `apart` counts those whom it does not ask: an enterprise that executed nothing offshore is
    not below an offshore share, it does other work.
    """

    line: WatchLine
    days: DateRange
    below: int
    near: int
    above: int
    apart: int


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One enterprise beside a line; `id` is the enterprise's."""

    id: int
    enterprise: str
    part: int
    whole: int
    watched: Watched


@query(Permission.STATISTICS_READ)
def threshold_watch(
    work: Work, quarter: Quarter, on: dt.date | None = None
) -> tuple[LineWatch, ...]:
    """Return every line that is watched at the quarter's end, the park's own first."""
    year = _year(work, quarter, on)
    held = _Held(work.session, quarter, year, on)
    found = []
    for line in _lines(work.session, year):
        parts = held.parts(line)
        sides = Counter(side_of(line, *pair) for pair in parts.values() if _asks(line, pair))
        apart = len(parts) - sum(sides.values()) + sides[Side.NO_DATA]
        found.append(
            LineWatch(
                line,
                line.period(year),
                sides[Side.BELOW],
                sides[Side.NEAR],
                sides[Side.ABOVE],
                apart,
            )
        )
    return tuple(found)


@query(Permission.STATISTICS_READ)
def count_below(work: Work, quarter: Quarter | None, code: str) -> int:
    """Return how many stand below a line at the end of a quarter; None: of the last full one."""
    quarter = quarter or Quarter.last_full(work.today)
    year = _year(work, quarter, None)
    line = next((one for one in _lines(work.session, year) if one.code == code), None)
    if line is None:
        return 0
    parts = _Held(work.session, quarter, year, None).parts(line)
    return sum(_asks(line, pair) and side_of(line, *pair) is Side.BELOW for pair in parts.values())


@query(Permission.STATISTICS_READ)
def watch_rows(
    work: Work, quarter: Quarter, code: str, on: dt.date | None = None
) -> tuple[WatchRow, ...]:
    """Return the enterprises that a line asks: those below first, then the nearest to it."""
    year = _year(work, quarter, on)
    line = next((one for one in _lines(work.session, year) if one.code == code), None)
    if line is None:
        raise NotFound(table=ThresholdLineRecord.__tablename__, code=code)
    parts = _Held(work.session, quarter, year, on).parts(line)
    names = dict(work.session.execute(select(EnterpriseRecord.id, EnterpriseRecord.name)).all())
    rows = [
        WatchRow(id_, names[id_], *pair, watched(line, *pair))
        for id_, pair in parts.items()
        if _asks(line, pair) and id_ in names
    ]
    known = [one for one in rows if one.watched.side is not Side.NO_DATA]
    return tuple(
        sorted(
            known,
            key=lambda one: (
                _SIDES[one.watched.side],
                abs(one.watched.distance or 0),
                one.enterprise,
                one.id,
            ),
        )
    )


def _year(work: Work, quarter: Quarter, on: dt.date | None) -> DateRange:
    until = work.today if on is None else min(on, work.today)
    return periods_of(quarter, until).year


def _asks(line: WatchLine, pair: tuple[int, int]) -> bool:
    """Whether a line asks somebody at all: no offshore share of who does no offshore work."""
    return line.measure is WatchMeasure.GRADUATES or pair[0] > 0


class _Held:
    """What is held against lines: asked once for all that look at the same days."""

    def __init__(
        self, session: Session, quarter: Quarter, year: DateRange, on: dt.date | None
    ) -> None:
        self._session = session
        self._quarter = quarter
        self._year = year
        self._on = on
        self._residents = session.scalars(
            select(EnterpriseRecord.id).where(residents_on(year.last))
        ).all()
        self._people: Mapping[int, tuple[int, int]] | None = None

    def parts(self, line: WatchLine) -> Mapping[int, tuple[int, int]]:
        """Return the part and the whole of every enterprise in the park at the period's end."""
        found: Mapping[int, tuple[int, int]]
        if line.measure is WatchMeasure.GRADUATES:
            if self._people is None:
                self._people = _people(self._session, self._quarter, self._on)
            found = self._people
        else:
            sums = enterprise_sums(self._session, line.period(self._year))
            turnover = line.measure is WatchMeasure.TURNOVER
            found = {
                id_: (one.executed if turnover else one.executed_offshore, one.executed)
                for id_, one in sums.items()
            }
        return {id_: found.get(id_, (0, 0)) for id_ in self._residents}


def _people(session: Session, quarter: Quarter, on: dt.date | None) -> dict[int, tuple[int, int]]:
    record = QuarterReturnRecord
    rows = session.execute(
        select(record.enterprise_id, record.graduates, record.headcount, record.received_on).where(
            record.quarter == str(quarter), record.state == ReturnState.SUBMITTED
        )
    )
    return {
        id_: (graduates, headcount)
        for id_, graduates, headcount, received in rows
        if on is None or received is None or received <= on
    }


def _lines(session: Session, year: DateRange) -> list[WatchLine]:
    own = [
        WatchLine(
            record.code,
            WatchMeasure(record.measure),
            record.permille,
            record.near_permille,
            record.name_zh,
            record.name_en,
            record.source_zh,
            record.source,
            Mark(record.certainty),
        )
        for record in session.scalars(
            select(ThresholdLineRecord).order_by(ThresholdLineRecord.position)
        )
        if holds_on(record.valid_from, record.valid_to, year.last)
    ]
    return [*own, *_lines_of_programmes(session, year)]


def _lines_of_programmes(session: Session, year: DateRange) -> Iterator[WatchLine]:
    """Yield the lines of the programmes in whose window the end of the period lies."""
    record = ProgrammeRecord
    latest: dict[str, ProgrammeRecord] = {}
    for one in session.scalars(
        select(record)
        .where(
            record.state == RELEASED,
            record.window_first_on <= year.last,
            record.window_last_on >= year.last,
        )
        .order_by(record.year.desc(), record.code, record.edition)
    ):
        latest[one.code] = one
    for one in latest.values():
        yield from _lines_of(programme_of(one.content), DateRange(*_window(one)))


def _window(record: ProgrammeRecord) -> tuple[dt.date, dt.date]:
    assert record.window_first_on is not None
    assert record.window_last_on is not None
    return record.window_first_on, record.window_last_on


def _lines_of(programme: Programme, days: DateRange) -> Iterator[WatchLine]:
    """Yield a line for each figure that asks something of a claimant.

    One code a line, so that a choice stays when the figures are read again.
    """
    names = (programme.title, programme.title_en or programme.title)
    for place, branch in enumerate(programme.branches, 1):
        code = f"{programme.code}/{place}"
        if branch.turnover_usd_cents is not None:
            floor = branch.turnover_usd_cents
            yield WatchLine(
                f"{code}/turnover",
                WatchMeasure.TURNOVER,
                floor.value,
                floor.value // _NEAR_FLOOR,
                *names,
                *_twice(programme.document or floor.source),
                floor.mark,
                days=days,
            )
        if branch.offshore_permille is not None:
            share = branch.offshore_permille
            yield WatchLine(
                f"{code}/offshore",
                WatchMeasure.OFFSHORE,
                share.value,
                _NEAR_SHARE,
                *names,
                *_twice(programme.document or share.source),
                share.mark,
                over=branch.offshore_above,
                days=days,
            )
    if programme.graduate_permille is not None:
        share = programme.graduate_permille
        yield WatchLine(
            f"{programme.code}/graduates",
            WatchMeasure.GRADUATES,
            share.value,
            _NEAR_SHARE,
            *names,
            *_twice(programme.document or share.source),
            share.mark,
            days=days,
        )


def _twice(source: str) -> tuple[str, str]:
    """Return a document for both languages: its number is the same in each."""
    return source, source
