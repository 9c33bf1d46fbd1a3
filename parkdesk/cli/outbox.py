"""The outbox: the folder in which what a schedule printed lies until somebody takes it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from parkdesk import paths
from parkdesk.domain.errors import Unavailable
from parkdesk.excel.saving import saved
from parkdesk.settings import load


def outbox(named: Path | Literal[False]) -> Path:
    """Return the folder: the one named, the one of the settings, the usual one."""
    chosen = load().outbox_folder
    return Path(named or chosen or paths.default_outbox())


def make_folder(folder: Path) -> None:
    """Make the folder where it is not there; raises `Unavailable` where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable("cannot-write", reason=error.strerror or str(error)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, after a power cut as well.

    Raises `Unavailable` where it cannot be written.
    """
    with saved(path) as beside, beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Let the new name outlast a power cut, too; Windows keeps it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
