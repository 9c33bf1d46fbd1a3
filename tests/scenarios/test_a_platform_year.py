"""A platform's year: granted, bought, booked, served, what is over put right, and evaluated."""

import datetime as dt

import pytest

from parkdesk.domain.bookings import OpenDays, PlaceKind, SaveBooking, SavePlace
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.platform_money import Condition, CostKind, FundsFault, OutlayKind
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.usecases.bookings import book_place, hold_booking, log_booking
from parkdesk.usecases.places import add_place
from parkdesk.usecases.platform_evaluation import evaluate_platforms, set_platform_staff
from parkdesk.usecases.platform_funds import SaveGrant, add_grant, year_of_funds
from parkdesk.usecases.platform_outlays import (
    OWN_MONEY,
    SaveOutlay,
    add_outlay,
    edit_outlay,
    licences_ending,
    outlay_detail,
    set_condition,
)
from parkdesk.usecases.platforms import SaveService, record_service
from tests.registers import enterprise

D = dt.date
HERE = Platform.TECHNOLOGY
QUARTER = Quarter(2026, 3)


def bought(item, cents, day, funding, kind=OutlayKind.ASSET, cost=CostKind.BUILDING, **more):
    return SaveOutlay(HERE, item, kind, cost, cents, day, funding, **more)


def licence(funding, **more):
    return bought(
        "测试软件", 130_000_00, D(2026, 4, 1), funding, OutlayKind.LICENCE,
        valid_until=D(2026, 12, 31), **more,
    )  # fmt: skip


@pytest.fixture
def grant(work):
    """500,000 yuan for the technology platform in 2026."""
    days = (D(2026, 1, 1), D(2026, 12, 31))
    return add_grant(work, SaveGrant("批复〔2026〕3号", "公共技术平台", HERE, 500_000_00, *days))


@pytest.fixture
def spent(work, grant):
    """A server and a licence of the grant, and power of own money."""
    power = bought(
        "电费", 20_000_00, D(2026, 9, 30), OWN_MONEY, OutlayKind.EXPENSE, CostKind.RUNNING,
        invoice_number="0306",
    )  # fmt: skip
    server = bought("测试服务器", 420_000_00, D(2026, 2, 3), grant, invoice_number="0081")
    ids = [add_outlay(work, one) for one in (server, licence(grant), power)]
    work.session.flush()
    return ids


def use_equipment(work):
    """Book, use and log the lab; serve once more; say who works there."""
    firm = enterprise(work)
    kind = ServiceKind.TEST_ENVIRONMENT
    place = add_place(
        work,
        SavePlace("测试实验室", PlaceKind.LABORATORY, HERE, kind, 18, 36, OpenDays.EVERY_DAY,
                  D(2026, 1, 1)),
    )  # fmt: skip
    (booking,) = book_place(work, SaveBooking(place, firm, D(2026, 9, 7), 18, 24, "回归测试", 4))
    hold_booking(work, booking, 1)
    work.session.flush()
    log_booking(work, booking, 2)
    record_service(
        work, SaveService(firm, HERE, ServiceKind.SERVICE_ORDER, D(2026, 8, 3), 40, 2, 600_00, 5)
    )
    set_platform_staff(work, HERE, QUARTER, 0, 6)
    work.session.flush()


def of_grant(work, grant):
    return next(one for one in year_of_funds(work, 2026) if one.grant_id == grant)


def test_what_is_not_as_granted_is_named_until_it_is_put_right(work, grant, spent):
    line = of_grant(work, grant)
    assert line.faults == (FundsFault.OVER, FundsFault.NO_INVOICE)
    assert (line.left_cents, line.unproved_cents) == (-50_000_00, 130_000_00)
    edit_outlay(work, spent[1], 1, licence(OWN_MONEY, invoice_number="0117"))
    work.session.flush()
    line = of_grant(work, grant)
    assert (line.faults, line.left_cents) == ((), 80_000_00)
    assert [one.id for one in licences_ending(work)] == [spent[1]]


def test_a_platform_year_from_its_equipment_to_its_evaluation(work, grant, spent):
    use_equipment(work)
    server = spent[0]
    set_condition(work, server, 1, Condition.BROKEN, D(2026, 10, 1), "")
    work.session.flush()
    set_condition(work, server, 2, Condition.RETIRED, D(2026, 10, 10), "主板无法修复")
    work.session.flush()
    assert outlay_detail(work, server).condition is Condition.RETIRED
    assert of_grant(work, grant).spent_cents == 550_000_00

    one = evaluate_platforms(work, QUARTER)[0].indicators
    assert one.platform is HERE
    assert (one.totals.services, one.totals.enterprises, one.totals.hours_tenths) == (2, 1, 70)
    assert (one.bookings, one.used_slots, one.full_time) == (1, 6, 6)
    assert (one.totals.satisfied_permille, one.totals.fee_cents) == (1000, 600_00)
    assert (one.building_cents, one.running_cents, one.grant_cents) == (0, 20_000_00, 0)
    first = evaluate_platforms(work, Quarter(2026, 1))[0].indicators
    assert (first.building_cents, first.grant_cents) == (420_000_00, 420_000_00)
    total = year_of_funds(work, 2026)[-1]
    assert (total.building_cents, total.running_cents) == (550_000_00, 20_000_00)
