"""What stands between a payable claim and its payment: hands, stops, accounts, changed verdicts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.claim_lines import VerdictChange
from parkdesk.domain.claims import ClaimAction, ClaimState, own_step
from parkdesk.domain.payments import LineState, Obstacle, require_other_hand
from parkdesk.domain.stops import StopEffect, binding
from parkdesk.store.claim_hands import handled_by
from parkdesk.store.claim_judging import verdict_changes
from parkdesk.store.claim_money import MoneyRow, money_rows
from parkdesk.store.claim_steps import another_hand, exemption_of
from parkdesk.store.stops import stops_holding
from parkdesk.store.subsidy_accounts import account_hash, change_since
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.work import Work

_LIVE = tuple(state.value for state in LineState if state.live)


@dataclass(frozen=True, slots=True)
class Held:
    """A person or item that the rules, run once more, give less than was approved."""

    row: MoneyRow
    change: VerdictChange

    @property
    def left_cents(self) -> int:
        """What may still be paid for it."""
        return min(self.change.now_cents, self.row.approved_cents)

    @property
    def held_cents(self) -> int:
        """What is not paid of the approved sum."""
        return self.row.approved_cents - self.left_cents

    @property
    def difference(self) -> str:
        """The findings at the submission and now as JSON, for the batch's own record."""
        before = [[one.rule, one.verdict.value, one.code] for one in self.change.findings_before]
        now = [[one.rule.value, one.verdict.value, one.code] for one in self.change.lines_now]
        return json.dumps({"before": before, "now": now})


def held_rows(work: Work, claim: ClaimRecord) -> tuple[Held, ...]:
    """Run the rules once more and return the rows that no longer bear their approved sum."""
    rows = {row.id: row for row in money_rows(work.session, claim) if row.approved_cents}
    held = (
        Held(rows[change.row], change)
        for change in verdict_changes(work, claim)
        if change.stops and change.row in rows
    )
    return tuple(one for one in held if one.held_cents)


@dataclass(frozen=True, slots=True)
class Payee:
    """The account that money goes to, as it stands on the enterprise's record; whole."""

    enterprise_id: int
    enterprise: str
    holder: str
    bank: str
    branch: str
    account: str
    account_hash: bytes


def payee_of(work: Work, enterprise: EnterpriseRecord) -> Payee | None:
    """Return the account that an enterprise is paid to; None where there is none."""
    hashed = account_hash(work, enterprise.bank_account)
    if hashed is None or not enterprise.bank_account:
        return None
    return Payee(
        enterprise.id,
        enterprise.name,
        enterprise.bank_holder or enterprise.name,
        enterprise.bank_name,
        enterprise.bank_branch,
        enterprise.bank_account,
        hashed,
    )


def account_changed(work: Work, claim: ClaimRecord) -> bool:
    """Whether the account on the record is another one than at the approval."""
    if claim.decided_at is None:
        return False
    return change_since(work, claim.enterprise_id, claim.decided_at) is not None


def hands(work: Work, claims: Iterable[ClaimRecord]) -> str:
    """Refuse a payer who had one of the claims in hand; return the exceptions used, as printed."""
    used = [another_hand(work, claim, ClaimAction.PAY) for claim in claims]
    if not any(one is not None for one in used):
        return ""
    exemption = exemption_of(work.session, work.actor.id, work.today)
    assert exemption is not None
    return f"{work.actor.name}: {exemption.document}"


def require_may_approve(work: Work, made_by_id: int, claims: Iterable[ClaimRecord]) -> str:
    """Refuse the approval of a batch by whoever made it or had one of its claims in hand.

    Returns the exceptions used, as printed.
    """
    require_other_hand(made_by_id, work.actor.id)
    return hands(work, claims)


def obstacle(work: Work, claim: ClaimRecord) -> Obstacle | None:
    """Return what forbids paying a claim as a whole; None for nothing."""
    if ClaimState(claim.state) is not ClaimState.PAYABLE:
        return Obstacle.NOT_PAYABLE
    own = own_step(ClaimAction.PAY, work.actor.id, handled_by(work.session, claim))
    if own and exemption_of(work.session, work.actor.id, work.today) is None:
        return Obstacle.OWN_HANDS
    stops = stops_holding(work.session, [claim.enterprise_id], work.today)
    if binding(stops.get(claim.enterprise_id, ()), StopEffect.PAYMENT, work.today):
        return Obstacle.STOPPED
    if payee_of(work, work.get(EnterpriseRecord, claim.enterprise_id)) is None:
        return Obstacle.NO_ACCOUNT
    return None


def live_levels(session: Session, claim_ids: Sequence[int]) -> Mapping[int, frozenset[str]]:
    """Return the levels of claims whose money stands pending or paid in a batch."""
    line = PaymentLineRecord
    query = select(line.claim_id, line.level).where(
        line.claim_id.in_(claim_ids), line.state.in_(_LIVE)
    )
    found: dict[int, set[str]] = {}
    for row in session.execute(query):
        found.setdefault(row.claim_id, set()).add(row.level)
    return {claim: frozenset(levels) for claim, levels in found.items()}
