"""The roster grid's edges, and that a typed row is judged as it is when the claim is loaded."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.eligibility import Verdict
from parkdesk.domain.identity import Role
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS as FIELDS
from parkdesk.domain.trainees import RosterField
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.rosters import load_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person
from tests.usecases.test_one_person import OTHER, barred, found_same, numbered

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NAME = FIELDS.index(RosterField.NAME) + 1
NUMBER = FIELDS.index(RosterField.ID_NUMBER) + 1
LAST = len(FIELDS)


@pytest.fixture
def open_as(qtbot):
    runners = []

    def go(park, claim):
        runner = Runner(park)
        runners.append(runner)
        window = Workspace(runner)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        desk = window.open_page("claims").open_claim(claim.id)
        qtbot.waitUntil(lambda: desk.sheet is not None and runner.is_idle)
        return desk

    yield go
    for runner in runners:
        runner.close()


@pytest.fixture
def grid(act_as, open_as):
    clerk = act_as(Role.CLERK)
    return open_as(clerk, story.add_claim(clerk, [person(n) for n in range(1, 41)])).grid


def chosen(grid):
    places = {(one.row(), one.column()) for one in grid.selectedIndexes()}
    rows, columns = {row for row, _ in places}, {column for _, column in places}
    assert len(places) == len(rows) * len(columns)
    return (min(rows), max(rows)), (min(columns), max(columns))


def at(grid):
    return grid.currentIndex().row(), grid.currentIndex().column()


def test_control_shift_down_takes_the_column_along_and_up_lets_it_go(grid, qtbot):
    grid.go(3, RosterField.DEGREE)
    column = FIELDS.index(RosterField.DEGREE) + 1
    qtbot.keyClick(grid, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert chosen(grid) == ((3, 39), (column, column))
    assert at(grid) == (39, column)
    qtbot.keyClick(grid, Qt.Key.Key_Right, CONTROL | SHIFT)
    assert chosen(grid) == ((3, 39), (column, LAST))
    qtbot.keyClick(grid, Qt.Key.Key_Up, CONTROL | SHIFT)
    assert chosen(grid) == ((0, 3), (column, LAST))
    qtbot.keyClick(grid, Qt.Key.Key_Home, CONTROL | SHIFT)
    assert chosen(grid) == ((0, 3), (NAME, column))


def test_a_chosen_column_is_filled_down_in_one_step(grid, qtbot):
    grid.go(0, RosterField.SCHOOL)
    qtbot.keyClick(grid, Qt.Key.Key_Down, CONTROL | SHIFT)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert {row.school for row in grid.records.sheet.rows} == {""}
    grid.undo()
    assert {row.school for row in grid.records.sheet.rows} == {"江南大学"}


@pytest.mark.parametrize(
    ("key", "modifiers", "place"),
    [
        (Qt.Key.Key_Home, CONTROL, (0, NAME)),
        (Qt.Key.Key_End, CONTROL, (39, LAST)),
        (Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier, (20, NAME)),
        (Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier, (20, LAST)),
        (Qt.Key.Key_Down, CONTROL, (39, NUMBER)),
        (Qt.Key.Key_Up, CONTROL, (0, NUMBER)),
        (Qt.Key.Key_Left, CONTROL, (20, NAME)),
        (Qt.Key.Key_Right, CONTROL, (20, LAST)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (21, NUMBER)),
    ],
)
def test_keys_lead_to_the_edges_of_the_data_never_to_the_sign(grid, qtbot, key, modifiers, place):
    grid.go(20, RosterField.ID_NUMBER)
    qtbot.keyClick(grid, key, modifiers)
    assert at(grid) == place
    assert grid.selectedIndexes() == [grid.currentIndex()]


def settled(qtbot, desk):
    qtbot.waitUntil(
        lambda: (
            desk.drafts.is_settled and desk.runner.is_idle and not desk.look_ups._pause.isActive()
        ),
        timeout=10_000,
    )


def reloaded(park, desk):
    with park.work(read_only=True) as work:
        return load_roster(work, desk.detail.row.id).verdicts


def test_a_typed_number_is_judged_as_it_is_after_loading(act_as, open_as, qtbot):
    """One person under two numbers, and somebody barred, are seen while they are typed."""
    clerk, admin = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    one, other, out = person(1), numbered(501), person(77)
    elsewhere = story.add_enterprise(clerk, "乙公司", OTHER)
    story.submit(clerk, story.add_claim(clerk, [one, other], enterprise=elsewhere))
    found_same(admin, one.id_number, other.id_number)
    barred(admin, out.id_number, dt.date(2026, 1, 1))
    desk = open_as(clerk, story.add_claim(clerk, [person(5), person(6), person(7)]))
    for place, number in enumerate((one.id_number, other.id_number, out.id_number)):
        desk.grid.records.setData(desk.grid.records.index(place, NUMBER), number)
    settled(qtbot, desk)
    typed = tuple(desk.sheet.verdicts)
    assert [row.verdict for row in typed][1:] == [Verdict.DUPLICATE, Verdict.FAIL]
    assert typed == reloaded(clerk, desk)
    # An edit of another cell judges the rows again, with the same answers.
    for place in range(3):
        school = desk.grid.records.index(place, FIELDS.index(RosterField.SCHOOL) + 1)
        desk.grid.records.setData(school, "东南大学")
    settled(qtbot, desk)
    assert tuple(desk.sheet.verdicts) == reloaded(clerk, desk)
    assert [row.verdict for row in desk.sheet.verdicts][1:] == [Verdict.DUPLICATE, Verdict.FAIL]


def test_a_loaded_row_keeps_its_bar_through_an_edit(act_as, open_as, qtbot):
    clerk, admin = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    barred(admin, person(2).id_number, dt.date(2026, 1, 1))
    desk = open_as(clerk, story.add_claim(clerk, [person(1), person(2)]))
    before = tuple(desk.sheet.verdicts)
    assert before[1].verdict is Verdict.FAIL
    school = desk.grid.records.index(1, FIELDS.index(RosterField.SCHOOL) + 1)
    desk.grid.records.setData(school, "东南大学")
    assert desk.sheet.verdicts[1].verdict is Verdict.FAIL
    settled(qtbot, desk)
    assert tuple(desk.sheet.verdicts) == reloaded(clerk, desk)
