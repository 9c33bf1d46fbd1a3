"""Frozen quarters and the documents issued from them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Record


class SnapshotRecord(Record):
    """A quarter's figures, frozen: canonical JSON that is never edited."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("quarter", "edition"),)

    quarter: Mapped[str] = mapped_column(comment="2026Q3")
    edition: Mapped[int] = mapped_column(comment="1, 2, …: a correction is a new edition")
    content: Mapped[str] = mapped_column(Text, info=UNTRAILED, comment="Canonical JSON")
    sha256: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the content")
    trail_head: Mapped[str] = mapped_column(comment="Number and hash of the trail's newest entry")
    frozen_at: Mapped[dt.datetime] = mapped_column(comment="When")
    frozen_by: Mapped[str] = mapped_column(comment="Who")
    reason: Mapped[str] = mapped_column(default="", comment="Why there is another edition")


class IssuedDocumentRecord(Record):
    """A PDF that was issued from a snapshot."""

    __tablename__ = "issued_document"
    __table_args__ = (Index(None, "issued_at", "id"),)

    number: Mapped[str] = mapped_column(unique=True, comment="HG-2026-Q3-001")
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id"), index=True)
    language: Mapped[str] = mapped_column(comment="zh_CN or en")
    sha256: Mapped[str] = mapped_column(index=True, comment="SHA-256 of the file")
    template: Mapped[str] = mapped_column(comment="Version of the layout")
    issued_at: Mapped[dt.datetime] = mapped_column(comment="When")
    issued_by: Mapped[str] = mapped_column(comment="Who")
    sections: Mapped[str] = mapped_column(
        default="", server_default="", comment="Codes of its sections; empty: those of its layout"
    )
    pack: Mapped[str] = mapped_column(
        default="", server_default="", comment="Name of the pack's template; empty: none"
    )
    pack_version: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="Which version of that template"
    )
