"""Services of the public platforms on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, StaleRecord
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, PlatformTotals, ServiceKind
from parkdesk.usecases.platforms import (
    SORTS,
    SaveService,
    ServiceFilter,
    delete_service,
    edit_service,
    list_services,
    platform_totals,
    record_service,
    service_detail,
)
from tests.registers import enterprise

D = dt.date


def service(owner, **differences):
    facts = {
        "enterprise_id": owner,
        "platform": Platform.TECHNOLOGY,
        "kind": ServiceKind.SERVICE_ORDER,
        "served_on": D(2026, 9, 1),
        "hours_tenths": 25,
        "people": 3,
        "fee_cents": 50_000,
        "satisfaction": 5,
    }
    return SaveService(**(facts | differences))


def listed(work, criteria=None, sort="served_on", **flags):
    return list_services(work, criteria or ServiceFilter(), Sort(sort, **flags), 0, 100).rows


def test_a_service_is_recorded_edited_and_deleted(work):
    owner = enterprise(work)
    id_ = record_service(work, service(owner))
    edit_service(work, id_, 1, service(owner, people=4))
    work.session.flush()
    assert service_detail(work, id_).people == 4
    with pytest.raises(StaleRecord):
        edit_service(work, id_, 1, service(owner))
    delete_service(work, id_, 2)
    work.session.flush()
    assert listed(work) == ()


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"enterprise_id": None}, {"enterprise_id": "required"}),
        ({"enterprise_id": 9_999}, {"enterprise_id": "unknown"}),
        ({"kind": None}, {"kind": "required"}),
        ({"kind": ServiceKind.COURSE}, {"kind": "kind-not-of-platform"}),
        ({"served_on": None}, {"served_on": "required"}),
        ({"served_on": D(2026, 10, 13)}, {"served_on": "in-the-future"}),
        ({"fee_cents": -1}, {"fee_cents": "negative-amount"}),
        ({"satisfaction": 6}, {"satisfaction": "not-one-to-five"}),
    ],
)
def test_a_wrong_service_is_refused_at_its_fields(work, differences, problems):
    with pytest.raises(InvalidInput) as refused:
        record_service(work, replace(service(enterprise(work)), **differences))
    assert refused.value.problems == problems


@pytest.mark.parametrize(
    ("facts", "differences", "code"),
    [
        ({"left_on": D(2026, 8, 31)}, {}, "served-outside-residence"),
        ({}, {"hours_tenths": 250}, "more-hours-than-a-day"),
    ],
)
def test_what_is_odd_is_asked(work, facts, differences, code):
    form = service(enterprise(work, **facts), **differences)
    with pytest.raises(NeedsConfirmation) as asked:
        record_service(work, form)
    assert asked.value.code == code
    assert record_service(work, form, frozenset({code}))


def test_totals_of_the_four_platforms(work):
    first, second = enterprise(work), enterprise(work)
    record_service(work, service(first))
    record_service(work, service(first, satisfaction=3))
    record_service(work, service(second, satisfaction=None, fee_cents=0))
    record_service(
        work,
        service(
            first, platform=Platform.TRAINING, kind=ServiceKind.COURSE, served_on=D(2026, 6, 30)
        ),
    )
    totals = platform_totals(work, Quarter(2026, 3).days)
    assert totals == (
        PlatformTotals(Platform.TECHNOLOGY, 3, 2, 75, 9, 100_000, 2, 1),
        PlatformTotals(Platform.INTELLECTUAL_PROPERTY),
        PlatformTotals(Platform.TRAINING),
        PlatformTotals(Platform.BRAND),
    )
    assert totals[0].satisfied_permille == 500
    assert sum(one.services for one in platform_totals(work)) == 4


def test_filters_and_sorts(work):
    first, second = enterprise(work, initials="thrj"), enterprise(work)
    one = record_service(work, service(first))
    two = record_service(
        work,
        service(
            second,
            platform=Platform.BRAND,
            kind=ServiceKind.EXHIBITION,
            served_on=D(2026, 5, 1),
            note="大连软交会",
        ),
    )
    for criteria, ids in [
        (ServiceFilter(text="thrj"), [one]),
        (ServiceFilter(text="软交会"), [two]),
        (ServiceFilter(platform=Platform.BRAND), [two]),
        (ServiceFilter(days=Quarter(2026, 3).days), [one]),
        (ServiceFilter(enterprise_id=second), [two]),
    ]:
        assert [row.id for row in listed(work, criteria)] == ids
    for key in SORTS:
        up = [row.id for row in listed(work, sort=key)]
        assert up == [row.id for row in listed(work, sort=key, descending=True)][::-1]
