"""How editions and codes of the list of services are said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.service_codes import MappingState, Period
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, language, tr
from parkdesk.usecases.service_code_lists import EditionRow, NamedCode

STATE_TONES = {
    MappingState.OPEN: Tone.WARN,
    MappingState.SUGGESTED: Tone.ACCENT,
    MappingState.CONFIRMED: Tone.GOOD,
    MappingState.NONE: Tone.NEUTRAL,
}


class Named(Protocol):
    """Something with a name in both languages."""

    @property
    def name(self) -> str:
        """The Chinese name."""

    @property
    def name_en(self) -> str:
        """The English name; empty: as in Chinese."""


def name_text(one: Named) -> str:
    """Return the name in the language spoken."""
    return one.name if language() == "zh_CN" else one.name_en or one.name


def edition_text(row: EditionRow) -> str:
    """Return an edition's title in the language spoken."""
    return row.title if language() == "zh_CN" else row.title_en or row.title


def code_text(code: str, one: Named) -> str:
    """Return a code with its name."""
    return tr("{code} {name}", code=code, name=name_text(one))


def service_options(codes: Sequence[NamedCode]) -> list[tuple[ServiceLine | str, str]]:
    """Return what a register can be narrowed to: each line, and the parts of its classes."""
    found: list[tuple[ServiceLine | str, str]] = []
    for line in ServiceLine:
        found.append((line, line.value))
        # A class that is the line itself would only say the same again.
        parts = [one for one in codes if one.line is line and one.code != line.value]
        found += [(one.code, f"　{code_text(one.code, one)}") for one in parts]
    return found


def period_text(period: Period) -> str:
    """Return from when to when."""
    if period.last is None:
        return tr("since {day}", day=date_text(period.first))
    return tr("{first} to {last}", first=date_text(period.first), last=date_text(period.last))


def edition_state(row: EditionRow) -> tuple[str, Tone]:
    """Return whether an edition is the one in use, waits for its table, or neither."""
    if row.in_use:
        return tr("In use"), Tone.GOOD
    if not row.size:
        return tr("Table not entered yet"), Tone.WARN
    return tr("Kept"), Tone.NEUTRAL


def keys_text(row: EditionRow) -> str:
    """Return whose codes an edition has."""
    if row.official_codes:
        return tr("Codes of the document")
    return tr("Keys of our own: the document has names only")
