"""Checking any document of the park: by the bytes of its file, or by what its square says."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain import canonical
from parkdesk.domain.editions import (
    Authenticity,
    CheckedDocument,
    Verification,
    claimed_codes,
    claimed_number,
    read_square,
)
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.issued_documents import DocumentRow
from parkdesk.domain.signatures import SignatureCheck
from parkdesk.store.issued_documents import document_rows, edition_row, newest_edition
from parkdesk.store.tables.issued_documents import DocumentPrintRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.summaries import list_issued, list_snapshots, verify_document

Checked = Verification | CheckedDocument


@query(Permission.SUMMARY_READ)
def check_document(work: Work, content: bytes, signature: SignatureCheck | None = None) -> Checked:
    """Say whether bytes are a document that was issued here, and whether a later one followed.

    Bytes that name a number of ours with its code and are not those that were kept have been
    altered; with another code they are another park's, or made up. What it is said to be is said
    to whoever may look at documents at all: it stands on the paper they hold. `signature` is what
    was found of a signature by certificate in the file.
    """
    record = work.session.scalar(
        select(DocumentPrintRecord)
        .filter_by(sha256=canonical.digest(content))
        .order_by(DocumentPrintRecord.id)
    )
    if record is not None:
        return _standing(work, document_rows(work.session, [record.id])[record.id])
    number, codes = claimed_number(content), claimed_codes(content)
    claimed = _numbered(work, number)
    if claimed is not None:
        if claimed.code not in codes:
            return Verification(Authenticity.UNKNOWN, claims=claimed.number)
        return CheckedDocument(Authenticity.ALTERED, claimed)
    found = verify_document.function(work, content, signature)
    if found.verdict is Authenticity.ALTERED and found.document is not None:
        editions = list_snapshots.function(work, found.document.quarter)
        own = {one.code for one in editions if one.edition == found.document.edition}
        if codes.isdisjoint(own):
            return Verification(Authenticity.UNKNOWN, claims=found.document.number)
    return found


@query(Permission.SUMMARY_READ)
def check_square(work: Work, text: str) -> Checked:
    """Say what is known of the number and the code that a telephone read off a page.

    It says that such a document was issued, not that the paper in the hand is unchanged.
    """
    read = read_square(text)
    if read is None:
        raise InvalidInput({"square": "square-unreadable"})
    number, code = read
    document = _numbered(work, number)
    if document is not None:
        if document.code != code:
            return Verification(Authenticity.UNKNOWN, claims=number)
        return _standing(work, document)
    for row in list_issued.function(work):
        if row.number == number:
            editions = list_snapshots.function(work, row.quarter)
            own = next(one for one in editions if one.id == row.snapshot_id)
            if own.code != code:
                break
            later = editions[0] if editions[0].edition > row.edition else None
            verdict = Authenticity.SUPERSEDED if later else Authenticity.GENUINE
            return Verification(verdict, row, later)
    else:
        return Verification(Authenticity.UNKNOWN)
    return Verification(Authenticity.UNKNOWN, claims=number)


def _numbered(work: Work, number: str | None) -> DocumentRow | None:
    id_ = work.session.scalar(select(DocumentPrintRecord.id).filter_by(number=number))
    return None if id_ is None else document_rows(work.session, [id_])[id_]


def _standing(work: Work, document: DocumentRow) -> CheckedDocument:
    if not document.corrected:
        return CheckedDocument(Authenticity.GENUINE, document)
    newest = newest_edition(work.session, document.matter.key)
    assert newest is not None
    return CheckedDocument(Authenticity.SUPERSEDED, document, edition_row(newest))
