"""Next year's programme as a draft: copied from the template by the reviewer, not yet released."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.domain.programme_keys import with_figure
from parkdesk.domain.programmes import (
    ClaimKind,
    Clause,
    Figure,
    Level,
    LevelShare,
    Mark,
    PackCase,
    Programme,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.programme_drafts import (
    DraftKey,
    copy_programme,
    programme_draft,
    save_programme,
)

_TEMPLATE, _CODE, _YEAR = "template-training-2026", "park-fund-2027", 2027
_NOTICE = "云园办〔2026〕31号（虚构）"
_BEGUN, _WRITTEN = dt.date(2026, 9, 28), dt.date(2026, 10, 9)
_CLAUSES = (
    ("第六条", "市、园两级资金按六比四分担。"),
    ("第九条", "区县、市两级审核通过后，在园区公示栏及网站公示，公示期不少于五个工作日。"),
    ("第十二条", "对提供虚假材料骗取资金的，追回全部资金，三年内不予受理其申报。"),
)


def copy_of_template(team: Team, day: dt.date, code: str, year: int) -> DraftKey:
    """Begin a draft as the reviewer does: a copy of the template year."""
    with team.at(people.REVIEWER, day).work(read_only=False) as work:
        source = work.session.scalars(
            select(ProgrammeRecord.id).where(ProgrammeRecord.code == _TEMPLATE)
        ).one()
        return copy_programme(work, source, code, year)


def draft_next_year(team: Team) -> None:
    """Begin and fill the draft for 2027; the notice in it is invented and says so."""
    key = copy_of_template(team, _BEGUN, _CODE, _YEAR)
    with team.at(people.REVIEWER, _WRITTEN).work(read_only=False) as work:
        programme = _written(programme_draft(work, key.id).programme)
        save_programme(work, key.id, key.version, programme)


def _written(programme: Programme) -> Programme:
    for key, value, clause in (
        ("review-levels", (Level.DISTRICT, Level.CITY), "第九条"),
        ("shares", (LevelShare(Level.CITY, 600), LevelShare(Level.PARK, 400)), "第六条"),
        ("notice-days", 5, "第九条"),
        ("certification-share", 500, "第七条"),
        ("certification-cap", 30_000_000, "第七条"),
        ("approval-limit-reviewer", 20_000_000, "第十条"),
    ):
        figure: Figure[object] = Figure(value, Mark.DOCUMENT, "", _NOTICE, clause)
        programme = with_figure(programme, key, figure)
    return replace(
        programme,
        title="2027 年度云湖园服务外包业务发展资金（虚构）",
        title_en="2027 service-outsourcing fund of the park (invented)",
        document=_NOTICE,
        issued_on=dt.date(2026, 9, 25),
        template=False,
        clauses=tuple(Clause(number, text, Mark.DOCUMENT) for number, text in _CLAUSES),
        cases=tuple(_expected(case) for case in programme.cases),
    )


def _expected(case: PackCase) -> PackCase:
    """Expect half of the fee, as the new notice has it."""
    paid = case.kind is ClaimKind.CERTIFICATION and case.amount_cents
    return replace(case, amount_cents=case.amount_cents // 2) if paid else case
