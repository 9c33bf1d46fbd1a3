"""A claim's record as its use-cases need it: fetched, told, and how far a decision may go."""

from __future__ import annotations

from dataclasses import dataclass

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.programmes import Programme
from parkdesk.store import claim_lines, claim_steps
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work


@dataclass(frozen=True, slots=True)
class ClaimKey:
    """A claim as it stands after a command: enough to go on with it."""

    id: int
    version: int
    number: str
    state: ClaimState


def editable(work: Work, claim_id: int, version: int) -> ClaimRecord:
    """Return a claim whose rows and papers may be changed; refuse any other."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    if not ClaimState(claim.state).editable:
        raise Refused("claim-not-editable", state=ClaimState(claim.state))
    return claim


def take_back_decisions(work: Work, claim: ClaimRecord) -> None:
    """Leave nothing recommended or approved: the steps keep what was."""
    if claim.recommended_cents is not None or claim.approved_cents is not None:
        claim_lines.undecide(work, claim)
    claim.recommended_cents = claim.approved_cents = None


def level_limit(work: Work, claim: ClaimRecord) -> int:
    """Return the most that the pre-check and the higher levels have left of a claim."""
    found = claim_steps.findings_of_levels(work.session, claim.id).values()
    amounts = [step.amount_cents for step in found if step.amount_cents is not None]
    return min([claim.recommended_cents or 0, *amounts])


def within(name: str, cents: int, limit_cents: int, code: str = "above-recommended") -> None:
    """Refuse an amount that is negative or above a limit."""
    if cents < 0:
        raise InvalidInput({name: "negative-amount"})
    if cents > limit_cents:
        raise InvalidInput({name: code}, limit_cents=limit_cents)


def key_of(claim: ClaimRecord) -> ClaimKey:
    """Return a claim as it stands."""
    return ClaimKey(claim.id, claim.version, claim.number, ClaimState(claim.state))


def rules_of(work: Work, claim: ClaimRecord) -> Programme:
    """Return the rules that a claim is judged by."""
    return programme_of(work.get(ProgrammeRecord, claim.programme_id).content)
