"""The chain of CMMI appraisals: one case a rule of the published validity policy."""

from __future__ import annotations

import datetime as dt

import pytest

from parkdesk.domain.appraisals import Appraisal, AppraisalRule, Method, check, computed_expiry
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
