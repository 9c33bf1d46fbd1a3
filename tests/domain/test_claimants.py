"""Conditions of the claimant: alternatives, exclusive shares, what is not known."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.claimants import (
    ClaimantFacts,
    claimant_lines,
    clean_line,
    graduates_line,
    standing_line,
    threshold_line,
)
from parkdesk.domain.eligibility_rules import Rule, Verdict
from parkdesk.domain.head_ceilings import ceiling_line
from parkdesk.domain.programmes import ClaimantBranch, ClaimKind, HeadCeiling, Standing
from tests.domain.packs import TODAY, known, seeded

USD = 100
LOWER = ClaimantBranch(known(500_000 * USD), known(500), offshore_above=True)
HIGHER = ClaimantBranch(known(5_000_000 * USD), known(350))


def business(turnover, offshore):
    return ClaimantFacts(
        turnover_usd_cents=None if turnover is None else turnover * USD,
        offshore_usd_cents=None if offshore is None else offshore * USD,
    )


@pytest.mark.parametrize(
    ("turnover", "offshore", "verdict", "code"),
    [
        (500_000, 250_001, Verdict.PASS, "threshold-met-above"),
        (500_000, 250_000, Verdict.FAIL, "threshold-offshore-missed"),
        (499_999, 499_999, Verdict.FAIL, "threshold-turnover-missed"),
        (499_999, 100_000, Verdict.FAIL, "threshold-both-missed"),
        (5_000_000, 1_750_000, Verdict.PASS, "threshold-met"),
        (5_000_000, 1_749_999, Verdict.FAIL, "threshold-offshore-missed"),
        (None, None, Verdict.WARN, "threshold-unknown"),
        (800_000, None, Verdict.WARN, "threshold-unknown"),
        (0, 0, Verdict.FAIL, "threshold-turnover-missed"),
    ],
)
def test_one_branch_that_is_met_is_enough(turnover, offshore, verdict, code):
    line = threshold_line((LOWER, HIGHER), business(turnover, offshore))
    assert (line.verdict, line.code) == (verdict, code)
    assert line.basis is not None


def test_what_lacks_is_said():
    line = threshold_line((LOWER,), business(400_000, 400_000))
    assert line.remedy == "threshold-turnover-lacks"
    assert line.facts["lacking_usd_cents"] == 100_000 * USD


def test_no_branch_is_no_line():
    assert threshold_line((), business(1, 1)) is None


@given(st.integers(1, 10**9), st.integers(0, 10**9))
def test_the_share_is_compared_exactly(turnover, offshore):
    facts = ClaimantFacts(turnover_usd_cents=turnover, offshore_usd_cents=offshore)
    at_least = threshold_line((ClaimantBranch(None, known(700)),), facts)
    above = threshold_line((ClaimantBranch(None, known(700), offshore_above=True),), facts)
    assert (at_least.verdict is Verdict.PASS) == (offshore * 10 >= turnover * 7)
    assert (above.verdict is Verdict.PASS) == (offshore * 10 > turnover * 7)


@pytest.mark.parametrize(
    ("staff", "graduates", "verdict"),
    [
        (100, 70, Verdict.PASS),
        (100, 69, Verdict.FAIL),
        (3, 2, Verdict.FAIL),
        (0, 0, Verdict.WARN),
        (None, None, Verdict.WARN),
        (10, None, Verdict.WARN),
    ],
)
def test_graduates(staff, graduates, verdict):
    line = graduates_line(known(700), ClaimantFacts(staff=staff, graduates=graduates))
    assert line.verdict is verdict
    assert graduates_line(None, ClaimantFacts()) is None


@pytest.mark.parametrize(
    ("last", "checked", "code"),
    [
        (None, False, "clean-years-unchecked"),
        (None, True, "clean-years-kept"),
        (dt.date(2024, 10, 12), False, "clean-years-over"),
        (dt.date(2024, 10, 13), True, "clean-years-broken"),
    ],
)
def test_years_without_violations_end_on_the_day(last, checked, code):
    facts = ClaimantFacts(last_violation_on=last, violations_checked=checked)
    assert clean_line(known(2), facts, TODAY).code == code
    assert clean_line(None, facts, TODAY) is None


def test_a_branch_is_sent_to_its_head_office():
    line = standing_line(known(Standing.LEGAL_PERSON), met=False)
    assert (line.verdict, line.remedy) == (Verdict.FAIL, "head-office-claims")
    assert standing_line(known(Standing.REGISTERED), None).verdict is Verdict.WARN
    assert standing_line(known(Standing.REGISTERED), met=True).verdict is Verdict.PASS


TIERS = (
    known(HeadCeiling(100_000 * USD, 1_000_000 * USD, 100)),
    known(HeadCeiling(1_000_000 * USD, 5_000_000 * USD, 200)),
)


@pytest.mark.parametrize(
    ("turnover", "heads", "code"),
    [
        (100_000, 100, "heads-within-limit"),
        (999_999, 101, "heads-over-limit"),
        (1_000_000, 101, "heads-within-limit"),
        (1_000_000, 201, "heads-over-limit"),
        (5_000_000, 201, "heads-tier-unknown"),
        (99_999, 1, "heads-tier-unknown"),
        (None, 1, "heads-turnover-unknown"),
    ],
)
def test_the_head_count_goes_by_the_turnover(turnover, heads, code):
    cents = None if turnover is None else turnover * USD
    assert ceiling_line(TIERS, cents, heads).code == code


def test_no_tiers_is_no_line():
    assert ceiling_line((), 1, 10_000) is None


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        (
            ClaimKind.ENTERPRISE,
            {Rule.STANDING, Rule.THRESHOLD, Rule.GRADUATES, Rule.CLEAN_YEARS, Rule.HEADS},
        ),
        (ClaimKind.INSTITUTION, {Rule.STANDING, Rule.CLEAN_YEARS}),
        (
            ClaimKind.CERTIFICATION,
            {Rule.STANDING, Rule.THRESHOLD, Rule.GRADUATES, Rule.CLEAN_YEARS},
        ),
        (ClaimKind.PLATFORM, {Rule.STANDING, Rule.CLEAN_YEARS}),
    ],
)
def test_each_kind_of_claim_asks_its_own_conditions(kind, rules):
    programme = replace(seeded(), head_ceilings=TIERS)
    lines = claimant_lines(programme, kind, ClaimantFacts(), 1, TODAY)
    assert {line.rule for line in lines} == rules
    assert {line.verdict for line in lines} == {Verdict.WARN}
    asked = {line.facts["standing"] for line in lines if line.rule is Rule.STANDING}
    assert (Standing.TRAINING_LICENCE in asked) == (kind is ClaimKind.INSTITUTION)
