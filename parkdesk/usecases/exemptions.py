"""Exceptions to the rule of two persons (双人复核例外): made, confirmed by another, ended."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain import claims
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.store.tables.claim_returns import TwoPersonExemptionRecord
from parkdesk.store.tables.claims import ClaimStepRecord
from parkdesk.store.tables.identity import AccountRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

LONGEST_DAYS = 366
"""An exception is asked for anew every year: it is one, not a rule."""


@dataclass(frozen=True, slots=True)
class SaveExemption:
    """What the form of an exception holds."""

    account_id: int | None
    first_on: dt.date | None
    last_on: dt.date | None
    document_number: str
    reason: str


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    """An exception as it stands, with how many steps needed it."""

    id: int
    version: int
    account_id: int
    account: str
    first_on: dt.date
    last_on: dt.date
    document_number: str
    reason: str
    made_by_id: int
    made_by: str
    confirmed_by: str
    ended_by: str
    used: int

    def holds(self, day: dt.date) -> bool:
        """Return whether it lets its account take steps on `day`."""
        in_days = self.first_on <= day <= self.last_on
        return in_days and bool(self.confirmed_by) and not self.ended_by


@query(Permission.CLAIM_READ)
def list_exemptions(work: Work) -> tuple[ExemptionRow, ...]:
    """Return every exception, the newest first."""
    used: dict[int, int] = {}
    for needed, count in work.session.execute(
        select(ClaimStepRecord.exemption_id, func.count())
        .where(ClaimStepRecord.exemption_id.is_not(None))
        .group_by(ClaimStepRecord.exemption_id)
    ):
        used[needed or 0] = count
    record = TwoPersonExemptionRecord
    return tuple(
        ExemptionRow(
            one.id,
            one.version,
            one.account_id,
            one.account_name,
            one.first_on,
            one.last_on,
            one.document_number,
            one.reason,
            one.made_by_id,
            one.made_by_name,
            one.confirmed_by_name,
            one.ended_by_name,
            used.get(one.id, 0),
        )
        for one in work.session.scalars(select(record).order_by(record.id.desc()))
    )


@command(Permission.ACCOUNT_EDIT)
def make_exemption(work: Work, form: SaveExemption) -> int:
    """Enter an exception; it does not hold before somebody else has confirmed it."""
    problems = {
        name: "required"
        for name in ("account_id", "first_on", "last_on", "document_number")
        if not getattr(form, name)
    }
    if problems or form.account_id is None or form.first_on is None or form.last_on is None:
        raise InvalidInput(problems)
    if form.last_on < form.first_on:
        raise InvalidInput({"last_on": "last-before-first"})
    if (form.last_on - form.first_on).days >= LONGEST_DAYS:
        raise InvalidInput({"last_on": "exemption-too-long"})
    reason = claims.check_reason(form.reason)
    account = work.get(AccountRecord, form.account_id)
    record = TwoPersonExemptionRecord(
        account_id=account.id,
        account_name=account.name,
        first_on=form.first_on,
        last_on=form.last_on,
        document_number=form.document_number.strip(),
        reason=reason,
        made_at=work.now,
        made_by_id=work.actor.id,
        made_by_name=work.actor.name,
    )
    work.reason = reason
    return work.add(record).id


@command(Permission.CLAIM_APPROVE)
def confirm_exemption(work: Work, exemption_id: int, version: int) -> None:
    """Let an exception hold: said by somebody else than the person who entered it."""
    record = work.get(TwoPersonExemptionRecord, exemption_id, version=version)
    if record.confirmed_at is not None or record.ended_at is not None:
        raise Refused("exemption-settled")
    if work.actor.id == record.made_by_id:
        raise Refused("exemption-same-person")
    record.confirmed_at = work.now
    record.confirmed_by_id = work.actor.id
    record.confirmed_by_name = work.actor.name


@command(Permission.ACCOUNT_EDIT)
def end_exemption(work: Work, exemption_id: int, version: int) -> None:
    """Take an exception back: from now on it holds no longer; the steps that used it name it."""
    record = work.get(TwoPersonExemptionRecord, exemption_id, version=version)
    if record.ended_at is not None:
        raise Refused("exemption-settled")
    record.ended_at = work.now
    record.ended_by_name = work.actor.name
