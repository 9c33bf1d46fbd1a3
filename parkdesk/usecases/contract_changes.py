"""Changing contracts (变更): what is agreed anew from a day on, kept as a change."""

from __future__ import annotations

from sqlalchemy import func, select

from parkdesk.domain.contract_changes import (
    Agreed,
    ChangeContract,
    check_change_form,
    moved_by,
    write_moved,
)
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.identity import Permission
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.contract_reports import renew_report_state
from parkdesk.store.contract_standing import agreed, ask_if_late, require_in_force
from parkdesk.store.conversion import executed_of
from parkdesk.store.tables.contracts import ContractChangeRecord, ContractRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

__all__ = ["ChangeContract", "change_contract"]

_NONE_CONFIRMED: frozenset[str] = frozenset()


@command(Permission.CONTRACT_EDIT)
def change_contract(
    work: Work,
    contract_id: int,
    version: int,
    form: ChangeContract,
    confirmed: frozenset[str] = _NONE_CONFIRMED,
) -> None:
    """Record a change (变更) of a contract; the signed amount stays in its month's figures.

    A change agreed in a closed quarter is read from the next open one on, once that is confirmed.
    """
    record = work.get(ContractRecord, contract_id, version=version)
    require_in_force(record, "change")
    before = _agreed(work, record)
    problems = check_change_form(form, before, work.today)
    if problems:
        raise InvalidInput(problems)
    assert form.changed_on is not None
    counted_on = ask_if_late(form.changed_on, closed_quarters(work.session), confirmed)
    moved = moved_by(form, before)
    after = before.amount_minor if form.amount_minor is None else form.amount_minor
    work.add(
        ContractChangeRecord(
            contract_id=contract_id,
            changed_on=form.changed_on,
            counted_on=counted_on,
            amount_minor_before=before.amount_minor,
            amount_minor_after=after,
            ends_on_after=form.ends_on,
            moved=write_moved(moved),
            reason=form.reason.strip(),
        )
    )
    work.reason = form.reason.strip()
    record.changed_amount_minor = after
    for name, (_before, now) in moved.items():
        setattr(record, name, now)
    renew_report_state(work.session, record)


def _agreed(work: Work, record: ContractRecord) -> Agreed:
    last = select(func.max(ContractChangeRecord.changed_on)).filter_by(contract_id=record.id)
    return Agreed(
        record.signed_on,
        agreed(record),
        record.client,
        record.final_customer,
        record.subject,
        record.starts_on,
        record.ends_on,
        executed_of(work.session, [record.id]).get(record.id, 0),
        work.session.scalar(last),
    )
