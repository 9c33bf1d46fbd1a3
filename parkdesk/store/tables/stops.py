"""Stop flags (暂停办理): what may not be done for an enterprise, by which document, how long."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class StopRecord(Versioned, Record):
    """One stop; it stays when it is over, and when it was lifted."""

    __tablename__ = "enterprise_stop"
    __table_args__ = (Index(None, "enterprise_id", "from_on"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Stopped")
    document_number: Mapped[str] = mapped_column(comment="文号 of the document that orders it")
    reason: Mapped[str] = mapped_column(comment="Why")
    effects: Mapped[str] = mapped_column(Text, comment="JSON: what exactly is stopped, by its code")
    from_on: Mapped[dt.date] = mapped_column(comment="First day")
    until_on: Mapped[dt.date | None] = mapped_column(comment="Last day; empty: until it is lifted")
    set_at: Mapped[dt.datetime] = mapped_column(comment="When it was entered")
    set_by_id: Mapped[int] = mapped_column(comment="Who entered it")
    set_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    lifted_on: Mapped[dt.date | None] = mapped_column(comment="First day it no longer holds")
    lifted_at: Mapped[dt.datetime | None] = mapped_column(comment="When that was entered")
    lifted_by_id: Mapped[int | None] = mapped_column(comment="Who lifted it")
    lifted_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
    lifting: Mapped[str] = mapped_column(default="", comment="Why it was lifted, by which document")
