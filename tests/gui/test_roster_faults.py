"""Ten thousand rows pasted at once: every fault is listed, none is invented, the grid lives on."""

import datetime as dt
import time
import tomllib

import pytest
from PySide6.QtGui import QGuiApplication

from parkdesk.domain import id_number
from parkdesk.domain.eligibility import Judge
from parkdesk.domain.programmes import Track, parse_programme
from parkdesk.domain.trainees import RosterField
from parkdesk.gui.claims.grid import RosterGrid
from parkdesk.gui.claims.model import RosterModel
from parkdesk.gui.claims.sheet import RosterSheet
from tests.gui.test_roster_model import TEMPLATE

F = RosterField
ROWS, EACH = 10_000, 1_000
PROMISED_S = 3.0
"""From the paste to the whole list of faults."""
HEADS = (
    *("姓名", "身份证号", "学历", "录用日期", "劳动合同起", "劳动合同止", "业务类型"),
    "毕业时间",
)


def number(place):
    day = dt.date(1980, 1, 1) + dt.timedelta(days=place)
    body = f"320106{day:%Y%m%d}{1 + place % 9:03d}"
    return body + id_number.check_character(body)


def damaged(place):
    """What Excel leaves of a number: fifteen digits and three zeros, whose check fails."""
    for digit in range(10):
        ruined = f"{number(place)[:14]}{digit}000"
        if not id_number.holds(ruined):
            return ruined
    raise AssertionError(place)


def table():
    """Rows, and the faults in them by row and column: three of each ten rows have one."""
    rows, wanted = [], []
    for place in range(ROWS):
        days = ("2026-05-11", "2026-05-11", "2029-05-10")
        cells = ["王小明", number(place), "本科", *days, "ITO", "2025-06-30"]
        if place % 10 == 1:
            cells[1] = damaged(place)
            wanted.append((place, F.ID_NUMBER, "id-excel-damaged"))
        elif place % 10 == 4:
            cells[3] = "2026-13-01"
            wanted.append((place, F.HIRED_ON, "cell-not-readable"))
        elif place % 10 == 7:
            cells[5] = ""
            wanted.append((place, F.CONTRACT_LAST, "contract-end-missing"))
        rows.append(cells)
    return rows, wanted


@pytest.fixture
def grid(qtbot):
    programme = parse_programme(tomllib.loads(TEMPLATE.read_text("utf-8")))
    sheet = RosterSheet(Judge(programme, Track.ENTERPRISE, dt.date(2026, 10, 12)), 2026)
    model = RosterModel(sheet)
    model.editable = True
    made = RosterGrid(model)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


def test_a_paste_of_10_000_rows_with_3_000_faults_lists_exactly_those(grid):
    rows, wanted = table()
    assert len(wanted) == 3 * EACH
    text = "\r\n".join("\t".join(row) for row in (HEADS, *rows))
    QGuiApplication.clipboard().setText(text)
    grid.go(0, F.NAME)
    # The processor's own time: what else the computer does is not the grid's doing.
    began = time.process_time()
    grid.paste()
    sheet = grid.records.sheet
    found = [(fault.place, fault.cell, fault.line.code) for fault in sheet.faults()]
    assert time.process_time() - began < PROMISED_S
    assert len(sheet.rows) == ROWS
    assert found == wanted
    # What Excel has destroyed stands as it came: nobody has guessed the digits that are gone.
    assert sheet.rows[1].id_number == rows[1][1]
    # The grid is usable: it walks to the first fault, takes a correction, and forgets it all.
    grid.go_to_problem(1)
    assert (grid.place, grid.currentIndex().column()) == (1, 2)
    assert sheet.set_cell(1, F.ID_NUMBER, number(1), "x")
    assert len(sheet.faults()) == 3 * EACH - 1
    grid.undo()
    grid.undo()
    assert sheet.rows == []
    grid.redo()
    assert len(sheet.rows) == ROWS


@pytest.mark.parametrize("text", ["3", "X", "x", "３"])
def test_one_character_mends_a_wrong_check_digit_alone(text):
    right = number(1)
    wrong = right[:-1] + ("1" if right[-1] != "1" else "2")
    assert id_number.with_last(wrong, text) == wrong[:-1] + id_number.normalise(text)
    assert id_number.with_last(right, text) == text, "a right number is not touched"
    assert id_number.with_last(damaged(1), text) == text, "what Excel destroyed is not mended"
    assert id_number.with_last(wrong[:-2], text) == text
    assert id_number.with_last(wrong, "32") == "32"
    assert id_number.with_last(wrong, "A") == "A"
