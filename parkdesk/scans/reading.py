"""A file that somebody hands in becomes a paper, or a sentence that says why not."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.domain.paper_files import has_macros, media_type_of, picture_of
from parkdesk.domain.paper_names import without_numbers
from parkdesk.domain.papers import LARGEST, LONGEST_NAME, MediaType, PaperFile

_MEGABYTE = 1024 * 1024
_SHARING_VIOLATIONS = frozenset({32, 33})
"""Windows errors ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""
_AWAY = frozenset({errno.ENOTCONN, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ETIMEDOUT, errno.EIO})
_AWAY_ON_WINDOWS = frozenset({53, 59, 64, 67, 1231})
"""ERROR_BAD_NETPATH and the like: the share does not answer."""


def read_paper(path: Path) -> PaperFile:
    """Read a file whole, close it, and examine it.

    Raises `Refused` for what the person can put right and `Unavailable` for what the disk or the
    network did; both name the file.
    """
    try:
        with path.open("rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise Refused("paper-no-file", file=bare_name(path.name))
            if found.st_size > LARGEST:
                raise _too_large(bare_name(path.name))
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise unreadable(path, error) from error
    return examine(path.name, content)


def examine(name: str, content: bytes) -> PaperFile:
    """Say what the bytes are; every refusal names the file."""
    bare = bare_name(name)
    if not content:
        raise Refused("paper-empty", file=bare)
    if len(content) > LARGEST:
        raise _too_large(bare)
    media_type = media_type_of(content)
    if media_type is None:
        raise Refused("paper-kind-unknown", file=bare)
    if has_macros(content, media_type):
        raise Refused("paper-with-macros", file=bare)
    try:
        pages = _pages(content, media_type)
    except Refused as refusal:
        raise Refused(refusal.code, file=bare, **refusal.params) from None
    return PaperFile(bare, content, media_type, pages, hashlib.sha256(content).hexdigest())


def bare_name(name: str) -> str:
    """Return a name without folders, numbers of persons, and signs that no file may have.

    It is not too long to be shown.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = without_numbers("".join(sign for sign in last if sign.isprintable()).strip())
    if len(shown) > LONGEST_NAME:
        end = Path(shown).suffix[:10]
        shown = shown[: LONGEST_NAME - len(end)] + end
    return shown or "scan"


def unreadable(path: Path, error: OSError) -> Refused | Unavailable:
    """Return what to tell a person whose file or folder could not be read."""
    name = bare_name(path.name)
    windows = getattr(error, "winerror", None)
    if windows in _SHARING_VIOLATIONS:
        return Unavailable("paper-in-use", file=name)
    if windows in _AWAY_ON_WINDOWS or error.errno in _AWAY:
        return Unavailable("folder-away", folder=str(path.parent))
    if isinstance(error, FileNotFoundError):
        return Refused("paper-gone", file=name)
    if isinstance(error, PermissionError):
        return Refused("paper-not-allowed", file=name)
    if isinstance(error, IsADirectoryError):
        return Refused("paper-no-file", file=name)
    return Unavailable("paper-unreadable", file=name, reason=error.strerror or "")


def _pages(content: bytes, media_type: MediaType) -> int | None:
    if media_type is MediaType.PDF:
        # Imported here: PDFium takes longer to load than anything else of a start.
        from parkdesk.scans.pdfium import count_pages

        return count_pages(content)
    if media_type.is_picture:
        return picture_of(content, media_type).frames
    return None


def _too_large(name: str) -> Refused:
    return Refused("paper-too-large", file=name, limit=LARGEST // _MEGABYTE)
