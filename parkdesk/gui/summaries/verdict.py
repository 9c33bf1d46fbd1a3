"""What the check of a document says, and how good or bad that is."""

from __future__ import annotations

from pathlib import Path

from parkdesk.domain.editions import Authenticity, CheckedDocument, Verification
from parkdesk.domain.errors import Unavailable
from parkdesk.gui.theme import Tone
from parkdesk.i18n.issued import checked_text

_TONES = {
    Authenticity.GENUINE: Tone.GOOD,
    Authenticity.SUPERSEDED: Tone.WARN,
    Authenticity.ALTERED: Tone.BAD,
    Authenticity.UNKNOWN: Tone.BAD,
}


def verdict_words(found: Verification | CheckedDocument) -> tuple[str, Tone]:
    """Return the sentence, and how good or bad it is."""
    return checked_text(found), _TONES[found.verdict]


def read_document(path: Path) -> bytes:
    """Return the bytes of a file; Unavailable where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("cannot-read", reason=error.strerror or str(error)) from error
