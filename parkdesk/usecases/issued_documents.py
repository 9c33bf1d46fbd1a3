"""Documents handed out under a number: drafts, frozen editions, their prints and the register.

A document is frozen first, then drawn from what was frozen, then registered with the digest of its
bytes. What is frozen again without a change is the edition that there is.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from parkdesk.domain import canonical
from parkdesk.domain.credit import CreditSheet
from parkdesk.domain.document_facts import (
    EnterprisePack,
    ExpiryList,
    NoticeList,
    ProgrammeAccount,
)
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.issued_documents import (
    ISSUES,
    READS,
    DocumentKind,
    DocumentMatter,
    DocumentRequest,
    DocumentRow,
    DocumentSnapshot,
    EditionRow,
    document_number,
    series_prefix,
)
from parkdesk.domain.merged_windows import merged_window
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.summaries import snapshot_code
from parkdesk.store import trail
from parkdesk.store.issued_documents import (
    document_rows,
    edition_row,
    newest_edition,
    thawed,
)
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.quarterly_documents import quarterly_rows
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.tables.issued_documents import DocumentEditionRecord, DocumentPrintRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.document_facts import Facts, gather
from parkdesk.usecases.summaries import LANGUAGES, issued_bytes

SORTS: SortKeys = {"issued": DocumentPrintRecord.issued_at, "number": DocumentPrintRecord.number}
"""What the register can be ordered by."""
_KEYS: Mapping[str, Callable[[DocumentRow], dt.datetime | str]] = {
    "issued": lambda row: row.issued_at,
    "number": lambda row: row.number,
}
"""The same orders of the rows: the packs of the quarters are kept in another table."""
_FIELDS = {
    EnterprisePack: "enterprise",
    ProgrammeAccount: "programme",
    ExpiryList: "expiries",
    NoticeList: "notice",
    CreditSheet: "credit",
}


@dataclass(frozen=True, slots=True)
class KeptPrint:
    """A print that was handed out, as it was kept."""

    number: str
    language: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Drafted:
    """What is asked for as it would be printed now.

    Where nothing has changed since the newest edition, `snapshot` is that edition itself.
    """

    snapshot: DocumentSnapshot
    edition_id: int | None
    """Of the edition that it is; None for a draft."""
    newest: EditionRow | None
    """The newest edition of the matter: a draft would take its place."""
    issued: tuple[KeptPrint, ...] = ()
    """What was handed out of it already, by language: a newer layout does not draw it again."""

    def kept(self, language: str) -> KeptPrint | None:
        """Return what was handed out in a language."""
        return next((one for one in self.issued if one.language == language), None)


@query(Permission.PARK_READ)
def draft_document(work: Work, asked: DocumentRequest) -> Drafted:
    """Return what is asked for as it stands, or the edition that says the same."""
    matter, facts = gather.function(work, asked)
    newest = newest_edition(work.session, matter.key)
    row = edition_row(newest) if newest is not None else None
    if newest is not None and newest.facts_sha256 == _digest(facts):
        return Drafted(thawed(newest), newest.id, row, _printed(work, newest.id))
    return Drafted(_snapshot(work, matter, facts), None, row)


@command(Permission.COMPLIANCE_EDIT)
def freeze_document(work: Work, asked: DocumentRequest, reason: str = "") -> EditionRow:
    """Freeze the next edition of a document, or return the newest where nothing has changed.

    What takes the place of an earlier edition needs a reason.
    """
    work.actor.require(ISSUES[asked.kind])
    matter, facts = gather.function(work, asked)
    newest = newest_edition(work.session, matter.key)
    if newest is not None and newest.facts_sha256 == _digest(facts):
        return edition_row(newest)
    reason = reason.strip()
    if newest is not None and not reason:
        raise InvalidInput({"reason": "edition-needs-reason"})
    work.reason = work.reason or reason
    number, head = trail.head(work.session)
    drafted = _snapshot(work, matter, facts)
    snapshot = dataclasses.replace(
        drafted,
        series=newest.series if newest is not None else _next_series(work, asked.kind),
        edition=newest.edition + 1 if newest is not None else 1,
        reason=reason,
        trail_head=f"{number} {head}",
        follows=snapshot_code(newest.sha256) if newest is not None else "",
    )
    return edition_row(_kept(work, snapshot))


def _kept(work: Work, snapshot: DocumentSnapshot) -> DocumentEditionRecord:
    content, matter = canonical.encode(snapshot), snapshot.matter
    return work.add(
        DocumentEditionRecord(
            kind=matter.kind.value,
            matter=matter.key,
            series=snapshot.series,
            edition=snapshot.edition,
            subject=matter.subject,
            title=matter.title,
            title_en=matter.title_en,
            about_on=matter.day,
            content=content.decode(),
            sha256=canonical.digest(content),
            facts_sha256=snapshot.facts_sha256,
            trail_head=snapshot.trail_head,
            frozen_at=work.now,
            frozen_by=work.actor.name,
            reason=snapshot.reason,
        )
    )


def _next_series(work: Work, kind: DocumentKind) -> str:
    """Return the next number of the year: numbers are never given twice."""
    prefix = series_prefix(kind, work.today.year)
    column = DocumentEditionRecord.series
    taken = work.session.scalars(select(column).where(column.startswith(prefix, autoescape=True)))
    last = max((int(one.removeprefix(prefix)) for one in taken), default=0)
    return f"{prefix}{last + 1:04}"


def _snapshot(work: Work, matter: DocumentMatter, facts: Facts) -> DocumentSnapshot:
    park = work.session.scalars(select(ParkRecord)).one()
    drafted = DocumentSnapshot(
        matter, park.name, park.name_en, "", 0, work.now, work.actor.name, ""
    )
    field: dict[str, Facts] = {_FIELDS[type(facts)]: facts}
    return dataclasses.replace(drafted, **field)  # type: ignore[arg-type]


def _digest(facts: Facts) -> str:
    return canonical.digest(canonical.encode(facts))


def _printed(work: Work, edition_id: int) -> tuple[KeptPrint, ...]:
    found = work.session.scalars(
        select(DocumentPrintRecord)
        .where(DocumentPrintRecord.edition_id == edition_id)
        .order_by(DocumentPrintRecord.id)
    )
    return tuple(
        KeptPrint(one.number, one.language, work.documents.get(one.sha256)) for one in found
    )


@query(Permission.PARK_READ)
def document_snapshot(work: Work, edition_id: int) -> DocumentSnapshot:
    """Return a frozen edition; refused where its stored bytes no longer fit their digest."""
    record = work.get(DocumentEditionRecord, edition_id)
    work.actor.require(READS[DocumentKind(record.kind)])
    return thawed(record)


@command(Permission.COMPLIANCE_EDIT)
def issue_document(
    work: Work, edition_id: int, pdf: bytes, language: str, template: str
) -> DocumentRow:
    """Register the document that was drawn from an edition, and keep its bytes.

    The very same bytes again give the same entry; other bytes under a number that is taken are
    refused.
    """
    if language not in LANGUAGES:
        raise Refused("language-not-printed")
    edition = work.get(DocumentEditionRecord, edition_id)
    work.actor.require(ISSUES[DocumentKind(edition.kind)])
    number = document_number(edition.series, edition.edition, language)
    sha256 = work.documents.put(pdf)
    known = work.session.scalar(select(DocumentPrintRecord).filter_by(number=number))
    if known is not None:
        if known.sha256 != sha256:
            raise Refused("number-issued-already", number=number)
        return document_rows(work.session, [known.id])[known.id]
    record = work.add(
        DocumentPrintRecord(
            number=number,
            edition_id=edition_id,
            kind=edition.kind,
            language=language,
            sha256=sha256,
            template=template,
            issued_at=work.now,
            issued_by=work.actor.name,
        )
    )
    work.session.flush()
    return document_rows(work.session, [record.id])[record.id]


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents to list; what is left out does not narrow."""

    text: str = ""
    """Part of the number, or of what the document is of."""
    kind: DocumentKind | None = None


