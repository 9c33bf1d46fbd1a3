"""Public notices of the claims that are told: published when approved, closed before payment."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.demo.claims import P2026
from parkdesk.desk import Desk
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.notices import PublishNotice
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.notices import NoticeClaimRecord, NoticeRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.notices import close_notice, publish_notice

_RULES = """
[notice_days]
value = 5
mark = "C"

[shares]
value = { central = 500, province = 250, city = 250 }
mark = "C"
"""
"""What this invented park has agreed with its city; marked as nothing that was read."""
_PLACE = "云湖园区门户网站、服务大厅公告栏"


def agree_on_rules(desk: Desk) -> None:
    """Give this year's programme its public notice and the shares of the levels."""
    with desk.work(read_only=False) as work:
        record = this_years(work)
        if "[notice_days]" not in record.content:
            record.content += _RULES


def publish_claim(work: Work, claim_id: int) -> None:
    """Publish a claim that was approved a moment ago, where its programme asks for that."""
    claim = work.get(ClaimRecord, claim_id)
    if claim.state == ClaimState.APPROVED.value:
        form = PublishNotice(claim.programme_id, (claim_id,), work.today, 5, _PLACE)
        publish_notice(work, form)


def clear_claim(work: Work, claim_id: int) -> None:
    """Close the notice of a claim that is to be paid."""
    query = (
        select(NoticeRecord)
        .join(NoticeClaimRecord, NoticeClaimRecord.notice_id == NoticeRecord.id)
        .where(NoticeClaimRecord.claim_id == claim_id, NoticeClaimRecord.state == "listed")
    )
    notice = work.session.scalar(query)
    if notice is not None:
        close_notice(work, notice.id, notice.version, "公示期内未收到异议。")


def this_years(work: Work) -> ProgrammeRecord:
    """Return this year's programme, as the park follows it."""
    query = select(ProgrammeRecord).where(ProgrammeRecord.code == P2026)
    return work.session.scalars(query.order_by(ProgrammeRecord.edition)).one()
