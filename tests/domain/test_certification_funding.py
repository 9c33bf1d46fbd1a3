"""Public money for certificates: the same event twice, limits as questions, the counter."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.certification_funding import (
    Granted,
    SaveFunding,
    counter,
    examine_funding,
)
from parkdesk.domain.certifications import EventType
from parkdesk.domain.programmes import CertificationSupport, Figure, Mark

D = dt.date
TODAY = D(2026, 10, 12)
FIRST, MAINTENANCE, UPGRADE = EventType.FIRST, EventType.MAINTENANCE, EventType.UPGRADE
FORM = SaveFunding(7, 1, FIRST, 40_000_000, D(2026, 6, 1), "财企[2009]44号")


def figure(value, mark=Mark.DOCUMENT):
    return Figure(value, mark)


SUPPORT = CertificationSupport(figure(3), figure(50_000_000), figure(("CMMI", "ISO27001")))


def granted(certification=1, programme=1, event=FIRST, amount=10_000_000):
    return Granted(certification, programme, event, amount)


def examined(form=FORM, before=(), support=SUPPORT, kind="CMMI"):
    return examine_funding(form, kind, support, before, TODAY)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"programme_id": None}, {"programme_id": "required"}),
        ({"event_type": None}, {"event_type": "required"}),
        ({"amount_cents": None}, {"amount_cents": "required"}),
        ({"amount_cents": 0}, {"amount_cents": "not-positive"}),
        ({"amount_cents": -1}, {"amount_cents": "not-positive"}),
        ({"cost_cents": 0}, {"cost_cents": "not-positive"}),
        ({"granted_on": None}, {"granted_on": "required"}),
        ({"granted_on": D(2026, 10, 13)}, {"granted_on": "in-the-future"}),
        ({"document_number": " "}, {"document_number": "required"}),
    ],
)
def test_what_a_grant_must_say(differences, problems):
    assert examined(replace(FORM, **differences)).problems == problems


@pytest.mark.parametrize(
    ("before", "problems", "questions"),
    [
        pytest.param(
            (granted(7, 1, FIRST),),
            {"event_type": "event-funded-already"},
            set(),
            id="twice the same event in one programme is refused",
        ),
        pytest.param((granted(7, 1, MAINTENANCE),), {}, set(), id="maintenance is another event"),
        pytest.param((granted(8, 1, FIRST),), {}, set(), id="another certificate is another item"),
        pytest.param(
            (granted(7, 2, FIRST),), {}, {"event-funded-elsewhere"}, id="no stacking is asked"
        ),
        pytest.param(
            tuple(granted(one) for one in (1, 2, 3)), {}, {"items-used-up"}, id="a fourth item"
        ),
        pytest.param(
            tuple(granted(one, 2) for one in (1, 2, 3)), {}, set(), id="of another programme"
        ),
    ],
)
def test_the_same_event_and_the_number_of_items(before, problems, questions):
    verdict = examined(before=before)
    assert verdict.problems == problems
    assert set(verdict.questions) == questions


@pytest.mark.parametrize(
    ("differences", "kind", "question", "facts"),
    [
        ({"amount_cents": 50_000_001}, "CMMI", "amount-above-cap", {"limit_cents": 50_000_000}),
        ({"cost_cents": 39_999_999}, "CMMI", "amount-above-cost", {}),
        ({}, "SWIFT", "kind-not-named", {}),
    ],
)
def test_what_does_not_fit_a_figure_is_asked(differences, kind, question, facts):
    verdict = examined(replace(FORM, **differences), kind=kind)
    assert verdict.problems == {}
    assert dict(verdict.questions) == {question: facts}


@pytest.mark.parametrize("support", [None, CertificationSupport()])
def test_an_unknown_figure_asks_nothing(support):
    before = tuple(granted(one) for one in range(20) if one != FORM.certification_id)
    verdict = examined(replace(FORM, amount_cents=10**12), before, support, "SWIFT")
    assert (verdict.problems, dict(verdict.questions)) == ({}, {})


GRANTS = st.lists(
    st.builds(
        Granted,
        st.integers(1, 5),
        st.integers(1, 3),
        st.sampled_from(EventType),
        st.integers(1, 10**9),
    )
)


@given(grants=GRANTS, limit=st.integers(0, 6))
def test_a_counter_counts_each_grant_once_and_never_goes_below_nothing(grants, limit):
    support = CertificationSupport(figure(limit))
    counters = [counter(grants, programme, support) for programme in (1, 2, 3)]
    assert sum(one.items for one in counters) == len(grants)
    assert sum(one.amount_cents for one in counters) == sum(one.amount_cents for one in grants)
    for one in counters:
        assert one.items_left == max(limit - one.items, 0)


def test_without_a_limit_nothing_is_left_to_say():
    assert counter([granted()], 1, None).items_left is None
