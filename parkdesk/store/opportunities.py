"""Opportunities of the marketplace as forms have them, and as they are stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from parkdesk.domain.market_items import ItemLanguage
from parkdesk.domain.opportunities import (
    CandidateDays,
    Known,
    OpportunityState,
    SaveOpportunity,
    standing,
)
from parkdesk.store.tables.certifications import CertificationTypeRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord
from parkdesk.store.tables.marketplace import (
    ClientRecord,
    OpportunityCandidateRecord,
    OpportunityRecord,
)
from parkdesk.store.tables.service_codes import ServiceCodeRecord

NO_LAST_DAY = dt.date.max
"""Stands for "nobody named a last day" where days are put in order."""


def form_of(record: OpportunityRecord) -> SaveOpportunity:
    """Return a stored opportunity as a form has it."""
    values: dict[str, Any] = {
        one.name: getattr(record, one.name) for one in fields(SaveOpportunity)
    }
    return SaveOpportunity(
        **values
        | {
            "language": ItemLanguage(record.language) if record.language else None,
            "certification_type": record.certification_type or "",
        }
    )


def columns_of(form: SaveOpportunity) -> dict[str, Any]:
    """Return what a checked form stores."""
    values: dict[str, Any] = {one.name: getattr(form, one.name) for one in fields(SaveOpportunity)}
    values = {
        name: value.strip() if type(value) is str else value for name, value in values.items()
    }
    return values | {
        "language": form.language.value if form.language is not None else "",
        "certification_type": form.certification_type or None,
        "answer_key": form.answer_by or NO_LAST_DAY,
    }


def known_of(session: Session, form: SaveOpportunity) -> Known:
    """Return what the registers hold of what a form refers to."""
    kinds = CertificationTypeRecord
    return Known(
        set(session.scalars(select(ClientRecord.id).filter_by(id=form.client_id))),
        set(session.scalars(select(ServiceCodeRecord.id).filter_by(id=form.service_code_id))),
        {code: top for code, top in session.execute(select(kinds.code, kinds.top_level))},  # noqa: C416
    )


def days_of(record: OpportunityCandidateRecord) -> CandidateDays:
    """Return the days of a candidate."""
    return CandidateDays(record.recommended_on, record.talks_on, record.dropped_on)


def candidates_of(session: Session, record: OpportunityRecord) -> list[OpportunityCandidateRecord]:
    """Return those recommended, the first one first."""
    table = OpportunityCandidateRecord
    found = select(table).filter_by(opportunity_id=record.id)
    return list(session.scalars(found.order_by(table.recommended_on, table.id)))


def renew(session: Session, record: OpportunityRecord) -> None:
    """Write where an opportunity is after something of it has changed."""
    signed, closed = record.contract_id is not None, record.closed_on is not None
    days = map(days_of, candidates_of(session, record))
    record.state = standing(days, signed=signed, closed=closed).value


def is_executed() -> ColumnElement[bool]:
    """Return the SQL of "money came in on the contract that came of it"."""
    execution = ContractExecutionRecord
    found = select(execution.id).where(execution.contract_id == OpportunityRecord.contract_id)
    return found.correlate(OpportunityRecord).exists()


def state_is(state: OpportunityState) -> ColumnElement[bool]:
    """Return the SQL of where an opportunity is: `executed` is told by its contract."""
    table = OpportunityRecord
    if state is OpportunityState.EXECUTED:
        return (table.state == OpportunityState.SIGNED.value) & is_executed()
    if state is OpportunityState.SIGNED:
        return (table.state == state.value) & ~is_executed()
    return table.state == state.value


def opportunity_of(session: Session, contract_id: int) -> str:
    """Return the number of the opportunity that a contract came of; empty: of none."""
    found = select(OpportunityRecord.number).filter_by(contract_id=contract_id)
    return session.scalar(found) or ""
