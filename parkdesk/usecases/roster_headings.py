"""How an enterprise heads the columns of its lists: asked once, known the next time."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.roster_headings import LONGEST_HEADING, MOST_HEADINGS, HeadingMeaning
from parkdesk.domain.trainees import RosterField
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.roster_headings import RosterHeadingRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@query(Permission.CLAIM_EDIT)
def roster_headings(work: Work, enterprise_id: int) -> tuple[HeadingMeaning, ...]:
    """Return what was answered about the headings of this enterprise's lists."""
    return tuple(
        HeadingMeaning(row.heading, RosterField(row.field) if row.field else None)
        for row in _records(work, enterprise_id)
    )


@command(Permission.CLAIM_EDIT)
def remember_headings(
    work: Work, enterprise_id: int, meanings: tuple[HeadingMeaning, ...]
) -> tuple[HeadingMeaning, ...]:
    """Keep what headings mean, over what was said of the same ones before; return all of them."""
    work.get(EnterpriseRecord, enterprise_id)
    if len(meanings) > MOST_HEADINGS:
        raise InvalidInput({"meanings": "too-long"})
    kept = {row.heading: row for row in _records(work, enterprise_id)}
    for one in meanings:
        if not 0 < len(one.heading) <= LONGEST_HEADING:
            raise InvalidInput({"heading": "too-long" if one.heading else "required"})
        field = one.field.value if one.field else ""
        there = kept.get(one.heading)
        if there is None:
            kept[one.heading] = work.add(
                RosterHeadingRecord(enterprise_id=enterprise_id, heading=one.heading, field=field)
            )
        elif there.field != field:
            there.field = field
    work.session.flush()  # what is read below holds it already
    return roster_headings(work, enterprise_id)


def _records(work: Work, enterprise_id: int) -> list[RosterHeadingRecord]:
    table = RosterHeadingRecord
    query_ = select(table).where(table.enterprise_id == enterprise_id).order_by(table.id)
    return list(work.session.scalars(query_))
