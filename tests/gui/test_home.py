"""The workbench: numbers of the role, each the way to its list."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from parkdesk.demo.people import PASSWORD
from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.identity import Role
from parkdesk.gui.figures.rows_dialog import RowsDialog
from parkdesk.gui.figures.words import value_text
from parkdesk.gui.home.tiles import TILES, tiles_of
from parkdesk.gui.runner import Runner
from parkdesk.gui.statistics.definitions import DefinitionsDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.identity import AccountRecord
from parkdesk.usecases.identity import sign_in
from tests.pages import dialog_of

_COUNTED_BY_LIST = {
    "signals-open",
    "notices-open",
    "batches-made",
    "clawbacks-open",
    "below-line",
    "contracts-to-do",
}
"""Tiles of some roles alone: their number is the length of the list they open."""


@pytest.fixture
def full_desk_of(tmp_path, qapp, qtbot):
    """A function to the window of a person of a role in the demonstration park."""
    desk = make_demo(str(tmp_path / "roles"), Size()).desk
    runners = []

    def sit_down(role):
        with desk.work(read_only=True) as work:
            record = work.session.scalar(select(AccountRecord).filter_by(role_code=role.value))
            login = record.login
        with desk.work(read_only=False) as work:
            actor = sign_in(work, login, PASSWORD).actor
        runner = Runner(desk.signed_in(actor))
        runners.append(runner)
        workspace = Workspace(runner)
        qtbot.addWidget(workspace)
        workspace.show()
        return workspace

    yield sit_down
    for runner in runners:
        qtbot.waitUntil(lambda runner=runner: runner.is_idle)
        runner.close()
    desk.close()


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
    for tile in tiles_of(demo.runner.desk.actor):
        qtbot.keyClick(home.tiles[tile.key], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: demo.runner.is_idle)
        assert demo.page is demo._opened[tile.page]


def test_an_enter_meant_for_the_screen_before_opens_no_tile(demo, qtbot):
    demo.focus_first()
    home = demo.page
    first = next(iter(home.tiles.values()))
    assert first.figure.text() == "—"
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert demo.page is home
    qtbot.waitUntil(lambda: demo.runner.is_idle, timeout=20_000)
    held = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    QApplication.sendEvent(first, held)
    assert demo.page is home
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert demo.page is not home


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


def test_every_figure_of_the_quarter_opens_rows_with_the_same_total(demo, qtbot):
    demo.focus_first()
    home = demo.page
    qtbot.waitUntil(lambda: demo.runner.is_idle)
    for card in home.figures.cards.values():
        qtbot.keyClick(card, Qt.Key.Key_Return)
        dialog = dialog_of(qtbot, home, RowsDialog)
        qtbot.waitUntil(lambda dialog=dialog: dialog.total is not None, timeout=20_000)
        assert card.figure.text() == value_text(dialog.total, dialog.spec.unit) != "0"
        qtbot.waitUntil(lambda: demo.runner.is_idle)
        dialog.accept()


@pytest.mark.parametrize(
    ("name", "code"),
    [("signed_offshore_usd_cents", "signed-offshore"), ("contracts", "contracts")],
)
def test_f1_on_a_figure_of_the_quarter_says_what_it_means(demo, qtbot, name, code):
    demo.focus_first()
    home = demo.page
    qtbot.waitUntil(lambda: demo.runner.is_idle)
    qtbot.keyClick(home.figures.cards[name], Qt.Key.Key_F1)
    dialog = dialog_of(qtbot, home, DefinitionsDialog)
    assert dialog.found[dialog.list.currentRow()].code == code
    dialog.reject()


@pytest.mark.parametrize("role", list(Role))
def test_every_tile_of_a_role_has_a_key_of_its_own(act_as, role):
    tiles = tiles_of(act_as(role).actor)
    assert 0 < len(tiles) <= 10


def test_the_lists_of_each_role_have_as_many_rows_as_their_tiles_say(full_desk_of, qtbot):
    for role in (Role.MANAGER, Role.AUDITOR):
        workspace = full_desk_of(role)
        workspace.focus_first()
        home, runner = workspace.page, workspace.runner
        qtbot.waitUntil(lambda runner=runner: runner.is_idle, timeout=20_000)
        for tile in tiles_of(runner.desk.actor):
            if tile.key not in _COUNTED_BY_LIST:
                continue
            number = int(home.tiles[tile.key].figure.text().replace(",", ""))
            home.tiles[tile.key]._opened()
            page = workspace.page
            table = page.watch.rows if tile.page == "figures" else page.table
            qtbot.waitUntil(
                lambda runner=runner, table=table, number=number: (
                    runner.is_idle and table.records.is_settled and table.records.total == number
                ),
                timeout=20_000,
            )


def test_each_role_has_its_own_numbers(act_as):
    clerk = {tile.value for tile in tiles_of(act_as(Role.CLERK).actor)}
    manager = {tile.value for tile in tiles_of(act_as(Role.MANAGER).actor)}
    assert ClaimState.DRAFT in clerk - manager
    assert ClaimState.PRECHECKED in manager - clerk
