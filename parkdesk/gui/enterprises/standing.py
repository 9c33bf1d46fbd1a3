"""The register's filter by titles and stops, and how a stop shows in it."""

from __future__ import annotations

from parkdesk.domain.stops import StopState
from parkdesk.gui.enterprises.sheet.title_dialogs import kind_name
from parkdesk.gui.enterprises.words import STATUS_TONES
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, tr
from parkdesk.usecases.enterprise_lists import EnterpriseRow
from parkdesk.usecases.titles import TitleKind

STOPPED = "stopped"
"""The filter's word for enterprises with a stop; the others are codes of kinds of titles."""


def standing_options(kinds: tuple[TitleKind, ...]) -> list[tuple[str, str]]:
    """Return what can be chosen: something stopped, or a title held."""
    return [(STOPPED, label(StopState.HOLDING)), *((one.code, kind_name(one)) for one in kinds)]


def status_words(row: EnterpriseRow) -> str:
    """Return the status; with a word where something is stopped."""
    if row.stopped:
        return tr("{status}, stopped", status=label(row.status))
    return label(row.status)


def status_tone(row: EnterpriseRow) -> Tone:
    """Return the status's tone; a stop is red."""
    return Tone.BAD if row.stopped else STATUS_TONES[row.status]
