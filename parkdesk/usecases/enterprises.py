"""Writing the registry of enterprises: add, edit, change the status, delete."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import func, select

from parkdesk.domain.enterprises import (
    ASKED,
    LEFT,
    Checked,
    EnterpriseStatus,
    Rename,
    SaveEnterprise,
    StatusChange,
    bare,
    check,
    check_head_office,
    check_rename,
    name_key,
)
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account, mask_phone
from parkdesk.store.base import Record
from parkdesk.store.enterprise_names import follow_names
from parkdesk.store.enterprise_numbers import OtherNumber, numbers_of_others
from parkdesk.store.enterprise_rows import columns_of, form_of
from parkdesk.store.enterprise_services import follow_records
from parkdesk.store.enterprise_steps import (
    FactSteps,
    follow_days,
    require_consistent,
    status_day,
    with_older_number,
)
from parkdesk.store.subsidy_accounts import follow_accounts
from parkdesk.store.tables import enterprise_facts
from parkdesk.store.tables.contacts import SubsidyAccountRecord
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
    EnterpriseStatusRecord,
)
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.unsaid_findings import DERIVED, take_out_unsaid, was_said
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

_OWN_TABLES: tuple[type[Any], ...] = (
    EnterpriseNameRecord,
    EnterpriseStatusRecord,
    enterprise_facts.EnterpriseHeadcountRecord,
    enterprise_facts.EnterpriseCapitalRecord,
    enterprise_facts.EnterprisePremisesRecord,
    enterprise_facts.EnterpriseAddressRecord,
    enterprise_facts.EnterpriseIdentifierRecord,
    SubsidyAccountRecord,
    EnterpriseServiceRecord,
)
_OWN = {table.__tablename__ for table in _OWN_TABLES}
_NOTHING_CONFIRMED: frozenset[str] = frozenset()
_NO_RENAME = Rename()
_DAY = dt.timedelta(days=1)


@command(Permission.ENTERPRISE_EDIT)
def create_enterprise(
    work: Work, form: SaveEnterprise, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> int:
    """Register an enterprise and return its id; its figures are dated facts from today on.

    Asks what is only doubtful to be confirmed: an older number, a number of another enterprise.
    """
    form = _with_head_office(work, _tidy(form))
    _require(work, form, None, confirmed)
    record = work.add(EnterpriseRecord(**columns_of(form)))
    steps = FactSteps(work, work.today)
    steps.begin(record.id, form)
    steps.write()
    follow_accounts(work, [record.id])
    return record.id


@command(Permission.ENTERPRISE_EDIT)
def edit_enterprise(
    work: Work,
    enterprise_id: int,
    version: int,
    form: SaveEnterprise,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
    rename: Rename = _NO_RENAME,
) -> None:
    """Save an edited enterprise; a new name leaves the old one as a former name.

    A new name needs the day from which it holds, or the word that the old one was mistyped. What
    changes of people, capital, rooms and addresses holds from today; an older number that gives
    way to a credit code stays beside it.
    """
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    before = form_of(record)
    form = _with_head_office(work, _with_kept_numbers(_tidy(form), record))
    form = with_older_number(before, form)
    _require(work, form, enterprise_id, confirmed)
    renamed = name_key(form.name) != name_key(before.name)
    if renamed and (problems := check_rename(form, rename, work.today)):
        raise InvalidInput(problems)
    steps = FactSteps(work, work.today)
    steps.know([enterprise_id])
    _require_plain_premises(steps, enterprise_id, before, form)
    _require_status(work, enterprise_id, before, form)
    steps.follow(enterprise_id, before, form)
    for column, value in columns_of(form).items():
        if getattr(record, column) != value:
            setattr(record, column, value)
    steps.write()
    follow_records(work, {enterprise_id: (record.service_line, record.market)})
    if form.name != before.name:
        if renamed and not rename.mistyped and rename.on is not None:
            _keep_name(work, enterprise_id, before.name, rename.on)
        follow_names(work, {enterprise_id: record.sort_key})
    follow_days(work, enterprise_id, before, form)
    follow_accounts(work, [enterprise_id])


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
    require_consistent(work, enterprise_id, StatusChange(from_on, status), "from_on")
    work.reason = note.strip()
    gone = EnterpriseStatus(record.status) in LEFT and status in LEFT
    record.status = status.value
    if not gone:
        # Struck off after having left: it left when it left.
        record.left_on = from_on if status in LEFT else None
    work.add(
        EnterpriseStatusRecord(
            enterprise_id=enterprise_id, status=status.value, from_on=from_on, note=note.strip()
        )
    )


@command(Permission.ENTERPRISE_EDIT)
def delete_enterprise(work: Work, enterprise_id: int, version: int) -> None:
    """Delete an enterprise that nothing refers to; otherwise say how much does.

    Findings to which nobody has said anything go with it.
    """
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    count = sum(_references(work, enterprise_id))
    if count:
        raise Refused("enterprise-in-use", enterprise=record.name, count=count)
    take_out_unsaid(work, enterprise_id)
    for table in _OWN_TABLES:
        work.delete_many(table, table.enterprise_id == enterprise_id)
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    work.session.delete(record)


def _references(work: Work, enterprise_id: int) -> list[int]:
    """Return how many rows of each table refer to an enterprise, its own facts left out."""
    found = []
    for table in Record.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is EnterpriseRecord.__table__ and table.name not in _OWN | DERIVED:
                query = select(func.count()).where(key.parent == enterprise_id)
                if table is FindingRecord.__table__:
                    query = query.where(was_said())
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
    for name in ("code", "org_code", "registration_no", "head_office_code"):
        texts[name] = bare(texts[name])
    return replace(form, **texts)


def _with_head_office(work: Work, form: SaveEnterprise) -> SaveEnterprise:
    """Return the form with its head office found in the register where its code is there."""
    if form.head_office_id is None and form.head_office_code:
        found = work.session.scalar(
            select(EnterpriseRecord.id).where(EnterpriseRecord.code == form.head_office_code)
        )
        form = replace(form, head_office_id=found)
    if form.head_office_id is not None:
        # In the register name and code are the head office's own: a copy would grow old.
        form = replace(form, head_office_name="", head_office_code="")
    return form


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
    others = numbers_of_others(work.session, form, enterprise_id)
    same = next((one for one in others if one.is_same_code), None)
    if same is not None:
        problems.setdefault("code", "code-taken")
    name = select(EnterpriseRecord.id).where(
        EnterpriseRecord.name == form.name, EnterpriseRecord.id != (enterprise_id or 0)
    )
    if work.session.scalar(name.limit(1)) is not None:
        problems.setdefault("name", "name-taken")
    if form.head_office_id is not None:
        head = work.get(EnterpriseRecord, form.head_office_id)
        has_head = head.head_office_id is not None or bool(head.head_office_name)
        if code := check_head_office(enterprise_id, head.id, has_head):
            problems.setdefault("head_office_id", code)
        branches = select(EnterpriseRecord.id).where(
            EnterpriseRecord.head_office_id == (enterprise_id or 0)
        )
        if work.session.scalar(branches.limit(1)) is not None:
            problems.setdefault("head_office_id", "branch-has-branches")
    if problems:
        raise InvalidInput(
            problems, wanted=found.wanted, enterprise=same.enterprise if same else form.name
        )
    known = work.session.get(EnterpriseRecord, enterprise_id) if enterprise_id else None
    _ask(found, form, known, others, confirmed)


def _ask(
    found: Checked,
    form: SaveEnterprise,
    known: EnterpriseRecord | None,
    others: list[OtherNumber],
    confirmed: frozenset[str],
) -> None:
    """Ask about what is doubtful, but not again about what is stored like that already."""
    for field, code in found.warnings.items():
        stored = known is not None and getattr(known, field) == getattr(form, field)
        if code in ASKED and not stored and code not in confirmed:
            raise NeedsConfirmation(code)
    own = {known.code, known.org_code, known.registration_no} if known is not None else set()
    new = next((one for one in others if one.number not in own), None)
    if new is not None and "number-of-another" not in confirmed:
        raise NeedsConfirmation("number-of-another", enterprise=new.enterprise, number=new.number)


def _require_plain_premises(
    steps: FactSteps, enterprise_id: int, before: SaveEnterprise, form: SaveEnterprise
) -> None:
    changed = (before.building, before.area_sqm) != (form.building, form.area_sqm)
    if changed and steps.rooms_of(enterprise_id) > 1:
        raise InvalidInput({"building": "several-premises"})


def _require_status(
    work: Work, enterprise_id: int, before: SaveEnterprise, form: SaveEnterprise
) -> None:
    if form.status is not before.status:
        change = StatusChange(status_day(before, form, work.today), form.status)
        require_consistent(work, enterprise_id, change, "status")


def _keep_name(work: Work, enterprise_id: int, name: str, new_from: dt.date) -> None:
    until = new_from - _DAY
    table = EnterpriseNameRecord
    taken = select(table.id).where(table.enterprise_id == enterprise_id, table.until_on >= until)
    if work.session.scalar(taken.limit(1)) is not None:
        raise InvalidInput({"renamed_on": "renamed-before-former-name"})
    work.add(table(enterprise_id=enterprise_id, name=name, until_on=until))
