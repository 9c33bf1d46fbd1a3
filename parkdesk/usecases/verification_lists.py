"""Samples to look at: the list, one in full with its results and what they say of the whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from parkdesk.domain.claims import PAID_OUT
from parkdesk.domain.identity import Permission
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.programme_choices import ProgrammeChoice
from parkdesk.domain.sampling import Extrapolation
from parkdesk.domain.verifications import CheckOutcome, EarlierDraw, VerificationState
from parkdesk.store.claim_money import claims_by_id, money_rows
from parkdesk.store.lists import SortKeys, fetch_window
from parkdesk.store.programme_choices import programmes_with, titles_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.sampling import VerificationRecord, VerificationRowRecord
from parkdesk.store.verification_rows import said_of_whole, verification_rows
from parkdesk.store.work import Work
from parkdesk.usecases.core import query

SORTS: SortKeys = {
    "drawn": VerificationRecord.drawn_at,
    "state": VerificationRecord.state,
    "size": VerificationRecord.size,
}
"""What the list can be ordered by."""


@dataclass(frozen=True, slots=True)
class VerificationFilter:
    """Which samples to list; what is left out does not narrow."""

    state: VerificationState | None = None


@dataclass(frozen=True, slots=True)
class VerificationListRow:
    """One sample in a line."""

    id: int
    version: int
    number: str
    programme: str
    programme_en: str
    state: VerificationState
    population: int
    size: int
    checked: int
    wrong: int
    drawn_at: dt.datetime
    drawn_by: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One drawn person or item."""

    id: int
    version: int
    position: int
    claim: str
    place: int
    """Its place in the claim's list."""
    name: str
    enterprise: str
    paid_cents: int
    outcome: CheckOutcome | None
    wrong_cents: int
    finding: str
    checked_by: str


@dataclass(frozen=True, slots=True)
class VerificationDetail:
    """One sample in full; `whole` is None until every drawn one is checked."""

    row: VerificationListRow
    seed: str
    population_cents: int
    population_digest: str
    rows: tuple[DrawnRow, ...]
    whole: Extrapolation | None
    redraws: EarlierDraw | None
    """The draw of the same before it."""


@query(Permission.CLAIM_READ)
def list_verifications(
    work: Work, criteria: VerificationFilter, sort: Sort, offset: int, limit: int
) -> Window[VerificationListRow]:
    """Return the samples in view."""
    return fetch_window(
        work.session,
        VerificationRecord.id,
        _where(criteria),
        SORTS,
        sort,
        offset,
        limit,
        lambda ids: _rows(work, ids),
    )


def _where(criteria: VerificationFilter) -> list[ColumnElement[bool]]:
    if criteria.state is None:
        return []
    return [VerificationRecord.state == criteria.state.value]


def _rows(work: Work, ids: Sequence[int]) -> dict[int, VerificationListRow]:
    row = VerificationRowRecord
    counts = {
        (one[0], one[1]): one[2]
        for one in work.session.execute(
            select(row.verification_id, row.result, func.count())
            .where(row.verification_id.in_(ids))
            .group_by(row.verification_id, row.result)
        )
    }
    records = work.session.scalars(
        select(VerificationRecord).where(VerificationRecord.id.in_(ids))
    ).all()
    titles = titles_of(work.session, {record.programme_id for record in records})
    return {
        record.id: VerificationListRow(
            record.id,
            record.version,
            record.number,
            titles[record.programme_id].zh,
            titles[record.programme_id].en,
            VerificationState(record.state),
            record.population,
            record.size,
            record.size - counts.get((record.id, ""), 0),
            counts.get((record.id, CheckOutcome.WRONG.value), 0),
            record.drawn_at,
            record.drawn_by_name,
        )
        for record in records
    }


@query(Permission.CLAIM_READ)
def verification_detail(work: Work, verification_id: int) -> VerificationDetail:
    """Return one sample in full."""
    record = work.get(VerificationRecord, verification_id)
    drawn = verification_rows(work, record.id)
    return VerificationDetail(
        _rows(work, [record.id])[record.id],
        record.seed,
        record.population_cents,
        record.population_digest,
        _drawn(work, drawn),
        said_of_whole(record, drawn),
        _earlier(work, record),
    )


def _earlier(work: Work, record: VerificationRecord) -> EarlierDraw | None:
    if record.redraws_id is None:
        return None
    before = work.get(VerificationRecord, record.redraws_id)
    return EarlierDraw(before.number, before.seed, record.redraw_reason)


def _drawn(work: Work, drawn: Sequence[VerificationRowRecord]) -> tuple[DrawnRow, ...]:
    claims = claims_by_id(work.session, [one.claim_id for one in drawn])
    rows = {
        (claim.id, row.id): row
        for claim in claims.values()
        for row in money_rows(work.session, claim)
    }
    return tuple(
        DrawnRow(
            one.id,
            one.version,
            one.position,
            claims[one.claim_id].number,
            rows[one.claim_id, one.row_id].position,
            rows[one.claim_id, one.row_id].name,
            work.get(EnterpriseRecord, claims[one.claim_id].enterprise_id).name,
            one.paid_cents,
            CheckOutcome(one.result) if one.result else None,
            one.wrong_cents,
            one.finding,
            one.checked_by_name,
        )
        for one in drawn
        if (one.claim_id, one.row_id) in rows
    )


@query(Permission.CLAIM_READ)
def programmes_to_verify(work: Work) -> tuple[ProgrammeChoice, ...]:
    """Return the programmes with claims whose money has left."""
    return programmes_with(work, *PAID_OUT)
