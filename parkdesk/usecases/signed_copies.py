"""Signed copies of issued documents (电子签名): kept beside the file that was issued, once each."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain import canonical
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import NotFound, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.signatures import SignatureFacts, SignedCopyRow
from parkdesk.store.tables.summaries import (
    IssuedDocumentRecord,
    SignedCopyRecord,
    SnapshotRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@command(Permission.SUMMARY_FREEZE)
def keep_signed_copy(
    work: Work, issued_id: int, content: bytes, facts: SignatureFacts
) -> SignedCopyRow:
    """Keep the signed copy of an issued document; the file that was issued stays as it is.

    The copy begins with every byte that was issued. Refused where it does not, and where the
    document has been signed already.
    """
    issued = work.get(IssuedDocumentRecord, issued_id)
    if work.session.scalar(select(SignedCopyRecord.id).filter_by(issued_id=issued_id)):
        raise Refused("signed-already", number=issued.number)
    kept = work.documents.get(issued.sha256)
    if len(content) <= len(kept) or not content.startswith(kept):
        raise Refused("signed-other-file", number=issued.number)
    record = work.add(
        SignedCopyRecord(
            issued_id=issued_id,
            issued_sha256=issued.sha256,
            sha256=work.documents.put(content),
            name=facts.name,
            subject=facts.subject,
            issuer=facts.issuer,
            serial=facts.serial,
            algorithm=facts.algorithm,
            begins_at=facts.valid_from,
            ends_at=facts.valid_to,
            signed_at=work.now,
            signed_by=work.actor.name,
        )
    )
    work.session.flush()
    return _row(record, issued.number)


@query(Permission.SUMMARY_READ)
def list_signed_copies(work: Work, quarter: Quarter) -> tuple[SignedCopyRow, ...]:
    """Return the signed copies of a quarter's documents."""
    found = work.session.execute(
        select(SignedCopyRecord, IssuedDocumentRecord.number)
        .join(IssuedDocumentRecord, IssuedDocumentRecord.id == SignedCopyRecord.issued_id)
        .join(SnapshotRecord, SnapshotRecord.id == IssuedDocumentRecord.snapshot_id)
        .where(SnapshotRecord.quarter == str(quarter))
        .order_by(SignedCopyRecord.id)
    )
    return tuple(_row(record, number) for record, number in found)


@query(Permission.SUMMARY_READ)
def signed_copy_bytes(work: Work, issued_id: int) -> bytes:
    """Return the signed copy of an issued document, checked against its digest."""
    sha256 = work.session.scalar(select(SignedCopyRecord.sha256).filter_by(issued_id=issued_id))
    if sha256 is None:
        raise NotFound(table="signed_copy", id=issued_id)
    return work.documents.get(sha256)


@query(Permission.SUMMARY_READ)
def signed_copy_of(work: Work, content: bytes) -> SignedCopyRow | None:
    """Return the signed copy that has exactly these bytes; None where none was kept."""
    record = work.session.scalar(
        select(SignedCopyRecord).filter_by(sha256=canonical.digest(content))
    )
    if record is None:
        return None
    return _row(record, work.get(IssuedDocumentRecord, record.issued_id).number)


def _row(record: SignedCopyRecord, number: str) -> SignedCopyRow:
    facts = SignatureFacts(
        record.name,
        record.subject,
        record.issuer,
        record.serial,
        record.algorithm,
        record.begins_at,
        record.ends_at,
    )
    return SignedCopyRow(
        record.id,
        record.issued_id,
        number,
        record.sha256,
        record.issued_sha256,
        facts,
        record.signed_at,
        record.signed_by,
    )
