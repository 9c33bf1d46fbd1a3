"""Status by days: what may follow what, what held on a day, what the list shows of it."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.enterprise_status import (
    FOLLOWS,
    LEFT,
    EnterpriseStatus,
    LastKnown,
    StatusChange,
    contradiction,
    in_park_on,
    last_known,
    status_on,
)

TODAY = dt.date(2026, 10, 12)
A, R, G, M, V, D = (
    EnterpriseStatus.APPLIED,
    EnterpriseStatus.RESIDENT,
    EnterpriseStatus.GRADUATED,
    EnterpriseStatus.MOVED_OUT,
    EnterpriseStatus.REVOKED,
    EnterpriseStatus.DEREGISTERED,
)


def history(*statuses):
    """Statuses a year apart, from 2020 on."""
    return tuple(StatusChange(dt.date(2020 + n, 1, 1), one) for n, one in enumerate(statuses))


HISTORY = (
    StatusChange(dt.date(2020, 5, 11), EnterpriseStatus.RESIDENT),
    StatusChange(dt.date(2019, 12, 1), EnterpriseStatus.APPLIED),
    StatusChange(dt.date(2024, 1, 1), EnterpriseStatus.GRADUATED),
)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (dt.date(2019, 11, 30), None),
        (dt.date(2019, 12, 1), EnterpriseStatus.APPLIED),
        (dt.date(2020, 5, 11), EnterpriseStatus.RESIDENT),
        (dt.date(2023, 12, 31), EnterpriseStatus.RESIDENT),
        (dt.date(2024, 1, 1), EnterpriseStatus.RESIDENT),
        (dt.date(2024, 1, 2), EnterpriseStatus.GRADUATED),
        (dt.date(2026, 1, 1), EnterpriseStatus.GRADUATED),
    ],
)
def test_status_as_of_a_day(day, status):
    assert status_on(HISTORY, day) == status


def test_the_last_day_still_counts_in_the_stock():
    first, last = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
    assert in_park_on(first, last, last)
    assert not in_park_on(first, last, last + dt.timedelta(days=1))
    assert not in_park_on(first, None, first - dt.timedelta(days=1))
    assert in_park_on(first, None, TODAY)


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        ((), None),
        ((A, R, G), None),
        ((R, M, R, G, V, D), None),
        ((A, M, A, R), None),
        ((R, V, R), None),
        ((R, R), "status-repeats"),
        ((R, G, G), "status-repeats"),
        ((R, A), "status-cannot-follow"),
        ((A, G), "status-cannot-follow"),
        ((R, G, M), "status-cannot-follow"),
        ((R, D, R), "status-cannot-follow"),
        ((R, D, V), "status-cannot-follow"),
        ((R, V, G), "status-cannot-follow"),
    ],
)
def test_a_status_that_contradicts_another_is_named(statuses, code):
    found = contradiction(history(*statuses))
    assert (found and found[0]) == code


def test_one_day_has_one_status():
    day = dt.date(2024, 1, 1)
    found = contradiction([StatusChange(day, R), StatusChange(day, G)])
    assert found == ("status-day-taken", StatusChange(day, R), StatusChange(day, G))


@pytest.mark.parametrize(
    ("statuses", "known"),
    [
        ((A,), LastKnown(A, None, None)),
        ((A, R), LastKnown(R, dt.date(2021, 1, 1), None)),
        ((R, M), LastKnown(M, dt.date(2020, 1, 1), dt.date(2021, 1, 1))),
        # Struck off after having moved out: it left when it moved out.
        ((R, M, D), LastKnown(D, dt.date(2020, 1, 1), dt.date(2021, 1, 1))),
        ((R, M, R), LastKnown(R, dt.date(2020, 1, 1), None)),
    ],
)
def test_what_the_list_shows_of_a_history(statuses, known):
    assert last_known(history(*statuses)) == known


def test_nothing_is_known_of_no_history():
    assert last_known(()) is None


@given(st.lists(st.sampled_from(EnterpriseStatus), max_size=6), st.integers(0, 3000))
def test_a_consistent_history_says_one_thing_a_day(statuses, after):
    changes = history(*statuses)
    if contradiction(changes) is not None:
        return
    day = dt.date(2019, 6, 1) + dt.timedelta(days=after)
    found = status_on(reversed(changes), day)
    assert found == status_on(changes, day)
    begun = [one for one in changes if one.from_on <= day]
    assert (found is None) <= (not begun or (len(begun) == 1 and begun[0].status in LEFT))
    for earlier, later in pairwise(changes):
        assert later.status in FOLLOWS[earlier.status]


def test_whoever_never_was_in_the_park_left_it_with_the_first_word_of_it():
    out = StatusChange(dt.date(2026, 3, 1), EnterpriseStatus.MOVED_OUT)
    struck = StatusChange(dt.date(2026, 9, 1), EnterpriseStatus.DEREGISTERED)
    found = last_known([struck, out])
    assert found == LastKnown(EnterpriseStatus.DEREGISTERED, None, dt.date(2026, 3, 1))
