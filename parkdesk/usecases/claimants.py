"""The claimant of a claim: its conditions with their reasoning, and what somebody found out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from parkdesk.domain.claimants import ASKED_OF
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.eligibility_rules import TraceLine
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.store.claim_records import editable, key_of, rules_of
from parkdesk.store.claimant_facts import VIOLATIONS, claimant_trace
from parkdesk.store.tables.claim_returns import ClaimConditionRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class Condition:
    """What somebody found out about one condition; `met` is None while nobody has looked.

    `code` is that of `Standing`, or `violations`: then `met` says that none were found, and
    `found_on` is the day of the last one where some were.
    """

    code: str
    met: bool | None = None
    found_on: dt.date | None = None
    note: str = ""


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
    asked = [said.get(code, Condition(code)) for code in _asked(work, claim)]
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


def write_conditions(work: Work, claim: ClaimRecord, conditions: Sequence[Condition]) -> None:
    """Write answers about a claimant; the claim's version rises where one is new."""
    asked = _asked(work, claim)
    record, claim_id = ClaimConditionRecord, claim.id
    there = {
        row.code: row
        for row in work.session.scalars(select(record).where(record.claim_id == claim_id))
    }
    changed = False
    for one in conditions:
        _check(one, asked, work.today)
        stored = there.get(one.code)
        if one.met is None:
            changed |= stored is not None
            if stored is not None:
                work.session.delete(stored)
        elif stored is None:
            changed = True
            work.add(record(claim_id=claim_id, code=one.code, **_values(work, one)))
        elif (stored.met, stored.found_on, stored.note) != (one.met, one.found_on, one.note):
            changed = True
            for name, value in _values(work, one).items():
                setattr(stored, name, value)
    if changed:
        # The answers belong to the claim: older ones must not be saved over it.
        flag_modified(claim, "heads")


def _asked(work: Work, claim: ClaimRecord) -> tuple[str, ...]:
    rules = rules_of(work, claim)
    kind = ClaimKind(claim.track)
    codes = [figure.value.value for figure in rules.standing if figure.value in ASKED_OF[kind]]
    return (*codes, VIOLATIONS) if rules.clean_years else tuple(codes)


def _check(one: Condition, asked: Sequence[str], today: dt.date) -> None:
    if one.code not in asked:
        raise InvalidInput({one.code: "condition-not-asked"})
    if one.code == VIOLATIONS and one.met is False and one.found_on is None:
        raise InvalidInput({"found_on": "required"})
    if one.found_on is not None and one.found_on > today:
        raise InvalidInput({"found_on": "found-in-future"})


def _values(work: Work, one: Condition) -> dict[str, object]:
    return {
        "met": bool(one.met),
        "found_on": one.found_on,
        "note": one.note.strip(),
        "changed_at": work.now,
        "changed_by": work.actor.name,
    }
