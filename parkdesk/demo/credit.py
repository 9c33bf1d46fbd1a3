"""Provider credit of the demonstration park: an invented scheme, entries, replies and sheets."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.credit import CreditRule
from parkdesk.domain.credit_forms import (
    PROPOSED,
    SaveCreditEntry,
    SaveCreditReply,
    SaveCreditScheme,
)
from parkdesk.domain.issued_documents import DocumentKind, DocumentRequest
from parkdesk.reports.issued_document import TEMPLATE, render_document
from parkdesk.store.tables.credit import CreditEntryRecord
from parkdesk.usecases.credit import (
    add_credit_entry,
    add_credit_scheme,
    record_credit_reply,
    strike_credit_entry,
)
from parkdesk.usecases.issued_documents import (
    document_snapshot,
    freeze_document,
    issue_document,
)

D = dt.date
_WEIGHTS: dict[str, Any] = dict(PROPOSED)
_SCHEME = SaveCreditScheme(
    "园区服务商资信评分（试行）",
    "园区管理办公室自拟，待会议确定",
    D(2026, 1, 1),
    **_WEIGHTS,
)
_LATER = replace(
    _SCHEME,
    name="园区服务商资信评分（试行二稿）",
    from_on=D(2026, 10, 1),
    most_delivery=25,
    most_standing=15,
)
_BEGUN, _ISSUED, _RETURNED = D(2026, 7, 1), D(2026, 9, 29), D(2026, 10, 9)
_ENTRIES = (
    (
        0,
        CreditRule.COMMENDATION,
        D(2026, 4, 28),
        "周国栋",
        "发包方来函表彰提前交付，函件存园区办。",
    ),
    (0, CreditRule.DISPUTE, D(2026, 5, 20), "周国栋", "原员工投诉加班费，劳动仲裁调解结案。"),
    (1, CreditRule.DISPUTE, D(2026, 3, 11), "李晓燕", "与分包商结算争议，双方来函各执一词。"),
    (2, CreditRule.COMMENDATION, D(2026, 6, 30), "李晓燕", "市软件行业协会通报表彰。"),
)
_REPLY = "仲裁调解书已履行，款项于当月付清，附银行回单。"
_STRUCK = "经核实为同名企业，与该企业无关"
_TOLD = 40


def weigh_providers(team: Team, everybody: Sequence[Tenant]) -> None:
    """Agree on weights, enter what no register says, issue sheets, then change the weights."""
    here = [one for one in everybody[:_TOLD] if one.fate is Fate.STAYS and one.left_on is None]
    if len(here) <= max(place for place, *_more in _ENTRIES):
        return
    with team.at(people.CLERK, _BEGUN).work(read_only=False) as work:
        add_credit_scheme(work, _SCHEME)
        ids = [
            add_credit_entry(work, SaveCreditEntry(here[place].number, rule, day, who, basis))
            for place, rule, day, who, basis in _ENTRIES
        ]
    with team.at(people.CLERK, _ISSUED).work(read_only=False) as work:
        key = f"{CreditRule.DISPUTE.value}:{ids[1]}"
        record_credit_reply(
            work, SaveCreditReply(here[0].number, key, D(2026, 9, 25), "人事经理", _REPLY)
        )
        record = work.session.scalars(select(CreditEntryRecord).filter_by(id=ids[2])).one()
        strike_credit_entry(work, record.id, record.version, _STRUCK)
    for tenant in here[:3]:
        _issue(team, tenant, _ISSUED)
    with team.at(people.CLERK, _RETURNED).work(read_only=False) as work:
        add_credit_scheme(work, _LATER)
    _issue(team, here[0], _RETURNED)


def _issue(team: Team, tenant: Tenant, day: dt.date) -> None:
    desk = team.at(people.CLERK, day)
    with desk.work(read_only=False) as work:
        edition = freeze_document(work, DocumentRequest(DocumentKind.CREDIT, tenant.number))
    with desk.work(read_only=True) as work:
        snapshot = document_snapshot(work, edition.id)
    paper = io.BytesIO()
    render_document(snapshot, paper, "zh_CN")
    with desk.work(read_only=False) as work:
        issue_document(work, edition.id, paper.getvalue(), "zh_CN", TEMPLATE)
