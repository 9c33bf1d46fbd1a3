"""Closing a quarter: what blocks, what asks, who may open it again, and what a snapshot keeps."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain import canonical
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import (
    ChainLink,
    ChainStep,
    CheckCode,
    CheckRule,
    CheckSeverity,
    ClosingCheck,
    ReopeningState,
    Restatement,
    answer_reopening,
    answered,
    in_order,
)
from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.indicators import Indicator, IndicatorUnit, holding_on, redefined
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.return_checks import Presence, presence_in
from parkdesk.domain.statistics import Return, Totals
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.domain.summary_changes import EXECUTED, moved_figures
from tests.reports.sample import make_summary

D = dt.date
Q3 = Quarter(2026, 3)
NOON = dt.datetime(2026, 10, 12, 4, tzinfo=dt.UTC)


def check(code=CheckCode.RETURNS_MISSING, severity=CheckSeverity.ASKS, count=1):
    return ClosingCheck(code, severity, count, ("甲",))


def meaning(first, last=None, code="signed", definition="合同签约金额"):
    words = (code, code, definition, definition, IndicatorUnit.USD_CENTS, "x", "x", "y", "y", "z")
    return Indicator(code, first, last, *words, Mark.UNVERIFIED)


# Checks


def test_what_was_not_found_asks_for_nothing():
    found = answered([check(count=0), check(severity=CheckSeverity.BLOCKS, count=0)], {})
    assert [one.comment for one in found] == ["", ""]


def test_what_blocks_is_named_with_its_count():
    blocked = check(CheckCode.UNCONVERTED, CheckSeverity.BLOCKS, 3)
    with pytest.raises(Refused) as refused:
        answered([check(), blocked], {"returns-missing": "已催", "unconverted": "无所谓"})
    assert refused.value.code == "closing-blocked"
    assert refused.value.params == {"check": CheckCode.UNCONVERTED, "count": 3, "names": "甲"}


@pytest.mark.parametrize("words", [None, "", "  "])
def test_what_asks_wants_a_comment_by_its_code(words):
    given_words = {} if words is None else {"returns-missing": words}
    with pytest.raises(InvalidInput) as refused:
        answered([check(), check(CheckCode.SIGNALS_OPEN)], given_words | {"signals-open": "待核"})
    assert refused.value.problems == {"returns-missing": "check-needs-comment"}


def test_a_comment_stands_with_its_check():
    (found,) = answered([check()], {"returns-missing": " 已电话催报 "})
    assert (found.comment, found.count) == ("已电话催报", 1)


@pytest.mark.parametrize(
    ("before", "now", "jumps"),
    [
        (40, 80, False),
        (40, 81, True),
        (81, 40, True),
        (5, 20, False),
        (0, 20, False),
        (0, 21, True),
    ],
)
def test_a_jump_is_beyond_the_factor_and_the_least(before, now, jumps):
    rule = CheckRule(CheckCode.HEADCOUNT_JUMP, CheckSeverity.ASKS, 2, 20, "x", Mark.UNVERIFIED)
    assert rule.jumps(before, now) is jumps


# Opening again


@pytest.mark.parametrize(
    ("agrees", "words", "state"),
    [(True, "", ReopeningState.AGREED), (False, "不必", ReopeningState.DECLINED)],
)
def test_another_person_answers(agrees, words, state):
    found = answer_reopening(ReopeningState.ASKED, 1, 2, agrees=agrees, words=words)
    assert found is state


def test_nobody_agrees_with_themselves():
    for agrees in (True, False):
        with pytest.raises(Refused) as refused:
            answer_reopening(ReopeningState.ASKED, 1, 1, agrees=agrees, words="x")
        assert refused.value.code == "reopening-needs-another"


def test_a_refusal_says_why():
    with pytest.raises(InvalidInput) as refused:
        answer_reopening(ReopeningState.ASKED, 1, 2, agrees=False, words=" ")
    assert refused.value.problems == {"words": "decline-needs-reason"}


@pytest.mark.parametrize("state", [one for one in ReopeningState if one != "asked"])
def test_what_was_answered_is_not_answered_again(state):
    with pytest.raises(WrongState):
        answer_reopening(state, 1, 2, agrees=True, words="")


# The chain


@given(st.permutations(range(6)))
def test_a_chain_reads_in_its_order_whatever_comes_first(order):
    links = [
        ChainLink(ChainStep.CLOSED, NOON, "陈", 1),
        ChainLink(ChainStep.ASKED, NOON, "李", 1),
        ChainLink(ChainStep.AGREED, NOON, "陈", 1),
        ChainLink(ChainStep.CORRECTED, NOON, "李", 1),
        ChainLink(ChainStep.CLOSED, NOON, "陈", 2),
        ChainLink(ChainStep.ISSUED, NOON, "陈", 2),
    ]
    assert list(in_order(links[place] for place in order)) == links


# What a snapshot keeps

people = st.builds(Return, *(st.none() | st.integers(0, 10**6) for _ in range(4)))
stories = st.builds(
    Restatement,
    enterprise=st.text(min_size=1, max_size=8),
    quarter=st.just(Q3),
    before=st.none() | people,
    after=st.none() | people,
    reason=st.text(max_size=8),
    at=st.just(NOON),
    by=st.just("李芳"),
    edition=st.integers(0, 3),
    told_in=st.sampled_from([Q3, Quarter(2026, 4)]),
)


@given(st.lists(stories, max_size=3), st.lists(stories, max_size=3), st.booleans())
def test_a_snapshot_reads_back_as_it_was_written(corrected, late, has_meanings):
    summary = dataclasses.replace(
        make_summary(enterprises=3, contracts=2),
        corrected=tuple(corrected),
        late=tuple(late),
        definitions=(meaning(D(2006, 1, 1)),) if has_meanings else (),
        checks=(check(),),
        follows="7F3A-91C2-04BE",
    )
    content = canonical.encode(summary)
    assert canonical.decode(QuarterlySummary, content) == summary
    assert canonical.encode(canonical.decode(QuarterlySummary, content)) == content


def test_an_edition_of_before_definitions_were_kept_stays_byte_for_byte():
    summary = make_summary(enterprises=3, contracts=2)
    content = canonical.encode(summary)
    assert b'"definitions"' not in content
    assert b'"checks"' not in content
    assert b'"totals"' not in content
    assert b'"subsidy_persons"' in content
    assert canonical.encode(canonical.decode(QuarterlySummary, content)) == content


def test_the_figures_that_moved_are_named():
    before = make_summary(enterprises=3, contracts=2)
    assert moved_figures(before, before) == ()
    first, *others = before.figures
    changed = dataclasses.replace(first, value=(first.value or 0) + 2)
    after = dataclasses.replace(before, figures=(changed, *others))
    (moved,) = moved_figures(before, after)
    assert (moved.key, moved.before, moved.after) == (first.key.value, first.value, changed.value)


def test_all_execution_is_told_where_both_editions_keep_it():
    older = make_summary(enterprises=3, contracts=2)
    before = dataclasses.replace(older, totals=Totals(executed_usd_cents=500))
    after = dataclasses.replace(older, totals=Totals(executed_usd_cents=700))
    assert moved_figures(older, after) == ()
    assert moved_figures(after, after) == ()
    (moved,) = moved_figures(before, after)
    assert (moved.key, moved.before, moved.after) == (EXECUTED, 500, 700)


# Meanings


def test_a_figure_is_read_by_the_meaning_of_its_day():
    old, new = meaning(D(2006, 1, 1), D(2026, 6, 30)), meaning(D(2026, 7, 1), definition="新口径")
    assert holding_on([old, new], D(2026, 6, 30)) == (old,)
    assert holding_on([old, new], D(2026, 7, 1)) == (new,)
    assert holding_on([old, new], D(2005, 12, 31)) == ()
    assert redefined([old, new], "signed", D(2026, 6, 30), D(2026, 9, 30))
    assert not redefined([old, new], "signed", D(2026, 7, 1), D(2026, 9, 30))


def test_a_meaning_without_a_read_source_is_to_be_confirmed():
    one = meaning(D(2006, 1, 1))
    assert not one.confirmed
    assert dataclasses.replace(one, certainty=Mark.DOCUMENT).confirmed
    assert one.said("definition", "zh_CN") == "合同签约金额"


# Who can hand in


@pytest.mark.parametrize(
    ("entered", "left", "presence"),
    [
        (D(2020, 1, 1), None, Presence.HERE),
        (D(2026, 9, 30), None, Presence.HERE),
        (D(2026, 10, 1), None, Presence.NOT_YET),
        (D(2020, 1, 1), D(2026, 7, 1), Presence.HERE),
        (D(2020, 1, 1), D(2026, 6, 30), Presence.LEFT),
    ],
)
def test_an_enterprise_hands_in_for_a_quarter_it_was_here_in(entered, left, presence):
    assert presence_in(Q3, entered, left) is presence
