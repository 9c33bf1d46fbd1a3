"""Programmes of earlier releases learn what those could not hold, once, and keep the rest."""

import tomllib
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from parkdesk.domain.eligibility import Judge, Rule
from parkdesk.domain.programme_writing import programme_text
from parkdesk.domain.programmes import (
    CertificationSupport,
    ClaimKind,
    Figure,
    Mark,
    Track,
    parse_programme,
)
from parkdesk.domain.trainees import Assessment
from parkdesk.store import seed
from parkdesk.store.tables.programmes import ProgrammeRecord
from tests.usecases.claim_stories import person

CODE = "central-training-2009"
ROSTERS = frozenset({ClaimKind.ENTERPRISE, ClaimKind.INSTITUTION})


@pytest.fixture
def record(work):
    return work.session.scalar(select(ProgrammeRecord).filter_by(code=CODE))


def store(work, record, content):
    table = ProgrammeRecord.__table__
    work.session.connection().execute(
        update(table).where(table.c.id == record.id).values(content=content)
    )
    work.session.expire_all()


def of_the_first_release(programme):
    """Return the programme as the first release kept it, with a title and a figure of the park."""
    return replace(
        programme,
        title="本园的叫法",
        pass_score=Figure(60, Mark.DOCUMENT, "园区通知"),
        certification=CertificationSupport(items_a_year=Figure(7, Mark.DOCUMENT, "园区通知")),
        platform=None,
        standing=(),
        barring=(),
        clauses=(),
        cases=(),
        materials=tuple(
            replace(one, kinds=one.kinds & ROSTERS)
            for one in programme.materials
            if one.kinds & ROSTERS
        ),
    )


def test_an_old_programme_is_completed_once(work, record):
    whole = parse_programme(tomllib.loads(record.content))
    old = of_the_first_release(whole)
    store(work, record, programme_text(old).replace("format = 2\n", ""))
    version = record.version
    for _ in range(2):
        seed.plant(work.session)
    work.session.expire_all()
    found = parse_programme(tomllib.loads(record.content))
    assert record.version == version + 1
    assert (found.title, found.pass_score) == (old.title, old.pass_score)
    assert found.certification.items_a_year.value == 7
    assert found.certification.kinds == whole.certification.kinds
    assert found.platform == whole.platform
    assert (found.standing, found.clauses, found.cases) == (
        whole.standing,
        whole.clauses,
        whole.cases,
    )
    assert {one.code: one.kinds for one in found.materials} == {
        one.code: one.kinds for one in whole.materials
    }


def test_a_programme_of_this_release_is_the_park_s(work, record):
    mine = replace(parse_programme(tomllib.loads(record.content)), standing=(), title="改过的")
    store(work, record, programme_text(mine))
    seed.plant(work.session)
    work.session.expire_all()
    assert parse_programme(tomllib.loads(record.content)) == mine


def test_document_numbers_of_the_seed_are_written_officially_and_no_others(work, record):
    mine = parse_programme(tomllib.loads(record.content))
    pass_score = Figure(60, Mark.DOCUMENT, "", "云园办[2026]3号")
    content = programme_text(replace(mine, pass_score=pass_score))
    store(work, record, content.replace("财企〔2009〕44号", "财企[2009]44号"))
    version = record.version
    for _ in range(2):
        seed.plant(work.session)
    work.session.expire_all()
    found = parse_programme(tomllib.loads(record.content))
    assert record.version == version + 1
    assert found.document == record.document_number == "财企〔2009〕44号"
    assert found.pass_score.document == "云园办[2026]3号"


@pytest.mark.parametrize("first_release", [True, False])
def test_an_edition_that_asked_nobodys_employer_asks_for_none_after_an_upgrade(
    work, record, first_release
):
    """Claims under way are judged by what their edition said when it was released."""
    whole = parse_programme(tomllib.loads(record.content))
    assert whole.outsourcing_employer is not None
    older = replace(whole, outsourcing_employer=None)
    content = programme_text(of_the_first_release(older) if first_release else older)
    store(work, record, content.replace("format = 2\n", "") if first_release else content)
    seed.plant(work.session)
    work.session.expire_all()
    found = parse_programme(tomllib.loads(record.content))
    assert found.outsourcing_employer is None
    trained = person(1, assessment=Assessment.PASSED, employer="")
    lines = Judge(found, Track.INSTITUTION, work.today).judge(trained).lines
    assert Rule.EMPLOYER not in {line.rule for line in lines}
