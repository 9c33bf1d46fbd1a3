"""Scans of a claim's papers: where each goes by its name, filed with the checklist, taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from parkdesk.domain.claim_papers import PaperState
from parkdesk.domain.claim_scans import (
    OTHER,
    ScanPerson,
    guess_place,
    meant_people,
    place_of,
    slot_of,
)
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.papers import Owner, OwnerKind, PaperFile, PaperSlot
from parkdesk.domain.papers import PaperState as ScanState
from parkdesk.domain.programme_parts import Material
from parkdesk.store import rosters
from parkdesk.store.claim_papers import paper_states, write_papers
from parkdesk.store.claim_papers import papers_of as checklist_of
from parkdesk.store.claim_records import editable, key_of, rules_of
from parkdesk.store.paper_owners import owner_of
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command, query
from parkdesk.usecases.paper_inbox import Filing, ScanGuess
from parkdesk.usecases.paper_lists import (
    PaperPlace,
    PaperRow,
    paper_slots,
    papers_of_all,
    same_scans,
)
from parkdesk.usecases.papers import NewPaper, add_papers

MOST_PEOPLE = 60
"""Of a longer roster only the people whom files name are offered one by one."""


@dataclass(frozen=True, slots=True)
class ClaimScan:
    """A file and the required paper that it is; the owner is the claim, or a person of it."""

    owner: Owner
    material: str
    file: PaperFile
    twin_confirmed: bool = False
    """The person knows that the same scan is kept elsewhere."""


@dataclass(frozen=True, slots=True)
class ScanFiling:
    """What is known of files before they are filed."""

    filing: Filing
    kept: Mapping[tuple[Owner, str], str]
    """The file that lies in each place where only one may, by the required paper's code."""


@dataclass(frozen=True, slots=True)
class ScansFiled:
    """What a filing did, so that it can be taken back."""

    key: ClaimKey
    papers: tuple[int, ...]
    before: tuple[PaperState, ...]
    """The lines of the checklist as they stood before."""


@query(Permission.CLAIM_READ)
def claim_scans(work: Work, claim_id: int) -> tuple[PaperRow, ...]:
    """Return the scans of a claim, then those of its people that have any."""
    people = work.session.execute(
        select(ClaimPersonRecord.id, ClaimPersonRecord.position, ClaimPersonRecord.name)
        .join(PaperRecord, PaperRecord.claim_person_id == ClaimPersonRecord.id)
        .where(ClaimPersonRecord.claim_id == claim_id)
        .distinct()
        .order_by(ClaimPersonRecord.position, ClaimPersonRecord.id)
    )
    owners = {Owner(OwnerKind.CLAIM, claim_id): ""}
    for id_, position, name in people:
        owners[Owner(OwnerKind.CLAIM_PERSON, id_)] = f"{position} {name}"
    return papers_of_all.function(work, owners)


@query(Permission.CLAIM_READ)
def reviewed_scans(work: Work, claim_id: int) -> tuple[PaperRow, ...]:
    """Return what a reviewer reads of a claim: the papers that it lacks, then its scans.

    What lacks is what the checklist says: a paper that came without a scan lies in the folder.
    """
    claim = work.get(ClaimRecord, claim_id)
    slots = {slot.code: slot for slot in paper_slots.function(work)}
    owner = Owner(OwnerKind.CLAIM, claim_id)
    lacking = [
        PaperRow(0, 0, owner, "", place_of(line.material, slots), ScanState.MISSING)
        for line in checklist_of(work.session, claim)
        if line.lacking
    ]
    there = [row for row in claim_scans.function(work, claim_id) if not row.is_missing]
    return (*lacking, *there)


