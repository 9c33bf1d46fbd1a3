"""The scorecard of a provider as at a day, from the registers and from what persons entered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import func, or_, select

from parkdesk.domain.calendar import Quarter, day_in_china
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.clawbacks import ClawbackState
from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.credit import CreditFact, CreditRule, CreditSheet, scorecard
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.statistics import FillState
from parkdesk.store.credit import entered_facts, replies_of, scheme_on, with_authors
from parkdesk.store.standing import in_force
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import ClawbackRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.enterprise_returns import returns_handed_in

_NEEDS = (
    Permission.ENTERPRISE_READ,
    Permission.CERTIFICATION_READ,
    Permission.CONTRACT_READ,
    Permission.STATISTICS_READ,
)
"""Beside the claims: whoever may not read all of it would read another sheet."""


@query(Permission.CLAIM_READ)
def credit_sheet(work: Work, enterprise_id: int, on: dt.date | None = None) -> CreditSheet:
    """Return an enterprise's scorecard by the scheme of the day; refused where there is none."""
    for permission in _NEEDS:
        work.actor.require(permission)
    work.get(EnterpriseRecord, enterprise_id)
    day = on or work.today
    scheme = scheme_on(work.session, day)
    if scheme is None:
        raise Refused("credit-no-scheme", day=day)
    facts = _facts(work, enterprise_id, scheme.since(day), day)
    return scorecard(scheme, facts, replies_of(work.session, enterprise_id, day), day)


def _facts(work: Work, enterprise_id: int, since: dt.date, day: dt.date) -> list[CreditFact]:
    """Return every fact of an enterprise that a scheme may count on a day."""
    facts = [
        *_stops(work, enterprise_id, day),
        *_certificates(work, enterprise_id, day),
        *_contracts(work, enterprise_id, since, day),
        *_returns(work, enterprise_id, since, day),
        *_clawbacks(work, enterprise_id, since, day),
        *_rejected(work, enterprise_id, since, day),
        *entered_facts(work.session, enterprise_id, since, day),
    ]
    return with_authors(work.session, facts)


def _stops(work: Work, enterprise_id: int, day: dt.date) -> Iterator[CreditFact]:
    table = StopRecord
    found = work.session.scalars(
        select(table).where(
            table.enterprise_id == enterprise_id,
            table.from_on <= day,
            or_(table.until_on.is_(None), table.until_on >= day),
            or_(table.lifted_on.is_(None), table.lifted_on > day),
        )
    )
    for one in found:
        yield CreditFact(
            CreditRule.STOP, table.__tablename__, one.id, one.document_number, one.from_on,
            one.set_by_name, one.reason,
        )  # fmt: skip


def _certificates(work: Work, enterprise_id: int, day: dt.date) -> Iterator[CreditFact]:
    table = CertificationRecord
    found = work.session.scalars(
        select(table).where(table.enterprise_id == enterprise_id, in_force(day))
    )
    for one in found:
        yield CreditFact(
            CreditRule.CERTIFICATE, table.__tablename__, one.id,
            f"{one.type_code} {one.number}".strip(), one.issued_on, "", one.issuer,
        )  # fmt: skip


def _contracts(
    work: Work, enterprise_id: int, since: dt.date, day: dt.date
) -> Iterator[CreditFact]:
    table, execution = ContractRecord, ContractExecutionRecord
    found = work.session.execute(
        select(table.id, table.number, table.client, func.max(execution.executed_on))
        .join(execution, execution.contract_id == table.id)
        .where(
            table.enterprise_id == enterprise_id,
            table.state.in_(sorted(COUNTED)),
            execution.executed_on.between(since, day),
        )
        .group_by(table.id, table.number, table.client)
    )
    for id_, number, client, last in found:
        yield CreditFact(CreditRule.CONTRACT, table.__tablename__, id_, number, last, "", client)


def _returns(work: Work, enterprise_id: int, since: dt.date, day: dt.date) -> Iterator[CreditFact]:
    table = QuarterReturnRecord
    found = work.session.execute(
        select(table.quarter, table.id).where(table.enterprise_id == enterprise_id)
    )
    ids = {Quarter.parse(quarter): id_ for quarter, id_ in found}
    for line in returns_handed_in.function(work, enterprise_id, day):
        if not since <= line.due_on <= day or line.fill is FillState.NOT_EXPECTED:
            continue
        said = str(line.period)
        if line.received_on is None:
            if line.due_on < day:
                yield CreditFact(
                    CreditRule.MISSING_RETURN, "enterprise", enterprise_id, said, line.due_on,
                    "", "", said,
                )  # fmt: skip
        elif line.received_on > line.due_on and isinstance(line.period, Quarter):
            yield CreditFact(
                CreditRule.LATE_RETURN, table.__tablename__, ids[line.period], said,
                line.received_on, "", "",
            )  # fmt: skip


def _clawbacks(
    work: Work, enterprise_id: int, since: dt.date, day: dt.date
) -> Iterator[CreditFact]:
    table = ClawbackRecord
    found = work.session.scalars(
        select(table).where(
            table.enterprise_id == enterprise_id,
            table.state != ClawbackState.WITHDRAWN.value,
            table.decided_on.between(since, day),
        )
    )
    for one in found:
        yield CreditFact(
            CreditRule.CLAWBACK, table.__tablename__, one.id, one.number, one.decided_on,
            one.opened_by_name, one.document_number,
        )  # fmt: skip


def _rejected(work: Work, enterprise_id: int, since: dt.date, day: dt.date) -> Iterator[CreditFact]:
    table = ClaimRecord
    found = work.session.execute(
        select(table.id, table.number, table.decided_at).where(
            table.enterprise_id == enterprise_id,
            table.state == ClaimState.REJECTED.value,
        )
    )
    for id_, number, decided_at in found:
        if decided_at is None:
            continue
        decided = day_in_china(decided_at)
        if since <= decided <= day:
            yield CreditFact(
                CreditRule.REJECTED_CLAIM, table.__tablename__, id_, number, decided, ""
            )
