"""Who did something: persons by their names, the program by its own in the reader's language."""

from __future__ import annotations

from parkdesk.domain.identity import SYSTEM
from parkdesk.i18n import tr


def actor_text(name: str) -> str:
    """Return the name of who did something: 园务通 where the program did it by itself."""
    return tr("ParkDesk") if name == SYSTEM.name else name


def actor_named(words: str) -> str:
    """Return the name in the trail of whom somebody looks for."""
    return SYSTEM.name if words == tr("ParkDesk") else words
