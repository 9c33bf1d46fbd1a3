"""Which contracts of the demonstration park were reported, with their codes and layers.

Most were reported at the end of the last quarter; some were not, and of some a later execution is
not in what was sent: the register shows all three.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import replace

from sqlalchemy import select

from parkdesk.demo.people import PEOPLE
from parkdesk.domain.canonical import digest, encode
from parkdesk.domain.contract_forms import CodeOfContract
from parkdesk.domain.contract_reports import SentContract
from parkdesk.domain.contracts import ContractState, ReportState, ServiceLine
from parkdesk.domain.service_codes import Layer
from parkdesk.store.contract_reports import sent_many
from parkdesk.store.service_code_rows import codes_of_contracts
from parkdesk.store.tables.contracts import ContractRecord, ContractReportRecord
from parkdesk.store.work import Work

_MOST = 2_000
"""Of a crowd only the first ones: the reportings of a million tell nothing more."""
_DAY = dt.date(2026, 9, 30)
_UNREPORTED_EACH = 7
_DIFFERS_EACH = 11
_CLERKS = 2
"""So many of the people report: the first two."""
_LAYERS = tuple(Layer)


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
    sent = {id_: _as_sent(id_, now) for id_, now in sent_many(work.session, told).items()}
    work.insert_many(ContractReportRecord, [_report(id_, one, work) for id_, one in sent.items()])
    now = sent_many(work.session, told)
    work.update_many(
        ContractRecord,
        [
            {
                "id": id_,
                "reported_on": _DAY,
                "report_state": (
                    ReportState.REPORTED if one == now[id_] else ReportState.DIFFERS
                ).value,
            }
            for id_, one in sent.items()
        ],
    )


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


def _as_sent(id_: int, now: SentContract) -> SentContract:
    """Return what was sent: of some contracts the last execution came later."""
    late = now.executions and id_ % _DIFFERS_EACH == 0
    return replace(now, executions=now.executions[:-1]) if late else now


def _report(id_: int, sent: SentContract, work: Work) -> dict[str, object]:
    content = encode(sent)
    return {
        "version": 1,
        "contract_id": id_,
        "reported_on": _DAY,
        "reported_by": PEOPLE[id_ % _CLERKS].name,
        "recorded_at": work.now,
        "content": content.decode(),
        "sha256": digest(content),
        "withdrawn_on": None,
        "withdrawn_by": "",
        "withdrawal_reason": "",
    }
