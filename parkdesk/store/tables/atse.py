"""技术先进型服务企业: its dated thresholds, and the yearly income that they are held against.

Whether an enterprise qualifies is nowhere stored: it is worked out from these whenever it is asked.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned


class AtseRuleRecord(Record):
    """The thresholds of one document: `db/seed/atse_rules.csv`."""

    __tablename__ = "atse_rule"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes: 2014-59")
    document_number: Mapped[str] = mapped_column(comment="财税…号")
    issued_on: Mapped[dt.date | None] = mapped_column(comment="Day of the document; empty: unseen")
    valid_from: Mapped[dt.date] = mapped_column(comment="The thresholds hold from this day")
    valid_to: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    period_certainty: Mapped[str] = mapped_column(comment="Mark of the period: A, B, C or D")
    enterprise_class: Mapped[str] = mapped_column(comment="technology or service-trade")
    area: Mapped[str] = mapped_column(comment="cities-20, cities-21 or country")
    income_percent: Mapped[int | None] = mapped_column(
        comment="Least share of such services in the year's income; empty: none is asked"
    )
    income_certainty: Mapped[str] = mapped_column(comment="Mark of that share")
    offshore_percent: Mapped[int | None] = mapped_column(
        comment="Least share of offshore outsourcing in the year's income; empty: none is asked"
    )
    offshore_certainty: Mapped[str] = mapped_column(comment="Mark of that share")
    graduates_percent: Mapped[int | None] = mapped_column(
        comment="Least share of 大专以上 among the employees; empty: none is asked"
    )
    graduates_certainty: Mapped[str] = mapped_column(comment="Mark of that share")
    needs_certificate: Mapped[bool] = mapped_column(comment="An international qualification is due")
    certificate_certainty: Mapped[str] = mapped_column(comment="Mark of that")
    source: Mapped[str] = mapped_column(comment="Where the thresholds were read")


class EnterpriseIncomeRecord(Versioned, Record):
    """An enterprise's income of a calendar year, as its papers give it."""

    __tablename__ = "enterprise_income"
    __table_args__ = (UniqueConstraint("enterprise_id", "year"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Earner")
    year: Mapped[int] = mapped_column(comment="Calendar year")
    total_cents: Mapped[Cents | None] = mapped_column(comment="总收入; empty: not known")
    ats_cents: Mapped[Cents | None] = mapped_column(
        comment="Of it 技术先进型服务业务收入; empty: not known"
    )
    service_trade_cents: Mapped[Cents | None] = mapped_column(
        comment="Of it 服务贸易类技术先进型服务收入; empty: not known"
    )
    offshore_cents: Mapped[Cents | None] = mapped_column(
        comment="Of it 离岸服务外包业务收入; empty: not known"
    )
    paper: Mapped[str] = mapped_column(default="", comment="The paper it was read from: 审计报告")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
