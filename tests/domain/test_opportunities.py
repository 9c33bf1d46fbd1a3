"""What an opportunity may say, and where one stands: tables of cases, and laws."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.bounds import LARGEST_MINOR, MOST_COUNTED
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.opportunities import (
    OPEN_STATES,
    CandidateDays,
    CandidateState,
    Known,
    OpportunityState,
    SaveOpportunity,
    check_close,
    check_opportunity,
    is_past,
    standing,
)

D = dt.date
TODAY = D(2026, 10, 12)
FORM = SaveOpportunity("保险理赔单据处理", "驻外商务机构", D(2026, 9, 1), D(2026, 11, 30))
KNOWN = Known({7}, {3}, {"CMMI": 5, "ISO27001": 0})


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        ({}, {}),
        ({"title": " "}, {"title": "required"}),
        ({"source": ""}, {"source": "required"}),
        ({"title": "商" * 200}, {}),
        ({"title": "商" * 201}, {"title": "opportunity-title-too-long"}),
        ({"client_id": 7, "service_code_id": 3}, {}),
        ({"client_id": 8}, {"client_id": "unknown"}),
        ({"service_code_id": 4}, {"service_code_id": "unknown"}),
        ({"certification_type": "CMMI"}, {}),
        ({"certification_type": "CMMI", "least_level": 3}, {}),
        ({"certification_type": "CMMI", "least_level": 5}, {}),
        ({"certification_type": "CMMI", "least_level": 0}, {"least_level": "no-such-level"}),
        ({"certification_type": "CMMI", "least_level": 6}, {"least_level": "no-such-level"}),
        (
            {"certification_type": "ISO27001", "least_level": 1},
            {"least_level": "kind-has-no-level"},
        ),
        ({"certification_type": "ISO1"}, {"certification_type": "unknown"}),
        ({"least_level": 3}, {"least_level": "level-without-certificate"}),
        ({"people": 1, "budget_usd_cents": 1}, {}),
        ({"people": MOST_COUNTED, "budget_usd_cents": LARGEST_MINOR}, {}),
        ({"people": 0}, {"people": "limit-not-positive"}),
        ({"people": MOST_COUNTED + 1}, {"people": "number-too-large"}),
        ({"budget_usd_cents": -1}, {"budget_usd_cents": "amount-not-positive"}),
        ({"budget_usd_cents": LARGEST_MINOR + 1}, {"budget_usd_cents": "number-too-large"}),
        ({"posted_on": None}, {"posted_on": "required"}),
        ({"posted_on": TODAY}, {}),
        ({"posted_on": TODAY + dt.timedelta(1)}, {"posted_on": "day-in-future"}),
        ({"answer_by": None}, {}),
        ({"answer_by": D(2026, 9, 1)}, {}),
        ({"answer_by": D(2026, 8, 31)}, {"answer_by": "end-before-start"}),
        ({"starts_on": D(2026, 9, 1)}, {}),
        ({"starts_on": D(2026, 8, 31)}, {"starts_on": "starts-before-posting"}),
    ],
)
def test_each_thing_that_does_not_hold_is_said_at_its_field(change, problems):
    assert check_opportunity(replace(FORM, **change), KNOWN, TODAY) == problems


@pytest.mark.parametrize(
    ("answer_by", "past"),
    [(None, False), (TODAY, False), (TODAY - dt.timedelta(1), True)],
)
def test_the_last_day_still_counts(answer_by, past):
    assert is_past(answer_by, TODAY) is past


@pytest.mark.parametrize(
    ("days", "signed", "state"),
    [
        (CandidateDays(TODAY), False, CandidateState.RECOMMENDED),
        (CandidateDays(TODAY, TODAY), False, CandidateState.TALKS),
        (CandidateDays(TODAY, TODAY, TODAY), False, CandidateState.DROPPED),
        (CandidateDays(TODAY, None, TODAY), False, CandidateState.DROPPED),
        (CandidateDays(TODAY, TODAY), True, CandidateState.SIGNED),
    ],
)
def test_where_an_enterprise_is(days, signed, state):
    assert days.state(signed=signed) is state


@pytest.mark.parametrize(
    ("candidates", "state"),
    [
        ([], OpportunityState.POSTED),
        ([CandidateDays(TODAY)], OpportunityState.RECOMMENDED),
        ([CandidateDays(TODAY), CandidateDays(TODAY, TODAY)], OpportunityState.TALKS),
        ([CandidateDays(TODAY, TODAY, TODAY)], OpportunityState.POSTED),
        ([CandidateDays(TODAY, TODAY, TODAY), CandidateDays(TODAY)], OpportunityState.RECOMMENDED),
    ],
)
def test_where_an_opportunity_is_follows_from_those_recommended(candidates, state):
    assert standing(candidates, signed=False, closed=False) is state
    assert standing(candidates, signed=False, closed=True) is OpportunityState.CLOSED
    assert standing(candidates, signed=True, closed=False) is OpportunityState.SIGNED


DAYS = st.dates(D(2026, 1, 1), D(2026, 12, 31))
CANDIDATES = st.lists(
    st.builds(CandidateDays, DAYS, st.none() | DAYS, st.none() | DAYS), max_size=5
)


@given(CANDIDATES, st.randoms(use_true_random=False))
def test_the_order_of_those_recommended_is_no_matter(candidates, random):
    shuffled = list(candidates)
    random.shuffle(shuffled)
    state = standing(candidates, signed=False, closed=False)
    assert standing(shuffled, signed=False, closed=False) is state
    assert state in OPEN_STATES


@given(CANDIDATES)
def test_whoever_dropped_out_moves_nothing(candidates):
    live = [one for one in candidates if one.dropped_on is None]
    assert standing(candidates, signed=False, closed=False) is standing(
        live, signed=False, closed=False
    )


def test_a_reason_says_something():
    check_close("报价过高")
    with pytest.raises(InvalidInput) as refused:
        check_close(" 无 ")
    assert refused.value.problems == {"reason": "opportunity-needs-reason"}