@query(Permission.CLAIM_READ)
def count_scans(work: Work, claim_id: int) -> Mapping[str, int]:
    """Return how many scans there are of each required paper, by its code."""
    claim = work.get(ClaimRecord, claim_id)
    slots = {slot.code: slot for slot in paper_slots.function(work)}
    there = [row for row in claim_scans.function(work, claim_id) if row.state is ScanState.PRESENT]
    return {
        one.code: sum(_is_of(row.slot.code, row.note, one, slots) for row in there)
        for one in _materials(work, claim)
    }


@query(Permission.CLAIM_READ)
def prepare_scans(
    work: Work, claim_id: int, names: tuple[str, ...], hashes: tuple[str, ...]
) -> ScanFiling:
    """Return what the names of new files say, where they may go, where the same scans are.

    A name may have its folder before it: 张三/身份证.pdf. A required paper is a place by its own
    code; of papers that every person brings the people are places, too.
    """
    claim = work.get(ClaimRecord, claim_id)
    slots = {slot.code: slot for slot in paper_slots.function(work)}
    materials = _materials(work, claim)
    offered = [place_of(one, slots) for one in materials]
    people = _people(work, claim)
    named = {name: meant_people(name, people) for name in names}
    guesses = tuple(_guess(claim, name, offered, named[name]) for name in names)
    if len(people) > MOST_PEOPLE:
        meant = {one.id for several in named.values() for one in several}
        people = [one for one in people if one.id in meant]
    filing = Filing(guesses, same_scans.function(work, hashes), _places(claim, offered, people))
    there = [row for row in claim_scans.function(work, claim_id) if row.state is ScanState.PRESENT]
    kept = {
        (row.owner, one.code): row.file_name
        for one in materials
        for row in there
        if not row.slot.several and _is_of(row.slot.code, row.note, one, slots)
    }
    return ScanFiling(filing, kept)


@command(Permission.CLAIM_EDIT)
def file_scans(work: Work, claim_id: int, version: int, scans: tuple[ClaimScan, ...]) -> ScansFiled:
    """Attach files to a claim that may be changed, and tick what came with them; all or none.

    A paper of each person has come once all people have theirs, or one scan is of all people.
    """
    claim = editable(work, claim_id, version)
    asked = {one.code: one for one in _materials(work, claim)}
    people = _person_ids(work, claim)
    for scan in scans:
        _require_place(claim, asked, people, scan)
    slots = {slot.code: slot for slot in paper_slots.function(work)}
    new = tuple(_new_paper(scan, asked[scan.material], slots) for scan in scans)
    papers = add_papers.function(work, new)
    touched = [asked[code] for code in dict.fromkeys(scan.material for scan in scans)]
    known = paper_states(work.session, claim.id)
    before = tuple(known.get(one.code, PaperState(one.code)) for one in touched)
    here = [row for row in claim_scans.function(work, claim.id) if row.state is ScanState.PRESENT]
    write_papers(
        work,
        claim,
        [
            replace(state, handed_in=True, not_applicable=False)
            for one, state in zip(touched, before, strict=True)
            if _has_come(one, slots, here, people)
        ],
    )
    work.session.flush()  # the caller wants the new version
    return ScansFiled(key_of(claim), papers, before)


@command(Permission.CLAIM_EDIT)
def take_back_scans(
    work: Work, claim_id: int, version: int, filed: ScansFiled, reason: str
) -> ClaimKey:
    """Take back a filing: its papers are taken out, those that they replaced come back."""
    claim = editable(work, claim_id, version)
    people = _person_ids(work, claim)
    owners = {Owner(OwnerKind.CLAIM, claim.id)} | {
        Owner(OwnerKind.CLAIM_PERSON, id_) for id_ in people
    }
    work.reason = reason
    for paper_id in filed.papers:
        paper = work.get(PaperRecord, paper_id)
        if owner_of(paper) not in owners:
            raise Refused("paper-not-current")
        if paper.removed_at is not None or paper.replaced_by_id not in (None, *filed.papers):
            raise Refused("paper-not-current")
    for older in work.session.scalars(
        select(PaperRecord).where(PaperRecord.replaced_by_id.in_(filed.papers))
    ):
        older.replaced_by_id = None
    for paper_id in filed.papers:
        paper = work.get(PaperRecord, paper_id)
        paper.removed_at, paper.removed_by = work.now, work.actor.name
        paper.removal_reason = reason
    write_papers(work, claim, filed.before)
    work.session.flush()  # the caller wants the new version
    return key_of(claim)


