"""What was merged and may be undone, and which enterprises are known to be two."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import EncryptedText, Record


class EnterpriseMergeRecord(Record):
    """A merge of two records of one enterprise (合并): enough to undo it.

    Its numbers of enterprises are no foreign keys: the record that was given up is gone, and the
    one that was kept may later be merged itself.
    """

    __tablename__ = "enterprise_merge"

    kept_id: Mapped[int] = mapped_column(index=True, comment="The record that was kept")
    dropped_id: Mapped[int] = mapped_column(comment="The record that was given up")
    kept_name: Mapped[str] = mapped_column(comment="Name of the kept one before the merge")
    dropped_name: Mapped[str] = mapped_column(comment="Name of the one given up")
    merged_at: Mapped[dt.datetime] = mapped_column(index=True, comment="When")
    merged_by: Mapped[str] = mapped_column(comment="Who")
    reason: Mapped[str] = mapped_column(comment="Why the two are one")
    moved: Mapped[str] = mapped_column(
        Text, comment="JSON: by table and column, the rows that changed their owner"
    )
    set_aside: Mapped[str] = mapped_column(
        EncryptedText("enterprise_merge.set_aside"),
        comment="JSON: the rows that were taken out, encrypted",
    )
    replaced: Mapped[str] = mapped_column(
        EncryptedText("enterprise_merge.replaced"),
        comment="JSON: values of the kept record before and after, encrypted",
    )
    undone_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was undone")
    undone_by: Mapped[str] = mapped_column(default="", comment="Who undid it")


class EnterpriseDistinctRecord(Record):
    """Two enterprises that look alike and are two: a person has said so."""

    __tablename__ = "enterprise_distinct"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    first_id: Mapped[int] = mapped_column(
        ForeignKey("enterprise.id"), comment="The one with the smaller number"
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("enterprise.id"), index=True, comment="The other one"
    )
    said_at: Mapped[dt.datetime] = mapped_column(comment="When")
    said_by: Mapped[str] = mapped_column(comment="Who")
