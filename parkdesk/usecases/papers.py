"""Papers: attaching, replacing and taking out what proves something.

The permission of a use-case is that of enterprises; for a paper of a certificate or a claim that
one's own permission is asked for as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.paper_files import media_type_of
from parkdesk.domain.paper_names import without_numbers
from parkdesk.domain.papers import (
    LONGEST_NAME,
    LONGEST_NOTE,
    MediaType,
    Owner,
    OwnerKind,
    PaperFile,
    PaperUse,
)
from parkdesk.store.paper_owners import COLUMNS, RECORDS, owner_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.papers import PaperRecord, PaperSlotRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

CERTIFICATE_SLOT = "certificate"
READING: Mapping[OwnerKind, Permission] = {
    OwnerKind.ENTERPRISE: Permission.ENTERPRISE_READ,
    OwnerKind.CERTIFICATION: Permission.CERTIFICATION_READ,
    OwnerKind.CLAIM: Permission.CLAIM_READ,
    OwnerKind.CLAIM_PERSON: Permission.CLAIM_READ,
    OwnerKind.CONTRACT_EXECUTION: Permission.CONTRACT_READ,
}
EDITING: Mapping[OwnerKind, Permission] = {
    OwnerKind.ENTERPRISE: Permission.ENTERPRISE_EDIT,
    OwnerKind.CERTIFICATION: Permission.CERTIFICATION_EDIT,
    OwnerKind.CLAIM: Permission.CLAIM_EDIT,
    OwnerKind.CLAIM_PERSON: Permission.CLAIM_EDIT,
    OwnerKind.CONTRACT_EXECUTION: Permission.CONTRACT_EDIT,
}


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A file and where it goes."""

    owner: Owner
    slot: str
    file: PaperFile
    note: str = ""
    replaces: int | None = None
    """The paper that it is a newer version of, in a slot where several hold side by side."""
    twin_confirmed: bool = False
    """The person knows that the same scan is kept elsewhere."""


@dataclass(frozen=True, slots=True)
class PaperContent:
    """The bytes of a paper."""

    id: int
    file_name: str
    media_type: MediaType
    content: bytes


@command(Permission.ENTERPRISE_EDIT)
def add_papers(work: Work, papers: tuple[NewPaper, ...]) -> tuple[int, ...]:
    """Attach files, all or none; return their numbers.

    In a slot that holds one paper the newer one replaces the older. Raises `same-scan` for bytes
    that are kept elsewhere, unless the person confirmed it, and `paper-already-here` for the very
    paper that is there.
    """
    added = tuple(_add(work, paper) for paper in papers)
    for owner in {paper.owner for paper in papers if paper.slot == CERTIFICATE_SLOT}:
        _name_scan(work, owner)
    return added


@command(Permission.ENTERPRISE_EDIT)
def sort_paper(work: Work, paper_id: int, version: int, owner: Owner, slot: str, note: str) -> None:
    """Put a paper into another slot, of the same owner or another one, or change its note.

    What a slot for one paper held before is replaced by it. Out of a slot whose papers show
    numbers of persons or accounts it goes only by somebody who may see those, and the trail says
    so: in another slot everybody may look at it.
    """
    paper = work.get(PaperRecord, paper_id, version=version)
    before = (_editable(work, paper), paper.slot_code)
    _require_present(paper)
    _require_note(note)
    record = _slot(work, slot, owner)
    paper.note = note.strip()
    if before != (owner, slot):
        _require_owner(work, owner)
        if _is_sensitive(work, paper) and not record.sensitive:
            work.actor.require(Permission.IDENTITY_REVEAL)
            work.note(PaperRecord.__tablename__, paper.id, {"content": "made-plain"})
        older = _in_slot(work, owner, record)
        for kind, column in COLUMNS.items():
            setattr(paper, column.key, owner.id if kind is owner.kind else None)
        paper.slot_code = slot
        if older is not None:
            older.replaced_by_id = paper.id
        work.session.flush()  # the scans of certificates are looked up below
        for place, code in {before, (owner, slot)}:
            if code == CERTIFICATE_SLOT:
                _name_scan(work, place)


@command(Permission.ENTERPRISE_EDIT)
def remove_paper(work: Work, paper_id: int, version: int, reason: str) -> None:
    """Mark a paper as taken out. Its bytes stay, and so does the row, with the reason."""
    paper = work.get(PaperRecord, paper_id, version=version)
    owner = _editable(work, paper)
    _require_present(paper)
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    if len(reason) > LONGEST_NOTE:
        raise InvalidInput({"reason": "too-long"})
    work.reason = reason.strip()
    paper.removed_at, paper.removed_by = work.now, work.actor.name
    paper.removal_reason = reason.strip()
    work.session.flush()  # the certificate's scan is looked up below
    if paper.slot_code == CERTIFICATE_SLOT:
        _name_scan(work, owner)


@query(Permission.ENTERPRISE_READ)
def paper_content(work: Work, paper_id: int) -> PaperContent:
    """Return the bytes of a paper that shows no numbers of persons or accounts."""
    paper = _readable(work, paper_id)
    if _is_sensitive(work, paper):
        raise Refused("paper-is-sensitive")
    return _content(work, paper)


