"""The findings in a quarter's summary: as they stood when it ended, whenever it is asked."""

import dataclasses
import datetime as dt
import random

import pytest
from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import FindingAnswer, FindingStanding, QuarterMark
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.summary_findings import ending_of, places
from parkdesk.domain.summary_laws import broken_laws
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.finding_lists import (
    FindingFilter,
    finding_owners,
    list_findings,
    quarter_counts,
)
from parkdesk.usecases.findings import (
    AnswerFinding,
    answer_findings,
    assign_findings,
    move_due_day,
    refresh_findings,
    reopen_findings,
    revoke_waivers,
    waive_findings,
)
from parkdesk.usecases.summaries import quarter_summary, snapshot
from tests import registers
from tests.usecases.closing_stories import close, open_again
from tests.usecases.test_findings import add_enterprise, ask, at, chosen, do, rows_of

QUARTER = Quarter(2026, 3)
LOOKED = dt.date(2026, 9, 7)
END = QUARTER.last
TODAY = dt.date(2026, 10, 12)


@pytest.fixture
def watched(desk):
    """Two enterprises, one with a certificate that ran out in May, looked at in September."""
    first, second = add_enterprise(desk), add_enterprise(desk)
    for id_ in (first, second):
        form = registers.benchmark(id_, issued_on=dt.date(2023, 5, 10))
        do(at(desk, LOOKED), register_certification, form)
    do(at(desk, LOOKED), refresh_findings)
    return desk


def findings_of(desk, day=TODAY, quarter=QUARTER):
    draft = ask(at(desk, day), quarter_summary, quarter)
    assert broken_laws(draft) == ()
    return draft.findings


def line_of(desk, rule=RuleCode.CERTIFICATE_EXPIRED, day=TODAY):
    return next(one for one in findings_of(desk, day).lines if one.rule is rule)


def worklist(desk):
    """The worklist's findings by id."""
    found = ask(desk, list_findings, FindingFilter(), Sort("due"), 0, 500)
    return {row.id: row for row in found.rows}


def expired(desk):
    return next(r for r in rows_of(desk).values() if r.rule is RuleCode.CERTIFICATE_EXPIRED)


def test_a_finding_is_told_with_owner_day_and_mark(watched):
    owners = ask(watched, finding_owners)
    day = dt.date(2026, 9, 10)
    do(at(watched, day), assign_findings, chosen(expired(watched)), owners[0][0])
    row = expired(watched)
    line = next(one for one in findings_of(watched).lines if one.finding_id == row.id)
    assert (line.owner, line.found_on, line.due_on) == (owners[0][1], LOOKED, row.due_on)
    assert (line.enterprise, line.level, line.mark) == (row.enterprise, row.level, QuarterMark.NEW)
    assert line.standing is FindingStanding.OVERDUE
    assert line.age(END) == (END - LOOKED).days
    assert places(line.facts) == row.facts


def test_what_was_done_after_the_quarter_does_not_move_it(watched):
    before = findings_of(watched, END)
    later, owners = at(watched, dt.date(2026, 10, 6)), ask(watched, finding_owners)
    do(later, assign_findings, chosen(expired(watched)), owners[0][0])
    do(later, move_due_day, chosen(expired(watched)), dt.date(2026, 11, 20))
    form = AnswerFinding(FindingAnswer.UNDER_WAY, "复评已排期")
    do(later, answer_findings, chosen(expired(watched)), form)
    do(later, waive_findings, chosen(expired(watched)), dt.date(2026, 12, 31), "展期")
    assert findings_of(watched).lines == before.lines
    assert expired(watched).standing is FindingStanding.WAIVED


ACTS = ("assign", "give-back", "answer", "reopen", "waive", "revoke", "move")


def act(desk, day, kind, row, chance):
    """Do something about a finding, if its state allows it."""
    then, answered = at(desk, day), row.standing is FindingStanding.ANSWERED
    waived = row.waived_until is not None and row.waived_until >= day
    if kind == "assign":
        do(then, assign_findings, chosen(row), chance.choice(ask(desk, finding_owners))[0])
    elif kind == "give-back":
        do(then, assign_findings, chosen(row), None)
    elif kind == "answer":
        do(then, answer_findings, chosen(row), AnswerFinding(FindingAnswer.EXPLAINED, "说明"))
    elif kind == "reopen" and answered:
        do(then, reopen_findings, chosen(row), "尚未整改")
    elif kind == "waive":
        until = day + dt.timedelta(days=chance.randrange(60))
        do(then, waive_findings, chosen(row), until, "展期")
    elif kind == "revoke" and waived:
        do(then, revoke_waivers, chosen(row), "情况有变")
    elif kind == "move":
        do(then, move_due_day, chosen(row), day + dt.timedelta(days=chance.randrange(40)))


@pytest.mark.parametrize("seed", range(8))
def test_the_list_is_the_same_whenever_it_is_asked_and_it_is_the_worklists(watched, seed):
    """The summary and the worklist are one truth: so on the last day, and told so ever after."""
    chance = random.Random(seed)
    days = sorted(chance.sample(range(1, 35), 12))
    told = None
    for day in (LOOKED + dt.timedelta(days=number) for number in days):
        if day > END and told is None:
            told = findings_of(watched, END)
            rows = worklist(at(watched, END))
            assert {one.finding_id for one in told.lines} == set(rows)
            for one in told.lines:
                row = rows[one.finding_id]
                said = (one.owner, one.due_on, one.standing)
                assert said == (row.owner, row.due_on, row.standing)
        row = chance.choice(list(worklist(at(watched, day)).values()))
        act(watched, day, chance.choice(ACTS), row, chance)
    assert told is None or findings_of(watched).lines == told.lines


