"""What a person drops, pastes or chooses becomes papers; read in a thread, one file at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from parkdesk.domain.errors import ParkDeskError
from parkdesk.domain.papers import PaperFile
from parkdesk.i18n import message, tr
from parkdesk.scans.reading import examine, read_paper

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]

MOST_AT_ONCE = 40
"""Files of one drop: what is looked through in one go."""


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read, and a sentence for each file that could not."""

    files: tuple[PaperFile, ...]
    refusals: tuple[str, ...]


def read_papers(paths: Sequence[Path], progress: Progress) -> Read:
    """Read and examine files; one that cannot be taken does not hold up the others."""
    files: dict[str, PaperFile] = {}
    refusals = []
    for done, path in enumerate(paths[:MOST_AT_ONCE]):
        progress.step(done, len(paths))
        try:
            file = read_paper(path)
        except ParkDeskError as error:
            refusals.append(message(error))
        else:
            files.setdefault(file.sha256, file)
    if len(paths) > MOST_AT_ONCE:
        left = len(paths) - MOST_AT_ONCE
        refusals.append(
            tr(
                "{n} files at once are read at most; {left} were left out.",
                n=MOST_AT_ONCE,
                left=left,
            )
        )
    return Read(tuple(files.values()), tuple(refusals))


def read_picture(image: QImage, name: str) -> Read:
    """Make a paper of a picture from the clipboard."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes here.
    try:
        return Read((examine(name, bytes(buffer.data().data())),), ())
    except ParkDeskError as error:
        return Read((), (message(error),))


def paths_in(data: QMimeData) -> list[Path]:
    """Return the files of this computer that are dragged or on the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def holds_papers(data: QMimeData) -> bool:
    """Return whether something that is dragged or on the clipboard can become a paper."""
    return bool(paths_in(data)) or data.hasImage()
