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
    Standings,
    Watched,
    WatchLine,
    WatchMeasure,
    holds_on,
    watched,
)
from parkdesk.store.figure_rows import residents_on
from parkdesk.store.kept_until import KeptUntil
from parkdesk.store.park_sums import enterprise_sums
from parkdesk.store.programme_editions import newest_in_window
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.figures import ThresholdLineRecord
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
        sides = held.sides(line)
        apart = held.residents - sum(sides.values()) + sides[Side.NO_DATA]
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
    return _Held(work.session, quarter, year, None).sides(line)[Side.BELOW]


@query(Permission.STATISTICS_READ)
def watch_rows(
    work: Work, quarter: Quarter, code: str, on: dt.date | None = None
) -> tuple[WatchRow, ...]:
    """Return the enterprises that a line asks: those below first, then the nearest to it."""
    year = _year(work, quarter, on)
    line = next((one for one in _lines(work.session, year) if one.code == code), None)
    if line is None:
        raise NotFound(table=ThresholdLineRecord.__tablename__, code=code)
    asked = _Held(work.session, quarter, year, on).asked(line)
    names = dict(work.session.execute(select(EnterpriseRecord.id, EnterpriseRecord.name)).all())
    rows = [
        WatchRow(id_, names[id_], *pair, watched(line, *pair))
        for id_, pair in asked.items()
        if id_ in names
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


_RESIDENTS: KeptUntil[frozenset[int]] = KeptUntil(EnterpriseRecord)
"""Who is in the park on a day, until an enterprise is saved."""
_PEOPLE: KeptUntil[dict[int, tuple[int, int]]] = KeptUntil(QuarterReturnRecord)
"""Graduates and all people of the returns of a quarter, until a return is saved."""


class _Held:
    """What is held against lines: asked once for all that look at the same days."""

    def __init__(
        self, session: Session, quarter: Quarter, year: DateRange, on: dt.date | None
    ) -> None:
        self._session = session
        self._quarter = quarter
        self._year = year
        self._on = on
        self._here = _RESIDENTS.get(session, year.last, lambda: _residents(session, year.last))
        self._standings: dict[tuple[WatchMeasure, DateRange], Standings] = {}

    @property
    def residents(self) -> int:
        """How many are in the park at the period's end."""
        return len(self._here)

    def asked(self, line: WatchLine) -> Mapping[int, tuple[int, int]]:
        """Return the part and the whole of everybody in the park whom a line asks.

        It asks no offshore share of who does no offshore work, and nothing of who is not known.
        """
        return self._ask(line.measure, line.period(self._year))

    def sides(self, line: WatchLine) -> Counter[Side]:
        """Return how many of those a line asks stand where beside it."""
        key = line.measure, line.period(self._year)
        found = self._standings.get(key)
        if found is None:
            found = self._standings[key] = Standings(line.measure, self.asked(line).values())
        return found.sides(line)

    def _ask(self, measure: WatchMeasure, days: DateRange) -> Mapping[int, tuple[int, int]]:
        session, here = self._session, self._here
        if measure is WatchMeasure.GRADUATES:
            quarter, on = self._quarter, self._on
            people = _PEOPLE.get(session, (quarter, on), lambda: _people(session, quarter, on))
            return {id_: pair for id_, pair in people.items() if id_ in here}
        sums = enterprise_sums(session, days).items()
        if measure is WatchMeasure.TURNOVER:
            return {
                id_: (executed, executed)
                for id_, (_contracts, _signed, executed, _offshore) in sums
                if executed > 0 and id_ in here
            }
        return {
            id_: (offshore, executed)
            for id_, (_contracts, _signed, executed, offshore) in sums
            if offshore > 0 and id_ in here
        }


def _residents(session: Session, day: dt.date) -> frozenset[int]:
    return frozenset(session.scalars(select(EnterpriseRecord.id).where(residents_on(day))))


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
    for one, days in newest_in_window(session, year.last):
        yield from _lines_of(programme_of(one.content), days)


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
