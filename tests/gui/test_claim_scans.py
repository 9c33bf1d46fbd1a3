"""Scans dropped on a claim: what goes where, what is unsure, what is there twice, taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton

from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.identity import Role
from parkdesk.domain.papers import PaperState
from parkdesk.gui.claims import scan_files
from parkdesk.gui.claims.filing_dialog import ClaimFilingDialog
from parkdesk.gui.claims.papers_dialog import PapersDialog
from parkdesk.gui.claims.scan_files import find_files
from parkdesk.gui.claims.scans_dialog import ScansDialog
from parkdesk.gui.papers.dialogs import RemoveDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.widgets.more_menu import MoreButton
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.claim_papers import claim_papers
from parkdesk.usecases.claim_scans import claim_scans
from parkdesk.usecases.claims import NewClaim, create_claim
from tests import papers
from tests.pages import dialog_of
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person


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
        page = window.open_page("claims")
        page.open_claim(claim.id)
        qtbot.waitUntil(lambda: runner.is_idle and page.current().detail is not None)
        return page.current()

    yield go
    for runner in runners:
        runner.close()


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


@pytest.fixture
def claim(clerk):
    return story.add_claim(clerk, [person(1, name="王小梅"), person(2, name="李雷")])


@pytest.fixture
def desk(clerk, claim, open_as):
    return open_as(clerk, claim)


@pytest.fixture
def folder(tmp_path):
    """The folder that a clerk scanned for the claim."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / "材料" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(papers.pdf(text=text))
        return path

    put("01 申请表.pdf", "form")
    put("02 人员汇总表.pdf", "list")
    put("王小梅/身份证.pdf", "mei")
    put("李雷_身份证.pdf", "lei")
    put("IMG_0007.pdf", "unsure")
    put("申请表 再扫.pdf", "form")
    (tmp_path / "材料" / "Thumbs.db").write_bytes(b"x")
    return tmp_path / "材料"


