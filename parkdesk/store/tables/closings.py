"""How quarters are closed, opened again and closed anew (季度关账)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned

_UNDER_WAY = text("state IN ('asked', 'agreed')")


class ClosingCheckRecord(Record):
    """What is looked at before a quarter is closed: `db/seed/closing_checks.csv`."""

    __tablename__ = "closing_check"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    severity: Mapped[str] = mapped_column(comment="blocks, or asks for a comment")
    factor: Mapped[int] = mapped_column(comment="A jump: so many times the last period; 0: none")
    least: Mapped[int] = mapped_column(comment="A jump: by no less than so much; 0: no bound")
    source: Mapped[str] = mapped_column(comment="Where the severity and the bounds come from")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")
    position: Mapped[int] = mapped_column(comment="Order of the list")


class ReopeningRecord(Versioned, Record):
    """A closed quarter that somebody asked to open again, and another person's answer."""

    __tablename__ = "reopening"
    __table_args__ = (
        Index(None, "quarter", "id"),
        # One at a time: the database itself refuses a second one of the same quarter.
        Index(
            "uq_reopening_under_way",
            "quarter",
            unique=True,
            sqlite_where=_UNDER_WAY,
            postgresql_where=_UNDER_WAY,
        ),
    )

    quarter: Mapped[str] = mapped_column(comment="2026Q3")
    snapshot_id: Mapped[int] = mapped_column(
        ForeignKey("snapshot.id"), comment="The edition that was closed"
    )
    state: Mapped[str] = mapped_column(comment="asked, agreed, declined, withdrawn or closed")
    reason: Mapped[str] = mapped_column(comment="Why it should be opened")
    asked_at: Mapped[dt.datetime] = mapped_column(comment="When it was asked")
    asked_by_id: Mapped[int] = mapped_column(comment="Who asked")
    asked_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    answered_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was answered")
    answered_by_id: Mapped[int | None] = mapped_column(comment="Who answered: somebody else")
    answered_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
    words: Mapped[str] = mapped_column(default="", comment="What the other person said to it")
    outside_approver: Mapped[str] = mapped_column(
        default="",
        server_default="",
        comment="Who approved it in writing, where nobody else may close quarters in the program",
    )
    outside_paper: Mapped[str] = mapped_column(
        default="", server_default="", comment="Number and day of that approval"
    )


class ClosingRecord(Record):
    """What belongs to a frozen edition and is not in its figures: what it follows, its backup."""

    __tablename__ = "closing"
    __table_args__ = (Index(None, "quarter", "id"),)

    quarter: Mapped[str] = mapped_column(comment="2026Q3")
    snapshot_id: Mapped[int] = mapped_column(
        ForeignKey("snapshot.id"), unique=True, comment="The edition"
    )
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("snapshot.id"), comment="The edition that it takes the place of"
    )
    reopening_id: Mapped[int | None] = mapped_column(
        ForeignKey("reopening.id"), comment="The opening in which it was corrected"
    )
    backup: Mapped[str] = mapped_column(
        default="", comment="File name of the backup made before; empty: by the server"
    )
