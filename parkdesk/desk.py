"""The composition root: what a run of ParkDesk is made of, and how a park is made and opened."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.exc import DBAPIError

from parkdesk import paths
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.domain.identity import SYSTEM, Actor, Permission, Role, SignInMode
from parkdesk.store import backup, contract_sums, migrate, seed
from parkdesk.store.certification_days import fill_days
from parkdesk.store.documents import Documents, FolderDocuments, TableDocuments
from parkdesk.store.engine import make_engine
from parkdesk.store.faults import translated
from parkdesk.store.location import Location, parse_location
from parkdesk.store.passwords import hash_password
from parkdesk.store.progress import Progress
from parkdesk.store.subsidy_accounts import keep_known_accounts
from parkdesk.store.tables.identity import AccountRecord, ParkRecord
from parkdesk.store.vault import (
    KeyStore,
    Vault,
    key_store,
    new_key_id,
    new_recovery_code,
    server_key_id,
    unwrap_key,
    wrap_key,
)
from parkdesk.store.work import Work, open_work

Clock = Callable[[], dt.datetime]

DOORKEEPER = Actor(0, "ParkDesk", "system", frozenset({Permission.PARK_READ}))
"""Who a desk is before anybody has signed in: may show the park's name and the sign-in."""


def system_clock() -> dt.datetime:
    """Return this computer's time in UTC."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class ParkFacts:
    """What the frame shows of a park before anybody signs in."""

    name: str
    name_en: str
    sign_in_mode: SignInMode
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """One person signed in to one database; the window, a command and a test each have one."""

    engine: Engine
    location: Location
    actor: Actor
    clock: Clock
    documents: Documents
    park: ParkFacts
    key_store_name: str
    """`system`, or `file` where the key lies in a file: the program says so."""

    def work(
        self, *, read_only: bool, progress: Progress | None = None
    ) -> AbstractContextManager[Work]:
        """Open a unit of work as this desk's person."""
        return open_work(
            self.engine,
            self.actor,
            self.clock,
            self.documents,
            read_only=read_only,
            progress=progress,
        )

    def signed_in(self, actor: Actor) -> Desk:
        """Return the same desk with another person at it."""
        return replace(self, actor=actor)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


@dataclass(frozen=True, slots=True)
class NewPark:
    """What a person says of a park that is to be made."""

    name: str
    name_en: str = ""
    region_code: str = ""
    sign_in_mode: SignInMode = SignInMode.OS_ACCOUNT
    login: str = "admin"
    person: str = "管理员"
    password: str = ""
    is_demo: bool = False
    fixed_now: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class CreatedPark:
    """A new park, and the code that must be printed: it is shown this once."""

    desk: Desk
    recovery_code: str


def create_park(
    place: str, form: NewPark, clock: Clock = system_clock, keys: KeyStore | None = None
) -> CreatedPark:
    """Make an empty park with its reference data and its first administrator.

    Refuses a place where there is a park already; a failure leaves no half-made database.
    """
    location = parse_location(place)
    _require_empty(location)
    keys = keys or _key_store()
    try:
        migrate.create_schema(location)
        return _furnish(location, form, clock, keys)
    except BaseException:
        _remove(location)
        raise


def open_desk(
    place: str,
    clock: Clock = system_clock,
    keys: KeyStore | None = None,
    recovery_code: str = "",
    *,
    remember: bool = False,
) -> Desk:
    """Open a park; nobody has signed in yet.

    A server's address may come without its password once it was opened with `remember`: the
    password then lies where the data key does, and nowhere else.
    Raises `Unavailable`: `not-a-park`, `database-older`, `database-newer`, `key-missing` (then call
    again with the recovery code), or what keeps the database from being reached.
    """
    location = parse_location(place)
    if not location.exists():
        raise Unavailable("not-a-park")
    keys = keys or _key_store()
    location = _with_password(location, keys)
    park = _park_row(location)
    vault = _vault(park, keys, recovery_code)
    if recovery_code:
        _keep_accounts(location, vault)
    if remember and location.password:
        keys.save(server_key_id(location.address), location.password.encode())
    return _desk(location, make_engine(location.url, vault), park, clock, keys)


def restore_park(backup_file: str, place: str) -> None:
    """Make a park in an empty folder out of a backup, every byte of it checked first."""
    location = parse_location(place)
    if location.folder is None:
        raise Refused("backup-by-server")
    backup.restore_backup(Path(backup_file), location.folder)


@dataclass(frozen=True, slots=True)
class Upgraded:
    """The data version before and after; the copy made before, None where nothing was to do."""

    before: str
    after: str
    copy: Path | None


def upgrade_park(place: str, keys: KeyStore | None = None) -> Upgraded:
    """Bring a park's data to this program's version, after a copy of an embedded database.

    Whatever fails, the data stay as they were. Reference data follow the program's; what needs the
    data key waits for the recovery code where this computer does not have it.
    """
    location = parse_location(place)
    if not location.exists():
        raise Unavailable("not-a-park")
    # A server's data are backed up by its administrator; nothing is copied then.
    copies = location.folder / "backups" if location.folder is not None else Path()
    before, after, copy = migrate.upgrade(location, copies)
    _plant(location)
    if before == after:
        _mend_sums(location)
    park = _park_row(location)
    key = (keys or _key_store()).load(park.key_id)
    if key is not None and Vault(key).matches(park.key_check):
        _keep_accounts(location, Vault(key))
    return Upgraded(before or "", after, copy)


def _keep_accounts(location: Location, vault: Vault) -> None:
    """Keep the accounts that a program wrote which kept none: this needs the data key."""
    engine = make_engine(location.url, vault)
    try:
        with open_work(engine, SYSTEM, system_clock, _documents(location, engine)) as work:
            work.action = "upgrade_park"
            keep_known_accounts(work)
    finally:
        engine.dispose()


