"""Conditions of a claimant kept at a step, and what has come to fail since."""

import datetime as dt

import pytest

from parkdesk.domain.claimant_findings import (
    ConditionChange,
    came_to_fail,
    changes_text,
    lines_text,
    read_changes,
    read_lines,
)
from parkdesk.domain.claimants import ClaimantFacts, clean_line, standing_line, threshold_line
from parkdesk.domain.eligibility_rules import Rule, TraceLine, Verdict
from parkdesk.domain.programme_figures import Figure, Mark, Standing
from parkdesk.domain.programme_parts import ClaimantBranch

FLOOR = Figure(50_000_00, Mark.DOCUMENT, "S5", "商服贸发[2011]1号", "三（一）")
REGISTERED = Figure(Standing.REGISTERED, Mark.REPORT, "", "", "二")
LEGAL = Figure(Standing.LEGAL_PERSON, Mark.REPORT)
DAY = dt.date(2026, 10, 12)


def turnover(cents):
    return threshold_line([ClaimantBranch(FLOOR, None)], ClaimantFacts(cents))


def test_what_is_kept_says_the_same_when_it_is_read():
    facts = ClaimantFacts(last_violation_on=dt.date(2025, 3, 1), violations_checked=True)
    lines = (
        turnover(60_000_00),
        standing_line(REGISTERED, None),
        clean_line(Figure(2, Mark.UNVERIFIED), facts, DAY),
    )
    for line, read in zip(lines, read_lines(lines_text(lines)), strict=True):
        assert (read.rule, read.verdict, read.code, read.remedy) == (
            line.rule,
            line.verdict,
            line.code,
            line.remedy,
        )
        assert dict(read.facts) == dict(line.facts)
        assert (read.basis.document, read.basis.clause, read.basis.mark) == (
            line.basis.document,
            line.basis.clause,
            line.basis.mark,
        )


@pytest.mark.parametrize(
    ("before", "now", "changed"),
    [
        (60_000_00, 40_000_00, True),
        (None, 40_000_00, True),
        (45_000_00, 40_000_00, False),
        (40_000_00, 60_000_00, False),
        (60_000_00, None, False),
    ],
)
def test_only_what_was_not_failing_before_has_come_to_fail(before, now, changed):
    found = came_to_fail([turnover(before)], [turnover(now)])
    assert bool(found) is changed
    if changed:
        assert (found[0].before.code, found[0].now.facts["turnover_usd_cents"]) == (
            turnover(before).code,
            now,
        )


def test_each_condition_is_compared_with_itself():
    before = [standing_line(REGISTERED, False), standing_line(LEGAL, True)]
    now = [standing_line(REGISTERED, False), standing_line(LEGAL, False)]
    (change,) = came_to_fail(before, now)
    assert change.now.facts["standing"] is Standing.LEGAL_PERSON


def test_where_nothing_was_kept_whatever_fails_is_new():
    assert came_to_fail(None, [turnover(1)]) == (ConditionChange(None, turnover(1)),)


def test_the_ceiling_of_heads_stops_rows_and_no_claim():
    line = TraceLine(Rule.HEADS, Verdict.FAIL, "heads-over-limit", {"heads": 3, "limit": 2})
    assert came_to_fail([], [line]) == ()


def test_changes_are_kept_before_and_now():
    changes = (
        ConditionChange(turnover(60_000_00), turnover(1)),
        ConditionChange(None, turnover(2)),
    )
    read = read_changes(changes_text(changes))
    assert [(one.before and one.before.code, one.now.code) for one in read] == [
        ("threshold-met", "threshold-turnover-missed"),
        (None, "threshold-turnover-missed"),
    ]


def test_a_fact_of_another_kind_is_no_condition():
    with pytest.raises(TypeError):
        lines_text([TraceLine(Rule.STANDING, Verdict.FAIL, "x", {"pair": (1, 2)})])
