"""Lists of services: previewed with every problem, then all or nothing, and out again the same."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.imports import Change, Problem, Severity
from parkdesk.domain.offers import OfferUnit
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.service_log import SERVICE_COLUMNS
from parkdesk.excel.writing import write_list
from parkdesk.usecases.offers import SaveOffer, add_offer
from parkdesk.usecases.platforms import ServiceFilter, list_services
from parkdesk.usecases.service_imports import (
    export_services,
    import_services,
    preview_service_import,
)
from parkdesk.usecases.stops import set_stop
from tests.closing import freeze
from tests.registers import enterprise
from tests.usecases.test_register_imports import found, sheet

D = dt.date
NAME = "太湖软件有限公司"


def row(**values):
    return {
        "served_on": D(2026, 9, 1),
        "enterprise": NAME,
        "kind": ServiceKind.CONSULTATION,
        "hours": Decimal("1.5"),
        "people": 2,
        "fee_cents": 30_000,
        "satisfaction": 5,
    } | values


def listed(work):
    return list_services(work, ServiceFilter(), Sort("served_on"), 0, 100).rows


@pytest.fixture
def owner(work):
    return enterprise(work, name=NAME)


def test_services_are_imported_and_two_equal_ones_are_two(work, owner):
    given = sheet(row(), row(), row(kind=ServiceKind.COURSE, fee_cents=None, satisfaction=None))
    assert found(preview_service_import(work, given)) == []
    done = import_services(work, given)
    assert (done.new, done.changed, done.same) == (3, 0, 0)
    rows = listed(work)
    assert {one.enterprise_id for one in rows} == {owner}
    assert [(one.platform, one.hours_tenths) for one in rows] == [
        (Platform.INTELLECTUAL_PROPERTY, 15),
        (Platform.INTELLECTUAL_PROPERTY, 15),
        (Platform.TRAINING, 15),
    ]
    assert (rows[2].fee_cents, rows[2].satisfaction) == (0, None)
    assert import_services(work, given).nothing_changed


def test_a_row_corrects_its_line_and_a_blank_cell_changes_nothing(work, owner):
    import_services(work, sheet(row(note="首次")))
    given = sheet(row(hours=Decimal(2), people=None, fee_cents=None, satisfaction=None, note=None))
    preview = preview_service_import(work, given)
    assert preview.count(Change.CHANGED) == 1
    (difference,) = preview.rows[0].differences
    assert (difference.field, difference.old, difference.new) == ("hours", Decimal("1.5"), 2)
    import_services(work, given)
    (one,) = listed(work)
    assert (one.enterprise_id, one.hours_tenths, one.people, one.note) == (owner, 20, 2, "首次")


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"enterprise": "查无此企业"}, "enterprise", "unknown-enterprise"),
        ({"enterprise": "已迁出软件有限公司"}, "enterprise", "served-after-leaving"),
        ({"enterprise": "停办软件有限公司"}, "enterprise", "stopped-until"),
        ({"offer": "没有的项目"}, "offer", "unknown-offer"),
        ({"offer": "旧项目"}, "offer", "offer-not-on-that-day"),
        ({"served_on": D(2026, 10, 13)}, "served_on", "in-the-future"),
        ({"hours": Decimal("1.55")}, "hours", "not-hours"),
        ({"hours": Decimal(-2)}, "hours", "negative-number"),
        ({"satisfaction": 6}, "satisfaction", "not-one-to-five"),
    ],
)
def test_a_wrong_row_stops_the_list_at_its_cell(work, owner, values, field, code):
    enterprise(work, name="已迁出软件有限公司", left_on=D(2026, 8, 31))
    stopped = enterprise(work, name="停办软件有限公司")
    effects = frozenset({StopEffect.SERVICES})
    set_stop(
        work,
        stopped,
        SaveStop(
            "园办〔2026〕1号", "欠缴物业费，经催告未缴", effects, D(2026, 8, 1), D(2026, 12, 31)
        ),
    )
    form = SaveOffer(
        Platform.INTELLECTUAL_PROPERTY,
        ServiceKind.CONSULTATION,
        "旧项目",
        OfferUnit.TIME,
        10_000,
        D(2025, 1, 1),
        D(2025, 12, 31),
    )
    add_offer(work, form)
    given = sheet(row(), row(**values))
    assert found(preview_service_import(work, given)) == [(3, field, code)]
    with pytest.raises(Refused):
        import_services(work, given)
    assert listed(work) == ()


def test_a_list_asks_before_it_counts_in_a_later_quarter(work, owner):
    import_services(work, sheet(row()))
    freeze(work, "2026Q3")
    late = sheet(row(), row(kind=ServiceKind.DISPUTE))
    (told,) = preview_service_import(work, late).problems
    assert (told.row, told.code, told.severity) == (3, "counts-in-next-period", Severity.ASK)
    with pytest.raises(NeedsConfirmation):
        import_services(work, late)
    import_services(work, late, frozenset({"import-has-doubts"}))
    assert [one.counted_on for one in listed(work)] == [D(2026, 9, 1), D(2026, 10, 1)]
    moved = preview_service_import(work, sheet(row(people=9)))
    assert found(moved) == [(2, "people", "in-closed-quarter")]
    assert found(preview_service_import(work, sheet(row(note="说明")))) == []
    assert {one.enterprise_id for one in listed(work)} == {owner}


def test_what_is_exported_is_imported_as_it_is(work, owner, tmp_path):
    add_offer(
        work,
        SaveOffer(
            Platform.INTELLECTUAL_PROPERTY,
            ServiceKind.CONSULTATION,
            "知识产权咨询",
            OfferUnit.HOUR,
            20_000,
            D(2026, 1, 1),
        ),
    )
    given = sheet(
        row(offer="知识产权咨询"), row(offer="知识产权咨询"), row(kind=ServiceKind.PLACEMENT)
    )
    import_services(work, given)
    exported = export_services(work, ServiceFilter(), Sort("served_on"))
    assert [(one.offer, one.hours) for one in exported] == [
        ("知识产权咨询", Decimal("1.5")),
        ("知识产权咨询", Decimal("1.5")),
        ("", Decimal("1.5")),
    ]
    path = tmp_path / "服务记录.xlsx"
    write_list(path, SERVICE_COLUMNS, exported, title="服务记录")
    assert openpyxl.load_workbook(path).active.max_row == 4
    again = read_sheet(path, SERVICE_COLUMNS)
    assert again.problems == ()
    done = import_services(work, again)
    assert done.nothing_changed
    assert done.same == 3
    assert {one.enterprise_id for one in listed(work)} == {owner}


def test_what_is_odd_in_a_row_is_asked_and_written_once_confirmed(work, owner):
    given = sheet(row(hours=Decimal(30)))
    (asked,) = preview_service_import(work, given).problems
    assert (asked.code, asked.severity) == ("more-hours-than-a-day", Severity.ASK)
    with pytest.raises(NeedsConfirmation):
        import_services(work, given)
    assert listed(work) == ()
    import_services(work, given, frozenset({"import-has-doubts"}))
    assert [one.hours_tenths for one in listed(work)] == [300]


def test_of_a_list_without_a_day_each_row_is_told_and_nothing_is_written(work, owner):
    unread = (Problem(2, "served_on", "required"),)
    given = replace(sheet(row(served_on=None)), problems=unread)
    assert found(preview_service_import(work, given)) == [(2, "served_on", "required")]
    with pytest.raises(Refused):
        import_services(work, given)
    assert listed(work) == ()
