"""Findings from the registers: found, answered, waived, and ended by a fact."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.calendar import CHINA, Quarter
from parkdesk.domain.compliance_rules import ParameterName, RuleCode
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord, WrongState
from parkdesk.domain.findings import (
    NOBODY,
    FindingAct,
    FindingAnswer,
    FindingStanding,
    QuarterMark,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.merges import MergeRequest
from parkdesk.domain.paging import Sort
from parkdesk.domain.statistics import Return
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingDayRecord
from parkdesk.usecases.attestations import (
    RecordAttestation,
    enterprise_attestations,
    evidence_choices,
    record_attestation,
    withdraw_attestation,
)
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.compliance_rules import (
    RuleFigure,
    compliance_catalogue,
    set_rule_figure,
)
from parkdesk.usecases.enterprises import delete_enterprise
from parkdesk.usecases.finding_lists import (
    FindingFilter,
    count_overdue_findings,
    finding_detail,
    finding_owners,
    findings_of_enterprise,
    findings_to_answer,
    list_findings,
    quarter_counts,
)
from parkdesk.usecases.finding_prints import findings_sheet
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
from parkdesk.usecases.merge_undoing import undo_merge
from parkdesk.usecases.merges import merge_enterprises
from parkdesk.usecases.returns import SaveReturn, save_return
from tests import registers

TODAY = dt.date(2026, 10, 12)
ODDITIES = frozenset({"issued-after-leaving", "issued-before-founding"})
"""What the register asks about, and the person confirms."""
MEASURES = (
    "access-control",
    "confidentiality",
    "isolation",
    "personal-data-notice",
    "personal-data-rules",
)


def at(desk, day):
    noon = dt.datetime.combine(day, dt.time(12), CHINA)
    return replace(desk, clock=lambda: noon)


def ask(desk, use_case, *args):
    with desk.work(read_only=True) as work:
        return use_case(work, *args)


def do(desk, use_case, *args):
    with desk.work(read_only=False) as work:
        return use_case(work, *args)


def add_enterprise(desk, **differences):
    with desk.work(read_only=False) as work:
        work.action = "register_enterprise"
        return registers.enterprise(work, **differences)


def rows_of(desk, **criteria):
    found = ask(desk, list_findings, FindingFilter(**criteria), Sort("due"), 0, 500)
    return {(row.rule.value, row.subject): row for row in found.rows}


def chosen(row):
    return {row.id: row.version}


@pytest.fixture
def lapsed(desk):
    """An enterprise whose certificate ran out in May; the registers were looked at."""
    id_ = add_enterprise(desk)
    form = registers.benchmark(id_, issued_on=dt.date(2023, 5, 10))
    certificate = do(desk, register_certification, form)
    do(desk, refresh_findings)
    return id_, certificate


def the_lapsed(desk):
    return next(row for row in rows_of(desk).values() if row.rule is RuleCode.CERTIFICATE_EXPIRED)


def test_a_lapsed_certificate_is_found_with_its_facts_and_its_day(desk, lapsed):
    row = the_lapsed(desk)
    assert (row.enterprise_id, row.page) == (lapsed[0], "certifications")
    assert (row.found_on, row.due_on) == (TODAY, TODAY + dt.timedelta(days=15))
    assert row.standing is FindingStanding.OPEN
    assert row.facts["certificate"] == "CMMI 3"


def test_looking_again_changes_nothing_and_keeps_what_was_said(desk, lapsed):
    row = the_lapsed(desk)
    do(desk, answer_findings, chosen(row), AnswerFinding(FindingAnswer.UNDER_WAY, "复评已排期"))
    before = rows_of(desk)
    looked = do(desk, refresh_findings)
    assert (looked.new, looked.changed, looked.ended) == (0, 0, 0)
    assert rows_of(desk) == before


def test_only_what_was_touched_is_looked_at(desk, lapsed):
    add_enterprise(desk)
    do(desk, refresh_findings)
    other = add_enterprise(desk)
    looked = do(desk, refresh_findings)
    assert looked.enterprises == 1
    assert {row.enterprise_id for row in rows_of(desk, enterprise_id=other).values()} == {other}


def test_a_new_day_looks_at_those_alone_whose_day_has_come(desk, lapsed):
    """A certificate's lead time begins on one day; nobody saves anything."""
    id_ = add_enterprise(desk)
    do(desk, register_certification, registers.benchmark(id_, issued_on=dt.date(2024, 3, 1)))
    do(desk, refresh_findings)
    begins = dt.date(2027, 3, 1) - dt.timedelta(days=90)
    do(at(desk, begins - dt.timedelta(days=1)), refresh_findings)
    looked = do(at(desk, begins), refresh_findings)
    assert (looked.enterprises, looked.new) == (1, 1)
    assert ("Z-02") in {rule for rule, _subject in rows_of(desk, enterprise_id=id_)}


