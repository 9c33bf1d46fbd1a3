"""Rooms and a test environment of the demonstration park, and a quarter of bookings: invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.bookings import OpenDays, PlaceKind, SaveBooking, SavePlace
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.store.tables.bookings import BookingRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.store.work import Work
from parkdesk.usecases.bookings import book_place, cancel_booking, hold_booking, miss_booking
from parkdesk.usecases.places import add_place

D = dt.date
_OPENED = D(2026, 1, 1)
_ENTERED = D(2026, 7, 1)
_PLACES = (
    SavePlace("共享测试实验室", PlaceKind.LABORATORY, Platform.TECHNOLOGY,
              ServiceKind.TEST_ENVIRONMENT, 17, 42, OpenDays.SIX_DAYS, _OPENED, None, 16),
    SavePlace("一号培训教室", PlaceKind.TRAINING_ROOM, Platform.TRAINING,
              ServiceKind.COURSE, 17, 42, OpenDays.EVERY_DAY, _OPENED, None, 48),
    SavePlace("路演厅", PlaceKind.MEETING_ROOM, Platform.BRAND,
              ServiceKind.EXHIBITION, 18, 36, OpenDays.WEEKDAYS, _OPENED, None, 80),
    SavePlace("移动端兼容性测试机", PlaceKind.EQUIPMENT, Platform.TECHNOLOGY,
              ServiceKind.TEST_ENVIRONMENT, 18, 36, OpenDays.WEEKDAYS, _OPENED, None, None, "套"),
)  # fmt: skip
# Place, whose turn, first day, from, to, weeks, people, what for.
_BOOKED = (
    (0, 0, D(2026, 7, 6), 18, 24, 15, 6, "银行核心系统回归测试"),
    (0, 1, D(2026, 7, 8), 26, 32, 13, 4, "车载软件联调"),
    (1, 2, D(2026, 7, 7), 17, 24, 16, 32, "新员工编程基础"),
    (1, 3, D(2026, 8, 15), 18, 34, 9, 40, "日语商务会话班"),
    (2, 4, D(2026, 7, 16), 27, 33, 1, 60, "对日外包说明会"),
    (2, 5, D(2026, 9, 24), 18, 24, 1, 75, "软件交易会行前会"),
    (3, 0, D(2026, 9, 3), 20, 30, 8, 2, "移动银行兼容性测试"),
)  # fmt: skip
_REASON = "项目进度调整，改期进行"
_CANCELLED_EVERY = 11
_IN_VAIN_EVERY = 13
_TOLD = 40
_TOLD_ON = D(2026, 10, 12)
"""Later than this the park's clock does not go."""


def book_rooms(team: Team, everybody: Sequence[Tenant]) -> None:
    """Book for a quarter and some weeks to come, and say what became of it until now."""
    here = [one for one in everybody[:_TOLD] if one.fate is Fate.STAYS and one.left_on is None]
    with team.at(people.CLERK, _ENTERED).work(read_only=True) as work:
        stopped = set(work.session.scalars(select(StopRecord.enterprise_id)))
    here = [one for one in here if one.number not in stopped]
    if not here:
        return
    with team.at(people.CLERK, _ENTERED).work(read_only=False) as work:
        places = [add_place(work, one) for one in _PLACES]
        ids = [
            id_
            for place, turn, day, first, until, weeks, persons, purpose in _BOOKED
            for id_ in book_place(
                work,
                SaveBooking(
                    places[place],
                    here[turn % len(here)].number,
                    day,
                    first,
                    until,
                    purpose,
                    persons,
                    weeks,
                ),
            )
        ]
    with team.at(people.CLERK, _TOLD_ON).work(read_only=False) as work:
        for number, id_ in enumerate(ids, 1):
            _end(work, id_, number)


def _end(work: Work, id_: int, number: int) -> None:
    record = work.get(BookingRecord, id_)
    if number % _CANCELLED_EVERY == 0:
        cancel_booking(work, id_, record.version, _REASON)
    elif record.day < work.today:
        end = miss_booking if number % _IN_VAIN_EVERY == 0 else hold_booking
        end(work, id_, record.version)
