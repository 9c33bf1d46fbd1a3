"""Gathering the print (打印) of one contract."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from parkdesk.domain.contract_print import ContractPrint, PrintedReport
from parkdesk.domain.identity import Permission
from parkdesk.store.contract_reports import sent_now
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_reports import report_standing
from parkdesk.usecases.core import query


@query(Permission.CONTRACT_READ)
def contract_print(work: Work, contract_id: int) -> ContractPrint:
    """Return a contract as it is printed, its executions by their day."""
    park = work.session.scalars(select(ParkRecord)).one()
    record = work.get(ContractRecord, contract_id)
    detail = contract_detail.function(work, contract_id)
    standing = report_standing.function(work, contract_id)
    sent = sent_now(work.session, record)
    stored = {one.id: one for one in detail.executions}
    ordered = sorted(sent.executions, key=lambda one: (one.executed_on, one.id))
    return ContractPrint(
        park_zh=park.name,
        park_en=park.name_en,
        enterprise=detail.row.enterprise,
        country_zh=detail.row.country_zh,
        country_en=detail.row.country_en,
        service_code=detail.service_code,
        service_code_en=detail.service_code_en,
        state=detail.row.state,
        contract=replace(sent, executions=tuple(ordered)),
        signed_usd_cents=detail.row.amount_usd_cents,
        usd_rate=detail.usd_rate,
        executed_usd_cents=tuple(stored[one.id].amount_usd_cents for one in ordered),
        counted_on=tuple(stored[one.id].counted_on for one in ordered),
        reports=tuple(
            PrintedReport(one.reported_on, one.reported_by, one.withdrawn_on)
            for one in standing.reports
        ),
        printed_at=work.now,
        printed_by=work.actor.name,
    )
