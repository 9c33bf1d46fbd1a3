"""The worklist of findings, the catalogue, and the enterprise's tab: through real windows."""

import datetime as dt
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from parkdesk.domain.compliance_rules import ParameterName, RuleCode
from parkdesk.domain.findings import NO_LONGER_SO, FindingAnswer, FindingStanding
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.gui.enterprises.sheet.attestation_dialogs import AttestationDialog
from parkdesk.gui.findings.dialogs import (
    AnswerDialog,
    AssignDialog,
    TakeBackDialog,
    WaiveDialog,
    taken_back_text,
)
from parkdesk.gui.findings.figure_dialog import FigureDialog
from parkdesk.gui.findings.printing import FindingsPrintDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.usecases.attestations import enterprise_attestations
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.compliance_rules import compliance_catalogue
from parkdesk.usecases.finding_lists import FindingFilter, list_findings
from tests import registers
from tests.gui.keys import Person
from tests.pages import OPENING_MS, dialog_of

LONG = 20_000


@pytest.fixture
def lapsed(desk):
    """An enterprise whose certificate ran out; nobody has looked at the registers yet."""
    with desk.work(read_only=False) as work:
        id_ = registers.enterprise(work)
        register_certification(work, registers.benchmark(id_, issued_on=dt.date(2023, 5, 10)))
    return id_


def found(desk, **criteria):
    with desk.work(read_only=True) as work:
        window = list_findings(work, FindingFilter(**criteria), Sort("due"), 0, 100)
    return window.rows


def the_lapsed(desk):
    return next(row for row in found(desk) if row.rule is RuleCode.CERTIFICATE_EXPIRED)


def worklist(qtbot, runner):
    """The worklist with its rows: opening it looked at the registers by itself."""
    page = opened_page(qtbot, runner)
    section = page.worklist
    qtbot.waitUntil(lambda: section.table.records.total > 0, timeout=OPENING_MS)
    at_rest(qtbot, section)
    return section


def opened_page(qtbot, runner):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    return workspace.open_page("findings")


def at_rest(qtbot, section):
    qtbot.waitUntil(
        lambda: (
            section.runner.is_idle
            and section.table.records.is_settled
            and not section._detail_pause.isActive()
            and not section._refreshing.isActive()
        ),
        timeout=LONG,
    )


def choose(qtbot, section, rule):
    """Choose the finding of a rule, and wait until the panel shows it."""

    def there():
        rows = range(section.table.records.total)
        at = [place for place in rows if section.table.records.row(place).rule is rule]
        section.table.select_place(at[0])
        return True

    qtbot.waitUntil(there, timeout=LONG)
    at_rest(qtbot, section)
    qtbot.waitUntil(section.answer.isEnabled, timeout=LONG)


def test_opening_the_page_looks_at_the_registers_and_shows_what_is_found(
    qtbot, runner, desk, lapsed
):
    section = worklist(qtbot, runner)
    assert the_lapsed(desk).enterprise_id == lapsed
    assert section.table.records.total == len(found(desk))
    assert section.standing.value() == "waiting"


def test_what_is_saved_while_the_page_is_open_is_looked_at(qtbot, runner, desk, lapsed):
    section = worklist(qtbot, runner)
    before = section.table.records.total
    form = registers.benchmark(lapsed, issued_on=dt.date(2023, 6, 10))
    runner.run(section, register_certification, form)
    qtbot.waitUntil(lambda: section.table.records.total == before + 1, timeout=LONG)
    at_rest(qtbot, section)


