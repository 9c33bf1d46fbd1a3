"""Bytes of documents, where a server keeps them."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Record


class DocumentBlobRecord(Record):
    """One document by its content; used on PostgreSQL."""

    __tablename__ = "document_blob"

    sha256: Mapped[str] = mapped_column(unique=True, comment="SHA-256 of the bytes, in hex")
    content: Mapped[bytes] = mapped_column(info=UNTRAILED, comment="The bytes")
