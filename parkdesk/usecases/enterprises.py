"""Writing the registry of enterprises: add, edit, change the status, delete."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import func, select

from parkdesk.domain.enterprises import (
    LEFT,
    Checked,
    EnterpriseStatus,
    SaveEnterprise,
    bare,
    check,
)
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.store.base import Record
from parkdesk.store.enterprise_names import follow_names
from parkdesk.store.enterprise_rows import columns_of
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
    EnterpriseStatusRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

_OWN = {EnterpriseNameRecord.__tablename__, EnterpriseStatusRecord.__tablename__}
_NOTHING_CONFIRMED: frozenset[str] = frozenset()


@command(Permission.ENTERPRISE_EDIT)
def create_enterprise(
    work: Work, form: SaveEnterprise, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> int:
    """Register an enterprise and return its id.

    Asks `older-identifier` to be confirmed where the code is a number of an older file.
    """
    form = _tidy(form)
    _require(work, form, None, confirmed)
    record = work.add(EnterpriseRecord(**columns_of(form)))
    first = EnterpriseStatusRecord(
        enterprise_id=record.id, status=form.status.value, from_on=_since(work, form)
    )
    work.add(first)
    return record.id


@command(Permission.ENTERPRISE_EDIT)
def edit_enterprise(
    work: Work,
    enterprise_id: int,
    version: int,
    form: SaveEnterprise,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> None:
    """Save an edited enterprise; a new name leaves the old one as a former name."""
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    form = _with_kept_numbers(_tidy(form), record)
    _require(work, form, enterprise_id, confirmed)
    old_name, old_status = record.name, record.status
    for column, value in columns_of(form).items():
        if getattr(record, column) != value:
            setattr(record, column, value)
    if record.name != old_name:
        work.add(
            EnterpriseNameRecord(enterprise_id=enterprise_id, name=old_name, until_on=work.today)
        )
        follow_names(work, {enterprise_id: record.sort_key})
    if record.status != old_status:
        work.add(
            EnterpriseStatusRecord(
                enterprise_id=enterprise_id,
                status=record.status,
                from_on=form.left_on or work.today,
            )
        )


@command(Permission.ENTERPRISE_EDIT)
def change_enterprise_status(
    work: Work,
    enterprise_id: int,
    version: int,
    status: EnterpriseStatus,
    from_on: dt.date | None,
    note: str,
) -> None:
    """Give an enterprise another status from a day on; of one that leaves it is its last day."""
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    if status.value == record.status:
        raise InvalidInput({"status": "status-unchanged"})
    if from_on is None:
        raise InvalidInput({"from_on": "required"})
    if from_on > work.today:
        raise InvalidInput({"from_on": "day-in-future"})
    if record.status == EnterpriseStatus.APPLIED.value and status is EnterpriseStatus.RESIDENT:
        record.entered_on = from_on
    elif from_on < record.entered_on:
        raise InvalidInput({"from_on": "status-before-entered"})
    work.reason = note.strip()
    record.status = status.value
    record.left_on = from_on if status in LEFT else None
    work.add(
        EnterpriseStatusRecord(
            enterprise_id=enterprise_id, status=status.value, from_on=from_on, note=note.strip()
        )
    )


@command(Permission.ENTERPRISE_EDIT)
def delete_enterprise(work: Work, enterprise_id: int, version: int) -> None:
    """Delete an enterprise that nothing refers to; otherwise say how much does."""
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    count = sum(_references(work, enterprise_id))
    if count:
        raise Refused("enterprise-in-use", enterprise=record.name, count=count)
    for table in (EnterpriseNameRecord, EnterpriseStatusRecord):
        work.delete_many(table, table.enterprise_id == enterprise_id)
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    work.session.delete(record)


def _references(work: Work, enterprise_id: int) -> list[int]:
    """Return how many rows of each table refer to an enterprise, its own names left out."""
    found = []
    for table in Record.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is EnterpriseRecord.__table__ and table.name not in _OWN:
                query = select(func.count()).where(key.parent == enterprise_id)
                found.append(work.session.scalar(query) or 0)
    return found


def _tidy(form: SaveEnterprise) -> SaveEnterprise:
    """Return the form with names stripped and numbers bare."""
    # Exactly str: the values of an enum are texts too, and must stay what they are.
    texts: dict[str, Any] = {
        one.name: value.strip()
        for one in fields(form)
        if type(value := getattr(form, one.name)) is str
    }
    for name in ("code", "org_code", "registration_no"):
        texts[name] = bare(texts[name])
    return replace(form, **texts)


def _with_kept_numbers(form: SaveEnterprise, record: EnterpriseRecord) -> SaveEnterprise:
    """Return the form with what is stored where a number comes back masked, or not at all."""
    kept = form
    phone, account = record.contact_phone, record.bank_account
    if phone and form.contact_phone in {None, mask_phone(phone)}:
        kept = replace(kept, contact_phone=phone)
    if account and form.bank_account in {None, mask_account(account)}:
        kept = replace(kept, bank_account=account)
    return kept


def _require(
    work: Work, form: SaveEnterprise, enterprise_id: int | None, confirmed: frozenset[str]
) -> None:
    found: Checked = check(form, work.today)
    problems = dict(found.problems)
    for field, column, code in (
        ("code", EnterpriseRecord.code, "code-taken"),
        ("name", EnterpriseRecord.name, "name-taken"),
    ):
        other = work.session.scalar(
            select(EnterpriseRecord.id).where(column == getattr(form, field))
        )
        if other is not None and other != enterprise_id:
            problems.setdefault(field, code)
    if problems:
        raise InvalidInput(problems, wanted=found.wanted)
    if "older-identifier" in found.warnings.values() and "older-identifier" not in confirmed:
        known = work.session.get(EnterpriseRecord, enterprise_id) if enterprise_id else None
        if known is None or known.code != form.code:
            raise NeedsConfirmation("older-identifier")


def _since(work: Work, form: SaveEnterprise) -> dt.date:
    if form.status in LEFT and form.left_on:
        return form.left_on
    return form.entered_on if form.entered_on and form.entered_on <= work.today else work.today
