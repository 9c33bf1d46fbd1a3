"""The page of filings and disputes, through a real runner and database."""

import datetime as dt

import pytest

from parkdesk.domain.ip_matters import IpAction, IpKind, IpState, SaveMatter
from parkdesk.gui.ip.dialogs import EndDialog, FiledDialog, MatterDialog
from parkdesk.usecases.ip_matters import add_matter
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise

D = dt.date


@pytest.fixture
def owner(desk):
    with desk.work(read_only=False) as work:
        id_ = enterprise(work, name="太湖软件外包有限公司")
        form = SaveMatter(
            id_, IpKind.INVENTION, "影像去重方法", D(2026, 9, 1), due_on=D(2026, 10, 9)
        )
        add_matter(work, form)
    return id_


@pytest.fixture
def page(qtbot, owner, runner):
    return opened(qtbot, runner, "ip-matters")


def accepted(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=20_000)
    settle(qtbot, page)


def test_a_dispute_is_taken_on_and_settled(qtbot, page, owner):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, MatterDialog)
    assert not dialog.other_side.box.isVisible()
    dialog.enterprise.set_enterprise(owner, "太湖软件外包有限公司")
    dialog.kind.set_value(IpKind.DISPUTE)
    assert dialog.other_side.box.isVisible()
    dialog.fields["title"].set_value("成果归属")
    dialog.other_side.set_value("境外发包商一家")
    dialog.fields["due_on"].editor.setText("+30d")
    accepted(qtbot, page, dialog)
    assert page.table.records.total == 2
    assert (page._row.kind, page._row.due_on) == (IpKind.DISPUTE, D(2026, 11, 11))
    assert [one.isVisible() for one in (page.file, page.end, page.drop)] == [0, 1, 0]
    page.end.trigger()
    dialog = dialog_of(qtbot, page, EndDialog)
    assert not dialog.number_.box.isVisible()
    dialog.fields["outcome"].set_value("双方约定保留署名")
    accepted(qtbot, page, dialog)
    assert page._row.state is IpState.SETTLED


def test_a_filing_goes_its_steps_and_one_is_taken_back(qtbot, page):
    assert page._row.past_due
    assert [one.isVisible() for one in (page.file, page.end, page.drop)] == [1, 0, 1]
    page.file.trigger()
    dialog = dialog_of(qtbot, page, FiledDialog)
    dialog.fields["application_number"].set_value("202610000001.X")
    accepted(qtbot, page, dialog)
    assert page._row.state is IpState.FILED
    page.end.trigger()
    dialog = dialog_of(qtbot, page, EndDialog)
    assert dialog.way.value() is IpAction.GRANT
    dialog.number_.set_value("ZL202610000001.X")
    accepted(qtbot, page, dialog)
    assert page._row.state is IpState.GRANTED
    assert not page.edit.isEnabled()
    assert not page.delete.isEnabled()
    page.back.trigger()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page._row.state is IpState.FILED, timeout=20_000)
    assert page._row.certificate_number == ""


def test_a_filing_that_is_dropped_says_why(qtbot, page):
    page.drop.trigger()
    dialog = dialog_of(qtbot, page, EndDialog)
    assert dialog.way.value() is IpAction.WITHDRAW
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["outcome"].problem), timeout=20_000)
    dialog.fields["outcome"].set_value("企业不再申请")
    accepted(qtbot, page, dialog)
    assert page._row.state is IpState.WITHDRAWN


def test_what_was_entered_by_mistake_is_corrected_or_deleted(qtbot, page):
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, MatterDialog)
    dialog.fields["due_on"].set_value(D(2026, 12, 1))
    accepted(qtbot, page, dialog)
    assert (page._row.due_on, page._row.past_due) == (D(2026, 12, 1), False)
    page.delete.trigger()
    page.banner._buttons[0].click()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.table.records.total == 0, timeout=20_000)
