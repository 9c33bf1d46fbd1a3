"""Titles, alliances, stops and the income of last year in the demonstration park: all invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from parkdesk.demo import people
from parkdesk.demo.draw import near, stream
from parkdesk.demo.journeys import Team
from parkdesk.demo.size import TODAY
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.atse import SaveIncome
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.domain.titles import AllianceRole, SaveMembership, SaveTitle, SaveTitleKind
from parkdesk.store.work import Work
from parkdesk.usecases.atse import save_income
from parkdesk.usecases.core import UseCase
from parkdesk.usecases.stops import lift_stop, set_stop
from parkdesk.usecases.titles import add_title_kind, grant_title, join_alliance, withdraw_title

ResultT = TypeVar("ResultT")
_TOLD = 40
_YEAR = TODAY.year - 1
_SCENE = 1
"""The enterprise whose page the pictures show: it has something of everything."""
_HEAD_CENTS = 32_000_000
"""Income a head and year, in fen."""
_ALLIANCES = ("云湖服务外包企业联盟（虚构）", "长三角数字服务联盟（虚构）")
_ROLES = {1: AllianceRole.CHAIR, 2: AllianceRole.VICE_CHAIR, 6: AllianceRole.COUNCIL}


def grant_titles(team: Team, everybody: Sequence[Tenant]) -> None:
    """Enter what the first forty hold, earn and are forbidden, as the office would have."""
    told = everybody[:_TOLD]
    withdrawn: list[int] = []
    with team.at(people.CLERK, TODAY).work(read_only=False) as work:
        star = add_title_kind(
            work, SaveTitleKind("园区年度之星", "Star of the park", "云园办〔2020〕3号（虚构）", 12)
        )
    # The trail names a unit of work by its first command, so each kind of entry has its own.
    inside = [tenant for tenant in told if tenant.fate is not Fate.APPLIED]
    with team.at(people.CLERK, TODAY).work(read_only=False) as work:
        for tenant in inside:
            withdrawn += _titles(work, tenant, star)
    for enter in (_membership, _income):
        with team.at(people.CLERK, TODAY).work(read_only=False) as work:
            for tenant in inside:
                enter(work, tenant)
    # A reason is of a whole unit of work: what has one stands alone.
    for id_ in withdrawn:
        with team.at(people.CLERK, TODAY).work(read_only=False) as work:
            withdraw_title(
                work, id_, 1, dt.date(2026, 3, 2), "云商服〔2026〕4号（虚构），复核未通过"
            )
    for tenant in told:
        _stops(team, tenant)


def _titles(work: Work, tenant: Tenant, star: str) -> list[int]:
    """Grant what a tenant holds; return what was withdrawn later."""
    number = tenant.number
    withdrawn = []
    for place, (code, every, authority) in enumerate(
        (
            ("model", 5, "云湖市商务局（虚构）"),
            ("key", 3, "沧宁省商务厅（虚构）"),
            ("atse", 4, "沧宁省科学技术厅（虚构）"),
        )
    ):
        if number % every and number != _SCENE:
            continue
        granted = max(dt.date(2022 + (number + place) % 4, 11, 18), tenant.entered_on)
        title = SaveTitle(
            number,
            code,
            granted,
            f"云商服〔{granted.year}〕{20 + number}号（虚构）",
            authority,
            dt.date(granted.year + 3, 12, 31) if code != "key" else None,
        )
        id_ = grant_title(work, title)
        if code == "model" and number % 10 == 0 and granted.year <= _YEAR:
            withdrawn.append(id_)
    if number in {_SCENE, 4, 9}:
        granted = dt.date(2026, 1, 20)
        grant_title(
            work, SaveTitle(number, star, granted, "云园办〔2026〕2号（虚构）", "园区管委会")
        )
    return withdrawn


def _membership(work: Work, tenant: Tenant) -> None:
    number = tenant.number
    if number in _ROLES or number % 4 == 0:
        role = _ROLES.get(number, AllianceRole.MEMBER)
        since = max(dt.date(2021, 4, 1), tenant.entered_on)
        join_alliance(work, SaveMembership(number, _ALLIANCES[number % 2], role, since))


def _income(work: Work, tenant: Tenant) -> None:
    """Last year's income of every other one: the rest is not known, and stays so."""
    unknown = tenant.number % 2 and tenant.number % 3 and tenant.number != _SCENE
    if unknown or tenant.entered_on.year > _YEAR:
        return
    rng = stream(0, f"income-{tenant.number}")
    total = near(rng, tenant.headcount * _HEAD_CENTS, 15)
    ats = total * rng.randint(38, 82) // 100
    offshore = min(total * tenant.offshore_percent // 100, total)
    paper = f"{_YEAR} 年度审计报告 云会审字{100 + tenant.number}号（虚构）"
    save_income(work, tenant.number, None, SaveIncome(_YEAR, total, ats, None, offshore, paper))


def _stops(team: Team, tenant: Tenant) -> None:
    def act(use_case: UseCase[..., ResultT], *asked: object) -> ResultT:
        with team.at(people.MANAGER, TODAY).work(read_only=False) as work:
            return use_case(work, *asked)

    if tenant.fate is Fate.REVOKED:
        day = tenant.left_on or TODAY
        everything = frozenset(StopEffect)
        revoked = SaveStop("云园办〔2026〕11号（虚构）", "营业执照被吊销", everything, day)
        act(set_stop, tenant.number, revoked)
    if tenant.number == _SCENE:
        audit = SaveStop(
            "云商审〔2025〕7号（虚构）",
            "专项资金审计期间",
            frozenset({StopEffect.NEW_CLAIMS, StopEffect.SUBMISSION, StopEffect.PAYMENT}),
            dt.date(2025, 9, 1),
            dt.date(2025, 12, 31),
        )
        id_ = act(set_stop, tenant.number, audit)
        over = dt.date(2025, 11, 10)
        act(lift_stop, id_, 1, over, "审计结束，未发现问题：云商审〔2025〕15号（虚构）")
        fees = SaveStop(
            "云园办〔2026〕18号（虚构）",
            "公共服务平台使用费逾期未缴",
            frozenset({StopEffect.SERVICES}),
            dt.date(2026, 10, 8),
            dt.date(2026, 12, 31),
        )
        act(set_stop, tenant.number, fees)
