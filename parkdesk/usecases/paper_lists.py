"""Reading papers: what is there, what is missing, what there was, where the same scan is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.identity import Permission
from parkdesk.domain.papers import (
    MediaType,
    Owner,
    OwnerKind,
    PaperSlot,
    PaperState,
    owner_kinds,
    state_on,
)
from parkdesk.store.paper_owners import COLUMNS, OwnerWords, owner_of, owner_words
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.papers import PaperRecord, PaperSlotRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.papers import READING


@dataclass(frozen=True, slots=True)
class Twin:
    """Where the same scan is kept. The names are empty where the person may not read it."""

    sha256: str
    paper_id: int
    owner: Owner
    enterprise_id: int
    enterprise: str
    detail: str
    slot_zh: str
    slot_en: str
    added_at: dt.datetime
    added_by: str


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of an owner, or (number 0) a slot that is asked for and has none."""

    id: int
    version: int
    owner: Owner
    owner_detail: str
    """What the owner is within its enterprise; empty for the enterprise itself."""
    slot: PaperSlot
    state: PaperState
    file_name: str = ""
    media_type: MediaType | None = None
    pages: int | None = None
    size: int = 0
    note: str = ""
    added_at: dt.datetime | None = None
    added_by: str = ""
    removed_at: dt.datetime | None = None
    removed_by: str = ""
    removal_reason: str = ""
    twins: tuple[Twin, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether it stands for a paper that is not there."""
        return self.state is PaperState.MISSING


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """An owner and a slot that a file may go to."""

    owner: Owner
    owner_detail: str
    slot: PaperSlot


@query(Permission.ENTERPRISE_READ)
def paper_slots(work: Work) -> tuple[PaperSlot, ...]:
    """Return the slots that are offered today, in their order."""
    return _slots(work)


@query(Permission.ENTERPRISE_READ)
def papers_of(work: Work, owner: Owner, on: dt.date | None = None) -> tuple[PaperRow, ...]:
    """Return an owner's papers as at a day, missing ones first; older and removed ones follow."""
    work.actor.require(READING[owner.kind])
    return _rows(work, {owner: ""}, on or work.today, {owner})


@query(Permission.ENTERPRISE_READ)
def papers_of_all(work: Work, owners: Mapping[Owner, str]) -> tuple[PaperRow, ...]:
    """Return today's papers of several owners, each with what it is called, in their order."""
    for kind in {owner.kind for owner in owners}:
        work.actor.require(READING[kind])
    return _rows(work, owners, work.today, set(owners))


@query(Permission.ENTERPRISE_READ)
def enterprise_papers(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[PaperRow, ...]:
    """Return the papers of an enterprise and of its certificates as at a day.

    A certificate that was replaced by a newer one, or has expired, is asked for no paper.
    """
    day = on or work.today
    owners = _owners_at(work, enterprise_id, on)
    return _rows(work, owners, day, _asked(work, owners, day))


@query(Permission.ENTERPRISE_READ)
def paper_places(work: Work, enterprise_id: int) -> tuple[PaperPlace, ...]:
    """Return where a file of an enterprise may go: its own slots, then those of certificates."""
    slots = _slots(work)
    owners = _owners_at(work, enterprise_id, None)
    return tuple(
        PaperPlace(owner, detail, slot)
        for owner, detail in owners.items()
        for slot in slots
        if owner.kind in slot.owners
    )


@query(Permission.ENTERPRISE_READ)
def same_scans(work: Work, hashes: tuple[str, ...]) -> tuple[Twin, ...]:
    """Return where files with these hashes are kept already, the oldest first."""
    return _twins(work, hashes, _slots_by_code(work))


def _owners_at(work: Work, enterprise_id: int, on: dt.date | None) -> dict[Owner, str]:
    owners = {Owner(OwnerKind.ENTERPRISE, enterprise_id): ""}
    if not work.actor.may(Permission.CERTIFICATION_READ):
        return owners
    table = CertificationRecord
    ids = select(table.id).where(table.enterprise_id == enterprise_id)
    if on is not None:
        ids = ids.where(table.issued_on <= on)
    found = [
        Owner(OwnerKind.CERTIFICATION, id_)
        for id_ in work.session.scalars(ids.order_by(table.issued_on.desc(), table.id.desc()))
    ]
    words = owner_words(work.session, found)
    return owners | {owner: words[owner].detail for owner in found}


def _asked(work: Work, owners: Iterable[Owner], day: dt.date) -> set[Owner]:
    """Return the owners of which papers are asked: the enterprise, and what it holds that day."""
    kinds = {owner.id: owner for owner in owners if owner.kind is OwnerKind.CERTIFICATION}
    table = CertificationRecord
    held = work.session.scalars(
        select(table.id).where(
            table.id.in_(kinds),
            table.expires_key >= day,
            or_(table.superseded_on.is_(None), table.superseded_on > day),
            or_(table.withdrawn_on.is_(None), table.withdrawn_on > day),
        )
    )
    others = {owner for owner in owners if owner.kind is not OwnerKind.CERTIFICATION}
    return others | {kinds[id_] for id_ in held}


def _slots(work: Work) -> tuple[PaperSlot, ...]:
    records = work.session.scalars(select(PaperSlotRecord).order_by(PaperSlotRecord.position))
    return tuple(
        _slot(one) for one in records if one.retired_on is None or one.retired_on > work.today
    )


def _slots_by_code(work: Work) -> dict[str, PaperSlot]:
    return {one.code: _slot(one) for one in work.session.scalars(select(PaperSlotRecord))}


def _slot(record: PaperSlotRecord) -> PaperSlot:
    return PaperSlot(
        record.code,
        record.name_zh,
        record.name_en,
        owner_kinds(record.owners),
        owner_kinds(record.expected),
        record.several,
        record.sensitive,
        tuple(word for word in record.words.split("|") if word),
        record.position,
    )


def _rows(
    work: Work, owners: Mapping[Owner, str], on: dt.date, asked: set[Owner]
) -> tuple[PaperRow, ...]:
    slots = _slots_by_code(work)
    papers = list(work.session.scalars(select(PaperRecord).where(_belongs_to(owners))))
    by_id = {paper.id: paper for paper in papers}
    twins: dict[str, list[Twin]] = {}
    for twin in _twins(work, {paper.sha256 for paper in papers}, slots):
        twins.setdefault(twin.sha256, []).append(twin)
    rows = []
    for paper in papers:
        newer = by_id.get(paper.replaced_by_id or 0)
        state = state_on(
            day_in_china(paper.added_at),
            day_in_china(newer.added_at) if newer is not None else None,
            day_in_china(paper.removed_at) if paper.removed_at is not None else None,
            on,
        )
        if state is not None:
            others = tuple(one for one in twins.get(paper.sha256, ()) if one.paper_id != paper.id)
            rows.append(_row(paper, owners, slots[paper.slot_code], state, others))
    rows += _missing({one: owners[one] for one in owners if one in asked}, slots.values(), rows)
    return tuple(sorted(rows, key=lambda row: _order(row, list(owners))))


def _order(row: PaperRow, owners: Sequence[Owner]) -> tuple[int, int, int, int, int]:
    older = row.state in (PaperState.REPLACED, PaperState.REMOVED)
    place = owners.index(row.owner)
    return (0 if row.is_missing else 1, place, row.slot.position, int(older), -row.id)


def _belongs_to(owners: Iterable[Owner]) -> ColumnElement[bool]:
    ids: dict[OwnerKind, list[int]] = {}
    for owner in owners:
        ids.setdefault(owner.kind, []).append(owner.id)
    return or_(*(COLUMNS[kind].in_(wanted) for kind, wanted in ids.items()))


def _row(
    paper: PaperRecord,
    owners: Mapping[Owner, str],
    slot: PaperSlot,
    state: PaperState,
    twins: tuple[Twin, ...],
) -> PaperRow:
    owner = owner_of(paper)
    return PaperRow(
        paper.id,
        paper.version,
        owner,
        owners[owner],
        slot,
        state,
        paper.file_name,
        MediaType(paper.media_type),
        paper.pages,
        paper.size,
        paper.note,
        paper.added_at,
        paper.added_by,
        paper.removed_at,
        paper.removed_by,
        paper.removal_reason,
        twins,
    )


def _missing(
    owners: Mapping[Owner, str], slots: Iterable[PaperSlot], rows: Iterable[PaperRow]
) -> list[PaperRow]:
    there = {(row.owner, row.slot.code) for row in rows if row.state is PaperState.PRESENT}
    return [
        PaperRow(0, 0, owner, detail, slot, PaperState.MISSING)
        for owner, detail in owners.items()
        for slot in slots
        if owner.kind in slot.expected and (owner, slot.code) not in there
    ]


def _twins(work: Work, hashes: Iterable[str], slots: Mapping[str, PaperSlot]) -> tuple[Twin, ...]:
    wanted = sorted(set(hashes))
    if not wanted:
        return ()
    records = work.session.scalars(
        select(PaperRecord)
        .where(and_(PaperRecord.sha256.in_(wanted), PaperRecord.removed_at.is_(None)))
        .order_by(PaperRecord.id)
    ).all()
    words = owner_words(work.session, {owner_of(paper) for paper in records})
    return tuple(_twin(work, paper, words, slots[paper.slot_code]) for paper in records)


def _twin(
    work: Work, paper: PaperRecord, words: Mapping[Owner, OwnerWords], slot: PaperSlot
) -> Twin:
    owner = owner_of(paper)
    known = words[owner] if work.actor.may(READING[owner.kind]) else OwnerWords(0, "", "")
    return Twin(
        paper.sha256,
        paper.id,
        owner,
        known.enterprise_id,
        known.enterprise,
        known.detail,
        slot.name_zh,
        slot.name_en,
        paper.added_at,
        paper.added_by,
    )
