"""What the check of a document says, and how good or bad that is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from parkdesk.domain.errors import Unavailable
from parkdesk.gui.theme import Tone
from parkdesk.i18n import instant_text, tr

if TYPE_CHECKING:
    from parkdesk.usecases.summaries import Verification


def verdict_words(found: Verification) -> tuple[str, Tone]:
    """Return whether a document is one of this park, and whether a later edition followed."""
    document, newer = found.document, found.superseded_by
    if document is None:
        return (
            tr("Unknown: no document with exactly these bytes was issued from this park."),
            Tone.BAD,
        )
    facts = {
        "number": document.number,
        "n": document.edition,
        "at": instant_text(document.issued_at),
        "name": document.issued_by,
    }
    if newer is None:
        return tr("Genuine: {number}, edition {n}, issued {at} by {name}.", **facts), Tone.GOOD
    return (
        tr(
            "Genuine, but corrected: {number}, edition {n}, issued {at} by {name}. Edition"
            " {newer} followed on {on}: {reason}",
            **facts, newer=newer.edition, on=instant_text(newer.frozen_at), reason=newer.reason,
        ),
        Tone.WARN,
    )  # fmt: skip


def read_document(path: Path) -> bytes:
    """Return the bytes of a file; Unavailable where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("cannot-read", reason=error.strerror or str(error)) from error
