"""The list of a public notice (公示名单) as a registered document, numbers of persons masked."""

from __future__ import annotations

from parkdesk.domain.issued_documents import DocumentSnapshot
from parkdesk.domain.payment_papers import NoticePaper, PaperHead
from parkdesk.reports.flow import Flow
from parkdesk.reports.payment_papers import write_notice


def write(flow: Flow, snapshot: DocumentSnapshot) -> None:
    """Write what is published, and the list person by person."""
    found = snapshot.notice
    assert found is not None
    head = PaperHead(
        snapshot.park_zh,
        snapshot.park_en,
        found.number,
        found.programme,
        found.programme_en,
        found.document,
        snapshot.at,
        snapshot.by,
    )
    paper = NoticePaper(
        head,
        found.published_on,
        found.last_on,
        found.working_days,
        found.calendar_known,
        found.place,
        found.claims,
        found.amount_cents,
        found.lines,
    )
    write_notice(flow, paper)
