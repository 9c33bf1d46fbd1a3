"""The timeline and the year on a real database."""

import datetime as dt

import pytest

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.enterprise_facts import FormerNameFact, StatusFact
from parkdesk.domain.enterprise_status import EnterpriseStatus
from parkdesk.domain.errors import Refused
from parkdesk.domain.paging import Sort
from parkdesk.domain.reminders import ReminderKind
from parkdesk.domain.surveillance import SaveSurveillance, SurveillanceOutcome
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases import reminder_calendar as calendar
from parkdesk.usecases.certification_stops import record_surveillance
from parkdesk.usecases.certifications import register_certification, renew_certification
from parkdesk.usecases.enterprise_facts import add_fact
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


def on(day):
    return BarFilter(current=True, on=day)


def test_the_timeline_as_at_a_day_tells_nothing_that_came_later(work, holder):
    add_fact(work, holder, FormerNameFact(D(2026, 3, 31), "太湖旧软件有限公司"))
    first = register_certification(work, benchmark(holder, issued_on=D(2023, 11, 1)))
    form = benchmark(holder, issued_on=D(2026, 9, 1), renews_id=first)
    second = renew_certification(work, form)
    assert [row.id for row in bars(work)] == [second]
    assert [row.id for row in bars(work, on(D(2026, 9, 1)))] == [second]
    (row,) = bars(work, on(D(2026, 8, 31)))
    assert (row.id, row.enterprise) == (first, "太湖软件外包有限公司")
    assert row.bar.status is CertificationStatus.EXPIRING
    (row,) = bars(work, on(D(2026, 3, 31)))
    assert (row.enterprise, row.bar.status) == ("太湖旧软件有限公司", CertificationStatus.VALID)
    assert bars(work, on(D(2023, 10, 31))) == ()
    sheet = bars_to_print(work, on(D(2026, 3, 31)), BY_NAME)
    assert (sheet.on, [one.enterprise for one in sheet.rows]) == (D(2026, 3, 31), [row.enterprise])


def test_who_left_later_is_on_the_timeline_of_the_day(work, holder):
    register_certification(work, iso(holder))
    add_fact(work, holder, StatusFact(D(2020, 1, 1), EnterpriseStatus.RESIDENT))
    add_fact(work, holder, StatusFact(D(2026, 6, 30), EnterpriseStatus.MOVED_OUT))
    work.session.flush()
    assert bars(work) == ()
    assert bars(work, on(D(2026, 7, 1))) == ()
    assert len(bars(work, on(D(2026, 6, 30)))) == 1


def test_yearly_checks_as_at_a_day_are_those_passed_by_then(work, holder):
    id_ = register_certification(work, iso(holder))
    work.session.flush()
    version = work.get(CertificationRecord, id_).version
    passed = SaveSurveillance(
        id_, version, D(2025, 5, 10), SurveillanceOutcome.PASSED, D(2025, 5, 1)
    )
    record_surveillance(work, passed)
    work.session.flush()
    first, second = D(2025, 5, 10), D(2026, 5, 10)

    def checks(day):
        (row,) = bars(work, on(day))
        return [(one.due_on, one.done) for one in row.bar.checks]

    assert checks(D(2025, 4, 30)) == [(first, False), (second, False)]
    assert checks(D(2025, 5, 1)) == checks(None) == [(first, True), (second, False)]
    before, after = on(D(2025, 4, 30)), on(D(2025, 5, 1))
    assert [year_counts(work, 2025, one).on(first) for one in (before, after, CURRENT)] == [1, 0, 0]
    assert [year_counts(work, 2026, one).on(second) for one in (before, after)] == [1, 1]
    assert [one.kind for one in due_on_day(work, first, before)] == [ReminderKind.SURVEILLANCE]
    assert due_on_day(work, first, after) == ()
    assert year_to_print(work, 2025, before).on == D(2025, 4, 30)


def test_the_year_as_at_a_day_counts_what_its_list_has(work, holder):
    for kind in (iso, benchmark):
        for issued in (D(2023, 12, 1), D(2024, 5, 10), D(2025, 2, 28)):
            register_certification(work, kind(holder, issued_on=issued, number=f"{kind}{issued}"))
    work.session.flush()
    for day in (D(2024, 5, 9), D(2025, 6, 30), D(2026, 10, 11)):
        for year in (2025, 2026, 2027):
            counts = year_counts(work, year, on(day)).days
            for due, one in counts.items():
                names = [row.kind for row in due_on_day(work, due, on(day))]
                assert names.count(ReminderKind.EXPIRY) == one.expiries
                assert names.count(ReminderKind.SURVEILLANCE) == one.checks
    # As at today nothing differs from today itself.
    assert year_counts(work, 2027, on(work.today)).days == year_counts(work, 2027, CURRENT).days


def test_the_timeline_of_one_enterprise(work, holder):
    other = enterprise(work, sort_key="a")
    mine = register_certification(work, benchmark(holder))
    register_certification(work, iso(other))
    criteria = BarFilter(enterprise_id=holder, current=True)
    assert [row.id for row in bars(work, criteria)] == [mine]
    assert bars(work, BarFilter(enterprise_id=9_999)) == ()
