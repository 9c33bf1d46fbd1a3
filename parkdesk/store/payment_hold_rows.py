"""Who a batch holds back, read with what was found before and is now."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import select

from parkdesk.domain.claimant_findings import read_changes
from parkdesk.domain.eligibility_rules import Rule, Verdict
from parkdesk.domain.payment_holds import HoldRow, RuleChange
from parkdesk.store.claim_money import claims_by_id, money_rows
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import PaymentClaimHoldRecord, PaymentHoldRecord
from parkdesk.store.work import Work


def hold_rows(work: Work, batch_id: int) -> tuple[HoldRow, ...]:
    """Return whole claims first, then the rows that the batch does not pay in full."""
    return (*_claim_holds(work, batch_id), *_holds(work, batch_id))


def _holds(work: Work, batch_id: int) -> tuple[HoldRow, ...]:
    query = select(PaymentHoldRecord).where(PaymentHoldRecord.batch_id == batch_id)
    records = work.session.scalars(query.order_by(PaymentHoldRecord.id)).all()
    claims = claims_by_id(work.session, [one.claim_id for one in records])
    rows = {
        (claim.id, row.id): row
        for claim in claims.values()
        for row in money_rows(work.session, claim)
    }
    return tuple(
        HoldRow(
            claims[one.claim_id].number,
            work.get(EnterpriseRecord, claims[one.claim_id].enterprise_id).name,
            rows[one.claim_id, one.row_id].position,
            rows[one.claim_id, one.row_id].name,
            one.amount_cents,
            _rule_changes(one.difference),
        )
        for one in records
        if (one.claim_id, one.row_id) in rows
    )


def _rule_changes(difference: str) -> tuple[RuleChange, ...]:
    """Return what a stored difference says, rule by rule; a rule that simply passed says nothing.

    The worst finding of a rule stands for it.
    """
    found = json.loads(difference)
    before, now = _by_rule(found.get("before", ())), _by_rule(found.get("now", ()))
    rules = [rule for rule in Rule if before.get(rule) is not now.get(rule)]
    return tuple(RuleChange(rule, before.get(rule), now.get(rule)) for rule in rules)


def _by_rule(lines: Sequence[Sequence[str]]) -> dict[Rule, Verdict]:
    found: dict[Rule, Verdict] = {}
    for rule, verdict, _code in lines:
        said = Verdict(verdict)
        known = found.get(Rule(rule))
        found[Rule(rule)] = said if known is None or known.payable else known
    return found


def _claim_holds(work: Work, batch_id: int) -> tuple[HoldRow, ...]:
    hold = PaymentClaimHoldRecord
    query = (
        select(hold, ClaimRecord.number, EnterpriseRecord.name)
        .join(ClaimRecord, ClaimRecord.id == hold.claim_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .where(hold.batch_id == batch_id)
        .order_by(hold.id)
    )
    return tuple(
        HoldRow(
            number,
            enterprise,
            None,
            enterprise,
            one.amount_cents,
            conditions=read_changes(one.difference),
            at_approval=one.at_approval,
        )
        for one, number, enterprise in work.session.execute(query)
    )
