"""The papers of notices, batches and samples: what they say, numbers masked."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.payment_papers import (
    BatchPaper,
    BatchPaperLine,
    NoticeLine,
    NoticePaper,
    PaperHead,
    SampleLine,
    SamplePaper,
    SheetMark,
)
from parkdesk.domain.payments import BatchState, LineState
from parkdesk.domain.verifications import row_key
from parkdesk.store.claim_money import claims_by_id, money_rows
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.tables.notices import NoticeClaimRecord, NoticeRecord
from parkdesk.store.tables.payments import PaymentBatchRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.sampling import VerificationRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.payment_lists import batch_detail
from parkdesk.usecases.verification_lists import verification_detail


@query(Permission.CLAIM_READ)
def notice_paper(work: Work, notice_id: int) -> NoticePaper:
    """Return what a notice publishes, person by person; identity numbers are masked."""
    record = work.get(NoticeRecord, notice_id)
    listed = work.session.scalars(
        select(NoticeClaimRecord)
        .where(NoticeClaimRecord.notice_id == notice_id)
        .order_by(NoticeClaimRecord.position)
    ).all()
    claims = claims_by_id(work.session, [one.claim_id for one in listed])
    lines = tuple(line for one in listed for line in _notice_lines(work, claims[one.claim_id]))
    return NoticePaper(
        _head(work, record.number, record.programme_id),
        record.published_on,
        record.last_on,
        record.working_days,
        record.calendar_known,
        record.place,
        record.claims,
        record.amount_cents,
        lines,
    )


def _notice_lines(work: Work, claim: ClaimRecord) -> list[NoticeLine]:
    enterprise = work.get(EnterpriseRecord, claim.enterprise_id).name
    numbers: dict[int, str] = {}
    if ClaimKind(claim.track).track is not None:
        query = select(ClaimPersonRecord.id, ClaimPersonRecord.id_number).where(
            ClaimPersonRecord.claim_id == claim.id
        )
        numbers = {row.id: row.id_number or "" for row in work.session.execute(query)}
    return [
        NoticeLine(
            claim.number,
            enterprise,
            row.name,
            mask_id_number(numbers.get(row.id, "")),
            row.approved_cents,
        )
        for row in money_rows(work.session, claim)
        if row.approved_cents
    ]


@query(Permission.CLAIM_READ)
def batch_paper(work: Work, batch_id: int) -> BatchPaper:
    """Return a batch for its paper: accounts masked, the checksums of its bank sheets."""
    record = work.get(PaymentBatchRecord, batch_id)
    detail = batch_detail.function(work, batch_id)
    return BatchPaper(
        _head(work, record.number, record.programme_id),
        detail.row.state,
        record.total_cents,
        record.made_at,
        record.made_by_name,
        record.approved_at,
        record.approved_by_name,
        record.exceptions,
        tuple(
            BatchPaperLine(
                line.reference,
                line.enterprise,
                line.bank,
                line.account,
                line.level,
                line.amount_cents,
                line.state,
                line.returned,
            )
            for line in detail.lines
            if line.state is not LineState.CANCELLED or detail.row.state is BatchState.CANCELLED
        ),
        tuple(
            SheetMark(one.written_at, one.by, one.lines, one.total_cents, one.sha256)
            for one in detail.sheets
        ),
        detail.holds,
    )


@query(Permission.CLAIM_READ)
def verification_paper(work: Work, verification_id: int) -> SamplePaper:
    """Return a sample for its paper: the seed, the list to check by, and what it says."""
    record = work.get(VerificationRecord, verification_id)
    detail = verification_detail.function(work, verification_id)
    return SamplePaper(
        _head(work, record.number, record.programme_id),
        record.seed,
        record.drawn_at,
        record.drawn_by_name,
        record.population,
        record.population_cents,
        record.population_digest,
        tuple(
            SampleLine(
                row.position,
                row_key(row.claim, row.place),
                row.enterprise,
                row.name,
                row.paid_cents,
                row.outcome,
                row.wrong_cents,
                row.finding,
            )
            for row in detail.rows
        ),
        detail.whole,
        detail.redraws,
    )


def _head(work: Work, number: str, programme_id: int) -> PaperHead:
    """Return the head of a paper."""
    park = work.session.scalars(select(ParkRecord)).one()
    programme = work.get(ProgrammeRecord, programme_id)
    return PaperHead(
        park.name,
        park.name_en,
        number,
        programme.title,
        programme_of(programme.content).title_en,
        programme.document_number,
        work.now,
        work.actor.name,
    )
