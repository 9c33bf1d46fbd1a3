"""What holds for every enterprise on a day, when it is held against the rules."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.compliance_facts import (
    PaperSlotName,
    ParkFacts,
    ProgrammeBranch,
    ProgrammeLines,
)
from parkdesk.domain.compliance_rules import RuleBook
from parkdesk.domain.papers import OwnerKind, owner_kinds
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.threshold_watch import WatchLine, WatchMeasure, holds_on
from parkdesk.store.conversion import execution_window
from parkdesk.store.programme_editions import newest_in_window
from parkdesk.store.quarters import due_rule
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.figures import ThresholdLineRecord
from parkdesk.store.tables.papers import PaperSlotRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord

_QUARTERS_BACK = 8
"""Returns of two years are looked at: what is older nobody hands in any more."""


def park_facts(session: Session, day: dt.date) -> ParkFacts:
    """Return what the rules need of the park on a day."""
    last = Quarter.last_full(day)
    year = DateRange(dt.date(last.year, 1, 1), last.last)
    lines = _lines(session, year)
    return ParkFacts(
        day,
        _due(session, day),
        year,
        tuple(one for one in lines if one.measure is WatchMeasure.OFFSHORE),
        next((one for one in lines if one.measure is WatchMeasure.GRADUATES), None),
        tuple(_programmes(session, year)),
        execution_window(session, day),
        _slots(session),
    )


def park_digest(park: ParkFacts, book: RuleBook) -> str:
    """Return what tells two days apart on which enterprises are held against something else.

    The day itself is not in it: what changes by the day alone every check says beforehand.
    """
    asked = [(one.code, one.level) for one in book.rules.values() if one.holds_on(park.day)]
    names = {(one.rule, one.name) for one in book.parameters}
    figures = sorted((*one, book.figure(*one, park.day)) for one in names)
    said = repr((replace(park, day=dt.date.min), asked, figures, book.measures))
    return hashlib.sha256(said.encode()).hexdigest()


def _slots(session: Session) -> tuple[PaperSlotName, ...]:
    slot = PaperSlotRecord
    return tuple(
        PaperSlotName(one.code, one.name_zh, one.name_en)
        for one in session.scalars(
            select(slot).where(slot.retired_on.is_(None)).order_by(slot.position, slot.id)
        )
        if OwnerKind.ENTERPRISE in owner_kinds(one.expected)
    )


def _due(session: Session, day: dt.date) -> dict[Quarter, dt.date]:
    """Return the quarters whose returns are looked at, the oldest first.

    Before the first quarter of which the park keeps any return nobody can say what is missing.
    """
    oldest = session.scalar(select(func.min(QuarterReturnRecord.quarter)))
    if oldest is None:
        return {}
    rule, now = due_rule(session), Quarter.of(day)
    quarter = max(Quarter.parse(oldest), now.shifted(-_QUARTERS_BACK))
    found = {}
    while quarter <= now:
        found[quarter] = rule.due_on(quarter)
        quarter = quarter.shifted(1)
    return found


def _lines(session: Session, year: DateRange) -> list[WatchLine]:
    record = ThresholdLineRecord
    return [
        WatchLine(
            one.code,
            WatchMeasure(one.measure),
            one.permille,
            one.near_permille,
            one.name_zh,
            one.name_en,
            one.source_zh,
            one.source,
            Mark(one.certainty),
        )
        for one in session.scalars(select(record).order_by(record.position))
        if holds_on(one.valid_from, one.valid_to, year.last)
    ]


def _programmes(session: Session, year: DateRange) -> Iterator[ProgrammeLines]:
    for one, days in newest_in_window(session, year.last):
        yield _programme_lines(programme_of(one.content), days)


def _programme_lines(programme: Programme, days: DateRange) -> ProgrammeLines:
    branches = tuple(ProgrammeBranch(lines) for lines in _branches(programme, days) if lines)
    return ProgrammeLines(programme.code, programme.title, programme.title_en, branches)


def _branches(programme: Programme, days: DateRange) -> Iterator[tuple[WatchLine, ...]]:
    names = (programme.title, programme.title_en or programme.title)
    for place, branch in enumerate(programme.branches, 1):
        lines = []
        for measure, figure, over in (
            (WatchMeasure.TURNOVER, branch.turnover_usd_cents, False),
            (WatchMeasure.OFFSHORE, branch.offshore_permille, branch.offshore_above),
        ):
            if figure is not None:
                code = f"{programme.code}/{place}/{measure.value}"
                source = programme.document or figure.source
                lines.append(
                    WatchLine(
                        code,
                        measure,
                        figure.value,
                        0,
                        *names,
                        source,
                        source,
                        figure.mark,
                        over=over,
                        days=days,
                    )
                )
        yield tuple(lines)
