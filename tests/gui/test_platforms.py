"""The pages of the public platforms, through a real runner and database."""

import datetime as dt

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from parkdesk.domain.offers import OfferUnit
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.gui.exporting import export_to
from parkdesk.gui.fields import BadText
from parkdesk.gui.platforms.dialog import ServiceDialog
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.platforms.offer_dialog import OfferDialog
from parkdesk.gui.platforms.service_field import Done
from parkdesk.usecases.offers import OfferFilter, SaveOffer, add_offer, list_offers
from parkdesk.usecases.platforms import SaveService, ServiceFilter, list_services, record_service
from tests.gui.keys import Person
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise

D = dt.date
MOST_KEYS = 6
"""Command keys a line of the log may cost."""


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


def test_a_service_is_edited_and_deleted(qtbot, page, ids):
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, ServiceDialog)
    qtbot.waitUntil(dialog.service.editor.isEnabled, timeout=20_000)
    assert dialog.hours.tenths() == 25
    assert dialog.service.done() == Done(ServiceKind.SERVICE_ORDER)
    dialog.fields["people"].set_value(7)
    dialog.service.set_value(Done(ServiceKind.CONSULTATION))
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    row = page.table.records.row(0)
    assert (row.people, row.platform) == (7, Platform.INTELLECTUAL_PROPERTY)
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


def catalogue(desk):
    with desk.work(read_only=False) as work:
        for name, kind, unit, price in (
            ("云测试环境", ServiceKind.TEST_ENVIRONMENT, OfferUnit.HOUR, 20_000),
            ("代码检测", ServiceKind.SERVICE_ORDER, OfferUnit.TIME, 150_000),
        ):
            add_offer(work, SaveOffer(Platform.TECHNOLOGY, kind, name, unit, price, D(2026, 1, 1)))


class Clerk(Person):
    """Types lines of the log, and knows what each of them cost in command keys."""

    def __init__(self, qtbot, page):
        super().__init__(qtbot)
        self.page = page
        self.costs = []

    def choose(self, initials):
        """Type initials and take the first of what drops down."""
        self.type(initials)
        self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None, timeout=20_000)
        self.press("Return")

    def line(self, firm, service, hours, people, score, note="", fee="", *keys_before):
        """Type one line; what is left out is passed over, and the day is moved first."""
        begun = len(self.commands)
        for key in keys_before:
            self.press(key)
        total = self.page.table.records.total
        self.choose(firm)
        self.choose(service)
        self.type(hours)
        self.press("Return")
        self.type(people)
        self.press("Return")
        self.type(score)
        if note or fee:
            self.type(note)
        if fee:
            self.press("Return")
            self.page.line.fee.editor.selectAll()
            self.type(fee)
            self.press("Return")
        else:
            self.press("Ctrl+Return")
        self.qtbot.waitUntil(
            lambda: (
                self.page.table.records.total == total + 1
                and self.page.line.enterprise.editor.hasFocus()
                and self.page.line.enterprise.is_empty
            ),
            timeout=20_000,
        )
        self.costs.append(len(self.commands) - begun)


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_a_week_of_the_log_is_typed_with_six_command_keys_a_line(qtbot, desk, ids, runner):
    catalogue(desk)
    with desk.work(read_only=False) as work:
        enterprise(work, name="鸿信日健软件有限公司", initials="hxrj")
    page = opened(qtbot, runner, "platforms")
    clerk = Clerk(qtbot, page)
    page.table.setFocus()
    # Five days, from today back.
    clerk.line("thrj", "ycs", "2", "3", "5", "", "", "Ctrl+Shift+N")
    clerk.line("hxrj", "ycs", "1.5", "1", "4", "接口联调")
    clerk.line("thrj", "dmjc", "3", "2", "5", "", "1200")
    clerk.line("hxrj", "consu", "1", "1", "5", "", "", "Ctrl+Down")
    for _day in range(3):
        clerk.line("thrj", "dmjc", "2", "1", "4", "例行检测", "", "Ctrl+Down")
        clerk.line("hxrj", "ycs", "0.5", "2", "3")
    assert max(clerk.costs) <= MOST_KEYS, clerk.costs
    assert len(clerk.costs) == 10
    with desk.work(read_only=True) as work:
        rows = list_services(work, ServiceFilter(), Sort("served_on", descending=True), 0, 50).rows
    typed = [row for row in rows if row.served_on > D(2026, 9, 1)]
    assert {row.served_on.day for row in typed} == {8, 9, 10, 11, 12}
    monday = {(row.enterprise, row.offer): row for row in typed if row.served_on.day == 12}
    free_hours = monday["鸿信日健软件有限公司", "云测试环境"]
    assert (free_hours.hours_tenths, free_hours.fee_cents) == (15, 30_000)
    assert (free_hours.satisfaction, free_hours.note) == (4, "接口联调")
    assert monday["太湖软件外包有限公司", "代码检测"].fee_cents == 120_000


