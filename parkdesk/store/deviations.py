"""What is amiss in a quarter, rule by rule: facts for the list of exceptions.

Every rule is one or two statements; who answers and until when is decided by the caller.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.contracts import COUNTED, Market
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.identity import Role
from parkdesk.domain.shares import below, permille
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summaries import (
    ANSWER_WITHIN,
    EXPIRY_SOON,
    OFFSHORE_FLOOR_PERMILLE,
    CertificateLine,
    Deviation,
    Fact,
    Level,
    ReturnLine,
    Rule,
)
from parkdesk.store.summaries import DECIDED, instants
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import AccountRecord

_OPEN = (ClaimState.SUBMITTED, ClaimState.PRECHECKED, ClaimState.RETURNED)
_REFUSED = (Verdict.FAIL.value, Verdict.DUPLICATE.value)


def owners(session: Session) -> dict[Role, str]:
    """Return who answers for a role's work: its first active account, else the administrator."""
    found: dict[str, str] = {}
    rows = session.execute(
        select(AccountRecord.role_code, AccountRecord.name)
        .where(AccountRecord.active.is_(True))
        .order_by(AccountRecord.id)
    )
    for role, name in rows:
        found.setdefault(role, name)
    substitute = found.get(Role.ADMINISTRATOR.value, "")
    return {role: found.get(role.value, substitute) for role in Role}


def of_certificates(
    lines: Iterable[CertificateLine], day: dt.date, owner: str
) -> Iterable[Deviation]:
    """Return certificates that ended, end soon or are suspended, without a renewal."""
    for line in lines:
        certificate = Fact("certificate", line.title)
        if line.status is CertificationStatus.SUSPENDED:
            yield Deviation(
                Level.WARNING, line.enterprise, Rule.CERTIFICATE_STOPPED, (certificate,), owner,
                day + ANSWER_WITHIN,
            )  # fmt: skip
        elif line.renewal or line.expires_on is None:
            continue
        elif line.status is CertificationStatus.EXPIRED:
            facts = (certificate, Fact("expired_on", line.expires_on.isoformat()))
            yield Deviation(
                Level.SERIOUS, line.enterprise, Rule.CERTIFICATE_EXPIRED, facts, owner,
                day + ANSWER_WITHIN,
            )  # fmt: skip
        elif line.expires_on - day <= EXPIRY_SOON:
            facts = (certificate, Fact("expires_on", line.expires_on.isoformat()))
            yield Deviation(
                Level.WARNING, line.enterprise, Rule.CERTIFICATE_EXPIRING, facts, owner,
                min(line.expires_on, day + ANSWER_WITHIN),
            )  # fmt: skip


def of_claims(session: Session, quarter: Quarter, day: dt.date, owner: str) -> Iterable[Deviation]:
    """Return claims with people who do not qualify: a warning while open, a hint once decided."""
    first, after = instants(quarter)
    rows = session.execute(
        select(ClaimRecord.number, ClaimRecord.state, EnterpriseRecord.name, func.count())
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .join(ClaimPersonRecord, ClaimPersonRecord.claim_id == ClaimRecord.id)
        .where(
            ClaimPersonRecord.verdict.in_(_REFUSED),
            ClaimRecord.submitted_at < after,
            or_(
                ClaimRecord.state.in_(_OPEN),
                ClaimRecord.state.in_(DECIDED)
                & (ClaimRecord.decided_at >= first)
                & (ClaimRecord.decided_at < after),
            ),
        )
        .group_by(ClaimRecord.number, ClaimRecord.state, EnterpriseRecord.name)
        .order_by(ClaimRecord.number)
    )
    for number, state, enterprise, persons in rows:
        facts = (Fact("claim", number), Fact("persons", int(persons)))
        rule = Rule.CLAIM_ROWS_REFUSED
        if state in _OPEN:
            due_on = day + ANSWER_WITHIN
            yield Deviation(Level.WARNING, enterprise, rule, facts, owner, due_on)
        else:
            yield Deviation(Level.HINT, enterprise, rule, facts, owner)


def of_returns(lines: Iterable[ReturnLine], day: dt.date, owner: str) -> Iterable[Deviation]:
    """Return returns that are missing past their day, or came after it."""
    for line in lines:
        if line.state is FillState.OVERDUE:
            facts = (Fact("due_on", line.due_on.isoformat()),)
            yield Deviation(
                Level.WARNING, line.enterprise, Rule.RETURN_MISSING, facts, owner,
                day + ANSWER_WITHIN,
            )  # fmt: skip
        elif line.received_on is not None:
            facts = (Fact("days", (line.received_on - line.due_on).days),)
            yield Deviation(Level.HINT, line.enterprise, Rule.RETURN_LATE, facts, owner)


def of_receipts(
    session: Session, quarter: Quarter, day: dt.date, owner: str
) -> Iterable[Deviation]:
    """Return enterprises with offshore execution that no bank receipt proves."""
    execution = ContractExecutionRecord
    rows = session.execute(
        select(EnterpriseRecord.name, func.count(), func.sum(execution.amount_usd_cents))
        .select_from(execution)
        .join(ContractRecord, ContractRecord.id == execution.contract_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == ContractRecord.enterprise_id)
        .where(
            execution.counted_on.between(quarter.first, quarter.last),
            execution.receipt_no == "",
            ContractRecord.market == Market.OFFSHORE,
            ContractRecord.state.in_(sorted(COUNTED)),
        )
        .group_by(EnterpriseRecord.id, EnterpriseRecord.name, EnterpriseRecord.sort_key)
        .order_by(EnterpriseRecord.sort_key, EnterpriseRecord.id)
    )
    for enterprise, executions, cents in rows:
        facts = (Fact("executions", int(executions)), Fact("amount_usd_cents", int(cents or 0)))
        yield Deviation(
            Level.WARNING, enterprise, Rule.RECEIPT_MISSING, facts, owner, day + ANSWER_WITHIN
        )


def of_shares(
    executed: Sequence[tuple[str, int, int]], day: dt.date, owner: str
) -> Iterable[Deviation]:
    """Return enterprises that work offshore, and whose offshore share lies below the line.

    `executed` holds the offshore part and the whole of each, in US cents.
    """
    for enterprise, part, whole in executed:
        if whole > 0 and part > 0 and below(part, whole, OFFSHORE_FLOOR_PERMILLE):
            facts = (
                Fact("share_permille", permille(part, whole, reaching=OFFSHORE_FLOOR_PERMILLE)),
                Fact("floor_permille", OFFSHORE_FLOOR_PERMILLE),
            )
            yield Deviation(
                Level.WARNING, enterprise, Rule.OFFSHORE_SHARE_LOW, facts, owner,
                day + ANSWER_WITHIN,
            )  # fmt: skip
