"""Files and folders that are dropped on a claim: found, read and examined in a thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parkdesk.domain.errors import ParkDeskError
from parkdesk.domain.papers import PaperFile
from parkdesk.i18n import message, tr
from parkdesk.scans.inbox import is_unfinished
from parkdesk.scans.reading import read_paper

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]

AT_ONCE = 40
"""Files of one preview; the others of a folder follow when these are filed."""
MOST_FOUND = 2_000
"""A folder with more is not the papers of one claim: a disk, or the whole archive."""


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file, with the names of its folders inside what was dropped before its own."""

    path: Path
    told: str


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What could be read, a sentence for each file that could not, and what is still to come."""

    files: tuple[PaperFile, ...]
    told: tuple[str, ...]
    """The names by which the files are sorted, in their order."""
    refusals: tuple[str, ...]
    left: tuple[FoundFile, ...]


def find_files(paths: Sequence[Path]) -> tuple[FoundFile, ...]:
    """Return the files that were dropped, those inside folders too, in the order of their names.

    Links are not followed; hidden and unfinished files are nobody's papers.
    """
    found: list[FoundFile] = []
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            inside = sorted(_inside(path), key=lambda one: str(one).casefold())
            found += [FoundFile(one, str(one.relative_to(path))) for one in inside]
        else:
            found.append(FoundFile(path, path.name))
    return tuple(found)


def read_dropped(paths: Sequence[Path], progress: Progress) -> FilesRead:
    """Find what was dropped and read the first of it."""
    return read_found(find_files(paths), progress)


def read_found(found: Sequence[FoundFile], progress: Progress) -> FilesRead:
    """Read the first files; one that cannot be taken does not hold up the others.

    The same scan twice stays twice: the preview says so.
    """
    now, left = found[:AT_ONCE], found[AT_ONCE:]
    files, told, refusals = [], [], []
    for done, one in enumerate(now):
        progress.step(done, len(now))
        try:
            files.append(read_paper(one.path))
        except ParkDeskError as error:
            refusals.append(message(error))
        else:
            told.append(one.told)
    if not found:
        refusals.append(tr("There is no file in this folder."))
    return FilesRead(tuple(files), tuple(told), tuple(refusals), tuple(left))


def _inside(folder: Path) -> Iterable[Path]:
    found = 0
    for one in folder.rglob("*"):
        parts = one.relative_to(folder).parts
        if any(part.startswith((".", "~")) for part in parts) or is_unfinished(one.name):
            continue
        if one.is_file() and not one.is_symlink():
            found += 1
            if found > MOST_FOUND:
                return
            yield one
