"""The tab of dated facts, and the form's parts that are new: branch, new name."""

import datetime as dt

import pytest

from parkdesk.domain.enterprise_facts import FactKind, PeopleFact
from parkdesk.domain.paging import Sort
from parkdesk.gui.claims.dialogs import NewClaimDialog
from parkdesk.gui.enterprises.dialog import EnterpriseDialog
from parkdesk.gui.enterprises.sheet.fact_dialogs import FactDialog, RemoveFactDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.enterprise_details import enterprise_detail, enterprise_form
from parkdesk.usecases.enterprise_facts import add_fact, enterprise_facts
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.enterprises import create_enterprise
from tests.pages import dialog_of
from tests.usecases.test_enterprises import FORM, OTHER

TODAY = dt.date(2026, 10, 12)


@pytest.fixture
def filled(desk):
    with desk.work(read_only=False) as work:
        create_enterprise(work, FORM)
        create_enterprise(work, OTHER)
        add_fact(work, 1, PeopleFact(dt.date(2024, 12, 31), 20, 12, "2024 年报"))
        add_fact(work, 1, PeopleFact(dt.date(2025, 12, 31), 50, 40))
    return desk


@pytest.fixture
def tab(qtbot, runner, filled):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("enterprise", 1)
    page.show_tab("facts")
    qtbot.waitUntil(lambda: "facts" in page.tabs_made and runner.is_idle)
    tab = page.tabs_made["facts"]
    qtbot.waitUntil(lambda: len(tab.sections[FactKind.PEOPLE].rows) == 3)
    return tab


def texts(section, place):
    row = section.rows[place]
    return [column.text(row) for column in section.table.records.columns]


def test_facts_stand_in_small_tables(tab):
    people = tab.sections[FactKind.PEOPLE]
    assert texts(people, 0)[:5] == ["2026-10-12", "35", "30", "85.7%", "Yes"]
    assert texts(people, 2)[5] == "2024 年报"
    assert tab.line.isVisible()
    assert not tab.sections[FactKind.NUMBER].none.isHidden()
    assert tab.sections[FactKind.STATUS].table.isVisible()


def test_the_line_steps_from_count_to_count(tab):
    from PySide6.QtCore import QRectF

    line = tab.line.steps(QRectF(0, 0, 100, 50))
    heights = [round(point.y()) for point in line]
    assert heights == [30, 30, 0, 0, 15, 15]
    assert round(line[-1].x()) == 100
    assert not tab.line.grab().isNull()


def test_a_fact_is_added_corrected_and_removed(qtbot, tab, filled):
    tab.add.trigger()
    dialog = dialog_of(qtbot, tab, FactDialog)
    dialog.submit()
    assert dialog.fields["from_on"].problem
    dialog.fields["from_on"].set_value(dt.date(2026, 6, 30))
    dialog.fields["headcount"].set_value(45)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    people = tab.sections[FactKind.PEOPLE]
    qtbot.waitUntil(lambda: len(people.rows) == 4)

    people.table.select_place(1)
    tab.correct(FactKind.PEOPLE)
    dialog = dialog_of(qtbot, tab, FactDialog)
    assert dialog.fields["headcount"].value() == 45
    dialog.fields["headcount"].set_value(46)
    dialog.submit()
    assert dialog.reason.problem
    dialog.reason.set_value("看错了")
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    qtbot.waitUntil(lambda: people.rows[1].fact.headcount == 46)

    people.table.select_place(1)
    tab.remove.trigger()
    asked = dialog_of(qtbot, tab, RemoveFactDialog)
    asked.reason.set_value("重复")
    with qtbot.waitSignal(asked.saved):
        asked.submit()
    qtbot.waitUntil(lambda: len(people.rows) == 3)
    with filled.work(read_only=True) as work:
        assert [one.fact.headcount for one in enterprise_facts(work, 1).people] == [35, 50, 20]


