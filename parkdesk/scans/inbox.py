"""The folder where scans come in: what lies there, what is still being written, what is filed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.scans.reading import bare_name, unreadable

FILED = "已归档"
"""The subfolder for what is filed; its name is the same in every language of the screen."""
MOST_FILES = 500
"""As many files are listed, the oldest first; the others follow when these are gone."""
_UNFINISHED = (".part", ".tmp", ".crdownload", ".partial", ".filepart")
_MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class ScanFile:
    """A file of the inbox, as the folder's list tells it."""

    path: Path
    size: int
    modified_ns: int

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Inbox:
    """What lies in the folder; `left` is how many more there are than are listed."""

    files: tuple[ScanFile, ...]
    left: int = 0


def list_inbox(folder: Path) -> Inbox:
    """Return the files of the folder, the oldest first; subfolders and hidden files are not.

    Raises `Unavailable` with `folder-away` and `Refused` with `folder-gone`,
    `folder-not-allowed` or `folder-no-folder`.
    """
    files = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found = _scan(entry)
                if found is not None:
                    files.append(found)
    except OSError as error:
        raise _folder_fault(folder, error) from error
    files.sort(key=lambda one: (one.modified_ns, one.name))
    return Inbox(tuple(files[:MOST_FILES]), max(len(files) - MOST_FILES, 0))


def _scan(entry: os.DirEntry[str]) -> ScanFile | None:
    if entry.name.startswith((".", "~")) or is_unfinished(entry.name):
        return None
    try:
        # A link is not followed: the inbox holds files, not ways to others.
        found = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return None  # It went while the folder was read.
    if not stat.S_ISREG(found.st_mode):
        return None
    return ScanFile(Path(entry.path), found.st_size, found.st_mtime_ns)


def is_unfinished(name: str) -> bool:
    """Return whether a file is still being written, or is one that Windows keeps for itself."""
    bare = name.lower()
    return bare.endswith(_UNFINISHED) or bare in {"thumbs.db", "desktop.ini"}


def whole_files(before: Mapping[Path, ScanFile], now: Inbox) -> frozenset[Path]:
    """Return the files that have not grown since the look before: nobody writes them any more."""
    return frozenset(file.path for file in now.files if file.size and before.get(file.path) == file)


def move_filed(path: Path) -> Path:
    """Move a filed scan to the subfolder, under another name where one is there; return where.

    Nothing is ever deleted or replaced. Raises `Unavailable` with `scan-not-moved`.
    """
    folder = path.parent / FILED
    try:
        folder.mkdir(exist_ok=True)
        target = _free_name(folder, path.name)
        path.rename(target)
    except FileNotFoundError:
        raise Refused("paper-gone", file=bare_name(path.name)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable(
            "scan-not-moved", file=bare_name(path.name), folder=FILED, reason=reason
        ) from error
    return target


def _free_name(folder: Path, name: str) -> Path:
    target = folder / name
    for number in range(2, _MOST_NAMES):
        if not target.exists():
            return target
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def _folder_fault(folder: Path, error: OSError) -> Refused | Unavailable:
    shown = str(folder)
    if isinstance(error, FileNotFoundError):
        return Refused("folder-gone", folder=shown)
    if isinstance(error, NotADirectoryError):
        return Refused("folder-no-folder", folder=shown)
    if isinstance(error, PermissionError):
        return Refused("folder-not-allowed", folder=shown)
    fault = unreadable(folder / "-", error)
    return fault if fault.code == "folder-away" else Unavailable("folder-away", folder=shown)