def test_what_ended_is_closed_in_its_quarter_and_told_after_it(watched):
    day = dt.date(2026, 9, 20)
    with at(watched, day).work(read_only=False) as work:
        first, second = work.session.scalars(
            select(CertificationRecord).order_by(CertificationRecord.id)
        )
        first.withdrawn_on = day
        id_ = first.enterprise_id
    do(at(watched, day), refresh_findings)
    closed = findings_of(watched).closed
    assert [one.rule for one in closed] == [RuleCode.CERTIFICATE_EXPIRED]
    assert (closed[0].ended_on, ending_of(closed[0]).code) == (day, "certificate-withdrawn")
    assert closed[0].standing is FindingStanding.ENDED
    before = findings_of(watched)
    with at(watched, dt.date(2026, 10, 2)).work(read_only=False) as work:
        work.get(CertificationRecord, second.id).withdrawn_on = dt.date(2026, 10, 1)
    do(at(watched, dt.date(2026, 10, 2)), refresh_findings)
    after = findings_of(watched)
    assert len(after.standing) == len(before.standing)
    (since,) = (one for one in after.standing if one.ended_on is not None)
    assert since.ended_on == dt.date(2026, 10, 2)
    assert id_ in {one.enterprise_id for one in rows_of(watched).values()}


def test_what_a_quarter_counts_is_what_the_worklist_counts(watched):
    do(at(watched, TODAY), refresh_findings)
    for quarter in (QUARTER, Quarter(2026, 4), Quarter(2026, 2)):
        found = findings_of(watched, TODAY, quarter)
        assert found.by_mark() == ask(at(watched, TODAY), quarter_counts, quarter)
    assert findings_of(watched, TODAY, Quarter(2026, 4)).by_mark()[QuarterMark.REPEATED] > 0


def test_a_quarter_before_the_first_look_is_unknown(watched):
    assert findings_of(watched, TODAY, Quarter(2026, 2)).unknown
    assert not findings_of(watched).unknown


def test_a_park_that_never_looked_says_so(desk):
    add_enterprise(desk)
    found = findings_of(desk)
    assert found.unknown
    assert (found.lines, found.looked_on, found.kept_since) == ((), None, None)
    assert found.rules


def test_leave_for_the_one_before_holds_for_the_one_that_follows(watched):
    row = expired(watched)
    do(at(watched, LOOKED), waive_findings, chosen(row), dt.date(2026, 12, 31), "展期")
    with at(watched, dt.date(2026, 9, 10)).work(read_only=False) as work:
        certificate = work.get(CertificationRecord, row.record_id)
        certificate.withdrawn_on = dt.date(2026, 9, 10)
    do(at(watched, dt.date(2026, 9, 10)), refresh_findings)
    with at(watched, dt.date(2026, 9, 12)).work(read_only=False) as work:
        work.get(CertificationRecord, row.record_id).withdrawn_on = None
    do(at(watched, dt.date(2026, 9, 12)), refresh_findings)

    def again(day=TODAY):
        lines = findings_of(watched, day).standing
        return next(
            one for one in lines
            if one.found_on == dt.date(2026, 9, 12) and one.rule is row.rule
        )  # fmt: skip

    assert (again().mark, again().standing) == (QuarterMark.REPEATED, FindingStanding.WAIVED)
    assert again().waived_until == dt.date(2026, 12, 31)
    now = next(one for one in rows_of(watched).values() if one.id == again().finding_id)
    do(at(watched, dt.date(2026, 9, 20)), revoke_waivers, chosen(now), "情况有变")
    assert again().standing is not FindingStanding.WAIVED
    assert again(dt.date(2026, 9, 19)).standing is FindingStanding.WAIVED


def test_closing_looks_first_and_keeps_what_stood(watched, act_as):
    with watched.work(read_only=False) as work:
        for one in work.session.scalars(select(CertificationRecord)):
            one.withdrawn_on = dt.date(2026, 10, 1)
    edition = do(watched, close, QUARTER)
    kept = ask(watched, snapshot, edition.id).findings
    ended = [one for one in kept.standing if one.rule is RuleCode.CERTIFICATE_EXPIRED]
    assert [one.ended_on for one in ended] == [TODAY, TODAY]
    with watched.work(read_only=False) as work:
        for one in work.session.scalars(select(EnterpriseRecord)):
            one.name = f"{one.name}（更名）"
        for one in work.session.scalars(select(FindingRecord)):
            one.due_on = dt.date(2027, 1, 1)
    assert ask(watched, snapshot, edition.id).findings == kept
    open_again(act_as, QUARTER)
    second = do(act_as(Role.ADMINISTRATOR), close, QUARTER, None, "更正企业名称")
    assert ask(watched, snapshot, second.id).findings != kept


def test_a_running_quarter_is_told_as_it_stands_today(watched):
    do(at(watched, TODAY), refresh_findings)
    found = findings_of(watched, TODAY, Quarter(2026, 4))
    assert (found.as_at, found.found_since) == (TODAY, 0)
    rows = worklist(at(watched, TODAY))
    assert {one.finding_id: one.standing for one in found.standing} == {
        id_: row.standing for id_, row in rows.items()
    }


def test_found_since_the_quarter_is_a_number_beside_the_list(watched):
    before = findings_of(watched)
    id_ = add_enterprise(watched)
    form = registers.benchmark(id_, issued_on=dt.date(2023, 5, 20))
    do(watched, register_certification, form)
    do(at(watched, TODAY), refresh_findings)
    after = findings_of(watched)
    assert after.found_since > before.found_since
    assert dataclasses.replace(after, found_since=0, looked_on=None).lines == before.lines
