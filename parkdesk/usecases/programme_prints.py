"""Gathering the print of a programme."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.identity import Permission
from parkdesk.domain.programme_print import ProgrammePrint
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.programme_drafts import programme_draft


@query(Permission.PROGRAMME_READ)
def programme_print(work: Work, programme_id: int) -> ProgrammePrint:
    """Return one edition, draft or released, as it is printed."""
    park = work.session.scalars(select(ParkRecord)).one()
    found = programme_draft.function(work, programme_id)
    return ProgrammePrint(
        park_zh=park.name,
        park_en=park.name_en,
        programme=found.programme,
        draft=found.draft,
        steps=found.steps,
        results=found.results,
        printed_at=work.now,
        printed_by=work.actor.name,
    )
