"""Signing in, and who may."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import (
    FREE_ATTEMPTS,
    Actor,
    Permission,
    Role,
    SignInMode,
    lock_after,
    password_problem,
)
from parkdesk.store.passwords import hash_password, password_holds
from parkdesk.store.tables.identity import (
    AccountRecord,
    ParkRecord,
    RolePermissionRecord,
    RoleRecord,
)
from parkdesk.store.vault import new_recovery_code, wrap_key
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class SignIn:
    """How a sign-in went: an actor, or the code of why not and until when it is locked.

    `attempts_left` is how many more wrong passwords lock the account; 0 where that is not known.
    """

    actor: Actor | None
    problem: str = ""
    locked_until: dt.datetime | None = None
    attempts_left: int = 0


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account of the list of people."""

    id: int
    version: int
    login: str
    name: str
    role: str
    active: bool
    has_password: bool
    os_account: str
    locked_until: dt.datetime | None
    last_sign_in_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role and what it grants."""

    code: str
    name_zh: str
    name_en: str
    permissions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SaveAccount:
    """What the form of an account holds; `password` empty leaves it as it is."""

    login: str
    name: str
    role: str
    password: str = ""
    os_account: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class ParkDetail:
    """The park's own facts."""

    version: int
    name: str
    name_en: str
    region_code: str
    sign_in_mode: SignInMode
    is_demo: bool
    last_backup_at: dt.datetime | None
    last_off_machine_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class SavePark:
    """What the form of the park's facts holds."""

    name: str
    name_en: str
    region_code: str
    sign_in_mode: SignInMode


@command(Permission.PARK_READ)
def sign_in(work: Work, login: str, password: str) -> SignIn:
    """Check a password; count a wrong one, and lock for longer with each.

    The outcome is a value, not an error: the count has to be committed.
    """
    account = work.session.scalar(select(AccountRecord).filter_by(login=login.strip()))
    if account is not None and account.locked_until and account.locked_until > work.now:
        return SignIn(None, "account-locked", account.locked_until)
    holds = password_holds(account.password_hash if account else None, password)
    if account is None or not account.active:
        return SignIn(None, "wrong-password")
    if not holds:
        return _wrong(work, account)
    return SignIn(_let_in(work, account))


@command(Permission.PARK_READ)
def sign_in_os_account(work: Work, os_account: str) -> SignIn:
    """Sign in whoever is signed in to this computer, where the park allows it."""
    park = work.get(ParkRecord, 1)
    if park.sign_in_mode is not SignInMode.OS_ACCOUNT:
        return SignIn(None, "password-needed")
    account = work.session.scalar(
        select(AccountRecord).filter_by(os_account=os_account, active=True)
    )
    if account is None:
        return SignIn(None, "os-account-unknown")
    return SignIn(_let_in(work, account))


@query(Permission.ACCOUNT_READ)
def list_accounts(work: Work) -> tuple[AccountRow, ...]:
    """Return every account, by sign-in name."""
    accounts = work.session.scalars(select(AccountRecord).order_by(AccountRecord.login))
    return tuple(_row(account) for account in accounts)


@query(Permission.ACCOUNT_READ)
def list_roles(work: Work) -> tuple[RoleRow, ...]:
    """Return the roles in their order, with what each grants."""
    granted: dict[str, list[str]] = {}
    for row in work.session.scalars(select(RolePermissionRecord)):
        granted.setdefault(row.role_code, []).append(row.permission)
    roles = work.session.scalars(select(RoleRecord).order_by(RoleRecord.position))
    return tuple(
        RoleRow(role.code, role.name_zh, role.name_en, tuple(sorted(granted.get(role.code, ()))))
        for role in roles
    )


@command(Permission.ACCOUNT_EDIT)
def create_account(work: Work, form: SaveAccount) -> AccountRow:
    """Add a person."""
    _check(work, form, needs_password=not form.os_account)
    account = AccountRecord(
        login=form.login.strip(),
        name=form.name.strip(),
        role_code=form.role,
        password_hash=hash_password(form.password) if form.password else None,
        os_account=form.os_account.strip().casefold() or None,
        active=form.active,
    )
    return _row(work.add(account))


