"""Documents handed out under a number: frozen editions, their prints, and what a schedule made."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Record


class DocumentEditionRecord(Record):
    """What a document tells, frozen: canonical JSON that is never edited.

    It names what it is of by names that outlive the records, not by their numbers: a number that
    is given out again must not inherit somebody else's documents.
    """

    __tablename__ = "document_edition"
    __table_args__ = (
        UniqueConstraint("matter", "edition"),
        UniqueConstraint("series", "edition"),
        Index(None, "kind", "subject", "about_on"),
    )

    kind: Mapped[str] = mapped_column(comment="enterprise, programme, expiries, notice or credit")
    matter: Mapped[str] = mapped_column(comment="Kind, subject and day: what editions have alike")
    series: Mapped[str] = mapped_column(comment="QY-2026-0001")
    edition: Mapped[int] = mapped_column(comment="1, 2, …: a correction is a new edition")
    subject: Mapped[str] = mapped_column(comment="Credit code, programme code, months or notice")
    title: Mapped[str] = mapped_column(comment="Its name when it was frozen")
    title_en: Mapped[str] = mapped_column(comment="The same in English; empty: it has none")
    about_on: Mapped[dt.date] = mapped_column(comment="The day as at which it tells")
    content: Mapped[str] = mapped_column(Text, info=UNTRAILED, comment="Canonical JSON")
    sha256: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the content")
    facts_sha256: Mapped[str] = mapped_column(comment="SHA-256 of the facts alone")
    trail_head: Mapped[str] = mapped_column(comment="Number and hash of the trail's newest entry")
    frozen_at: Mapped[dt.datetime] = mapped_column(comment="When")
    frozen_by: Mapped[str] = mapped_column(comment="Who")
    reason: Mapped[str] = mapped_column(default="", comment="Why there is another edition")


class DocumentPrintRecord(Record):
    """A PDF that was handed out of an edition."""

    __tablename__ = "document_print"
    __table_args__ = (Index(None, "issued_at", "id"), Index(None, "kind", "issued_at", "id"))

    number: Mapped[str] = mapped_column(unique=True, comment="QY-2026-0001-01, with E in English")
    edition_id: Mapped[int] = mapped_column(ForeignKey("document_edition.id"), index=True)
    kind: Mapped[str] = mapped_column(comment="That of its edition")
    language: Mapped[str] = mapped_column(comment="zh_CN or en")
    sha256: Mapped[str] = mapped_column(index=True, comment="SHA-256 of the file")
    template: Mapped[str] = mapped_column(comment="Version of the layout")
    issued_at: Mapped[dt.datetime] = mapped_column(comment="When")
    issued_by: Mapped[str] = mapped_column(comment="Who")


class ScheduledRunRecord(Record):
    """One run of a report that a schedule asked for: the file it wrote, or why there is none."""

    __tablename__ = "scheduled_run"
    __table_args__ = (Index(None, "seen_key", "id"),)

    what: Mapped[str] = mapped_column(comment="quarterly, enterprise, programme, expiries, notice")
    which: Mapped[str] = mapped_column(comment="What was asked for on the command line")
    file_name: Mapped[str] = mapped_column(default="", comment="In the outbox; empty: failed")
    folder: Mapped[str] = mapped_column(default="", comment="The outbox it was written to")
    problem: Mapped[str] = mapped_column(default="", comment="Why it failed, as it was told")
    ran_at: Mapped[dt.datetime] = mapped_column(comment="When")
    ran_by: Mapped[str] = mapped_column(comment="As whom")
    seen_key: Mapped[dt.date] = mapped_column(comment="Day it was looked at; 0001-01-01: not yet")
    seen_by: Mapped[str] = mapped_column(default="", comment="Who looked at it")
