"""The tab of documents: dropping, sorting, looking at, taking out; and the preview by itself."""

import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest

from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.papers import MediaType, Owner, OwnerKind, PaperState, PaperUse
from parkdesk.gui.papers import copies
from parkdesk.gui.papers.dialogs import FilingDialog, RemoveDialog, SortDialog, shortened
from parkdesk.gui.papers.picture_file import PictureFile, open_pages
from parkdesk.gui.papers.preview import PaperPreview
from parkdesk.gui.papers.reading import MOST_AT_ONCE, read_papers
from parkdesk.gui.runner import Runner
from parkdesk.gui.summaries import printing
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.paper_lists import papers_of
from parkdesk.usecases.papers import NewPaper, PaperContent, add_papers
from parkdesk.usecases.trail import TrailFilter, list_trail
from tests import papers
from tests.pages import dialog_of
from tests.registers import benchmark, enterprise, iso


@pytest.fixture
def owner(desk):
    with desk.work(read_only=False) as work:
        return Owner(OwnerKind.ENTERPRISE, enterprise(work, name="云湖青禾信息技术有限公司"))


def opened(qtbot, workspace, owner):
    page = workspace.open_page("enterprise", owner.id)
    page.show_tab("papers")
    qtbot.waitUntil(lambda: "papers" in page.tabs_made)
    tab = page.tabs_made["papers"]
    settle(qtbot, tab)
    return tab


def settle(qtbot, tab):
    qtbot.waitUntil(
        lambda: tab.runner.is_idle and tab.table.records.is_settled and tab.preview.is_settled,
        timeout=10_000,
    )


@pytest.fixture
def tab(workspace, qtbot, owner):
    return opened(qtbot, workspace, owner)


def kept(desk, owner):
    with desk.work(read_only=True) as work:
        return [r for r in papers_of(work, owner) if r.state is PaperState.PRESENT]


