"""Which park a command works on, and as whom."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from parkdesk import paths
from parkdesk.cli.console import Console
from parkdesk.demo.people import ADMINISTRATOR, PASSWORD
from parkdesk.desk import Desk, NewPark, create_park, open_desk, os_account
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.domain.identity import SignInMode
from parkdesk.i18n import tr
from parkdesk.settings import load
from parkdesk.usecases.identity import sign_in, sign_in_os_account

DATA = "PARKDESK_DATA"
SECRET = "PARKDESK_PASSWORD"  # noqa: S105 (a variable's name, not a secret)
RECOVERY = "PARKDESK_RECOVERY_CODE"
_DATABASE = "park.db"


def place(asked: argparse.Namespace) -> str:
    """Return the park's place: --url, --data, PARKDESK_DATA, the one opened last, the usual one."""
    named = asked.url or asked.data or os.environ.get(DATA) or load().location
    return str(named or paths.default_park())


def park_is_there(asked: argparse.Namespace) -> bool:
    """Return whether there is a park at the place named; a server is taken to have one."""
    named = place(asked)
    if "://" in named:
        return True
    folder = Path(named).expanduser()
    return (folder / _DATABASE).exists() or folder.name == _DATABASE


def passing_park(folder: Path) -> Desk:
    """Return the desk of an empty park that nobody will keep."""
    form = NewPark(name=tr("My park"), login=os_account(), person=os_account())
    return create_park(str(folder), form, keys=_Forgotten()).desk


@dataclass(slots=True)
class _Forgotten:
    """A store of keys that is gone with the command."""

    name: str = "file"
    _keys: dict[str, bytes] = field(default_factory=dict)

    def save(self, key_id: str, key: bytes) -> None:
        """Keep a key for the length of the command."""
        self._keys[key_id] = key

    def load(self, key_id: str) -> bytes | None:
        """Return a key kept before."""
        return self._keys.get(key_id)


def open_park(asked: argparse.Namespace) -> Desk:
    """Open the park and sign in; refused where nobody may."""
    desk = open_desk(place(asked), recovery_code=os.environ.get(RECOVERY, ""))
    try:
        return _signed_in(desk, asked)
    except BaseException:
        desk.close()
        raise


def open_or_make_park(asked: argparse.Namespace, console: Console) -> Desk:
    """Open the park; where there is none yet, make a single-desk park without asking."""
    try:
        return open_park(asked)
    except Unavailable as error:
        if error.code != "not-a-park" or asked.url:
            raise
    form = NewPark(name=tr("My park"), login=os_account(), person=os_account())
    created = create_park(place(asked), form)
    console.say(tr("A new park was made in {folder}.", folder=created.desk.location.shown))
    console.say(
        tr(
            "Print this recovery code and keep it safe; it is shown this once: {code}",
            code=created.recovery_code,
        )
    )
    return created.desk


def _signed_in(desk: Desk, asked: argparse.Namespace) -> Desk:
    with desk.work(read_only=False) as work:
        if asked.user:
            outcome = sign_in(work, asked.user, _password(asked.user))
        elif desk.park.sign_in_mode is SignInMode.OS_ACCOUNT:
            outcome = sign_in_os_account(work, os_account())
        elif desk.park.is_demo:
            outcome = sign_in(work, ADMINISTRATOR.login, PASSWORD)
        else:
            raise Refused("user-needed")
    if outcome.actor is None:
        raise Refused(outcome.problem, until=outcome.locked_until)
    return desk.signed_in(outcome.actor)


def _password(login: str) -> str:
    given = os.environ.get(SECRET)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise Refused("password-not-given", variable=SECRET)
    return getpass.getpass(tr("Password of {login}: ", login=login))
