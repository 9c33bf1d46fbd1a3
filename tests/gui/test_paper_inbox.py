"""The inbox of scans: watched, guessed by names, confirmed by keys, moved and never deleted."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from parkdesk import settings
from parkdesk.domain.errors import Unavailable
from parkdesk.domain.papers import Owner, OwnerKind, PaperState, ScanState
from parkdesk.gui.papers.folder_dialog import FolderDialog
from parkdesk.gui.papers.inbox_page import InboxPage
from parkdesk.gui.papers.inbox_watch import InboxWatch
from parkdesk.scans.inbox import FILED, list_inbox
from parkdesk.usecases.paper_inbox import ScanFolder, scan_folder, set_scan_folder
from parkdesk.usecases.paper_lists import papers_of
from parkdesk.usecases.papers import NewPaper, add_papers
from tests import papers
from tests.pages import dialog_of
from tests.registers import enterprise


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("parkdesk.gui.papers.inbox_watch.SETTLE_MS", 20)
    monkeypatch.setattr("parkdesk.gui.papers.inbox_watch.GROWING_MS", 60)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "scans"
    made.mkdir()
    return made


@pytest.fixture
def owner(desk):
    with desk.work(read_only=False) as work:
        return Owner(
            OwnerKind.ENTERPRISE,
            enterprise(work, name="云湖青禾信息技术有限公司", short_name="云湖青禾"),
        )


@pytest.fixture
def page(workspace, qtbot, desk, owner, folder):
    with desk.work(read_only=False) as work:
        set_scan_folder(work, ScanFolder(0, str(folder), move_when_filed=True))
    opened = workspace.open_page("scans")
    qtbot.waitUntil(lambda: opened.folder.path == str(folder))
    return opened


def states(page):
    return {path.name: row.state for path, row in page.rows.items()}


def seen(qtbot, page, *names):
    """Wait until these files are there, read and guessed."""

    def done():
        found = states(page)
        return set(found) == set(names) and ScanState.WAITING not in found.values()

    qtbot.waitUntil(done, timeout=10_000)
    qtbot.waitUntil(
        lambda: page.runner.is_idle and page.table.records.is_settled and page.is_settled
    )


def kept(desk, owner):
    with desk.work(read_only=True) as work:
        return [row for row in papers_of(work, owner) if row.state is PaperState.PRESENT]


def choose(qtbot, page, name):
    place = next(at for at, row in enumerate(page._shown) if row.file.name == name)
    page.table.select_place(place)
    qtbot.waitUntil(lambda: page.runner.is_idle and not page._look_pause.isActive())


def test_without_a_folder_it_says_how_to_set_one(workspace, qtbot, still):
    page = workspace.open_page("scans")
    still()
    assert "No folder of scans" in page.empty.title.text()
    assert isinstance(page, InboxPage)
    page.refresh()
    still()
    # Said once more: the way on keeps the focus it had.
    focused = page.window().focusWidget()
    assert page.empty.isAncestorOf(focused)
    assert focused.text() == page.choosing.text()


def test_a_scan_is_guessed_and_filed_with_one_enter_and_moved(page, qtbot, desk, owner, folder):
    (folder / "云湖青禾_营业执照.pdf").write_bytes(papers.pdf(2))
    seen(qtbot, page, "云湖青禾_营业执照.pdf")
    assert states(page) == {"云湖青禾_营业执照.pdf": ScanState.READY}
    choose(qtbot, page, "云湖青禾_营业执照.pdf")
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.waitUntil((folder / FILED / "云湖青禾_营业执照.pdf").exists)
    (row,) = kept(desk, owner)
    assert (row.slot.code, row.pages) == ("business-licence", 2)
    qtbot.waitUntil(lambda: not page.rows)
    qtbot.waitUntil(page.empty.isVisible)


def test_a_scan_that_comes_while_the_page_is_open_shows_by_itself(page, qtbot, folder):
    qtbot.waitUntil(lambda: page.watch._watcher.directories() != [])
    (folder / "云湖青禾 章程.pdf").write_bytes(papers.pdf())
    seen(qtbot, page, "云湖青禾 章程.pdf")


def test_a_half_written_scan_is_waited_for(page, qtbot, folder):
    whole = papers.pdf()
    path = folder / "云湖青禾 章程.pdf"
    path.write_bytes(b"")
    qtbot.waitUntil(lambda: states(page) == {path.name: ScanState.WAITING})
    path.write_bytes(whole)
    seen(qtbot, page, path.name)
    assert states(page) == {path.name: ScanState.READY}


def test_what_a_name_does_not_say_is_asked_for_and_typed(page, qtbot, desk, owner, folder):
    (folder / "IMG_0001.png").write_bytes(papers.png())
    seen(qtbot, page, "IMG_0001.png")
    assert states(page) == {"IMG_0001.png": ScanState.UNSURE}
    choose(qtbot, page, "IMG_0001.png")
    page.file_current()
    assert kept(desk, owner) == []
    page.form.enterprise.set_enterprise(owner.id, "云湖青禾信息技术有限公司")
    page.form.enterprise.typed()
    qtbot.waitUntil(lambda: page.runner.is_idle and page.form.slot.editor.count() > 1)
    page.form.slot.set_value((owner, "lease"))
    qtbot.waitUntil(lambda: states(page) == {"IMG_0001.png": ScanState.READY})
    page.file_current()
    qtbot.waitUntil((folder / FILED / "IMG_0001.png").exists)
    assert [row.slot.code for row in kept(desk, owner)] == ["lease"]


def test_the_same_scan_shows_where_it_is_and_waits_for_a_tick(page, qtbot, desk, owner, folder):
    with desk.work(read_only=False) as work:
        other = Owner(OwnerKind.ENTERPRISE, enterprise(work, name="沧宁远山数据服务有限公司"))
        add_papers(work, (NewPaper(other, "lease", papers.paper_file(papers.pdf())),))
    name = "云湖青禾 租赁合同.pdf"
    (folder / name).write_bytes(papers.pdf())
    seen(qtbot, page, name)
    assert states(page) == {name: ScanState.TWIN}
    page.file_all()
    choose(qtbot, page, name)
    qtbot.waitUntil(lambda: "沧宁远山数据服务有限公司" in page.preview.note.text.text())
    page.file_current()
    assert kept(desk, owner) == []
    page.form.twice.set_value(True)
    qtbot.waitUntil(lambda: states(page) == {name: ScanState.READY})
    page.file_current()
    qtbot.waitUntil((folder / FILED / name).exists)
    assert len(kept(desk, owner)) == 1


def test_all_that_are_ready_are_filed_at_once(page, qtbot, desk, owner, folder):
    (folder / "云湖青禾 章程.pdf").write_bytes(papers.pdf(text="a"))
    (folder / "云湖青禾 营业执照.pdf").write_bytes(papers.pdf(text="b"))
    (folder / "IMG_0002.png").write_bytes(papers.png())
    (folder / "坏.pdf").write_bytes(b"%PDF-1.4 cut")
    seen(qtbot, page, "云湖青禾 章程.pdf", "云湖青禾 营业执照.pdf", "IMG_0002.png", "坏.pdf")
    page.filing_all.trigger()
    qtbot.waitUntil(lambda: len(page.rows) == 2)
    seen(qtbot, page, "IMG_0002.png", "坏.pdf")
    assert {row.slot.code for row in kept(desk, owner)} == {"articles", "business-licence"}
    assert states(page)["坏.pdf"] is ScanState.REFUSED
    choose(qtbot, page, "坏.pdf")
    qtbot.waitUntil(lambda: "damaged" in page.preview.panel.empty.text.text())


def test_what_is_filed_may_be_left_where_it_is(page, qtbot, desk, owner, folder):
    with desk.work(read_only=False) as work:
        set_scan_folder(work, ScanFolder(1, str(folder), move_when_filed=False))
    page.refresh()
    qtbot.waitUntil(lambda: not page.queue.moves)
    name = "云湖青禾 章程.pdf"
    (folder / name).write_bytes(papers.pdf())
    page.watch.look()
    seen(qtbot, page, name)
    choose(qtbot, page, name)
    page.file_current()
    qtbot.waitUntil(lambda: states(page) == {name: ScanState.TWIN}, timeout=10_000)
    assert (folder / name).exists()
    assert len(kept(desk, owner)) == 1


def test_a_filed_scan_that_cannot_be_moved_is_one_sentence(
    page, qtbot, desk, owner, folder, monkeypatch
):
    def stuck(path):
        raise Unavailable("scan-not-moved", file=path.name, folder=FILED, reason="read-only")

    monkeypatch.setattr("parkdesk.gui.papers.filing_queue.move_filed", stuck)
    name = "云湖青禾 章程.pdf"
    (folder / name).write_bytes(papers.pdf())
    seen(qtbot, page, name)
    choose(qtbot, page, name)
    page.file_current()
    qtbot.waitUntil(page.banner.isVisible)
    assert "could not be moved" in page.banner.text.text()
    assert len(kept(desk, owner)) == 1
    seen(qtbot, page, name)
    assert states(page) == {name: ScanState.TWIN}


def test_a_file_that_was_written_anew_is_looked_at_once_more(page, qtbot, desk, owner, folder):
    name = "云湖青禾 章程.pdf"
    (folder / name).write_bytes(papers.pdf())
    seen(qtbot, page, name)
    row = page.rows[folder / name]
    (folder / name).write_bytes(papers.pdf(text="another"))
    page.queue.add([row])
    qtbot.waitUntil(page.banner.isVisible)
    assert "written anew" in page.banner.text.text()
    assert kept(desk, owner) == []


def test_a_folder_that_is_away_is_said_with_a_way_on(page, qtbot, folder, desk):
    qtbot.waitUntil(lambda: page.watch._watcher.directories() != [] and page.runner.is_idle)
    folder.rmdir()
    page.watch.look()
    qtbot.waitUntil(lambda: "There is no folder" in page.empty.text.text())
    folder.mkdir()
    (folder / "云湖青禾 章程.pdf").write_bytes(papers.pdf())
    page.looking.trigger()
    seen(qtbot, page, "云湖青禾 章程.pdf")


@pytest.fixture
def held(monkeypatch):
    """Makes the next look say what it found only when the test lets it: (begun, let go)."""
    begun, let_go = Event(), Event()

    def list_and_wait(folder):
        if begun.is_set():
            return list_inbox(folder)
        try:
            return list_inbox(folder)
        finally:
            begun.set()
            assert let_go.wait(20)

    def hold():
        monkeypatch.setattr("parkdesk.gui.papers.inbox_watch.list_inbox", list_and_wait)
        return begun, let_go

    return hold


def test_a_look_asked_for_during_another_is_taken_after_it(page, qtbot, folder, held):
    qtbot.waitUntil(lambda: page.watch._watcher.directories() != [] and page.watch.is_quiet)
    page.watch._unwatch()
    folder.rmdir()
    begun, let_go = held()
    page.watch.look()
    qtbot.waitUntil(begun.is_set)
    folder.mkdir()
    (folder / "云湖青禾 章程.pdf").write_bytes(papers.pdf())
    page.looking.trigger()
    let_go.set()
    seen(qtbot, page, "云湖青禾 章程.pdf")


def test_another_folder_is_looked_into_when_the_first_one_fails(
    page, qtbot, folder, tmp_path, held
):
    qtbot.waitUntil(lambda: page.watch._watcher.directories() != [] and page.watch.is_quiet)
    page.watch._unwatch()
    folder.rmdir()
    begun, let_go = held()
    page.watch.look()
    qtbot.waitUntil(begun.is_set)
    (tmp_path / "elsewhere").mkdir()
    page.watch.watch(tmp_path / "elsewhere")
    let_go.set()
    qtbot.waitUntil(lambda: page.watch._watcher.directories() == [str(tmp_path / "elsewhere")])


def test_leaving_the_page_ends_the_watch(page, qtbot, workspace, folder):
    qtbot.waitUntil(lambda: page.watch._folder is not None)
    workspace.open_page("enterprises")
    assert page.watch._folder is None
    workspace.open_page("scans")
    qtbot.waitUntil(lambda: page.watch._folder == folder)


def test_the_folders_are_set_for_the_person_and_for_the_park(page, qtbot, desk, tmp_path, still):
    page.ask_folder()
    dialog = dialog_of(qtbot, page, FolderDialog)
    dialog.own.set_value(str(tmp_path / "mine"))
    dialog.path.set_value(str(tmp_path / "park"))
    dialog.moves.set_value(False)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    still()
    assert settings.load().scan_folder == str(tmp_path / "mine")
    with desk.work(read_only=True) as work:
        assert scan_folder(work).path == str(tmp_path / "park")
    qtbot.waitUntil(lambda: "mine" in page.empty.text.text())


def test_a_watch_looks_by_itself_when_nothing_tells(qtbot, runner, folder, monkeypatch):
    monkeypatch.setattr("parkdesk.gui.papers.inbox_watch.SELDOM_MS", 30)
    watch = InboxWatch(runner, runner)
    watch._watcher.blockSignals(True)
    watch.watch(folder)
    with qtbot.waitSignal(watch.listed, check_params_cb=lambda inbox, _whole: inbox.files):
        (folder / "a.pdf").write_bytes(papers.pdf())
    watch.stop()
    qtbot.waitUntil(lambda: runner.is_idle)


def test_a_scan_that_comes_between_the_look_and_the_watch_is_seen(
    qtbot, runner, folder, monkeypatch
):
    def just_too_late(where):
        found = list_inbox(where)
        (where / "a.pdf").write_bytes(papers.pdf())
        return found

    monkeypatch.setattr("parkdesk.gui.papers.inbox_watch.list_inbox", just_too_late)
    watch = InboxWatch(runner, runner)
    with qtbot.waitSignal(watch.listed, check_params_cb=lambda inbox, _whole: inbox.files):
        watch.watch(folder)
        qtbot.waitSignal(watch.listed).wait()
        monkeypatch.setattr("parkdesk.gui.papers.inbox_watch.list_inbox", list_inbox)
    watch.stop()
    qtbot.waitUntil(lambda: runner.is_idle)


def test_a_scan_that_comes_takes_nothing_away_from_what_is_being_typed(page, qtbot, owner, folder):
    (folder / "scan0001.pdf").write_bytes(papers.pdf())
    seen(qtbot, page, "scan0001.pdf")
    choose(qtbot, page, "scan0001.pdf")
    page.form.enterprise.focus()
    QTest.keyClicks(page.form.enterprise.editor, "abc")
    (folder / "云湖青禾 章程.pdf").write_bytes(papers.pdf(2))
    seen(qtbot, page, "scan0001.pdf", "云湖青禾 章程.pdf")
    assert page.form.enterprise.editor.text() == "abc"


def test_what_is_typed_over_a_chosen_enterprise_stays(page, qtbot, owner, folder):
    (folder / "云湖青禾 章程.pdf").write_bytes(papers.pdf())
    seen(qtbot, page, "云湖青禾 章程.pdf")
    choose(qtbot, page, "云湖青禾 章程.pdf")
    page.form.enterprise.focus()
    page.form.enterprise.editor.selectAll()
    QTest.keyClicks(page.form.enterprise.editor, "abc")
    qtbot.waitUntil(lambda: page.runner.is_idle)
    assert page.form.enterprise.editor.text() == "abc"