def test_what_ended_itself_is_closed_with_the_fact_and_comes_back_as_another(desk, lapsed):
    id_, _certificate = lapsed
    save = SaveReturn(Return(10, 8, 0, 0))
    do(desk, save_return, add_enterprise(desk), Quarter(2026, 2), None, save, frozenset())
    do(desk, refresh_findings)
    missing = rows_of(desk, enterprise_id=id_)["T-01", "2026Q2"]
    do(desk, save_return, id_, Quarter(2026, 2), None, save, frozenset())
    do(desk, refresh_findings)
    ended = ask(desk, finding_detail, missing.id).row
    assert ended.standing is FindingStanding.ENDED
    assert (ended.ended_on, ended.ending.code) == (TODAY, "return-received")
    assert ended.ending.facts["received_on"] == TODAY


def test_a_finding_that_comes_back_follows_the_one_that_ended(desk, lapsed):
    form = RecordAttestation(2026, MEASURES, TODAY, "王建国")
    first = rows_of(desk)["S-01", "isolation:2026"]
    do(desk, record_attestation, lapsed[0], form)
    do(desk, refresh_findings)
    assert ask(desk, finding_detail, first.id).row.ending.code == "attested"
    known = ask(desk, enterprise_attestations, lapsed[0])
    row = next(one for one in known.rows if one.measure.code == "isolation")
    do(desk, withdraw_attestation, row.id, row.version, "记错企业")
    do(desk, refresh_findings)
    again = rows_of(desk, standings=frozenset({FindingStanding.OPEN}))["S-01", "isolation:2026"]
    assert again.id != first.id
    assert again.came_back
    marks = ask(desk, finding_detail, again.id).quarters
    assert marks == ((Quarter(2026, 4), QuarterMark.REPEATED),)


def test_a_waiver_holds_to_its_last_day_under_a_name(desk, act_as, lapsed):
    manager = act_as(Role.MANAGER)
    row = the_lapsed(desk)
    until = TODAY + dt.timedelta(days=30)
    do(manager, waive_findings, chosen(row), until, "重组中，年内复评")
    detail = ask(desk, finding_detail, row.id)
    assert detail.row.standing is FindingStanding.WAIVED
    assert [(one.by, one.until_on) for one in detail.waivers] == [(manager.actor.name, until)]
    assert ask(at(desk, until), finding_detail, row.id).row.standing is FindingStanding.WAIVED
    after = at(desk, until + dt.timedelta(days=1))
    assert ask(after, finding_detail, row.id).row.standing is FindingStanding.OVERDUE
    do(manager, revoke_waivers, {row.id: detail.row.version}, "复评已取消")
    detail = ask(desk, finding_detail, row.id)
    assert detail.row.standing is FindingStanding.OPEN
    assert detail.waivers[0].revoked_reason == "复评已取消"
    assert [one.act for one in detail.steps] == [FindingAct.REVOKED, FindingAct.WAIVED]
    with pytest.raises(WrongState):
        do(manager, revoke_waivers, {row.id: detail.row.version}, "再次")


def test_a_clerk_answers_and_does_not_waive(act_as, desk, lapsed):
    clerk, row = act_as(Role.CLERK), the_lapsed(desk)
    with pytest.raises(NotPermitted):
        do(clerk, waive_findings, chosen(row), TODAY, "x")
    with pytest.raises(NotPermitted):
        do(act_as(Role.AUDITOR), refresh_findings)
    do(clerk, answer_findings, chosen(row), AnswerFinding(FindingAnswer.SETTLED, "已复评"))
    answered = the_lapsed(desk)
    assert (answered.standing, answered.answered_by) == (
        FindingStanding.ANSWERED,
        clerk.actor.name,
    )
    do(clerk, reopen_findings, chosen(answered), "材料不足")
    opened = ask(desk, finding_detail, row.id)
    assert (opened.row.standing, opened.row.words) == (FindingStanding.OPEN, "")
    assert [one.words for one in opened.steps] == ["材料不足", "已复评"]
    with pytest.raises(WrongState):
        do(clerk, reopen_findings, chosen(opened.row), "再次")


def test_several_are_given_away_and_moved_at_once(desk, lapsed):
    rows = list(rows_of(desk).values())
    owner, name = ask(desk, finding_owners)[0]
    versions = {row.id: row.version for row in rows}
    assert do(desk, assign_findings, versions, owner) == len(rows)
    assert {row.owner for row in rows_of(desk).values()} == {name}
    assert rows_of(desk, owner_id=NOBODY) == {}
    assert len(rows_of(desk, owner_id=owner)) == len(rows)
    with pytest.raises(StaleRecord):
        do(desk, assign_findings, versions, None)
    now = {row.id: row.version for row in rows_of(desk).values()}
    do(desk, move_due_day, now, TODAY + dt.timedelta(days=3))
    assert {row.due_on for row in rows_of(desk).values()} == {TODAY + dt.timedelta(days=3)}


