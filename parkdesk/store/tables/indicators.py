"""What the indicators mean (指标): reference data with the days on which each meaning holds."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record


class IndicatorRecord(Record):
    """One meaning of an indicator: `db/seed/indicators.csv`. A new meaning is a new row."""

    __tablename__ = "indicator"
    __table_args__ = (UniqueConstraint("code", "valid_from"),)

    code: Mapped[str] = mapped_column(comment="Name that never changes: signed, headcount, …")
    valid_from: Mapped[dt.date] = mapped_column(comment="The meaning holds from this day")
    valid_to: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    name_zh: Mapped[str] = mapped_column(comment="指标名称")
    name_en: Mapped[str] = mapped_column(comment="English name")
    definition_zh: Mapped[str] = mapped_column(comment="指标解释")
    definition_en: Mapped[str] = mapped_column(comment="What it counts, in English")
    unit: Mapped[str] = mapped_column(comment="usd-cents, persons, contracts, permille, …")
    formula_zh: Mapped[str] = mapped_column(comment="计算公式")
    formula_en: Mapped[str] = mapped_column(comment="How it is computed, in English")
    rounding_zh: Mapped[str] = mapped_column(comment="取整规则")
    rounding_en: Mapped[str] = mapped_column(comment="How it is rounded, in English")
    source: Mapped[str] = mapped_column(comment="Where the meaning was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")
    position: Mapped[int] = mapped_column(comment="Order of the list")
