"""The calendar as it is stored: the program's years, and one that the park enters."""

import datetime as dt

import pytest

from parkdesk.domain.errors import InvalidInput, NotPermitted
from parkdesk.domain.identity import Role
from parkdesk.domain.working_days import YearNotice
from parkdesk.usecases.working_days import calendar_years, save_year_notice, working_deadline


def years(desk):
    with desk.work(read_only=True) as work:
        return {one.year: one for one in calendar_years(work)}


def save(desk, year, off="1.1", worked=""):
    with desk.work(read_only=False) as work:
        return save_year_notice(work, YearNotice(year, "国务院办公厅通知", off, worked))


def deadline(desk, day, days):
    with desk.work(read_only=True) as work:
        return working_deadline(work, day, days)


def test_the_programs_years_have_their_document_and_mark(desk):
    found = years(desk)
    assert set(found) == {2025, 2026}
    assert all(one.mark.confirmed and one.document and not one.is_own for one in found.values())
    assert dt.date(2026, 10, 10) in found[2026].worked
    assert dt.date(2026, 10, 1) in found[2026].off


def test_another_year_is_entered_and_entered_anew(desk):
    assert not deadline(desk, dt.date(2026, 12, 31), 1).known
    save(desk, 2027, "1.1-1.3", "1.9")
    found = deadline(desk, dt.date(2026, 12, 31), 2)
    assert (found.last, found.known) == (dt.date(2027, 1, 5), True)
    save(desk, 2027, "1.1, 1.4")
    assert deadline(desk, dt.date(2026, 12, 31), 1).last == dt.date(2027, 1, 5)
    assert years(desk)[2027].is_own


def test_a_year_of_the_program_is_not_replaced(desk):
    with pytest.raises(InvalidInput) as refused:
        save(desk, 2026)
    assert refused.value.problems == {"year": "year-of-the-program"}


def test_a_clerk_does_not_change_the_calendar(act_as):
    with pytest.raises(NotPermitted):
        save(act_as(Role.CLERK), 2027)
