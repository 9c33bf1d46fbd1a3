"""The quarter's summary: its live draft, frozen editions, issued documents and their check.

A frozen edition is canonical JSON that nobody edits; every print of it is the same paper. A
correction is a further edition with its reason.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import func, select

from parkdesk.domain import canonical
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import answered
from parkdesk.domain.editions import (
    Authenticity,
    IssuedRow,
    SnapshotRow,
    Verification,
    claimed_number,
)
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission, Role
from parkdesk.domain.packs import PACK_LANGUAGES, PackPlan, Section, written
from parkdesk.domain.signatures import SignatureCheck
from parkdesk.domain.summaries import (
    QuarterlySummary,
    Signatures,
    document_number,
    snapshot_code,
)
from parkdesk.domain.text_figures import UNKNOWN_FIGURES, unfounded
from parkdesk.store import trail
from parkdesk.store.closings import (
    back_up_before_closing,
    keep_closing,
    newest_snapshot,
    open_reopening,
)
from parkdesk.store.findings import look_again
from parkdesk.store.return_corrections import corrected_since, late_for
from parkdesk.store.tables.closings import ReopeningRecord
from parkdesk.store.tables.summaries import IssuedDocumentRecord, SnapshotRecord
from parkdesk.store.usual_people import people_of_the_park, usual_people
from parkdesk.store.work import Work
from parkdesk.usecases.closing_checks import checks_of_draft
from parkdesk.usecases.core import command, query
from parkdesk.usecases.quarter_summaries import quarter_summary
from parkdesk.usecases.signed_copies import signed_copy_of

__all__ = [
    "LANGUAGES",
    "Authenticity",
    "IssuedRow",
    "SigningPeople",
    "SnapshotRow",
    "Verification",
    "freeze_quarter",
    "issue_quarterly",
    "issued_bytes",
    "list_issued",
    "list_snapshots",
    "quarter_summary",
    "signing_people",
    "snapshot",
    "usual_signatures",
    "verify_document",
]

LANGUAGES = ("zh_CN", "en")
_NO_COMMENTS: Mapping[str, str] = MappingProxyType({})


@query(Permission.SUMMARY_READ)
def usual_signatures(work: Work) -> Signatures:
    """Return who would prepare, review and sign: what the freezing dialogue begins with.

    In a small office one person stands for several roles: they are proposed for one part alone.
    """
    people = usual_people(work.session)
    usual = Signatures(work.actor.name, people[Role.REVIEWER], people[Role.MANAGER])
    return usual.of_different_people()


@dataclasses.dataclass(frozen=True, slots=True)
class SigningPeople:
    """Who can be named on a closed quarter, the park's own people, and who is proposed."""

    proposed: Signatures
    people: tuple[str, ...]


@query(Permission.SUMMARY_FREEZE)
def signing_people(work: Work) -> SigningPeople:
    """Return whom the closing dialogue offers to be named."""
    return SigningPeople(usual_signatures(work), people_of_the_park(work.session))


@command(Permission.SUMMARY_FREEZE)
def freeze_quarter(
    work: Work,
    quarter: Quarter,
    signatures: Signatures | None = None,
    reason: str = "",
    comments: Mapping[str, str] = _NO_COMMENTS,
) -> SnapshotRow:
    """Close a quarter that is over: freeze its next edition, after a backup of an embedded park.

    A closed quarter has to be opened again first, by two people; its next edition needs a reason
    and names the one whose place it takes. Refused while a check blocks, `closing-…`; each check
    that asks wants a comment by its code. `signatures` name people of the park; a name left empty
    is an empty line on the paper.
    """
    if work.today <= quarter.last:
        raise Refused("quarter-not-over", from_on=quarter.last + dt.timedelta(days=1))
    before = newest_snapshot(work.session, quarter)
    _require_real(work, signatures)
    reopening = _reopening_of(work, quarter, before)
    reason = reason.strip()
    if before is not None and not reason:
        raise InvalidInput({"reason": "edition-needs-reason"})
    work.reason = work.reason or reason
    # What the registers show ended since somebody last looked is not printed as standing.
    look_again(work)
    work.session.flush()
    number, head = trail.head(work.session)
    draft = quarter_summary(work, quarter)
    checks = answered(checks_of_draft(work, quarter, draft), comments)
    edition = before.edition + 1 if before is not None else 1
    summary = dataclasses.replace(
        draft,
        signatures=signatures or usual_signatures(work),
        edition=edition,
        reason=reason,
        trail_head=f"{number} {head}",
        checks=checks,
        corrected=corrected_since(work.session, quarter, edition - 1),
        late=late_for(work.session, quarter),
        follows="" if before is None else snapshot_code(before.sha256),
    )
    backup = back_up_before_closing(work, quarter, edition)
    record = _keep_edition(work, summary)
    keep_closing(work, record, before, reopening, backup)
    return _snapshot_row(record, 0)


