"""Which account an enterprise's subsidies were paid to when, and who else has the same one.

The account itself stands on the enterprise's record. Every writer of that record calls
`follow_accounts` afterwards; equal numbers are found by their keyed hash, never by decrypting.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import end_of_day
from parkdesk.domain.enterprises import bare
from parkdesk.store.tables.contacts import BankAccountRecord, SubsidyAccountRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work

_CHUNK = 500


def account_hash(work: Work, account: str | None) -> bytes | None:
    """Return the look-up key of a number, however it is spaced; None for none."""
    number = bare(account or "")
    return work.vault.keyed_hash(number) if number else None


def follow_accounts(work: Work, enterprise_ids: Iterable[int], *, described: bool = False) -> None:
    """Keep the accounts that these enterprises' records name now, where they are new.

    A number that takes the place of another does not have its branch, holder and purpose; they
    are emptied, unless the new number came `described`.
    """
    work.session.flush()  # rows are compared with what is stored
    replaced = _follow(work, sorted(set(enterprise_ids)), work.now)
    if not described:
        empty = {"bank_branch": "", "bank_holder": "", "bank_purpose": ""}
        work.update_many(EnterpriseRecord, [{"id": id_, **empty} for id_ in replaced])


def keep_known_accounts(work: Work) -> int:
    """Keep the accounts of records that were written before accounts were kept; return how many.

    Their day is not known. One statement finds that there is nothing to do.
    """
    kept = exists().where(SubsidyAccountRecord.enterprise_id == EnterpriseRecord.id)
    query = select(EnterpriseRecord.id).where(EnterpriseRecord.bank_account.is_not(None), ~kept)
    ids = work.session.scalars(query.order_by(EnterpriseRecord.id)).all()
    _follow(work, ids, None)
    return len(ids)


def _follow(work: Work, ids: Sequence[int], since_at: dt.datetime | None) -> list[int]:
    """Write what is new; return the enterprises at which it took the place of another."""
    changed: list[dict[str, Any]] = []
    over: dict[int, int] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        current = current_accounts(work, chunk)
        for row in _new_accounts(work, chunk, current):
            changed.append({**row, "since_at": since_at})
            if row["enterprise_id"] in current:
                over[row["enterprise_id"]] = current[row["enterprise_id"]].id
    ended = [{"id": id_, "is_current": False} for id_ in over.values()]
    work.update_many(SubsidyAccountRecord, ended)
    work.insert_many(SubsidyAccountRecord, changed)
    return list(over)


def _new_accounts(
    work: Work, ids: Sequence[int], current: Mapping[int, SubsidyAccountRecord]
) -> Iterator[dict[str, Any]]:
    table = EnterpriseRecord
    query = select(table.id, table.bank_name, table.bank_account).where(table.id.in_(ids))
    for row in work.session.execute(query):
        hashed = account_hash(work, row.bank_account)
        before = current.get(row.id)
        if hashed != (before.account_hash if before else None):
            yield {
                "enterprise_id": row.id,
                "actor_id": work.actor.id,
                "actor_name": work.actor.name,
                "bank_name": row.bank_name,
                "account": row.bank_account or None,
                "account_hash": hashed,
                "is_current": True,
            }


def current_accounts(work: Work, enterprise_ids: Iterable[int]) -> dict[int, SubsidyAccountRecord]:
    """Return the kept account of today, by enterprise."""
    query = select(SubsidyAccountRecord).where(
        SubsidyAccountRecord.enterprise_id.in_(list(enterprise_ids)),
        SubsidyAccountRecord.is_current.is_(True),
    )
    return {record.enterprise_id: record for record in work.session.scalars(query)}


def holders_of_account(work: Work, account: str | None, besides: int | None) -> tuple[str, ...]:
    """Return the other enterprises at which this number stands, by name."""
    hashed = account_hash(work, account)
    if hashed is None:
        return ()
    ids = {
        *work.session.scalars(
            select(SubsidyAccountRecord.enterprise_id).where(
                SubsidyAccountRecord.account_hash == hashed,
                SubsidyAccountRecord.is_current.is_(True),
            )
        ),
        *work.session.scalars(
            select(BankAccountRecord.enterprise_id).where(BankAccountRecord.account_hash == hashed)
        ),
    } - {besides}
    names = select(EnterpriseRecord.name).where(EnterpriseRecord.id.in_(sorted(ids)))
    return tuple(work.session.scalars(names.order_by(EnterpriseRecord.sort_key)))


@dataclass(frozen=True, slots=True)
class AccountChange:
    """An account of subsidies that another one has taken the place of; numbers are whole."""

    before: str | None
    after: str | None
    at: dt.datetime


def change_since(work: Work, enterprise_id: int, instant: dt.datetime) -> AccountChange | None:
    """Return what became of the account that stood on the record at `instant`; None if it does."""
    rows = work.session.scalars(
        select(SubsidyAccountRecord)
        .where(SubsidyAccountRecord.enterprise_id == enterprise_id)
        .order_by(SubsidyAccountRecord.id)
    ).all()
    then = [row for row in rows if row.since_at is None or row.since_at <= instant]
    now = rows[-1] if rows else None
    if now is None or now.since_at is None or now.since_at <= instant:
        return None
    before = then[-1] if then else None
    if before is not None and before.account_hash == now.account_hash:
        return None  # changed, and changed back
    return AccountChange(before.account if before else None, now.account, now.since_at)


def accounts_then(
    session: Session, enterprise_ids: Iterable[int], day: dt.date
) -> dict[int, SubsidyAccountRecord]:
    """Return the account that subsidies were paid to at the end of `day`, by enterprise."""
    table = SubsidyAccountRecord
    found = session.scalars(
        select(table)
        .where(
            table.enterprise_id.in_(list(enterprise_ids)),
            or_(table.since_at.is_(None), table.since_at < end_of_day(day)),
        )
        .order_by(table.id)
    )
    return {one.enterprise_id: one for one in found}


def forget_accounts(work: Work, enterprise_id: int) -> None:
    """Delete what was kept of an enterprise that is deleted itself."""
    work.delete_many(SubsidyAccountRecord, SubsidyAccountRecord.enterprise_id == enterprise_id)


def kept_accounts(work: Work, enterprise_id: int) -> Iterator[SubsidyAccountRecord]:
    """Yield the accounts of an enterprise's record, the newest first."""
    yield from work.session.scalars(
        select(SubsidyAccountRecord)
        .where(SubsidyAccountRecord.enterprise_id == enterprise_id)
        .order_by(SubsidyAccountRecord.id.desc())
    )
