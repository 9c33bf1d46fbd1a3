"""Copies of a paper outside the park: saved where the person says, or opened elsewhere."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from parkdesk.domain.errors import Unavailable
from parkdesk.domain.papers import fitting_name
from parkdesk.usecases.papers import PaperContent

_UNFIT = str.maketrans('<>:"/\\|?*', "_________")
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
        folder = Path(tempfile.mkdtemp(prefix="parkdesk-paper-"))
        _folders.append(folder)
        path = folder / copy_name(paper)
        path.write_bytes(paper.content)
        path.chmod(0o400)
    except OSError as error:
        raise Unavailable("cannot-write", reason=error.strerror or "") from error
    return path


@atexit.register
def remove_copies() -> None:
    """Take away the copies that were opened elsewhere; one still held by a program stays."""
    while _folders:
        folder = _folders.pop()
        for path in folder.glob("*"):
            # Windows deletes nothing that may not be written.
            with suppress(OSError):
                path.chmod(0o600)
        shutil.rmtree(folder, ignore_errors=True)
