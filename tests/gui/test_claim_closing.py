"""Closing the window or going to another claim in the middle of typing: nothing is lost."""

import threading
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from sqlalchemy import text

from parkdesk.domain.identity import Role
from parkdesk.domain.trainees import RosterField
from parkdesk.gui.main_window import MainWindow
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.rosters import load_roster, save_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person


def test_closing_the_window_takes_what_stands_in_the_open_cell(act_as, qtbot):
    park = act_as(Role.CLERK)
    claim = story.add_claim(park, [person(1)])
    runner = Runner(park)
    window = Workspace(runner)
    qtbot.addWidget(window)
    window.show()
    desk = window.open_page("claims").open_claim(claim.id)
    qtbot.waitUntil(lambda: desk.sheet is not None and runner.is_idle)
    desk.grid.go(0, RosterField.NAME)
    qtbot.keyClick(desk.grid, Qt.Key.Key_L)
    window.close()
    runner.close()
    with park.work(read_only=True) as work:
        assert load_roster(work, claim.id).rows[0].name == "l"


@contextmanager
def somebody_writing(park):
    """Hold the database's writer until the block ends: a save begun in it stays under way."""
    begun, ended = threading.Event(), threading.Event()

    def hold():
        with park.work(read_only=False) as work:
            work.session.execute(text("UPDATE park SET name = name"))
            begun.set()
            ended.wait(20)

    held = threading.Thread(target=hold)
    held.start()
    begun.wait(20)
    try:
        yield
    finally:
        ended.set()
        held.join()


def names(park, claim):
    with park.work(read_only=True) as work:
        return [row.name for row in load_roster(work, claim.id).rows]


class Clerk:
    """A clerk in the real window, at the desk of the first of two claims."""

    def __init__(self, park, qtbot):
        self.park, self.qtbot = park, qtbot
        firm = story.add_enterprise(park)
        self.first = story.add_claim(park, [person(1), person(2)], enterprise=firm)
        self.second = story.add_claim(park, [person(3)], enterprise=firm)
        self.runner = Runner(park)
        self.workspace = Workspace(self.runner)
        self.window = MainWindow()
        qtbot.addWidget(self.window, before_close_func=lambda window: window._give_up())
        self.window.show_screen(self.workspace)
        self.window.closing.connect(self.runner.close)
        self.window.show()
        self.page = self.workspace.open_page("claims")
        self.desk = self.page.open_claim(self.first.id)
        self.wait(lambda: self.desk.sheet is not None and self.runner.is_idle)

    def wait(self, come):
        self.qtbot.waitUntil(come, timeout=15_000)

    def put(self, row, key):
        self.desk.grid.go(row, RosterField.NAME)
        self.qtbot.keyClick(self.desk.grid, key)
        self.desk.grid.finish_typing()

    def put_two_rows(self):
        """The second row is typed while the first one's save is under way."""
        self.put(0, Qt.Key.Key_L)
        self.desk.drafts.save()
        self.put(1, Qt.Key.Key_M)

    def shows(self, claim):
        return self.desk.sheet is not None and self.desk.detail.row.id == claim.id

    def overwritten(self):
        """Somebody else's save makes the next one of this clerk refused."""
        with self.park.work(read_only=False) as work:
            save_roster(work, self.first.id, self.first.version, (person(9),))


@pytest.fixture
def clerk(act_as, qtbot):
    made = Clerk(act_as(Role.CLERK), qtbot)
    yield made
    made.runner.close()


def offer(banner, words):
    return next(one for one in banner.findChildren(QPushButton) if one.text() == words)


def test_closing_while_a_save_is_under_way_waits_for_what_was_typed_since(clerk):
    with somebody_writing(clerk.park):
        clerk.put_two_rows()
        assert not clerk.window.close()
        assert clerk.window.isVisible()
    clerk.wait(lambda: not clerk.window.isVisible())
    assert names(clerk.park, clerk.first) == ["l", "m"]


def test_another_claim_waits_for_what_was_typed_while_a_save_was_under_way(clerk):
    with somebody_writing(clerk.park):
        clerk.put_two_rows()
        clerk.desk.leave()
        clerk.page.open_claim(clerk.second.id)
        assert clerk.shows(clerk.first)
    clerk.wait(lambda: clerk.shows(clerk.second) and clerk.runner.is_idle)
    assert names(clerk.park, clerk.first) == ["l", "m"]
    assert [row.name for row in clerk.desk.sheet.rows] == [person(3).name]


def test_a_refused_save_keeps_the_desk_at_its_claim_and_says_why(clerk):
    clerk.overwritten()
    clerk.put(0, Qt.Key.Key_L)
    clerk.page.open_claim(clerk.second.id)
    clerk.wait(lambda: clerk.desk.banner.isVisible() and clerk.runner.is_idle)
    assert clerk.shows(clerk.first)
    assert clerk.desk.sheet.rows[0].name == "l"
    offer(clerk.desk.banner, "Keep mine").click()
    clerk.wait(lambda: clerk.desk.drafts.is_settled and clerk.runner.is_idle)
    assert names(clerk.park, clerk.first)[0] == "l"


def test_a_refused_save_asks_before_the_window_closes(clerk):
    clerk.overwritten()
    clerk.put(0, Qt.Key.Key_L)
    assert not clerk.window.close()
    clerk.wait(clerk.window.banner.isVisible)
    assert clerk.window.isVisible()
    offer(clerk.window.banner, "Discard").click()
    assert not clerk.window.isVisible()
    assert names(clerk.park, clerk.first) == [person(9).name]


def test_signing_out_waits_for_what_was_typed_while_a_save_was_under_way(clerk, qtbot):
    leave = next(one for one in clerk.workspace.actions() if one.text() == "Sign out")
    with somebody_writing(clerk.park):
        clerk.put_two_rows()
        with qtbot.assertNotEmitted(clerk.workspace.sign_out_wanted):
            leave.trigger()
        told = []
        clerk.workspace.sign_out_wanted.connect(lambda: told.append(names(clerk.park, clerk.first)))
    clerk.wait(lambda: bool(told))
    assert told == [["l", "m"]]
