"""The trail of every change."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record


class TrailRecord(Record):
    """One change of one row, or one bulk change; appended, never edited."""

    __tablename__ = "trail"
    __table_args__ = (
        Index(None, "table_name", "row_id", "id"),
        Index(None, "actor_name", "id"),
        Index(None, "action", "id"),
    )

    at: Mapped[dt.datetime] = mapped_column(comment="When, in UTC")
    actor_id: Mapped[int] = mapped_column(comment="Account of the person; 0 is the program itself")
    actor_name: Mapped[str] = mapped_column(comment="The person's name at that time")
    action: Mapped[str] = mapped_column(comment="The use-case that made the change")
    reason: Mapped[str] = mapped_column(default="", comment="What the person gave as the reason")
    table_name: Mapped[str] = mapped_column(comment="Table of the changed row")
    row_id: Mapped[int | None] = mapped_column(comment="The row; empty for a bulk change")
    row_count: Mapped[int] = mapped_column(default=1, comment="Rows of a bulk change")
    change: Mapped[str] = mapped_column(
        Text, comment="Canonical JSON: {column: [old, new]}, or the digest of a bulk change"
    )
    hash: Mapped[str] = mapped_column(comment="SHA-256 over the hash before and this entry")
