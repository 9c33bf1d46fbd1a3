"""What a certificate is worth on a day, and which one to name first."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.certification_forms import unknown_views
from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationStatus,
    CertificationType,
    Held,
    LastDay,
    Standing,
    Surveillance,
    Suspension,
    best,
    expiry,
    last_held,
    remind_on,
    status_on,
    surveillance_due,
)
from parkdesk.domain.programmes import Mark

D = dt.date
DAYS = st.dates(D(2000, 1, 1), D(2040, 12, 31))
SUSPENDED = Suspension(D(2024, 6, 1))
LIFTED = Suspension(D(2024, 6, 1), D(2024, 8, 1))
ISSUED, EXPIRES, REMIND = D(2023, 5, 10), D(2026, 5, 9), D(2026, 2, 8)


def kind(surveillance=Surveillance.YEARLY):
    return CertificationType(
        "ISO9001",
        "质量管理体系",
        "Quality management",
        CertificationFamily.MANAGEMENT,
        36,
        LastDay.DAY_BEFORE,
        surveillance,
        90,
        0,
        "",
        Mark.DOCUMENT,
    )


def standing(**differences):
    return Standing(
        **({"issued_on": ISSUED, "expires_on": EXPIRES, "remind_on": REMIND} | differences)
    )


@pytest.mark.parametrize(
    ("held", "day", "status"),
    [
        pytest.param(standing(), D(2023, 5, 9), None, id="the day before it was issued"),
        pytest.param(standing(), ISSUED, CertificationStatus.VALID, id="its first day"),
        pytest.param(standing(), D(2026, 2, 7), CertificationStatus.VALID, id="not yet reminded"),
        pytest.param(standing(), REMIND, CertificationStatus.EXPIRING, id="reminder starts"),
        pytest.param(standing(), EXPIRES, CertificationStatus.EXPIRING, id="last day holds"),
        pytest.param(standing(), D(2026, 5, 10), CertificationStatus.EXPIRED, id="the day after"),
        pytest.param(
            standing(expires_on=None, remind_on=None),
            D(2050, 1, 1),
            CertificationStatus.VALID,
            id="no expiry",
        ),
        pytest.param(
            standing(suspensions=(SUSPENDED,)),
            D(2024, 6, 1),
            CertificationStatus.SUSPENDED,
            id="suspended",
        ),
        pytest.param(
            standing(suspensions=(SUSPENDED,)),
            D(2024, 5, 31),
            CertificationStatus.VALID,
            id="as at a day before the suspension",
        ),
        pytest.param(
            standing(suspensions=(LIFTED,)),
            D(2024, 7, 31),
            CertificationStatus.SUSPENDED,
            id="inside a suspension that was lifted later",
        ),
        pytest.param(
            standing(suspensions=(LIFTED,)),
            D(2024, 8, 1),
            CertificationStatus.VALID,
            id="the day on which it was lifted",
        ),
        pytest.param(
            standing(suspensions=(LIFTED, Suspension(D(2025, 1, 1)))),
            D(2025, 1, 1),
            CertificationStatus.SUSPENDED,
            id="suspended a second time",
        ),
        pytest.param(
            standing(suspensions=(LIFTED,), withdrawn_on=D(2024, 7, 1)),
            D(2024, 7, 15),
            CertificationStatus.WITHDRAWN,
            id="withdrawn inside a suspension",
        ),
        pytest.param(
            standing(suspensions=(SUSPENDED,)),
            D(2026, 5, 10),
            CertificationStatus.EXPIRED,
            id="a suspended one expires too",
        ),
        pytest.param(
            standing(suspensions=(SUSPENDED,), withdrawn_on=D(2024, 9, 1)),
            D(2024, 9, 1),
            CertificationStatus.WITHDRAWN,
            id="withdrawn after a suspension",
        ),
        pytest.param(
            standing(superseded_on=D(2026, 4, 1)),
            D(2026, 4, 1),
            CertificationStatus.SUPERSEDED,
            id="a newer one took over",
        ),
        pytest.param(
            standing(superseded_on=D(2026, 4, 1)),
            D(2026, 3, 31),
            CertificationStatus.EXPIRING,
            id="as at a day before the renewal",
        ),
        pytest.param(
            standing(superseded_on=D(2026, 8, 1)),
            D(2026, 9, 1),
            CertificationStatus.EXPIRED,
            id="renewed after it had lapsed: it expired",
        ),
    ],
)
def test_status_as_at_any_day(held, day, status):
    assert status_on(held, day) is status


@given(day=DAYS, months=st.integers(1, 60))
def test_the_day_before_is_one_day_short_of_the_anniversary(day, months):
    anniversary = expiry(day, months, LastDay.ANNIVERSARY)
    assert anniversary - expiry(day, months, LastDay.DAY_BEFORE) == dt.timedelta(days=1)


@given(day=DAYS, lead=st.integers(0, 400))
def test_a_certificate_is_in_one_status_from_issue_on_and_never_comes_back(day, lead):
    last = expiry(day, 36, LastDay.DAY_BEFORE)
    held = Standing(day, last, remind_on(last, lead))
    seen = [status_on(held, day + dt.timedelta(days=step)) for step in range(0, 1200, 7)]
    order = [CertificationStatus.VALID, CertificationStatus.EXPIRING, CertificationStatus.EXPIRED]
    assert [order.index(one) for one in seen] == sorted(order.index(one) for one in seen)


@given(
    day=DAYS,
    first=st.integers(-50, 1_200),
    length=st.none() | st.integers(0, 400),
)
def test_a_day_reads_as_suspended_exactly_inside_a_suspension(day, first, length):
    start = ISSUED + dt.timedelta(days=first)
    lifted = None if length is None else start + dt.timedelta(days=length)
    status = status_on(standing(suspensions=(Suspension(start, lifted),)), day)
    inside = start <= day and (lifted is None or day < lifted)
    if ISSUED <= day <= EXPIRES:
        assert (status is CertificationStatus.SUSPENDED) == inside
    else:
        assert status in {None, CertificationStatus.EXPIRED}


_MAYBE = st.none() | st.dates(D(2024, 1, 1), D(2024, 3, 1))


@given(st.dates(D(2023, 12, 30), D(2024, 3, 3)), _MAYBE, _MAYBE, _MAYBE)
def test_nothing_ends_it_to_its_last_day_and_something_has_afterwards(day, expires, gone, followed):
    held = standing(
        issued_on=D(2023, 1, 1), expires_on=expires, withdrawn_on=gone, superseded_on=followed
    )
    ended = {
        CertificationStatus.EXPIRED,
        CertificationStatus.WITHDRAWN,
        CertificationStatus.SUPERSEDED,
    }
    over = status_on(held, day) in ended
    assert over is (day > last_held(expires, gone, followed))


def test_no_months_is_no_expiry_and_no_reminder():
    assert expiry(ISSUED, None, LastDay.ANNIVERSARY) is None
    assert remind_on(None, 90) is None


def test_iso_has_surveillance_in_years_one_and_two():
    assert surveillance_due(kind(), ISSUED, EXPIRES) == (D(2024, 5, 10), D(2025, 5, 10))


def test_cmmi_has_no_yearly_check():
    assert surveillance_due(kind(Surveillance.NONE), ISSUED, EXPIRES) == ()
    assert surveillance_due(kind(), ISSUED, None) == ()


def held(id_, family=CertificationFamily.MATURITY, level=3, **dates):
    return Held(id_, "CMMI", family, level, standing(**dates))


@pytest.mark.parametrize(
    ("several", "first"),
    [
        pytest.param([], None, id="none"),
        pytest.param([held(1, level=3), held(2, level=5)], 2, id="the higher level"),
        pytest.param(
            [held(1, CertificationFamily.MANAGEMENT, None), held(2, level=2)],
            2,
            id="a level before a management system",
        ),
        pytest.param(
            [held(1, level=5, withdrawn_on=D(2024, 1, 1)), held(2, level=2)],
            2,
            id="withdrawn does not count",
        ),
        pytest.param(
            [held(1), held(2, expires_on=D(2027, 1, 1))], 2, id="of equals the longest to run"
        ),
        pytest.param(
            [held(1, expires_on=D(2024, 1, 1))], None, id="nothing in force is nothing to name"
        ),
    ],
)
def test_best_certificate(several, first):
    chosen = best(several, D(2025, 1, 1))
    assert (chosen.id if chosen else None) == first


@pytest.mark.parametrize(
    ("written", "known", "unknown"),
    [
        ("DEV, SVC", ("DEV", "SVC"), ()),
        ("dev、SAM", ("DEV", "SVC"), ()),
        ("DEV+SEC", ("DEV", "SVC"), ("SEC",)),
        ("", ("DEV",), ()),
        ("SEC", (), ()),
    ],
)
def test_a_view_is_one_of_the_models_where_its_views_are_known(written, known, unknown):
    assert unknown_views(written, known) == unknown
