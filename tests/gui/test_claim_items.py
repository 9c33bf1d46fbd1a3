"""The desk of a claim with items, by keyboard alone; returns and cuts of rows in their forms."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claim_returns import MarkSubject
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.identity import Role
from parkdesk.domain.programme_figures import FeeKind, ItemKind
from parkdesk.gui.claims.amount_dialog import AmountDialog
from parkdesk.gui.claims.item_desk import ItemDesk
from parkdesk.gui.claims.item_form import ItemDialog
from parkdesk.gui.claims.return_dialog import ReturnDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.claim_items import load_items
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_returns import claim_returns_made
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey


@pytest.fixture
def open_as(qtbot):
    """A window of a person in which a claim's desk is open; it is closed at the end."""
    opened = []

    def show(park, claim):
        runner = Runner(park)
        window = Workspace(runner)
        qtbot.addWidget(window)
        window.show()
        opened.append(runner)
        page = window.open_page("claims")
        page.open_claim(claim.id)
        qtbot.waitUntil(lambda: runner.is_idle and page.current().detail is not None)
        return page.current()

    yield show
    for runner in opened:
        runner.close()


@pytest.fixture
def draft(act_as):
    """A draft of a platform claim with two costs, and its key."""
    clerk = act_as(Role.CLERK)
    items = [journey.cost(1), journey.cost(2, ItemKind.RUNNING)]
    return journey.begin(clerk, ClaimKind.PLATFORM, items)


def dialog():
    return QApplication.activeModalWidget()


def idle(qtbot, desk):
    qtbot.waitUntil(lambda: desk.runner.is_idle)


def test_a_claim_with_items_opens_its_own_desk(act_as, open_as, draft):
    desk = open_as(act_as(Role.CLERK), draft)
    assert isinstance(desk, ItemDesk)
    assert desk.table.records.rowCount() == 2
    assert desk.is_editable
    assert "测试服务器 1" in desk.explanation.title.text()


def test_an_item_is_added_by_keyboard(act_as, open_as, qtbot, draft):
    clerk = act_as(Role.CLERK)
    desk = open_as(clerk, draft)
    desk.window().activateWindow()
    desk.table.setFocus()
    qtbot.keyClick(desk.table, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(dialog(), ItemDialog))
    form = dialog()
    # The kind, the platform and the supplier are those of the item before.
    assert form.fields["kind"].value() is ItemKind.RUNNING
    assert form.fields["supplier"].value() == "某设备有限公司"
    form.fields["title"].set_value("机房租金")
    form.fields["invoice_number"].set_value("R-77")
    form.fields["cost_cents"].set_value(1_234_500)
    form.submit()
    idle(qtbot, desk)
    qtbot.waitUntil(lambda: desk.table.records.rowCount() == 3)
    with clerk.work(read_only=True) as work:
        items = load_items(work, draft.id).items
    assert (items[2].title, items[2].cost_cents) == ("机房租金", 1_234_500)


def test_an_item_is_changed_and_removed(act_as, open_as, qtbot, draft):
    clerk = act_as(Role.CLERK)
    desk = open_as(clerk, draft)
    desk.table.select_place(1)
    desk.change_item()
    form = dialog()
    form.fields["cost_cents"].set_value(100)
    form.submit()
    idle(qtbot, desk)
    desk.table.select_place(0)
    desk.remove_item()
    idle(qtbot, desk)
    with clerk.work(read_only=True) as work:
        (left,) = load_items(work, draft.id).items
    assert left.cost_cents == 100
    assert desk.table.records.rowCount() == 1


def test_a_certificate_claim_offers_what_the_enterprise_holds(act_as, open_as, qtbot):
    clerk = act_as(Role.CLERK)
    owner = story.add_enterprise(clerk)
    held = journey.add_certificate(act_as(Role.ADMINISTRATOR), owner)
    claim = journey.begin(clerk, ClaimKind.CERTIFICATION, [], enterprise=owner)
    desk = open_as(clerk, claim)
    desk.add_item()
    form = dialog()
    form.fields["certification_id"].set_value(held)
    form.fields["fee_kind"].set_value(FeeKind.CONSULTING)
    form.submit()
    idle(qtbot, desk)
    qtbot.waitUntil(lambda: desk.table.records.rowCount() == 1)
    row = desk.table.records.row(0)
    assert "CMMI-2026-1" in row.subject
    assert not row.verdict.verdict.payable, "a consulting fee is not eligible"


def test_nobody_changes_items_that_were_handed_in(act_as, open_as, draft):
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, draft)
    desk = open_as(clerk, claim)
    assert not desk.is_editable
    assert not desk.new.isVisible()
    desk.add_item()
    desk.change_item()
    assert dialog() is None


def test_a_return_marks_rows_by_their_numbers(act_as, open_as, qtbot, draft):
    claim = story.submit(act_as(Role.CLERK), draft)
    reviewer = act_as(Role.REVIEWER)
    desk = open_as(reviewer, claim)
    desk.step(ClaimAction.RETURN)
    qtbot.waitUntil(lambda: isinstance(dialog(), ReturnDialog))
    form = dialog()
    assert {mark.subject for mark in form.chosen()} == {MarkSubject.PAPER}
    form.more.set_value("2, 9")
    form.submit()
    assert form.isVisible(), "there is no row 9"
    form.more.set_value("2")
    form.why.set_value("cost-unproven")
    form.submit()
    idle(qtbot, desk)
    with reviewer.work(read_only=True) as work:
        (made,) = claim_returns_made(work, claim.id)
        row = claim_detail(work, claim.id).row
    assert row.state is ClaimState.RETURNED
    marked = [one for one in made.marks if one.mark.subject is MarkSubject.ITEM]
    assert [(one.position, one.mark.reason) for one in marked] == [(2, "cost-unproven")]


def test_what_a_return_has_not_marked_stays_closed(act_as, open_as, qtbot, draft):
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, draft)
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        from parkdesk.domain.claim_returns import Mark
        from parkdesk.usecases.claim_returns import return_claim

        rows = journey.rows_of(clerk, claim.id)
        mark = Mark(MarkSubject.ITEM, "cost-unproven", row=rows[1])
        return_claim(work, claim.id, claim.version, "请补正费用凭证", [mark])
    desk = open_as(clerk, claim)
    assert "Rows open for correction: 2." in desk.desk_head.answer.text.text()
    desk.table.select_place(0)
    assert not desk.change.isEnabled()
    desk.table.select_place(1)
    assert desk.change.isEnabled()
    assert not desk.new.isEnabled()
    desk.steps.open_whole()
    idle(qtbot, desk)
    qtbot.waitUntil(desk.new.isEnabled)


def test_single_rows_are_cut_with_their_reason(act_as, open_as, qtbot, draft):
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, draft)
    desk = open_as(act_as(Role.REVIEWER), claim)
    desk.step(ClaimAction.PRECHECK)
    qtbot.waitUntil(lambda: isinstance(dialog(), AmountDialog))
    form = dialog()
    whole = form.amount.value()
    form.places.set_value("1")
    form.submit()
    assert form.isVisible(), "named rows are cut or the field is emptied"
    form.left.set_value(50_000_000)
    form.row_why.set_value("cost-not-eligible")
    form.add_cut()
    row = journey.rows_of(clerk, claim.id)[0]
    assert form.cuts == {row: Cut(row, 50_000_000, "cost-not-eligible")}
    assert form.amount.value() == whole - 10_000_000
    form.submit()
    idle(qtbot, desk)
    line = journey.lines_of(clerk, claim.id)[0]
    assert (line.recommended_cents, line.recommended_reason) == (50_000_000, "cost-not-eligible")
