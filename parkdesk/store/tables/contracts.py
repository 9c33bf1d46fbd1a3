"""Outsourcing contracts (接包合同), their executions, and exchange rates."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Minor, Record, Versioned


class CountryRecord(Record):
    """A country or region (国家或地区), as statistics show it: `db/seed/countries.csv`."""

    __tablename__ = "country"

    code: Mapped[str] = mapped_column(unique=True, comment="ISO 3166-1 alpha-2")
    name_zh: Mapped[str] = mapped_column(comment="Chinese name: 中国香港 and so on")
    name_en: Mapped[str] = mapped_column(comment="English name")


class ExecutionWindowRecord(Record):
    """Which execution days the state system takes: `db/seed/execution_windows.csv`."""

    __tablename__ = "execution_window"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    valid_from: Mapped[dt.date] = mapped_column(comment="The rule holds from this day")
    valid_to: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    grace_until: Mapped[str] = mapped_column(comment="MM-DD: last year's days are taken until then")
    grace_from: Mapped[str] = mapped_column(comment="MM-DD: the first of last year's days")
    source: Mapped[str] = mapped_column(comment="Where the rule was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")


class ContractRecord(Versioned, Record):
    """A contract that an enterprise has taken."""

    __tablename__ = "contract"
    __table_args__ = (
        Index(None, "signed_on", "id"),
        Index(None, "number", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "client", "id"),
        Index(None, "amount_usd_cents", "id"),
        Index(None, "enterprise_id", "signed_on"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="合同编号")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="接包企业")
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of its dictionary order")
    client: Mapped[str] = mapped_column(comment="发包商")
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), comment="国家(地区)")
    final_customer: Mapped[str] = mapped_column(default="", comment="最终客户")
    market: Mapped[str] = mapped_column(comment="offshore or onshore")
    service_line: Mapped[str] = mapped_column(comment="ITO, BPO or KPO")
    subject: Mapped[str] = mapped_column(default="", comment="合同内容")
    currency: Mapped[str] = mapped_column(comment="ISO 4217")
    amount_minor: Mapped[Minor] = mapped_column(comment="签约金额, minor units of the currency")
    amount_usd_cents: Mapped[Minor] = mapped_column(
        comment="签约金额 in US cents at the month's rate; 0 while there is no rate"
    )
    usd_rate: Mapped[str] = mapped_column(
        default="1", comment="USD for one unit, decimal text; empty: not converted yet"
    )
    changed_amount_minor: Mapped[Minor | None] = mapped_column(
        comment="The amount after the last 变更; empty: as signed"
    )
    signed_on: Mapped[dt.date] = mapped_column(comment="签订日期")
    starts_on: Mapped[dt.date | None] = mapped_column(comment="Start of the work")
    ends_on: Mapped[dt.date | None] = mapped_column(comment="End of the work")
    state: Mapped[str] = mapped_column(
        default="registered", comment="draft, registered, finished or terminated"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class ContractChangeRecord(Record):
    """A change (变更) of a contract, kept as a change."""

    __tablename__ = "contract_change"
    __table_args__ = (Index(None, "contract_id", "id"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), comment="The contract")
    changed_on: Mapped[dt.date] = mapped_column(comment="Day of the change")
    amount_minor_before: Mapped[Minor] = mapped_column(comment="Amount before")
    amount_minor_after: Mapped[Minor] = mapped_column(comment="Amount after")
    ends_on_after: Mapped[dt.date | None] = mapped_column(comment="End of the work after it")
    reason: Mapped[str] = mapped_column(comment="Why")


class ContractExecutionRecord(Versioned, Record):
    """An execution (执行): work done and received for."""

    __tablename__ = "contract_execution"
    __table_args__ = (
        Index(None, "contract_id", "executed_on", "amount_minor", "amount_usd_cents"),
        # The quarter's figures are read from this index alone.
        Index(None, "executed_on", "contract_id", "amount_usd_cents"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), comment="The contract")
    executed_on: Mapped[dt.date] = mapped_column(comment="执行日期")
    amount_minor: Mapped[Minor] = mapped_column(comment="执行金额 in the contract's currency")
    amount_usd_cents: Mapped[Minor] = mapped_column(
        comment="执行金额 in US cents at the month's rate; 0 while there is no rate"
    )
    usd_rate: Mapped[str] = mapped_column(
        default="1", comment="USD for one unit, decimal text; empty: not converted yet"
    )
    receipt_no: Mapped[str] = mapped_column(default="", comment="收汇凭证号; empty: missing")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class ExchangeRateRecord(Record):
    """US dollars for one unit of a currency in a month."""

    __tablename__ = "exchange_rate"
    __table_args__ = (UniqueConstraint("currency", "month_on"),)

    currency: Mapped[str] = mapped_column(comment="ISO 4217")
    month_on: Mapped[dt.date] = mapped_column(comment="First day of the month")
    usd: Mapped[str] = mapped_column(comment="Decimal text: USD for one unit of the currency")
    source: Mapped[str] = mapped_column(comment="Where the rate was read")
