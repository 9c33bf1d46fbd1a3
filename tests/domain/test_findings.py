"""The life of a finding: kept, ended, waived, and what it was in each quarter."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import (
    NEVER,
    NO_LONGER_SO,
    NO_WAIVER,
    RULE_ENDED,
    Ending,
    FindingStanding,
    FindingState,
    Found,
    Looked,
    Outcome,
    QuarterMark,
    Stored,
    follow,
    known_by_before,
    quarter_mark,
    quarters_of,
    standing_on,
    waiver_problems,
    words_problem,
)

TODAY = dt.date(2026, 10, 12)
A_DAY = dt.timedelta(days=1)
MISSING, EXPIRED = RuleCode.RETURN_MISSING, RuleCode.CERTIFICATE_EXPIRED
ALL = frozenset(RuleCode)


def found(rule, subject="1"):
    return Found(rule, subject, "home", 0, TODAY)


def stored(id_, rule, subject="1"):
    return Stored(id_, rule, subject, "{}", 0, TODAY)


def outcome(*ones, settled=None):
    return Outcome(tuple(ones), settled or {}, NEVER)


def test_what_is_new_what_goes_on_and_what_ended_with_its_fact():
    received = Ending("return-received", {"quarter": "2026Q3"})
    followed = follow(
        [stored(1, MISSING), stored(2, EXPIRED)],
        outcome(found(EXPIRED), found(EXPIRED, "9"), settled={(MISSING, "1"): received}),
        ALL,
    )
    assert [one.subject for one in followed.new] == ["9"]
    assert [one.id for one, _found in followed.same] == [2]
    assert [(one.id, ending) for one, ending in followed.ended] == [(1, received)]


def test_what_ends_for_no_fact_says_that_it_is_no_longer_so():
    followed = follow([stored(1, MISSING)], outcome(), ALL)
    assert followed.ended[0][1] == NO_LONGER_SO


def test_what_ends_with_its_rule_says_so():
    followed = follow([stored(1, MISSING)], outcome(), ALL - {MISSING})
    assert followed.ended[0][1] == RULE_ENDED


def test_of_two_alike_after_a_merge_the_older_goes_on():
    followed = follow([stored(5, MISSING), stored(3, MISSING)], outcome(found(MISSING)), ALL)
    assert [one.id for one, _found in followed.same] == [3]
    assert [one.id for one, _ending in followed.ended] == [5]


@given(st.sets(st.tuples(st.sampled_from(RuleCode), st.sampled_from("123"))), st.data())
def test_every_finding_is_new_goes_on_or_ended_and_none_twice(before, data):
    keys = st.sets(st.tuples(st.sampled_from(RuleCode), st.sampled_from("123")))
    now = data.draw(keys)
    followed = follow(
        [stored(place, *key) for place, key in enumerate(sorted(before), 1)],
        outcome(*(found(*key) for key in sorted(now))),
        ALL,
    )
    assert {one.key for one in followed.new} == now - before
    assert {one.key for one, _found in followed.same} == now & before
    assert {one.key for one, _ending in followed.ended} == before - now


@pytest.mark.parametrize(
    ("state", "due_on", "waived_until", "standing"),
    [
        pytest.param(FindingState.OPEN, TODAY, NO_WAIVER, FindingStanding.OPEN, id="its last day"),
        pytest.param(
            FindingState.OPEN, TODAY - A_DAY, NO_WAIVER, FindingStanding.OVERDUE, id="a day over"
        ),
        pytest.param(
            FindingState.ANSWERED,
            TODAY - A_DAY,
            NO_WAIVER,
            FindingStanding.ANSWERED,
            id="answered in time or not",
        ),
        pytest.param(
            FindingState.OPEN, TODAY - A_DAY, TODAY, FindingStanding.WAIVED, id="waived to today"
        ),
        pytest.param(
            FindingState.OPEN,
            TODAY - A_DAY,
            TODAY - A_DAY,
            FindingStanding.OVERDUE,
            id="waiver over",
        ),
        pytest.param(FindingState.ENDED, TODAY, TODAY, FindingStanding.ENDED, id="ended"),
    ],
)
def test_standing_on_a_day(state, due_on, waived_until, standing):
    assert standing_on(state, due_on, waived_until, TODAY) is standing


Q = Quarter(2026, 3)


@pytest.mark.parametrize(
    ("found_on", "ended_on", "came_back", "mark"),
    [
        pytest.param(Q.first, None, False, QuarterMark.NEW, id="found on its first day"),
        pytest.param(Q.last, None, False, QuarterMark.NEW, id="found on its last day"),
        pytest.param(Q.first - A_DAY, None, False, QuarterMark.REPEATED, id="from before"),
        pytest.param(Q.first, None, True, QuarterMark.REPEATED, id="came back"),
        pytest.param(Q.first, Q.last, False, QuarterMark.CLOSED, id="found and closed"),
        pytest.param(Q.first, Q.last + A_DAY, False, QuarterMark.NEW, id="closed after it"),
        pytest.param(Q.last + A_DAY, None, False, None, id="found after it"),
        pytest.param(Q.first - A_DAY, Q.first - A_DAY, False, None, id="over before it"),
    ],
)
def test_what_a_finding_was_in_a_quarter(found_on, ended_on, came_back, mark):
    assert quarter_mark(found_on, ended_on, Q, came_back=came_back) is mark


@given(
    st.dates(dt.date(2024, 1, 1), TODAY),
    st.none() | st.integers(0, 600),
)
def test_a_finding_is_new_once_and_closed_once(found_on, days):
    ended_on = None if days is None else min(found_on + dt.timedelta(days=days), TODAY)
    marks = [mark for _quarter, mark in quarters_of(found_on, ended_on, TODAY)]
    assert marks.count(QuarterMark.NEW) <= 1
    assert marks.count(QuarterMark.CLOSED) == (ended_on is not None)
    assert all(mark is QuarterMark.REPEATED for mark in marks[1:-1])
    assert marks


@pytest.mark.parametrize(
    ("until_on", "reason", "problems"),
    [
        pytest.param(TODAY, "重组中", {}, id="to today"),
        pytest.param(None, "", {"until_on": "required", "reason": "required"}, id="nothing said"),
        pytest.param(TODAY - A_DAY, "x", {"until_on": "waiver-in-the-past"}, id="past"),
        pytest.param(
            TODAY + dt.timedelta(days=367), "x", {"until_on": "waiver-too-long"}, id="too long"
        ),
        pytest.param(TODAY, "x" * 2_001, {"reason": "too-long"}, id="words too long"),
    ],
)
def test_a_waiver_needs_a_day_and_a_reason(until_on, reason, problems):
    assert waiver_problems(until_on, reason, TODAY) == problems


@pytest.mark.parametrize(
    ("rule", "subject", "before"),
    [
        (RuleCode.PAPER_MISSING, "lease", "papers"),
        (RuleCode.WINDOW_CLOSES, "2025H2:9", "2025H2"),
        (RuleCode.CONTRACT_UNREPORTED, "9", "all"),
        (RuleCode.RETURN_MISSING, "2026Q3", None),
    ],
)
def test_what_a_finding_of_several_objects_was_known_by(rule, subject, before):
    assert known_by_before(rule, subject) == before


def test_the_parts_of_a_look_are_added_up_and_what_is_left_is_the_last_parts():
    first = Looked(enterprises=50, new=3, changed=2, ended=1, left=20)
    second = Looked(enterprises=20, new=1, ended=4)
    both = second.after(first)
    assert both == Looked(enterprises=70, new=4, changed=2, ended=5, left=0)
    assert both.done == 70


def test_words_of_blanks_are_no_words():
    assert words_problem("  ") == "required"
    assert words_problem(" 已补 ") == ""
