"""What a quarter's pack prints besides its summary, gathered across the features."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.domain.pack_content import BudgetLine, PackContent, WatchedEnterprise, WatchedLine
from parkdesk.domain.pack_facts import PackFacts, PlatformEvaluation
from parkdesk.domain.threshold_watch import Side
from parkdesk.store.level_budgets import level_budgets
from parkdesk.store.pack_facts import level_sums, platform_requests, training_lines
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.packs import QuarterTextRecord
from parkdesk.store.tables.programmes import RELEASED, ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.platform_evaluation import Evaluated, evaluate_platforms
from parkdesk.usecases.threshold_watch import LineWatch, threshold_watch, watch_rows

_WATCHED = (Side.BELOW, Side.NEAR)


@query(Permission.SUMMARY_READ)
def pack_content(work: Work, quarter: Quarter) -> PackContent:
    """Return what the sections that can be chosen print of a quarter, as it is now."""
    words = work.session.scalar(select(QuarterTextRecord).filter_by(quarter=str(quarter)))
    watch = tuple(_watched(work, quarter, line) for line in threshold_watch(work, quarter))
    said = (words.text, words.text_en) if words else ("", "")
    session = work.session
    facts = PackFacts(
        training_lines(session, quarter),
        level_sums(session, quarter),
        platform_requests(session, quarter),
        tuple(map(_evaluation, evaluate_platforms(work, quarter))),
    )
    return PackContent(*said, _budgets(session, quarter.year), watch, facts)


def _evaluation(found: Evaluated) -> PlatformEvaluation:
    one = found.indicators
    return PlatformEvaluation(
        one.platform,
        one.full_time,
        one.contracts,
        one.diagnoses,
        one.bookings,
        one.used_slots,
        one.building_cents,
        one.running_cents,
        one.grant_cents,
    )


def _budgets(session: Session, year: int) -> tuple[BudgetLine, ...]:
    """Return the money of the year's released programmes, by level."""
    released = session.scalars(
        select(ProgrammeRecord)
        .where(ProgrammeRecord.state == RELEASED, ProgrammeRecord.year == year)
        .order_by(ProgrammeRecord.code, ProgrammeRecord.edition)
    )
    # The newest edition holds the money of them all.
    records = {record.code: record for record in released}
    return tuple(
        BudgetLine(
            record.title,
            programme_of(record.content).title_en,
            record.year,
            one.level,
            one.allocated_cents,
            one.paid_cents,
            one.unpaid_cents,
            one.pending_cents,
        )
        for record in records.values()
        for one in level_budgets(session, record)
    )


def _watched(work: Work, quarter: Quarter, found: LineWatch) -> WatchedLine:
    line = found.line
    # Always asked, so that a quarter costs as many statements whoever stands where.
    rows = watch_rows(work, quarter, line.code)
    return WatchedLine(
        line.name_zh,
        line.name_en,
        line.measure,
        line.limit,
        line.over,
        line.mark.confirmed,
        found.below,
        found.near,
        found.above,
        found.apart,
        tuple(
            WatchedEnterprise(
                row.enterprise,
                row.watched.side is Side.BELOW,
                row.watched.value or 0,
                row.watched.lacking,
            )
            for row in rows
            if row.watched.side in _WATCHED
        ),
    )
