"""Findings among the reminders, through a real runner and database."""

import datetime as dt

import pytest

from parkdesk.domain.findings import FindingAnswer
from parkdesk.domain.identity import Role
from parkdesk.domain.reminders import ReminderKind
from parkdesk.gui.findings.dialogs import AnswerDialog
from parkdesk.gui.reminders.dialogs import SnoozeDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.findings import refresh_findings
from tests.pages import dialog_of, settle
from tests.usecases.test_findings import TODAY, add_enterprise, at, do

WAIT_MS = 20_000
NEAR = TODAY + dt.timedelta(days=16)


@pytest.fixture
def holder(desk):
    """An enterprise whose findings were found sixteen days ago."""
    id_ = add_enterprise(desk, entered_on=dt.date(2020, 5, 1))
    do(desk, refresh_findings)
    return id_


@pytest.fixture
def open_worklist(qtbot, qapp, holder, act_as):
    """A function from a role to the worklist of reminders as that person opens it."""
    runners = []

    def opened(role):
        runner = Runner(at(act_as(role), NEAR))
        runners.append(runner)
        workspace = Workspace(runner)
        qtbot.addWidget(workspace)
        workspace.resize(1280, 720)
        workspace.show()
        page = workspace.open_page("reminders")
        settle(qtbot, page.worklist)
        return page.worklist

    yield opened
    for runner in runners:
        runner.close()


def choose(qtbot, worklist, holder):
    records = worklist.table.records
    worklist.table.select_place(records.loaded_place(lambda line: line.id == holder))
    qtbot.waitUntil(lambda: worklist.panel.item() is not None, timeout=WAIT_MS)


def test_a_finding_is_answered_where_one_is_reminded_of_it(qtbot, open_worklist, holder):
    worklist = open_worklist(Role.CLERK)
    choose(qtbot, worklist, holder)
    assert worklist.panel.item().reminder.kind is ReminderKind.FINDING
    assert worklist.contact.text() == "Answer…"
    assert not worklist.renew.isEnabled()
    before = worklist.table.records.row(0).count
    worklist.contact.trigger()
    dialog = dialog_of(qtbot, worklist, AnswerDialog)
    dialog.answer.set_value(FindingAnswer.UNDER_WAY)
    dialog.words.set_value("已发企业盖章")
    dialog.submit()
    qtbot.waitUntil(lambda: worklist.table.records.row(0).count == before - 1, timeout=WAIT_MS)


def test_a_finding_is_put_off_with_a_reason(qtbot, open_worklist, holder):
    worklist = open_worklist(Role.CLERK)
    choose(qtbot, worklist, holder)
    worklist.snooze.trigger()
    dialog = dialog_of(qtbot, worklist, SnoozeDialog)
    dialog.reason.set_value("等企业盖章")
    dialog.together.set_value(True)
    dialog.submit()
    qtbot.waitUntil(lambda: worklist.table.records.total == 0, timeout=WAIT_MS)


def test_who_is_counted_the_urgent_ones_opens_with_them(qtbot, open_worklist):
    worklist = open_worklist(Role.MANAGER)
    qtbot.waitUntil(lambda: worklist.state.value() == "raised", timeout=WAIT_MS)
    settle(qtbot, worklist)
    assert worklist.table.records.total == 0
    worklist.state.clear_choice()
    qtbot.waitUntil(lambda: worklist.table.records.total == 1, timeout=WAIT_MS)


def test_the_year_names_the_findings_of_a_day_and_opens_them(qtbot, open_worklist, holder):
    page = open_worklist(Role.CLERK).shell.page
    page.show_section("year")
    year = page.year
    qtbot.waitUntil(lambda: bool(year.months.counts.days), timeout=WAIT_MS)
    day, count = next(iter(year.months.counts.days.items()))
    assert (count.expiries, count.checks) == (0, 0)
    assert count.findings > 0
    year.months.choose(day)
    qtbot.waitUntil(lambda: year.due.records.total == count.findings, timeout=WAIT_MS)
    row = year.due.records.row(0)
    assert row.kind is ReminderKind.FINDING
    assert "to answer" in year.day_title.text()
    year.due.opened.emit(row)
    findings = page.shell.page
    qtbot.waitUntil(lambda: findings.runner.is_idle, timeout=WAIT_MS)
    assert type(findings).__name__ == "FindingsPage"
