"""Opportunities of the demonstration park: invented, one in each state; one brought money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.market_items import ItemLanguage
from parkdesk.domain.opportunities import SaveOpportunity
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.marketplace import (
    ClientRecord,
    OpportunityCandidateRecord,
    OpportunityRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.opportunities import add_opportunity, close_opportunity, sign_opportunity
from parkdesk.usecases.recommendations import begin_talks, drop_candidate, recommend

D = dt.date
_LEAD_DAYS = 75
"""So long before its contract was signed the opportunity that came to money was posted."""
_EARLIEST = D(2026, 4, 1)
_TOLD = 40


@dataclass(frozen=True, slots=True)
class _Story:
    form: SaveOpportunity
    client: str
    recommended_on: dt.date | None = None
    talks_on: dt.date | None = None
    closed_on: dt.date | None = None
    why: str = ""


_STORIES = (
    _Story(
        SaveOpportunity("英国保险理赔单据处理", "驻外商务机构转来", D(2026, 8, 5), D(2026, 11, 30),
                        field="保险", language=ItemLanguage.ENGLISH, certification_type="ISO27001",
                        people=40, starts_on=D(2027, 1, 4), budget_usd_cents=60_000_000,
                        needs="理赔单据录入与复核，驻场两班，需保密隔离。"),
        "Cedar & Vale Insurance plc", D(2026, 8, 12), D(2026, 9, 8)),
    _Story(
        SaveOpportunity("韩国动画中期制作", "赴韩考察", D(2026, 6, 10), D(2026, 7, 31),
                        field="动漫游戏", language=ItemLanguage.KOREAN, people=25,
                        budget_usd_cents=18_000_000),
        "Hanbit Studio Inc.", D(2026, 6, 22), None, D(2026, 8, 3), "发包方改为自行制作。"),
    _Story(
        SaveOpportunity("企业软件产品本地化测试", "发包商来函", D(2026, 9, 21), D(2026, 10, 31),
                        field="企业软件", language=ItemLanguage.ENGLISH, certification_type="CMMI",
                        least_level=3, people=20, starts_on=D(2026, 12, 1),
                        budget_usd_cents=32_000_000),
        "Harbourline Software Inc.", D(2026, 9, 25)),
    _Story(
        SaveOpportunity("工业设备数据标注", "2026年软件交易会", D(2026, 7, 6), D(2026, 9, 30),
                        field="工业数据", people=30, budget_usd_cents=9_600_000),
        "Rheinwerk Daten GmbH"),
    _Story(
        SaveOpportunity("车载软件回归测试扩充", "对日工作组", D(2026, 10, 9), D(2026, 11, 20),
                        field="汽车电子", language=ItemLanguage.JAPANESE, certification_type="CMMI",
                        least_level=5, people=60, starts_on=D(2027, 2, 1)),
        "Hoshikage Motors K.K."),
)  # fmt: skip


def post_opportunities(team: Team, everybody: Sequence[Tenant]) -> None:
    """Post the opportunities and go their steps, each on its day."""
    here = [
        one.number for one in everybody[:_TOLD] if one.fate is Fate.STAYS and one.left_on is None
    ]
    for place, story in enumerate(_STORIES):
        _tell(team, story, here[3 * place : 3 * place + 3])
    _tell_signed(team, here)


def _tell(team: Team, story: _Story, firms: Sequence[int]) -> None:
    id_ = _post(team, story.form, story.client)
    if story.recommended_on is not None and firms:
        _recommend(team, id_, firms, story.recommended_on)
    if story.talks_on is not None:
        _with_candidates(team, id_, story.talks_on, begin_talks, 1)
    if story.closed_on is not None:
        with team.at(people.CLERK, story.closed_on).work(read_only=False) as work:
            close_opportunity(work, id_, _version(work, id_), story.why)


def _tell_signed(team: Team, here: Sequence[int]) -> None:
    """Tell of the newest contract of a known client that was executed where it came from."""
    with team.at(people.CLERK, _EARLIEST).work(read_only=True) as work:
        found = _executed(work, here)
    if found is None:
        return
    contract_id, enterprise_id, client, signed_on, subject = found
    posted = signed_on - dt.timedelta(days=_LEAD_DAYS)
    form = SaveOpportunity(
        subject or "年度开发与维护外包", "园区推介会", posted, posted + dt.timedelta(days=60),
        people=15,
    )  # fmt: skip
    id_ = _post(team, form, client)
    others = [one for one in here if one != enterprise_id][:1]
    _recommend(team, id_, (enterprise_id, *others), posted + dt.timedelta(days=7))
    talks = posted + dt.timedelta(days=20)
    _with_candidates(team, id_, talks, begin_talks, 2)
    with team.at(people.CLERK, talks + dt.timedelta(days=20)).work(read_only=False) as work:
        for out in _candidates(work, id_):
            if out.enterprise_id != enterprise_id:
                drop_candidate(work, out.id, out.version, "报价高于预算。")
    with team.at(people.CLERK, signed_on).work(read_only=False) as work:
        sign_opportunity(work, id_, _version(work, id_), contract_id)


def _executed(work: Work, here: Sequence[int]) -> tuple[int, int, str, dt.date, str] | None:
    table, execution = ContractRecord, ContractExecutionRecord
    known = select(ClientRecord.name)
    row = work.session.execute(
        select(table.id, table.enterprise_id, table.client, table.signed_on, table.subject)
        .where(
            table.signed_on >= _EARLIEST,
            table.state != ContractState.DRAFT.value,
            table.enterprise_id.in_(here),
            table.client.in_(known),
            select(execution.id).where(execution.contract_id == table.id).exists(),
        )
        .order_by(table.signed_on.desc(), table.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else (*row,)


def _post(team: Team, form: SaveOpportunity, client: str) -> int:
    assert form.posted_on is not None
    with team.at(people.CLERK, form.posted_on).work(read_only=False) as work:
        asked = work.session.scalar(select(ClientRecord.id).filter_by(name=client))
        return add_opportunity(work, replace(form, client_id=asked))


def _recommend(team: Team, id_: int, firms: Sequence[int], day: dt.date) -> None:
    with team.at(people.CLERK, day).work(read_only=False) as work:
        recommend(work, id_, _version(work, id_), firms, "同类业务在执行，人员充足。")


def _with_candidates(
    team: Team, id_: int, day: dt.date, act: Callable[[Work, int, int], None], most: int
) -> None:
    with team.at(people.CLERK, day).work(read_only=False) as work:
        for one in _candidates(work, id_)[:most]:
            act(work, one.id, one.version)


def _version(work: Work, id_: int) -> int:
    return work.get(OpportunityRecord, id_).version


def _candidates(work: Work, id_: int) -> list[OpportunityCandidateRecord]:
    table = OpportunityCandidateRecord
    found = select(table).filter_by(opportunity_id=id_).order_by(table.id)
    return list(work.session.scalars(found))
