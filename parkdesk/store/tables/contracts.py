"""Outsourcing contracts (接包合同), their executions, and exchange rates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Minor, Record, Versioned

_LONG_AGO = "1900-01-01"
"""What a row of an older release has for a moment, until the upgrade gives it its own day."""


def _same_as(column: str) -> Callable[[Any], dt.date]:
    """Return the default of a day that is another column's unless somebody says otherwise."""

    def other(context: Any) -> dt.date:  # noqa: ANN401 - the driver's own, untyped
        return cast("dt.date", context.get_current_parameters()[column])

    return other


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
        # The quarter's figures are read by it.
        Index(None, "counted_on", "id"),
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
    counted_on: Mapped[dt.date] = mapped_column(
        default=_same_as("signed_on"),
        server_default=_LONG_AGO,
        comment="The day that figures count it on: 签订日期, or the first after closed quarters",
    )
    starts_on: Mapped[dt.date | None] = mapped_column(comment="Start of the work")
    ends_on: Mapped[dt.date | None] = mapped_column(comment="End of the work")
    state: Mapped[str] = mapped_column(
        default="registered", comment="draft, registered, finished or terminated"
    )
    service_code_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_code.id"), index=True, comment="业务分类代码; empty: not said"
    )
    layer: Mapped[str] = mapped_column(
        default="",
        server_default="",
        comment="strategic, functional or operational; empty: not said",
    )
    report_state: Mapped[str] = mapped_column(
        default="unreported",
        server_default="unreported",
        comment="unreported, reported: as sent, or differs: moved since it was sent",
    )
    reported_on: Mapped[dt.date | None] = mapped_column(
        comment="Day of the last 上报 that holds; empty: not reported"
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
    moved: Mapped[str] = mapped_column(
        Text,
        default="",
        server_default="",
        comment="JSON: what else moved, column: [before, after]; empty: made before this was kept",
    )
    counted_on: Mapped[dt.date] = mapped_column(
        default=_same_as("changed_on"),
        server_default=_LONG_AGO,
        comment="The day from which it is read: its own, or the first day after closed quarters",
    )
    reason: Mapped[str] = mapped_column(comment="Why")


class ContractExecutionRecord(Versioned, Record):
    """An execution (执行): work done and received for."""

    __tablename__ = "contract_execution"
    __table_args__ = (
        Index(None, "contract_id", "executed_on", "amount_minor", "amount_usd_cents"),
        # The quarter's figures are read from this index alone.
        Index(None, "counted_on", "contract_id", "amount_usd_cents"),
    )

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), comment="The contract")
    executed_on: Mapped[dt.date] = mapped_column(comment="执行日期")
    counted_on: Mapped[dt.date] = mapped_column(
        default=_same_as("executed_on"),
        server_default=_LONG_AGO,
        comment="The day that figures count it on: 执行日期, or the first after closed quarters",
    )
    amount_minor: Mapped[Minor] = mapped_column(comment="执行金额 in the contract's currency")
    amount_usd_cents: Mapped[Minor] = mapped_column(
        comment="执行金额 in US cents at the month's rate; 0 while there is no rate"
    )
    usd_rate: Mapped[str] = mapped_column(
        default="1", comment="USD for one unit, decimal text; empty: not converted yet"
    )
    receipt_no: Mapped[str] = mapped_column(default="", comment="收汇凭证号; empty: missing")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class ContractReportRecord(Versioned, Record):
    """One reporting (上报) of a contract to the state system: what was sent, never edited."""

    __tablename__ = "contract_report"
    __table_args__ = (Index(None, "contract_id", "id"),)

    contract_id: Mapped[int] = mapped_column(ForeignKey("contract.id"), comment="The contract")
    reported_on: Mapped[dt.date] = mapped_column(comment="上报日期")
    reported_by: Mapped[str] = mapped_column(comment="Who reported it")
    recorded_at: Mapped[dt.datetime] = mapped_column(comment="When it was written down here")
    content: Mapped[str] = mapped_column(
        Text, info=UNTRAILED, comment="Canonical JSON of what was sent"
    )
    sha256: Mapped[str] = mapped_column(comment="SHA-256 of the content")
    withdrawn_on: Mapped[dt.date | None] = mapped_column(
        comment="It was recorded by mistake, found on this day; empty: it holds"
    )
    withdrawn_by: Mapped[str] = mapped_column(default="", comment="Who took it back")
    withdrawal_reason: Mapped[str] = mapped_column(default="", comment="Why it was taken back")


class DeletedContractRecord(Versioned, Record):
    """A contract that was deleted (删除) and may come back as it was."""

    __tablename__ = "deleted_contract"
    __table_args__ = (Index(None, "deleted_at", "id"),)

    contract_id: Mapped[int] = mapped_column(comment="The number that its row had")
    number: Mapped[str] = mapped_column(comment="合同编号")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="接包企业")
    client: Mapped[str] = mapped_column(comment="发包商")
    content: Mapped[str] = mapped_column(Text, info=UNTRAILED, comment="JSON: its row as it was")
    reason: Mapped[str] = mapped_column(comment="Why it was deleted")
    deleted_at: Mapped[dt.datetime] = mapped_column(comment="When")
    deleted_by: Mapped[str] = mapped_column(comment="Who")
    restored_at: Mapped[dt.datetime | None] = mapped_column(
        comment="When it was brought back; empty: it is deleted"
    )


class AssistFieldRecord(Record):
    """A field of a form of the state system, in the order of its screens (辅助填报条).

    Reference data: `db/seed/assist_fields.csv`.
    """

    __tablename__ = "assist_field"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    form: Mapped[str] = mapped_column(comment="contract or execution")
    screen_zh: Mapped[str] = mapped_column(comment="The screen's Chinese name")
    screen_en: Mapped[str] = mapped_column(comment="The same in English")
    field: Mapped[str] = mapped_column(comment="Which fact of the register goes in")
    name_zh: Mapped[str] = mapped_column(comment="The field's Chinese name")
    name_en: Mapped[str] = mapped_column(comment="The same in English")
    position: Mapped[int] = mapped_column(comment="Order on the screens")
    source: Mapped[str] = mapped_column(comment="Where it was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D are 待核实")


class ExchangeRateRecord(Record):
    """US dollars for one unit of a currency in a month."""

    __tablename__ = "exchange_rate"
    __table_args__ = (UniqueConstraint("currency", "month_on"),)

    currency: Mapped[str] = mapped_column(comment="ISO 4217")
    month_on: Mapped[dt.date] = mapped_column(comment="First day of the month")
    usd: Mapped[str] = mapped_column(comment="Decimal text: USD for one unit of the currency")
    source: Mapped[str] = mapped_column(comment="Where the rate was read")
