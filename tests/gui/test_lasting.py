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


def test_everything_is_looked_at_only_at_rest(workspace, runner, qtbot, monkeypatch):
    monkeypatch.setattr(Lasting, "_look", lambda _self: None)
    opened(workspace, runner, qtbot, "enterprises")
    begin()
    before = gc.get_stats()[-1]["collections"]
    kept = [[place] for place in range(2_500_000)]
    assert gc.get_stats()[-1]["collections"] == before
    assert len(kept) == 2_500_000


def test_what_came_and_went_is_looked_at_once_the_window_has_rested(
    workspace, runner, lasting, qtbot
):
    lasting._rest.setInterval(10)
    opened(workspace, runner, qtbot, "enterprises")
    before = gc.get_stats()[-1]["collections"]
    for _ in range(2 * gc.get_threshold()[1]):
        gc.collect(1)
    runner.call(runner, lambda: None)
    qtbot.waitUntil(lambda: gc.get_stats()[-1]["collections"] > before)
