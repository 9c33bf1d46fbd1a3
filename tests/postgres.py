"""A PostgreSQL server for one test run: made in a temporary folder, gone afterwards.

The server belongs to a keeper, a process of its own that stops it and removes its folder as soon
as the other end of its standard input is closed. So it goes when the test run ends, and also when
the test run is killed.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_PLACES = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/pgsql-*/bin")

# Nothing here has to survive a power cut, so nothing waits for the disk. The zone is the park's,
# which shows a time that was stored without one.
_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "2GB",
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "timezone": "Asia/Shanghai",
}
_STARTING_S = 30
_ROOM = 1 << 30


def find_programs() -> Path | None:
    """Return the folder of the newest server programs, or None where there are none."""
    places: list[Path] = []
    for pattern in _PLACES:
        places += Path("/").glob(pattern.lstrip("/"))
    for windows in (os.environ.get("ProgramFiles"),):  # noqa: SIM112 - Windows spells it so
        places += Path(windows).glob("PostgreSQL/*/bin") if windows else ()
    if found := shutil.which("initdb"):
        # A link on the path may lead away from the folder where the server's programs stand.
        places.append(Path(found).resolve().parent)
    whole = [
        place for place in places if list(place.glob("initdb*")) and list(place.glob("pg_ctl*"))
    ]
    return max(whole, key=lambda place: (_version(place), str(place)), default=None)


def _version(place: Path) -> int:
    digits = "".join(letter for letter in place.parent.name if letter.isdigit())
    return int(digits or 0)


@contextlib.contextmanager
def throw_away_server() -> Iterator[str]:
    """Run a server; give the URL of its maintenance database, for SQLAlchemy with psycopg."""
    with subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Ctrl+C is for the tests; the keeper hears of it by their end.
        start_new_session=True,
    ) as keeper:
        assert keeper.stdin is not None
        assert keeper.stdout is not None
        try:
            url = keeper.stdout.readline().strip()
            if not url:
                raise RuntimeError("the test server did not start; its words are above")
            yield url
        finally:
            keeper.stdin.close()
            keeper.wait(_STARTING_S)


def _keep() -> int:
    """Make the server, say its URL, and end it when standard input does."""
    programs = find_programs()
    if programs is None:
        sys.exit("no PostgreSQL server programs here")
    # The tests' end is the end of our input; a signal meant for them must not come before it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    owner = _owner()
    with tempfile.TemporaryDirectory(
        prefix="parkdesk-pg-", dir=_quick_place(), ignore_cleanup_errors=True
    ) as folder:
        if owner:
            shutil.chown(folder, owner)
        data = Path(folder) / "data"
        _make_cluster(programs, data, owner)
        port = _free_port()
        log = Path(folder) / "log"
        server = _start(programs, data, port, owner, log)
        try:
            if not _gets_ready(programs, port, server):
                sys.exit(log.read_text("utf-8", "replace"))
            sys.stdout.write(f"postgresql+psycopg://parkdesk@127.0.0.1:{port}/postgres\n")
            sys.stdout.flush()
            sys.stdin.read()
        finally:
            # "Fast" to PostgreSQL: end the sessions, do not wait for them.
            server.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGINT)
            server.wait(_STARTING_S)
    return 0


def _quick_place() -> str | None:
    """Return a folder in memory where there is one with room; every test copies a database."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder in it is made for us alone.
    if memory.is_dir() and shutil.disk_usage(memory).free > _ROOM:
        return str(memory)
    return None


def _owner() -> str | None:
    """Return whom the server must belong to: it refuses to run as root."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    import pwd  # Windows has none.

    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _make_cluster(programs: Path, data: Path, owner: str | None) -> None:
    words = ["-D", data, "-U", "parkdesk", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    made = subprocess.run(
        [programs / "initdb", *words],
        check=False,
        capture_output=True,
        text=True,
        **_as(owner, data),
    )
    if made.returncode:
        sys.exit(made.stdout + made.stderr)


def _start(
    programs: Path, data: Path, port: int, owner: str | None, log: Path
) -> "subprocess.Popen[bytes]":
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    with log.open("wb") as out:
        return subprocess.Popen(
            [programs / "postgres", "-D", data, "-p", str(port), *settings],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            **_as(owner, data),
        )


def _as(owner: str | None, data: Path) -> dict[str, object]:
    # Started from the folder of a root user, the server could not even look where it is.
    place: dict[str, object] = {"cwd": data.parent}
    return place | ({"user": owner, "group": owner, "extra_groups": []} if owner else {})


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _gets_ready(programs: Path, port: int, server: "subprocess.Popen[bytes]") -> bool:
    until = time.monotonic() + _STARTING_S
    asking = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    while server.poll() is None and time.monotonic() < until:
        if subprocess.run(asking, check=False).returncode == 0:
            return True
    return False


if __name__ == "__main__":
    sys.exit(_keep())
