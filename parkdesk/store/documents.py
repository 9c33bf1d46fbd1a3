"""Documents by content: bytes go in, their SHA-256 comes out, and nothing is ever changed.

Files in `documents/ab/cdef…` beside an SQLite database, rows of `document_blob` on PostgreSQL.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine, insert, select

from parkdesk.domain.errors import NotFound, Refused
from parkdesk.store.engine import BESIDE_WRITERS
from parkdesk.store.faults import file_fault
from parkdesk.store.tables.documents import DocumentBlobRecord

LARGEST = 64 * 1024 * 1024
"""Bytes of one document: a scan of some hundred pages."""


class Documents(Protocol):
    """Where the bytes of documents are."""

    def put(self, content: bytes) -> str:
        """Keep `content` and return its SHA-256 in hex; the same bytes are kept once."""

    def get(self, sha256: str) -> bytes:
        """Return the bytes; raise `NotFound` or, where they have changed, `Refused`."""


def _digest(content: bytes) -> str:
    if len(content) > LARGEST:
        raise Refused("document-too-large", limit=LARGEST // 1024 // 1024)
    return hashlib.sha256(content).hexdigest()


def _checked(content: bytes, sha256: str) -> bytes:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refused("document-changed", sha256=sha256[:12])
    return content


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        # On a full disk the half of a scan would keep it full.
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class FolderDocuments:
    """Documents as files below one folder."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Return where a document's file is."""
        return self.folder / sha256[:2] / sha256[2:]

    def put(self, content: bytes) -> str:
        """Write the file beside its place, then move it there: never half a document."""
        sha256 = _digest(content)
        path = self.path(sha256)
        if path.exists():
            return sha256
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
        except OSError as error:
            raise file_fault(error) from error
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes of the file, checked against its name."""
        try:
            return _checked(self.path(sha256).read_bytes(), sha256)
        except FileNotFoundError:
            raise NotFound(table="document", id=sha256[:12]) from None


@dataclass(frozen=True, slots=True)
class TableDocuments:
    """Documents as rows, for a server that several desks share."""

    engine: Engine

    def put(self, content: bytes) -> str:
        """Insert the row unless it is there; a document that stays alone harms nobody."""
        sha256 = _digest(content)
        # The unit of work that asks holds the writers' lock: waiting for it would be for ever.
        beside = self.engine.execution_options(**{BESIDE_WRITERS: True})
        with beside.begin() as connection:
            table = DocumentBlobRecord
            if connection.execute(select(table.id).where(table.sha256 == sha256)).first() is None:
                connection.execute(insert(table).values(sha256=sha256, content=content))
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes of the row, checked against its key."""
        table = DocumentBlobRecord
        reading = self.engine.execution_options(postgresql_readonly=True)
        with reading.connect() as connection:
            found = connection.execute(
                select(table.content).where(table.sha256 == sha256)
            ).scalar_one_or_none()
        if found is None:
            raise NotFound(table="document", id=sha256[:12])
        return _checked(found, sha256)