def _materials(work: Work, claim: ClaimRecord) -> tuple[Material, ...]:
    return tuple(rules_of(work, claim).materials_for(ClaimKind(claim.track)))


def _people(work: Work, claim: ClaimRecord) -> list[ScanPerson]:
    if ClaimKind(claim.track).track is None:
        return []
    rows = rosters.roster_rows(work.session, claim.id)
    return [
        ScanPerson(id_, place, row.name, row.id_number)
        for place, (id_, row) in enumerate(rows, start=1)
    ]


def _person_ids(work: Work, claim: ClaimRecord) -> frozenset[int]:
    table = ClaimPersonRecord
    return frozenset(work.session.scalars(select(table.id).where(table.claim_id == claim.id)))


def _guess(
    claim: ClaimRecord, name: str, offered: Sequence[PaperSlot], people: Sequence[ScanPerson]
) -> ScanGuess:
    place = guess_place(name, offered)
    each = place is not None and OwnerKind.CLAIM_PERSON in place.owners
    if place is None or (each and len(people) > 1):
        # Of two people of one name it is one's or the other's, and never everybody's.
        return ScanGuess(name, None, "", None, "")
    owner = Owner(OwnerKind.CLAIM, claim.id)
    if each and people:
        owner = Owner(OwnerKind.CLAIM_PERSON, people[0].id)
    return ScanGuess(name, None, "", owner, place.code)


def _places(
    claim: ClaimRecord, offered: Iterable[PaperSlot], people: Sequence[ScanPerson]
) -> tuple[PaperPlace, ...]:
    places = []
    for slot in offered:
        places.append(PaperPlace(Owner(OwnerKind.CLAIM, claim.id), "", slot))
        if OwnerKind.CLAIM_PERSON in slot.owners:
            places += [
                PaperPlace(
                    Owner(OwnerKind.CLAIM_PERSON, one.id), f"{one.position} {one.name}", slot
                )
                for one in people
            ]
    return tuple(places)


def _require_place(
    claim: ClaimRecord, asked: Mapping[str, Material], people: frozenset[int], scan: ClaimScan
) -> None:
    material = asked.get(scan.material)
    if material is None:
        raise InvalidInput({"slot": "paper-not-asked"})
    whole = scan.owner == Owner(OwnerKind.CLAIM, claim.id)
    of_person = scan.owner.kind is OwnerKind.CLAIM_PERSON and scan.owner.id in people
    if not whole and not (of_person and material.per_person):
        raise InvalidInput({"slot": "slot-not-of-owner"})


def _new_paper(scan: ClaimScan, material: Material, slots: Mapping[str, PaperSlot]) -> NewPaper:
    slot = slot_of(material, slots).code
    return NewPaper(
        scan.owner,
        slot,
        scan.file,
        note=material.code if slot == OTHER else "",
        twin_confirmed=scan.twin_confirmed,
    )


def _is_of(slot: str, note: str, material: Material, slots: Mapping[str, PaperSlot]) -> bool:
    wanted = slot_of(material, slots).code
    return slot == wanted and (wanted != OTHER or note == material.code)


def _has_come(
    material: Material,
    slots: Mapping[str, PaperSlot],
    here: Iterable[PaperRow],
    people: frozenset[int],
) -> bool:
    owners = {row.owner for row in here if _is_of(row.slot.code, row.note, material, slots)}
    if any(owner.kind is OwnerKind.CLAIM for owner in owners):
        return True
    return bool(people) and people <= {owner.id for owner in owners}
