"""技术先进型服务企业, as domain.md §2: dated thresholds, exact shares, nothing guessed."""

import csv
import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk import paths
from parkdesk.domain.atse import (
    Area,
    AtseRule,
    Condition,
    EnterpriseClass,
    Finding,
    Limit,
    Missing,
    Outcome,
    SaveIncome,
    Share,
    YearFigures,
    check_income,
    check_year,
)
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.programmes import Mark

D = dt.date
TODAY = D(2026, 10, 12)


def seeds():
    path = paths.database_files() / "seed" / "atse_rules.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [rule(row) for row in csv.DictReader(file)]


def rule(row):
    def limit(name):
        text = row[f"{name}_percent"]
        return Limit(int(text) if text else None, Mark(row[f"{name}_certainty"]))

    return AtseRule(
        row["code"],
        row["document_number"],
        D.fromisoformat(row["valid_from"]),
        D.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        Mark(row["period_certainty"]),
        EnterpriseClass(row["enterprise_class"]),
        Area(row["area"]),
        limit("income"),
        limit("offshore"),
        limit("graduates"),
        row["needs_certificate"] == "yes",
        Mark(row["certificate_certainty"]),
    )


def figures(year=2025, **differences):
    facts = {
        "year": year,
        "total_cents": 10_000_000,
        "ats_cents": 7_000_000,
        "service_trade_cents": 2_000_000,
        "offshore_cents": 4_000_000,
        "headcount": 100,
        "graduates": 60,
        "counted_in": Quarter(year, 4),
    }
    return YearFigures(**(facts | differences))


def checked(year=2025, **differences):
    return {one.rule.code: one for one in check_year(seeds(), figures(year, **differences))}


def finding(check, condition):
    return next(one for one in check.findings if one.condition is condition)


@pytest.mark.parametrize(
    ("year", "codes"),
    [
        (2008, []),
        (2009, ["2009-63"]),
        (2010, ["2009-63", "2010-65"]),
        (2013, ["2010-65"]),
        (2014, ["2014-59"]),
        (2017, ["2014-59", "2017-79"]),
        (2018, ["2014-59", "2017-79", "2018-44"]),
        (2026, ["2017-79", "2018-44"]),
    ],
)
def test_the_documents_of_a_year(year, codes):
    assert list(checked(year)) == codes


@pytest.mark.parametrize(
    ("code", "income", "offshore", "graduates"),
    [
        ("2009-63", (70, "A"), (50, "C"), (50, "C")),
        ("2010-65", (50, "A"), (50, "C"), (50, "B")),
        ("2014-59", (50, "B"), (35, "B"), (50, "B")),
        ("2017-79", (50, "B"), (35, "B"), (50, "B")),
        ("2018-44", (50, "C"), (None, "C"), (50, "C")),
    ],
)
def test_the_thresholds_and_their_marks(code, income, offshore, graduates):
    found = next(one for one in seeds() if one.code == code)
    limits = (found.income, found.offshore, found.graduates)
    assert [(one.percent, one.mark.value) for one in limits] == [income, offshore, graduates]


def test_only_the_first_document_asks_for_a_certificate():
    assert [one.code for one in seeds() if one.needs_certificate] == ["2009-63"]
    found = finding(checked(2009, certificates=("CMMI L3",))["2009-63"], Condition.CERTIFICATE)
    assert (found.outcome, found.facts) == (Outcome.PERSON, ("CMMI L3",))


def test_one_years_figures_meet_one_document_and_miss_another():
    # 40 % offshore: short of the 50 of 2010, enough for the 35 of 2014.
    assert checked(2013)["2010-65"].outcome is Outcome.SHORT
    assert finding(checked(2013)["2010-65"], Condition.OFFSHORE).lacking == 1_000_000
    assert finding(checked(2014)["2014-59"], Condition.OFFSHORE).outcome is Outcome.MET


@pytest.mark.parametrize(
    ("offshore", "outcome", "lacking"),
    [
        (3_500_000, Outcome.MET, 0),
        (3_499_999, Outcome.SHORT, 1),
        (0, Outcome.SHORT, 3_500_000),
    ],
)
def test_the_limit_itself_suffices(offshore, outcome, lacking):
    found = finding(checked(offshore_cents=offshore)["2017-79"], Condition.OFFSHORE)
    assert (found.outcome, found.lacking) == (outcome, lacking)


