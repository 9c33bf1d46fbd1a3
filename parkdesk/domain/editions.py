"""Frozen editions of a quarter, the documents issued from them, and what a check of one says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.issued_documents import DocumentRow, EditionRow
from parkdesk.domain.signatures import SignatureCheck, SignedCopyRow

_NAMED = r"HG-\d{4}-Q[1-4]-\d{3,}[BE]?|(?:QY|ZJ|DQ|GD)-\d{4}-\d{4,}-\d{2,}E?"
_NUMBER = re.compile(_NAMED.encode())
_CODE = re.compile(rb"\b[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}\b")
_SQUARE = re.compile(rf"({_NAMED})\s+([0-9A-F]{{4}}-[0-9A-F]{{4}}-[0-9A-F]{{4}})")


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A frozen edition of a quarter."""

    id: int
    quarter: Quarter
    edition: int
    code: str
    sha256: str
    frozen_at: dt.datetime
    frozen_by: str
    reason: str
    issued: int
    """How many documents were issued from it."""


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A document that was issued."""

    id: int
    number: str
    snapshot_id: int
    quarter: Quarter
    edition: int
    language: str
    sha256: str
    template: str
    issued_at: dt.datetime
    issued_by: str
    sections: str = ""
    """Codes of its sections, joined by commas; empty: those of its layout."""
    pack: str = ""
    """The name of the pack's template; empty: none."""
    pack_version: int = 0


class Authenticity(StrEnum):
    """What a check of a document's bytes says (真、已被更正、被改动、未知)."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    ALTERED = "altered"
    """It names itself a document that was issued, and its bytes are others."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of a check; the rows say which document it is and which edition followed."""

    verdict: Authenticity
    document: IssuedRow | None = None
    superseded_by: SnapshotRow | None = None
    claims: str = ""
    """The number that something calls itself whose code is none of that document."""
    signature: SignatureCheck | None = None
    """What was found of the signature that follows the bytes that were issued."""
    kept: SignedCopyRow | None = None
    """The signed copy that was kept, where the file is that very one."""


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """The outcome of a check of a registered document that is known here."""

    verdict: Authenticity
    document: DocumentRow
    superseded_by: EditionRow | None = None


def claimed_number(content: bytes) -> str | None:
    """Return the number of the document that a file says it is, where it says so in plain bytes.

    Our prints say it twice, as their subject and in their XMP, neither of them compressed. A
    program that wrote the file anew may have compressed both: then nothing is known of it.
    """
    found = _NUMBER.search(content)
    return found.group().decode("ascii") if found else None


def claimed_codes(content: bytes) -> frozenset[str]:
    """Return every short code that a file names in plain bytes: of the snapshot it came from."""
    return frozenset(found.decode("ascii") for found in _CODE.findall(content))


def read_square(text: str) -> tuple[str, str] | None:
    """Return number and code of what the square at a page's foot says; None for anything else."""
    found = _SQUARE.fullmatch(" ".join(text.strip().upper().split()))
    return (found.group(1), found.group(2)) if found else None
