"""Driver errors become ours here, and nowhere else."""

from __future__ import annotations

import errno
import re

from sqlalchemy.exc import DBAPIError, IntegrityError

from parkdesk.domain.errors import Duplicate, ParkDeskError, Refused, Unavailable

_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (\w+)\.(\w+)")
_UNIQUE_NAME = re.compile(r"uq_([a-z_]+?)_([a-z_]+)")

_SIGNS = (
    ("disk is full", "disk-full"),
    ("no space left", "disk-full"),
    ("disk i/o error", "disk-error"),
    ("readonly database", "read-only"),
    ("database is locked", "database-busy"),
    ("lock timeout", "database-busy"),
    ("unable to open database file", "cannot-open"),
    ("file is not a database", "not-a-database"),
    ("malformed", "database-damaged"),
    ("connection refused", "server-away"),
    ("could not connect", "server-away"),
    ("connection failed", "server-away"),
    ("connection timeout", "server-away"),
    ("timeout expired", "server-away"),
    ("server closed the connection", "server-away"),
    ("terminating connection", "server-away"),
    ("password authentication failed", "server-refused"),
    ("no such table", "not-a-park"),
    ("does not exist", "not-a-park"),
)


def translated(error: DBAPIError) -> ParkDeskError | None:
    """Return what the person is told for a driver's error; None for what is a bug of ours."""
    reason = str(error.orig)
    if isinstance(error, IntegrityError):
        return _integrity(error, reason)
    lowered = reason.lower()
    for sign, code in _SIGNS:
        if sign in lowered:
            return Unavailable(code)
    return None


def file_fault(error: OSError) -> Unavailable:
    """Return what the person is told when a file cannot be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Unavailable("disk-full")
    return Unavailable("cannot-write", reason=error.strerror or "")


def _integrity(error: IntegrityError, reason: str) -> ParkDeskError | None:
    found = _SQLITE_UNIQUE.search(reason)
    if found is not None:
        return Duplicate(table=found[1], field=found[2])
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None) or ""
    if constraint.startswith("uq_"):
        return _duplicate(constraint)
    if "foreign key" in reason.lower():
        return Refused("still-referred")
    return None


def _duplicate(constraint: str) -> ParkDeskError:
    from parkdesk.store.base import Record

    for table in Record.metadata.sorted_tables:
        prefix = f"uq_{table.name}_"
        if constraint.startswith(prefix) and constraint.removeprefix(prefix) in table.columns:
            return Duplicate(table=table.name, field=constraint.removeprefix(prefix))
    match = _UNIQUE_NAME.fullmatch(constraint)
    return Duplicate(table=match[1] if match else "", field=match[2] if match else constraint)
