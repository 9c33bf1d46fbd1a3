"""An error becomes a sentence where the person is."""

import logging

import pytest
from PySide6.QtWidgets import QPushButton

from parkdesk.domain.errors import Cancelled, NotPermitted, Unavailable
from parkdesk.gui.faults import BugDialog, report_of
from parkdesk.gui.page import Page


def raises(error):
    def work():
        raise error

    return work


@pytest.fixture
def page(workspace, runner):
    made = Page(runner, workspace)
    made.setParent(workspace)
    made.show()
    return made


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Cancelled(), "Nothing was written"),
        (NotPermitted(permission="claim:pay"), "role"),
        (Unavailable("database-busy"), "busy"),
        (Unavailable("read-only"), "may not be written"),
        (Unavailable("disk-full"), "disk is full"),
        (Unavailable("server-away"), "does not answer"),
    ],
)
def test_an_expected_error_is_said_on_its_page(page, runner, qtbot, error, words):
    runner.call(page, raises(error))
    qtbot.waitUntil(page.banner.isVisible)
    assert words in page.banner.text.text()


def test_only_what_may_pass_offers_to_try_again(page, runner, qtbot):
    runner.call(page, raises(Unavailable("server-away")))
    qtbot.waitUntil(page.banner.isVisible)
    assert "Try again" in {one.text() for one in page.banner.findChildren(QPushButton)}
    runner.call(page, raises(NotPermitted()))
    qtbot.waitUntil(lambda: "role" in page.banner.text.text())
    shown = {one.text() for one in page.banner.findChildren(QPushButton) if one.isVisible()}
    assert "Try again" not in shown


@pytest.mark.expects_log
def test_a_bug_is_logged_whole_and_its_report_can_be_saved(page, runner, qtbot, tmp_path, caplog):
    with caplog.at_level(logging.ERROR):
        runner.call(page, raises(ValueError("320211199001011234")))
        qtbot.waitUntil(lambda: bool(page.window().findChildren(BugDialog)))
    dialog = page.window().findChildren(BugDialog)[0]
    dialog.save_to(tmp_path / "report.txt")
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "ValueError" in report
    assert "320211199001011234" not in report
    assert caplog.records


def test_a_report_names_no_folder_of_this_computer():
    try:
        raises(ValueError("secret"))()
    except ValueError as error:
        report = report_of(error)
    assert "test_faults.py" in report
    assert "/home" not in report
    assert "secret" not in report


def test_a_report_that_cannot_be_written_says_so(qtbot, tmp_path):
    dialog = BugDialog(ValueError())
    qtbot.addWidget(dialog)
    dialog.save_to(tmp_path / "missing" / "report.txt")
    assert "another folder" in dialog.outcome.text()
