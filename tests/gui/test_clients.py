"""The page of clients, through a real runner and database."""

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest

from parkdesk.domain.clients import ConsentState, SaveClient
from parkdesk.gui.exporting import export_to
from parkdesk.gui.marketplace.client_dialog import ClientDialog
from parkdesk.usecases.clients import add_client
from tests.pages import dialog_of, opened, settle

D = dt.date
FORM = SaveClient("Kitanagi Systems K.K.", "JP", "接包合同", verified_on=D(2025, 9, 1))
AGREED = {"consent_on": D(2026, 1, 15), "consent_basis": "邮件"}


@pytest.fixture
def page(qtbot, desk, runner):
    with desk.work(read_only=False) as work:
        add_client(work, FORM)
        add_client(work, replace(FORM, name="Alder Ltd.", country_code="GB", **AGREED))
    return opened(qtbot, runner, "clients")


def saved(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)


def test_a_client_is_entered_and_stands_in_the_list(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, ClientDialog)
    dialog.fields["name"].set_value("Birch Inc.")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["country_code"].problem), timeout=20_000)
    dialog.fields["country_code"].set_value("US")
    dialog.fields["source"].set_value("软件交易会")
    saved(qtbot, page, dialog)
    assert page.table.records.total == 3
    assert page._row.form.name == "Birch Inc."
    assert page._row.form.verified_on == D(2026, 10, 12)


def test_one_key_says_that_it_is_so_today(qtbot, page):
    page.age.set_value("old")
    settle(qtbot, page)
    assert page.table.records.total == 2
    page.verify.trigger()
    qtbot.waitUntil(lambda: page.table.records.total == 1, timeout=20_000)


def test_a_client_is_changed(qtbot, page):
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, ClientDialog)
    dialog.fields["consent_until"].set_value(D(2026, 10, 11))
    saved(qtbot, page, dialog)
    assert page.table.records.row(0).consent is ConsentState.ENDED


def test_a_list_to_publish_names_whom_it_leaves_out(qtbot, page):
    page.publish.trigger()
    qtbot.waitUntil(page.banner.isVisible, timeout=20_000)
    assert "Kitanagi" in page.banner.text.text()
    assert "Alder" not in page.banner.text.text()


def test_the_list_that_leaves_the_office_is_written(qtbot, page, tmp_path):
    path = tmp_path / "发包商公开名录.xlsx"
    export_to(page, page.publish_spec(), path)
    qtbot.waitUntil(path.exists, timeout=20_000)
    settle(qtbot, page)
    cells = [cell.value for line in openpyxl.load_workbook(path).active for cell in line]
    assert "Alder Ltd." in cells
    assert FORM.name not in cells


def test_one_entered_by_mistake_is_deleted(qtbot, page):
    page.delete.trigger()
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: page.table.records.total == 1, timeout=20_000)
    assert page.table.records.row(0).form.name == FORM.name
