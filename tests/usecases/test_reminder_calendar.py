"""The timeline and the year on a real database."""

import datetime as dt

import pytest

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.errors import Refused
from parkdesk.domain.paging import Sort
from parkdesk.domain.reminders import ReminderKind
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases import reminder_calendar as calendar
from parkdesk.usecases.certifications import register_certification, renew_certification
from parkdesk.usecases.reminder_calendar import (
    BarFilter,
    bars_to_print,
    due_on_day,
    list_bars,
    year_counts,
    year_to_print,
)
from tests.registers import benchmark, enterprise, iso

D = dt.date
CURRENT = BarFilter(current=True)
BY_NAME = Sort("enterprise")


def bars(work, criteria=CURRENT, sort=BY_NAME):
    return list_bars(work, criteria, sort, 0, 100).rows


@pytest.fixture
def holder(work):
    return enterprise(work, name="太湖软件外包有限公司", initials="thrj", sort_key="b")


def test_bars_of_one_enterprise_stand_side_by_side(work, holder):
    other = enterprise(work, sort_key="a")
    register_certification(work, benchmark(holder))
    register_certification(work, iso(other))
    register_certification(work, iso(holder))
    assert [row.enterprise_id for row in bars(work)] == [other, holder, holder]
    (row,) = bars(work, BarFilter(type_code="CMMI", current=True))
    assert (row.enterprise, row.bar.expires_on) == ("太湖软件外包有限公司", D(2027, 5, 10))
    assert row.bar.remind_on == D(2026, 11, 11)
    assert row.bar.status is CertificationStatus.VALID
    assert [one.id for one in bars(work, BarFilter(text="thrj", type_code="CMMI"))] == [row.id]


def test_a_bar_knows_its_yearly_checks(work, holder):
    register_certification(work, iso(holder, last_surveillance_on=D(2025, 5, 1)))
    (row,) = bars(work)
    assert [(one.due_on, one.done) for one in row.bar.checks] == [
        (D(2025, 5, 10), True),
        (D(2026, 5, 10), False),
    ]


def test_the_timeline_leaves_out_what_is_renewed_or_long_over(work, holder):
    first = register_certification(work, benchmark(holder, issued_on=D(2023, 11, 1)))
    form = benchmark(holder, issued_on=D(2026, 9, 1), renews_id=first)
    second = renew_certification(work, form)
    register_certification(work, iso(holder, issued_on=D(2021, 1, 1)))
    assert [row.id for row in bars(work)] == [second]
    assert len(bars(work, BarFilter())) == 3
    work.get(EnterpriseRecord, holder).status = "graduated"
    work.session.flush()
    assert bars(work) == ()


def test_a_year_counts_ends_and_checks_that_are_still_to_come(work, holder):
    register_certification(work, benchmark(holder))
    register_certification(work, iso(holder, last_surveillance_on=D(2025, 5, 1)))
    register_certification(work, iso(enterprise(work)))
    counts = year_counts(work, 2026, CURRENT)
    assert {day: (one.expiries, one.checks) for day, one in counts.days.items()} == {
        D(2026, 5, 10): (0, 2)
    }
    assert year_counts(work, 2025, CURRENT).on(D(2025, 5, 10)) == 1
    later = year_counts(work, 2027, CURRENT)
    assert (later.on(D(2027, 5, 10)), later.on(D(2027, 5, 9)), later.total) == (1, 2, 3)


def test_the_list_of_a_day_has_as_many_as_the_year_counts(work, holder):
    register_certification(work, iso(holder, issued_on=D(2024, 2, 29)))
    register_certification(work, iso(enterprise(work), issued_on=D(2025, 2, 28)))
    register_certification(work, benchmark(holder, issued_on=D(2023, 2, 28)))
    seen = 0
    for year in (2025, 2026, 2027):
        for day, one in year_counts(work, year, CURRENT).days.items():
            kinds = [row.kind for row in due_on_day(work, day, CURRENT)]
            assert kinds.count(ReminderKind.EXPIRY) == one.expiries
            assert kinds.count(ReminderKind.SURVEILLANCE) == one.checks
            seen += len(kinds)
    assert seen == 6


def test_prints_name_the_park_and_refuse_what_nobody_reads(work, holder, monkeypatch):
    register_certification(work, benchmark(holder))
    register_certification(work, iso(holder))
    sheet = bars_to_print(work, CURRENT, BY_NAME)
    assert (sheet.park, len(sheet.rows)) == ("太湖国际服务外包园", 2)
    assert year_to_print(work, 2027, CURRENT).counts.total == 2
    monkeypatch.setattr(calendar, "MOST_PRINTED", 1)
    with pytest.raises(Refused) as refused:
        bars_to_print(work, CURRENT, BY_NAME)
    assert refused.value.code == "too-many-to-print"
