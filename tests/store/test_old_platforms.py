"""Catalogue, requests, service log, templates and issued documents of an older park, upgraded."""

import datetime as dt

import pytest
from sqlalchemy import select

from parkdesk.domain.editions import Authenticity
from parkdesk.domain.paging import Sort
from parkdesk.domain.requests import RequestState
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.platforms import PlatformRequestRecord, PlatformServiceRecord
from parkdesk.usecases.document_checks import check_document
from parkdesk.usecases.issued_documents import DocumentFilter, document_bytes, list_documents
from parkdesk.usecases.offers import OfferFilter, list_offers
from parkdesk.usecases.packs import list_pack_templates
from parkdesk.usecases.platforms import ServiceFilter, list_services
from parkdesk.usecases.request_lists import (
    RequestFilter,
    count_overdue_requests,
    list_requests,
)


@pytest.fixture
def asked(upgraded_park):
    """A function that asks a use-case in the park that 0008 left."""
    desk = upgraded_park("0008")

    def ask(use_case, *args):
        with desk.work(read_only=True) as work:
            return use_case(work, *args)

    return ask


def test_the_log_and_the_catalogue_are_as_they_were(asked):
    (offer,) = asked(list_offers, OfferFilter(), Sort("name"), 0, 10).rows
    assert (offer.offer.name, offer.offer.price_cents, offer.used) == ("测试环境", 12_000, 1)
    rows = asked(list_services, ServiceFilter(), Sort("served_on"), 0, 10).rows
    assert [(one.served_on, one.hours_tenths) for one in rows] == [
        (dt.date(2026, 11, 12), 240),
        (dt.date(2026, 11, 13), 15),
    ]


def test_requests_are_where_they_were(asked):
    rows = asked(list_requests, RequestFilter(), Sort("number"), 0, 10).rows
    assert [(one.number, one.state) for one in rows] == [
        ("SQ-2026-0001", RequestState.DONE),
        ("SQ-2026-0002", RequestState.RECEIVED),
    ]
    assert asked(count_overdue_requests) == 1


def test_the_saved_template_is_still_offered(asked):
    (template,) = asked(list_pack_templates)
    assert template.plan.name == "董事会用"


def test_a_document_that_was_issued_is_still_told_to_be_genuine(asked):
    (row,) = asked(list_documents, DocumentFilter(), Sort("issued"), 0, 10).rows
    assert row.number == "DQ-2026-0001-01"
    kept = asked(document_bytes, row.id)
    assert asked(check_document, kept).verdict is Authenticity.GENUINE
    assert asked(check_document, kept + b" ").verdict is not Authenticity.GENUINE


def test_the_order_of_the_log_follows_a_name_that_was_new_before(upgraded_park):
    stale = (
        "UPDATE platform_service SET enterprise_sort_key = 'old'",
        "UPDATE platform_request SET enterprise_sort_key = 'old'",
    )
    desk = upgraded_park("0008", *stale)
    with desk.work(read_only=True) as work:
        keys = dict(
            work.session.execute(select(EnterpriseRecord.id, EnterpriseRecord.sort_key)).all()
        )
        for record in (PlatformServiceRecord, PlatformRequestRecord):
            rows = work.session.scalars(select(record)).all()
            assert rows
            assert all(one.enterprise_sort_key == keys[one.enterprise_id] for one in rows)
