"""Steps of a claim beside its review: higher levels, release for payment, the archive."""

from __future__ import annotations

from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.programme_figures import Level
from parkdesk.store import claim_steps
from parkdesk.store.claim_records import key_of, level_limit, rules_of, within
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command


@command(Permission.CLAIM_PRECHECK)
def record_review(
    work: Work, claim_id: int, version: int, level: Level, amount_cents: int, document: str
) -> ClaimKey:
    """Write down what a higher level (区县, 市, 省) found: its amount and its document.

    The levels follow each other as the programme names them; each only ever lowers the amount.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = claim_steps.state_after(work, claim, ClaimAction.REVIEW)
    exemption = claim_steps.another_hand(work, claim, ClaimAction.REVIEW)
    left = claim_steps.levels_left(work.session, claim)
    if not left or left[0] is not level:
        raise InvalidInput({"level": "level-not-next"})
    if not document.strip():
        raise InvalidInput({"document": "required"})
    within("amount", amount_cents, level_limit(work, claim))
    claim_steps.take_step(
        work,
        claim,
        ClaimAction.REVIEW,
        state,
        amount_cents=amount_cents,
        level=level,
        document=document.strip(),
        exemption_id=exemption,
    )
    return key_of(claim)


@command(Permission.CLAIM_APPROVE)
def release_claim(work: Work, claim_id: int, version: int) -> ClaimKey:
    """Release an approved claim for payment, where its programme knows no public notice (公示).

    So claims that earlier releases approved come to their payment. A notice that there is clears
    its claims itself, when it is closed.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    if rules_of(work, claim).noticed_for or claim.state == ClaimState.NOTICED.value:
        raise Refused("claim-needs-notice")
    state = claim_steps.state_after(work, claim, ClaimAction.CLEAR)
    claim_steps.take_step(work, claim, ClaimAction.CLEAR, state)
    return key_of(claim)


@command(Permission.CLAIM_EDIT)
def archive_claim(work: Work, claim_id: int, version: int, archive_number: str) -> ClaimKey:
    """File a paid claim away under its number in the archive (档号)."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    state = claim_steps.state_after(work, claim, ClaimAction.ARCHIVE)
    if not archive_number.strip():
        raise InvalidInput({"archive_number": "required"})
    claim.archive_number = archive_number.strip()
    claim.archived_on = work.today
    claim_steps.take_step(work, claim, ClaimAction.ARCHIVE, state, reason=claim.archive_number)
    return key_of(claim)
