"""What is due, in words: the screen, the papers and the calendar file say it alike."""

from __future__ import annotations

from typing import Protocol

from parkdesk.domain.reminders import DueItem, ReminderKind
from parkdesk.i18n import language, tr
from parkdesk.i18n.findings import found_text


class NamesCertificate(Protocol):
    """Whatever holds the facts that a certificate is called by."""

    @property
    def type_code(self) -> str:
        """Code of its kind."""

    @property
    def type_zh(self) -> str:
        """Chinese name of its kind."""

    @property
    def type_en(self) -> str:
        """English name of its kind."""

    @property
    def level(self) -> int | None:
        """Its level, where the kind has levels."""

    @property
    def model(self) -> str:
        """Model and version, where it was appraised."""


def certificate_name(one: NamesCertificate) -> str:
    """Return CMMI V2.0 level 3, or the name of a kind that has no levels."""
    if one.level is None:
        return one.type_zh if language() == "zh_CN" else one.type_en
    return tr("{model} level {level}", model=one.model or one.type_code, level=one.level)


def item_text(item: DueItem) -> str:
    """Return what is due of a reminder: a certificate by its name, a finding by its sentence."""
    if item.rule is not None:
        return found_text(item.rule, item.facts)
    return due_text(item.reminder.kind, certificate_name(item))


def due_text(kind: ReminderKind, certificate: str) -> str:
    """Return what is due, as a line of a list says it."""
    if kind is ReminderKind.SURVEILLANCE:
        return tr("{certificate}: yearly surveillance", certificate=certificate)
    return tr("{certificate}: last day", certificate=certificate)
