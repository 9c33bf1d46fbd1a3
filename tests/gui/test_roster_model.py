"""The roster as it is edited, and the model that shows it, without a database."""

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.eligibility import Judge, OtherClaim, Verdict
from parkdesk.domain.programmes import Track, parse_programme
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS as FIELDS
from parkdesk.domain.trainees import RosterField
from parkdesk.gui.claims.grid import RosterGrid
from parkdesk.gui.claims.model import RosterModel
from parkdesk.gui.claims.sheet import RosterSheet
from tests.usecases.claim_stories import person

F = RosterField
TEMPLATE = Path(__file__).parents[2] / "db" / "seed" / "programmes" / "template-training-2026.toml"


@pytest.fixture
def sheet():
    programme = parse_programme(tomllib.loads(TEMPLATE.read_text("utf-8")))
    judge = Judge(programme, Track.ENTERPRISE, dt.date(2026, 10, 12))
    made = RosterSheet(judge, 2026)
    rows = [person(1), person(2), person(3)]
    made.load(rows, judge.judge_roster(rows), {})
    return made


@pytest.fixture
def model(sheet, qapp):
    made = RosterModel(sheet)
    made.editable = True
    made.may_reveal = True
    return made


def test_the_model_is_sound(model, qtmodeltester):
    qtmodeltester.check(model)


def test_who_may_not_see_a_number_types_a_new_one_or_leaves_it(model):
    model.may_reveal = False
    index = model.index(0, FIELDS.index(F.ID_NUMBER) + 1)
    assert model.data(index, Qt.ItemDataRole.EditRole) == ""
    assert not model.setData(index, "")
    assert model.sheet.rows[0] == person(1)
    assert model.setData(index, person(9).id_number)


def test_nothing_is_typed_into_a_roster_that_is_closed(model):
    model.editable = False
    assert not model.setData(model.index(0, 1), "x")
    assert model.rowCount() == 3
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_rows_are_inserted_and_removed(model, qtbot):
    grid = RosterGrid(model)
    qtbot.addWidget(grid)
    grid.go(1, F.NAME)
    grid.insert_row()
    assert model.sheet.rows[1].blank
    assert model.sheet.totals.heads == 3
    grid.go(1, F.NAME)
    grid.remove_rows()
    assert [row.name for row in model.sheet.rows] == ["学员1", "学员2", "学员3"]
    grid.undo()
    grid.undo()
    assert model.sheet.rows == [person(1), person(2), person(3)]
    assert len(model.sheet.verdicts) == 3


def test_the_value_above_makes_the_row_behind_the_last_and_undo_takes_it_away(model, qtbot):
    grid = RosterGrid(model)
    qtbot.addWidget(grid)
    grid.go(3, F.SCHOOL)
    grid.take_above()
    assert model.sheet.rows[3].school == person(3).school
    assert model.sheet.totals.heads == 4
    grid.undo()
    assert len(model.sheet.rows) == 3


def test_clearing_behind_the_last_row_makes_none(model, qtbot):
    grid = RosterGrid(model)
    qtbot.addWidget(grid)
    grid.go(3, F.SCHOOL)
    grid.clear_cells()
    assert len(model.sheet.rows) == 3


def test_a_twin_is_judged_again_when_the_other_goes(sheet):
    sheet.insert(3, [person(1)], "x")
    assert sheet.verdicts[3].verdict is Verdict.DUPLICATE
    sheet.remove([0], "y")
    assert [verdict.verdict for verdict in sheet.verdicts] == [Verdict.PASS] * 3
    assert sheet.undo() == "y"
    assert sheet.verdicts[3].verdict is Verdict.DUPLICATE


def test_what_the_look_up_finds_changes_those_rows_alone(sheet):
    other = OtherClaim(
        "PX-2026-0009",
        "template-training-2026",
        2026,
        "甲",
        ClaimState.PAID,
        450_000,
        dt.date(2026, 8, 3),
    )
    assert sheet.unknown_numbers() == ()
    assert sheet.learn({person(2).id_number: (other,)})
    assert [row.verdict for row in sheet.verdicts] == [
        Verdict.PASS,
        Verdict.DUPLICATE,
        Verdict.PASS,
    ]
    assert not sheet.learn({person(2).id_number: (other,)})
    assert sheet.learn({person(2).id_number: ()})
    assert sheet.verdicts[1].verdict is Verdict.PASS


def test_the_walk_goes_round_and_ends_where_nothing_is_wrong(sheet):
    assert sheet.problem_after(0, 1) == -1
    sheet.change([1], "x", lambda row: replace(row, degree=None))
    assert sheet.problem_after(2, 1) == 1
    assert sheet.problem_after(1, -1) == 1


def test_steps_are_kept_to_a_number(sheet):
    for number in range(300):
        sheet.set_cell(0, F.NOTE, str(number), "note")
    taken = 0
    while sheet.undo():
        taken += 1
    assert taken == 200
