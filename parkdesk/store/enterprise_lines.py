"""The claims and contracts of one enterprise as its panel lists them, today or as at a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain.calendar import end_of_day
from parkdesk.domain.claims import GRANTED, PAID_OUT, ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.contracts import ContractState, Market
from parkdesk.domain.shares import used_permille
from parkdesk.store.claims_as_at import ClaimOn, claims_on
from parkdesk.store.contracts_as_at import agreed_then, states_then
from parkdesk.store.programme_choices import titles_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.work import Work

MOST = 200
"""Lines of one tab: what is older is in the feature's own list."""


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """A line of the tab of claims; the amount is the latest that was decided."""

    id: int
    number: str
    programme: str
    programme_en: str
    kind: ClaimKind
    state: ClaimState
    heads: int
    amount_cents: int
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class TakenContract:
    """A line of the tab of contracts."""

    id: int
    number: str
    client: str
    market: Market
    currency: str
    amount_minor: int
    executed_minor: int
    signed_on: dt.date
    state: ContractState

    @property
    def executed_permille(self) -> int:
        """How much of the agreed amount was executed; a whole only where nothing is left."""
        return used_permille(self.executed_minor, self.amount_minor)


def claims_of(work: Work, enterprise_id: int, on: dt.date | None) -> Iterator[MadeClaim]:
    """Yield its claims begun by the day, the newest first."""
    found = work.session.scalars(
        select(ClaimRecord)
        .where(
            ClaimRecord.enterprise_id == enterprise_id,
            *([ClaimRecord.created_at < end_of_day(on)] if on else []),
        )
        .order_by(ClaimRecord.id.desc())
        .limit(MOST)
    ).all()
    then = claims_on(work.session, [one.id for one in found], on) if on else {}
    titles = titles_of(work.session, {one.programme_id for one in found})
    for record in found:
        state, amounts = _decided(record, then.get(record.id), on)
        yield MadeClaim(
            record.id,
            record.number,
            titles[record.programme_id].zh,
            titles[record.programme_id].en,
            ClaimKind(record.track),
            state,
            record.heads,
            next((one for one in amounts if one is not None), 0),
            record.created_at,
        )


def _decided(
    record: ClaimRecord, then: ClaimOn | None, on: dt.date | None
) -> tuple[ClaimState, tuple[int | None, ...]]:
    """Return a claim's state and its amounts, the latest first, as at the end of the day."""
    if then is None or on is None:
        return ClaimState(record.state), (
            record.paid_cents,
            record.approved_cents,
            record.recommended_cents,
            record.requested_cents,
        )
    amounts = then.amounts
    decided = (
        amounts.get(ClaimAction.APPROVE),
        amounts.get(ClaimAction.PRECHECK),
        record.requested_cents,
    )
    if then.state in GRANTED and record.paid_on is not None and record.paid_on <= on:
        # A payment noted later is as old as its day.
        state = then.state if then.state in PAID_OUT else ClaimState.PAID
        return state, (record.paid_cents, *decided)
    return then.state, decided


def contracts_of(work: Work, enterprise_id: int, on: dt.date | None) -> Iterator[TakenContract]:
    """Yield its contracts signed by the day, the newest first."""
    executed = (
        select(func.coalesce(func.sum(ContractExecutionRecord.amount_minor), 0))
        .where(
            ContractExecutionRecord.contract_id == ContractRecord.id,
            *([ContractExecutionRecord.executed_on <= on] if on else []),
        )
        .scalar_subquery()
    )
    found = work.session.execute(
        select(ContractRecord, executed)
        .where(
            ContractRecord.enterprise_id == enterprise_id,
            *([ContractRecord.signed_on <= on] if on else []),
        )
        .order_by(ContractRecord.signed_on.desc(), ContractRecord.id.desc())
        .limit(MOST)
    ).all()
    states = states_then(work.session, {record.id: record.state for record, _done in found}, on)
    agreed = {record.id: _agreed_now(record) for record, _done in found}
    if on is not None:
        signed = {record.id: record.amount_minor for record, _done in found}
        agreed = agreed_then(work.session, signed, on)
    for record, done in found:
        yield TakenContract(
            record.id,
            record.number,
            record.client,
            Market(record.market),
            record.currency,
            agreed[record.id],
            int(done),
            record.signed_on,
            states[record.id],
        )


def _agreed_now(record: ContractRecord) -> int:
    changed = record.changed_amount_minor
    return record.amount_minor if changed is None else changed
