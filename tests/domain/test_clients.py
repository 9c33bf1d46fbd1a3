"""Clients of the marketplace: what is taken, and when a client may be published."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.clients import (
    LOOKED_AT_EVERY,
    Client,
    Consent,
    ConsentState,
    check_client,
    is_old,
)

D = dt.date
TODAY = D(2026, 10, 12)
COUNTRIES = frozenset({"JP", "US"})
CLIENT = Client("Kitanagi Systems K.K.", "JP", "接包合同", 3_200, D(2026, 9, 15))
GIVEN = Consent(D(2026, 1, 15), D(2026, 12, 31), "2026年1月15日邮件")


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"people": None, "verified_on": None}, {}),
        ({"name": "  "}, {"name": "required"}),
        ({"name": "长" * 201}, {"name": "client-name-too-long"}),
        ({"source": ""}, {"source": "required"}),
        ({"country": ""}, {"country_code": "required"}),
        ({"country": "XX"}, {"country_code": "unknown-country"}),
        ({"people": -1}, {"people": "negative-number"}),
        ({"people": 10**9}, {"people": "number-too-large"}),
        ({"verified_on": D(2026, 10, 13)}, {"verified_on": "day-in-future"}),
        ({"consent": GIVEN}, {}),
        ({"consent": replace(GIVEN, basis=" ")}, {"consent_basis": "consent-without-basis"}),
        ({"consent": replace(GIVEN, given_on=None)}, {"consent_on": "consent-without-day"}),
        ({"consent": Consent(None, D(2026, 1, 1))}, {"consent_on": "consent-without-day"}),
        ({"consent": replace(GIVEN, given_on=D(2026, 10, 13))}, {"consent_on": "day-in-future"}),
        ({"consent": replace(GIVEN, until=D(2026, 1, 14))}, {"consent_until": "end-before-start"}),
        ({"consent": replace(GIVEN, until=D(2026, 1, 15))}, {}),
    ],
)
def test_what_does_not_hold_is_told_at_its_field(differences, problems):
    assert check_client(replace(CLIENT, **differences), COUNTRIES, TODAY) == problems


@pytest.mark.parametrize(
    ("consent", "state"),
    [
        (Consent(), ConsentState.NONE),
        (replace(GIVEN, given_on=TODAY), ConsentState.GIVEN),
        (replace(GIVEN, given_on=D(2026, 10, 13)), ConsentState.NONE),
        (replace(GIVEN, until=TODAY), ConsentState.GIVEN),
        (replace(GIVEN, until=D(2026, 10, 11)), ConsentState.ENDED),
        (replace(GIVEN, until=None), ConsentState.GIVEN),
    ],
)
def test_consent_holds_from_its_first_to_its_last_day(consent, state):
    assert consent.state(TODAY) is state


days = st.dates(D(2020, 1, 1), D(2030, 12, 31))


@given(given_on=days, until=st.none() | days, day=days)
def test_consent_is_never_given_outside_its_days(given_on, until, day):
    inside = given_on <= day and (until is None or day <= until)
    assert (Consent(given_on, until, "x").state(day) is ConsentState.GIVEN) == inside


def test_what_nobody_made_sure_of_for_a_year_is_old():
    year_ago = TODAY - dt.timedelta(days=LOOKED_AT_EVERY)
    assert is_old(None, TODAY)
    assert not is_old(year_ago, TODAY)
    assert is_old(year_ago - dt.timedelta(days=1), TODAY)