def file_in(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def dropped(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(tab, data):
    tab.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def chosen(qtbot, tab, paper_id):
    tab.refresh()
    qtbot.waitUntil(lambda: any(row.id == paper_id for row in tab.table._given))
    settle(qtbot, tab)
    tab.table.choose_number(paper_id)
    settle(qtbot, tab)


@pytest.fixture
def filed(desk, owner):
    """A lease, kept."""
    with desk.work(read_only=False) as work:
        return add_papers(
            work, (NewPaper(owner, "lease", papers.paper_file(papers.pdf(3), "租赁.pdf", 3)),)
        )[0]


def test_what_is_asked_for_and_missing_stands_first(tab):
    assert [row.slot.code for row in tab.rows] == [
        *("business-licence", "articles", "lease", "bank-permit")
    ]
    assert "4 missing" in tab.count.text()
    assert "Drop the file here" in tab.preview.panel.empty.text.text()


def test_files_are_dropped_and_filed_with_one_enter(tab, qtbot, desk, owner, tmp_path):
    drop(
        tab,
        dropped(
            file_in(tmp_path, "营业执照.pdf", papers.pdf(text="x")),
            file_in(tmp_path, "房屋租赁合同.png", papers.png()),
        ),
    )
    dialog = dialog_of(qtbot, tab, FilingDialog)
    qtbot.waitUntil(lambda: dialog.runner.is_idle)
    assert dialog.focusWidget() is dialog.save_button
    with qtbot.waitSignal(dialog.saved):
        QTest.keyClick(dialog.save_button, Qt.Key.Key_Return)
    assert {row.slot.code for row in kept(desk, owner)} == {"business-licence", "lease"}
    settle(qtbot, tab)
    qtbot.waitUntil(lambda: "2 papers" in tab.count.text())


def test_a_file_whose_name_says_nothing_is_asked_for_first(tab, qtbot, desk, owner, tmp_path):
    tab.add_paths([file_in(tmp_path, "IMG_0001.png", papers.png())])
    dialog = dialog_of(qtbot, tab, FilingDialog)
    field = dialog.slots[0]
    qtbot.waitUntil(lambda: field.editor.lineEdit().hasFocus())
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert kept(desk, owner) == []
    tab.add_paths([tmp_path / "IMG_0001.png"])
    dialog = dialog_of(qtbot, tab, FilingDialog)
    dialog.slots[0].set_value((owner, "articles"))
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    assert [row.slot.code for row in kept(desk, owner)] == ["articles"]


def test_a_bad_file_is_one_sentence_and_the_others_go_on(tab, qtbot, tmp_path, workspace):
    tab.add_paths(
        [
            file_in(tmp_path, "empty.pdf", b""),
            file_in(tmp_path, "program.exe", b"MZ"),
            file_in(tmp_path, "执照.png", papers.png()),
        ]
    )
    dialog = dialog_of(qtbot, tab, FilingDialog)
    assert len(dialog.slots) == 1
    words = workspace.page.banner.text.text()
    assert "empty.pdf is empty" in words
    assert "program.exe is none of the kinds" in words
    dialog.reject()


def test_the_same_scan_is_filed_only_when_it_is_ticked(tab, qtbot, desk, owner, tmp_path):
    with desk.work(read_only=False) as work:
        other = Owner(OwnerKind.ENTERPRISE, enterprise(work, name="沧宁远山数据服务有限公司"))
        add_papers(work, (NewPaper(other, "lease", papers.paper_file(papers.pdf())),))
    tab.add_paths([file_in(tmp_path, "章程.pdf", papers.pdf())])
    dialog = dialog_of(qtbot, tab, FilingDialog)
    tick = dialog.ticks[0]
    assert "沧宁远山数据服务有限公司" in tick._hint.text()
    assert tick.editor.hasFocus()
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert kept(desk, owner) == []
    tab.add_paths([tmp_path / "章程.pdf"])
    dialog = dialog_of(qtbot, tab, FilingDialog)
    dialog.ticks[0].set_value(True)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    settle(qtbot, tab)
    (row,) = kept(desk, owner)
    chosen(qtbot, tab, row.id)
    assert "沧宁远山数据服务有限公司" in tab.preview.note.text.text()


def test_a_picture_and_a_file_are_pasted(tab, qtbot, desk, owner, tmp_path):
    clipboard = QGuiApplication.clipboard()
    image = QImage(20, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.green)
    clipboard.setImage(image)
    tab.paste()
    dialog = dialog_of(qtbot, tab, FilingDialog)
    assert dialog._files[0].media_type is MediaType.PNG
    dialog.done(0)
    clipboard.setMimeData(dropped(file_in(tmp_path, "执照.pdf", papers.pdf())))
    tab.paste()
    qtbot.waitUntil(lambda: len(tab.findChildren(FilingDialog)) == 2)
    tab.findChildren(FilingDialog)[-1].done(0)
    clipboard.setText("words")
    tab.paste()
    assert tab.window().findChildren(type(tab.preview))


def test_a_newer_version_replaces_and_the_older_stays_to_be_seen(
    tab, qtbot, desk, owner, tmp_path, filed
):
    chosen(qtbot, tab, filed)
    tab.add_paths([file_in(tmp_path, "scan.pdf", papers.pdf(text="new"))], tab._chosen)
    dialog = dialog_of(qtbot, tab, FilingDialog)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    settle(qtbot, tab)
    qtbot.waitUntil(tab.older.isVisible)
    assert filed not in [row.id for row in kept(desk, owner)]
    tab.older.setChecked(True)
    chosen(qtbot, tab, filed)
    assert tab._chosen.state is PaperState.REPLACED
    assert not tab.removing.isEnabled()


def test_pages_are_drawn_turned_over_and_rotated(tab, qtbot, filed):
    chosen(qtbot, tab, filed)
    panel = tab.preview.panel
    view = panel.view
    qtbot.waitUntil(lambda: panel.file is not None)
    view.repaint()
    qtbot.waitUntil(lambda: len(view._images) > 0 and view.is_drawn)
    assert "1 of 3" in panel.pages.text()
    tab.window().activateWindow()
    qtbot.waitUntil(tab.window().isActiveWindow)
    tab.table.setFocus()
    QTest.keySequence(tab.table, QKeySequence("Ctrl+PgDown"))
    assert "2 of 3" in panel.pages.text()
    tall = view._sizes()[0]
    view.turn()
    assert view._sizes()[0] == (tall[1], tall[0])
    assert view.page() == 2
    before = view.scale
    QTest.keySequence(tab.table, QKeySequence("Ctrl+="))
    assert view.scale > before


def test_a_paper_changes_its_slot_and_is_taken_out(tab, qtbot, desk, owner, filed):
    chosen(qtbot, tab, filed)
    tab.sorting.trigger()
    dialog = dialog_of(qtbot, tab, SortDialog)
    dialog.place.set_value((owner, "articles"))
    dialog.note.set_value("放错了")
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    settle(qtbot, tab)
    (row,) = kept(desk, owner)
    assert (row.slot.code, row.note) == ("articles", "放错了")
    chosen(qtbot, tab, filed)
    qtbot.waitUntil(lambda: tab._chosen.version == row.version)
    tab.removing.trigger()
    dialog = dialog_of(qtbot, tab, RemoveDialog)
    dialog.submit()
    assert dialog.reason.problem
    dialog.reason.set_value("错扫")
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    assert kept(desk, owner) == []


def test_a_sensitive_paper_is_shown_once_asked_for_and_noted(tab, qtbot, desk, owner):
    with desk.work(read_only=False) as work:
        (id_,) = add_papers(
            work, (NewPaper(owner, "bank-permit", papers.paper_file(papers.pdf())),)
        )
    tab.refresh()
    chosen(qtbot, tab, id_)
    assert tab.preview.panel.file is None
    assert "noted in the trail" in tab.preview.panel.empty.text.text()
    tab.preview._look(tab.preview._row)
    qtbot.waitUntil(lambda: tab.preview.panel.file is not None)
    with desk.work(read_only=True) as work:
        (entry,) = list_trail(work, TrailFilter(action="reveal_paper")).rows
    assert entry.row_id == id_


def test_who_may_only_read_is_offered_to_look_and_save(act_as, desk, owner, filed, qtbot):
    runner = Runner(act_as(Role.AUDITOR))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    tab = opened(qtbot, workspace, owner)
    chosen(qtbot, tab, filed)
    assert not tab.acceptDrops()
    assert not any(one.isVisible() for one in (tab.adding, tab.removing, tab.sorting))
    assert tab.preview.saving.isEnabled()
    runner.close()


def test_who_may_not_see_numbers_is_told_so(act_as, desk, owner, qtbot):
    with desk.work(read_only=False) as work:
        (id_,) = add_papers(
            work, (NewPaper(owner, "bank-permit", papers.paper_file(papers.pdf())),)
        )
    runner = Runner(act_as(Role.MANAGER))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.show()
    tab = opened(qtbot, workspace, owner)
    chosen(qtbot, tab, id_)
    assert "does not allow" in tab.preview.panel.empty.text.text()
    assert not tab.preview.saving.isEnabled()
    runner.close()


def test_a_copy_is_saved_or_opened_elsewhere(tab, qtbot, tmp_path, filed, monkeypatch):
    shown = []
    monkeypatch.setattr(
        "parkdesk.gui.papers.preview.QDesktopServices.openUrl",
        lambda url: shown.append(url) or True,
    )
    chosen(qtbot, tab, filed)
    qtbot.waitUntil(lambda: tab.preview.panel.file is not None)
    tab.preview.opening.trigger()
    qtbot.waitUntil(lambda: bool(shown))
    path = Path(shown[0].toLocalFile())
    assert path.name == "租赁.pdf"
    assert path.read_bytes() == papers.pdf(3)
    copies.remove_copies()
    assert not path.exists()
    tab.preview.save_to(tmp_path / "copy.pdf", tab.preview._content)
    qtbot.waitUntil((tmp_path / "copy.pdf").exists)
    tab.preview.save_to(tmp_path / "no" / "copy.pdf", tab.preview._content)
    qtbot.waitUntil(tab.window().page.banner.isVisible)


def test_copies_of_a_parkdesk_that_was_cut_off_are_taken_away_later(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, young = tmp_path / "parkdesk-paper-a", tmp_path / "parkdesk-paper-b"
    for folder in (old, young):
        folder.mkdir()
        (folder / "身份证.pdf").write_bytes(b"x")
        (folder / "身份证.pdf").chmod(0o400)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "parkdesk-paper-c").symlink_to(elsewhere)
    yesterday = time.time() - 25 * 3600
    os.utime(old, (yesterday, yesterday))
    os.utime(elsewhere, (yesterday, yesterday))
    copies.remove_copies()
    assert not old.exists()
    assert young.exists()
    assert elsewhere.exists()


def test_no_printer_is_one_sentence(tab, qtbot, filed, monkeypatch):
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    chosen(qtbot, tab, filed)
    qtbot.waitUntil(lambda: tab.preview.panel.file is not None)
    tab.preview.printing.trigger()
    assert "no printer" in tab.window().page.banner.text.text()


def test_a_scan_is_printed(tab, qtbot, tmp_path, filed):
    printer = printing.new_printer()
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(72)
    chosen(qtbot, tab, filed)
    content = PaperContent(0, "a.png", MediaType.PNG, papers.png(40, 20))
    tab.preview.print_on(printer, content, 1)
    qtbot.waitUntil(lambda: tab.runner.is_idle and (tmp_path / "paper.pdf").exists())


def test_what_cannot_be_drawn_says_so_and_can_still_be_saved(tab, qtbot, desk, owner):
    word = papers.paper_file(b"PK\x03\x04 word/document.xml", "说明.docx", None)
    with desk.work(read_only=False) as work:
        (id_,) = add_papers(work, (NewPaper(owner, "other", word),))
    tab.refresh()
    chosen(qtbot, tab, id_)
    assert "No preview" in tab.preview.panel.empty.title.text()
    assert tab.preview.saving.isEnabled()
    assert not tab.preview.printing.isEnabled()


@pytest.mark.no_qt_log
def test_a_file_with_sound_headers_and_a_rotten_inside_upsets_nobody(qtbot, runner, workspace):
    preview = PaperPreview(runner, workspace)
    qtbot.addWidget(preview)
    preview.show()
    rotten = papers.paper_file(papers.jpeg(), "坏.jpg")
    preview.show_file(rotten)
    qtbot.waitUntil(lambda: runner.is_idle)
    assert preview._content is not None


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [
        (papers.png(40, 30), MediaType.PNG, 1),
        (papers.bmp(40, 30), MediaType.BMP, 1),
        (papers.tiff(3, 80, 40), MediaType.TIFF, 3),
        (papers.pdf(2), MediaType.PDF, 2),
    ],
)
def test_pages_of_every_kind_are_drawn(qapp, content, kind, pages):
    file = open_pages(content, kind)
    assert len(file.sizes) == pages
    image = file.image(pages - 1, 0.5)
    assert abs(image.width() - file.sizes[-1][0] / 2) <= 1
    file.close()
    assert file.image(0, 1.0).isNull()


def test_a_picture_that_is_cut_or_lies_is_refused(qapp):
    for content in (papers.png(declared=(60_000, 60_000)), b"nothing"):
        with pytest.raises(Refused):
            PictureFile(content)


def test_too_many_files_at_once_are_told(tmp_path):
    class Silent:
        def step(self, _done, _total):
            """Nobody watches."""

    paths = [file_in(tmp_path, f"{n}.png", papers.png(grey=n)) for n in range(MOST_AT_ONCE + 2)]
    read = read_papers(paths, Silent())
    assert len(read.files) == MOST_AT_ONCE
    assert "2 were left out" in read.refusals[-1]


def test_a_copys_name_fits_any_system():
    paper = PaperContent(0, 'a<b>:"c".exe', MediaType.PDF, b"")
    assert copies.copy_name(paper) == "a_b___c_.exe.pdf"
    assert len(shortened("x" * 80 + ".pdf")) <= 30
    assert PaperUse.VIEW in PaperUse


def test_a_certificate_leads_to_its_own_scans(workspace, qtbot, desk, owner):
    with desk.work(read_only=False) as work:
        register_certification(work, benchmark(owner.id, number="A-1"))
        second = register_certification(work, iso(owner.id, number="B-2"))
    page = workspace.open_page("certifications", second)
    qtbot.waitUntil(lambda: page.actions_of_one.papers.isEnabled() and page.current_id() == second)
    qtbot.waitUntil(lambda: page.runner.is_idle)
    page.actions_of_one.papers.trigger()
    sheet = workspace.page
    tab = sheet.tabs_made["papers"]
    settle(qtbot, tab)
    wanted = Owner(OwnerKind.CERTIFICATION, second)
    qtbot.waitUntil(lambda: tab._chosen is not None and tab._chosen.owner == wanted)
    assert tab._chosen.is_missing
