"""What contracts come to by day and by enterprise: derived from rows, made anew by every save."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Minor, Record


class ContractDayRecord(Record):
    """What was signed and executed on one day of one market, service line and country.

    `store/contract_days.py` writes it and nothing else does; a day with nothing has no row.
    """

    __tablename__ = "contract_day"
    __table_args__ = (UniqueConstraint("day", "market", "service_line", "country_code"),)

    day: Mapped[dt.date] = mapped_column(comment="The day that contracts and executions count on")
    market: Mapped[str] = mapped_column(comment="offshore or onshore")
    service_line: Mapped[str] = mapped_column(comment="ITO, BPO or KPO")
    country_code: Mapped[str] = mapped_column(comment="国家(地区)")
    contracts: Mapped[int] = mapped_column(comment="Contracts signed")
    signed_usd_cents: Mapped[Minor] = mapped_column(comment="签约金额 in US cents")
    executed_usd_cents: Mapped[Minor] = mapped_column(comment="执行金额 in US cents")
    waiting: Mapped[int] = mapped_column(
        comment="Contracts and executions without a rate: in no amount yet"
    )


class ContractQuarterRecord(Record):
    """What one enterprise signed and executed in one quarter.

    `store/contract_quarters.py` writes it and nothing else does. The enterprise is no reference:
    where enterprises are merged the contracts move, and their sums are read again.
    """

    __tablename__ = "contract_quarter"
    __table_args__ = (UniqueConstraint("first_on", "enterprise_id"),)

    first_on: Mapped[dt.date] = mapped_column(comment="First day of the quarter")
    enterprise_id: Mapped[int] = mapped_column(comment="接包企业")
    contracts: Mapped[int] = mapped_column(comment="Contracts signed")
    signed_usd_cents: Mapped[Minor] = mapped_column(comment="签约金额 in US cents")
    executed_usd_cents: Mapped[Minor] = mapped_column(comment="执行金额 in US cents")
    offshore_usd_cents: Mapped[Minor] = mapped_column(comment="离岸执行金额 in US cents")
