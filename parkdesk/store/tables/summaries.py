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


class SignedCopyRecord(Record):
    """An issued document signed with a certificate: the file that was issued, and what follows it.

    Of the certificate is kept what the signature itself shows; neither key nor passphrase.
    """

    __tablename__ = "signed_copy"

    issued_id: Mapped[int] = mapped_column(ForeignKey("issued_document.id"), unique=True)
    issued_sha256: Mapped[str] = mapped_column(comment="SHA-256 of the file before")
    sha256: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the signed file")
    name: Mapped[str] = mapped_column(comment="Whose certificate; identity numbers masked")
    subject: Mapped[str] = mapped_column(comment="The certificate's name; identity numbers masked")
    issuer: Mapped[str] = mapped_column(comment="The authority that gave it")
    serial: Mapped[str] = mapped_column(comment="Serial number, hexadecimal")
    algorithm: Mapped[str] = mapped_column(comment="RSA-3072, SHA-256")
    begins_at: Mapped[dt.datetime] = mapped_column(comment="The certificate is valid from")
    ends_at: Mapped[dt.datetime] = mapped_column(comment="The certificate is valid until")
    signed_at: Mapped[dt.datetime] = mapped_column(comment="When, by this program's clock")
    signed_by: Mapped[str] = mapped_column(comment="Who was signed in")
