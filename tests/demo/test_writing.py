"""The demonstration park in a database: complete, by the rules, and the same on any day."""

import datetime as dt
import hashlib
import io
import json
import re
import time
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from parkdesk import desk as composition
from parkdesk.demo import rosters, writing
from parkdesk.demo.people import PASSWORD, PEOPLE
from parkdesk.demo.size import NOW, Size
from parkdesk.demo.writing import make_demo
from parkdesk.desk import open_desk
from parkdesk.domain import id_number
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.certifications import CertificationStatus, status_on
from parkdesk.domain.claim_lines import Stage, stage_sum
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.errors import Cancelled, Refused
from parkdesk.domain.paging import Sort
from parkdesk.domain.statistics import FillState
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.standing import standings
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platforms import PlatformServiceRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.claim_lists import ClaimFilter, list_claims
from parkdesk.usecases.claim_papers import claim_papers
from parkdesk.usecases.identity import sign_in
from parkdesk.usecases.rosters import load_roster
from parkdesk.usecases.summaries import list_snapshots, snapshot
from parkdesk.usecases.trail import check_trail
from tests.usecases.closing_stories import close

LAST = Quarter(2026, 3)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    from parkdesk.store.vault import FileKeyStore

    return FileKeyStore(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def demo(tmp_path_factory, keys):
    created = make_demo(str(tmp_path_factory.mktemp("demo")), Size(), keys=keys)
    yield created.desk
    created.desk.close()


@pytest.fixture
def read(demo):
    with demo.work(read_only=True) as work:
        yield work


def _count(work, table):
    return work.session.scalar(select(func.count()).select_from(table))


def test_forty_enterprises_with_all_that_belongs_to_them(read):
    assert _count(read, EnterpriseRecord) == 41, "forty, and one of them registered twice"
    assert _count(read, ContractRecord) > 150
    assert _count(read, CertificationRecord) > 50
    assert _count(read, PlatformServiceRecord) > 200


def test_its_clock_stands_still(demo, keys):
    with open_desk(str(demo.location.folder), keys=keys).work(read_only=True) as work:
        assert work.now == NOW


def test_its_five_people_sign_in_with_the_password_that_is_shown(demo):
    for person in PEOPLE:
        with demo.work(read_only=False) as work:
            outcome = sign_in(work, person.login, PASSWORD)
        assert outcome.actor is not None
        assert (outcome.actor.name, outcome.actor.role) == (person.name, person.role.value)


def test_certificates_are_in_every_state(read):
    held = standings(read.session, read.session.scalars(select(CertificationRecord)).all())
    found = {status_on(one, read.today) for one in held.values()}
    assert found == set(CertificationStatus)


def test_claims_are_in_every_state(read):
    assert set(read.session.scalars(select(ClaimRecord.state))) == {one.value for one in ClaimState}


def test_every_kind_of_refusal_and_warning_is_there(read):
    """What the flaws are named after is what the rules answer, by the rules and nothing else."""
    rows = list_claims(read, ClaimFilter(), Sort("number"), 0, 100).rows
    said = {
        line.code
        for claim in rows
        if claim.track is not None
        for verdict in load_roster(read, claim.id).verdicts
        for line in verdict.lines
    }
    stored = {
        code
        for trace in read.session.scalars(select(ClaimPersonRecord.trace))
        for _rule, _verdict, code in json.loads(trace)
    }
    repeats = {"repeat-in-roster", "repeat-claimed", "repeat-earlier-programme"}
    missing = (set(rosters.FLAWS) | repeats | {"contract-open-ended"}) - said - stored
    assert missing == set()


def test_what_was_decided_is_what_the_rules_gave(read):
    """The stored amounts of a submitted claim are the sum of its payable rows."""
    for claim in read.session.scalars(
        select(ClaimRecord).where(ClaimRecord.state != ClaimState.DRAFT.value)
    ):
        rows = amount_lines(read.session, claim)
        assert claim.requested_cents == sum(row.requested_cents for row in rows)
        assert all(row.verdict.payable == (row.requested_cents > 0) for row in rows)
        for stage, cents in (
            (Stage.ASKED, claim.asked_cents),
            (Stage.RECOMMENDED, claim.recommended_cents),
            (Stage.APPROVED, claim.approved_cents),
            (Stage.PAID, claim.paid_cents),
            (Stage.RECOVERED, claim.recovered_cents),
        ):
            assert stage_sum(rows, stage) == (cents or 0), (claim.number, stage)


def test_no_two_people_of_the_ledger_have_one_number(read):
    numbers = [
        number
        for number in read.session.scalars(select(ClaimPersonRecord.id_number))
        if number and id_number.holds(number)
    ]
    assert numbers


def test_its_trail_holds_and_names_no_number_of_a_person(read):
    assert check_trail(read).broken_at is None
    text = "\n".join(read.session.scalars(select(TrailRecord.change)))
    held = [number for number in re.findall(r"\d{17}[\dX]", text) if id_number.holds(number)]
    assert held == []


def test_the_last_quarter_can_be_frozen(demo):
    with demo.work(read_only=False) as work:
        row = close(work, LAST)
    with demo.work(read_only=True) as work:
        summary = snapshot(work, row.id)
    assert all(figure.value is not None for figure in summary.figures)
    assert summary.findings.standing
    assert len(summary.executed) >= 5


def test_the_quarter_before_was_frozen_in_its_time(read):
    (frozen,) = [one for one in list_snapshots(read) if one.quarter == LAST.previous()]
    assert (frozen.edition, frozen.frozen_by) == (1, "陈志远")
    assert frozen.frozen_at.date() == dt.date(2026, 7, 17)
    summary = snapshot(read, frozen.id)
    entry = read.session.get_one(TrailRecord, int(summary.trail_head.split()[0]))
    assert entry.at <= frozen.frozen_at or entry.action == writing.ACTION


def test_claims_on_their_way_have_their_papers(read):
    for claim in read.session.scalars(select(ClaimRecord)):
        papers = claim_papers(read, claim.id)
        lacking = sum(paper.lacking for paper in papers)
        assert lacking <= (2 if claim.submitted_at else (len(papers) + 1) // 2)


def test_some_returns_of_the_last_quarter_are_missing(read):
    from parkdesk.usecases.summaries import quarter_summary

    states = {line.fill_state for line in quarter_summary(read, LAST).enterprises}
    assert FillState.SUBMITTED.value in states
    assert len(states) > 1


def test_the_same_seed_prints_the_same_paper_on_any_day(tmp_path, keys, monkeypatch):
    """Keys, nonces and password salts differ from park to park; nothing printed depends on them."""
    today = _paper(tmp_path / "today", keys)
    later = dt.datetime(2031, 2, 28, 4, tzinfo=dt.UTC)

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return later.astimezone(tz)

    monkeypatch.setattr(composition, "dt", SimpleNamespace(datetime=Later, UTC=dt.UTC))
    monkeypatch.setattr(time, "time", later.timestamp)
    assert composition.system_clock() == later
    assert _paper(tmp_path / "later", keys) == today


def _paper(folder, keys):
    desk = make_demo(str(folder), Size(), keys=keys).desk
    with desk.work(read_only=False) as work:
        row = close(work, LAST)
    with desk.work(read_only=True) as work:
        summary = snapshot(work, row.id)
    desk.close()
    paper = io.BytesIO()
    render_quarterly(summary, paper)
    return hashlib.sha256(paper.getvalue()).hexdigest()


def test_a_larger_park_has_its_people(tmp_path, keys):
    desk = make_demo(str(tmp_path), Size(enterprises=230, trainees=1_500), keys=keys).desk
    with desk.work(read_only=True) as work:
        assert _count(work, EnterpriseRecord) == 230
        assert _count(work, ClaimPersonRecord) >= 1_500
        assert check_trail(work).broken_at is None
    desk.close()


def test_a_place_with_a_park_is_refused(demo):
    with pytest.raises(Refused, match="not-empty"):
        make_demo(str(demo.location.folder), Size())


def test_a_cancelled_park_leaves_nothing(tmp_path, keys):
    def stop(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_demo(str(tmp_path), Size(), stop, keys)
    assert not (tmp_path / "park.db").exists()


def test_a_step_that_the_rules_refuse_leaves_nothing(tmp_path, keys, monkeypatch):
    def refuse(*_arguments, **_options):
        raise Refused("claim-roster-empty")

    monkeypatch.setattr(writing, "travel", refuse)
    with pytest.raises(Refused, match="claim-roster-empty"):
        make_demo(str(tmp_path), Size(), keys=keys)
    assert not (tmp_path / "park.db").exists()