@command(Permission.IDENTITY_REVEAL)
def reveal_paper(work: Work, paper_id: int, use: PaperUse) -> PaperContent:
    """Return the bytes of any paper; who looked at it, and for what, is in the trail."""
    paper = _readable(work, paper_id)
    work.note(PaperRecord.__tablename__, paper.id, {"content": use.value})
    return _content(work, paper)


def _add(work: Work, new: NewPaper) -> int:
    _require_owner(work, new.owner)
    slot = _slot(work, new.slot, new.owner)
    _require_note(new.note)
    _require_sound(new.file)
    older = _replaced(work, new, slot)
    _require_new(work, new)
    kept = work.documents.put(new.file.content)
    if kept != new.file.sha256:
        raise Refused("document-changed", sha256=kept[:12])
    record = PaperRecord(
        slot_code=slot.code,
        file_name=without_numbers(new.file.name),
        sha256=kept,
        size=len(new.file.content),
        media_type=new.file.media_type.value,
        pages=new.file.pages,
        note=new.note.strip(),
        added_at=work.now,
        added_by=work.actor.name,
    )
    setattr(record, COLUMNS[new.owner.kind].key, new.owner.id)
    work.add(record)
    if older is not None:
        older.replaced_by_id = record.id
        work.session.flush()  # two of a batch may go to one slot
    return record.id


def _require_sound(file: PaperFile) -> None:
    """Believe the examiner its pages, but neither name nor kind."""
    if not file.name or len(file.name) > LONGEST_NAME or "/" in file.name or "\\" in file.name:
        raise InvalidInput({"name": "required" if not file.name else "too-long"})
    if not file.content:
        raise Refused("paper-empty", file=file.name)
    if media_type_of(file.content) is not file.media_type:
        raise Refused("paper-kind-unknown", file=file.name)


def _require_note(note: str) -> None:
    if len(note) > LONGEST_NOTE:
        raise InvalidInput({"note": "too-long"})


def _require_new(work: Work, new: NewPaper) -> None:
    same = work.session.scalars(
        select(PaperRecord).where(
            PaperRecord.sha256 == new.file.sha256, PaperRecord.removed_at.is_(None)
        )
    ).all()
    for paper in same:
        here = owner_of(paper) == new.owner and paper.slot_code == new.slot
        if here and paper.replaced_by_id is None:
            raise Refused("paper-already-here", file=new.file.name)
    if same and not new.twin_confirmed:
        raise NeedsConfirmation("same-scan", file=new.file.name)


def _replaced(work: Work, new: NewPaper, slot: PaperSlotRecord) -> PaperRecord | None:
    if new.replaces is None:
        return _in_slot(work, new.owner, slot)
    paper = work.get(PaperRecord, new.replaces)
    _require_present(paper)
    if owner_of(paper) != new.owner:
        raise WrongState
    return paper


def _in_slot(work: Work, owner: Owner, slot: PaperSlotRecord) -> PaperRecord | None:
    """Return the paper of a slot that holds one; None where several may be, or none is."""
    if slot.several:
        return None
    return _newest(work, owner, slot.code)


def _newest(work: Work, owner: Owner, slot: str) -> PaperRecord | None:
    return work.session.scalar(
        select(PaperRecord)
        .where(
            COLUMNS[owner.kind] == owner.id,
            PaperRecord.slot_code == slot,
            PaperRecord.replaced_by_id.is_(None),
            PaperRecord.removed_at.is_(None),
        )
        .order_by(PaperRecord.id.desc())
        .limit(1)
    )


def _name_scan(work: Work, owner: Owner) -> None:
    """Let a certificate name its own scan: the paper in that slot, if there is one."""
    record = work.get(CertificationRecord, owner.id)
    paper = _newest(work, owner, CERTIFICATE_SLOT)
    record.document_sha256 = paper.sha256 if paper is not None else None


def _slot(work: Work, code: str, owner: Owner) -> PaperSlotRecord:
    slot = work.session.scalar(select(PaperSlotRecord).filter_by(code=code))
    if slot is None or owner.kind.value not in slot.owners.split():
        raise InvalidInput({"slot": "slot-not-of-owner"})
    if _is_retired(slot.retired_on, work.today):
        raise InvalidInput({"slot": "slot-retired"})
    return slot


def _is_retired(retired_on: date | None, today: date) -> bool:
    return retired_on is not None and retired_on <= today


def _require_owner(work: Work, owner: Owner) -> None:
    work.actor.require(EDITING[owner.kind])
    work.get(RECORDS[owner.kind], owner.id)


def _editable(work: Work, paper: PaperRecord) -> Owner:
    owner = owner_of(paper)
    work.actor.require(EDITING[owner.kind])
    return owner


def _require_present(paper: PaperRecord) -> None:
    if paper.removed_at is not None or paper.replaced_by_id is not None:
        raise Refused("paper-not-current")


def _readable(work: Work, paper_id: int) -> PaperRecord:
    paper = work.get(PaperRecord, paper_id)
    work.actor.require(READING[owner_of(paper).kind])
    return paper


def _is_sensitive(work: Work, paper: PaperRecord) -> bool:
    query_ = select(PaperSlotRecord.sensitive).where(PaperSlotRecord.code == paper.slot_code)
    return bool(work.session.scalar(query_))


def _content(work: Work, paper: PaperRecord) -> PaperContent:
    content = work.documents.get(paper.sha256)
    return PaperContent(paper.id, paper.file_name, MediaType(paper.media_type), content)
