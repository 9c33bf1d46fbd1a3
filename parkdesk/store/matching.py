"""What the registers say of enterprises for an opportunity: one question for each criterion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.matching import Answer, Criterion, Match, Need
from parkdesk.store.standing import in_force
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.tables.stops import StopRecord

Answers = Mapping[int, Answer]
"""By enterprise; one that is not here has no record that speaks for it."""


def matches(session: Session, need: Need, day: dt.date) -> list[Match]:
    """Return every enterprise of the park that meets at least one thing asked for."""
    criteria = need.criteria()
    found = {one: _ASKED[one](session, need, day) for one in criteria}
    met = {id_ for one in criteria if one is not Criterion.STANDING for id_ in found[one]}
    table = EnterpriseRecord
    here = session.execute(
        select(table.id, table.name, table.sort_key, table.headcount).where(
            table.status == EnterpriseStatus.RESIDENT.value
        )
    )
    executed = found.get(Criterion.EXECUTED, {})
    return [
        Match(
            id_,
            name,
            sort_key,
            tuple(_answer(one, found[one], id_, headcount) for one in criteria),
            (executed[id_].figure or 0) if id_ in executed else 0,
        )
        for id_, name, sort_key, headcount in here
        if id_ in met
    ]


def _answer(criterion: Criterion, found: Answers, enterprise_id: int, headcount: int) -> Answer:
    answer = found.get(enterprise_id)
    if criterion is Criterion.STANDING:
        return answer or Answer(criterion, fits=True, table="enterprise", record_id=enterprise_id)
    if answer is None and criterion is Criterion.PEOPLE:
        return Answer(criterion, fits=False, table="enterprise", record_id=enterprise_id,
                      figure=headcount)  # fmt: skip
    return answer or Answer(criterion, fits=False)


def _certificates(session: Session, need: Need, day: dt.date) -> Answers:
    """Return the highest certificate in force of each; among equals the one that holds longest."""
    table = CertificationRecord
    query = select(table.enterprise_id, table.id, table.number, table.level).where(
        table.type_code == need.certification_type, in_force(day)
    )
    if need.least_level is not None:
        query = query.where(table.level >= need.least_level)
    rows = session.execute(query.order_by(table.level, table.expires_key, table.id))
    return {
        enterprise: Answer(
            Criterion.CERTIFICATE, fits=True, table=table.__tablename__, record_id=id_,
            said=number, figure=level,
        )
        for enterprise, id_, number, level in rows
    }  # fmt: skip


def _services(session: Session, need: Need, day: dt.date) -> Answers:
    table = EnterpriseServiceRecord
    rows = session.execute(
        select(table.enterprise_id, table.id)
        .where(
            table.service_code_id == need.service_code_id,
            table.from_on <= day,
            or_(table.to_on.is_(None), table.to_on >= day),
        )
        .order_by(table.id)
    )
    return {
        enterprise: Answer(Criterion.SERVICE, fits=True, table=table.__tablename__, record_id=id_)
        for enterprise, id_ in rows
    }


def _executed(session: Session, need: Need, day: dt.date) -> Answers:
    """Return what each executed of the code up to the day, with the newest such contract."""
    contract, execution = ContractRecord, ContractExecutionRecord
    rows = session.execute(
        select(
            contract.enterprise_id,
            contract.id,
            contract.number,
            func.sum(execution.amount_usd_cents),
        )
        .join(execution, execution.contract_id == contract.id)
        .where(
            contract.service_code_id == need.service_code_id,
            contract.state.in_(sorted(COUNTED)),
            execution.executed_on <= day,
        )
        .group_by(contract.enterprise_id, contract.id, contract.number, contract.signed_on)
        .order_by(contract.signed_on, contract.id)
    )
    found: dict[int, Answer] = {}
    for enterprise, id_, number, cents in rows:
        before = found[enterprise].figure or 0 if enterprise in found else 0
        found[enterprise] = Answer(
            Criterion.EXECUTED, fits=True, table=contract.__tablename__, record_id=id_,
            said=number, figure=before + int(cents),
        )  # fmt: skip
    return found


def _people(session: Session, need: Need, day: dt.date) -> Answers:
    del day
    table = EnterpriseRecord
    rows = session.execute(
        select(table.id, table.headcount).where(table.headcount >= (need.people or 0))
    )
    return {
        id_: Answer(
            Criterion.PEOPLE, fits=True, table="enterprise", record_id=id_, figure=headcount
        )
        for id_, headcount in rows
    }


def _stops(session: Session, need: Need, day: dt.date) -> Answers:
    """Return, of each enterprise with a stop that holds, the one that began last."""
    del need
    table = StopRecord
    rows = session.execute(
        select(table.enterprise_id, table.id, table.document_number)
        .where(
            table.from_on <= day,
            or_(table.until_on.is_(None), table.until_on >= day),
            or_(table.lifted_on.is_(None), table.lifted_on > day),
        )
        .order_by(table.from_on, table.id)
    )
    return {
        enterprise: Answer(
            Criterion.STANDING, fits=False, table=table.__tablename__, record_id=id_,
            said=document,
        )
        for enterprise, id_, document in rows
    }  # fmt: skip


_ASKED = {
    Criterion.CERTIFICATE: _certificates,
    Criterion.SERVICE: _services,
    Criterion.EXECUTED: _executed,
    Criterion.PEOPLE: _people,
    Criterion.STANDING: _stops,
}
