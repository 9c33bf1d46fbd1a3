"""What stands between a payable claim and its payment: hands, stops, accounts, changed verdicts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.claims import ClaimAction, ClaimState, own_step
from parkdesk.domain.errors import Refused
from parkdesk.domain.payments import LineState
from parkdesk.domain.stops import StopEffect, binding
from parkdesk.store import rosters
from parkdesk.store.claim_money import MoneyRow, has_roster, money_rows
from parkdesk.store.stops import stops_holding
from parkdesk.store.subsidy_accounts import account_hash, change_since
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.work import Work

_LIVE = tuple(state.value for state in LineState if state.live)


@dataclass(frozen=True, slots=True)
class Held:
    """A person or item whose verdict changed: what stood at the approval, and what stands now."""

    row: MoneyRow
    before: tuple[tuple[str, str, str], ...]
    now: tuple[tuple[str, str, str], ...]
    """Findings as rule, verdict and code."""

    @property
    def difference(self) -> str:
        """Both as JSON, for the batch's own record."""
        return json.dumps({"before": self.before, "now": self.now})


def held_rows(work: Work, claim: ClaimRecord) -> tuple[Held, ...]:
    """Run the rules once more and return the rows that no longer bear their approved sum.

    The lines of a trace that have not changed are left out on both sides.
    """
    rows = {row.id: row for row in money_rows(work.session, claim) if row.approved_cents}
    if not has_roster(claim):
        return ()
    listed = rosters.roster_rows(work.session, claim.id)
    verdicts = rosters.judge_claim(work, claim, [row for _id, row in listed])
    traces = _stored_traces(work.session, claim.id)
    found = []
    for (id_, _row), verdict in zip(listed, verdicts, strict=True):
        row = rows.get(id_)
        if row is None or (verdict.verdict.payable and verdict.amount_cents >= row.approved_cents):
            continue
        now = tuple((line.rule.value, line.verdict.value, line.code) for line in verdict.problems)
        before = traces.get(id_, ())
        found.append(
            Held(
                row,
                tuple(line for line in before if line not in now),
                tuple(line for line in now if line not in before),
            )
        )
    return tuple(found)


def _stored_traces(session: Session, claim_id: int) -> dict[int, tuple[tuple[str, str, str], ...]]:
    query = select(ClaimPersonRecord.id, ClaimPersonRecord.trace).where(
        ClaimPersonRecord.claim_id == claim_id
    )
    return {
        row.id: tuple((str(line[0]), str(line[1]), str(line[2])) for line in json.loads(row.trace))
        for row in session.execute(query)
    }


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


def obstacle(work: Work, claim: ClaimRecord) -> str:
    """Return the code of what forbids paying a claim as a whole, or nothing."""
    if ClaimState(claim.state) is not ClaimState.PAYABLE:
        return "claim-not-payable"
    if own_step(ClaimAction.PAY, work.actor.id, rosters.handled_by(work.session, claim)):
        return "claim-in-own-hands"
    stops = stops_holding(work.session, [claim.enterprise_id], work.today)
    if binding(stops.get(claim.enterprise_id, ()), StopEffect.PAYMENT, work.today):
        return "enterprise-stopped"
    if payee_of(work, work.get(EnterpriseRecord, claim.enterprise_id)) is None:
        return "payee-without-account"
    return ""


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


def refuse_if_in_batch(work: Work, claim: ClaimRecord) -> None:
    """Refuse to send back or to refuse a claim whose money is on its way, or has left."""
    line = PaymentLineRecord
    number = work.session.scalar(
        select(line.reference).where(line.claim_id == claim.id, line.state.in_(_LIVE)).limit(1)
    )
    if number is not None:
        raise Refused("claim-in-batch", claim=claim.number, line=number)
