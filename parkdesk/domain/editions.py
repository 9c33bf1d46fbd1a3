"""Frozen editions of a quarter, the documents issued from them, and what a check of one says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.calendar import Quarter

_NUMBER = re.compile(rb"HG-\d{4}-Q[1-4]-\d{3,}E?")


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


def claimed_number(content: bytes) -> str | None:
    """Return the number of the document that a file says it is, where it says so in plain bytes.

    Our prints say it twice, as their subject and in their XMP, neither of them compressed. A
    program that wrote the file anew may have compressed both: then nothing is known of it.
    """
    found = _NUMBER.search(content)
    return found.group().decode("ascii") if found else None
