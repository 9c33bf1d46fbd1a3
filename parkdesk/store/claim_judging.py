"""The rules run over a claim's rows, of whatever kind they are, and what has changed by it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.claim_lines import Finding, VerdictChange
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.store import rosters
from parkdesk.store.claim_ceilings import under_ceiling
from parkdesk.store.claim_item_rows import item_rows, judge_items
from parkdesk.store.claim_lines import amount_lines, rows_of
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Judged:
    """The rows of a claim by number, in their order, with the reasoning for each as of today."""

    ids: tuple[int, ...]
    verdicts: tuple[RowVerdict, ...]


def judge_rows(work: Work, claim: ClaimRecord) -> Judged:
    """Return the reasoning for every row of a claim as the rules give it now.

    Once a claim is handed in, persons above the enterprise's ceiling of heads are stopped here:
    what comes before it, and what was cut, is known by then.
    """
    if rows_of(claim) is ClaimPersonRecord:
        people = rosters.roster_rows(work.session, claim.id)
        verdicts = rosters.judge_claim(work, claim, [row for _id, row in people])
        if ClaimState(claim.state).binding:
            given = [line.newest_cents for line in amount_lines(work.session, claim)]
            verdicts = under_ceiling(work, claim, verdicts, given)
        return Judged(tuple(id_ for id_, _row in people), verdicts)
    items = item_rows(work.session, claim.id)
    verdicts = judge_items(work, claim, [item for _id, item in items])
    return Judged(tuple(id_ for id_, _item in items), verdicts)


def verdict_changes(
    work: Work, claim: ClaimRecord, judged: Judged | None = None
) -> tuple[VerdictChange, ...]:
    """Return the rows that are judged otherwise than when the claim was handed in.

    A verdict that is worse, or an amount that is less than the last stage gave, stops that row
    alone; one that is better raises nothing.
    """
    judged = judged or judge_rows(work, claim)
    findings = _findings(work.session, claim)
    changes = []
    by_id = dict(zip(judged.ids, judged.verdicts, strict=True))
    for line in amount_lines(work.session, claim):
        now = by_id[line.id]
        if line.verdict is None:
            continue
        said = tuple(Finding(one.rule.value, one.verdict, one.code) for one in now.problems)
        left = min(line.newest_cents, now.amount_cents)
        if now.verdict is line.verdict and said == findings[line.id] and left == line.newest_cents:
            continue
        changes.append(
            VerdictChange(
                line.id,
                line.position,
                line.name,
                line.verdict,
                findings[line.id],
                now.verdict,
                now.problems,
                line.newest_cents,
                left,
            )
        )
    return tuple(changes)


def _findings(session: Session, claim: ClaimRecord) -> dict[int, tuple[Finding, ...]]:
    record = rows_of(claim)
    query = select(record.id, record.trace).where(record.claim_id == claim.id)
    return {id_: _read(trace) for id_, trace in session.execute(query)}


def _read(trace: str) -> tuple[Finding, ...]:
    found: Sequence[Sequence[str]] = json.loads(trace)
    return tuple(Finding(rule, Verdict(verdict), code) for rule, verdict, code in found)
