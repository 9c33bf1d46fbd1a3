"""What the check of a document says, and how good or bad that is."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from parkdesk.domain.editions import Authenticity, CheckedDocument, Verification
from parkdesk.domain.errors import Unavailable
from parkdesk.domain.signatures import SignatureCheck
from parkdesk.gui.theme import Tone
from parkdesk.i18n.issued import checked_text
from parkdesk.reports.signature_check import checked_signature

_TONES = {
    Authenticity.GENUINE: Tone.GOOD,
    Authenticity.SUPERSEDED: Tone.WARN,
    Authenticity.ALTERED: Tone.BAD,
    Authenticity.UNKNOWN: Tone.BAD,
}


def verdict_words(found: Verification | CheckedDocument) -> tuple[str, Tone]:
    """Return the sentence, and how good or bad it is."""
    return checked_text(found), _TONES[found.verdict]


class HandedIn(NamedTuple):
    """A file that is to be checked, and what was found of a signature in it."""

    content: bytes
    signature: SignatureCheck | None


def read_document(path: Path) -> HandedIn:
    """Return a file and what its signature says; Unavailable where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Unavailable("cannot-read", reason=error.strerror or str(error)) from error
    return HandedIn(content, checked_signature(content))
