"""What the print of one contract holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.contract_reports import SentContract
from parkdesk.domain.contracts import ContractState


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """One reporting (上报) on the print."""

    reported_on: dt.date
    reported_by: str
    withdrawn_on: dt.date | None


@dataclass(frozen=True, slots=True)
class ContractPrint:
    """One contract with its changes, executions and reportings, as at the instant of printing.

    Dollars are US cents, None while the month has no rate; `executed_usd_cents` and `counted_on`
    have one entry for each execution, in their order.
    """

    park_zh: str
    park_en: str
    enterprise: str
    country_zh: str
    country_en: str
    service_code: str
    service_code_en: str
    state: ContractState
    contract: SentContract
    signed_usd_cents: int | None
    usd_rate: str
    executed_usd_cents: tuple[int | None, ...]
    counted_on: tuple[dt.date, ...]
    reports: tuple[PrintedReport, ...]
    printed_at: dt.datetime
    printed_by: str

    @property
    def executed_minor(self) -> int:
        """What was executed, in minor units of the contract's currency."""
        return sum(one.amount_minor for one in self.contract.executions)
