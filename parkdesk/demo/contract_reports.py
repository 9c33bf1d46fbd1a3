"""Which contracts of the demonstration park were reported, with their codes and layers.

Most were reported at the end of the quarter of their last execution; some were not, and of some
the later executions are not in what was sent: the register shows all three.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.people import PEOPLE
from parkdesk.demo.size import TODAY
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.canonical import digest, encode
from parkdesk.domain.contract_forms import CodeOfContract
from parkdesk.domain.contract_reports import SentContract
from parkdesk.domain.contracts import ContractState, ReportState, ServiceLine
from parkdesk.domain.service_codes import Layer
from parkdesk.store.contract_reports import sent_many
from parkdesk.store.service_code_rows import codes_of_contracts
from parkdesk.store.tables.contracts import ContractRecord, ContractReportRecord
from parkdesk.store.work import Work
from parkdesk.usecases.contract_executions import SaveExecution, record_execution

if TYPE_CHECKING:
    from parkdesk.demo.journeys import Team

_MOST = 2_000
"""Of a crowd only the first ones: the reportings of a million tell nothing more."""
_DAY = dt.date(2026, 9, 30)
_DIFFERS_DAY = dt.date(2026, 3, 31)
"""What differs was reported by then: it is found from April on, and nobody answers for a report
before it was made."""
_UNREPORTED_EACH = 7
_DIFFERS_EACH = 11
_CLERKS = 2
"""So many of the people report: the first two."""
_LAYERS = tuple(Layer)
_EXECUTED = dt.date(2026, 10, 9)
_SHARE = 20
"""A twentieth of what was agreed was executed since the report."""
_KNOWN = frozenset({"no-rate-yet", "outside-execution-window"})


def report_contracts(work: Work) -> None:
    """Give contracts their codes and layers, and report most of them."""
    records = work.session.scalars(
        select(ContractRecord)
        .where(ContractRecord.state != ContractState.DRAFT)
        .order_by(ContractRecord.id)
        .limit(_MOST)
    ).all()
    codes = _codes(work)
    work.update_many(ContractRecord, [_classed(one, codes) for one in records])
    told = [one for one in records if one.signed_on <= _DAY and one.id % _UNREPORTED_EACH]
    now = sent_many(work.session, told)
    days = {id_: _reported_on(id_, one) for id_, one in now.items()}
    sent = {id_: _as_sent(one, days[id_]) for id_, one in now.items()}
    work.insert_many(
        ContractReportRecord, [_report(id_, one, days[id_], work) for id_, one in sent.items()]
    )
    work.update_many(
        ContractRecord,
        [
            {
                "id": id_,
                "reported_on": days[id_],
                "report_state": (
                    ReportState.REPORTED if one == now[id_] else ReportState.DIFFERS
                ).value,
            }
            for id_, one in sent.items()
        ],
    )


def execute_since(team: Team) -> None:
    """Execute the newest contract that was reported: today it is not as it was sent."""
    with team.at(people.CLERK, TODAY).work(read_only=False) as work:
        record = ContractRecord
        newest = work.session.scalars(
            select(record)
            .where(
                record.state == ContractState.REGISTERED,
                record.report_state == ReportState.REPORTED,
            )
            .order_by(record.signed_on.desc(), record.id.desc())
            .limit(1)
        ).first()
        if newest is not None:
            form = SaveExecution(_EXECUTED, newest.amount_minor // _SHARE, "SK202610090001")
            record_execution(work, newest.id, form, _KNOWN)


def _codes(work: Work) -> dict[ServiceLine, list[CodeOfContract]]:
    found: dict[ServiceLine, list[CodeOfContract]] = defaultdict(list)
    for code in codes_of_contracts(work.session).values():
        # A class that is the line itself would say nothing more.
        if code.code != code.line.value:
            found[code.line].append(code)
    return found


def _classed(
    record: ContractRecord, codes: dict[ServiceLine, list[CodeOfContract]]
) -> dict[str, object]:
    usable = [one for one in codes[ServiceLine(record.service_line)] if _covers(one, record)]
    code = usable[record.id % len(usable)].id if usable else None
    layer = _LAYERS[record.id % len(_LAYERS)].value
    return {"id": record.id, "service_code_id": code, "layer": layer}


def _covers(code: CodeOfContract, record: ContractRecord) -> bool:
    return code.period.covers(record.signed_on)


def _reported_on(id_: int, now: SentContract) -> dt.date:
    """Return when a contract was reported: of some, before what was executed last."""
    executed = [one.executed_on for one in now.executions]
    last = max(executed, default=now.signed_on)
    before = min(_DIFFERS_DAY, Quarter.of(last).first - dt.timedelta(days=1))
    if id_ % _DIFFERS_EACH == 0 and before >= now.signed_on:
        return before
    return min(_DAY, Quarter.of(max(last, now.signed_on)).last)


def _as_sent(now: SentContract, day: dt.date) -> SentContract:
    """Return what was sent on a day: what was executed by then; at the last, everything."""
    if day == _DAY:
        return now
    return replace(now, executions=tuple(e for e in now.executions if e.executed_on <= day))


def _report(id_: int, sent: SentContract, day: dt.date, work: Work) -> dict[str, object]:
    content = encode(sent)
    return {
        "version": 1,
        "contract_id": id_,
        "reported_on": day,
        "reported_by": PEOPLE[id_ % _CLERKS].name,
        "recorded_at": work.now,
        "content": content.decode(),
        "sha256": digest(content),
        "withdrawn_on": None,
        "withdrawn_by": "",
        "withdrawal_reason": "",
    }
