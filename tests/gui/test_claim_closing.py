"""Closing the window in the middle of a word: nothing typed is lost."""

from PySide6.QtCore import Qt

from parkdesk.domain.identity import Role
from parkdesk.domain.trainees import RosterField
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.rosters import load_roster
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
