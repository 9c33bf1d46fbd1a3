"""Facts by date: what holds on a day, and what cannot be so."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.enterprise_facts import (
    AddressFact,
    AddressKind,
    CapitalFact,
    FormerNameFact,
    NumberFact,
    PeopleFact,
    PremisesFact,
    StatusFact,
    area_sqm,
    check_address,
    check_capital,
    check_former_name,
    check_number,
    check_people,
    check_premises,
    check_status,
    fact_on,
    name_on,
    places_text,
    premises_on,
)
from parkdesk.domain.enterprise_status import EnterpriseStatus
from parkdesk.domain.identifiers import IdentifierKind

TODAY = dt.date(2026, 10, 12)
PAST = dt.date(2020, 5, 11)
FUTURE = TODAY + dt.timedelta(days=1)
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2030, 1, 1))


@pytest.mark.parametrize(
    ("fact", "problems"),
    [
        (PeopleFact(PAST, 35, 30), {}),
        (PeopleFact(PAST, 35), {}),
        (PeopleFact(PAST, 0, 0), {}),
        (PeopleFact(None, 35), {"from_on": "required"}),
        (PeopleFact(FUTURE, 35), {"from_on": "day-in-future"}),
        (PeopleFact(PAST, None), {"headcount": "required"}),
        (PeopleFact(PAST, -1), {"headcount": "negative"}),
        (PeopleFact(PAST, 1, -1), {"graduates": "negative"}),
        (PeopleFact(PAST, 35, 36), {"graduates": "graduates-exceed-headcount"}),
    ],
)
def test_a_count_of_people(fact, problems):
    assert check_people(fact, TODAY) == problems


@pytest.mark.parametrize(
    ("heads", "graduates", "permille"),
    [(35, 30, 857), (35, None, None), (0, 0, None), (3, 3, 1000), (3, 1, 333)],
)
def test_the_share_of_graduates(heads, graduates, permille):
    assert PeopleFact(PAST, heads, graduates).permille == permille


@pytest.mark.parametrize(
    ("fact", "problems"),
    [
        (CapitalFact(PAST, 100), {}),
        (CapitalFact(PAST, 100, "USD"), {}),
        (CapitalFact(PAST, None), {"amount_minor": "required"}),
        (CapitalFact(PAST, -1), {"amount_minor": "negative-amount"}),
        (CapitalFact(PAST, 100, ""), {"currency": "unknown-currency"}),
        (CapitalFact(FUTURE, 100), {"from_on": "day-in-future"}),
    ],
)
def test_a_capital(fact, problems):
    assert check_capital(fact, TODAY) == problems


@pytest.mark.parametrize(
    ("fact", "problems"),
    [
        (PremisesFact(PAST, "A 座"), {}),
        (PremisesFact(PAST, "", room="301"), {}),
        (PremisesFact(FUTURE, "A 座"), {}),
        (PremisesFact(PAST, "", area_centi_sqm=100), {}),
        (PremisesFact(PAST, ""), {"building": "required"}),
        (PremisesFact(None, "A 座"), {"from_on": "required"}),
        (PremisesFact(PAST, "A 座", area_centi_sqm=-1), {"area_centi_sqm": "negative"}),
        (
            PremisesFact(PAST, "A 座", lease_to=PAST - dt.timedelta(days=1)),
            {"lease_to": "ends-before-it-begins"},
        ),
        (
            PremisesFact(PAST, "A 座", until_on=PAST - dt.timedelta(days=1)),
            {"until_on": "ends-before-it-begins"},
        ),
        (PremisesFact(PAST, "A 座", lease_to=PAST, until_on=PAST), {}),
    ],
)
def test_premises(fact, problems):
    assert check_premises(fact, TODAY) == problems


@pytest.mark.parametrize(
    ("fact", "problems"),
    [
        (AddressFact(PAST, AddressKind.REGISTERED, "云湖市青禾路 1 号"), {}),
        (AddressFact(PAST, None, "云湖市"), {"kind": "required"}),
        (AddressFact(PAST, AddressKind.OFFICE, " "), {"address": "required"}),
        (AddressFact(PAST, AddressKind.OFFICE, "长" * 301), {"address": "too-long"}),
        (AddressFact(FUTURE, AddressKind.OFFICE, "云湖市"), {"from_on": "day-in-future"}),
    ],
)
def test_an_address(fact, problems):
    assert check_address(fact, TODAY) == problems


OTHERS = ((dt.date(2010, 1, 1), dt.date(2014, 12, 31)),)


@pytest.mark.parametrize(
    ("fact", "problems"),
    [
        (FormerNameFact(PAST, "旧名"), {}),
        (FormerNameFact(PAST, " "), {"name": "required"}),
        (FormerNameFact(None, "旧名"), {"until_on": "required"}),
        (FormerNameFact(FUTURE, "旧名"), {"until_on": "day-in-future"}),
        (FormerNameFact(dt.date(2014, 12, 31), "旧名"), {"until_on": "former-name-day-taken"}),
        (FormerNameFact(PAST, "旧名", dt.date(2015, 1, 1)), {}),
        (FormerNameFact(PAST, "旧名", dt.date(2014, 12, 31)), {"from_on": "former-names-overlap"}),
        (FormerNameFact(PAST, "旧名", TODAY), {"from_on": "ends-before-it-begins"}),
    ],
)
def test_a_former_name(fact, problems):
    assert check_former_name(fact, OTHERS, TODAY) == problems


@pytest.mark.parametrize(
    ("fact", "problems", "warnings", "kind"),
    [
        (NumberFact("59467239-9"), {}, {}, IdentifierKind.ORGANISATION_CODE),
        (
            NumberFact("59467239-8"),
            {},
            {"code": "organisation-code-check"},
            IdentifierKind.ORGANISATION_CODE,
        ),
        (NumberFact("320500000012345"), {}, {}, IdentifierKind.REGISTRATION_NUMBER),
        (NumberFact("91330100799655058B"), {}, {}, IdentifierKind.CREDIT_CODE),
        (NumberFact("3205"), {}, {"code": "credit-code-length"}, IdentifierKind.CREDIT_CODE),
        (NumberFact(" "), {"code": "required"}, {}, IdentifierKind.CREDIT_CODE),
        (
            NumberFact("59467239-9", FUTURE),
            {"until_on": "day-in-future"},
            {},
            IdentifierKind.ORGANISATION_CODE,
        ),
    ],
)
def test_an_older_number_warns_and_does_not_block(fact, problems, warnings, kind):
    assert check_number(fact, TODAY) == (problems, warnings)
    assert fact.kind is kind


@pytest.mark.parametrize(
    ("fact", "problems"),
    [
        (StatusFact(PAST, EnterpriseStatus.RESIDENT), {}),
        (StatusFact(PAST, None), {"status": "required"}),
        (StatusFact(None, EnterpriseStatus.RESIDENT), {"from_on": "required"}),
        (StatusFact(FUTURE, EnterpriseStatus.RESIDENT), {"from_on": "day-in-future"}),
        (
            StatusFact(dt.date(2018, 12, 31), EnterpriseStatus.RESIDENT),
            {"from_on": "status-before-founded"},
        ),
        (StatusFact(dt.date(2018, 12, 31), EnterpriseStatus.APPLIED), {}),
    ],
)
def test_a_status_by_itself(fact, problems):
    assert check_status(fact, TODAY, dt.date(2019, 1, 1)) == problems


@given(st.lists(DAYS, unique=True, max_size=6), DAYS)
def test_the_latest_fact_that_has_begun_holds(days, day):
    facts = [PeopleFact(one, place) for place, one in enumerate(days)]
    found = fact_on(facts, day)
    begun = [one for one in days if one <= day]
    assert (found.from_on if found else None) == max(begun, default=None)


FORMER = (("第一名", dt.date(2012, 12, 31)), ("第二名", dt.date(2018, 6, 30)))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2010, 1, 1), "第一名"),
        (dt.date(2012, 12, 31), "第一名"),
        (dt.date(2013, 1, 1), "第二名"),
        (dt.date(2018, 7, 1), "现名"),
    ],
)
def test_the_name_on_a_day(day, name):
    assert name_on("现名", FORMER, day) == name
    assert name_on("现名", reversed(FORMER), day) == name


def test_several_premises_at_a_time():
    first = PremisesFact(PAST, "A 座", "3 层", area_centi_sqm=12_850, until_on=dt.date(2025, 6, 30))
    second = PremisesFact(dt.date(2024, 1, 1), "B 座", area_centi_sqm=10_000)
    both = premises_on((second, first), dt.date(2025, 6, 30))
    assert both == (first, second)
    assert places_text(both) == "A 座 3 层、B 座"
    assert area_sqm(both) == 229
    assert premises_on((second, first), dt.date(2025, 7, 1)) == (second,)
    assert premises_on((second, first), dt.date(2020, 5, 10)) == ()
    assert area_sqm([PremisesFact(PAST, "C 座")]) is None
