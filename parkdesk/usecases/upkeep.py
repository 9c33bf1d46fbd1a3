"""Whether a park's data hold together: the file, its references, and every document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text

from parkdesk.domain.errors import NotFound, Refused, Unavailable
from parkdesk.domain.identity import Permission
from parkdesk.store import contract_sums
from parkdesk.store.issued_documents import thawed
from parkdesk.store.tables.certification_history import (
    CertificationCheckRecord,
    CertificationFundingRecord,
)
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.ip_templates import IpTemplateRecord
from parkdesk.store.tables.issued_documents import DocumentEditionRecord, DocumentPrintRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.tables.summaries import (
    IssuedDocumentRecord,
    SignedCopyRecord,
    SnapshotRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.summaries import snapshot


@dataclass(frozen=True, slots=True)
class DataCheck:
    """What was looked at, all of it sound: a fault is raised, with what to do about it."""

    documents: int
    snapshots: int


@query(Permission.BACKUP_MAKE)
def check_data(work: Work) -> DataCheck:
    """Read the whole of it: the embedded file, each document that a record names, each snapshot.

    Raises `database-damaged`, `contract-sums-differ`, `document-changed`, `document-missing` or
    `snapshot-changed`.
    """
    _check_file(work)
    day = contract_sums.difference(work.session)
    if day is not None:
        raise Refused("contract-sums-differ", day=day)
    documents = sorted(set(_named_documents(work)))
    for done, sha256 in enumerate(documents, 1):
        try:
            work.documents.get(sha256)
        except NotFound:
            raise Refused("document-missing", sha256=sha256[:12]) from None
        work.progress.step(done, len(documents))
    snapshots = work.session.scalars(select(SnapshotRecord.id)).all()
    for snapshot_id in snapshots:
        snapshot(work, snapshot_id)
    editions = work.session.scalars(select(DocumentEditionRecord)).all()
    for edition in editions:
        thawed(edition)
    return DataCheck(len(documents), len(snapshots) + len(editions))


def _check_file(work: Work) -> None:
    """Let SQLite read every page; a server looks after its own."""
    if work.session.get_bind().dialect.name != "sqlite":
        return
    for pragma, sound in (("integrity_check", "ok"), ("foreign_key_check", None)):
        first = work.session.execute(text(f"PRAGMA {pragma}")).first()
        if (None if first is None else first[0]) != sound:
            raise Unavailable("database-damaged", check=pragma)


def _named_documents(work: Work) -> Iterator[str]:
    columns = (
        CertificationCheckRecord.evidence_sha256,
        CertificationFundingRecord.evidence_sha256,
        CertificationRecord.document_sha256,
        DocumentPrintRecord.sha256,
        IpTemplateRecord.sha256,
        IssuedDocumentRecord.sha256,
        PaperRecord.sha256,
        SignedCopyRecord.sha256,
    )
    for column in columns:
        yield from (one for one in work.session.scalars(select(column)) if one)