@pytest.mark.parametrize("kind", list(FactKind))
def test_each_kind_has_its_form(qtbot, runner, filled, kind):
    dialog = FactDialog(runner, None, TODAY, 1, kind)
    qtbot.addWidget(dialog)
    dialog.submit()
    assert any(field.problem for field in dialog.fields.values()) or not dialog.banner.isHidden()


def test_a_contradicting_status_is_told_at_its_day(qtbot, tab):
    tab.sections[FactKind.STATUS].table.setFocus()
    tab.correct(FactKind.STATUS)
    dialog = dialog_of(qtbot, tab, FactDialog)
    dialog.done(0)
    add = FactDialog(tab.runner, tab, TODAY, 1, FactKind.STATUS)
    add.open()
    add.fields["status"].set_value(add.fields["status"]._values[0])
    add.fields["from_on"].set_value(TODAY)
    add.submit()
    qtbot.waitUntil(lambda: bool(add.fields["from_on"].problem))
    assert "2020-05-11" in add.fields["from_on"].problem
    add.set_untouched()
    add.reject()


def test_facts_of_a_past_day(qtbot, tab):
    tab.sheet.shell.read_as_at(dt.date(2025, 1, 31))
    qtbot.waitUntil(lambda: len(tab.sections[FactKind.PEOPLE].rows) == 1)
    assert not tab.line.isVisible()


def edits(qtbot, runner, desk, id_):
    with desk.work(read_only=True) as work:
        version, form = enterprise_form(work, id_)
    dialog = EnterpriseDialog(runner, None, TODAY, edits=(id_, version, form))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: runner.is_idle)
    return dialog


def test_a_new_name_asks_for_its_day(qtbot, runner, filled):
    dialog = edits(qtbot, runner, filled, 1)
    assert dialog.renamed.box.isHidden()
    dialog.name.editor.setText("苏州新云信息技术有限公司")
    dialog.name.typed()
    assert not dialog.renamed.box.isHidden()
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.renamed.problem))
    dialog.renamed.set_value(dt.date(2026, 9, 1))
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    with filled.work(read_only=True) as work:
        assert enterprise_detail(work, 1).former_names == ((FORM.name, dt.date(2026, 8, 31)),)


def test_a_mistyped_name_needs_no_day(qtbot, runner, filled):
    dialog = edits(qtbot, runner, filled, 1)
    dialog.name.editor.setText("苏州凌云信息科技有限公司")
    dialog.name.typed()
    dialog.mistyped.editor.setChecked(True)
    assert dialog.renamed.box.isHidden()
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    with filled.work(read_only=True) as work:
        assert enterprise_detail(work, 1).former_names == ()


def test_a_branch_names_its_head_office_and_claims_through_it(qtbot, runner, filled):
    dialog = edits(qtbot, runner, filled, 2)
    assert dialog.branch.registered.box.isHidden()
    dialog.branch.branch.editor.setChecked(True)
    assert not dialog.branch.registered.box.isHidden()
    dialog.branch.registered.set_enterprise(1, FORM.name)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    with filled.work(read_only=True) as work:
        assert work.get(EnterpriseRecord, 2).head_office_id == 1
        assert [one.id for one in enterprise_detail(work, 1).branches] == [2]
        assert enterprise_detail(work, 2).head_office.name == FORM.name
    again = edits(qtbot, runner, filled, 2)
    assert again.branch.branch.value()
    qtbot.waitUntil(lambda: again.branch.registered.editor.text() == FORM.name)

    claim = NewClaimDialog(runner, None, ())
    qtbot.addWidget(claim)
    with filled.work(read_only=True) as work:
        criteria = EnterpriseFilter(text="cqyh")
        claim.enterprise._found = list_enterprises(work, criteria, Sort("name"), 0, 9).rows
    claim.enterprise._choose(0)
    assert claim.enterprise.value() == 1
    assert claim.enterprise.editor.text() == FORM.name
