"""The service catalogue, and what is looked at before a line of the log is taken."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.contracts import Residence
from parkdesk.domain.offers import Offer, OfferState, OfferUnit, check_offer, meeting, usual_fee
from parkdesk.domain.platforms import Platform, Service, ServiceKind
from parkdesk.domain.service_log import judge

D = dt.date
TODAY = D(2026, 10, 12)
OFFER = Offer(
    Platform.TECHNOLOGY,
    ServiceKind.TEST_ENVIRONMENT,
    "云测试环境",
    OfferUnit.HOUR,
    20_000,
    D(2026, 1, 1),
    D(2026, 12, 31),
)
FREE = replace(OFFER, price_cents=0)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"name": "  "}, {"name": "required"}),
        ({"name": "长" * 81}, {"name": "offer-name-too-long"}),
        ({"kind": ServiceKind.COURSE}, {"kind": "kind-not-of-platform"}),
        ({"price_cents": -1}, {"price_cents": "negative-amount"}),
        ({"price_cents": 10**15 + 1}, {"price_cents": "number-too-large"}),
        ({"valid_until": D(2025, 12, 31)}, {"valid_until": "end-before-start"}),
        ({"valid_until": D(2026, 1, 1)}, {}),
        ({"valid_until": None}, {}),
    ],
)
def test_an_entry_that_does_not_hold_is_refused_at_its_field(differences, problems):
    assert check_offer(replace(OFFER, **differences)) == problems


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (D(2025, 12, 31), OfferState.COMING),
        (D(2026, 1, 1), OfferState.OFFERED),
        (D(2026, 12, 31), OfferState.OFFERED),
        (D(2027, 1, 1), OfferState.ENDED),
    ],
)
def test_the_first_and_the_last_day_count(day, state):
    assert OFFER.state(day) is state
    assert OFFER.holds_on(day) is (state is OfferState.OFFERED)


@pytest.mark.parametrize(
    ("differences", "hours_tenths", "people", "fee"),
    [
        ({}, 25, 3, 50_000),
        ({"price_cents": 33}, 5, 1, 17),
        ({"unit": OfferUnit.PERSON}, 25, 3, 60_000),
        ({"unit": OfferUnit.TIME}, 25, 3, 20_000),
        ({"unit": OfferUnit.ITEM}, 25, 3, 20_000),
        ({"unit": OfferUnit.DAY}, 0, 3, None),
        ({"unit": OfferUnit.DAY}, 1, 3, 20_000),
        ({"unit": OfferUnit.DAY}, 80, 3, 20_000),
        ({"unit": OfferUnit.DAY}, 81, 3, None),
        ({"unit": OfferUnit.DAY, "price_cents": 0}, 25, 3, 0),
        ({"price_cents": 0}, 25, 3, 0),
    ],
)
def test_the_price_comes_to_a_fee_where_the_line_says_how_many(
    differences, hours_tenths, people, fee
):
    assert usual_fee(replace(OFFER, **differences), hours_tenths, people) == fee


@given(st.integers(0, 10**9), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_fee_by_the_hour_is_its_price_to_half_a_fen(price, first, second):
    offer = replace(OFFER, price_cents=price)
    for tenths in (first, second):
        assert abs(usual_fee(offer, tenths, 0) * 10 - price * tenths) <= 5
    together = usual_fee(offer, first + second, 0)
    assert abs(together - usual_fee(offer, first, 0) - usual_fee(offer, second, 0)) <= 1


DAYS = st.dates(D(2020, 1, 1), D(2030, 1, 1))


@given(DAYS, DAYS | st.none(), DAYS, DAYS | st.none())
def test_two_entries_meet_exactly_when_some_day_has_both(first, last, other_first, other_last):
    one = replace(OFFER, valid_from=first, valid_until=last)
    other = replace(OFFER, valid_from=other_first, valid_until=other_last)
    both = one.holds_on(max(first, other_first)) and other.holds_on(max(first, other_first))
    assert (meeting(one, [other]) is other) is both
    assert (meeting(other, [one]) is one) is both
    assert (
        meeting(one, [replace(other, name="别的"), replace(other, platform=Platform.BRAND)]) is None
    )


def line(**differences):
    facts = {
        "platform": Platform.TECHNOLOGY,
        "kind": ServiceKind.TEST_ENVIRONMENT,
        "served_on": D(2026, 9, 1),
        "hours_tenths": 20,
        "people": 3,
        "fee_cents": 0,
        "satisfaction": 5,
    }
    return Service(**(facts | differences))


@pytest.mark.parametrize(
    ("service", "residence", "offer", "problems", "questions"),
    [
        (line(), Residence(None, None), None, {}, {}),
        (line(), Residence(D(2026, 9, 1), D(2026, 9, 1)), OFFER, {}, {}),
        (
            line(),
            Residence(None, D(2026, 8, 31)),
            None,
            {"enterprise_id": "served-after-leaving"},
            {},
        ),
        (
            line(),
            Residence(D(2026, 9, 2), None),
            None,
            {},
            {"enterprise_id": "served-before-entry"},
        ),
        (
            line(hours_tenths=-1),
            Residence(None, None),
            None,
            {"hours_tenths": "negative-number"},
            {},
        ),
        (
            line(),
            Residence(None, None),
            replace(OFFER, valid_until=D(2026, 8, 31)),
            {"offer_id": "offer-not-on-that-day"},
            {},
        ),
        (line(fee_cents=1), Residence(None, None), FREE, {}, {"fee_cents": "fee-for-free-service"}),
        (
            line(hours_tenths=241),
            Residence(None, None),
            None,
            {},
            {"hours_tenths": "more-hours-than-a-day"},
        ),
    ],
)
def test_a_line_of_the_log_is_judged(service, residence, offer, problems, questions):
    verdict = judge(service, residence, offer, TODAY)
    assert (verdict.problems, verdict.questions) == (problems, questions)
