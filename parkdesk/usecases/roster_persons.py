"""What is known of the persons in a roster beside the rules: who is one, and who is barred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from parkdesk.domain.identity import Permission
from parkdesk.domain.person_bars import PersonBar
from parkdesk.store import rosters
from parkdesk.store.person_bars import bars_holding
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class KnownPersons:
    """Answers about numbers of a roster, for judging it again while it is typed."""

    same: Mapping[str, str] = field(default_factory=dict)
    """One number for all that somebody found to be one person's."""
    bars: Mapping[str, PersonBar] = field(default_factory=dict)
    """The bar that holds, by identity number."""


@query(Permission.CLAIM_EDIT)
def known_persons(work: Work, claim_id: int, numbers: tuple[str, ...]) -> KnownPersons:
    """Return who among these numbers is one person, and who is barred from this claim.

    `numbers` are all of the roster: two of them are one person only beside each other.
    """
    claim = work.get(ClaimRecord, claim_id)
    hashes = rosters.number_hashes(work, numbers)
    return KnownPersons(
        rosters.person_of(work, hashes),
        dict(bars_holding(work, hashes, rosters.day_of_bars(work, claim))),
    )
