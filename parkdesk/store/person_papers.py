"""Papers of a roster's people when rows are taken out or put between: each follows its person.

A row of the roster is known by its place; after an insertion another person stands in it. Without
this a diploma would go on to whoever comes next, and a row with a paper could not be taken out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from parkdesk.domain import id_number
from parkdesk.domain.trainees import Trainee
from parkdesk.store.tables.claims import ClaimPersonRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work


def part_from_rows(
    work: Work, claim_id: int, there: Sequence[tuple[int, Trainee]], rows: Sequence[Trainee]
) -> Mapping[int, int]:
    """Lay papers whose person leaves its row with the claim; return paper → new place, from 1.

    A paper of somebody who is no longer in the roster stays with the claim: it is never lost.
    Call before the rows are written, and `lay_at_rows` with the answer after it.
    """
    table, papers = ClaimPersonRecord, PaperRecord
    found = work.session.scalars(
        select(papers)
        .join(table, table.id == papers.claim_person_id)
        .where(table.claim_id == claim_id)
        .order_by(papers.id)
    ).all()
    if not found:
        return {}
    before = {id_: (place, row) for place, (id_, row) in enumerate(there, start=1)}
    places: dict[str, int] = {}
    for place, row in enumerate(rows, start=1):
        places.setdefault(_known_by(row), place)
    moved = {}
    for paper in found:
        place, person = before[paper.claim_person_id or 0]
        stays = place <= len(rows) and _is_same(person, rows[place - 1])
        if stays:
            continue
        paper.claim_person_id, paper.claim_id = None, claim_id
        known = _known_by(person)
        if known and known in places:
            moved[paper.id] = places[known]
    work.session.flush()  # rows that nothing hangs on any more may go
    return moved


def lay_at_rows(work: Work, claim_id: int, moved: Mapping[int, int]) -> None:
    """Lay papers at the places of their people, once the rows are written."""
    if not moved:
        return
    table = ClaimPersonRecord
    ids: dict[int, int] = dict(
        work.session.execute(
            select(table.position, table.id).where(
                table.claim_id == claim_id, table.position.in_(set(moved.values()))
            )
        ).all()
    )
    for paper_id, place in moved.items():
        paper = work.get(PaperRecord, paper_id)
        paper.claim_person_id, paper.claim_id = ids[place], None
    work.session.flush()


def _is_same(before: Trainee, now: Trainee) -> bool:
    """Whether a row still is the same person: a number or a name may have been corrected."""
    return before.id_number == now.id_number or (before.name == now.name and bool(now.name))


def _known_by(row: Trainee) -> str:
    return row.id_number if id_number.holds(row.id_number) else row.name
