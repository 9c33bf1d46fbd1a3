"""Whom to call about a period's returns (催报): who has not handed in, with contact and telephone.

Numbers are masked; the list to call by shows them whole, to whom the role grants it, and each look
is in the trail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.contacts import Duty, duties_of
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_phone
from parkdesk.domain.overdue import OverdueReturn
from parkdesk.domain.periods import Period, kind_of
from parkdesk.domain.statistics import ReturnState, fill_state
from parkdesk.store.period_returns import table_of
from parkdesk.store.quarters import due_rule, not_filed_in
from parkdesk.store.tables.contacts import ContactRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class _Reached:
    name: str
    phone: str
    mobile: str


@query(Permission.STATISTICS_READ)
def overdue_returns(work: Work, period: Period) -> tuple[OverdueReturn, ...]:
    """Return who has not handed in a period's return, in dictionary order, numbers masked."""
    return tuple(_row(work, period, *one, masked=True) for one in _owing(work.session, period))


@command(Permission.IDENTITY_REVEAL)
def overdue_phone_list(work: Work, period: Period) -> tuple[OverdueReturn, ...]:
    """Return the same list with whole numbers; each enterprise looked at is in the trail."""
    found = _owing(work.session, period)
    for enterprise, _state, _reached in found:
        work.note(EnterpriseRecord.__tablename__, enterprise.id, {"revealed": "contact"})
    return tuple(_row(work, period, *one, masked=False) for one in found)


def _owing(
    session: Session, period: Period
) -> list[tuple[EnterpriseRecord, ReturnState | None, _Reached]]:
    record = table_of(period)
    owing = session.scalars(
        select(EnterpriseRecord)
        .where(not_filed_in(period))
        .order_by(EnterpriseRecord.sort_key, EnterpriseRecord.id)
    ).all()
    ids = [one.id for one in owing]
    drafts = set(
        session.scalars(
            select(record.enterprise_id).where(
                record.period == str(period), record.state == ReturnState.DRAFT
            )
        )
    )
    people = _for_statistics(session, ids)
    return [
        (one, ReturnState.DRAFT if one.id in drafts else None, people.get(one.id) or _main(one))
        for one in owing
    ]


def _for_statistics(session: Session, ids: Sequence[int]) -> dict[int, _Reached]:
    """Return the contacts who answer for the statistics, one of each enterprise."""
    found: dict[int, _Reached] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ContactRecord.enterprise_id.in_(ids[start : start + _CHUNK])
        for one in session.scalars(select(ContactRecord).where(chunk).order_by(ContactRecord.id)):
            if Duty.STATISTICS in duties_of(one.duties):
                reached = _Reached(one.name, one.phone or "", one.mobile or "")
                found.setdefault(one.enterprise_id, reached)
    return found


def _main(enterprise: EnterpriseRecord) -> _Reached:
    return _Reached(
        enterprise.contact_name, enterprise.contact_phone or "", enterprise.contact_mobile or ""
    )


def _row(
    work: Work,
    period: Period,
    enterprise: EnterpriseRecord,
    state: ReturnState | None,
    reached: _Reached,
    *,
    masked: bool,
) -> OverdueReturn:
    due_on = due_rule(work.session, kind_of(period)).due_on(period)
    return OverdueReturn(
        enterprise.id,
        enterprise.name,
        enterprise.code,
        reached.name,
        mask_phone(reached.phone) if masked else reached.phone,
        mask_phone(reached.mobile) if masked else reached.mobile,
        fill_state(state, expected=True, due_on=due_on, today=work.today),
        due_on,
        max(0, (work.today - due_on).days),
    )
