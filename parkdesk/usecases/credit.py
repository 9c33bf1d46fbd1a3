"""Provider credit: schemes are added and corrected, entries made and struck, replies recorded."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import func, select

from parkdesk.domain.credit_forms import (
    SaveCreditEntry,
    SaveCreditReply,
    SaveCreditScheme,
    check_entry,
    check_reply,
    check_scheme,
    check_strike,
)
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.store.credit import was_used
from parkdesk.store.tables.credit import CreditEntryRecord, CreditReplyRecord, CreditSchemeRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command
from parkdesk.usecases.credit_sheets import credit_sheet


@command(Permission.COMPLIANCE_EDIT)
def add_credit_scheme(work: Work, form: SaveCreditScheme) -> int:
    """Add the weights and points that hold from a day on; what was issued before stays."""
    newest = work.session.scalar(select(func.max(CreditSchemeRecord.from_on)))
    problems = check_scheme(form, newest)
    if problems:
        raise InvalidInput(problems, day=newest)
    return work.add(CreditSchemeRecord(**asdict(form.scheme()))).id


@command(Permission.COMPLIANCE_EDIT)
def edit_credit_scheme(work: Work, scheme_id: int, version: int, form: SaveCreditScheme) -> None:
    """Correct a scheme by which no sheet was issued; else a later one takes its place."""
    record = work.get(CreditSchemeRecord, scheme_id, version=version)
    table = CreditSchemeRecord
    before = work.session.scalar(
        select(func.max(table.from_on)).where(table.from_on < record.from_on)
    )
    after = work.session.scalar(
        select(func.min(table.from_on)).where(table.from_on > record.from_on)
    )
    if was_used(work.session, record.from_on, after):
        raise Refused("credit-scheme-was-used", name=record.name)
    problems = check_scheme(form, before)
    if problems:
        raise InvalidInput(problems, day=before)
    if after is not None and form.from_on is not None and form.from_on >= after:
        raise InvalidInput({"from_on": "credit-scheme-not-earlier"}, day=after)
    for name, value in asdict(form.scheme()).items():
        setattr(record, name, value)


@command(Permission.COMPLIANCE_EDIT)
def add_credit_entry(work: Work, form: SaveCreditEntry) -> int:
    """Enter what no register says of an enterprise, with who says so and on what basis."""
    known = select(EnterpriseRecord.id).filter_by(id=form.enterprise_id)
    problems = check_entry(form, set(work.session.scalars(known)), work.today)
    if problems or form.rule is None:
        raise InvalidInput(problems)
    return work.add(
        CreditEntryRecord(
            enterprise_id=form.enterprise_id,
            rule=form.rule.value,
            happened_on=form.happened_on,
            said_by=form.said_by.strip(),
            basis=form.basis.strip(),
            entered_by=work.actor.name,
        )
    ).id


@command(Permission.COMPLIANCE_EDIT)
def strike_credit_entry(work: Work, entry_id: int, version: int, reason: str) -> None:
    """Strike an entry, with the reason: from today on it does not count."""
    record = work.get(CreditEntryRecord, entry_id, version=version)
    if record.struck_on is not None:
        raise Refused("credit-entry-was-struck", day=record.struck_on)
    check_strike(reason)
    record.struck_on = work.today
    record.struck_by = work.actor.name
    record.strike_reason = reason.strip()


@command(Permission.COMPLIANCE_EDIT)
def record_credit_reply(work: Work, form: SaveCreditReply) -> int:
    """Record what an enterprise says to one of its points; the newest stands beside the point."""
    problems = check_reply(form, work.today)
    if problems:
        raise InvalidInput(problems)
    sheet = credit_sheet.function(work, form.enterprise_id)
    if form.point_key not in {one.fact.key for one in sheet.points}:
        raise Refused("credit-no-such-point")
    return work.add(
        CreditReplyRecord(
            enterprise_id=form.enterprise_id,
            point_key=form.point_key,
            replied_on=form.replied_on,
            replied_by=form.replied_by.strip(),
            text=form.text.strip(),
            entered_by=work.actor.name,
        )
    ).id
