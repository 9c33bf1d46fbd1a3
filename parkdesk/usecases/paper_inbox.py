"""The folder where scans come in: where it is, and whose a scan may be by its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from parkdesk.domain.errors import InvalidInput, StaleRecord
from parkdesk.domain.identity import Permission
from parkdesk.domain.paper_names import codes_in, fold, guess_slot, owner_words, plain
from parkdesk.domain.papers import Owner, OwnerKind, PaperSlot
from parkdesk.domain.search import HitKind
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.store.tables.papers import ScanFolderRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.paper_lists import (
    PaperPlace,
    Twin,
    paper_places,
    paper_slots,
    same_scans,
)
from parkdesk.usecases.search import search

LONGEST_PATH = 500
_MOST_HITS = 3


@dataclass(frozen=True, slots=True)
class ScanFolder:
    """The park's folder of scans; version 0 where none was ever set."""

    version: int
    path: str
    move_when_filed: bool


@dataclass(frozen=True, slots=True)
class ScanGuess:
    """What the name of a file says; None and empty where it does not say."""

    name: str
    enterprise_id: int | None
    enterprise: str
    owner: Owner | None
    """The enterprise, or the certificate of it that the slot and the name mean."""
    slot: str


@dataclass(frozen=True, slots=True)
class Filing:
    """What is known of files before they are filed, in the order that they were given."""

    guesses: tuple[ScanGuess, ...]
    twins: tuple[Twin, ...]
    places: tuple[PaperPlace, ...]
    """Where they may go."""


@query(Permission.ENTERPRISE_READ)
def prepare_filing(
    work: Work, names: tuple[str, ...], hashes: tuple[str, ...], enterprise_id: int
) -> Filing:
    """Return what the names of an enterprise's new files say, and where the same scans are."""
    return Filing(
        guess_scans.function(work, names, enterprise_id),
        same_scans.function(work, hashes),
        paper_places.function(work, enterprise_id),
    )


@dataclass(frozen=True, slots=True)
class ScanLook:
    """What is known of scans in the inbox, in the order that they were given."""

    guesses: tuple[ScanGuess, ...]
    twins: tuple[Twin, ...]


@query(Permission.ENTERPRISE_READ)
def look_at_scans(work: Work, names: tuple[str, ...], hashes: tuple[str, ...]) -> ScanLook:
    """Return what the names of scans say, and where the same scans are kept."""
    return ScanLook(guess_scans.function(work, names), same_scans.function(work, hashes))


@query(Permission.ENTERPRISE_READ)
def scan_folder(work: Work) -> ScanFolder:
    """Return where the park's scans come in."""
    record = work.session.get(ScanFolderRecord, 1)
    if record is None:
        return ScanFolder(0, "", move_when_filed=True)
    return ScanFolder(record.version, record.path, record.move_when_filed)


@command(Permission.PARK_EDIT)
def set_scan_folder(work: Work, folder: ScanFolder) -> None:
    """Keep the park's folder of scans; an empty path is none. Raises StaleRecord."""
    path = folder.path.strip()
    if len(path) > LONGEST_PATH:
        raise InvalidInput({"path": "too-long"})
    if folder.version:
        record = work.get(ScanFolderRecord, 1, version=folder.version)
        record.path, record.move_when_filed = path, folder.move_when_filed
        return
    if work.session.get(ScanFolderRecord, 1) is not None:
        raise StaleRecord(table=ScanFolderRecord.__tablename__, id=1)
    work.add(ScanFolderRecord(id=1, path=path, move_when_filed=folder.move_when_filed))


@query(Permission.ENTERPRISE_READ)
def guess_scans(
    work: Work, names: tuple[str, ...], enterprise_id: int | None = None
) -> tuple[ScanGuess, ...]:
    """Return whose each file may be and which slot it is for; a known enterprise is kept.

    An enterprise is found by a credit code, a present, former or short name, or the initials of
    its pinyin in the file's name. What fits several equally well fits none.
    """
    slots = paper_slots.function(work)
    return tuple(_guess(work, name, slots, enterprise_id) for name in names)


def _guess(
    work: Work, name: str, slots: Sequence[PaperSlot], enterprise_id: int | None
) -> ScanGuess:
    offered = [
        slot for slot in slots if {OwnerKind.ENTERPRISE, OwnerKind.CERTIFICATION} & slot.owners
    ]
    slot = guess_slot(name, offered)
    found = enterprise_id or _by_code(work, name) or _by_name(work, owner_words(name, slots))
    if found is None:
        return ScanGuess(name, None, "", None, slot.code if slot else "")
    record = work.get(EnterpriseRecord, found)
    owner: Owner | None = Owner(OwnerKind.ENTERPRISE, found)
    if slot is not None and OwnerKind.ENTERPRISE not in slot.owners:
        owner = _certificate(work, found, name)
    return ScanGuess(name, found, record.name, owner, slot.code if slot else "")


def _by_code(work: Work, name: str) -> int | None:
    codes = codes_in(name)
    if not codes:
        return None
    found = work.session.scalars(
        select(EnterpriseRecord.id)
        .where(or_(EnterpriseRecord.code.in_(codes), EnterpriseRecord.registration_no.in_(codes)))
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def _by_name(work: Work, words: Sequence[str]) -> int | None:
    """Return the enterprise that the longest telling word means, and no other one."""
    for word in words:
        hits = search.function(work, word, _MOST_HITS)
        ids = [hit.id for hit in hits if hit.kind is HitKind.ENTERPRISE]
        if len(ids) > 1:
            ids = _exactly(work, word, ids)
        if len(ids) == 1:
            return ids[0]
    return None


def _exactly(work: Work, word: str, ids: Sequence[int]) -> list[int]:
    """Return those of several that are called just so."""
    table = EnterpriseRecord
    former: dict[int, set[str]] = {}
    names = EnterpriseNameRecord
    for id_, name in work.session.execute(
        select(names.enterprise_id, names.name).where(names.enterprise_id.in_(ids))
    ):
        former.setdefault(id_, set()).add(plain(name))
    rows = work.session.execute(
        select(table.id, table.name, table.short_name, table.initials, table.pinyin).where(
            table.id.in_(ids)
        )
    )
    return [
        id_
        for id_, *called in rows
        if word in {plain(one) for one in called} | former.get(id_, set())
    ]


def _certificate(work: Work, enterprise_id: int, name: str) -> Owner | None:
    """Return the certificate whose number or kind the name has; the newest, or the only one."""
    table = CertificationRecord
    found = work.session.execute(
        select(table.id, table.type_code, table.number)
        .where(table.enterprise_id == enterprise_id)
        .order_by(table.issued_on.desc(), table.id.desc())
    ).all()
    folded = fold(name).replace(" ", "").replace("/", "").replace("-", "")
    bare = [
        (id_, type_code.casefold(), number.casefold().replace("-", "").replace(" ", ""))
        for id_, type_code, number in found
    ]
    by_number = [id_ for id_, _kind, number in bare if len(number) > 3 and number in folded]  # noqa: PLR2004 (a telling number)
    by_kind = [id_ for id_, kind, _number in bare if kind in folded]
    chosen = (by_number or by_kind or ([bare[0][0]] if len(bare) == 1 else []))[:1]
    return Owner(OwnerKind.CERTIFICATION, chosen[0]) if chosen else None
