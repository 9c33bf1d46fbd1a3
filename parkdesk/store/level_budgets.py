"""Budgets by level, summed from the claims, the lines of batches and what was allotted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from parkdesk.domain.budgets import LevelBudget, split_levels
from parkdesk.domain.claims import GRANTED, PAID_OUT, WAITING, ClaimState
from parkdesk.domain.payments import LineState
from parkdesk.domain.programmes import Level
from parkdesk.store.programme_editions import editions_of
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.budgets import LevelBudgetRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.tables.programmes import ProgrammeRecord

_COUNTED = tuple(state.value for state in GRANTED | WAITING)


def shares_of(programme: ProgrammeRecord) -> Mapping[Level, int]:
    """Return how the levels share a programme's money; empty where nobody knows it."""
    return programme_of(programme.content).share_of or {}


class _Sums:
    """The money of one programme by level, while it is added up."""

    def __init__(self, shares: Mapping[Level, int]) -> None:
        self.shares = shares
        self.paid: dict[str, int] = defaultdict(int)
        self.unpaid: dict[str, int] = defaultdict(int)
        self.under_way: dict[str, int] = defaultdict(int)
        self.pending: dict[str, int] = defaultdict(int)
        self.recovered: dict[str, int] = defaultdict(int)

    def add(self, to: dict[str, int], cents: int) -> None:
        for level, part in split_levels(cents, self.shares).items():
            to[level] += part

    def levels(self) -> set[str]:
        parts = (self.paid, self.unpaid, self.under_way, self.pending, self.recovered)
        return {level for part in parts for level, cents in part.items() if cents}


def level_budgets(session: Session, programme: ProgrammeRecord) -> tuple[LevelBudget, ...]:
    """Return a programme's money by level, the higher level first, all its editions together.

    Without known shares there is one line without a level, whose allotment is the programme's.
    A claim is split as the edition says that it stands under.
    """
    editions = editions_of(session, programme)
    newest = editions[-1]
    sums = _Sums({})
    for edition in editions:
        sums.shares = shares_of(edition)
        lines = _live_lines(session, edition.id)
        for claim in session.execute(_claims(edition.id)):
            _add_claim(sums, claim, lines.get(claim.id, {}))
    shares = shares_of(newest)
    allotted: dict[str, int | None] = {
        row.level: row.allocated_cents
        for row in session.scalars(
            select(LevelBudgetRecord).where(LevelBudgetRecord.programme_id == newest.id)
        )
    }
    if not shares:
        allotted.setdefault("", newest.budget_cents)
    wanted = {level.value for level in shares} | sums.levels() | set(allotted)
    return tuple(
        LevelBudget(
            level,
            allotted.get(level),
            sums.paid[level],
            sums.unpaid[level],
            sums.under_way[level],
            sums.pending[level],
            sums.recovered[level],
        )
        for level in sorted(wanted, key=_order)
    )


def _add_claim(sums: _Sums, claim: Row[Any], lines: Mapping[str, tuple[str, int]]) -> None:
    state = ClaimState(claim.state)
    if state in WAITING:
        recommended = claim.recommended_cents
        sums.add(
            sums.pending,
            claim.requested_cents if recommended is None else recommended,
        )
        return
    sums.add(sums.recovered, claim.recovered_cents or 0)
    if state in PAID_OUT and not lines:
        # Paid before there were batches, or outside of one.
        sums.add(sums.paid, claim.paid_cents or 0)
        return
    for level, (line_state, cents) in lines.items():
        if line_state == LineState.PAID.value:
            sums.paid[level] += cents
        else:
            sums.under_way[level] += cents
            sums.unpaid[level] += cents
    if state not in PAID_OUT:
        approved = split_levels(claim.approved_cents or 0, sums.shares)
        for level, cents in approved.items():
            if level not in lines:
                sums.unpaid[level] += cents


def _claims(programme_id: int) -> Select[Any, *tuple[Any, ...]]:
    return select(
        ClaimRecord.id,
        ClaimRecord.state,
        ClaimRecord.requested_cents,
        ClaimRecord.recommended_cents,
        ClaimRecord.approved_cents,
        ClaimRecord.paid_cents,
        ClaimRecord.recovered_cents,
    ).where(ClaimRecord.programme_id == programme_id, ClaimRecord.state.in_(_COUNTED))


def _live_lines(session: Session, programme_id: int) -> dict[int, dict[str, tuple[str, int]]]:
    """Return the pending and paid lines of a programme's claims: claim → level → state, fen."""
    line = PaymentLineRecord
    query = (
        select(line.claim_id, line.level, line.state, line.amount_cents)
        .join(ClaimRecord, ClaimRecord.id == line.claim_id)
        .where(ClaimRecord.programme_id == programme_id)
        .where(line.state.in_([state.value for state in LineState if state.live]))
    )
    found: dict[int, dict[str, tuple[str, int]]] = defaultdict(dict)
    for row in session.execute(query):
        found[row.claim_id][row.level] = (row.state, row.amount_cents)
    return found


def _order(level: str) -> int:
    known = [one.value for one in Level]
    return known.index(level) if level in known else len(known)
