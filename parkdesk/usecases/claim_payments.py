"""A claim's payment outside a batch (拨付): one sum, on one day, to the account on record."""

from __future__ import annotations

import datetime as dt
from typing import Any

from parkdesk.domain import claim_amounts
from parkdesk.domain.budgets import shortage, split_levels
from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.claim_amounts import Amounts
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account
from parkdesk.domain.programme_figures import Level
from parkdesk.store import claim_money, claim_steps
from parkdesk.store.claim_judging import verdict_changes
from parkdesk.store.claim_records import key_of
from parkdesk.store.claimant_findings import condition_changes
from parkdesk.store.level_budgets import level_budgets, shares_of
from parkdesk.store.subsidy_accounts import change_since
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command


@command(Permission.CLAIM_PAY)
def pay_claim(
    work: Work,
    claim_id: int,
    version: int,
    paid_on: dt.date,
    paid_cents: int,
    confirmed: frozenset[str] = frozenset(),
) -> ClaimKey:
    """Record a payment that was made outside a batch; the day is not in the future.

    The sum is the approved one, less the rows that the rules, run again, no longer pass. Nothing is
    recorded while a condition of the claimant has come to fail since the approval. Asks
    `account-changed-since-approval` or `account-entered-since-approval` to be confirmed where the
    enterprise's account for subsidies is not the one that stood there at the approval. Asks
    `payment-above-budget` or `payment-above-whole-budget` where it passes what was allotted: a
    batch that would is refused, but this money has left already.
    """
    claim = work.get(ClaimRecord, claim_id, version=version)
    claim_steps.state_after(work, claim, ClaimAction.PAY, paid_on)
    exemption = claim_steps.another_hand(work, claim, ClaimAction.PAY)
    if condition_changes(work, claim):
        raise Refused("claim-claimant-changed")
    stopped = {one.row: one.now_cents for one in verdict_changes(work, claim) if one.stops}
    paid = {
        row.id: stopped.get(row.id, row.approved_cents)
        for row in claim_money.money_rows(work.session, claim)
    }
    claim_amounts.check_paid(Amounts(approved_cents=sum(paid.values())), paid_cents)
    if paid_on > work.today:
        raise InvalidInput({"paid_on": "paid-in-future"})
    _ask_about_account(work, claim, confirmed)
    _ask_about_allotment(work, claim, paid_cents, confirmed)
    claim_money.record_payment(work, claim, paid, paid_on)
    claim_steps.name_exemption(work, claim, exemption)
    return key_of(claim)


def _ask_about_allotment(
    work: Work, claim: ClaimRecord, paid_cents: int, confirmed: frozenset[str]
) -> None:
    programme = work.get(ProgrammeRecord, claim.programme_id)
    wanted = split_levels(paid_cents, shares_of(programme))
    lacking = shortage(level_budgets(work.session, programme), wanted)
    if lacking is None:
        return
    facts: dict[str, Any] = {"asked_cents": lacking.asked_cents, "room_cents": lacking.room_cents}
    code = "payment-above-whole-budget"
    if lacking.level:
        code, facts["level"] = "payment-above-budget", Level(lacking.level)
    if code not in confirmed:
        raise NeedsConfirmation(code, **facts)


def _ask_about_account(work: Work, claim: ClaimRecord, confirmed: frozenset[str]) -> None:
    if claim.decided_at is None:
        return
    change = change_since(work, claim.enterprise_id, claim.decided_at)
    if change is None:
        return
    facts = {
        "account": mask_account(change.after or "") or "—",
        "day": day_in_china(change.at),
        "before": mask_account(change.before or ""),
    }
    was_there = change.before is not None
    code = "account-changed-since-approval" if was_there else "account-entered-since-approval"
    if code not in confirmed:
        raise NeedsConfirmation(code, **facts)
