"""Backups of an embedded park: one file that holds the database and its documents.

A backup is a ZIP with `manifest.json`, `park.db` (made by `VACUUM INTO`, so it is whole while
people work) and `documents/…`. It holds the wrapped data key: the recovery code opens it anywhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.store.faults import file_fault

_MANIFEST = "manifest.json"
_DATABASE = "park.db"
_FORMAT = 1
_SHA256 = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")


@dataclass(frozen=True, slots=True)
class BackupFacts:
    """What a backup says of itself, after it was checked."""

    path: str
    made_at: dt.datetime
    revision: str
    database_sha256: str
    documents: int
    counts: dict[str, int]


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        full = "full" in str(error)
        raise Unavailable("disk-full" if full else "cannot-write", reason=str(error)) from error
    except OSError as error:
        raise file_fault(error) from error


def copy_database(database: Path, folder: Path, label: str) -> Path:
    """Copy a database file, whole, to `folder`; return the copy."""
    stamp = f"{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}"
    target = folder / f"{database.stem}-{stamp}-{label}.db"
    with _writing():
        folder.mkdir(parents=True, exist_ok=True)
        _vacuum_into(database, target)
    return target


def put_back(backup: Path, database: Path) -> None:
    """Replace a database file by its copy."""
    with _writing():
        temporary = database.with_suffix(".restoring")
        shutil.copyfile(backup, temporary)
        _sync(temporary)
        # Only now: until here a fault has changed nothing.
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        temporary.replace(database)


def make_backup(database: Path, documents: Path, target: Path, now: dt.datetime) -> BackupFacts:
    """Write a backup file; it appears under its name only when it is whole and checked."""
    _require_elsewhere(target, database, documents)
    partial = target.with_name(target.name + ".part")
    with _writing():
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup") as scratch:
            copy = Path(scratch) / _DATABASE
            _vacuum_into(database, copy)
            _pack(partial, copy, documents, now)
        _sync(partial)
    facts = verify_backup(partial)
    with _writing():
        partial.replace(target)
    return replace(facts, path=str(target))


def _require_elsewhere(target: Path, database: Path, documents: Path) -> None:
    """Refuse a target that would replace the park itself."""
    place = target.resolve()
    own = {database.resolve().with_name(database.name + end) for end in ("", "-wal", "-shm")}
    if place in own or place.is_relative_to(documents.resolve()):
        raise Refused("backup-over-park", path=str(target))


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _pack(partial: Path, copy: Path, documents: Path, now: dt.datetime) -> None:
    # A document that is being written has another name until it is whole.
    files = sorted(
        path
        for path in documents.glob("??/*")
        if path.is_file() and _is_document(f"documents/{path.parent.name}/{path.name}")
    )
    _looked_into(copy)
    manifest: dict[str, str | int] = {
        "format": _FORMAT,
        "made_at": now.astimezone(dt.UTC).isoformat(),
        "database_sha256": _sha256(copy),
        "documents": len(files),
    }
    os.close(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        pack.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, sort_keys=True))
        pack.write(copy, _DATABASE)
        for path in files:
            pack.write(path, f"documents/{path.parent.name}/{path.name}")


def verify_backup(path: Path) -> BackupFacts:
    """Open a backup, read the whole of it, and compare it with what it says of itself."""
    with tempfile.TemporaryDirectory() as scratch, _opened(path) as pack:
        manifest = _manifest(pack)
        if pack.testzip() is not None:
            raise Refused("backup-damaged")
        copy = Path(pack.extract(_DATABASE, scratch))
        documents = [name for name in pack.namelist() if name.startswith("documents/")]
        _check_documents(pack, documents)
        revision, counts = _looked_into(copy)
        made_at = dt.datetime.fromisoformat(str(manifest["made_at"]))
        sha256 = _sha256(copy)
        if sha256 != manifest["database_sha256"] or len(documents) != manifest["documents"]:
            raise Refused("backup-damaged")
    return BackupFacts(str(path), made_at, revision, sha256, len(documents), counts)


def _check_documents(pack: zipfile.ZipFile, names: list[str]) -> None:
    for name in names:
        expected = "".join(name.split("/")[1:])
        if hashlib.sha256(pack.read(name)).hexdigest() != expected:
            raise Refused("backup-damaged")


def restore_backup(path: Path, folder: Path) -> BackupFacts:
    """Unpack a checked backup into an empty data folder."""
    facts = verify_backup(path)
    with _writing():
        if folder.exists() and any(folder.iterdir()):
            raise Refused("not-empty", folder=str(folder))
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with _writing(), _opened(path) as pack:
            names = [name for name in pack.namelist() if _is_document(name)]
            # The database comes last: a folder without it is no park.
            for name in (*names, _DATABASE):
                pack.extract(name, folder)
            (folder / _DATABASE).chmod(0o600)
    except BaseException:
        shutil.rmtree(folder / "documents", ignore_errors=True)
        (folder / _DATABASE).unlink(missing_ok=True)
        raise
    return facts


def _is_document(name: str) -> bool:
    parts = name.split("/")
    return bool(parts[0] == "documents" and _SHA256.fullmatch("/".join(parts[1:])))


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as pack:
            yield pack
    except FileNotFoundError:
        raise Refused("no-such-file", path=str(path)) from None
    except (zipfile.BadZipFile, KeyError, EOFError, ValueError, sqlite3.Error):
        raise Refused("not-a-backup") from None


def _manifest(pack: zipfile.ZipFile) -> dict[str, str | int]:
    manifest: dict[str, str | int] = json.loads(pack.read(_MANIFEST))
    if manifest.get("format") != _FORMAT:
        raise Refused("not-a-backup")
    return manifest


def _vacuum_into(database: Path, target: Path) -> None:
    with closing(sqlite3.connect(f"file:{database.as_posix()}?mode=ro", uri=True)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def _looked_into(copy: Path) -> tuple[str, dict[str, int]]:
    """Return the data version and the rows of each table, once the file was found whole."""
    with closing(sqlite3.connect(f"file:{copy.as_posix()}?mode=ro", uri=True)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise Refused("backup-damaged")
        revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        tables = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not row[0].startswith(("sqlite_", "alembic_"))
        ]
        counts = {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for name in sorted(tables)
        }
    return str(revision), counts


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
