"""The service catalogue on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.errors import InvalidInput, NotFound, Refused, StaleRecord
from parkdesk.domain.offers import OfferState, OfferUnit
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.i18n import message
from parkdesk.usecases.offers import (
    SORTS,
    OfferFilter,
    SaveOffer,
    add_offer,
    delete_offer,
    edit_offer,
    list_offers,
    offer_detail,
    offers_to_log,
)
from parkdesk.usecases.platforms import SaveService, record_service
from tests.registers import enterprise

D = dt.date
FORM = SaveOffer(
    Platform.TECHNOLOGY,
    ServiceKind.TEST_ENVIRONMENT,
    "云测试环境",
    OfferUnit.HOUR,
    20_000,
    D(2026, 1, 1),
)


def listed(work, criteria=None, sort="name", **flags):
    return list_offers(work, criteria or OfferFilter(), Sort(sort, **flags), 0, 100).rows


def use(work, offer):
    form = SaveService(
        enterprise(work), Platform.TECHNOLOGY, None, D(2026, 9, 1), 20, 1, 40_000, None, "", offer
    )
    return record_service(work, form)


def test_an_entry_is_added_changed_and_deleted(work):
    id_ = add_offer(work, FORM)
    edit_offer(work, id_, 1, replace(FORM, price_cents=30_000))
    work.session.flush()
    row = offer_detail(work, id_)
    assert (row.offer.price_cents, row.state, row.used) == (30_000, OfferState.OFFERED, 0)
    with pytest.raises(StaleRecord):
        edit_offer(work, id_, 1, FORM)
    delete_offer(work, id_, 2)
    work.session.flush()
    with pytest.raises(NotFound):
        offer_detail(work, id_)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        (
            {
                "platform": None,
                "kind": None,
                "name": " ",
                "unit": None,
                "price_cents": None,
                "valid_from": None,
            },
            dict.fromkeys(
                ("platform", "kind", "unit", "price_cents", "valid_from", "name"), "required"
            ),
        ),
        ({"kind": ServiceKind.COURSE}, {"kind": "kind-not-of-platform"}),
        ({"price_cents": -1}, {"price_cents": "negative-amount"}),
        ({"valid_until": D(2025, 1, 1)}, {"valid_until": "end-before-start"}),
    ],
)
def test_a_wrong_entry_is_refused_at_its_fields(work, differences, problems):
    with pytest.raises(InvalidInput) as refused:
        add_offer(work, replace(FORM, **differences))
    assert refused.value.problems == problems


def test_one_service_has_one_price_on_a_day(work):
    first = add_offer(work, FORM)
    dearer = replace(FORM, price_cents=25_000, valid_from=D(2027, 1, 1))
    with pytest.raises(InvalidInput) as refused:
        add_offer(work, dearer)
    assert refused.value.problems == {"valid_from": "offer-meets-another"}
    edit_offer(work, first, 1, replace(FORM, valid_until=D(2026, 12, 31)))
    add_offer(work, dearer)
    add_offer(work, replace(FORM, platform=Platform.BRAND, kind=ServiceKind.EXHIBITION))
    assert len(offers_to_log(work)) == 3


def test_what_the_log_names_is_ended_and_neither_deleted_nor_turned_into_another_service(work):
    id_ = add_offer(work, FORM)
    use(work, id_)
    with pytest.raises(Refused) as refused:
        delete_offer(work, id_, 1)
    assert "云测试环境" in message(refused.value)
    for differences, problems in (
        ({"kind": ServiceKind.SERVICE_ORDER}, {"kind": "offer-in-use"}),
        ({"valid_from": D(2026, 9, 2)}, {"valid_from": "offer-used-before"}),
        ({"valid_until": D(2026, 8, 31)}, {"valid_until": "offer-used-after"}),
    ):
        with pytest.raises(InvalidInput) as kept:
            edit_offer(work, id_, 1, replace(FORM, **differences))
        assert kept.value.problems == problems
    edit_offer(work, id_, 1, replace(FORM, valid_until=D(2026, 9, 1)))
    work.session.flush()
    row = offer_detail(work, id_)
    assert (row.state, row.used) == (OfferState.ENDED, 1)


def test_filters_and_sorts(work):
    one = add_offer(work, FORM)
    two = add_offer(
        work,
        replace(
            FORM,
            platform=Platform.BRAND,
            kind=ServiceKind.EXHIBITION,
            name="展位",
            price_cents=0,
            valid_from=D(2027, 1, 1),
        ),
    )
    three = add_offer(work, replace(FORM, name="代码检测", valid_until=D(2026, 6, 30)))
    for criteria, ids in [
        (OfferFilter(text="测试"), {one}),
        (OfferFilter(platform=Platform.BRAND), {two}),
        (OfferFilter(state=OfferState.OFFERED), {one}),
        (OfferFilter(state=OfferState.COMING), {two}),
        (OfferFilter(state=OfferState.ENDED), {three}),
    ]:
        assert {row.id for row in listed(work, criteria)} == ids
    for key in SORTS:
        up = [row.id for row in listed(work, sort=key)]
        assert up == [row.id for row in listed(work, sort=key, descending=True)][::-1]
