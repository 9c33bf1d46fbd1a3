"""Claims with items in the demonstration park: certificates and a platform, each step on its day.

Suppliers, invoices and sums are invented; verdicts and amounts are what the rules say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.notices import this_years
from parkdesk.domain.certifications import EventType
from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claim_items import ClaimItem
from parkdesk.domain.claim_returns import Mark, MarkSubject
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import FeeKind, ItemKind
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.claim_records import rules_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claim_items import save_items
from parkdesk.usecases.claim_papers import save_materials
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claims import (
    ClaimKey,
    NewClaim,
    approve_claim,
    create_claim,
    precheck_claim,
    submit_claim,
    withdraw_claim,
)

_ANYTHING = frozenset({"claim-has-refused-rows", "claim-lacks-materials", "claim-claimant-fails"})
_HOLDERS = 4
_OWNERS = 6
_APPRAISER, _BODY, _ADVISER = "某评估咨询有限公司", "某认证中心有限公司", "某管理咨询有限公司"


def ask_for_items(team: Team) -> None:
    """Tell four claims for certificates and two for platforms; none in a park without holders."""
    with team.desk.work(read_only=True) as work:
        holders = _holders(work)
        owners = list(
            work.session.scalars(
                select(EnterpriseRecord.id)
                .where(EnterpriseRecord.status == "resident")
                .order_by(EnterpriseRecord.id)
                .limit(_OWNERS)
            )
        )
    if len(holders) < _HOLDERS or len(owners) < _OWNERS:
        return
    draft, returned, passed, withdrawn = holders[:_HOLDERS]
    _withdraw_one(team, withdrawn)
    _begin(team, draft, ClaimKind.CERTIFICATION, dt.date(2026, 9, 25), _fees(team, draft))
    _return_one(team, returned)
    _pass_one(team, passed)
    _platforms(team, owners[-2], owners[-1])


def _holders(work: Work) -> list[int]:
    """Return the enterprises with at least two certificates of recent years."""
    held = CertificationRecord
    query = (
        select(held.enterprise_id)
        .join(EnterpriseRecord, EnterpriseRecord.id == held.enterprise_id)
        .where(held.issued_on >= dt.date(2024, 1, 1), EnterpriseRecord.status == "resident")
        .group_by(held.enterprise_id)
        .having(func.count() > 1)
        .order_by(held.enterprise_id)
    )
    return list(work.session.scalars(query))


def _fees(team: Team, enterprise_id: int) -> list[ClaimItem]:
    with team.desk.work(read_only=True) as work:
        held = CertificationRecord
        first, second = work.session.scalars(
            select(held)
            .where(held.enterprise_id == enterprise_id)
            .order_by(held.issued_on.desc(), held.id)
            .limit(2)
        )
        return [
            _fee(first, EventType(first.event_type), FeeKind.APPRAISAL, 26_800_000, 1, _APPRAISER),
            _fee(second, EventType.MAINTENANCE, FeeKind.MAINTENANCE, 3_200_000, 2, _BODY),
            # Consulting is not eligible: the row stays, with nothing computed for it.
            _fee(first, EventType(first.event_type), FeeKind.CONSULTING, 9_500_000, 3, _ADVISER),
        ]


def _fee(
    held: CertificationRecord,
    event: EventType,
    fee: FeeKind,
    cents: int,
    number: int,
    supplier: str,
) -> ClaimItem:
    paid = dt.date(2026, 4 + number, 12)
    return ClaimItem(
        kind=ItemKind.CERTIFICATE,
        certification_id=held.id,
        event=event,
        title=f"{held.type_code} {held.number}",
        supplier=supplier,
        fee_kind=fee,
        invoice_number=f"2632{held.id:04d}{number:04d}",
        invoice_on=paid - dt.timedelta(days=3),
        bank_slip=f"HD2026{held.id:05d}{number}",
        paid_on=paid,
        cost_cents=cents,
    )


def _begin(
    team: Team, enterprise: int, kind: ClaimKind, day: dt.date, items: Sequence[ClaimItem]
) -> ClaimKey:
    """Begin a claim, enter its items and tick all papers but the last."""
    with team.at(people.CLERK, day).work(read_only=False) as work:
        key = create_claim(work, NewClaim(enterprise, this_years(work).id, kind), _ANYTHING)
        saved = save_items(work, key.id, key.version, items)
        asked = rules_of(work, work.get(ClaimRecord, key.id)).materials_for(kind)
        come = tuple(paper.code for paper in asked[:-1])
        return save_materials(work, key.id, saved.version, come)


def _submit(team: Team, key: ClaimKey, day: dt.date) -> ClaimKey:
    with team.at(people.CLERK, day, 20).work(read_only=False) as work:
        return submit_claim(work, key.id, key.version, _ANYTHING)


def _return_one(team: Team, enterprise: int) -> None:
    """Hand a claim in that comes back with one fee and one paper marked."""
    day = dt.date(2026, 9, 9)
    items = _fees(team, enterprise)
    key = _submit(team, _begin(team, enterprise, ClaimKind.CERTIFICATION, day, items), day)
    with team.at(people.REVIEWER, dt.date(2026, 9, 16)).work(read_only=False) as work:
        claim = work.get(ClaimRecord, key.id)
        lines = amount_lines(work.session, claim)
        papers = rules_of(work, claim).materials_for(ClaimKind.CERTIFICATION)
        marks = [
            Mark(MarkSubject.ITEM, "cost-unproven", row=lines[1].id, words="付款凭证不清晰"),
            Mark(MarkSubject.PAPER, "paper-missing", paper=papers[-1].code),
        ]
        words = f"第 2 项 {lines[1].name}：付款凭证不清晰，请补交。\n缺材料：{papers[-1].name}"
        return_claim(work, key.id, key.version, words, marks)


def _pass_one(team: Team, enterprise: int) -> None:
    """Hand a claim in that passes the pre-check with its first fee cut, and waits for approval."""
    day = dt.date(2026, 8, 20)
    items = _fees(team, enterprise)[:2]
    key = _submit(team, _begin(team, enterprise, ClaimKind.CERTIFICATION, day, items), day)
    with team.at(people.REVIEWER, dt.date(2026, 8, 28)).work(read_only=False) as work:
        claim = work.get(ClaimRecord, key.id)
        first = amount_lines(work.session, claim)[0]
        left = first.requested_cents - 1_800_000
        cuts = [Cut(first.id, max(left, 0), "lower-of")]
        total = claim.requested_cents - (first.requested_cents - cuts[0].amount_cents)
        precheck_claim(work, key.id, key.version, total, "首项按同类企业评估费核减", cuts)


def _withdraw_one(team: Team, enterprise: int) -> None:
    """Hand a claim in that the enterprise takes back by a letter."""
    day = dt.date(2026, 8, 12)
    items = _fees(team, enterprise)[:1]
    key = _submit(team, _begin(team, enterprise, ClaimKind.CERTIFICATION, day, items), day)
    with team.at(people.CLERK, dt.date(2026, 8, 18)).work(read_only=False) as work:
        withdraw_claim(work, key.id, key.version, "企业 8 月 17 日来函撤回，待取得正式发票后再报")


def _platforms(team: Team, draft: int, granted: int) -> None:
    day = dt.date(2026, 9, 28)
    _begin(team, draft, ClaimKind.PLATFORM, day, _costs(Platform.TRAINING, 2))
    day = dt.date(2026, 8, 24)
    key = _begin(team, granted, ClaimKind.PLATFORM, day, _costs(Platform.TECHNOLOGY, 4))
    key = _submit(team, key, day)
    with team.at(people.REVIEWER, dt.date(2026, 9, 2)).work(read_only=False) as work:
        total = work.get(ClaimRecord, key.id).requested_cents
        key = precheck_claim(work, key.id, key.version, total)
    with team.at(people.MANAGER, dt.date(2026, 9, 22)).work(read_only=False) as work:
        total = work.get(ClaimRecord, key.id).recommended_cents or 0
        words = "同意，条件待年度统计报表补齐后复核"
        approve_claim(work, key.id, key.version, total, words)


_COSTS = (
    (ItemKind.EQUIPMENT, "测试服务器及存储", 18_600_000, "某设备有限公司"),
    (ItemKind.RUNNING, "机房带宽与运维", 4_350_000, "某通信有限公司"),
    (ItemKind.BUILDING, "实验室改造", 12_400_000, "某装饰工程有限公司"),
    (ItemKind.EQUIPMENT, "自动化测试软件许可", 6_800_000, "某软件有限公司"),
)


def _costs(platform: Platform, count: int) -> list[ClaimItem]:
    return [
        ClaimItem(
            kind=kind,
            platform=platform,
            title=title,
            supplier=supplier,
            invoice_number=f"2632{count}{place:07d}",
            invoice_on=dt.date(2026, 3 + place, 6),
            bank_slip=f"HD2026{count}{place:05d}",
            paid_on=dt.date(2026, 3 + place, 11),
            cost_cents=cents,
        )
        for place, (kind, title, cents, supplier) in enumerate(_COSTS[:count])
    ]
