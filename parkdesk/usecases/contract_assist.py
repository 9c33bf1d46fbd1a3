"""What the assist strip (辅助填报条) types for one contract."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.assist import AssistField, AssistForm, AssistStep, steps_of
from parkdesk.domain.contracts import ReportState
from parkdesk.domain.identity import Permission
from parkdesk.domain.programmes import Mark
from parkdesk.store.contract_reports import last_report, sent_by, sent_now
from parkdesk.store.tables.contracts import AssistFieldRecord, ContractRecord, CountryRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class AssistSheet:
    """The steps for one contract, in the order of the state system's screens."""

    contract_id: int
    number: str
    client: str
    currency: str
    report_state: ReportState
    country_zh: str
    """What the country's code is called there: 中国香港 and so on."""
    steps: tuple[AssistStep, ...]


@query(Permission.CONTRACT_READ)
def assist_sheet(work: Work, contract_id: int) -> AssistSheet:
    """Return what is typed for a contract; what was sent and stands is done already."""
    record = work.get(ContractRecord, contract_id)
    report = last_report(work.session, contract_id)
    sent = sent_by(report) if report is not None else None
    country = select(CountryRecord.name_zh).filter_by(code=record.country_code)
    return AssistSheet(
        record.id,
        record.number,
        record.client,
        record.currency,
        ReportState(record.report_state),
        work.session.scalar(country) or record.country_code,
        steps_of(_fields(work), sent_now(work.session, record), sent),
    )


def _fields(work: Work) -> tuple[AssistField, ...]:
    found = work.session.scalars(select(AssistFieldRecord).order_by(AssistFieldRecord.position))
    return tuple(
        AssistField(
            AssistForm(one.form),
            one.screen_zh,
            one.screen_en,
            one.field,
            one.name_zh,
            one.name_en,
            Mark(one.certainty),
        )
        for one in found
    )
