"""Services of the public platforms on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused, StaleRecord
from parkdesk.domain.offers import OfferUnit
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, PlatformTotals, ServiceKind
from parkdesk.i18n import message, problem
from parkdesk.usecases.enterprise_holdings import services_used
from parkdesk.usecases.offers import SaveOffer, add_offer
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
from tests.closing import freeze
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
        ({"hours_tenths": -5}, {"hours_tenths": "negative-number"}),
        ({"people": 10**12}, {"people": "number-too-large"}),
        ({"offer_id": 9_999}, {"offer_id": "unknown"}),
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
        ({"entered_on": D(2026, 9, 2)}, {}, "served-before-entry"),
        ({}, {"hours_tenths": 250}, "more-hours-than-a-day"),
    ],
)
def test_what_is_odd_is_asked(work, facts, differences, code):
    form = service(enterprise(work, **facts), **differences)
    with pytest.raises(NeedsConfirmation) as asked:
        record_service(work, form)
    assert asked.value.code == code
    assert record_service(work, form, frozenset({code}))


def test_an_enterprise_that_had_left_is_refused_by_name(work):
    left = enterprise(work, name="已迁出软件有限公司", left_on=D(2026, 8, 31))
    with pytest.raises(InvalidInput) as refused:
        record_service(work, service(left), frozenset({"served-before-entry"}))
    assert refused.value.problems == {"enterprise_id": "served-after-leaving"}
    assert "已迁出软件有限公司" in problem("served-after-leaving", **refused.value.params)
    assert record_service(work, service(left, served_on=D(2026, 8, 31)))


def test_what_comes_after_its_quarter_was_closed_counts_in_the_next_one(work):
    owner = enterprise(work)
    counted = record_service(work, service(owner))
    work.session.flush()
    before = platform_totals(work, Quarter(2026, 3).days)
    freeze(work, "2026Q3")
    with pytest.raises(NeedsConfirmation) as asked:
        record_service(work, service(owner))
    assert asked.value.code == "counts-in-next-period"
    late = record_service(work, service(owner), frozenset({"counts-in-next-period"}))
    assert service_detail(work, late).counted_on == D(2026, 10, 1)
    assert platform_totals(work, Quarter(2026, 3).days) == before
    assert [row.id for row in listed(work, ServiceFilter(days=Quarter(2026, 4).days))] == [late]
    with pytest.raises(InvalidInput) as refused:
        edit_service(work, counted, 1, service(owner, people=9))
    assert refused.value.problems == {"people": "in-closed-quarter"}
    edit_service(work, counted, 1, service(owner, note="补记说明"))
    work.session.flush()
    with pytest.raises(Refused) as kept:
        delete_service(work, counted, 2)
    assert "2026" in message(kept.value)
    delete_service(work, late, 1)


def test_a_line_moved_to_another_day_counts_there_as_a_new_one_does(work):
    owner = enterprise(work)
    id_ = record_service(work, service(owner, served_on=D(2026, 10, 5)))
    freeze(work, "2026Q3")
    moved = service(owner, served_on=D(2026, 9, 30))
    with pytest.raises(NeedsConfirmation):
        edit_service(work, id_, 1, moved)
    edit_service(work, id_, 1, moved, frozenset({"counts-in-next-period"}))
    assert service_detail(work, id_).counted_on == D(2026, 10, 1)


def test_an_entry_of_the_catalogue_says_platform_and_kind(work):
    offer = add_offer(
        work,
        SaveOffer(Platform.BRAND, ServiceKind.EXHIBITION, "展位", OfferUnit.ITEM, 0, D(2026, 1, 1)),
    )
    id_ = record_service(work, service(enterprise(work), offer_id=offer, fee_cents=0))
    row = service_detail(work, id_)
    assert (row.platform, row.kind, row.offer) == (
        Platform.BRAND,
        ServiceKind.EXHIBITION,
        "展位",
    )
    assert [row.id for row in listed(work, ServiceFilter(text="展位"))] == [id_]
    assert [one.offer for one in services_used(work, row.enterprise_id)] == ["展位"]
    with pytest.raises(NeedsConfirmation) as asked:
        record_service(work, service(enterprise(work), offer_id=offer))
    assert asked.value.code == "fee-for-free-service"
    with pytest.raises(InvalidInput) as refused:
        record_service(
            work, service(enterprise(work), offer_id=offer, served_on=D(2025, 12, 31), fee_cents=0)
        )
    assert refused.value.problems == {"offer_id": "offer-not-on-that-day"}


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
