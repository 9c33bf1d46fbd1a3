"""What the intellectual-property platform follows: filings and disputes of enterprises."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class IpMatterRecord(Versioned, Record):
    """One filing or dispute (知识产权事项)."""

    __tablename__ = "ip_matter"
    __table_args__ = (
        Index(None, "due_key", "id"),
        Index(None, "opened_on", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "enterprise_id", "id"),
        Index(None, "kind", "id"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="The park's own: ZS-2026-0001")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of its dictionary order")
    kind: Mapped[str] = mapped_column(
        comment="software-copyright, copyright, invention, utility-model, design, dispute"
    )
    title: Mapped[str] = mapped_column(comment="What is filed, what the dispute is about")
    other_side: Mapped[str] = mapped_column(default="", comment="Of a dispute: with whom")
    opened_on: Mapped[dt.date] = mapped_column(comment="Day on which the platform took it on")
    due_on: Mapped[dt.date | None] = mapped_column(
        comment="期限: last day of its next step; empty: none is set"
    )
    due_key: Mapped[dt.date] = mapped_column(comment="due_on, or 9999-12-31: for sorting")
    state: Mapped[str] = mapped_column(
        comment="open, filed, granted, refused, settled, decided, withdrawn"
    )
    filed_on: Mapped[dt.date | None] = mapped_column(comment="受理日")
    application_number: Mapped[str] = mapped_column(default="", comment="受理号、申请号")
    closed_on: Mapped[dt.date | None] = mapped_column(comment="Day of its end")
    certificate_number: Mapped[str] = mapped_column(
        default="", comment="登记号、专利号; of a dispute the number of the case"
    )
    outcome: Mapped[str] = mapped_column(default="", comment="How it ended, in words")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