def _require_real(work: Work, signatures: Signatures | None) -> None:
    """Refuse a name that is nobody's here: what is archived would say that he looked at it."""
    people = people_of_the_park(work.session)
    said = dataclasses.asdict(signatures) if signatures is not None else {}
    strangers = {
        part: "nobody-of-the-park" for part, name in said.items() if name and name not in people
    }
    if strangers:
        raise InvalidInput(strangers)


def _reopening_of(
    work: Work, quarter: Quarter, before: SnapshotRecord | None
) -> ReopeningRecord | None:
    """Return the opening in which a closed quarter is corrected; refused where there is none."""
    if before is None:
        return None
    found = open_reopening(work.session, quarter)
    if found is None:
        raise Refused("quarter-closed", quarter=quarter, edition=before.edition)
    return found


def _keep_edition(work: Work, summary: QuarterlySummary) -> SnapshotRecord:
    content = canonical.encode(summary)
    return work.add(
        SnapshotRecord(
            quarter=str(summary.quarter),
            edition=summary.edition,
            content=content.decode(),
            sha256=canonical.digest(content),
            trail_head=summary.trail_head,
            frozen_at=work.now,
            frozen_by=work.actor.name,
            reason=summary.reason,
        )
    )


@query(Permission.SUMMARY_READ)
def list_snapshots(work: Work, quarter: Quarter | None = None) -> tuple[SnapshotRow, ...]:
    """Return the frozen editions, of one quarter or of all, the newest first."""
    issued = (
        select(func.count())
        .where(IssuedDocumentRecord.snapshot_id == SnapshotRecord.id)
        .scalar_subquery()
    )
    found = select(SnapshotRecord, issued).order_by(
        SnapshotRecord.quarter.desc(), SnapshotRecord.edition.desc()
    )
    if quarter is not None:
        found = found.where(SnapshotRecord.quarter == str(quarter))
    return tuple(_snapshot_row(record, int(count)) for record, count in work.session.execute(found))


@query(Permission.SUMMARY_READ)
def snapshot(work: Work, snapshot_id: int) -> QuarterlySummary:
    """Return a frozen edition; refused where its stored bytes no longer fit their digest."""
    record = work.get(SnapshotRecord, snapshot_id)
    content = record.content.encode()
    if canonical.digest(content) != record.sha256:
        raise Refused("snapshot-changed")
    return canonical.decode(QuarterlySummary, content)