@pytest.mark.parametrize(
    ("differences", "condition", "missing"),
    [
        ({"total_cents": None}, Condition.INCOME, Missing.TOTAL),
        ({"total_cents": 0}, Condition.INCOME, Missing.TOTAL),
        ({"ats_cents": None}, Condition.INCOME, Missing.ATS),
        ({"offshore_cents": None}, Condition.OFFSHORE, Missing.OFFSHORE),
        ({"headcount": None}, Condition.GRADUATES, Missing.STAFF),
        ({"headcount": 0, "graduates": 0}, Condition.GRADUATES, Missing.NOBODY),
    ],
)
def test_what_is_not_there_is_not_known(differences, condition, missing):
    check = checked(**differences)["2017-79"]
    found = finding(check, condition)
    assert (found.outcome, found.missing, found.share) == (Outcome.UNKNOWN, missing, None)
    assert check.outcome is Outcome.UNKNOWN


def test_short_is_graver_than_not_known():
    assert checked(ats_cents=1, headcount=None)["2017-79"].outcome is Outcome.SHORT


def test_a_class_without_the_share_is_not_asked_for_it():
    found = finding(checked(offshore_cents=0)["2018-44"], Condition.OFFSHORE)
    assert (found.outcome, found.mark.confirmed) == (Outcome.NOT_ASKED, False)


def test_each_class_is_measured_by_income_of_its_own():
    check = checked()
    assert finding(check["2017-79"], Condition.INCOME).share == Share(7_000_000, 10_000_000)
    assert finding(check["2018-44"], Condition.INCOME).share == Share(2_000_000, 10_000_000)
    unknown = finding(checked(service_trade_cents=None)["2018-44"], Condition.INCOME)
    assert (unknown.outcome, unknown.missing) == (Outcome.UNKNOWN, Missing.SERVICE_TRADE)


def test_where_the_enterprise_is_registered_a_person_judges():
    assert finding(checked(2014)["2014-59"], Condition.AREA).outcome is Outcome.PERSON
    assert checked(2014)["2014-59"].outcome is Outcome.PERSON
    assert checked(2025)["2017-79"].outcome is Outcome.MET


@given(
    st.integers(1, 10**12), st.fractions(0, 1), st.sampled_from([35, 50, 70]), st.integers(0, 10)
)
def test_what_it_lacks_is_just_enough(whole, part, percent, more):
    share = Share(int(whole * part), whole)
    lacking = share.lacks(percent)
    assert (lacking == 0) == (share.percent >= percent)
    if lacking:
        assert Fraction(100 * (share.part + lacking), whole) >= percent
        assert Fraction(100 * (share.part + lacking - 1), whole) < percent
        assert Share(share.part + lacking + more, whole).lacks(percent) == 0


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (SaveIncome(2025, 100, 60, 10, 40), {}),
        (SaveIncome(2025, None, 60), {}),
        (SaveIncome(None, 100), {"year": "required"}),
        (SaveIncome(2027, 100), {"year": "income-year"}),
        (SaveIncome(1999, 100), {"year": "income-year"}),
        (SaveIncome(2025), {"total_cents": "required"}),
        (
            SaveIncome(2025, 100, 101, None, 102),
            dict.fromkeys(("ats_cents", "offshore_cents"), "part-exceeds-income"),
        ),
        (SaveIncome(2025, -1), {"total_cents": "negative-amount"}),
    ],
)
def test_what_is_wrong_with_an_income(form, problems):
    assert check_income(form, TODAY) == problems


@pytest.mark.parametrize(
    ("share", "limit", "permille"),
    [
        pytest.param(Share(499_999, 1_000_000), 50, 499, id="short by a breath"),
        pytest.param(Share(500_000, 1_000_000), 50, 500, id="exactly there"),
        pytest.param(Share(499_999, 1_000_000), None, 500, id="no limit to fall short of"),
        pytest.param(None, 50, None, id="not known"),
    ],
)
def test_a_share_that_falls_short_never_reads_as_the_limit(share, limit, permille):
    finding = Finding(next(iter(Condition)), Outcome.MET, Mark.DOCUMENT, limit, share)
    assert finding.permille == permille
    assert finding.limit_permille == (None if limit is None else 500)
