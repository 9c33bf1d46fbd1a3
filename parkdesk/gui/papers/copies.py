"""Copies of a paper outside the park: saved where the person says, or opened elsewhere."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from parkdesk.domain.errors import Unavailable
from parkdesk.domain.papers import fitting_name
from parkdesk.usecases.papers import PaperContent

_UNFIT = str.maketrans('<>:"/\\|?*', "_________")
_PREFIX = "parkdesk-paper-"
_LEFT_AFTER_S = 24 * 3600
"""A folder of copies this old is of a ParkDesk that was cut off, or of one forgotten open."""
_folders: list[Path] = []


def copy_name(paper: PaperContent) -> str:
    """Return a name that any system takes, with the end that the bytes have."""
    bare = paper.file_name.translate(_UNFIT).strip(". ") or "paper"
    return fitting_name(bare, paper.media_type)


def save_copy(path: Path, content: bytes) -> Path:
    """Write the whole copy or nothing; run in a thread. Raises `Unavailable`."""
    from parkdesk.excel.saving import saved

    with saved(path) as beside:
        beside.write_bytes(content)
    return path


def copy_to_open(paper: PaperContent) -> Path:
    """Write a copy for another program, in a folder that goes when ParkDesk is closed.

    It may not be written: whoever changes it there would look for the change here in vain.
    """
    try:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        _folders.append(folder)
        path = folder / copy_name(paper)
        path.write_bytes(paper.content)
        path.chmod(0o400)
    except OSError as error:
        raise Unavailable("cannot-write", reason=error.strerror or "") from error
    return path


@atexit.register
def remove_copies() -> None:
    """Take away the copies that were opened elsewhere; one still held by a program stays.

    Those too that an earlier ParkDesk left behind because it was cut off: papers show numbers of
    persons, and nobody looks for them there.
    """
    _folders.extend(_left_behind())
    while _folders:
        folder = _folders.pop()
        for path in folder.glob("*"):
            # Windows deletes nothing that may not be written.
            with suppress(OSError):
                path.chmod(0o600)
        shutil.rmtree(folder, ignore_errors=True)


def _is_old(folder: Path, before: float) -> bool:
    # A link may lead anywhere: only what was made here is taken away.
    return not folder.is_symlink() and folder.stat().st_mtime < before


def _left_behind() -> list[Path]:
    """Return the folders of copies that no ParkDesk of today has made."""
    before = time.time() - _LEFT_AFTER_S
    found = []
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder not in _folders and _is_old(folder, before):
                found.append(folder)
    return found
