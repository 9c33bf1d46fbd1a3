"""The pages of provider credit, through a real runner and database."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from parkdesk.domain.credit import CreditRule
from parkdesk.domain.credit_forms import PROPOSED, SaveCreditEntry, SaveCreditScheme
from parkdesk.gui.credit.dialogs import EntryDialog, ReplyDialog, SchemeDialog, StrikeDialog
from parkdesk.gui.credit.panel import ENTRIES, ISSUED, POINTS
from parkdesk.gui.documents.dialog import DocumentDialog
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.credit import add_credit_entry, add_credit_scheme
from tests.pages import dialog_of, opened, settle
from tests.registers import benchmark, enterprise

D = dt.date
LONG = 20_000
FORM = SaveCreditScheme("试行办法", "园区自拟", D(2026, 1, 1), **PROPOSED)


@pytest.fixture
def firm(desk):
    with desk.work(read_only=False) as work:
        return enterprise(work, name="云湖青禾信息技术有限公司")


@pytest.fixture
def page(qtbot, desk, runner, firm):
    with desk.work(read_only=False) as work:
        add_credit_scheme(work, FORM)
        register_certification(work, benchmark(firm, number="A-70011"))
        form = SaveCreditEntry(firm, CreditRule.DISPUTE, D(2026, 6, 1), "周国栋", "仲裁裁决书")
        add_credit_entry(work, form)
    made = opened(qtbot, runner, "credit")
    qtbot.waitUntil(lambda: made._row is not None, timeout=LONG)
    return made


def saved(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG)
    settle(qtbot, page)


def choose(qtbot, page, rule):
    """Go to the points by Enter in the list, and to the point of this rule."""
    page.table.opened.emit(page.table.current())
    rules = [one.fact.rule for one in page._row.sheet.points]
    page.shown.points.select_place(rules.index(rule))
    settle(qtbot, page)


def test_each_point_opens_its_record_by_enter_and_by_f4(qtbot, page):
    went = []
    page.shell.open_page = lambda key, id_=None: went.append((key, id_))
    choose(qtbot, page, CreditRule.CERTIFICATE)
    assert page.panel.tabs.currentIndex() == POINTS
    assert page._row.sheet.total == 60
    QTest.keyClick(page.shown.points, Qt.Key.Key_Return)
    page.open_record.trigger()
    assert went == [("certifications", 1), ("certifications", 1)]
    choose(qtbot, page, CreditRule.DISPUTE)
    page.open_record.trigger()
    settle(qtbot, page)
    assert page.panel.tabs.currentIndex() == ENTRIES
    assert page.shown.entry().id == 1
    assert len(went) == 2


def test_the_reply_stands_beside_the_point(qtbot, page):
    assert not page.reply.isEnabled()
    choose(qtbot, page, CreditRule.DISPUTE)
    page.reply.trigger()
    dialog = dialog_of(qtbot, page, ReplyDialog)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["replied_by"].problem), timeout=LONG)
    dialog.fields["replied_by"].set_value("人事经理")
    dialog.fields["text"].set_value("款项已付清")
    saved(qtbot, page, dialog)

    def replied():
        points = page._row.sheet.points
        return any(one.reply is not None and one.reply.text == "款项已付清" for one in points)

    qtbot.waitUntil(replied, timeout=LONG)


def test_an_entry_is_made_and_struck(qtbot, page, firm):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, EntryDialog)
    assert dialog.enterprise.value() == firm
    dialog.fields["rule"].set_value(CreditRule.COMMENDATION)
    dialog.fields["happened_on"].set_value(D(2026, 7, 1))
    dialog.fields["said_by"].set_value("李晓燕")
    dialog.fields["basis"].set_value("协会通报表彰")
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: len(page._row.entries) == 2, timeout=LONG)
    page.panel.tabs.setCurrentIndex(ENTRIES)
    page.shown.entries.select_place(1)
    settle(qtbot, page)
    assert page.shown.entry().basis == "仲裁裁决书"
    page.strike.trigger()
    striking = dialog_of(qtbot, page, StrikeDialog)
    striking.fields["reason"].set_value("经核实为同名企业")
    saved(qtbot, page, striking)
    qtbot.waitUntil(lambda: page._row.entries[1].struck_on is not None, timeout=LONG)
    assert CreditRule.DISPUTE not in [one.fact.rule for one in page._row.sheet.points]


def test_a_sheet_is_issued_and_stands_in_the_list(qtbot, page):
    page.issue.trigger()
    dialog = dialog_of(qtbot, page, DocumentDialog)
    qtbot.waitUntil(dialog.issuing.isEnabled, timeout=LONG)
    dialog.issue()
    qtbot.waitUntil(lambda: "ZX-2026-0001-01" in dialog.state.text(), timeout=LONG)
    dialog.close()
    qtbot.waitUntil(lambda: page._row is not None and page._row.issued != (), timeout=LONG)
    settle(qtbot, page)
    assert page._row.last.number == "ZX-2026-0001-01E"
    went = []
    page.shell.open_page = lambda key, id_=None: went.append((key, id_))
    page.panel.tabs.setCurrentIndex(ISSUED)
    page.shown.issued.opened.emit(page._row.issued[0])
    assert went == [("documents", page._row.last.document_id)]
    page.standing.set_value("none")
    qtbot.waitUntil(lambda: page.table.records.total == 0, timeout=LONG)


def test_without_a_scheme_the_page_says_so(qtbot, runner, firm):
    page = opened(qtbot, runner, "credit")
    qtbot.waitUntil(lambda: page._row is not None, timeout=LONG)
    assert page._row.sheet is None
    assert not page.issue.isEnabled()


def test_a_scheme_is_added_from_the_proposal_and_corrected(qtbot, runner):
    page = opened(qtbot, runner, "credit-schemes")
    page.new.trigger()
    dialog = dialog_of(qtbot, page, SchemeDialog)
    assert dialog.fields["most_disputes"].value() == 10
    dialog.fields["name"].set_value("试行办法")
    dialog.fields["source"].set_value("园区自拟")
    dialog.fields["most_disputes"].set_value(20)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["most_standing"].problem), timeout=LONG)
    dialog.fields["most_standing"].set_value(10)
    saved(qtbot, page, dialog)
    qtbot.waitUntil(lambda: page._row is not None, timeout=LONG)
    assert page._row.scheme.most_disputes == 20
    page.edit.trigger()
    editing = dialog_of(qtbot, page, SchemeDialog)
    editing.fields["months"].set_value(36)
    saved(qtbot, page, editing)
    qtbot.waitUntil(lambda: page._row.scheme.months == 36, timeout=LONG)
