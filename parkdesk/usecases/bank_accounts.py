"""Bank accounts of an enterprise: the one that subsidies are paid to, and others.

The former stands on the enterprise's record and nowhere else; another account becomes it by
exchange. Numbers are masked here; `reveal_bank_account` shows one and is logged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select

from parkdesk.domain.bank_accounts import (
    AccountPurpose,
    SaveBankAccount,
    check_account,
    holder_differs,
)
from parkdesk.domain.calendar import day_in_china, end_of_day
from parkdesk.domain.enterprises import bare
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account
from parkdesk.store.subsidy_accounts import (
    account_hash,
    accounts_then,
    current_accounts,
    follow_accounts,
    holders_of_account,
    kept_accounts,
)
from parkdesk.store.tables.contacts import BankAccountRecord, SubsidyAccountRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.values_then import Then, values_then
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_NOTHING_CONFIRMED: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account, its number masked; `id` is None for the one that subsidies are paid to."""

    id: int | None
    version: int
    """Of the account, or of the enterprise's record."""
    bank: str
    branch: str
    holder: str
    account: str
    purpose: AccountPurpose | None
    from_on: dt.date | None
    until_on: dt.date | None
    also_of: tuple[str, ...]
    """Other enterprises at which the same number stands."""

    @property
    def is_main(self) -> bool:
        """Whether subsidies are paid to it."""
        return self.id is None


@dataclass(frozen=True, slots=True)
class FormerAccount:
    """An account that subsidies were paid to until another was entered; its number masked."""

    bank: str
    account: str
    since: dt.datetime | None
    until: dt.datetime | None
    by: str
    """Who entered it."""


@dataclass(frozen=True, slots=True)
class EnterpriseAccounts:
    """Every account of an enterprise, the one for subsidies first, and what came before it."""

    enterprise: str
    enterprise_version: int
    rows: tuple[AccountRow, ...]
    former: tuple[FormerAccount, ...]