def _plant(location: Location) -> None:
    engine = make_engine(location.url)
    try:
        with open_work(engine, SYSTEM, system_clock, _documents(location, engine)) as work:
            seed.plant(work.session)
            fill_days(work.session)
    finally:
        engine.dispose()


def _mend_sums(location: Location) -> None:
    """Make the sums of contracts anew where they are not those of their rows."""
    engine = make_engine(location.url)
    try:
        with open_work(engine, SYSTEM, system_clock, _documents(location, engine)) as work:
            if contract_sums.difference(work.session) is not None:
                contract_sums.remake_all(work.session)
    finally:
        engine.dispose()


def os_account() -> str:
    """Return the name of the operating system's account, as the system itself knows it.

    Not what the environment says: anybody at the keyboard can set LOGNAME or USERNAME.
    """
    if sys.platform == "win32":
        return _windows_account().casefold()
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name.casefold()
    except KeyError:  # in a container, a number may have no name
        raise Unavailable("os-account-unknown") from None


def _windows_account() -> str:
    import ctypes

    name = ctypes.create_unicode_buffer(257)
    size = ctypes.c_ulong(len(name))
    windll = ctypes.windll  # type: ignore[attr-defined,unused-ignore]
    if not windll.advapi32.GetUserNameW(name, ctypes.byref(size)):
        raise Unavailable("os-account-unknown")
    return name.value


def _key_store() -> KeyStore:
    return key_store(paths.key_folder(), os.environ.get("PARKDESK_KEY_STORE", ""))


def _require_empty(location: Location) -> None:
    if location.folder is not None:
        if location.database.exists():
            raise Refused("not-empty", folder=str(location.folder))
        try:
            location.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise Unavailable("cannot-write", reason=error.strerror or "") from error
        return
    engine = make_engine(location.url)
    try:
        with engine.connect() as connection:
            if migrate.has_tables(connection):
                raise Refused("not-empty", folder=location.shown)
    except DBAPIError as error:
        raise translated(error) or error from error
    finally:
        engine.dispose()


def _remove(location: Location) -> None:
    if location.folder is None:
        return
    for suffix in ("", "-wal", "-shm"):
        location.database.with_name(location.database.name + suffix).unlink(missing_ok=True)


def _furnish(location: Location, form: NewPark, clock: Clock, keys: KeyStore) -> CreatedPark:
    vault, code, key_id = Vault.fresh(), new_recovery_code(), new_key_id()
    keys.save(key_id, vault.key)
    engine = make_engine(location.url, vault)
    park = ParkRecord(
        id=1,
        name=form.name,
        name_en=form.name_en,
        region_code=form.region_code,
        sign_in_mode=form.sign_in_mode,
        is_demo=form.is_demo,
        fixed_now=form.fixed_now,
        key_id=key_id,
        key_check=vault.check_value(),
        key_wrapped=wrap_key(vault, code),
    )
    moment = form.fixed_now or clock()
    documents = _documents(location, engine)
    with open_work(engine, SYSTEM, lambda: moment, documents) as work:
        work.action = "create_park"
        seed.plant(work.session)
        work.add(park)
        account = work.add(_first_account(form))
    desk = _desk(location, engine, park, clock, keys)
    everything = frozenset(Permission)
    actor = Actor(account.id, account.name, Role.ADMINISTRATOR.value, everything)
    return CreatedPark(desk.signed_in(actor), code)


def _first_account(form: NewPark) -> AccountRecord:
    by_os = form.sign_in_mode is SignInMode.OS_ACCOUNT
    return AccountRecord(
        login=form.login,
        name=form.person,
        role_code=Role.ADMINISTRATOR.value,
        password_hash=hash_password(form.password) if form.password else None,
        os_account=os_account() if by_os else None,
    )


def _park_row(location: Location) -> ParkRecord:
    engine = make_engine(location.url)
    try:
        with engine.execution_options(postgresql_readonly=True).connect() as connection:
            migrate.require_known(connection)
        with open_work(
            engine, SYSTEM, system_clock, _documents(location, engine), read_only=True
        ) as work:
            park: ParkRecord | None = work.session.scalar(select(ParkRecord))
    except DBAPIError as error:
        raise translated(error) or error from error
    finally:
        engine.dispose()
    if park is None:
        raise Unavailable("not-a-park")
    return park


def _with_password(location: Location, keys: KeyStore) -> Location:
    if location.embedded or location.password:
        return location
    known = keys.load(server_key_id(location.address))
    return location if known is None else location.with_password(known.decode())


def _vault(park: ParkRecord, keys: KeyStore, recovery_code: str) -> Vault:
    if recovery_code:
        vault = unwrap_key(park.key_wrapped, recovery_code)
        keys.save(park.key_id, vault.key)
        return vault
    key = keys.load(park.key_id)
    if key is None:
        raise Unavailable("key-missing")
    vault = Vault(key)
    if not vault.matches(park.key_check):
        raise Unavailable("wrong-key")
    return vault


def _documents(location: Location, engine: Engine) -> Documents:
    if location.folder is None:
        return TableDocuments(engine)
    return FolderDocuments(location.folder / "documents")


def _desk(
    location: Location, engine: Engine, park: ParkRecord, clock: Clock, keys: KeyStore
) -> Desk:
    fixed = park.fixed_now
    facts = ParkFacts(park.name, park.name_en, park.sign_in_mode, park.is_demo)
    return Desk(
        engine=engine,
        location=location,
        actor=DOORKEEPER,
        clock=clock if fixed is None else lambda: fixed,
        documents=_documents(location, engine),
        park=facts,
        key_store_name=keys.name,
    )
