"""Templates that the intellectual-property platform hands to enterprises."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class IpTemplateRecord(Versioned, Record):
    """One edition of a template (文本模板) with its file."""

    __tablename__ = "ip_template"
    __table_args__ = (
        UniqueConstraint("title", "edition"),
        Index(None, "title", "id"),
        Index(None, "added_on", "id"),
    )

    title: Mapped[str] = mapped_column(comment="What it is called")
    kind: Mapped[str] = mapped_column(comment="nda, trade-secret, ownership, other")
    source: Mapped[str] = mapped_column(comment="Who wrote it")
    edition: Mapped[str] = mapped_column(default="", comment="Edition, as its author calls it")
    file_name: Mapped[str] = mapped_column(comment="As it came")
    media_type: Mapped[str] = mapped_column(comment="What its bytes are: pdf, docx, …")
    sha256: Mapped[str] = mapped_column(comment="SHA-256 of the bytes, in hex")
    size: Mapped[int] = mapped_column(comment="Bytes")
    added_on: Mapped[dt.date] = mapped_column(comment="Day on which this file was put here")
    retired_on: Mapped[dt.date | None] = mapped_column(
        comment="Handed out no more from this day on; empty: it is"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
