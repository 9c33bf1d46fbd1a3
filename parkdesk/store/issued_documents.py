"""Frozen documents and their prints, as the database keeps them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain import canonical
from parkdesk.domain.errors import Refused
from parkdesk.domain.issued_documents import (
    DocumentKind,
    DocumentMatter,
    DocumentRow,
    DocumentSnapshot,
    EditionRow,
)
from parkdesk.domain.summaries import snapshot_code
from parkdesk.store.tables.issued_documents import DocumentEditionRecord, DocumentPrintRecord


def newest_edition(session: Session, key: str) -> DocumentEditionRecord | None:
    """Return the newest edition of a matter; None where nothing was handed out of it."""
    found: DocumentEditionRecord | None = session.scalar(
        select(DocumentEditionRecord)
        .where(DocumentEditionRecord.matter == key)
        .order_by(DocumentEditionRecord.edition.desc())
        .limit(1)
    )
    return found


def thawed(record: DocumentEditionRecord) -> DocumentSnapshot:
    """Return what an edition holds; refused where its bytes no longer fit their digest."""
    content = record.content.encode()
    if canonical.digest(content) != record.sha256:
        raise Refused("snapshot-changed")
    return canonical.decode(DocumentSnapshot, content)


def edition_row(record: DocumentEditionRecord) -> EditionRow:
    """Return an edition as it is told."""
    return EditionRow(
        record.id,
        _matter(record),
        record.series,
        record.edition,
        snapshot_code(record.sha256),
        record.frozen_at,
        record.frozen_by,
        record.reason,
    )


def document_row(
    record: DocumentPrintRecord, edition: DocumentEditionRecord, newest: int
) -> DocumentRow:
    """Return a print as it is told; `newest` is the newest edition of its matter."""
    return DocumentRow(
        record.id,
        edition.id,
        record.number,
        _matter(edition),
        edition.edition,
        record.language,
        snapshot_code(edition.sha256),
        record.sha256,
        record.template,
        record.issued_at,
        record.issued_by,
        newest,
    )


def document_rows(session: Session, ids: list[int]) -> dict[int, DocumentRow]:
    """Return prints by their id."""
    other = DocumentEditionRecord.__table__.alias()
    newest = (
        select(func.max(other.c.edition))
        .where(other.c.matter == DocumentEditionRecord.matter)
        .correlate(DocumentEditionRecord)
        .scalar_subquery()
    )
    found = session.execute(
        select(DocumentPrintRecord, DocumentEditionRecord, newest)
        .join(DocumentEditionRecord, DocumentEditionRecord.id == DocumentPrintRecord.edition_id)
        .where(DocumentPrintRecord.id.in_(ids))
    )
    return {one.id: document_row(one, edition, last) for one, edition, last in found}


def _matter(record: DocumentEditionRecord) -> DocumentMatter:
    return DocumentMatter(
        DocumentKind(record.kind), record.subject, record.title, record.title_en, record.about_on
    )
