"""The items of a claim without a roster: read with their reasoning, saved as typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from parkdesk.domain.claim_items import MOST_ITEMS, ClaimItem, check_item
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.eligibility import RosterTotals, RowVerdict, totals
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.store import claim_lines, claim_returns
from parkdesk.store.claim_hands import remember_editor
from parkdesk.store.claim_item_rows import item_rows, item_values, judge_items
from parkdesk.store.claim_records import editable
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.claim_items import ClaimItemRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class ItemList:
    """A claim's items with the reasoning for each, as the rules give it today.

    `open_ids` are those that may be changed in a returned claim; None where all may, and items
    may come and go.
    """

    claim_id: int
    version: int
    ids: tuple[int, ...]
    items: tuple[ClaimItem, ...]
    verdicts: tuple[RowVerdict, ...]
    editable: bool
    open_ids: frozenset[int] | None

    @property
    def totals(self) -> RosterTotals:
        """The items in figures."""
        return totals(self.verdicts)


@dataclass(frozen=True, slots=True)
class ItemsSaved:
    """Items after they were saved: how many were written, and the claim's new version."""

    version: int
    changed: int
    totals: RosterTotals


@dataclass(frozen=True, slots=True)
class CertificateChoice:
    """A certificate that an item may be about."""

    id: int
    number: str
    kind_zh: str
    kind_en: str
    level: int | None


@query(Permission.CLAIM_READ)
def load_items(work: Work, claim_id: int) -> ItemList:
    """Return the items of a claim; none where it has a roster."""
    claim = work.get(ClaimRecord, claim_id)
    rows = item_rows(work.session, claim_id)
    items = tuple(item for _id, item in rows)
    may = ClaimState(claim.state).editable and work.actor.may(Permission.CLAIM_EDIT)
    return ItemList(
        claim_id,
        claim.version,
        tuple(id_ for id_, _item in rows),
        items,
        judge_items(work, claim, items) if items else (),
        may,
        claim_returns.open_rows(work.session, claim),
    )


@command(Permission.CLAIM_EDIT)
def save_items(work: Work, claim_id: int, version: int, items: Sequence[ClaimItem]) -> ItemsSaved:
    """Make the stored items what the list shows. Gaps in them are no obstacle: it is a draft."""
    claim = editable(work, claim_id, version)
    kind = ClaimKind(claim.track)
    if kind.track is not None:
        raise Refused("claim-with-roster")
    if len(items) > MOST_ITEMS:
        raise Refused("too-many-items", limit=MOST_ITEMS)
    for item in items:
        check_item(kind, item)
    changed = _write(work, claim, items)
    sums = totals(judge_items(work, claim, items) if items else ())
    claim.heads, claim.eligible_heads = sums.heads, sums.payable
    claim.requested_cents = sums.amount_cents
    if changed:
        claim_lines.foot_asked(work.session, claim)
        flag_modified(claim, "heads")
        remember_editor(work, claim)
    work.session.flush()  # the caller wants the new version
    return ItemsSaved(claim.version, changed, sums)


@query(Permission.CLAIM_READ)
def certificate_choices(work: Work, claim_id: int) -> tuple[CertificateChoice, ...]:
    """Return the certificates of a claim's enterprise, the newest first."""
    claim = work.get(ClaimRecord, claim_id)
    held, kind = CertificationRecord, CertificationTypeRecord
    query_ = (
        select(held.id, held.number, kind.name_zh, kind.name_en, held.level)
        .join(kind, kind.code == held.type_code)
        .where(held.enterprise_id == claim.enterprise_id)
        .order_by(held.issued_on.desc(), held.id.desc())
    )
    return tuple(CertificateChoice(*row) for row in work.session.execute(query_))


def _write(work: Work, claim: ClaimRecord, items: Sequence[ClaimItem]) -> int:
    updated, added, gone = [], [], []
    there = item_rows(work.session, claim.id)
    for position, (old, new) in enumerate(zip_longest(there, items), 1):
        if new is None:
            gone.append(old[0])
        elif old is None:
            place = {"claim_id": claim.id, "position": position}
            added.append(place | item_values(new))
        elif old[1] != new:
            updated.append({"id": old[0]} | item_values(new))
    claim_returns.refuse_unmarked(
        work.session, claim, [row["id"] for row in updated], moved=bool(added or gone)
    )
    if gone:
        work.delete_many(ClaimItemRecord, ClaimItemRecord.id.in_(gone))
    work.update_many(ClaimItemRecord, updated)
    work.insert_many(ClaimItemRecord, added)
    return len(updated) + len(added) + len(gone)
