"""Services of the four public platforms."""

from __future__ import annotations

import datetime as dt

import pytest

from parkdesk.domain.platforms import (
    KINDS,
    Platform,
    PlatformTotals,
    Service,
    ServiceKind,
    check_service,
    is_long,
    platform_of,
)

TODAY = dt.date(2026, 10, 12)


def service(**differences):
    facts = {
        "platform": Platform.TECHNOLOGY,
        "kind": ServiceKind.SERVICE_ORDER,
        "served_on": TODAY,
        "hours_tenths": 20,
        "people": 3,
        "fee_cents": 0,
        "satisfaction": 5,
    }
    return Service(**(facts | differences))


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"kind": ServiceKind.COURSE}, {"kind": "kind-not-of-platform"}),
        ({"served_on": dt.date(2026, 10, 13)}, {"served_on": "in-the-future"}),
        ({"hours_tenths": -1}, {"hours_tenths": "negative-number"}),
        ({"people": -1}, {"people": "negative-number"}),
        ({"hours_tenths": 10**9}, {"hours_tenths": "number-too-large"}),
        ({"people": 10**9}, {"people": "number-too-large"}),
        ({"fee_cents": -1}, {"fee_cents": "negative-amount"}),
        ({"fee_cents": 10**15 + 1}, {"fee_cents": "number-too-large"}),
        ({"satisfaction": 0}, {"satisfaction": "not-one-to-five"}),
        ({"satisfaction": 6}, {"satisfaction": "not-one-to-five"}),
        ({"satisfaction": None}, {}),
    ],
)
def test_a_service_that_does_not_hold_is_refused_at_its_field(differences, problems):
    assert check_service(service(**differences), TODAY) == problems


def test_more_hours_than_a_day_are_asked_except_for_a_course():
    assert not is_long(service(hours_tenths=240))
    assert is_long(service(hours_tenths=241))
    course = service(platform=Platform.TRAINING, kind=ServiceKind.COURSE, hours_tenths=3_600)
    assert not is_long(course)


def test_every_kind_belongs_to_exactly_one_platform():
    assert set(KINDS) == set(Platform)
    assert sorted(kind for kinds in KINDS.values() for kind in kinds) == sorted(ServiceKind)
    assert all(kind in KINDS[platform_of(kind)] for kind in ServiceKind)


def test_satisfaction_of_nobody_is_none():
    assert PlatformTotals(Platform.BRAND).satisfied_permille is None
    assert PlatformTotals(Platform.BRAND, answers=3, satisfied=2).satisfied_permille == 667
