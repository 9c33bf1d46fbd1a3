"""Provider credit: what counts for how much, and what a form may hold."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.credit import (
    CRITERIA,
    EARNED,
    GIVING,
    CreditCriterion,
    CreditFact,
    CreditReply,
    CreditRule,
    most_field,
    points_field,
    scorecard,
)
from parkdesk.domain.credit_forms import (
    NUMBERS,
    PROPOSED,
    SaveCreditEntry,
    SaveCreditReply,
    SaveCreditScheme,
    check_entry,
    check_reply,
    check_scheme,
    check_strike,
)
from parkdesk.domain.errors import InvalidInput

D = dt.date
TODAY = D(2026, 10, 12)
FORM = SaveCreditScheme("试行办法", "园区自拟", D(2026, 1, 1), **PROPOSED)
SCHEME = FORM.scheme()


def fact(rule, number=1, day=TODAY):
    return CreditFact(rule, "any", number, f"N-{number}", day, "周国栋")


def card(*facts, scheme=SCHEME):
    return scorecard(scheme, facts, {}, TODAY)


def score(sheet, criterion):
    return next(one for one in sheet.scores if one.criterion is criterion)


def test_without_facts_what_is_kept_is_whole_and_what_is_earned_is_nothing():
    sheet = card()
    for one in sheet.scores:
        assert one.score == (0 if one.criterion in EARNED else one.most)
    assert sheet.most == 100
    assert sheet.total == 60


@pytest.mark.parametrize("rule", CreditRule)
def test_each_rule_moves_its_own_criterion_by_its_points(rule):
    sheet = card(fact(rule))
    one = score(sheet, CRITERIA[rule])
    begun = 0 if one.criterion in EARNED else one.most
    moved = SCHEME.points(rule)
    assert (moved > 0) is (rule in GIVING)
    assert one.score == min(max(begun + moved, 0), one.most)
    assert [point.fact.rule for point in sheet.points] == [rule]
    assert all(s == t for s, t in zip(sheet.scores, card().scores, strict=True)
               if s.criterion is not one.criterion)  # fmt: skip


def test_a_rule_without_points_leaves_its_facts_out():
    none = replace(SCHEME, clawback_points=0)
    assert card(fact(CreditRule.CLAWBACK), scheme=none).points == ()


def test_the_reply_stands_beside_its_point_alone():
    reply = CreditReply(TODAY, "人事经理", "已付清", "王敏")
    facts = [fact(CreditRule.DISPUTE, 1), fact(CreditRule.DISPUTE, 2)]
    sheet = scorecard(SCHEME, facts, {"dispute:2": reply}, TODAY)
    assert [point.reply for point in sheet.points] == [None, reply]


def test_the_time_looked_at_ends_with_the_day():
    assert SCHEME.since(TODAY) == D(2024, 10, 13)
    missing = CreditFact(
        CreditRule.MISSING_RETURN, "enterprise", 7, "2026Q1", TODAY, "", "", "2026Q1"
    )
    assert missing.key == "missing-return:2026Q1"


@given(
    st.lists(st.tuples(st.sampled_from(list(CreditRule)), st.integers(1, 50)), max_size=60),
    st.dictionaries(
        st.sampled_from([points_field(one) for one in CreditRule]), st.integers(0, 100)
    ),
)
def test_laws_of_a_scorecard(found, points):
    scheme = replace(SCHEME, **points)
    sheet = card(*(fact(rule, number) for rule, number in found), scheme=scheme)
    for one in sheet.scores:
        assert 0 <= one.score <= one.most == scheme.most(one.criterion)
        assert all(point.points == scheme.points(point.fact.rule) for point in one.points)
        assert all(CRITERIA[point.fact.rule] is one.criterion for point in one.points)
    assert sheet.total == sum(one.score for one in sheet.scores) <= sheet.most == 100
    assert len(sheet.points) == sum(scheme.points(rule) != 0 for rule, _number in found)
    assert sheet == card(*(fact(rule, number) for rule, number in reversed(found)), scheme=scheme)


def test_what_is_proposed_holds():
    assert check_scheme(FORM, None) == {}
    assert set(NUMBERS) == {
        "months",
        *map(most_field, CreditCriterion),
        *map(points_field, CreditRule),
    }


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("name", " ", "required"),
        ("source", "", "required"),
        ("from_on", None, "required"),
        ("from_on", D(2025, 12, 31), "credit-scheme-not-later"),
        ("months", None, "required"),
        ("months", 0, "credit-months"),
        ("months", 121, "credit-months"),
        ("stop_points", -1, "credit-points"),
        ("stop_points", 101, "credit-points"),
        ("most_standing", 21, "credit-weights"),
        ("most_standing", None, "required"),
    ],
)
def test_what_does_not_hold_in_a_scheme(field, value, code):
    form = replace(FORM, **{field: value})
    assert check_scheme(form, D(2025, 12, 31)) == {field: code}


ENTRY = SaveCreditEntry(7, CreditRule.DISPUTE, TODAY, "周国栋", "仲裁裁决书")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("enterprise_id", None, "required"),
        ("enterprise_id", 8, "unknown"),
        ("rule", None, "required"),
        ("rule", CreditRule.STOP, "unknown"),
        ("happened_on", None, "required"),
        ("happened_on", D(2026, 10, 13), "day-in-future"),
        ("said_by", " ", "required"),
        ("basis", "", "required"),
    ],
)
def test_what_does_not_hold_in_an_entry(field, value, code):
    assert check_entry(ENTRY, {7}, TODAY) == {}
    assert check_entry(replace(ENTRY, **{field: value}), {7}, TODAY) == {field: code}


REPLY = SaveCreditReply(7, "dispute:1", TODAY, "人事经理", "已付清")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("replied_on", None, "required"),
        ("replied_on", D(2026, 10, 13), "day-in-future"),
        ("replied_by", "", "required"),
        ("text", " ", "required"),
    ],
)
def test_what_does_not_hold_in_a_reply(field, value, code):
    assert check_reply(REPLY, TODAY) == {}
    assert check_reply(replace(REPLY, **{field: value}), TODAY) == {field: code}


def test_striking_wants_a_reason():
    check_strike("与该企业无关")
    with pytest.raises(InvalidInput) as caught:
        check_strike(" 误 ")
    assert caught.value.problems == {"reason": "credit-strike-needs-reason"}
