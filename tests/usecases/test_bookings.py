"""Bookings on a real database: nobody has a half hour twice, and what becomes of a booking."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from parkdesk.domain.bookings import BookingState, OpenDays, PlaceKind, SaveBooking, SavePlace
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotPermitted,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.i18n import message
from parkdesk.store.tables.bookings import BookingSlotRecord
from parkdesk.usecases.booking_lists import (
    SORTS,
    BookingFilter,
    booking_detail,
    list_bookings,
    week_of_place,
)
from parkdesk.usecases.bookings import (
    book_place,
    cancel_booking,
    edit_booking,
    hold_booking,
    log_booking,
    miss_booking,
    take_back_booking,
)
from parkdesk.usecases.places import (
    add_place,
    bookable_places,
    delete_place,
    edit_place,
    place_use,
)
from parkdesk.usecases.platforms import delete_service, service_detail
from tests.registers import enterprise

D = dt.date
PLACE = SavePlace(
    "云测试实验室",
    PlaceKind.LABORATORY,
    Platform.TECHNOLOGY,
    ServiceKind.TEST_ENVIRONMENT,
    18,
    36,
    OpenDays.WEEKDAYS,
    D(2026, 1, 1),
    seats=20,
)
FORM = SaveBooking(None, None, D(2026, 10, 12), 18, 21, "兼容性测试", 6)
"""Monday, the day of the tests, 09:00 to 10:30."""


def slots(work):
    return work.session.scalar(select(func.count()).select_from(BookingSlotRecord))


@pytest.fixture
def firm(work):
    return enterprise(work, name="甲软件有限公司")


@pytest.fixture
def place(work):
    return add_place(work, PLACE)


@pytest.fixture
def form(firm, place):
    return replace(FORM, place_id=place, enterprise_id=firm)


def problems(call, *args):
    with pytest.raises(InvalidInput) as refused:
        call(*args)
    return refused.value.problems


def test_a_booking_has_its_half_hours(work, form, place):
    (id_,) = book_place(work, replace(form, purpose=" 兼容性测试 "))
    row = booking_detail(work, id_)
    assert (row.number, row.place, row.enterprise) == (
        "YD-2026-0001",
        "云测试实验室",
        "甲软件有限公司",
    )
    assert (row.first, row.until, row.purpose, row.persons) == (18, 21, "兼容性测试", 6)
    assert (row.state, row.recorded_by) == (BookingState.BOOKED, work.actor.name)
    assert slots(work) == 3
    assert [one.id for one in week_of_place(work, place, D(2026, 10, 12))] == [id_]
    assert week_of_place(work, place, D(2026, 10, 19)) == ()


def test_who_has_the_place_is_said_in_one_sentence(work, form):
    book_place(work, form)
    other = enterprise(work)
    for first, until in ((18, 19), (20, 24), (18, 36)):
        with pytest.raises(InvalidInput) as refused:
            book_place(work, replace(form, enterprise_id=other, first=first, until=until))
        assert refused.value.problems == {"day": "booking-taken"}
        facts = refused.value.params
        assert (facts["first"], facts["until"]) == ("09:00", "10:30")
        assert (facts["enterprise"], facts["purpose"]) == ("甲软件有限公司", "兼容性测试")
        assert "甲软件有限公司" in message(refused.value)
    book_place(work, replace(form, enterprise_id=other, first=21, until=24))
    assert slots(work) == 6


def test_the_database_refuses_a_half_hour_twice(work, form, place):
    (id_,) = book_place(work, form)
    twice = BookingSlotRecord(place_id=place, day=form.day, slot=20, booking_id=id_)
    with pytest.raises(IntegrityError), work.session.begin_nested():
        work.session.add(twice)
        work.session.flush()


def test_two_desks_at_once_never_have_the_same_half_hour(act_as):
    desks = [act_as(Role.ADMINISTRATOR), act_as(Role.CLERK)]
    with desks[0].work(read_only=False) as work:
        firm, place = enterprise(work), add_place(work, PLACE)
    wish = replace(FORM, place_id=place, enterprise_id=firm)

    def book(case):
        number, desk = case
        try:
            with desk.work(read_only=False) as work:
                return book_place(work, replace(wish, first=18 + number, until=20 + number))
        except InvalidInput as refused:
            return tuple(refused.problems.values())

    cases = [(number, desk) for number in range(8) for desk in desks]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(book, cases))
    done = [one for one in found if one != ("booking-taken",)]
    with desks[0].work(read_only=True) as work:
        assert 3 <= len(done) <= 4
        assert slots(work) == 2 * len(done)
        booked = [(row.first, row.until) for row in week_of_place(work, place, FORM.day)]
    assert all(until <= first for (_f, until), (first, _u) in pairwise(booked))


def test_weeks_are_booked_at_once_or_not_at_all(work, form):
    other = enterprise(work, name="乙软件有限公司")
    book_place(work, replace(form, enterprise_id=other, day=D(2026, 10, 19)))
    weekly = replace(form, weeks=3)
    with pytest.raises(NeedsConfirmation) as asked:
        book_place(work, weekly)
    assert asked.value.code == "bookings-clash"
    assert asked.value.params["taken"] == ("2026-10-19 09:00-10:30 乙软件有限公司",)
    assert asked.value.params["count"] == 2
    assert slots(work) == 3
    ids = book_place(work, weekly, frozenset({"bookings-clash"}))
    rows = [booking_detail(work, id_) for id_ in ids]
    assert [(row.day, row.number) for row in rows] == [
        (D(2026, 10, 12), "YD-2026-0002"),
        (D(2026, 10, 26), "YD-2026-0003"),
    ]
    assert problems(book_place, work, weekly, frozenset({"bookings-clash"})) == {
        "day": "booking-taken"
    }


def test_what_does_not_fit_the_place_or_the_enterprise_is_refused(work, form):
    assert problems(book_place, work, replace(form, place_id=999)) == {"place_id": "unknown"}
    assert problems(book_place, work, replace(form, enterprise_id=999)) == {
        "enterprise_id": "unknown"
    }
    assert problems(book_place, work, replace(form, until=37)) == {"until": "outside-opening-hours"}
    assert problems(book_place, work, replace(form, day=D(2026, 10, 17))) == {
        "day": "place-closed-on-day"
    }
    gone = enterprise(work, left_on=D(2026, 9, 30))
    assert problems(book_place, work, replace(form, enterprise_id=gone)) == {
        "enterprise_id": "served-after-leaving"
    }
    with pytest.raises(NeedsConfirmation) as asked:
        book_place(work, replace(form, persons=21))
    assert asked.value.code == "more-persons-than-seats"
    assert book_place(work, replace(form, persons=21), frozenset({"more-persons-than-seats"}))


def test_a_booking_is_moved_over_its_own_half_hours(work, form):
    (id_,) = book_place(work, form)
    (other,) = book_place(work, replace(form, first=24, until=26))
    edit_booking(work, id_, 1, replace(form, first=19, until=23))
    row = booking_detail(work, id_)
    assert (row.first, row.until, slots(work)) == (19, 23, 6)
    moved = replace(form, first=23, until=25)
    assert problems(edit_booking, work, id_, row.version, moved) == {"day": "booking-taken"}
    assert problems(edit_booking, work, id_, row.version, replace(form, weeks=2)) == {
        "weeks": "booking-is-one"
    }
    with pytest.raises(StaleRecord):
        edit_booking(work, id_, 1, form)
    cancel_booking(work, other, 1, "会议改为线上举行")
    with pytest.raises(WrongState):
        edit_booking(work, other, booking_detail(work, other).version, form)


def test_half_hours_are_free_again_when_it_is_cancelled_and_only_then(work, form):
    (id_,) = book_place(work, form)
    miss_booking(work, id_, 1)
    work.session.flush()
    assert slots(work) == 3
    take_back_booking(work, id_, 2)
    work.session.flush()
    assert problems(cancel_booking, work, id_, 3, " ") == {"reason": "booking-needs-reason"}
    cancel_booking(work, id_, 3, "会议改为线上举行")
    work.session.flush()
    row = booking_detail(work, id_)
    assert (row.state, row.reason, slots(work)) == (BookingState.CANCELLED, "会议改为线上举行", 0)
    assert book_place(work, form)
    with pytest.raises(WrongState):
        take_back_booking(work, id_, row.version)


def test_what_is_still_to_come_was_not_used_yet(work, form):
    (id_,) = book_place(work, replace(form, day=D(2026, 10, 13)))
    for step in (hold_booking, miss_booking):
        with pytest.raises(Refused) as refused:
            step(work, id_, 1)
        assert refused.value.code == "booking-still-to-come"


def test_a_used_booking_becomes_one_line_of_the_log(work, form, firm):
    (id_,) = book_place(work, form)
    with pytest.raises(Refused) as refused:
        log_booking(work, id_, 1)
    assert refused.value.code == "booking-not-held"
    hold_booking(work, id_, 1)
    work.session.flush()
    line_id = log_booking(work, id_, 2)
    work.session.flush()
    line = service_detail(work, line_id)
    assert (line.platform, line.kind) == (Platform.TECHNOLOGY, ServiceKind.TEST_ENVIRONMENT)
    assert (line.enterprise_id, line.served_on) == (firm, D(2026, 10, 12))
    assert (line.hours_tenths, line.people, line.fee_cents) == (15, 6, 0)
    assert line.note == "云测试实验室 YD-2026-0001 兼容性测试"
    for again in (log_booking, take_back_booking):
        with pytest.raises(Refused) as refused:
            again(work, id_, 3)
        assert refused.value.code == "booking-in-log"
    delete_service(work, line_id, line.version)
    work.session.flush()
    row = booking_detail(work, id_)
    assert row.service_id is None
    assert log_booking(work, id_, row.version)


def test_use_is_what_was_held_of_the_hours_open(work, form, place):
    week = DateRange(D(2026, 10, 12), D(2026, 10, 18))
    for number, step in enumerate((hold_booking, miss_booking, None)):
        (id_,) = book_place(work, replace(form, first=18 + 3 * number, until=21 + 3 * number))
        if step is not None:
            step(work, id_, 1)
    (gone,) = book_place(work, replace(form, first=30, until=32))
    cancel_booking(work, gone, 1, "会议改为线上举行")
    work.session.flush()
    (used,) = place_use(work, week)
    assert (used.place_id, used.platform, used.open_slots) == (place, Platform.TECHNOLOGY, 90)
    assert (used.used_slots, used.not_come_slots, used.bookings) == (3, 3, 3)
    (later,) = place_use(work, DateRange(D(2026, 10, 19), D(2026, 10, 20)))
    assert (later.open_slots, later.used_slots, later.bookings) == (36, 0, 0)


def test_bookings_are_found_by_words_place_state_and_days(work, form, place):
    (first,) = book_place(work, form)
    other = add_place(work, replace(PLACE, name="二号会议室"))
    (second,) = book_place(work, replace(form, place_id=other, purpose="评审", day=D(2026, 10, 14)))
    hold_booking(work, first, 1)
    work.session.flush()

    def found(**criteria):
        rows = list_bookings(work, BookingFilter(**criteria), Sort("start"), 0, 10).rows
        return [row.id for row in rows]

    assert found() == [first, second]
    assert found(text="评审") == found(place_id=other) == [second]
    assert found(text="甲软件") == [first, second]
    assert found(text="0002") == found(state=BookingState.BOOKED) == [second]
    assert found(days=DateRange(D(2026, 10, 12), D(2026, 10, 13))) == [first]
    for sort in SORTS:
        rows = list_bookings(work, BookingFilter(), Sort(sort), 0, 10).rows
        assert {row.id for row in rows} == {first, second}


def test_a_place_is_kept_as_it_was_typed_and_is_one_of_its_name(work, place):
    (row,) = bookable_places(work)
    assert (row.form, row.bookings) == (PLACE, 0)
    assert problems(add_place, work, replace(PLACE, name="云测试 实验室")) == {
        "name": "place-there-already"
    }
    assert problems(add_place, work, replace(PLACE, name="")) == {"name": "required"}
    edit_place(work, place, 1, replace(PLACE, name="云实验室", seats=None))
    work.session.flush()
    (row,) = bookable_places(work)
    assert (row.form.name, row.form.seats) == ("云实验室", None)
    delete_place(work, place, row.version)
    work.session.flush()
    assert bookable_places(work) == ()


@pytest.mark.parametrize(
    "change", [{"opens": 19}, {"closes": 20}, {"active_until": D(2026, 10, 11)}]
)
def test_a_place_does_not_close_on_what_is_booked(work, form, place, change):
    book_place(work, form)
    with pytest.raises(Refused) as refused:
        edit_place(work, place, 1, replace(PLACE, **change))
    assert refused.value.code == "place-booked-outside"


def test_a_place_that_was_booked_stays(work, form, place):
    book_place(work, form)
    with pytest.raises(Refused) as refused:
        delete_place(work, place, 1)
    assert (refused.value.code, refused.value.params["count"]) == ("place-was-booked", 1)


def test_a_reader_books_nothing(act_as):
    with act_as(Role.AUDITOR).work(read_only=False) as work, pytest.raises(NotPermitted):
        book_place(work, FORM)