def test_an_answer_is_typed_kept_and_taken_back(qtbot, runner, desk, lapsed):
    section = worklist(qtbot, runner)
    choose(qtbot, section, RuleCode.CERTIFICATE_EXPIRED)
    section.answer.trigger()
    dialog = dialog_of(qtbot, section, AnswerDialog)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: bool(dialog.answer.problem), timeout=LONG)
    dialog.answer.set_value(FindingAnswer.UNDER_WAY)
    dialog.words.set_value("复评已排期")
    with qtbot.waitSignal(dialog.saved, timeout=LONG):
        dialog.save_button.click()
    answered = the_lapsed(desk)
    assert (answered.standing, answered.words) == (FindingStanding.ANSWERED, "复评已排期")
    section.standing.set_value(FindingStanding.ANSWERED)
    section.reload()
    at_rest(qtbot, section)
    choose(qtbot, section, RuleCode.CERTIFICATE_EXPIRED)
    section.back.trigger()
    back = dialog_of(qtbot, section, TakeBackDialog)
    back.reason.set_value("材料不足")
    with qtbot.waitSignal(back.saved, timeout=LONG):
        back.save_button.click()
    assert the_lapsed(desk).standing is FindingStanding.OPEN


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_an_answer_is_chosen_by_keys_confirmed_and_withdrawn(qtbot, runner, desk, lapsed):
    section = worklist(qtbot, runner)
    choose(qtbot, section, RuleCode.CERTIFICATE_EXPIRED)
    section.answer.trigger()
    dialog = dialog_of(qtbot, section, AnswerDialog)
    person = Person(qtbot)
    dialog.answer.focus()
    person.press("Alt+Down")
    drop = dialog.answer.editor.view()
    assert drop.selectionModel().isSelected(drop.currentIndex())
    assert drop.currentIndex().row() == 0
    # On a screen the list itself has the keys; without one they are sent to it.
    qtbot.keyClick(drop, Qt.Key.Key_Down)
    qtbot.keyClick(drop, Qt.Key.Key_Return)
    chosen = list(FindingAnswer)[1]
    assert dialog.answer.value() is chosen
    dialog.words.focus()
    person.type("复评已排期")
    with qtbot.waitSignal(dialog.saved, timeout=LONG):
        person.press("Ctrl+Return")
    assert "kept" in section.banner.text.text()
    at_rest(qtbot, section)
    # The list that dropped down stays the active window where there is no screen.
    section.banner._buttons[0].click()
    back = dialog_of(qtbot, section, TakeBackDialog)
    back.reason.set_value("材料不足")
    with qtbot.waitSignal(back.saved, timeout=LONG):
        back.save_button.click()
    assert the_lapsed(desk).standing is FindingStanding.OPEN


def test_several_are_given_to_one_person_at_once(qtbot, runner, desk, lapsed):
    section = worklist(qtbot, runner)
    choose(qtbot, section, RuleCode.CERTIFICATE_EXPIRED)
    section.table.selectAll()
    at_rest(qtbot, section)
    section.assign.trigger()
    dialog = dialog_of(qtbot, section, AssignDialog)
    dialog.person.set_value(desk.actor.id)
    with qtbot.waitSignal(dialog.saved, timeout=LONG):
        dialog.save_button.click()
    assert {row.owner_id for row in found(desk)} == {desk.actor.id}


def test_of_chosen_findings_that_have_ended_the_form_says_how_many(qtbot, runner, desk, lapsed):
    section = worklist(qtbot, runner)
    with desk.work(read_only=False) as work:
        ended = work.session.get(FindingRecord, the_lapsed(desk).id)
        ended.ended_on = ended.ended_key = work.today
        ended.ending = json.dumps({"": NO_LONGER_SO.code})
    section.standing.set_value(None)
    section.refresh()
    at_rest(qtbot, section)
    qtbot.waitUntil(lambda: section.table.records.total == len(found(desk)), timeout=LONG)
    section.table.selectAll()
    at_rest(qtbot, section)
    section.assign.trigger()
    dialog = dialog_of(qtbot, section, AssignDialog)
    chosen = len(found(desk))
    said = f"{chosen - 1} of the {chosen} chosen findings; 1 has ended."
    assert any(said in one.text() for one in dialog.findChildren(QLabel))
    assert len(dialog.versions) == chosen - 1
    dialog.reject()


def test_chosen_rows_that_nobody_has_scrolled_to_are_acted_on_too(qtbot, runner, desk, lapsed):
    with desk.work(read_only=False) as work:
        for _time in range(60):
            id_ = registers.enterprise(work)
            form = registers.benchmark(id_, issued_on=dt.date(2023, 5, 10))
            register_certification(work, form)
    section = worklist(qtbot, runner)
    section.table.select_place(0)
    at_rest(qtbot, section)
    chosen = section.table.records.total
    section.table.selectAll()
    in_memory = list(section.table.records.loaded_rows(0, chosen))
    assert len(in_memory) < chosen
    section.assign.trigger()
    dialog = dialog_of(qtbot, section, AssignDialog)
    assert chosen > 60
    assert len(dialog.versions) == chosen
    dialog.reject()


