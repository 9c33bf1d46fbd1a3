"""技术先进型服务企业 against one enterprise and year, from what is stored."""

import datetime as dt

import pytest

from parkdesk.domain.atse import Condition, Missing, Outcome, SaveIncome
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, StaleRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.usecases.atse import atse_check, delete_income, save_income
from parkdesk.usecases.certifications import register_certification
from tests.registers import enterprise, iso

D = dt.date


def reported(work, owner, quarter, headcount, graduates, state="submitted"):
    work.add(
        QuarterReturnRecord(
            enterprise_id=owner,
            quarter=quarter,
            state=state,
            headcount=headcount,
            graduates=graduates,
            new_hires=0,
        )
    )


def finding(year, code, condition):
    check = next(one for one in year.checks if one.rule.code == code)
    return next(one for one in check.findings if one.condition is condition)


def test_a_year_is_held_against_its_documents(work):
    owner = enterprise(work)
    save_income(
        work, owner, None, SaveIncome(2025, 10_000_000, 6_000_000, None, 3_000_000, "审计报告")
    )
    reported(work, owner, "2025Q4", 200, 120)
    found = atse_check(work, owner, 2025)
    assert [one.rule.document_number for one in found.checks] == [
        "财税〔2017〕79号",
        "财税〔2018〕44号",
    ]
    assert finding(found, "2017-79", Condition.INCOME).outcome is Outcome.MET
    offshore = finding(found, "2017-79", Condition.OFFSHORE)
    assert (offshore.outcome, offshore.lacking) == (Outcome.SHORT, 500_000)
    assert finding(found, "2017-79", Condition.GRADUATES).outcome is Outcome.MET
    assert found.figures.counted_in == Quarter(2025, 4)


def test_without_figures_nothing_is_known(work):
    found = atse_check(work, enterprise(work), 2025)
    assert {one.outcome for one in found.checks[0].findings} == {Outcome.UNKNOWN}
    assert found.income is None


def test_a_past_years_people_are_those_of_its_last_quarter(work):
    owner = enterprise(work)
    reported(work, owner, "2025Q3", 200, 120)
    reported(work, owner, "2025Q4", 200, 120, state="draft")
    found = finding(atse_check(work, owner, 2025), "2017-79", Condition.GRADUATES)
    assert found.missing is Missing.STAFF


def test_in_the_running_year_the_newest_return_counts(work):
    owner = enterprise(work)
    reported(work, owner, "2026Q2", 100, 40)
    reported(work, owner, "2026Q3", 100, 70)
    found = atse_check(work, owner, 2026)
    assert found.figures.counted_in == Quarter(2026, 3)
    assert finding(found, "2017-79", Condition.GRADUATES).outcome is Outcome.MET


def test_the_certificates_of_the_years_end_are_named(work):
    owner = enterprise(work)
    register_certification(work, iso(owner, issued_on=D(2009, 6, 1)))
    found = finding(atse_check(work, owner, 2009), "2009-63", Condition.CERTIFICATE)
    assert (found.outcome, found.facts) == (Outcome.PERSON, ("ISO27001",))


def test_an_income_is_entered_corrected_and_deleted(work):
    owner = enterprise(work)
    save_income(work, owner, None, SaveIncome(2025, 100, 60))
    with pytest.raises(InvalidInput) as refusal:
        save_income(work, owner, None, SaveIncome(2025, 200))
    assert refusal.value.problems == {"year": "income-there-already"}
    income = atse_check(work, owner, 2025).income
    save_income(work, owner, income.version, SaveIncome(2025, 100, 70, None, 40, "审计报告"))
    work.session.flush()
    income = atse_check(work, owner, 2025).income
    assert (income.form.ats_cents, income.form.paper) == (70, "审计报告")
    delete_income(work, income.id, income.version)
    work.session.flush()
    assert atse_check(work, owner, 2025).income is None
    with pytest.raises(StaleRecord):
        save_income(work, owner, 2, SaveIncome(2025, 100))