@query(Permission.PARK_READ)
def list_documents(
    work: Work, criteria: DocumentFilter, sort: Sort, offset: int, limit: int
) -> Window[DocumentRow]:
    """Return the documents in view of the register, of the kinds that the person may read."""
    where = _where(work, criteria)

    def fetch(start: int, length: int) -> Window[DocumentRow]:
        return fetch_window(
            work.session,
            DocumentPrintRecord.id,
            where,
            SORTS,
            sort,
            start,
            length,
            lambda ids: document_rows(work.session, list(ids)),
        )

    packs = _packs(work, criteria)
    key = _KEYS.get(sort.column, _KEYS["number"])
    return merged_window(fetch, packs, key, offset, limit, descending=sort.descending)


def _packs(work: Work, criteria: DocumentFilter) -> tuple[DocumentRow, ...]:
    asked = criteria.kind in {None, DocumentKind.QUARTERLY}
    if not (asked and work.actor.may(READS[DocumentKind.QUARTERLY])):
        return ()
    return quarterly_rows(work.session, criteria.text.strip())


def _where(work: Work, criteria: DocumentFilter) -> list[ColumnElement[bool]]:
    record, edition = DocumentPrintRecord, DocumentEditionRecord
    where: list[ColumnElement[bool]] = []
    readable = [kind for kind in DocumentKind if work.actor.may(READS[kind])]
    if len(readable) < len(DocumentKind):
        where.append(record.kind.in_([kind.value for kind in readable]))
    if criteria.kind is not None:
        where.append(record.kind == criteria.kind.value)
    text = criteria.text.strip()
    if text:
        called = select(edition.id).where(
            edition.title.contains(text, autoescape=True)
            | edition.subject.contains(text, autoescape=True)
        )
        number = record.number.contains(text, autoescape=True)
        where.append(number | record.edition_id.in_(called))
    return where


@query(Permission.PARK_READ)
def document_bytes(work: Work, document_id: int) -> bytes:
    """Return the very file that was handed out, checked against its digest."""
    if document_id < 0:
        work.actor.require(READS[DocumentKind.QUARTERLY])
        return issued_bytes.function(work, -document_id)
    record = work.get(DocumentPrintRecord, document_id)
    work.actor.require(READS[DocumentKind(record.kind)])
    return work.documents.get(record.sha256)


@query(Permission.PARK_READ)
def issued_of_edition(work: Work, edition_id: int, language: str) -> DocumentRow | None:
    """Return the print of an edition in a language; None where there is none yet."""
    record = work.session.scalar(
        select(DocumentPrintRecord).filter_by(edition_id=edition_id, language=language)
    )
    if record is None:
        return None
    work.actor.require(READS[DocumentKind(record.kind)])
    return document_rows(work.session, [record.id])[record.id]
