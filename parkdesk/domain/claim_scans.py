"""Which required paper a scan is, told by the names of its file and of its folder (材料归位)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from parkdesk.domain.paper_names import fold, guess_slots, plain
from parkdesk.domain.papers import OwnerKind, PaperSlot
from parkdesk.domain.programme_parts import Material

_SLOT_OF = {
    "application-forms": "application-form",
    "id-copy": "identity-card",
    "diploma-copy": "diploma",
    "contract-page": "labour-contract",
    "bank-slip": "payment-slip",
}
"""Codes of the released programmes that differ from those of the slots; others are the same."""
OTHER = "other"
"""The slot of what a programme asks for and no slot is made for; its note has the paper's code."""
_LEAST_OF_NAME = 2


@dataclass(frozen=True, slots=True)
class ScanPerson:
    """A person of the roster, as far as the name of a file may tell whose a scan is."""

    id: int
    position: int
    name: str
    id_number: str


def slot_of(material: Material, slots: Mapping[str, PaperSlot]) -> PaperSlot:
    """Return the slot in which the scans of a required paper lie."""
    slot = slots.get(_SLOT_OF.get(material.code, material.code))
    return slot if slot is not None and OwnerKind.CLAIM in slot.owners else slots[OTHER]


def place_of(material: Material, slots: Mapping[str, PaperSlot]) -> PaperSlot:
    """Return a required paper as a place for files: by its own code, and found by its words.

    A paper of each person may come as one scan of all people, too: then it is the claim's.
    """
    slot = slot_of(material, slots)
    owners = {OwnerKind.CLAIM}
    if material.per_person and OwnerKind.CLAIM_PERSON in slot.owners:
        owners.add(OwnerKind.CLAIM_PERSON)
    own = {plain(word) for word in (material.name, material.name_en) if word}
    return replace(
        slot,
        code=material.code,
        name_zh=material.name,
        name_en=material.name_en or material.name,
        owners=frozenset(owners),
        words=tuple(sorted(own | set(slot.words))),
    )


def guess_place(name: str, places: Sequence[PaperSlot]) -> PaperSlot | None:
    """Return the paper that a file's name means; None where it means none, or several alike."""
    found = guess_slots(_in_one(name), places)
    return found[0] if len(found) == 1 else None


def meant_people(name: str, people: Iterable[ScanPerson]) -> list[ScanPerson]:
    """Return the people whose identity number, or else whose name, stands in a file's name.

    Of names that hold each other the longer counts. Two people of one name are told apart by
    their numbers alone: without one both are meant, and nobody knows whose the file is.
    """
    folded = fold(_in_one(name))
    everybody = list(people)
    by_number = [one for one in everybody if one.id_number and plain(one.id_number) in folded]
    if by_number:
        return by_number
    named = [
        one for one in everybody if len(one.name) >= _LEAST_OF_NAME and plain(one.name) in folded
    ]
    longest = max((len(one.name) for one in named), default=0)
    return [one for one in named if len(one.name) == longest]


def _in_one(name: str) -> str:
    """Return a name with its folders as one name: they tell as much as the file's own."""
    return name.replace("\\", " ").replace("/", " ")
