"""The life of a closed quarter (关账链): closed, opened, corrected, closed again, each by whom."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import (
    ChainLink,
    ChainRow,
    ChainStep,
    ClosingChain,
    ContractMoves,
    ReopeningState,
    in_order,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.summaries import QuarterlySummary, snapshot_code
from parkdesk.domain.summary_changes import moved_figures
from parkdesk.store import trail
from parkdesk.store.chain_contracts import contracts_moved
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.return_corrections import restatements
from parkdesk.store.tables.closings import ClosingRecord, ReopeningRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.tables.statistics import ReturnCorrectionRecord
from parkdesk.store.tables.summaries import IssuedDocumentRecord, SnapshotRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.summaries import snapshot

_NONE_MOVED = ContractMoves()
_ANSWERS = {
    ReopeningState.AGREED: ChainStep.AGREED,
    ReopeningState.CLOSED: ChainStep.AGREED,
    ReopeningState.DECLINED: ChainStep.DECLINED,
    ReopeningState.WITHDRAWN: ChainStep.WITHDRAWN,
}


@query(Permission.SUMMARY_READ)
def closing_chain(work: Work, quarter: Quarter) -> ClosingChain:
    """Return the chain of a quarter; without links where it was never closed."""
    session = work.session
    editions = {
        one.id: one
        for one in session.scalars(
            select(SnapshotRecord)
            .where(SnapshotRecord.quarter == str(quarter))
            .order_by(SnapshotRecord.edition)
        )
    }
    links = [
        *_closings(work, quarter, list(editions.values())),
        *_openings(work, quarter, editions),
        *_corrections(session, quarter),
        *_documents(session, editions),
    ]
    park = session.scalars(select(ParkRecord)).one()
    return ClosingChain(
        park.name,
        park.name_en,
        quarter,
        quarter in closed_quarters(session).quarters,
        in_order(links),
        work.now,
        work.actor.name,
    )


@query(Permission.SUMMARY_READ)
def chain_rows(work: Work, quarter: Quarter) -> tuple[ChainRow, ...]:
    """Return every row of contracts that the chain tells of, those of imports one by one."""
    return tuple(
        ChainRow(link.edition if link.step is ChainStep.CLOSED else 0, line)
        for link in closing_chain(work, quarter).links
        for line in link.contracts.lines
    )


def _closings(work: Work, quarter: Quarter, editions: list[SnapshotRecord]) -> Iterator[ChainLink]:
    backups = {
        one.snapshot_id: one.backup
        for one in work.session.scalars(
            select(ClosingRecord).where(
                ClosingRecord.snapshot_id.in_([edition.id for edition in editions])
            )
        )
    }
    before: QuarterlySummary | None = None
    since = 0
    for record in editions:
        summary = snapshot(work, record.id)
        head = _trail_number(record)
        yield ChainLink(
            ChainStep.CLOSED,
            record.frozen_at,
            record.frozen_by,
            record.edition,
            snapshot_code(record.sha256),
            record.sha256,
            follows=summary.follows,
            words=record.reason,
            backup=backups.get(record.id, ""),
            trail_number=head,
            checks=summary.checks,
            moved=() if before is None else moved_figures(before, summary),
            contracts=_NONE_MOVED
            if before is None
            else contracts_moved(work, quarter, since, head),
        )
        before, since = summary, head


def _trail_number(record: SnapshotRecord) -> int:
    return int(record.trail_head.partition(" ")[0] or 0)


def _openings(
    work: Work, quarter: Quarter, editions: dict[int, SnapshotRecord]
) -> Iterator[ChainLink]:
    rows = work.session.scalars(
        select(ReopeningRecord)
        .where(ReopeningRecord.quarter == str(quarter))
        .order_by(ReopeningRecord.id)
    )
    for one in rows:
        edition = editions[one.snapshot_id].edition
        yield ChainLink(ChainStep.ASKED, one.asked_at, one.asked_by_name, edition, words=one.reason)
        step = _ANSWERS.get(ReopeningState(one.state))
        if step is not None and one.answered_at is not None:
            moves = _NONE_MOVED
            if one.state == ReopeningState.AGREED:
                # Not closed anew yet: what is corrected so far has no edition to be told in.
                since = _trail_number(editions[one.snapshot_id])
                moves = contracts_moved(work, quarter, since, trail.head(work.session)[0])
            yield ChainLink(
                ChainStep.APPROVED_OUTSIDE if one.outside_approver else step,
                one.answered_at,
                one.answered_by_name,
                edition,
                words=one.words,
                approver=one.outside_approver,
                paper=one.outside_paper,
                contracts=moves,
            )


def _corrections(session: Session, quarter: Quarter) -> Iterator[ChainLink]:
    record = ReturnCorrectionRecord
    for one in restatements(session, record.quarter == str(quarter), record.edition > 0):
        step = ChainStep.LATE if one.waits else ChainStep.CORRECTED
        yield ChainLink(step, one.at, one.by, one.edition, words=one.reason, restated=one)


def _documents(session: Session, editions: dict[int, SnapshotRecord]) -> Iterator[ChainLink]:
    record = IssuedDocumentRecord
    for one in session.scalars(
        select(record).where(record.snapshot_id.in_(list(editions))).order_by(record.id)
    ):
        edition = editions[one.snapshot_id].edition
        yield ChainLink(
            ChainStep.ISSUED, one.issued_at, one.issued_by, edition, one.number, one.sha256
        )
