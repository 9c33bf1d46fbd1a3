"""Budgets by programme and level: setting an allotment, and what would be left after approvals."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.budgets import LevelBudget, split_levels, what_if
from parkdesk.domain.claims import WAITING
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Level
from parkdesk.store.claim_money import claims_by_id
from parkdesk.store.level_budgets import level_budgets, shares_of
from parkdesk.store.programme_editions import require_newest
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.budgets import LevelBudgetRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import RELEASED, ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level's budget, and where its allotment stands."""

    budget: LevelBudget
    document: str
    version: int
    """Of the allotment; 0 where there is none yet."""


@dataclass(frozen=True, slots=True)
class ProgrammeBudget:
    """One programme's money by level."""

    programme_id: int
    title: str
    title_en: str
    document: str
    year: int
    shares_known: bool
    levels: tuple[LevelRow, ...]


@query(Permission.PROGRAMME_READ)
def programme_budgets(work: Work) -> tuple[ProgrammeBudget, ...]:
    """Return every released programme's money by level, the latest year first."""
    released = work.session.scalars(
        select(ProgrammeRecord)
        .where(ProgrammeRecord.state == RELEASED)
        .order_by(ProgrammeRecord.year.desc(), ProgrammeRecord.code, ProgrammeRecord.edition)
    )
    # The newest edition holds the money of them all.
    records = list({record.code: record for record in released}.values())
    allotted = {
        (one.programme_id, one.level): one
        for one in work.session.scalars(select(LevelBudgetRecord))
    }
    found = []
    for record in records:
        levels = []
        for budget in level_budgets(work.session, record):
            row = allotted.get((record.id, budget.level))
            levels.append(
                LevelRow(budget, row.document_number if row else "", row.version if row else 0)
            )
        found.append(
            ProgrammeBudget(
                record.id,
                record.title,
                programme_of(record.content).title_en,
                record.document_number,
                record.year,
                bool(shares_of(record)),
                tuple(levels),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SaveLevelBudget:
    """What a level allotted to a programme, by which document."""

    programme_id: int
    level: str
    allocated_cents: int | None
    document_number: str = ""


@command(Permission.CLAIM_APPROVE)
def set_level_budget(work: Work, form: SaveLevelBudget, version: int) -> None:
    """Enter what a level allotted; `version` is that of the allotment shown, 0 for none."""
    require_newest(work.session, work.get(ProgrammeRecord, form.programme_id))
    problems = {}
    if form.allocated_cents is None:
        problems["allocated_cents"] = "required"
    elif form.allocated_cents < 0:
        problems["allocated_cents"] = "negative-amount"
    if form.level not in {one.value for one in Level}:
        problems["level"] = "required"
    if problems:
        raise InvalidInput(problems)
    assert form.allocated_cents is not None
    found = work.session.scalar(
        select(LevelBudgetRecord).where(
            LevelBudgetRecord.programme_id == form.programme_id,
            LevelBudgetRecord.level == form.level,
        )
    )
    if found is None:
        work.add(
            LevelBudgetRecord(
                programme_id=form.programme_id,
                level=form.level,
                allocated_cents=form.allocated_cents,
                document_number=form.document_number.strip(),
            )
        )
        return
    record = work.get(LevelBudgetRecord, found.id, version=version)
    record.allocated_cents = form.allocated_cents
    record.document_number = form.document_number.strip()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A programme's money as it stands, and as it would be with some claims approved."""

    now: tuple[LevelBudget, ...]
    then: tuple[LevelBudget, ...]
    claims: int
    added_cents: int


@query(Permission.CLAIM_READ)
def budget_what_if(
    work: Work, programme_id: int, claim_ids: tuple[int, ...] | None = None
) -> WhatIf:
    """Return what would be left if these waiting claims were approved; None is all that wait.

    A claim counts with what was recommended for it, else with what the rules give.
    """
    programme = work.get(ProgrammeRecord, programme_id)
    query = select(ClaimRecord.id).where(
        ClaimRecord.programme_id == programme_id,
        ClaimRecord.state.in_([state.value for state in WAITING]),
    )
    waiting = set(work.session.scalars(query))
    wanted = waiting if claim_ids is None else waiting & set(claim_ids)
    shares = shares_of(programme)
    added: dict[str, int] = defaultdict(int)
    for claim in claims_by_id(work.session, wanted).values():
        cents = (
            claim.requested_cents if claim.recommended_cents is None else claim.recommended_cents
        )
        for level, part in split_levels(cents, shares).items():
            added[level] += part
    now = level_budgets(work.session, programme)
    return WhatIf(now, what_if(now, added), len(wanted), sum(added.values()))
