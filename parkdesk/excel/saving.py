"""Saving a file so that there is either the whole new one or the old one, never half of it."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parkdesk.domain.errors import Unavailable

_SHARING_VIOLATIONS = frozenset({5, 32, 33})
"""Windows refuses to replace a file that another program has open with one of these."""


@contextmanager
def saved(path: Path) -> Iterator[Path]:
    """Yield a path to write to; it becomes `path` when the block ends well.

    Raises `Unavailable` with `file-in-use`, `disk-full` or `cannot-write`.
    """
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=path.suffix
        )
        os.close(handle)
        beside = Path(name)
        yield beside
        beside.replace(path)
    except OSError as error:
        raise _unavailable(path, error) from error
    finally:
        if beside is not None:
            beside.unlink(missing_ok=True)


def write_at_once(path: Path, data: bytes) -> None:
    """Write a file where the person said and in no second place, not even for a moment.

    For what nobody may find beside it after a power cut: the file itself may be cut short then,
    and whoever wrote it was not told that it was saved. Raises `Unavailable` as `saved` does.
    """
    begun = False
    try:
        with path.open("wb") as file:
            begun = True
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        if begun:
            path.unlink(missing_ok=True)
        raise _unavailable(path, error) from error


def _unavailable(path: Path, error: OSError) -> Unavailable:
    if error.errno == errno.ENOSPC:
        return Unavailable("disk-full")
    if path.exists() and getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return Unavailable("file-in-use", name=path.name)
    return Unavailable("cannot-write", reason=error.strerror or str(error))
