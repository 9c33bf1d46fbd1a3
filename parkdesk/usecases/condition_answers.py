"""What a reviewer finds out about a claimant: answers to the conditions that nobody answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from parkdesk.domain import claims
from parkdesk.domain.claim_conditions import Condition
from parkdesk.domain.claims import WAITING, ClaimState
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.store.claim_conditions import write_conditions
from parkdesk.store.claim_records import key_of
from parkdesk.store.tables.claim_returns import ClaimConditionRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command


@command(Permission.CLAIM_PRECHECK)
def answer_conditions(
    work: Work, claim_id: int, version: int, answers: Sequence[Condition], reason: str
) -> ClaimKey:
    """Answer conditions of the claimant that are open while the claim is under review.

    `reason` says where it was looked up; the trail keeps it, and it stands beside each answer.
    What the applicant's clerk answered stays as it is: another answer is a matter for a return.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    if ClaimState(claim.state) not in WAITING:
        raise Refused("claim-not-under-review")
    said = claims.check_reason(reason)
    record = ClaimConditionRecord
    answered = set(work.session.scalars(select(record.code).where(record.claim_id == claim_id)))
    given = [replace(one, note=said) for one in answers if one.met is not None]
    if not given:
        raise InvalidInput({"answers": "conditions-left-open"})
    taken = {one.code: "condition-answered" for one in given if one.code in answered}
    if taken:
        raise InvalidInput(taken)
    work.reason = said
    write_conditions(work, claim, given)
    work.session.flush()  # the caller wants the new version
    return key_of(claim)