@pytest.mark.parametrize(
    ("use_case", "args", "problems"),
    [
        pytest.param(
            answer_findings,
            (AnswerFinding(None, " "),),
            {"answer": "required", "words": "required"},
            id="answer",
        ),
        pytest.param(move_due_day, (None,), {"due_on": "required"}, id="no day"),
        pytest.param(
            move_due_day, (TODAY - dt.timedelta(days=1),), {"due_on": "in-the-past"}, id="past day"
        ),
        pytest.param(
            waive_findings,
            (None, ""),
            {"until_on": "required", "reason": "required"},
            id="waiver",
        ),
        pytest.param(revoke_waivers, ("",), {"reason": "required"}, id="revoke"),
        pytest.param(reopen_findings, ("",), {"reason": "required"}, id="reopen"),
        pytest.param(
            assign_findings, (999,), {"owner_id": "finding-owner-may-not-answer"}, id="nobody"
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk, lapsed, use_case, args, problems):
    with pytest.raises(InvalidInput) as refused:
        do(desk, use_case, chosen(the_lapsed(desk)), *args)
    assert refused.value.problems == problems


def test_the_counts_agree_with_the_lists(desk, lapsed):
    waiting = frozenset({FindingStanding.OPEN, FindingStanding.OVERDUE})
    assert ask(desk, findings_to_answer).waiting == len(rows_of(desk, standings=waiting)) > 0
    assert ask(desk, count_overdue_findings) == 0
    later = at(desk, TODAY + dt.timedelta(days=16))
    overdue = rows_of(later, standings=frozenset({FindingStanding.OVERDUE}))
    assert ask(later, count_overdue_findings) == len(overdue) == 1
    assert ask(later, findings_to_answer).overdue == len(overdue)
    counts = ask(desk, quarter_counts, Quarter(2026, 4))
    new = rows_of(desk, quarter=Quarter(2026, 4), mark=QuarterMark.NEW)
    assert counts[QuarterMark.NEW] == len(new) == len(rows_of(desk))
    assert (counts[QuarterMark.REPEATED], counts[QuarterMark.CLOSED]) == (0, 0)
    next_one = ask(desk, quarter_counts, Quarter(2027, 1))
    assert next_one[QuarterMark.REPEATED] == len(new)
    assert len(rows_of(desk, quarter=Quarter(2027, 1), mark=QuarterMark.REPEATED)) == len(new)


@pytest.mark.parametrize("column", ["due", "enterprise", "found", "level", "rule"])
def test_the_list_is_ordered_by_each_column(desk, lapsed, column):
    window = ask(desk, list_findings, FindingFilter(), Sort(column), 0, 500)
    back = ask(desk, list_findings, FindingFilter(), Sort(column, descending=True), 0, 500)
    assert [row.id for row in back.rows] == [row.id for row in window.rows][::-1]
    assert window.total == len(window.rows) > 1


def test_words_find_an_enterprise_by_name_initials_and_code(desk, lapsed):
    with desk.work(read_only=True) as work:
        record = work.get(EnterpriseRecord, lapsed[0])
    for text in (record.name[:3], record.initials.upper(), record.code.lower()):
        assert rows_of(desk, text=text)
    assert rows_of(desk, text="没有这家") == {}


def test_the_catalogue_says_source_figures_and_how_much_is_found(desk, lapsed):
    lines = {line.rule.code: line for line in ask(desk, compliance_catalogue)}
    assert set(lines) == set(RuleCode)
    assert all(line.rule.source_zh and line.rule.source for line in lines.values())
    assert all(line.in_force for line in lines.values())
    assert lines[RuleCode.CERTIFICATE_EXPIRED].found == 1
    assert len(lines[RuleCode.SECURITY_UNATTESTED].measures) == 3


def test_a_figure_of_the_park_holds_from_its_day_and_finds_anew(desk, act_as, lapsed):
    manager, day = act_as(Role.MANAGER), TODAY + dt.timedelta(days=1)
    form = RuleFigure(
        RuleCode.CERTIFICATE_EXPIRED, ParameterName.KEPT_DAYS, day, 100, "主任办公会 2026-10-12"
    )
    do(manager, set_rule_figure, form)
    do(desk, refresh_findings)
    assert the_lapsed(desk).standing is FindingStanding.OPEN
    do(at(desk, day), refresh_findings)
    assert the_lapsed(desk).standing is FindingStanding.ENDED
    with pytest.raises(InvalidInput):
        do(manager, set_rule_figure, replace(form, name=ParameterName.DUE_MMDD, value=331))
    with pytest.raises(NotPermitted):
        do(act_as(Role.CLERK), set_rule_figure, form)


def test_an_attestation_needs_a_measure_a_person_and_a_day_that_has_come(desk, lapsed):
    wrong = RecordAttestation(2027, (), TODAY + dt.timedelta(days=1), " ")
    with pytest.raises(InvalidInput) as refused:
        do(desk, record_attestation, lapsed[0], wrong)
    assert refused.value.problems == {
        "year": "attestation-year",
        "measures": "required",
        "attested_on": "found-in-future",
        "attested_by": "required",
    }
    right = RecordAttestation(2026, ("isolation",), TODAY, "王建国")
    assert do(desk, record_attestation, lapsed[0], right) == 1
    with pytest.raises(InvalidInput) as refused:
        do(desk, record_attestation, lapsed[0], right)
    assert refused.value.problems == {"measures": "attested-already"}
    row = ask(desk, enterprise_attestations, lapsed[0]).rows[0]
    do(desk, withdraw_attestation, row.id, row.version, "日期有误")
    with pytest.raises(WrongState):
        do(desk, withdraw_attestation, row.id, row.version + 1, "再次")
    assert do(desk, record_attestation, lapsed[0], right) == 1
    assert ask(desk, evidence_choices, lapsed[0]) == ()


def test_the_sheet_to_hand_over_holds_what_stands_and_what_is_attested(desk, lapsed):
    do(desk, record_attestation, lapsed[0], RecordAttestation(2026, ("isolation",), TODAY, "王"))
    do(desk, refresh_findings)
    sheet = ask(desk, findings_sheet, lapsed[0])
    rows = ask(desk, findings_of_enterprise, lapsed[0])
    assert [one.rule.code for one in sheet.rows] == [row.rule for row in rows]
    assert rows[0].rule is RuleCode.CERTIFICATE_EXPIRED
    given = {one.measure.code: one.attested_by for one in sheet.attested}
    assert (given["isolation"], given["access-control"]) == ("王", "")
    said = AnswerFinding(FindingAnswer.EXPLAINED, "疑似借用资质，待查")
    do(desk, answer_findings, chosen(rows[0]), said)
    # What the office says to a finding is for the office alone.
    assert said.words not in repr(ask(desk, findings_sheet, lapsed[0]))


def test_what_a_look_left_is_no_reason_to_keep_a_record_entered_by_mistake(desk, lapsed):
    other = add_enterprise(desk)
    do(desk, refresh_findings)
    assert rows_of(desk, enterprise_id=other)
    do(desk, delete_enterprise, other, 1)
    assert not rows_of(desk, enterprise_id=other)
    assert the_lapsed(desk).enterprise_id == lapsed[0]
    do(desk, refresh_findings)
    assert the_lapsed(desk).enterprise_id == lapsed[0]


def test_what_was_said_to_a_finding_keeps_its_enterprise(desk):
    id_ = add_enterprise(desk)
    do(desk, refresh_findings)
    row = next(iter(rows_of(desk, enterprise_id=id_).values()))
    do(desk, answer_findings, chosen(row), AnswerFinding(FindingAnswer.EXPLAINED, "新入园"))
    before = rows_of(desk)
    with pytest.raises(Refused) as refused:
        do(desk, delete_enterprise, id_, 1)
    assert (refused.value.code, refused.value.params["count"]) == ("enterprise-in-use", 1)
    assert rows_of(desk) == before


def test_the_day_of_the_next_look_neither_asks_at_a_merge_nor_follows_it(desk):
    kept = add_enterprise(desk, code="91330100799655058B")
    dropped, third = add_enterprise(desk), add_enterprise(desk)
    do(desk, refresh_findings)
    request = MergeRequest(kept, 1, dropped, 1, frozenset(), "同一家企业")
    merge = do(desk, merge_enterprises, request)
    do(desk, refresh_findings)
    do(desk, undo_merge, merge)
    do(desk, refresh_findings)
    with desk.work(read_only=True) as work:
        days = work.session.scalars(select(FindingDayRecord.enterprise_id)).all()
    assert sorted(days) == [kept, dropped, third]


def test_of_two_records_made_one_each_finding_is_kept_once(desk):
    kept, dropped = add_enterprise(desk, code="91330100799655058B"), add_enterprise(desk)
    do(desk, refresh_findings)
    before = rows_of(desk, enterprise_id=kept)
    assert before.keys() == rows_of(desk, enterprise_id=dropped).keys()
    request = MergeRequest(kept, 1, dropped, 1, frozenset(), "同一家企业")
    do(desk, merge_enterprises, request)
    assert do(desk, refresh_findings).ended == len(before)
    standing = ask(desk, findings_of_enterprise, kept)
    assert {row.id for row in standing} == {row.id for row in before.values()}