@pytest.mark.parametrize(
    ("waiver", "said"),
    [
        (False, "Findings chosen: 9. With an answer to take back: 4."),
        (True, "Findings chosen: 9. With a waiver that can be ended: 4."),
    ],
)
def test_what_can_be_taken_back_is_counted_beside_what_is_chosen(waiver, said):
    assert taken_back_text(9, 4, waiver=waiver) == said
    assert taken_back_text(4, 4, waiver=waiver) == ""


def test_a_waiver_leaves_the_list_of_what_waits(qtbot, runner, desk, lapsed):
    section = worklist(qtbot, runner)
    before = section.table.records.total
    choose(qtbot, section, RuleCode.CERTIFICATE_EXPIRED)
    section.waive.trigger()
    dialog = dialog_of(qtbot, section, WaiveDialog)
    dialog.reason.set_value("重组中")
    with qtbot.waitSignal(dialog.saved, timeout=LONG):
        dialog.save_button.click()
    qtbot.waitUntil(lambda: section.table.records.total == before - 1, timeout=LONG)
    assert the_lapsed(desk).standing is FindingStanding.WAIVED


def test_a_clerk_may_answer_and_not_waive(qtbot, act_as, desk, lapsed, qapp):
    runner = Runner(act_as(Role.CLERK))
    try:
        section = worklist(qtbot, runner)
        choose(qtbot, section, RuleCode.CERTIFICATE_EXPIRED)
        assert section.answer.isEnabled()
        assert not section.waive.isEnabled()
    finally:
        runner.close()


def test_the_catalogue_leads_to_what_a_rule_finds_and_takes_a_figure(qtbot, runner, desk, lapsed):
    page = opened_page(qtbot, runner)
    page.show_section("rules")
    rules = page.rules
    qtbot.waitUntil(lambda: rules.current() is not None, timeout=LONG)
    places = {line.rule.code: place for place, line in enumerate(rules._lines)}
    rules.table.select_place(places[RuleCode.CERTIFICATE_EXPIRED])
    # The level stands beside it, once.
    assert rules.panel.title.text() == RuleCode.CERTIFICATE_EXPIRED.value
    rules.figure.trigger()
    dialog = dialog_of(qtbot, rules, FigureDialog)
    dialog.name.set_value(ParameterName.KEPT_DAYS)
    assert dialog.value.value() == 365
    dialog.value.set_value(200)
    dialog.source.set_value("主任办公会")
    with qtbot.waitSignal(dialog.saved, timeout=LONG):
        dialog.save_button.click()
    with desk.work(read_only=True) as work:
        lines = {line.rule.code: line for line in compliance_catalogue(work)}
    in_force = {one.name: one.value for one in lines[RuleCode.CERTIFICATE_EXPIRED].in_force}
    assert in_force[ParameterName.KEPT_DAYS] == 200
    rules.wanted.emit(RuleCode.CERTIFICATE_EXPIRED)
    assert page.section is page.worklist
    assert page.worklist.rule.value() is RuleCode.CERTIFICATE_EXPIRED


def test_the_enterprise_page_tells_findings_records_attestations_and_prints(
    qtbot, runner, desk, lapsed
):
    section = worklist(qtbot, runner)
    sheet = section.shell.open_page("enterprise", lapsed)
    sheet.show_tab("findings")
    tab = sheet.tabs_made["findings"]
    qtbot.waitUntil(lambda: len(tab.rows.rows) == len(found(desk)), timeout=LONG)
    qtbot.waitUntil(tab.attestations.add.isEnabled, timeout=LONG)
    tab.attestations.add.trigger()
    dialog = dialog_of(qtbot, tab, AttestationDialog)
    dialog.measures.set_value(frozenset({"isolation"}))
    dialog.by.set_value("王建国")
    with qtbot.waitSignal(dialog.saved, timeout=LONG):
        dialog.save_button.click()
    with desk.work(read_only=True) as work:
        rows = enterprise_attestations(work, lapsed).rows
    assert [(one.measure.code, one.attested_by) for one in rows] == [("isolation", "王建国")]
    tab.hand_over.trigger()
    printed = dialog_of(qtbot, tab, FindingsPrintDialog)
    qtbot.waitUntil(lambda: printed.file() is not None, timeout=LONG)
    printed.reject()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None, timeout=LONG)
