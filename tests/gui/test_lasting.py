"""What a window is made of leaves the garbage collector's sight, and comes back into it."""

import gc

import pytest

from parkdesk.gui.lasting import Lasting, begin
from parkdesk.gui.workspace import Workspace


@pytest.fixture
def lasting(runner):
    made = Lasting(runner)
    yield made
    made.release()


@pytest.fixture
def workspace(runner, lasting, qtbot):
    made = Workspace(runner)
    qtbot.addWidget(made)
    made.page_opened.connect(lasting.expect)
    return made


def opened(workspace, runner, qtbot, page):
    """Open a page, wait until the window is at rest, return how many objects are set aside."""
    workspace.open_page(page)
    qtbot.waitUntil(lambda: runner.is_idle)
    return gc.get_freeze_count()


def test_each_page_is_set_aside_once(workspace, runner, qtbot):
    first = opened(workspace, runner, qtbot, "enterprises")
    second = opened(workspace, runner, qtbot, "certifications")
    assert 0 < first < second
    # Back on a page that is there nothing new is set aside: only what stands there goes.
    assert opened(workspace, runner, qtbot, "enterprises") <= second


def test_a_start_is_not_looked_at_until_the_window_is_at_rest(workspace, runner, qtbot):
    before = gc.get_threshold()
    begin()
    at_start = gc.get_threshold()
    opened(workspace, runner, qtbot, "enterprises")
    assert at_start[0] > gc.get_threshold()[0] >= before[0]


def test_a_workspace_that_is_left_is_looked_at_again(workspace, runner, lasting, qtbot):
    assert opened(workspace, runner, qtbot, "enterprises")
    lasting.release()
    assert gc.get_freeze_count() == 0
    assert opened(workspace, runner, qtbot, "certifications")
