"""The workbench: numbers of the role, each the way to its list."""

import pytest
from PySide6.QtCore import Qt

from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.identity import Role
from parkdesk.gui.home.tiles import TILES, tiles_of
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace


@pytest.fixture
def demo(tmp_path, qapp, qtbot):
    desk = make_demo(str(tmp_path / "demo"), Size()).desk
    runner = Runner(desk)
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.show()
    yield workspace
    qtbot.waitUntil(lambda: runner.is_idle)
    runner.close()
    desk.close()


def test_every_number_arrives_and_opens_its_list(demo, qtbot):
    demo.focus_first()
    home = demo.page
    qtbot.waitUntil(lambda: demo.runner.is_idle)
    assert all(card.figure.text() != "—" for card in home.tiles.values())
    for tile in TILES:
        qtbot.keyClick(home.tiles[tile.key], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: demo.runner.is_idle)
        assert demo.page is demo._opened[tile.page]


def test_a_tile_of_claims_counts_the_state_that_its_list_shows():
    claims = [tile for tile in TILES if isinstance(tile.value, ClaimState)]
    assert claims
    assert all(tile.key == f"claims-{tile.value.value}" for tile in claims)


@pytest.mark.parametrize("key", ["claims-prechecked", "claims-returned", "returns-missing"])
def test_the_list_behind_a_number_has_as_many_rows(demo, qtbot, key):
    demo.focus_first()
    home = demo.page
    qtbot.waitUntil(lambda: demo.runner.is_idle)
    number = int(home.tiles[key].figure.text())
    home.tiles[key]._opened()
    # The register of claims lies inside its page.
    page = getattr(demo.page, "register", demo.page)
    qtbot.waitUntil(lambda: page.table.records.is_settled and page.is_filtered)
    assert page.table.records.total == number > 0


def test_an_empty_park_says_what_to_do_first(workspace, runner, qtbot):
    workspace.focus_first()
    qtbot.waitUntil(lambda: runner.is_idle)
    assert workspace.page.first_steps.isVisible()


def test_the_figures_follow_the_quarter_in_view(demo, qtbot):
    demo.focus_first()
    home = demo.page
    qtbot.waitUntil(lambda: demo.runner.is_idle)
    before = home.figures.cards["headcount"].figure.text()
    demo.quarter_picker.pick(demo.quarter.previous())
    qtbot.waitUntil(lambda: demo.runner.is_idle)
    assert home.figures.cards["headcount"].figure.text() != before


def test_each_role_has_its_own_numbers(act_as):
    clerk = {tile.value for tile in tiles_of(act_as(Role.CLERK).actor)}
    manager = {tile.value for tile in tiles_of(act_as(Role.MANAGER).actor)}
    assert ClaimState.DRAFT in clerk - manager
    assert ClaimState.PRECHECKED in manager - clerk