def test_a_line_that_is_refused_keeps_what_was_typed_and_says_why(qtbot, desk, ids, runner):
    with desk.work(read_only=False) as work:
        gone = enterprise(work, name="已迁出软件有限公司", left_on=D(2026, 8, 31))
    page = opened(qtbot, runner, "platforms")
    page.new.trigger()
    line = page.line
    line.enterprise.set_enterprise(gone, "已迁出软件有限公司")
    line.service.set_value(Done(ServiceKind.CONSULTATION))
    line.hours.set_value("-2")
    line.submit()
    qtbot.waitUntil(lambda: bool(line.hours.problem), timeout=20_000)
    assert "已迁出软件有限公司" in line.enterprise.problem
    line.hours.set_value("2")
    line.enterprise.set_enterprise(ids["owner"], "太湖软件外包有限公司")
    line.submit()
    qtbot.waitUntil(lambda: line.enterprise.is_empty, timeout=20_000)
    assert not line.hours.problem


def test_what_is_odd_is_asked_in_the_line(qtbot, page, ids):
    page.new.trigger()
    line = page.line
    line.enterprise.set_enterprise(ids["owner"], "太湖软件外包有限公司")
    line.service.set_value(Done(ServiceKind.CONSULTATION))
    line.hours.set_value("25")
    line.submit()
    qtbot.waitUntil(line.banner.isVisible, timeout=20_000)
    line.banner._buttons[0].click()
    qtbot.waitUntil(lambda: line.enterprise.is_empty, timeout=20_000)
    line.close_line()
    assert not line.isVisible()
    settle(qtbot, page)
    assert page.table.records.total == 2


def test_the_log_goes_to_excel_and_comes_back(qtbot, page, tmp_path):
    path = tmp_path / "服务记录.xlsx"
    export_to(page, page.export_spec(), path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    settle(qtbot, page)
    assert openpyxl.load_workbook(path).active.max_row == 2
    dialog = page.open_import()
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=20_000)
    assert dialog.preview.problems == ()


def test_the_catalogue_is_kept(qtbot, desk, runner):
    page = opened(qtbot, runner, "offers")
    page.new.trigger()
    dialog = dialog_of(qtbot, page, OfferDialog)
    dialog.fill(
        {
            "kind": ServiceKind.TEST_ENVIRONMENT,
            "name": "云测试环境",
            "unit": OfferUnit.HOUR,
            "price_cents": 20_000,
        }
    )
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    assert page.panel.title.text() == "云测试环境"
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, OfferDialog)
    dialog.fields["price_cents"].set_value(0)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)
    with desk.work(read_only=True) as work:
        (row,) = list_offers(work, OfferFilter(), Sort("name"), 0, 10).rows
    assert row.offer.is_free
    page.delete.trigger()
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.table.records.total == 0, timeout=20_000)
