"""A fund of the city in the demonstration park: reviewed by the district, then by the city.

Its claims are what a review desk meets on a usual day: some with nothing to ask about, which may be
passed as a group; one that waits for the district, one for the city; one whose people and diplomas
are asked about (`demo.questions`). The notice is invented and says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parkdesk.demo import people
from parkdesk.demo.draw import stream
from parkdesk.demo.journeys import Team
from parkdesk.demo.programmes import copy_of_template
from parkdesk.demo.questions import ask_about
from parkdesk.demo.rosters import Setting, person
from parkdesk.demo.size import Size
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.claimants import ASKED_OF
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.programme_keys import with_figure
from parkdesk.domain.programmes import Figure, Level, LevelShare, Mark, Programme, Track
from parkdesk.domain.trainees import Trainee
from parkdesk.store.claim_records import rules_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.budgets import SaveLevelBudget, set_level_budget
from parkdesk.usecases.claim_papers import save_materials
from parkdesk.usecases.claim_stages import record_review
from parkdesk.usecases.claimants import Condition, save_conditions
from parkdesk.usecases.claims import (
    ClaimKey,
    NewClaim,
    create_claim,
    precheck_claim,
    submit_claim,
)
from parkdesk.usecases.programme_drafts import (
    programme_draft,
    release_programme,
    save_programme,
)
from parkdesk.usecases.programmes import set_programme_budget
from parkdesk.usecases.rosters import save_roster

P_CITY = "park-city-fund-2026"
_YEAR = 2026
_NOTICE = "云商服〔2026〕19号（虚构）"
_DRAFTED, _WRITTEN, _RELEASED = (dt.date(2026, 7, day) for day in (6, 10, 14))
_BUDGET_CENTS = 60_000_000
_ALLOTTED = {Level.CITY: 36_000_000, Level.PARK: 24_000_000}
_WINDOW = DateRange(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
_WORDS = frozenset({"claim-claimant-fails", "claim-has-refused-rows", "claim-lacks-materials"})
FIRST_PERSON = 40_000
"""People of this fund are numbered far from the others: a larger park moves nobody."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim of the fund: whose, when begun, how many people, and how far it has come."""

    enterprise: int
    begun_on: dt.date
    heads: int
    prechecked_on: dt.date | None = None
    found: tuple[tuple[Level, dt.date, int, str], ...] = ()
    """Level, day, what it takes off, its document."""


def _day(month: int, day: int) -> dt.date:
    return dt.date(2026, month, day)


_TOLD = (
    _Told(
        4,
        _day(8, 17),
        8,
        _day(8, 26),
        ((Level.DISTRICT, _day(9, 15), 450_000, "湖区商函〔2026〕44号（虚构）"),),
    ),
    _Told(8, _day(8, 31), 6, _day(9, 9)),
    _Told(12, _day(9, 21), 5),
    _Told(14, _day(9, 22), 7),
    _Told(16, _day(9, 24), 4),
    _Told(25, _day(9, 28), 6),
    _Told(24, _day(9, 29), 9),
)


def follow_the_city(team: Team, size: Size, everybody: Sequence[Tenant]) -> None:
    """Release the city's fund and tell its claims; nothing in a park with fewer enterprises."""
    if len(everybody) < max(told.enterprise for told in _TOLD):
        return
    programme_id = _release(team)
    rng = stream(size.seed, "levels")
    number = FIRST_PERSON
    rosters: list[list[Trainee]] = []
    for told in _TOLD:
        setting = Setting(everybody[told.enterprise - 1], Track.ENTERPRISE, _WINDOW, told.begun_on)
        rosters.append([person(number + at, rng, setting) for at in range(told.heads)])
        number += told.heads
    rosters[-1] = ask_about(rosters[-1], rosters[2][0], rosters[3][1])
    for told, rows in zip(_TOLD, rosters, strict=True):
        _travel(team, told, programme_id, rows)


def _release(team: Team) -> int:
    key = copy_of_template(team, _DRAFTED, P_CITY, _YEAR)
    with team.at(people.REVIEWER, _WRITTEN).work(read_only=False) as work:
        programme = _written(programme_draft(work, key.id).programme)
        key = save_programme(work, key.id, key.version, programme)
    with team.at(people.MANAGER, _RELEASED).work(read_only=False) as work:
        key = release_programme(work, key.id, key.version, "按市级通知发布", is_open=True)
        set_programme_budget(work, key.id, key.version, _BUDGET_CENTS)
        for level, cents in _ALLOTTED.items():
            form = SaveLevelBudget(key.id, level.value, cents, "云财预〔2026〕33号（虚构）")
            set_level_budget(work, form, 0)
    return key.id


def _written(programme: Programme) -> Programme:
    for key, value, clause in (
        ("review-levels", (Level.DISTRICT, Level.CITY), "第八条"),
        ("shares", (LevelShare(Level.CITY, 600), LevelShare(Level.PARK, 400)), "第五条"),
    ):
        figure: Figure[object] = Figure(value, Mark.DOCUMENT, "", _NOTICE, clause)
        programme = with_figure(programme, key, figure)
    return replace(
        programme,
        title="2026 年度云湖市服务外包专项资金（虚构）",
        title_en="2026 service-outsourcing fund of the city (invented)",
        document=_NOTICE,
        issued_on=_DRAFTED,
        template=False,
    )


def _travel(team: Team, told: _Told, programme_id: int, rows: Sequence[Trainee]) -> None:
    with team.at(people.CLERK, told.begun_on).work(read_only=False) as work:
        form = NewClaim(told.enterprise, programme_id, ClaimKind.ENTERPRISE)
        key = create_claim(work, form, _WORDS)
        rules = rules_of(work, work.get(ClaimRecord, key.id))
        papers = tuple(paper.code for paper in rules.materials_for(ClaimKind.ENTERPRISE))
        key = save_materials(work, key.id, key.version, papers)
        saved = save_roster(work, key.id, key.version, tuple(rows))
        asked = ASKED_OF[ClaimKind.ENTERPRISE]
        met = [Condition(one.value.value, met=True) for one in rules.standing if one.value in asked]
        met += [Condition("violations", met=True)] if rules.clean_years else []
        key = save_conditions(work, key.id, saved.version, met)
    with team.at(people.CLERK, told.begun_on, 30).work(read_only=False) as work:
        key = submit_claim(work, key.id, key.version, _WORDS)
    _review(team, told, key)


def _review(team: Team, told: _Told, key: ClaimKey) -> None:
    if told.prechecked_on is None:
        return
    with team.at(people.REVIEWER, told.prechecked_on).work(read_only=False) as work:
        amount = work.get(ClaimRecord, key.id).requested_cents
        key = precheck_claim(work, key.id, key.version, amount)
    for level, day, less, document in told.found:
        with team.at(people.MANAGER, day).work(read_only=False) as work:
            amount = (work.get(ClaimRecord, key.id).recommended_cents or 0) - less
            key = record_review(work, key.id, key.version, level, amount, document)
