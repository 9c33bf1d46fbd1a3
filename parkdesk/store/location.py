"""Where a park's data are: a folder with an embedded database, or a server."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.store.engine import sqlite_url

DATABASE = "park.db"
_NETWORK_TYPES = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs"}
_REMOTE_DRIVE = 4


@dataclass(frozen=True, slots=True)
class Location:
    """A park's place: `folder` for an embedded database, otherwise a server's `url`."""

    folder: Path | None
    url: str

    @property
    def embedded(self) -> bool:
        """Whether the database is a file of this computer."""
        return self.folder is not None

    @property
    def shown(self) -> str:
        """The place without any password, for the status bar."""
        if self.folder is not None:
            return str(self.folder)
        return make_url(self.url).render_as_string(hide_password=True)

    @property
    def address(self) -> str:
        """The place as it may be written down: a server's address without its password."""
        if self.folder is not None:
            return str(self.folder)
        url = make_url(self.url)
        # `set(password=None)` would leave it as it is: an address is put together without one.
        plain = URL.create(
            "postgresql", url.username, None, url.host, url.port, url.database, url.query
        )
        return plain.render_as_string(hide_password=False)

    @property
    def password(self) -> str:
        """The password of a server's address; empty where it names none."""
        return "" if self.embedded else str(make_url(self.url).password or "")

    def with_password(self, password: str) -> Location:
        """Return the same server, asked with `password`."""
        url = make_url(self.url).set(password=password)
        return Location(None, url.render_as_string(hide_password=False))

    @property
    def database(self) -> Path:
        """The database file of an embedded park."""
        assert self.folder is not None
        return self.folder / DATABASE

    def exists(self) -> bool:
        """Whether a database file is there; a server is taken to be."""
        return not self.embedded or self.database.exists()


def parse_location(text: str) -> Location:
    """Return the place that a person names: a folder, a database file or a server address."""
    if "://" in text:
        return _server(text)
    folder = Path(text).expanduser()
    if folder.name == DATABASE:
        folder = folder.parent
    folder = folder.resolve()
    if on_network_share(folder):
        raise Unavailable("network-share", folder=str(folder))
    return Location(folder, sqlite_url(folder / DATABASE))


def _server(text: str) -> Location:
    try:
        url = make_url(text)
    except ArgumentError:
        raise Refused("not-a-server-address", text=text) from None
    if url.get_backend_name() != "postgresql":
        raise Refused("not-a-server-address", text=url.render_as_string())
    return Location(
        None, url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
    )


def on_network_share(folder: Path) -> bool:
    """Whether a folder lies on another computer's disk."""
    if sys.platform == "win32":
        return _windows_share(folder)
    return _mount_type(folder) in _NETWORK_TYPES


def _windows_share(folder: Path) -> bool:
    text = str(folder)
    if text.startswith("\\\\") and not text.startswith("\\\\?\\"):
        return True
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return bool(kernel.GetDriveTypeW(folder.anchor) == _REMOTE_DRIVE)


def _mount_type(folder: Path) -> str:
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        _, mount, type_, *_ = line.split(" ")
        mount = mount.replace("\\040", " ")
        if folder.is_relative_to(mount) and len(mount) >= best:
            best, kind = len(mount), type_
    return kind
