"""What papers are called on the screen."""

from __future__ import annotations

from parkdesk.domain.papers import PaperSlot, PaperState
from parkdesk.gui.theme import Tone
from parkdesk.i18n import instant_text, label, language, number_text, tr, trn
from parkdesk.usecases.paper_lists import PaperPlace, PaperRow, Twin

STATE_TONES = {
    PaperState.MISSING: Tone.WARN,
    PaperState.PRESENT: Tone.GOOD,
    PaperState.REPLACED: Tone.NEUTRAL,
    PaperState.REMOVED: Tone.NEUTRAL,
}
_KILO = 1024


def in_language(chinese: str, english: str) -> str:
    """Return the name in the language of the screen."""
    return chinese if language() == "zh_CN" else english


def slot_name(slot: PaperSlot) -> str:
    """Return what a slot is called."""
    return in_language(slot.name_zh, slot.name_en)


def with_detail(name: str, detail: str) -> str:
    """Return a slot's name with the certificate or claim that it belongs to."""
    return f"{name} · {detail}" if detail else name


def place_name(place: PaperPlace) -> str:
    """Return where a file may go, in words that tell places apart."""
    return with_detail(slot_name(place.slot), place.owner_detail)


def row_name(row: PaperRow) -> str:
    """Return what a row of the list is."""
    return with_detail(slot_name(row.slot), row.owner_detail)


def size_text(size: int) -> str:
    """Return a size in kB or MB."""
    if size < _KILO * _KILO:
        return tr("{n} kB", n=number_text(max(round(size / _KILO), 1)))
    return tr("{n} MB", n=number_text(round(size / _KILO / _KILO)))


def file_facts(row: PaperRow) -> str:
    """Return kind, pages and size of a paper, as one line."""
    parts = []
    if row.media_type is not None:
        parts.append(label(row.media_type))
    if row.pages is not None:
        parts.append(trn("{n} page", "{n} pages", row.pages))
    parts.append(size_text(row.size))
    return " · ".join(parts)


def twin_text(twin: Twin) -> str:
    """Say where the same scan is kept already."""
    if not twin.enterprise:
        return tr(
            "The same scan is kept elsewhere already, added by {person} on {when}.",
            person=twin.added_by,
            when=instant_text(twin.added_at),
        )
    return tr(
        "The same scan is already with {enterprise}, slot {slot}, added by {person} on {when}.",
        enterprise=twin.enterprise,
        slot=with_detail(in_language(twin.slot_zh, twin.slot_en), twin.detail),
        person=twin.added_by,
        when=instant_text(twin.added_at),
    )
