"""Contracts as the register lists them, as at a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.contracts import ContractState, Market, ReportState, ServiceLine
from parkdesk.domain.shares import used_permille
from parkdesk.store.contracts_as_at import agreed_then, facts_then, states_then
from parkdesk.store.conversion import NOT_CONVERTED, executed_of
from parkdesk.store.enterprise_as_at import names_then
from parkdesk.store.tables.contracts import ContractRecord, CountryRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord


@dataclass(frozen=True, slots=True)
class ContractRow:
    """One line of the register; amounts in minor units of the contract's currency."""

    id: int
    version: int
    number: str
    enterprise_id: int
    enterprise: str
    client: str
    country_code: str
    country_zh: str
    country_en: str
    market: Market
    service_line: ServiceLine
    currency: str
    amount_minor: int
    """What is agreed now: the signed amount, or that of the last change."""
    amount_usd_cents: int | None
    """The signed amount in US dollars; None while its month has no rate."""
    executed_minor: int
    signed_on: dt.date
    state: ContractState
    report_state: ReportState
    reported_on: dt.date | None

    @property
    def executed_permille(self) -> int:
        """How much of the agreed amount was executed; a whole only where nothing is left."""
        return used_permille(self.executed_minor, self.amount_minor)


def register_rows(
    session: Session, ids: Sequence[int], on: dt.date | None = None
) -> dict[int, ContractRow]:
    """Return contracts as the register lists them, by id, as at a day."""
    executed = executed_of(session, ids, on)
    found = session.execute(
        select(ContractRecord, EnterpriseRecord.name, CountryRecord.name_zh, CountryRecord.name_en)
        .join(EnterpriseRecord, EnterpriseRecord.id == ContractRecord.enterprise_id)
        .join(CountryRecord, CountryRecord.code == ContractRecord.country_code)
        .where(ContractRecord.id.in_(ids))
    )
    rows, signed = {}, {}
    for record, enterprise, zh, en in found:
        rows[record.id] = _row(record, enterprise, (zh, en), executed.get(record.id, 0))
        signed[record.id] = record.amount_minor
    if on is None:
        return rows
    agreed = agreed_then(session, signed, on)
    states = states_then(session, {id_: row.state for id_, row in rows.items()}, on)
    names = names_then(session, {row.enterprise_id: row.enterprise for row in rows.values()}, on)
    clients = facts_then(session, {id_: {"client": row.client} for id_, row in rows.items()}, on)
    return {
        id_: replace(
            row,
            amount_minor=agreed[id_],
            state=states[id_],
            enterprise=names[row.enterprise_id],
            client=str(clients[id_]["client"]),
        )
        for id_, row in rows.items()
    }


def _row(
    record: ContractRecord, enterprise: str, country: tuple[str, str], executed_minor: int
) -> ContractRow:
    changed = record.changed_amount_minor
    return ContractRow(
        record.id,
        record.version,
        record.number,
        record.enterprise_id,
        enterprise,
        record.client,
        record.country_code,
        *country,
        Market(record.market),
        ServiceLine(record.service_line),
        record.currency,
        record.amount_minor if changed is None else changed,
        None if record.usd_rate == NOT_CONVERTED else record.amount_usd_cents,
        executed_minor,
        record.signed_on,
        ContractState(record.state),
        ReportState(record.report_state),
        record.reported_on,
    )
