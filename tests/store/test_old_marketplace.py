"""Clients, opportunities, bookings, money, events and credit of an older park, upgraded."""

import datetime as dt

import pytest

from parkdesk.domain.clients import ConsentState
from parkdesk.domain.editions import Authenticity
from parkdesk.domain.opportunities import CandidateState, OpportunityState
from parkdesk.domain.paging import Sort
from parkdesk.usecases.booking_lists import BookingFilter, list_bookings
from parkdesk.usecases.brand_event_lists import EventFilter, event_detail, list_events
from parkdesk.usecases.clients import ClientFilter, list_clients
from parkdesk.usecases.credit_lists import credit_detail
from parkdesk.usecases.document_checks import check_document
from parkdesk.usecases.issued_documents import DocumentFilter, document_bytes, list_documents
from parkdesk.usecases.market_items import ItemFilter, list_market_items
from parkdesk.usecases.opportunity_lists import (
    OpportunityFilter,
    list_opportunities,
    opportunity_detail,
)
from parkdesk.usecases.platform_funds import year_of_funds

FIRM = "云湖青禾信息技术有限公司"


@pytest.fixture
def asked(upgraded_park):
    """A function that asks a use-case in the park that 0009 left."""
    desk = upgraded_park("0009")

    def ask(use_case, *args):
        with desk.work(read_only=True) as work:
            return use_case(work, *args)

    return ask


def test_clients_and_market_information_are_as_they_were(asked):
    (client,) = asked(list_clients, ClientFilter(), Sort("name"), 0, 10).rows
    assert (client.form.name, client.consent) == ("Alder Insurance Ltd.", ConsentState.GIVEN)
    (item,) = asked(list_market_items, ItemFilter(), Sort("title"), 0, 10).rows
    assert (item.form.title, item.form.useful_until) == ("市场观察", dt.date(2027, 1, 15))


def test_an_opportunity_is_where_it_was(asked):
    rows = asked(list_opportunities, OpportunityFilter(), Sort("posted_on"), 0, 10).rows
    assert [one.state for one in rows] == [OpportunityState.RECOMMENDED, OpportunityState.POSTED]
    (named,) = asked(opportunity_detail, rows[0].id).candidates
    assert (named.enterprise, named.state) == (FIRM, CandidateState.RECOMMENDED)


def test_a_booking_and_the_money_of_a_grant_are_as_they_were(asked):
    (booking,) = asked(list_bookings, BookingFilter(), Sort("number"), 0, 10).rows
    assert (booking.first, booking.until) == (18, 24)
    line = next(one for one in asked(year_of_funds, 2026) if one.grant_id)
    assert (line.spent_cents, line.left_cents, line.faults) == (420_000_00, 80_000_00, ())


def test_an_event_has_who_took_part(asked):
    (row,) = asked(list_events, EventFilter(), Sort("first_on"), 0, 10).rows
    (one,) = asked(event_detail, row.id).participants
    assert (one.people, one.leads, one.interest) == (3, 2, "两家日本企业询价")


def test_a_credit_sheet_that_was_issued_is_still_told_to_be_genuine(asked):
    rows = asked(list_documents, DocumentFilter(), Sort("issued"), 0, 10).rows
    (sheet,) = [one for one in rows if one.number == "ZX-2026-0001-01"]
    kept = asked(document_bytes, sheet.id)
    assert asked(check_document, kept).verdict is Authenticity.GENUINE
    assert asked(check_document, kept + b" ").verdict is not Authenticity.GENUINE
    row = asked(credit_detail, 1)
    (reply,) = [one.reply for one in row.sheet.points if one.reply is not None]
    assert reply.text == "款项已付清"
