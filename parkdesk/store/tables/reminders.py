"""Reminders (到期提醒): what was done about them, whose they are, and when they grow urgent.

What is due is no row of its own: it follows from the certificates and the day. Only what people
said and did stands here, so that nothing is lost after days switched off.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class ReminderRuleRecord(Record):
    """How a kind of reminder runs from a day on: `db/seed/reminder_rules.csv`, or the park's."""

    __tablename__ = "reminder_rule"
    __table_args__ = (Index(None, "kind", "from_on"),)

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    kind: Mapped[str] = mapped_column(comment="expiry or surveillance")
    from_on: Mapped[dt.date] = mapped_column(comment="First day it rules; a later one takes over")
    lead_days: Mapped[int] = mapped_column(
        comment="Days before that the reminder starts; of an expiry, its certificate's kind says so"
    )
    urgent_days: Mapped[int] = mapped_column(comment="Urgent so near its day if nobody acted")
    always_days: Mapped[int] = mapped_column(comment="Urgent so near its day whatever was done")
    role_code: Mapped[str] = mapped_column(
        ForeignKey("role.code"), comment="The role that urgent ones are counted for"
    )
    source: Mapped[str] = mapped_column(comment="Where the rule was read, or who set it and why")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")


class ReminderNoteRecord(Record):
    """What somebody did about a reminder: put it off, spoke with the enterprise, settled it.

    A reminder is named by what it is of and the day it is due: when that day changes, the notes
    on the old one no longer count.
    """

    __tablename__ = "reminder_note"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id", "due_on", "newest"),
        Index(None, "enterprise_id", "id"),
    )

    kind: Mapped[str] = mapped_column(comment="expiry or surveillance")
    subject_id: Mapped[int] = mapped_column(comment="Number of the certificate")
    due_on: Mapped[dt.date] = mapped_column(comment="The day that the reminder is about")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    act: Mapped[str] = mapped_column(comment="snoozed, contacted, settled or reopened")
    until_on: Mapped[dt.date | None] = mapped_column(comment="Put off until this day")
    contacted_on: Mapped[dt.date | None] = mapped_column(comment="Day of the talk")
    person: Mapped[str] = mapped_column(default="", comment="Who answered for the enterprise")
    words: Mapped[str] = mapped_column(comment="The reason, or the answer")
    noted_at: Mapped[dt.datetime] = mapped_column(comment="When")
    noted_by_id: Mapped[int | None] = mapped_column(comment="Who: number of the account")
    noted_by: Mapped[str] = mapped_column(comment="Who")
    # NULL rather than false, so that the unique constraint holds for the newest alone: of two
    # desks that note something at the same moment one is refused.
    newest: Mapped[bool | None] = mapped_column(comment="The last word on its reminder; or empty")


class ReminderOwnerRecord(Versioned, Record):
    """Who looks after the reminders of an enterprise."""

    __tablename__ = "reminder_owner"

    enterprise_id: Mapped[int] = mapped_column(
        ForeignKey("enterprise.id"), unique=True, comment="Whose reminders"
    )
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), index=True, comment="Who looks after them"
    )
    assigned_at: Mapped[dt.datetime] = mapped_column(comment="When it was assigned")
    assigned_by: Mapped[str] = mapped_column(comment="Who assigned it")
