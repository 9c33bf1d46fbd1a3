"""Papers (材料): what may have them, their slots, and the state each is in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

LARGEST = 64 * 1024 * 1024
"""Bytes of one paper: a scan of some hundred pages."""
MOST_PAGES = 2_000
"""Pages of one paper: more is a book or an attack, not a scan of a paper."""
MOST_PIXELS = 80_000_000
"""Pixels of one picture: an A3 page at 600 dots to the inch has 70 million."""
LONGEST_NAME = 200
LONGEST_NOTE = 500


class OwnerKind(StrEnum):
    """What a paper may belong to."""

    ENTERPRISE = "enterprise"
    CERTIFICATION = "certification"
    CLAIM = "claim"
    CLAIM_PERSON = "claim-person"
    CONTRACT_EXECUTION = "contract-execution"


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """The one thing that a paper belongs to."""

    kind: OwnerKind
    id: int


class MediaType(StrEnum):
    """What a file is, found from its bytes."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    TIFF = "image/tiff"
    BMP = "image/bmp"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOC = "application/msword"
    XLS = "application/vnd.ms-excel"
    OFD = "application/ofd"

    @property
    def suffix(self) -> str:
        """The end of a file's name that fits the bytes, whatever the file was called."""
        return _SUFFIXES[self]

    @property
    def is_seen(self) -> bool:
        """Whether its pages can be shown here; the others are kept and opened elsewhere."""
        return self is MediaType.PDF or self.is_picture

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture."""
        return self.value.startswith("image/")


_SUFFIXES = {
    MediaType.PDF: ".pdf",
    MediaType.PNG: ".png",
    MediaType.JPEG: ".jpg",
    MediaType.TIFF: ".tif",
    MediaType.BMP: ".bmp",
    MediaType.DOCX: ".docx",
    MediaType.XLSX: ".xlsx",
    MediaType.DOC: ".doc",
    MediaType.XLS: ".xls",
    MediaType.OFD: ".ofd",
}
SAME_KIND = {MediaType.JPEG: (".jpeg", ".jfif"), MediaType.TIFF: (".tiff",)}
"""Further ends of names that fit."""


class PaperUse(StrEnum):
    """What a person does with a paper that shows numbers of persons; it stands in the trail."""

    VIEW = "view"
    SAVE = "save"
    OPEN = "open"
    PRINT = "print"


class PaperState(StrEnum):
    """Where a paper stands, as at a day."""

    MISSING = "missing"
    """A slot that is asked for has none."""
    PRESENT = "present"
    REPLACED = "replaced"
    REMOVED = "removed"


class ScanState(StrEnum):
    """What is known of a file in the inbox of scans."""

    WAITING = "waiting"
    """It is still being written, or has not been read yet."""
    UNSURE = "unsure"
    """Its name does not say whose it is, or which paper."""
    READY = "ready"
    TWIN = "twin"
    """The same scan is kept already."""
    REFUSED = "refused"
    """It cannot be taken as it is."""


@dataclass(frozen=True, slots=True)
class PaperSlot:
    """A kind of paper; `words` mean it in the name of a file."""

    code: str
    name_zh: str
    name_en: str
    owners: frozenset[OwnerKind]
    expected: frozenset[OwnerKind]
    several: bool
    sensitive: bool
    words: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file that was examined and may be attached; `name` is bare, as it came."""

    name: str
    content: bytes = field(repr=False)
    media_type: MediaType
    pages: int | None
    """None where they cannot be counted here."""
    sha256: str


def owner_kinds(text: str) -> frozenset[OwnerKind]:
    """Read a column of kinds with blanks between."""
    return frozenset(OwnerKind(word) for word in text.split())


def fitting_name(name: str, media_type: MediaType) -> str:
    """Return a file's name with the end that its bytes have: it decides what opens it."""
    ends = (media_type.suffix, *SAME_KIND.get(media_type, ()))
    return name if name.lower().endswith(ends) else f"{name}{media_type.suffix}"


def state_on(
    added: dt.date, replaced: dt.date | None, removed: dt.date | None, on: dt.date
) -> PaperState | None:
    """Return how a paper stood at the end of a day; None where it was not there yet."""
    if added > on:
        return None
    if removed is not None and removed <= on:
        return PaperState.REMOVED
    if replaced is not None and replaced <= on:
        return PaperState.REPLACED
    return PaperState.PRESENT
