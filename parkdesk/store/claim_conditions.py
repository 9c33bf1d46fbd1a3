"""Answers about a claim's claimant in the database: what is asked, what was found, by whom."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from parkdesk.domain.claim_conditions import VIOLATIONS, Condition, check_condition
from parkdesk.domain.claimants import ASKED_OF
from parkdesk.domain.claims import ClaimKind
from parkdesk.store.claim_records import rules_of
from parkdesk.store.tables.claim_returns import ClaimConditionRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work


def asked_conditions(work: Work, claim: ClaimRecord) -> tuple[str, ...]:
    """Return the codes of the conditions that can be answered under a claim's programme."""
    rules = rules_of(work, claim)
    kind = ClaimKind(claim.track)
    codes = [figure.value.value for figure in rules.standing if figure.value in ASKED_OF[kind]]
    return (*codes, VIOLATIONS) if rules.clean_years else tuple(codes)


def write_conditions(work: Work, claim: ClaimRecord, conditions: Sequence[Condition]) -> None:
    """Write answers; None takes one back. The claim's version rises where something is new."""
    asked = asked_conditions(work, claim)
    record = ClaimConditionRecord
    there = {
        row.code: row
        for row in work.session.scalars(select(record).where(record.claim_id == claim.id))
    }
    changed = False
    for one in conditions:
        check_condition(one, asked, work.today)
        stored = there.get(one.code)
        if one.met is None:
            changed |= stored is not None
            if stored is not None:
                work.session.delete(stored)
        elif stored is None:
            changed = True
            work.add(record(claim_id=claim.id, code=one.code, **_values(work, one)))
        elif (stored.met, stored.found_on, stored.note) != (one.met, one.found_on, one.note):
            changed = True
            for name, value in _values(work, one).items():
                setattr(stored, name, value)
    if changed:
        # The answers belong to the claim: older ones must not be saved over it.
        flag_modified(claim, "heads")


def _values(work: Work, one: Condition) -> dict[str, object]:
    return {
        "met": bool(one.met),
        "found_on": one.found_on,
        "note": one.note.strip(),
        "changed_at": work.now,
        "changed_by": work.actor.name,
    }