def urls(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def over(desk, data):
    """What the desk says to files that are held over it."""
    event = QDragEnterEvent(
        QPointF(9, 9).toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    QApplication.sendEvent(desk, event)
    return event.isAccepted()


def drop(desk, data):
    assert over(desk, data)
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(desk, event)


def filing(qtbot, desk):
    form = dialog_of(qtbot, desk, ClaimFilingDialog)
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    return form


def there(park, claim):
    with park.work(read_only=True) as work:
        rows = claim_scans(work, claim.id)
    return sorted(
        (row.slot.code, row.owner_detail, row.file_name)
        for row in rows
        if row.state is PaperState.PRESENT
    )


def handed_in(park, claim):
    with park.work(read_only=True) as work:
        return {line.material.code for line in claim_papers(work, claim.id) if line.state.handed_in}


def test_a_dropped_folder_sorts_itself_and_says_what_is_unsure_and_twice(
    desk, qtbot, clerk, claim, folder
):
    drop(desk, urls(folder))
    form = filing(qtbot, desk)
    said = {
        file.name: form.slots[place].editor.currentText() for place, file in enumerate(form._files)
    }
    assert "2 身份证" not in said["李雷_身份证.pdf"]
    assert said["李雷_身份证.pdf"].endswith("2 李雷")
    assert said["身份证.pdf"].endswith("1 王小梅")
    assert said["IMG_0007.pdf"] == ""
    words = [one.text() for one in form.findChildren(QLabel)]
    told = "5 sorted by name · 1 unsure: choose, or leave empty and it stays out"
    assert f"{told} · 1 there already: filed only where you tick it" in words
    assert len(form.ticks) == 1
    assert form.focusWidget() is form.slots[2].editor
    with qtbot.waitSignal(form.saved):
        form.submit()
    assert there(clerk, claim) == [
        ("application-form", "", "01 申请表.pdf"),
        ("identity-card", "1 王小梅", "身份证.pdf"),
        ("identity-card", "2 李雷", "李雷_身份证.pdf"),
        ("personnel-summary", "", "02 人员汇总表.pdf"),
    ]
    assert handed_in(clerk, claim) == {"application-forms", "personnel-summary", "id-copy"}
    qtbot.waitUntil(lambda: desk.runner.is_idle and "3 of" in desk.figures.papers.figure.text())


def test_esc_leaves_everything_as_it_was(desk, qtbot, clerk, claim, folder):
    drop(desk, urls(folder))
    form = filing(qtbot, desk)
    QTest.keyClick(form, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert there(clerk, claim) == []
    assert handed_in(clerk, claim) == set()


def test_a_filing_is_taken_back_with_one_button(desk, qtbot, clerk, claim, folder):
    desk.scans.add_paths([folder / "01 申请表.pdf"])
    form = filing(qtbot, desk)
    assert form.focusWidget() is form.save_button
    with qtbot.waitSignal(form.saved):
        QTest.keyClick(form.save_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.banner.isVisible() and desk.runner.is_idle)
    back = next(one for one in desk.banner.findChildren(QPushButton) if one.text() == "Take back")
    back.click()
    qtbot.waitUntil(lambda: desk.runner.is_idle and there(clerk, claim) == [])
    assert handed_in(clerk, claim) == set()
    desk.put_today()
    qtbot.waitUntil(lambda: desk.drafts.is_settled)


def test_one_kept_alone_says_what_it_takes_the_place_of(desk, qtbot, clerk, claim, folder):
    desk.scans.add_paths([folder / "01 申请表.pdf"])
    form = filing(qtbot, desk)
    with qtbot.waitSignal(form.saved):
        form.submit()
    newer = folder / "申请表 新.pdf"
    newer.write_bytes(papers.pdf(text="newer"))
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    desk.scans.add_paths([newer])
    form = filing(qtbot, desk)
    assert "01 申请表.pdf" in form.slots[0]._hint.text()
    with qtbot.waitSignal(form.saved):
        form.submit()
    assert [name for _slot, _whose, name in there(clerk, claim)] == ["申请表 新.pdf"]


def test_a_long_folder_comes_in_parts(desk, qtbot, clerk, claim, folder, monkeypatch):
    monkeypatch.setattr(scan_files, "AT_ONCE", 3)
    drop(desk, urls(folder))
    first = filing(qtbot, desk)
    assert len(first._files) == 3
    with qtbot.waitSignal(first.saved):
        first.submit()
    qtbot.waitUntil(
        lambda: any(
            one.isVisible() and one is not first for one in desk.findChildren(ClaimFilingDialog)
        )
    )
    second = next(one for one in desk.findChildren(ClaimFilingDialog) if one.isVisible())
    assert len(second._files) == 3


def test_files_and_a_folder_are_chosen_with_keys(desk, qtbot):
    desk.window().activateWindow()
    desk.grid.setFocus()
    qtbot.waitUntil(desk.grid.hasFocus)
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    for modifiers, mode in (
        (control, QFileDialog.FileMode.ExistingFiles),
        (control | shift, QFileDialog.FileMode.Directory),
    ):
        qtbot.keyClick(desk.grid, Qt.Key.Key_U, modifiers)
        chooser = dialog_of(qtbot, desk, QFileDialog)
        assert chooser.fileMode() is mode
        chooser.reject()
        qtbot.waitUntil(lambda made=chooser: not made.isVisible())
        # Without a window manager nobody hands the window back.
        desk.window().activateWindow()
        qtbot.waitUntil(desk.isActiveWindow)


def test_an_empty_folder_and_a_bad_file_are_told(desk, qtbot, tmp_path):
    desk.scans.add_paths([tmp_path])
    qtbot.waitUntil(desk.banner.isVisible)
    assert "no file" in desk.banner.text.text()
    (tmp_path / "leer.pdf").write_bytes(b"")
    desk.scans.add_paths([tmp_path])
    qtbot.waitUntil(lambda: "leer.pdf" in desk.banner.text.text())


def test_a_claim_under_review_takes_no_drop(clerk, claim, open_as, qtbot, folder):
    desk = open_as(clerk, story.submit(clerk, claim))
    assert not over(desk, urls(folder))
    desk.scans.add_paths([folder])
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    assert desk.findChild(ClaimFilingDialog) is None
    assert not desk.actions_.scans.files.isEnabled()
    assert desk.actions_.scans.list.isEnabled()


def test_the_list_shows_what_is_there_and_takes_one_out(desk, qtbot, clerk, claim, folder):
    desk.scans.add_paths([folder / "01 申请表.pdf", folder / "02 人员汇总表.pdf"])
    form = filing(qtbot, desk)
    with qtbot.waitSignal(form.saved):
        form.submit()
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    desk.actions_.scans.list.trigger()
    shown = dialog_of(qtbot, desk, ScansDialog)
    qtbot.waitUntil(lambda: len(shown.rows) == 2 and shown.table.records.is_settled)
    assert shown.count.text() == "2 scans"
    shown.table.select_place(0)
    shown.remove_button.click()
    asked = dialog_of(qtbot, shown, RemoveDialog)
    asked.reason.set_value("放错了")
    with qtbot.waitSignal(asked.saved):
        asked.submit()
    qtbot.waitUntil(lambda: shown.count.text() == "1 scan")
    assert len(there(clerk, claim)) == 1


def test_the_checklist_says_how_many_scans_there_are(desk, qtbot, folder):
    drop(desk, urls(folder))
    form = filing(qtbot, desk)
    with qtbot.waitSignal(form.saved):
        form.submit()
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    desk.open_papers()
    checklist = dialog_of(qtbot, desk, PapersDialog)
    assert "2 scans" in checklist.fields["id-copy"]._hint.text()
    assert "scan" not in checklist.fields["diploma-copy"]._hint.text()


def test_scans_are_dropped_on_a_claim_of_items_as_well(clerk, open_as, qtbot, folder):
    form = NewClaim(story.add_enterprise(clerk), story.programme_id(clerk), ClaimKind.PLATFORM)
    with clerk.work(read_only=False) as work:
        claim = create_claim(work, form)
    desk = open_as(clerk, claim)
    (folder / "平台项目审计报告.pdf").write_bytes(papers.pdf(text="audit"))
    drop(desk, urls(folder / "平台项目审计报告.pdf"))
    asked = filing(qtbot, desk)
    with qtbot.waitSignal(asked.saved):
        asked.submit()
    assert there(clerk, claim) == [("platform-audit", "", "平台项目审计报告.pdf")]


def test_everything_without_a_button_is_in_the_menu(desk):
    menu = desk.findChild(MoreButton).menu()
    offered = {action.text() for action in menu.actions() if not action.isSeparator()}
    keys = {action.text() for action in desk.actions_.without_button}
    back = {desk.actions_.back.text()}
    assert keys - back <= offered


def test_links_and_unfinished_files_are_nobodys_papers(folder, tmp_path):
    (folder / "teil.pdf.part").write_bytes(b"x")
    (folder / ".verborgen.pdf").write_bytes(b"x")
    (folder / "verweis.pdf").symlink_to(folder / "01 申请表.pdf")
    found = [one.told.replace("\\", "/") for one in find_files([folder])]
    assert found == [
        "01 申请表.pdf",
        "02 人员汇总表.pdf",
        "IMG_0007.pdf",
        "李雷_身份证.pdf",
        "王小梅/身份证.pdf",
        "申请表 再扫.pdf",
    ]
    assert [one.told for one in find_files([tmp_path / "x.pdf"])] == ["x.pdf"]