@command(Permission.SUMMARY_FREEZE)
def issue_quarterly(
    work: Work,
    snapshot_id: int,
    pdf: bytes,
    language: str,
    template: str,
    plan: PackPlan | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> IssuedRow:
    """Register the document that was printed from an edition, and keep its bytes.

    `plan` is what was chosen for it, None what its layout has by itself. Where the manager's words
    say figures that the edition does not have, `text-figures-unknown` has to be in `confirmed`.
    Issuing the very same bytes again gives the same entry; other bytes under a number that is
    taken are refused.
    """
    if language not in PACK_LANGUAGES:
        raise Refused("language-not-printed")
    edition = work.get(SnapshotRecord, snapshot_id)
    if UNKNOWN_FIGURES not in confirmed:
        _ask_about_figures(work, snapshot_id, plan)
    number = document_number(Quarter.parse(edition.quarter), edition.edition, language)
    sha256 = work.documents.put(pdf)
    known = work.session.scalar(select(IssuedDocumentRecord).filter_by(number=number))
    if known is not None:
        if known.sha256 != sha256:
            raise Refused("number-issued-already", number=number)
        return _issued_row(known, edition)
    record = work.add(
        IssuedDocumentRecord(
            number=number,
            snapshot_id=snapshot_id,
            language=language,
            sha256=sha256,
            template=template,
            issued_at=work.now,
            issued_by=work.actor.name,
            sections="" if plan is None else written(plan.sections),
            pack="" if plan is None else plan.name,
            pack_version=0 if plan is None else plan.version,
        )
    )
    return _issued_row(record, edition)


def _ask_about_figures(work: Work, snapshot_id: int, plan: PackPlan | None) -> None:
    summary = snapshot(work, snapshot_id)
    if summary.pack is None or (plan is not None and Section.TEXT not in plan.sections):
        return
    unknown = unfounded(f"{summary.pack.text}\n{summary.pack.text_en}", summary)
    if unknown:
        raise NeedsConfirmation(UNKNOWN_FIGURES, figures="、".join(unknown))


@query(Permission.SUMMARY_READ)
def list_issued(work: Work, quarter: Quarter | None = None) -> tuple[IssuedRow, ...]:
    """Return the issued documents, of one quarter or of all, the newest first."""
    found = (
        select(IssuedDocumentRecord, SnapshotRecord)
        .join(SnapshotRecord, SnapshotRecord.id == IssuedDocumentRecord.snapshot_id)
        .order_by(IssuedDocumentRecord.issued_at.desc(), IssuedDocumentRecord.id.desc())
    )
    if quarter is not None:
        found = found.where(SnapshotRecord.quarter == str(quarter))
    return tuple(_issued_row(record, edition) for record, edition in work.session.execute(found))


@query(Permission.SUMMARY_READ)
def issued_bytes(work: Work, issued_id: int) -> bytes:
    """Return the very file that was issued, checked against its digest."""
    return work.documents.get(work.get(IssuedDocumentRecord, issued_id).sha256)


@query(Permission.SUMMARY_READ)
def verify_document(
    work: Work, content: bytes, signature: SignatureCheck | None = None
) -> Verification:
    """Say whether bytes are a document that was issued here, and whether a later one followed.

    Bytes that name themselves one and are not those that were kept have been altered, unless they
    begin with those that were kept and only a signature follows: `signature` is what was found of
    it.
    """
    sha256 = canonical.digest(content)
    record = work.session.scalar(
        select(IssuedDocumentRecord).filter_by(sha256=sha256).order_by(IssuedDocumentRecord.id)
    )
    if record is not None:
        return _standing(work, record)
    named = work.session.scalar(
        select(IssuedDocumentRecord).filter_by(number=claimed_number(content))
    )
    if named is None:
        return Verification(Authenticity.UNKNOWN)
    copy = signed_copy_of.function(work, content)
    begins = copy is not None or (
        signature is not None and content.startswith(work.documents.get(named.sha256))
    )
    if copy is not None or (begins and signature is not None and signature.whole):
        return dataclasses.replace(_standing(work, named), signature=signature, kept=copy)
    document = _issued_row(named, work.get(SnapshotRecord, named.snapshot_id))
    return Verification(Authenticity.ALTERED, document, signature=signature if begins else None)


def _standing(work: Work, record: IssuedDocumentRecord) -> Verification:
    document = _issued_row(record, work.get(SnapshotRecord, record.snapshot_id))
    newest = list_snapshots(work, document.quarter)[0]  # its own is one of them
    if newest.edition > document.edition:
        return Verification(Authenticity.SUPERSEDED, document, newest)
    return Verification(Authenticity.GENUINE, document)


def _snapshot_row(record: SnapshotRecord, issued: int) -> SnapshotRow:
    return SnapshotRow(
        record.id,
        Quarter.parse(record.quarter),
        record.edition,
        snapshot_code(record.sha256),
        record.sha256,
        record.frozen_at,
        record.frozen_by,
        record.reason,
        issued,
    )


def _issued_row(record: IssuedDocumentRecord, edition: SnapshotRecord) -> IssuedRow:
    return IssuedRow(
        record.id,
        record.number,
        record.snapshot_id,
        Quarter.parse(edition.quarter),
        edition.edition,
        record.language,
        record.sha256,
        record.template,
        record.issued_at,
        record.issued_by,
        record.sections,
        record.pack,
        record.pack_version,
    )
