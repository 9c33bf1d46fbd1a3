"""Events of the demonstration park: invented, one in each state; one brought a contract."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.size import TODAY
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.brand_events import EventBrand, EventKind, SaveEvent, SaveParticipant
from parkdesk.domain.contracts import ContractState
from parkdesk.store.brand_events import participants_of
from parkdesk.store.tables.brand import BrandEventRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.usecases.brand_events import (
    add_event,
    add_participant,
    cancel_event,
    edit_participant,
    name_event_contract,
)

D = dt.date
_TOLD = 40


@dataclass(frozen=True, slots=True)
class _Story:
    entered_on: dt.date
    form: SaveEvent
    firms: int = 0
    leads: tuple[int, ...] = ()
    called_off: str = ""


_STORIES = (
    _Story(
        D(2026, 3, 16),
        SaveEvent("2026年软件交易会园区展团", EventKind.EXHIBITION, EventBrand.PARK, "大连",
                  D(2026, 5, 14), D(2026, 5, 17), "交易会组委会(虚构)", "CN", 18_600_000, 0),
        4, (6, 3, 0, 2),
    ),
    _Story(
        D(2026, 4, 2),
        SaveEvent("赴韩动漫外包考察", EventKind.DELEGATION, EventBrand.CHINA_SOURCING, "首尔",
                  D(2026, 6, 8), D(2026, 6, 12), "园区管理委员会", "KR", 7_200_000, 9_000_000,
                  "两家发包商已回访。"),
        3, (2, 1, 1),
    ),
    _Story(
        D(2026, 7, 20),
        SaveEvent("对欧金融外包推介会", EventKind.MEETING, EventBrand.PARK, "法兰克福",
                  D(2026, 9, 3), None, "园区管理委员会", "DE", 5_400_000, 0),
        2, (), "与当地展会撞期，改在明年。",
    ),
    _Story(
        D(2026, 9, 14),
        SaveEvent("对日外包洽谈周", EventKind.EXHIBITION, EventBrand.CHINA_SOURCING, "东京",
                  D(2026, 10, 12), D(2026, 10, 16), "对日工作组", "JP", 0, 12_000_000),
        3, (1,),
    ),
    _Story(
        D(2026, 9, 28),
        SaveEvent("服务外包年会", EventKind.MEETING, EventBrand.OTHER, "北京",
                  D(2026, 11, 26), D(2026, 11, 27), "行业协会(虚构)", "CN", 2_000_000, 0),
        2,
    ),
)  # fmt: skip


def hold_events(team: Team, everybody: Sequence[Tenant]) -> None:
    """Enter the events, who takes part and what they found, each on its day."""
    here = [
        one.number for one in everybody[:_TOLD] if one.fate is Fate.STAYS and one.left_on is None
    ]
    for place, story in enumerate(_STORIES):
        event = _enter(team, story, here[2 * place : 2 * place + story.firms])
        _find(team, story, event)
        _name_contract(team, story, event)


def _enter(team: Team, story: _Story, firms: Sequence[int]) -> int:
    with team.at(people.CLERK, story.entered_on).work(read_only=False) as work:
        event = add_event(work, story.form)
        for size, firm in enumerate(firms, 1):
            add_participant(work, event, 1, SaveParticipant(firm, size))
        if story.called_off:
            cancel_event(work, event, 1, story.called_off)
    return event


def _find(team: Team, story: _Story, event: int) -> None:
    first = story.form.first_on
    assert first is not None
    with team.at(people.CLERK, first).work(read_only=False) as work:
        for one, leads in zip(participants_of(work.session, event), story.leads, strict=False):
            words = "现场留下联系方式。" if leads else ""
            form = SaveParticipant(one.enterprise_id, one.people, leads, words)
            edit_participant(work, one.id, one.version, form)


def _name_contract(team: Team, story: _Story, event: int) -> None:
    """Name the first contract that a participant signed and executed since the event."""
    if not story.leads:
        return
    with team.at(people.CLERK, TODAY).work(read_only=False) as work:
        record = work.get(BrandEventRecord, event)
        firms = [one.enterprise_id for one in participants_of(work.session, event)]
        table, execution = ContractRecord, ContractExecutionRecord
        contract = work.session.scalar(
            select(table.id)
            .where(
                table.enterprise_id.in_(firms),
                table.signed_on >= record.first_on,
                table.state != ContractState.DRAFT.value,
                select(execution.id).where(execution.contract_id == table.id).exists(),
            )
            .order_by(table.signed_on, table.id)
            .limit(1)
        )
        if contract is not None:
            name_event_contract(work, event, record.version, contract)
