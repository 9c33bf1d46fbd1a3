"""Budgets (预算): what each level of government has allotted to a programme in the park."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned


class LevelBudgetRecord(Versioned, Record):
    """The money of one level for one programme; a level without a row has no known budget."""

    __tablename__ = "level_budget"
    __table_args__ = (UniqueConstraint("programme_id", "level"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), comment="Programme")
    level: Mapped[str] = mapped_column(comment="central, province, city, district or park")
    allocated_cents: Mapped[Cents] = mapped_column(comment="What was allotted")
    document_number: Mapped[str] = mapped_column(default="", comment="文号 of the allotment")