@command(Permission.ACCOUNT_EDIT)
def edit_account(work: Work, account_id: int, version: int, form: SaveAccount) -> AccountRow:
    """Change a person's account; one active administrator always remains."""
    account = work.get(AccountRecord, account_id, version=version)
    _check(work, form, needs_password=False)
    if account.id == work.actor.id and not form.active:
        raise Refused("own-account")
    account.login = form.login.strip()
    account.name = form.name.strip()
    account.role_code = form.role
    account.os_account = form.os_account.strip().casefold() or None
    account.active = form.active
    if form.password:
        account.password_hash = hash_password(form.password)
        account.failures = 0
        account.locked_until = None
    work.session.flush()  # the count below must see the change
    _require_administrator(work)
    return _row(account)


@command(Permission.PARK_READ)
def change_own_password(work: Work, old: str, new: str) -> None:
    """Give oneself a new password."""
    account = work.get(AccountRecord, work.actor.id)
    if account.password_hash and not password_holds(account.password_hash, old):
        raise InvalidInput({"old": "wrong-password"})
    problem = password_problem(new, account.login)
    if problem:
        raise InvalidInput({"new": problem})
    account.password_hash = hash_password(new)


@query(Permission.PARK_READ)
def park_detail(work: Work) -> ParkDetail:
    """Return the park's own facts."""
    return _park(work.get(ParkRecord, 1))


@command(Permission.PARK_EDIT)
def edit_park(work: Work, version: int, form: SavePark) -> ParkDetail:
    """Change the park's facts."""
    park = work.get(ParkRecord, 1, version=version)
    if not form.name.strip():
        raise InvalidInput({"name": "required"})
    if form.sign_in_mode is SignInMode.PASSWORD:
        _require_password(work)
    park.name = form.name.strip()
    park.name_en = form.name_en.strip()
    park.region_code = form.region_code.strip()
    park.sign_in_mode = form.sign_in_mode
    work.session.flush()  # the new version is part of the answer
    return _park(park)


@command(Permission.PARK_EDIT)
def renew_recovery_code(work: Work) -> str:
    """Return a new recovery code for this park and the backups made from now on.

    The code printed before still opens the backups made with it: both belong in the safe.
    """
    park = work.get(ParkRecord, 1)
    code = new_recovery_code()
    park.key_wrapped = wrap_key(work.vault, code)
    return code


def _wrong(work: Work, account: AccountRecord) -> SignIn:
    account.failures += 1
    wait = lock_after(account.failures)
    if wait:
        account.locked_until = work.now + wait
        return SignIn(None, "account-locked", account.locked_until)
    left = FREE_ATTEMPTS + 1 - account.failures
    return SignIn(None, "wrong-password", attempts_left=left)


def _let_in(work: Work, account: AccountRecord) -> Actor:
    account.failures = 0
    account.locked_until = None
    account.last_sign_in_at = work.now
    known = {member.value for member in Permission}
    granted = work.session.scalars(
        select(RolePermissionRecord.permission).filter_by(role_code=account.role_code)
    )
    permissions = frozenset(Permission(text) for text in granted if text in known)
    return Actor(account.id, account.name, account.role_code, permissions)


def _check(work: Work, form: SaveAccount, *, needs_password: bool) -> None:
    problems = {}
    if not form.login.strip():
        problems["login"] = "required"
    if not form.name.strip():
        problems["name"] = "required"
    if work.session.scalar(select(RoleRecord).filter_by(code=form.role)) is None:
        problems["role"] = "required"
    if form.password or needs_password:
        problem = password_problem(form.password, form.login)
        if problem:
            problems["password"] = problem
    if problems:
        raise InvalidInput(problems)


def _require_administrator(work: Work) -> None:
    count = work.session.scalar(
        select(func.count())
        .select_from(AccountRecord)
        .where(
            AccountRecord.role_code == Role.ADMINISTRATOR.value,
            AccountRecord.active.is_(True),
        )
    )
    if not count:
        raise Refused("last-administrator")


def _require_password(work: Work) -> None:
    account = work.get(AccountRecord, work.actor.id)
    if account.password_hash is None:
        raise InvalidInput({"sign_in_mode": "set-password-first"})


def _row(account: AccountRecord) -> AccountRow:
    return AccountRow(
        account.id,
        account.version,
        account.login,
        account.name,
        account.role_code,
        account.active,
        account.password_hash is not None,
        account.os_account or "",
        account.locked_until,
        account.last_sign_in_at,
    )


def _park(park: ParkRecord) -> ParkDetail:
    return ParkDetail(
        park.version,
        park.name,
        park.name_en,
        park.region_code,
        park.sign_in_mode,
        park.is_demo,
        park.last_backup_at,
        park.last_off_machine_at,
    )
