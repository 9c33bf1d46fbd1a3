"""A claim as it is handed in: judged once more, its amounts fixed, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from parkdesk.domain.claim_amounts import RowDecision
from parkdesk.domain.claim_returns import Difference, differences, goes_straight_back
from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.eligibility import RosterTotals, RowVerdict, totals
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.programme_figures import Track
from parkdesk.domain.trainees import Trainee
from parkdesk.store import claim_returns, claim_standing, rosters
from parkdesk.store.claim_item_rows import item_rows, judge_items
from parkdesk.store.claim_lines import UNDECIDED, rows_of
from parkdesk.store.claim_returns import OpenReturn
from parkdesk.store.claimant_facts import claimant_trace
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class Handing:
    """What handing a claim in would fix, row by row, and the step that it is.

    `recommended` holds the amounts that stay recommended where it goes straight back to whoever
    decides; `reviewer_id` is the person who asked, where nothing but what was marked has changed.
    """

    ids: tuple[int, ...]
    verdicts: tuple[RowVerdict, ...]
    applied: tuple[int, ...]
    people: Mapping[int, Trainee]
    action: ClaimAction
    reviewer_id: int | None
    recommended: Mapping[int, RowDecision] | None
    changed: tuple[Difference, ...] = ()
    """What the claimant changed for a return."""

    @property
    def totals(self) -> RosterTotals:
        """The rows in figures."""
        return totals(self.verdicts)

    @property
    def asked_cents(self) -> int:
        """What the application asks for."""
        return sum(self.applied)

    @property
    def recommended_cents(self) -> int | None:
        """What stays recommended."""
        if self.recommended is None:
            return None
        return sum(one.amount_cents for one in self.recommended.values())


def judge(work: Work, claim: ClaimRecord) -> Handing:
    """Judge every row as of now and find out where the claim goes."""
    if rows_of(claim) is ClaimPersonRecord:
        people = rosters.roster_rows(work.session, claim.id)
        verdicts = rosters.judge_claim(work, claim, [row for _id, row in people])
        ids = tuple(id_ for id_, _row in people)
        cap = _cap(work, claim)
        asked = [row.requested_cents for _id, row in people]
        applied = tuple(cap if cents is None else cents for cents in asked)
        return _handing(work, claim, ids, verdicts, applied, dict(people))
    items = item_rows(work.session, claim.id)
    verdicts = judge_items(work, claim, [item for _id, item in items])
    applied = tuple(
        found.amount_cents if item.asked_cents is None else item.asked_cents
        for (_id, item), found in zip(items, verdicts, strict=True)
    )
    return _handing(work, claim, tuple(id_ for id_, _item in items), verdicts, applied, {})


def _cap(work: Work, claim: ClaimRecord) -> int:
    programme = rosters.programme_of(work.get(ProgrammeRecord, claim.programme_id).content)
    figure = programme.cap_cents.get(Track(claim.track))
    return figure.value if figure else 0


def _handing(
    work: Work,
    claim: ClaimRecord,
    ids: tuple[int, ...],
    verdicts: tuple[RowVerdict, ...],
    applied: tuple[int, ...],
    people: Mapping[int, Trainee],
) -> Handing:
    made = Handing(ids, verdicts, applied, people, ClaimAction.SUBMIT, None, None)
    if claim.state != ClaimState.RETURNED.value:
        return made
    asked = claim_returns.open_return(work.session, claim.id)
    if asked is None:
        return made
    changed = differences(asked.returned, claim_standing.standing(work, claim))
    made = replace(made, changed=changed)
    if not goes_straight_back(asked.returned, changed):
        return made
    amounts = {row: one.amount_cents for row, one in zip(ids, verdicts, strict=True)}
    marked = {mark.row for mark in asked.returned.marks}
    # A row that nobody touched and that the rules judge otherwise today is a change as well.
    others = {row: cents for row, cents in amounts.items() if row not in marked}
    if any(asked.requested.get(row) != cents for row, cents in others.items()):
        return made
    who = asked.returned.actor_id
    if asked.returned.from_state is ClaimState.SUBMITTED:
        return replace(made, reviewer_id=who)
    kept = {row: _kept(asked, row, cents) for row, cents in amounts.items()}
    return replace(made, action=ClaimAction.RESUBMIT, reviewer_id=who, recommended=kept)


def _kept(asked: OpenReturn, row: int, cents: int) -> RowDecision:
    """Return what stays recommended for a row that goes past the pre-check.

    A marked row has what the rules give it now, but no more than the pre-check left of it where
    it was cut: nobody who pre-checks would see the cut undone.
    """
    before = asked.recommended[row]
    if before.amount_cents < min(asked.requested.get(row, 0), cents):
        return before
    return RowDecision(row, cents)


def fix_rows(work: Work, claim: ClaimRecord, handing: Handing) -> None:
    """Write what the rules gave every row, and what its application asks for."""
    numbers: Mapping[str, int] = {}
    if handing.people:
        numbers = rosters.remember_trainees(work, list(handing.people.values()))
    values = [_row_values(handing, place, numbers) for place in range(len(handing.ids))]
    work.update_many(rows_of(claim), values)
    straight_back = handing.reviewer_id is not None
    claim_returns.answer_return(work, claim, handing.changed, straight_back=straight_back)


def _row_values(handing: Handing, place: int, numbers: Mapping[str, int]) -> dict[str, Any]:
    row, verdict = handing.ids[place], handing.verdicts[place]
    values: dict[str, Any] = {
        "id": row,
        "verdict": verdict.verdict.value,
        "applied_cents": handing.applied[place],
        "requested_cents": verdict.amount_cents,
        "trace": rosters.trace_text(verdict),
        **UNDECIDED,
    }
    if handing.recommended is not None:
        values["recommended_cents"] = handing.recommended[row].amount_cents
        values["recommended_reason"] = handing.recommended[row].reason
    person = handing.people.get(row)
    if person is not None:
        values["trainee_id"] = numbers.get(person.id_number)
    return values


def failing_conditions(work: Work, claim: ClaimRecord) -> int:
    """Return how many conditions the claimant does not meet, as far as is known."""
    lines = claimant_trace(work, claim)
    return sum(line.verdict is Verdict.FAIL for line in lines)
