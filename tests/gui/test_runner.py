"""Work off the window's thread, and what comes back."""

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject

from parkdesk.domain.errors import Cancelled, InvalidInput, Unavailable
from parkdesk.gui.runner import Runner
from parkdesk.usecases.identity import (
    SaveAccount,
    SavePark,
    create_account,
    edit_park,
    list_accounts,
    park_detail,
)


@pytest.fixture
def owner(qapp):
    owner = QObject()
    yield owner
    owner.deleteLater()


def test_a_result_arrives_in_the_windows_thread(runner, owner, qtbot):
    found = []
    runner.run(owner, park_detail).done(
        lambda park: found.append((park, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: bool(found))
    assert found[0][0].name == "太湖国际服务外包园"
    assert found[0][1] is threading.main_thread()


class _Long(list):
    """A long list that somebody looks after."""


def test_what_was_given_and_found_goes_as_soon_as_it_was_delivered(runner, owner, qtbot):
    found = []

    def work(given: _Long) -> _Long:
        made = _Long(given)
        found.append(weakref.ref(made))
        return made

    given = _Long([1])
    found.append(weakref.ref(given))
    request = runner.call(owner, work, given).done(lambda made, given=given: made + given)
    del given
    gc.disable()
    try:
        qtbot.waitUntil(lambda: runner.is_idle)
        qtbot.waitUntil(lambda: [one() for one in found] == [None, None])
    finally:
        gc.enable()
    assert not request.error


def test_a_refusal_goes_to_who_takes_it(runner, owner, qtbot):
    taken, failed = [], []
    runner.failed.connect(failed.append)
    form = SaveAccount("", "", "clerk")
    runner.run(owner, create_account, form).refused(lambda error: taken.append(error) or True)
    qtbot.waitUntil(lambda: bool(taken))
    assert isinstance(taken[0], InvalidInput)
    assert not failed


def test_a_refusal_nobody_takes_is_announced(runner, owner, qtbot):
    failed = []
    runner.failed.connect(failed.append)
    runner.run(owner, create_account, SaveAccount("", "", "clerk")).refused(lambda _error: False)
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0].error, InvalidInput)


def test_a_commit_names_the_tables_it_wrote(runner, owner, qtbot):
    with qtbot.waitSignal(runner.changed) as heard:
        runner.run(owner, create_account, SaveAccount("sun", "孙工", "clerk", "correct horse 43"))
    assert "account" in heard.args[0]


def test_the_outcome_of_a_widget_that_is_gone_is_dropped(runner, qtbot):
    owner, found = QObject(), []
    gate = threading.Event()
    runner.call(owner, gate.wait, 5).done(found.append)
    owner.deleteLater()
    qtbot.waitSignal(owner.destroyed)
    gate.set()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert not found


def test_work_reports_its_steps_and_can_be_stopped(runner, owner, qtbot):
    seen, refused = [], []

    def long(progress):
        for done in range(100_000_000):
            progress.step(done, 100_000_000)

    request = runner.call(owner, long)
    request.progressed(lambda done, total: seen.append((done, total)))
    request.refused(lambda error: refused.append(error) or True)
    qtbot.waitUntil(lambda: bool(seen))
    request.cancel()
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], Cancelled)


def test_what_was_unavailable_can_be_tried_again(runner, owner, qtbot):
    attempts, found, failed = [], [], []

    def flaky():
        attempts.append(1)
        if len(attempts) == 1:
            raise Unavailable("server-away")
        return "there"

    runner.failed.connect(failed.append)
    runner.call(owner, flaky).done(found.append)
    qtbot.waitUntil(lambda: bool(failed))
    failed[0].retry()
    qtbot.waitUntil(lambda: found == ["there"])


def test_closing_waits_for_what_is_being_written(desk, owner, qapp):
    runner = Runner(desk)
    runner.run(owner, create_account, SaveAccount("sun", "孙工", "clerk", "correct horse 43"))
    runner.close()
    with desk.work(read_only=True) as work:
        assert "sun" in {row.login for row in list_accounts(work)}


def test_what_a_role_does_not_grant_is_not_offered(act_as, qapp):
    clerk = Runner(act_as("clerk"))
    try:
        assert clerk.can(park_detail)
        assert not clerk.can(edit_park)
    finally:
        clerk.close()


def test_without_a_park_nothing_is_offered(qapp):
    runner = Runner()
    try:
        assert not runner.can(park_detail)
    finally:
        runner.close()


def test_saving_park_facts_under_a_stale_version_is_refused(runner, owner, qtbot):
    refused = []
    form = SavePark("新园", "", "", "password")
    request = runner.run(owner, edit_park, 99, form)
    request.refused(lambda error: refused.append(error.code) or True)
    qtbot.waitUntil(lambda: refused == ["stale-record"])


def test_a_fault_that_is_no_exception_leaves_nobody_waiting(runner, owner, qtbot):
    """A library of compiled code panics with a `BaseException`."""

    def panic():
        raise GeneratorExit

    failed = []
    runner.failed.connect(failed.append)
    runner.call(owner, panic)
    qtbot.waitUntil(lambda: bool(failed))
    assert str(failed[0].error) == "GeneratorExit"
    assert runner.is_idle
