"""A list of more than 10,000 people in the claim desk: asked about, imported as a whole, read."""

import csv

import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.id_number import check_character
from parkdesk.domain.trainees import RosterField
from parkdesk.excel import roster_beside
from parkdesk.gui.claims.faults_dialog import FaultsDialog
from parkdesk.gui.claims.long_rosters import ImportDialog
from parkdesk.usecases.rosters import MOST_TYPED, load_roster
from tests.excel.test_own_process import dead
from tests.pages import shown
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person

HEADS = ("姓名", "身份证号", "学历", "毕业时间", "录用日期", "劳动合同起", "劳动合同止", "业务类型")
DAYS = ("2025-06-30", "2026-05-11", "2026-05-11", "2029-05-10")
LONG = MOST_TYPED + 20
NO_DAY, SHORT = 11, MOST_TYPED + 7
WAIT_MS = 60_000


def number(place):
    body = f"320106{1970 + place // 336}{1 + place // 28 % 12:02d}{1 + place % 28:02d}111"
    return body + check_character(body)


def write(path, count):
    rows = [[f"学员{place}", number(place), "本科", *DAYS, "ITO"] for place in range(count)]
    rows[NO_DAY][4] = "2026-13-01"
    if count > SHORT:
        rows[SHORT][6] = "2026-06-01"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([HEADS, *rows])
    return path


@pytest.fixture
def bring(qtbot, still):
    """Read a file in a claim desk and say yes to what it asks."""

    def go(claim_desk, path):
        claim_desk.files.read_file(path, 2026)
        dialog = shown(qtbot, ImportDialog)
        before = claim_desk.sheet
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(
            lambda: claim_desk.sheet is not None and claim_desk.sheet is not before, timeout=WAIT_MS
        )
        still()

    return go


@pytest.fixture
def claim_desk(workspace, desk, qtbot, still):
    page = workspace.open_page("claims")
    made = page.open_claim(story.add_claim(desk, [person(1), person(2)]).id)
    qtbot.waitUntil(lambda: made.sheet is not None)
    still()
    return made


def stored(desk, claim_desk):
    with desk.work(read_only=True) as work:
        return load_roster(work, claim_desk.detail.row.id)


def test_a_long_list_takes_the_place_of_all_and_is_read(desk, claim_desk, bring, tmp_path, qtbot):
    bring(claim_desk, write(tmp_path / "long.csv", LONG))
    roster = stored(desk, claim_desk)
    assert (len(roster.rows), roster.totals.refused) == (LONG, 2)
    grid, sheet = claim_desk.grid, claim_desk.sheet
    assert sheet.totals == roster.totals
    assert grid.records.rowCount() == LONG, "no blank row to type in"
    assert not grid.records.editable
    assert "*" in grid.records.shown(0, RosterField.ID_NUMBER)
    assert claim_desk.actions_.import_list.isVisible()
    assert claim_desk.actions_.import_list.isEnabled()
    assert "10,000" in claim_desk.banner.text.text()
    # F8 goes round both problems, Shift+F8 back.
    grid.go(0)
    for step, place in ((1, NO_DAY), (1, SHORT), (1, NO_DAY), (-1, SHORT), (-1, NO_DAY)):
        grid.go_to_problem(step)
        assert grid.place == place
    assert "2026-13-01" in grid.records.shown(NO_DAY, RosterField.HIRED_ON)
    claim_desk.list_faults()
    dialog = shown(qtbot, FaultsDialog)
    assert dialog.table.records.rowCount() >= 2
    dialog.reject()


def test_a_short_file_makes_it_a_roster_that_is_typed_again(
    desk, claim_desk, bring, tmp_path, still
):
    bring(claim_desk, write(tmp_path / "long.csv", LONG))
    bring(claim_desk, write(tmp_path / "short.csv", 30))
    assert len(stored(desk, claim_desk).rows) == 30
    assert claim_desk.is_editable
    assert claim_desk.grid.records.rowCount() == 31
    claim_desk.files.read_file(write(tmp_path / "more.csv", 40), 2026)
    still()
    assert len(claim_desk.sheet.rows) == 40, "a short list goes behind those who are there"


def test_a_reading_that_ends_before_its_time_is_told_and_changes_nothing(
    desk, claim_desk, tmp_path, qtbot, monkeypatch
):
    monkeypatch.setattr(roster_beside, "_columns", dead)
    failed = []
    claim_desk.runner.failed.connect(failed.append)
    claim_desk.files.read_file(write(tmp_path / "long.csv", LONG), 2026)
    qtbot.waitUntil(lambda: bool(failed), timeout=WAIT_MS)
    assert [request.error.code for request in failed] == ["reading-ended"]
    assert [row.name for row in stored(desk, claim_desk).rows] == [person(1).name, person(2).name]


def test_whoever_says_no_keeps_what_was_there(desk, claim_desk, tmp_path, qtbot, still):
    claim_desk.files.read_file(write(tmp_path / "long.csv", LONG), 2026)
    shown(qtbot, ImportDialog).reject()
    still()
    assert stored(desk, claim_desk).rows == (person(1), person(2))
    assert claim_desk.is_editable
