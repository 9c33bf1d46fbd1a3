"""The chain of CMMI appraisals: one case a rule of the published validity policy."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given as law
from hypothesis import strategies as st

from parkdesk.domain.appraisals import (
    Appraisal,
    AppraisalRule,
    Method,
    check,
    computed_expiry,
    ratings_of,
)
from parkdesk.domain.programmes import Mark

D = dt.date


def rule(model="CMMI V2.0", method=Method.BENCHMARK, **differences):
    facts = {
        "gives_level": True,
        "validity_months": 36,
        "at_most": False,
        "in_a_row": None,
        "holds_at_least_until": None,
        "accepted_from": None,
        "accepted_until": None,
    } | differences
    return AppraisalRule("CMMI", model, method, source="", certainty=Mark.DOCUMENT, **facts)


BENCHMARK = rule()
SUSTAINMENT = rule(method=Method.SUSTAINMENT, validity_months=24, at_most=True, in_a_row=3)
SCAMPI_C = rule("CMMI v1.3", Method.SCAMPI_C, gives_level=False, validity_months=None)
EVALUATION = rule(method=Method.EVALUATION, gives_level=False, validity_months=None)
SCAMPI_B = rule("CMMI v1.3", Method.SCAMPI_B, gives_level=False, validity_months=None)
APR = rule(method=Method.ACTION_PLAN_REAPPRAISAL, at_most=True)
CBA_IPI = rule("SW-CMM 1.1", Method.CBA_IPI, validity_months=None)
V11 = rule("CMMI v1.1", Method.SCAMPI_A, holds_at_least_until=D(2007, 8, 31))
V13 = rule("CMMI v1.3", Method.SCAMPI_A, accepted_until=D(2020, 9, 30))


def appraised(method=Method.BENCHMARK, year=2024, level=3, **more):
    return Appraisal("CMMI V2.0", method, D(year, 5, 10), level, **more)


@pytest.mark.parametrize(
    ("given", "ended_on", "last"),
    [
        pytest.param(BENCHMARK, D(2023, 5, 10), D(2026, 5, 10), id="benchmark: three years"),
        pytest.param(BENCHMARK, D(2024, 2, 29), D(2027, 2, 28), id="29 February"),
        pytest.param(SUSTAINMENT, D(2023, 5, 10), D(2025, 5, 10), id="sustainment: two years"),
        pytest.param(V11, D(2004, 3, 1), D(2007, 8, 31), id="v1.1: the later day is the fixed one"),
        pytest.param(V11, D(2006, 3, 1), D(2009, 3, 1), id="v1.1: the later day is three years on"),
        pytest.param(V11, D(2004, 8, 31), D(2007, 8, 31), id="v1.1: both days are the same"),
        pytest.param(V13, D(2020, 9, 30), D(2023, 9, 30), id="v1.3: the last runs its three years"),
        pytest.param(APR, D(2024, 3, 1), D(2027, 3, 1), id="a reappraisal: as what it completes"),
        pytest.param(CBA_IPI, D(1999, 3, 1), None, id="SW-CMM had no formal expiry"),
        pytest.param(SCAMPI_B, D(2016, 3, 1), None, id="SCAMPI B holds for no time"),
        pytest.param(SCAMPI_C, D(2016, 3, 1), None, id="SCAMPI C holds for no time"),
        pytest.param(EVALUATION, D(2024, 3, 1), None, id="an evaluation only finds"),
    ],
)
def test_expiry_is_computed_from_the_appraisals_end(given, ended_on, last):
    assert computed_expiry(given, ended_on) == last


@pytest.mark.parametrize(
    ("appraisal", "given", "before", "problems"),
    [
        pytest.param(appraised(), BENCHMARK, (), {}, id="a benchmark stands alone"),
        pytest.param(
            appraised(level=None), BENCHMARK, (), {"level": "required"}, id="a benchmark rates"
        ),
        pytest.param(
            appraised(level=6), BENCHMARK, (), {"level": "no-such-level"}, id="five is the highest"
        ),
        pytest.param(
            appraised(level=0), BENCHMARK, (), {"level": "no-such-level"}, id="one is the lowest"
        ),
        pytest.param(
            appraised(Method.SCAMPI_C),
            SCAMPI_C,
            (),
            {"level": "method-gives-no-level"},
            id="SCAMPI C with a level",
        ),
        pytest.param(
            appraised(Method.EVALUATION),
            EVALUATION,
            (),
            {"level": "method-gives-no-level"},
            id="evaluation with a level",
        ),
        pytest.param(
            appraised(Method.EVALUATION, level=None), EVALUATION, (), {}, id="evaluation without"
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT),
            SUSTAINMENT,
            (),
            {"method": "sustainment-on-nothing"},
            id="a sustainment on nothing",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT),
            SUSTAINMENT,
            (appraised(Method.EVALUATION, 2022, None),),
            {"method": "sustainment-on-nothing"},
            id="a sustainment on an evaluation",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2026),
            SUSTAINMENT,
            (appraised(),),
            {},
            id="a sustainment keeps the level",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2026, 4),
            SUSTAINMENT,
            (appraised(),),
            {"level": "sustainment-raises-level"},
            id="a sustainment never raises the level",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2026, 2),
            SUSTAINMENT,
            (appraised(),),
            {"level": "sustainment-changes-level"},
            id="nor lowers it",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2025),
            SUSTAINMENT,
            (
                appraised(year=2019),
                appraised(Method.SUSTAINMENT, 2021),
                appraised(Method.SUSTAINMENT, 2023),
            ),
            {},
            id="a third sustainment in a row",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2027),
            SUSTAINMENT,
            (
                appraised(year=2019),
                *(appraised(Method.SUSTAINMENT, year) for year in (2021, 2023, 2025)),
            ),
            {"method": "too-many-sustainments"},
            id="a fourth in a row",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2029),
            SUSTAINMENT,
            (
                *(appraised(Method.SUSTAINMENT, year) for year in (2021, 2023, 2025)),
                appraised(year=2027),
            ),
            {},
            id="a new benchmark starts the count again",
        ),
        pytest.param(
            appraised(year=2023),
            BENCHMARK,
            (appraised(year=2024),),
            {"ended_on": "before-predecessor"},
            id="a renewal before what it renews",
        ),
        pytest.param(appraised(), None, (), {"method": "method-not-of-model"}, id="unknown method"),
        pytest.param(
            appraised(Method.SCAMPI_B),
            SCAMPI_B,
            (),
            {"level": "method-gives-no-level"},
            id="SCAMPI B with a level",
        ),
        pytest.param(appraised(Method.CBA_IPI), CBA_IPI, (), {}, id="CBA-IPI gives a level"),
        pytest.param(
            appraised(Method.ACTION_PLAN_REAPPRAISAL), APR, (), {}, id="a reappraisal alone"
        ),
        pytest.param(
            appraised(Method.ACTION_PLAN_REAPPRAISAL, 2026, 4),
            APR,
            (appraised(),),
            {},
            id="a reappraisal may raise the level: it completes a benchmark",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2026),
            SUSTAINMENT,
            (appraised(Method.ACTION_PLAN_REAPPRAISAL),),
            {},
            id="a sustainment on a reappraisal",
        ),
        pytest.param(
            appraised(Method.EVALUATION, 2026, None),
            EVALUATION,
            (appraised(),),
            {"method": "renewal-gives-no-level"},
            id="an evaluation renews no rating",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2027),
            SUSTAINMENT,
            (appraised(), appraised(Method.EVALUATION, 2025, None)),
            {},
            id="an evaluation in between is no link",
        ),
        pytest.param(
            appraised(Method.SUSTAINMENT, 2028),
            SUSTAINMENT,
            (
                appraised(year=2019),
                *(appraised(Method.SUSTAINMENT, year) for year in (2021, 2023, 2025)),
                appraised(Method.EVALUATION, 2026, None),
            ),
            {"method": "too-many-sustainments"},
            id="nor does it begin a new count",
        ),
        pytest.param(
            appraised(year=2026, level=4), BENCHMARK, (appraised(),), {}, id="a benchmark raises"
        ),
        pytest.param(
            appraised(year=2026, level=2), BENCHMARK, (appraised(),), {}, id="and may lower"
        ),
    ],
)
def test_what_gives_a_level_and_what_follows_what(appraisal, given, before, problems):
    assert check(appraisal, given, before).problems == problems


@pytest.mark.parametrize(
    ("given", "expires_on", "reason", "problems"),
    [
        pytest.param(BENCHMARK, D(2027, 5, 10), "", {}, id="as computed needs no reason"),
        pytest.param(
            BENCHMARK,
            D(2027, 5, 9),
            "",
            {"expiry_reason": "reason-for-expiry"},
            id="another day needs one",
        ),
        pytest.param(BENCHMARK, D(2027, 5, 9), "as published", {}, id="and is taken with one"),
        pytest.param(
            BENCHMARK,
            D(2024, 5, 9),
            "as published",
            {"expires_on": "expiry-before-issue"},
            id="expiry before the appraisal",
        ),
    ],
)
def test_expiry_is_editable_with_a_reason(given, expires_on, reason, problems):
    appraisal = appraised(expires_on=expires_on, expiry_reason=reason)
    assert check(appraisal, given, ()).problems == problems


def test_a_sustainment_may_hold_shorter_but_not_longer_than_two_years():
    before = (appraised(),)
    for last, problems in [
        (D(2027, 5, 10), {}),
        (D(2028, 5, 11), {"expires_on": "expiry-beyond-limit"}),
    ]:
        given = appraised(Method.SUSTAINMENT, 2026, expires_on=last, expiry_reason="as published")
        assert check(given, SUSTAINMENT, before).problems == problems


def test_an_evaluation_has_no_expiry():
    given = appraised(Method.EVALUATION, level=None, expires_on=D(2027, 1, 1))
    assert check(given, EVALUATION, ()).problems == {"expires_on": "method-gives-no-expiry"}


def test_v1_3_after_september_2020_is_asked():
    late = Appraisal("CMMI v1.3", Method.SCAMPI_A, D(2020, 10, 1), 3)
    assert check(late, V13, ()).questions == ("appraisal-after-acceptance",)
    last = Appraisal("CMMI v1.3", Method.SCAMPI_A, D(2020, 9, 30), 3)
    assert check(last, V13, ()).questions == ()


def test_v2_before_its_acceptance_is_asked():
    early = rule(accepted_from=D(2019, 1, 1))
    assert check(appraised(year=2018), early, ()).questions == ("appraisal-before-acceptance",)


def test_sustaining_a_lapsed_rating_is_asked():
    before = (appraised(year=2020, expires_on=D(2023, 5, 10)),)
    given = appraised(Method.SUSTAINMENT, 2024)
    assert check(given, SUSTAINMENT, before).questions == ("sustainment-after-lapse",)


def test_sustaining_what_no_benchmark_found_is_asked():
    before = (Appraisal("CMMI v1.3", Method.SCAMPI_A, D(2018, 5, 10), 3, D(2021, 5, 10)),)
    given = appraised(Method.SUSTAINMENT, 2020)
    assert check(given, SUSTAINMENT, before).questions == ("sustainment-without-benchmark",)
    only_sustainments = (appraised(Method.SUSTAINMENT, 2022),)
    assert check(appraised(Method.SUSTAINMENT), SUSTAINMENT, only_sustainments).questions == (
        "sustainment-without-benchmark",
    )


def test_whether_a_reappraisal_begins_a_new_count_is_asked():
    before = (
        appraised(year=2018),
        appraised(Method.SUSTAINMENT, 2020),
        appraised(Method.SUSTAINMENT, 2022),
        appraised(Method.ACTION_PLAN_REAPPRAISAL, 2023),
        appraised(Method.SUSTAINMENT, 2024),
    )
    given = appraised(Method.SUSTAINMENT, 2026)
    verdict = check(given, SUSTAINMENT, before)
    assert verdict.problems == {}
    assert verdict.questions == ("sustainment-over-reappraisal",)


RULES = {
    Method.BENCHMARK: BENCHMARK,
    Method.SUSTAINMENT: SUSTAINMENT,
    Method.ACTION_PLAN_REAPPRAISAL: APR,
    Method.EVALUATION: EVALUATION,
}
STEPS = st.lists(
    st.tuples(st.sampled_from(list(RULES)), st.none() | st.integers(0, 6), st.integers(-40, 900)),
    max_size=12,
)


def grown(steps):
    """The chain of all the steps that the rules accept, one after another."""
    chain, day = [], D(2019, 1, 1)
    for method, level, days in steps:
        given = Appraisal("CMMI V2.0", method, day + dt.timedelta(days=days), level)
        if not check(given, RULES[method], chain).problems:
            chain.append(given)
            day = given.ended_on
    return chain


@law(steps=STEPS)
def test_no_accepted_chain_breaks_the_rules(steps):
    chain = grown(steps)
    ratings = ratings_of(chain)
    assert [one.ended_on for one in chain] == sorted({one.ended_on for one in chain})
    run = 0
    for before, one in zip([None, *ratings], ratings, strict=False):
        assert 1 <= one.level <= 5
        if one.method is Method.SUSTAINMENT:
            run += 1
            assert before is not None
            assert one.level == before.level
        else:
            run = 0
        assert run <= 3
    assert all(one.level is None for one in chain if one.method is Method.EVALUATION)


@law(
    method=st.sampled_from([one for one, rule_ in RULES.items() if rule_.gives_level]),
    ended_on=st.dates(D(2019, 1, 1), D(2030, 12, 31)),
    later=st.integers(0, 1_000),
)
def test_a_rating_lasts_from_the_end_of_its_appraisal_and_a_later_one_lasts_longer(
    method, ended_on, later
):
    first = computed_expiry(RULES[method], ended_on)
    second = computed_expiry(RULES[method], ended_on + dt.timedelta(days=later))
    assert ended_on < first <= second
    years = 2 if method is Method.SUSTAINMENT else 3
    assert first <= ended_on + dt.timedelta(days=366 * years)
    if method is Method.SUSTAINMENT:
        assert first <= computed_expiry(BENCHMARK, ended_on)
