"""The claimant of a claim: its conditions with their reasoning, and what somebody found out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.claim_conditions import Condition
from parkdesk.domain.eligibility_rules import TraceLine
from parkdesk.domain.identity import Permission
from parkdesk.store.claim_conditions import asked_conditions, write_conditions
from parkdesk.store.claim_records import editable, key_of
from parkdesk.store.claimant_facts import claimant_trace
from parkdesk.store.tables.claim_returns import ClaimConditionRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command, query

__all__ = ["Claimant", "Condition", "claimant_check", "save_conditions"]


@dataclass(frozen=True, slots=True)
class Claimant:
    """The claimant of a claim as far as is known."""

    lines: tuple[TraceLine, ...]
    conditions: tuple[Condition, ...]
    """What can be answered under the programme, with what was."""


@query(Permission.CLAIM_READ)
def claimant_check(work: Work, claim_id: int) -> Claimant:
    """Return the reasoning about a claim's claimant, and what there is to find out."""
    claim = work.get(ClaimRecord, claim_id)
    record = ClaimConditionRecord
    said = {
        row.code: Condition(row.code, row.met, row.found_on, row.note)
        for row in work.session.scalars(select(record).where(record.claim_id == claim_id))
    }
    asked = [said.get(code, Condition(code)) for code in asked_conditions(work, claim)]
    return Claimant(claimant_trace(work, claim), tuple(asked))


@command(Permission.CLAIM_EDIT)
def save_conditions(
    work: Work, claim_id: int, version: int, conditions: Sequence[Condition]
) -> ClaimKey:
    """Save what was found out about the claimant; None takes an answer back."""
    claim = editable(work, claim_id, version)
    write_conditions(work, claim, conditions)
    work.session.flush()  # the caller wants the new version
    return key_of(claim)
