"""The packs of the quarters, told as the other documents that were handed out are."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.issued_documents import DocumentKind, DocumentMatter, DocumentRow
from parkdesk.domain.summaries import snapshot_code
from parkdesk.store.tables.summaries import IssuedDocumentRecord, SnapshotRecord


def quarterly_rows(session: Session, text: str = "") -> tuple[DocumentRow, ...]:
    """Return the packs whose number, quarter or template has `text` in it: a few in a year."""
    other = SnapshotRecord.__table__.alias()
    newest = (
        select(func.max(other.c.edition))
        .where(other.c.quarter == SnapshotRecord.quarter)
        .correlate(SnapshotRecord)
        .scalar_subquery()
    )
    issued = IssuedDocumentRecord
    asked = select(issued, SnapshotRecord, newest).join(
        SnapshotRecord, SnapshotRecord.id == issued.snapshot_id
    )
    if text:
        asked = asked.where(
            issued.number.contains(text, autoescape=True)
            | SnapshotRecord.quarter.contains(text, autoescape=True)
            | issued.pack.contains(text, autoescape=True)
        )
    found = session.execute(asked.order_by(issued.id))
    return tuple(_row(one, edition, last) for one, edition, last in found)


def _row(one: IssuedDocumentRecord, edition: SnapshotRecord, newest: int) -> DocumentRow:
    quarter = Quarter.parse(edition.quarter)
    matter = DocumentMatter(DocumentKind.QUARTERLY, str(quarter), one.pack, one.pack, quarter.last)
    return DocumentRow(
        -one.id,
        edition.id,
        one.number,
        matter,
        edition.edition,
        one.language,
        snapshot_code(edition.sha256),
        one.sha256,
        one.template,
        one.issued_at,
        one.issued_by,
        newest,
    )