@query(Permission.ENTERPRISE_READ)
def enterprise_accounts(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> EnterpriseAccounts:
    """Return the accounts of an enterprise and how the one for subsidies changed.

    As at a day: the account that subsidies were paid to at its end, and others in use on it. One
    whose first day is not known was in use if it was entered by then.
    """
    record = work.get(EnterpriseRecord, enterprise_id)
    others = work.session.scalars(
        select(BankAccountRecord)
        .where(BankAccountRecord.enterprise_id == enterprise_id)
        .order_by(BankAccountRecord.id)
    ).all()
    former = tuple(_former(work, enterprise_id, on))
    if on is None:
        rows = [] if not record.bank_account else [_main_row(work, record)]
        rows += [_row(work, one) for one in others]
        return EnterpriseAccounts(record.name, record.version, tuple(rows), former)
    main = accounts_then(work.session, [enterprise_id], on).get(enterprise_id)
    rows = list(_main_row_then(work, record, main))
    hashed = main.account_hash if main is not None else None
    then = values_then(work.session, BankAccountRecord, [one.id for one in others], on)
    rows += [
        _row(work, one)
        for one in others
        if one.account_hash != hashed and _in_use(one, then[one.id], on)
    ]
    return EnterpriseAccounts(record.name, record.version, tuple(rows), former)


def _main_row_then(
    work: Work, record: EnterpriseRecord, main: SubsidyAccountRecord | None
) -> Iterator[AccountRow]:
    if main is None or not main.account:
        return
    if main.is_current:
        yield _main_row(work, record)
        return
    # Of one that was replaced, branch, holder and purpose are not kept.
    since = day_in_china(main.since_at) if main.since_at is not None else None
    form = SaveBankAccount(main.bank_name, "", "", main.account, None, since)
    yield _shown(work, None, record.version, record.id, form)


def _in_use(record: BankAccountRecord, then: Then, day: dt.date) -> bool:
    if record.until_on is not None and record.until_on < day:
        return False
    return not then.begun_since if record.from_on is None else record.from_on <= day


@command(Permission.IDENTITY_REVEAL)
def reveal_bank_account(work: Work, enterprise_id: int, account_id: int | None) -> str:
    """Return an account's number in full; the look is in the trail. None is the subsidies' one."""
    if account_id is None:
        number = work.get(EnterpriseRecord, enterprise_id).bank_account or ""
        work.note(EnterpriseRecord.__tablename__, enterprise_id, {"revealed": "account"})
        return number
    number = work.get(BankAccountRecord, account_id).account
    work.note(BankAccountRecord.__tablename__, account_id, {"revealed": "account"})
    return number


@command(Permission.ENTERPRISE_EDIT)
def add_bank_account(
    work: Work,
    enterprise_id: int,
    form: SaveBankAccount,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> int:
    """Add an account beside the one for subsidies; return its id.

    Asks `account-holder-differs` and `account-of-another` to be confirmed.
    """
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    form = _checked(work, enterprise, form, None, confirmed)
    return work.add(BankAccountRecord(enterprise_id=enterprise_id, **_columns(work, form))).id


@command(Permission.ENTERPRISE_EDIT)
def edit_bank_account(
    work: Work,
    account_id: int,
    version: int,
    form: SaveBankAccount,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> None:
    """Save an edited account; a number that comes back masked stays as it is."""
    record = work.get(BankAccountRecord, account_id, version=version)
    enterprise = work.get(EnterpriseRecord, record.enterprise_id)
    form = _checked(work, enterprise, form, _form(record), confirmed)
    _write(record, _columns(work, form))


@command(Permission.ENTERPRISE_EDIT)
def edit_subsidy_account(
    work: Work,
    enterprise_id: int,
    version: int,
    form: SaveBankAccount,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> None:
    """Save the account that subsidies are paid to, on the enterprise's record."""
    record = work.get(EnterpriseRecord, enterprise_id, version=version)
    form = _checked(work, record, form, _main_form(record), confirmed)
    _write(record, _main_columns(form))
    follow_accounts(work, [enterprise_id], described=True)


@command(Permission.ENTERPRISE_EDIT)
def pay_subsidies_to(
    work: Work,
    account_id: int,
    version: int,
    enterprise_version: int,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> None:
    """Exchange an account and the one for subsidies; the latter ends today as an account."""
    record = work.get(BankAccountRecord, account_id, version=version)
    enterprise = work.get(EnterpriseRecord, record.enterprise_id, version=enterprise_version)
    before, after = _main_form(enterprise), _form(record)
    _require_confirmed(work, enterprise, after, confirmed)
    _write(enterprise, _main_columns(after))
    if before.account:
        before = replace(before, from_on=_since(work, enterprise.id), until_on=work.today)
        _write(record, _columns(work, before))
    else:
        work.session.delete(record)
    follow_accounts(work, [enterprise.id], described=True)


@command(Permission.ENTERPRISE_EDIT)
def delete_bank_account(work: Work, account_id: int, version: int) -> None:
    """Delete an account that was entered by mistake; the trail keeps that there was one."""
    work.session.delete(work.get(BankAccountRecord, account_id, version=version))


def _checked(
    work: Work,
    enterprise: EnterpriseRecord,
    form: SaveBankAccount,
    stored: SaveBankAccount | None,
    confirmed: frozenset[str],
) -> SaveBankAccount:
    """Return a form whose number is whole and bare, or refuse it, or ask."""
    known = stored.account if stored else None
    typed = form.account
    if known and typed in {None, mask_account(known)}:
        typed = known
    number = bare(typed or "") or None
    whole = replace(
        form,
        bank=form.bank.strip(),
        branch=form.branch.strip(),
        holder=form.holder.strip(),
        account=number,
    )
    problems = check_account(whole)
    if problems:
        raise InvalidInput(problems)
    if stored is None or (stored.account, stored.holder) != (whole.account, whole.holder):
        _require_confirmed(work, enterprise, whole, confirmed)
    return whole


def _require_confirmed(
    work: Work, enterprise: EnterpriseRecord, form: SaveBankAccount, confirmed: frozenset[str]
) -> None:
    names = (enterprise.name, enterprise.name_en)
    if "account-holder-differs" not in confirmed and holder_differs(form.holder, names):
        raise NeedsConfirmation(
            "account-holder-differs", holder=form.holder or "—", enterprise=enterprise.name
        )
    others = holders_of_account(work, form.account, enterprise.id)
    if others and "account-of-another" not in confirmed:
        raise NeedsConfirmation("account-of-another", enterprises=others)


def _since(work: Work, enterprise_id: int) -> dt.date | None:
    kept = current_accounts(work, [enterprise_id]).get(enterprise_id)
    return None if kept is None or kept.since_at is None else day_in_china(kept.since_at)


def _form(record: BankAccountRecord) -> SaveBankAccount:
    return SaveBankAccount(
        record.bank,
        record.branch,
        record.holder,
        record.account,
        AccountPurpose(record.purpose) if record.purpose else None,
        record.from_on,
        record.until_on,
    )


def _main_form(record: EnterpriseRecord) -> SaveBankAccount:
    return SaveBankAccount(
        record.bank_name,
        record.bank_branch,
        record.bank_holder,
        record.bank_account,
        AccountPurpose(record.bank_purpose) if record.bank_purpose else None,
    )


def _columns(work: Work, form: SaveBankAccount) -> dict[str, object]:
    return {
        "bank": form.bank,
        "branch": form.branch,
        "holder": form.holder,
        "account": form.account,
        "account_hash": account_hash(work, form.account),
        "purpose": form.purpose.value if form.purpose else "",
        "from_on": form.from_on,
        "until_on": form.until_on,
    }


def _main_columns(form: SaveBankAccount) -> dict[str, object]:
    return {
        "bank_name": form.bank,
        "bank_branch": form.branch,
        "bank_holder": form.holder,
        "bank_account": form.account,
        "bank_purpose": form.purpose.value if form.purpose else "",
    }


def _write(record: EnterpriseRecord | BankAccountRecord, columns: dict[str, object]) -> None:
    for name, value in columns.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _main_row(work: Work, record: EnterpriseRecord) -> AccountRow:
    form = replace(_main_form(record), from_on=_since(work, record.id))
    return _shown(work, None, record.version, record.id, form)


def _row(work: Work, record: BankAccountRecord) -> AccountRow:
    return _shown(work, record.id, record.version, record.enterprise_id, _form(record))


def _shown(
    work: Work, id_: int | None, version: int, enterprise_id: int, form: SaveBankAccount
) -> AccountRow:
    return AccountRow(
        id_,
        version,
        form.bank,
        form.branch,
        form.holder,
        mask_account(form.account or ""),
        form.purpose,
        form.from_on,
        form.until_on,
        holders_of_account(work, form.account, enterprise_id),
    )


def _former(work: Work, enterprise_id: int, on: dt.date | None) -> list[FormerAccount]:
    found: list[FormerAccount] = []
    until: dt.datetime | None = None
    end = end_of_day(on) if on is not None else None
    for one in kept_accounts(work, enterprise_id):
        given_up = not one.is_current and (end is None or (until is not None and until < end))
        if given_up and one.account:
            found.append(
                FormerAccount(
                    one.bank_name, mask_account(one.account), one.since_at, until, one.actor_name
                )
            )
        until = one.since_at
    return found
