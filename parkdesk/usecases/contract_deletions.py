"""Deleting contracts (删除) that were entered by mistake, and bringing them back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.contracts import ReportState
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.store.brand_events import event_of
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_standing import closed_over, has_followed
from parkdesk.store.opportunities import opportunity_of
from parkdesk.store.rows_aside import as_json, row_of
from parkdesk.store.tables.contracts import ContractRecord, DeletedContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class DeletedContractRow:
    """A contract that was deleted and can be brought back."""

    id: int
    version: int
    number: str
    enterprise: str
    client: str
    reason: str
    deleted_at: dt.datetime
    deleted_by: str


@command(Permission.CONTRACT_EDIT)
def delete_contract(work: Work, contract_id: int, version: int, reason: str) -> int:
    """Delete a contract with a reason; return the number under which it can be brought back.

    Refused once it was executed, changed or reported, or counted in a closed quarter, and where
    an opportunity of the marketplace or an event says that it came of it.
    """
    record = work.get(ContractRecord, contract_id, version=version)
    if not reason.strip():
        raise InvalidInput({"reason": "required"})
    if len(reason) > _LONGEST_REASON:
        raise InvalidInput({"reason": "too-long"})
    if record.report_state != ReportState.UNREPORTED:
        raise Refused("contract-is-reported", number=record.number)
    if has_followed(work.session, contract_id):
        raise Refused("contract-has-executions", number=record.number)
    quarter = closed_over(work.session, record, closed_quarters(work.session))
    if quarter is not None:
        raise Refused("contract-in-closed-quarter", number=record.number, quarter=quarter)
    number = opportunity_of(work.session, contract_id)
    if number:
        raise Refused("contract-of-opportunity", number=record.number, opportunity=number)
    event = event_of(work.session, contract_id)
    if event:
        raise Refused("contract-of-event", number=record.number, event=event)
    work.reason = reason.strip()
    values = {one.key: getattr(record, one.key) for one in ContractRecord.__table__.columns}
    kept = DeletedContractRecord(
        contract_id=contract_id,
        number=record.number,
        enterprise_id=record.enterprise_id,
        client=record.client,
        content=as_json(values),
        reason=reason.strip(),
        deleted_at=work.now,
        deleted_by=work.actor.name,
    )
    work.session.delete(record)
    return work.add(kept).id


@command(Permission.CONTRACT_EDIT)
def restore_contract(work: Work, deleted_id: int, version: int) -> int:
    """Bring a deleted contract back as it was; return its id, which is the one that it had."""
    kept = work.get(DeletedContractRecord, deleted_id, version=version)
    if kept.restored_at is not None:
        raise Refused("contract-is-back", number=kept.number)
    taken = select(ContractRecord.id).filter_by(number=kept.number)
    if work.session.scalar(taken) is not None:
        raise Refused("number-given-again", number=kept.number)
    table = ContractRecord.__table__
    values = row_of(table, json.loads(kept.content))  # type: ignore[arg-type]
    # The enterprise may have been merged into another one meanwhile: the row aside has followed.
    enterprise = work.get(EnterpriseRecord, kept.enterprise_id)
    counted_on = closed_quarters(work.session).counted_on(values["counted_on"])
    values |= {
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "counted_on": counted_on,
        "version": 1,
    }
    kept.restored_at = work.now
    return work.add(ContractRecord(**values)).id


@query(Permission.CONTRACT_READ)
def list_deleted_contracts(work: Work) -> tuple[DeletedContractRow, ...]:
    """Return the contracts that are deleted now, the newest deletion first."""
    kept = DeletedContractRecord
    found = work.session.execute(
        select(kept, EnterpriseRecord.name)
        .join(EnterpriseRecord, EnterpriseRecord.id == kept.enterprise_id)
        .where(kept.restored_at.is_(None))
        .order_by(kept.deleted_at.desc(), kept.id.desc())
    )
    return tuple(
        DeletedContractRow(
            one.id,
            one.version,
            one.number,
            name,
            one.client,
            one.reason,
            one.deleted_at,
            one.deleted_by,
        )
        for one, name in found
    )
