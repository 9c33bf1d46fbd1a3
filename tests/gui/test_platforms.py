"""The page of the public platforms, through a real runner and database."""

import datetime as dt

import pytest

from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.gui.fields import BadText
from parkdesk.gui.platforms.dialog import HoursField, ServiceDialog
from parkdesk.usecases.platforms import SaveService, record_service
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise

D = dt.date


@pytest.fixture
def ids(desk):
    with desk.work(read_only=False) as work:
        owner = enterprise(work, name="太湖软件外包有限公司", initials="thrj")
        form = SaveService(
            owner, Platform.TECHNOLOGY, ServiceKind.SERVICE_ORDER, D(2026, 9, 1), 25, 3, 50_000, 5
        )
        return {"owner": owner, "service": record_service(work, form)}


@pytest.fixture
def page(qtbot, ids, runner):
    return opened(qtbot, runner, "platforms")


def test_the_totals_stand_over_the_services(page):
    assert "1" in page.cards[Platform.TECHNOLOGY].figure.text()
    assert "2.5" in page.cards[Platform.TECHNOLOGY].note.text()


def test_a_service_is_recorded(qtbot, page, ids):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, ServiceDialog)
    dialog.platform.set_value(Platform.TRAINING)
    dialog.kind.set_value(ServiceKind.COURSE)
    dialog.enterprise.set_enterprise(ids["owner"], "太湖软件外包有限公司")
    dialog.hours.set_value("12.5")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert page.table.records.total == 2
    assert page.panel.title.text()


def test_a_service_is_edited_and_deleted(qtbot, page, ids):
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, ServiceDialog)
    assert dialog.hours.tenths() == 25
    dialog.fields["people"].set_value(7)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert page.table.records.row(0).people == 7
    page.delete.trigger()
    page.banner._buttons[0].click()
    settle(qtbot, page)
    assert page.table.records.total == 0


def test_a_card_narrows_the_list_to_its_platform(qtbot, page):
    page.cards[Platform.BRAND]._opened()
    settle(qtbot, page)
    assert page.table.records.total == 0
    assert page.criteria().platform is Platform.BRAND


@pytest.mark.parametrize(
    ("text", "tenths"), [("", 0), ("2", 20), ("2.5", 25), ("0.5", 5), (".5", None), ("2.55", None)]
)
def test_hours_are_read_in_tenths(qapp, text, tenths):
    field = HoursField("hours_tenths", "Hours")
    field.set_value(text)
    if tenths is None:
        assert field.check() == "not-hours"
        with pytest.raises(BadText):
            field.tenths()
    else:
        assert field.tenths() == tenths
