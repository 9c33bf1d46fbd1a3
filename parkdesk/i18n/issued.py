"""What a check of an issued document says, as a sentence."""

from __future__ import annotations

from parkdesk.domain.editions import Authenticity, Verification
from parkdesk.i18n import instant_text, tr


def verification_text(found: Verification) -> str:
    """Say whether a document is one of this park, unchanged, and whether a later one followed."""
    document, newer = found.document, found.superseded_by
    if document is None:
        return tr("Unknown: no document with exactly these bytes was issued from this park.")
    facts = {
        "number": document.number,
        "n": document.edition,
        "at": instant_text(document.issued_at),
        "name": document.issued_by,
    }
    if found.verdict is Authenticity.ALTERED:
        return tr(
            "Altered: this file says that it is {number}, edition {n}, issued {at} by {name}, but"
            " its bytes are not those that were issued.",
            **facts,
        )
    if newer is None:
        return tr("Genuine: {number}, edition {n}, issued {at} by {name}.", **facts)
    return tr(
        "Genuine, but corrected: {number}, edition {n}, issued {at} by {name}. {corrector} closed"
        " the quarter as edition {newer} on {on}: {reason}",
        **facts, newer=newer.edition, on=instant_text(newer.frozen_at), reason=newer.reason,
        corrector=newer.frozen_by,
    )  # fmt: skip
