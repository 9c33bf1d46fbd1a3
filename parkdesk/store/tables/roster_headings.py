"""How an enterprise's own lists call the columns of a roster: asked once, remembered."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class RosterHeadingRecord(Versioned, Record):
    """One heading that the program does not know by itself, and what it heads in these lists."""

    __tablename__ = "roster_heading"
    __table_args__ = (UniqueConstraint("enterprise_id", "heading"),)

    enterprise_id: Mapped[int] = mapped_column(
        ForeignKey("enterprise.id"), comment="Whose lists are headed so"
    )
    heading: Mapped[str] = mapped_column(
        comment="As the list writes it, without blanks and case: 人员名称"
    )
    field: Mapped[str] = mapped_column(
        comment="The column of the roster that it fills; empty: left out on purpose"
    )
