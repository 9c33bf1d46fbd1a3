import datetime as dt
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.closing import CheckCode, ReopeningState
from parkdesk.domain.identity import Role
from parkdesk.domain.summaries import Signatures
from parkdesk.gui.actions import ActionButton
from parkdesk.gui.runner import Runner
from parkdesk.gui.summaries import folders, printing
from parkdesk.gui.summaries.chain_dialog import ChainDialog
from parkdesk.gui.summaries.freeze_dialog import FreezeDialog
from parkdesk.gui.summaries.reopen_dialogs import (
    AnswerReopeningDialog,
    AskReopeningDialog,
    OwnReopeningDialog,
)
from parkdesk.gui.summaries.side_panel import DRAFT
from parkdesk.gui.workspace import Workspace
from parkdesk.i18n import set_language
from parkdesk.usecases.identity import SaveAccount, edit_account, list_accounts
from parkdesk.usecases.reopenings import ask_reopening
from parkdesk.usecases.summaries import freeze_quarter, list_issued, list_snapshots, snapshot
from tests.gui.keys import Person
from tests.pages import dialog_of, settle
from tests.registers import enterprise
from tests.usecases.closing_stories import open_again


class PaintWatch(QObject):
    """Notes each time that a widget is drawn."""

    def __init__(self, drawn):
        super().__init__()
        self._drawn = drawn

    def eventFilter(self, _watched, event):
        if event.type() is QEvent.Type.Paint:
            self._drawn.append(event.type())
        return False


@pytest.fixture
def reports(workspace, qtbot, runner):
    page = workspace.open_page("summaries")
    qtbot.waitUntil(lambda: page.file() is not None and runner.is_idle)
    return page


def drawn(qtbot, page):
    qtbot.waitUntil(lambda: page.runner.is_idle and page.file() is not None)


def frozen(page, qtbot, reason=""):
    with page.runner.desk.work(read_only=False) as work:
        row = freeze_quarter(work, page.shell.quarter, Signatures("李芳", "周敏", "陈志远"), reason)
    page.choice = None
    page.refresh()
    drawn(qtbot, page)
    return row


def freezing(page, qtbot) -> FreezeDialog:
    qtbot.waitUntil(lambda: page.findChild(FreezeDialog) is not None)
    return page.findChild(FreezeDialog)


def test_a_draft_is_seen_before_anything_is_frozen(reports):
    assert reports.choice == DRAFT
    assert len(reports.viewer.view.file.sizes) >= 4
    assert reports.freezing.isEnabled()
    assert not reports.issuing.isEnabled()
    assert "draft" in reports.panel.state.text.text().lower()


def test_freezing_asks_for_names_and_shows_the_edition(reports, qtbot):
    reports.freeze()
    dialog = freezing(reports, qtbot)
    assert dialog.preparer.value() == "王敏"
    assert dialog.reviewer.value() == "周敏"
    assert dialog.reason is None
    dialog.submit()
    qtbot.waitUntil(lambda: reports.editions != ())
    drawn(qtbot, reports)
    assert reports.choice.edition.edition == 1
    assert reports.issuing.isEnabled()
    assert reports.editions[0].code in reports.panel.state.text.text()


def test_nobody_is_proposed_for_two_parts_of_a_summary(reports, qtbot):
    reports.freeze()
    dialog = freezing(reports, qtbot)
    named = [one.value() for one in (dialog.preparer, dialog.reviewer, dialog.signer)]
    assert named == ["王敏", "周敏", "陈志远"]
    dialog.preparer.focus()
    person = Person(qtbot)
    while dialog.preparer.value() != "周敏":
        person.press("Down")
    assert (dialog.reviewer.value(), dialog.signer.value()) == (None, "陈志远")


def test_in_a_park_of_one_person_the_other_lines_stay_empty(reports, qtbot, desk):
    with desk.work(read_only=False) as work:
        for one in list_accounts(work):
            if one.id != work.actor.id:
                gone = SaveAccount(one.login, one.name, one.role, active=False)
                edit_account(work, one.id, one.version, gone)
    reports.freeze()
    dialog = freezing(reports, qtbot)
    named = [one.value() for one in (dialog.preparer, dialog.reviewer, dialog.signer)]
    assert named == ["王敏", None, None]
    assert [dialog.reviewer.editor.itemText(at) for at in range(2)] == [
        "Empty line, to be signed by hand",
        "王敏",
    ]
    dialog.submit()
    qtbot.waitUntil(lambda: reports.editions != (), timeout=20_000)


def test_a_closed_quarter_is_opened_by_two_people_and_closed_anew(reports, qtbot, act_as):
    frozen(reports, qtbot)
    assert not reports.freezing.isEnabled()
    with act_as(Role.CLERK).work(read_only=False) as work:
        ask_reopening(work, reports.shell.quarter, "补登一笔收汇")
    reports.refresh()
    drawn(qtbot, reports)
    assert "another person has to answer" in reports.panel.state.text.text()
    reports.opening.trigger()
    answer = dialog_of(qtbot, reports, AnswerReopeningDialog)
    answer.submit()
    agreed = ReopeningState.AGREED
    qtbot.waitUntil(
        lambda: reports.reopening is not None and reports.reopening.state is agreed, timeout=20_000
    )
    drawn(qtbot, reports)
    assert not reports.opening.isEnabled()
    reports.freeze()
    dialog = freezing(reports, qtbot)
    dialog.submit()
    assert dialog.isVisible()
    assert dialog.reason.problem
    dialog.reason.set_value("补登一笔收汇")
    dialog.submit()
    qtbot.waitUntil(
        lambda: len(reports.editions) == 2 and reports.reopening is None, timeout=20_000
    )
    drawn(qtbot, reports)
    assert reports.choice.edition.reason == "补登一笔收汇"


def test_nobody_answers_what_they_asked_for_themselves(reports, qtbot):
    frozen(reports, qtbot)
    reports.opening.trigger()
    asking = dialog_of(qtbot, reports, AskReopeningDialog)
    asking.submit()
    assert asking.fields["reason"].problem
    asking.fields["reason"].set_value("补登")
    asking.submit()
    qtbot.waitUntil(lambda: reports.reopening is not None, timeout=20_000)
    drawn(qtbot, reports)
    reports.opening.trigger()
    own = dialog_of(qtbot, reports, OwnReopeningDialog)
    own.submit()
    qtbot.waitUntil(lambda: reports.reopening is None, timeout=20_000)
    drawn(qtbot, reports)


def test_the_chain_is_read_and_saved_on_one_page(reports, qtbot):
    assert not reports.chaining.isEnabled()
    row = frozen(reports, qtbot)
    reports.chaining.trigger()
    dialog = dialog_of(qtbot, reports, ChainDialog)
    qtbot.waitUntil(lambda: dialog.file() is not None, timeout=20_000)
    pages = PdfReader(BytesIO(dialog.file().content)).pages
    text = pages[0].extract_text()
    assert row.code in text
    assert row.sha256 in text.replace("\n", "")
    assert len(pages) == 1
    dialog.reject()


@pytest.fixture
def with_a_missing_return(desk):
    with desk.work(read_only=False) as work:
        return enterprise(work, name="凌云信息有限公司")


def test_the_assistant_asks_for_a_comment_and_opens_the_list(with_a_missing_return, reports, qtbot):
    reports.freeze()
    dialog = freezing(reports, qtbot)
    assert set(dialog.rows) == {CheckCode.RETURNS_MISSING}
    dialog.submit()
    assert dialog.fields["returns-missing"].problem
    dialog.fields["returns-missing"].set_value("已电话催报")
    dialog.rows[CheckCode.RETURNS_MISSING].button.click()
    page = reports.shell.page
    settle(qtbot, page)
    assert page.found.value() is CheckCode.RETURNS_MISSING
    assert [page.table.records.row(0).id] == [with_a_missing_return]
    back = reports.shell.open_page("summaries")
    back.freeze()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in back.findChildren(FreezeDialog)))
    again = next(one for one in back.findChildren(FreezeDialog) if one.isVisible())
    assert again.fields["returns-missing"].value() == "已电话催报"
    again.submit()
    qtbot.waitUntil(lambda: back.editions != (), timeout=20_000)
    drawn(qtbot, back)
    with back.runner.desk.work(read_only=True) as work:
        checks = snapshot(work, back.editions[0].id).checks
    assert [one.comment for one in checks if one.is_open] == ["已电话催报"]


def test_issuing_keeps_the_very_bytes_in_view(reports, qtbot):
    frozen(reports, qtbot)
    content = reports.viewer.view.file.content
    reports.issue()
    qtbot.waitUntil(lambda: reports.issued != ())
    drawn(qtbot, reports)
    with reports.runner.desk.work(read_only=True) as work:
        row = list_issued(work)[0]
        assert work.documents.get(row.sha256) == content
    assert not reports.issuing.isEnabled()
    issued = next(choice for choice in reports.panel.choices if choice.issued is not None)
    reports.panel.choose(issued)
    drawn(qtbot, reports)
    assert reports.viewer.view.file.content == content
    assert not reports.viewer.language.isEnabled()


def test_a_document_that_is_not_drawn_yet_cannot_be_issued_or_saved(reports, qtbot):
    """The file of what was chosen before is still in view: it must not go out under this name."""
    frozen(reports, qtbot)
    reports.panel.choose(DRAFT)
    assert reports.file() is None
    assert not reports.saving.isEnabled()
    drawn(qtbot, reports)
    assert reports.saving.isEnabled()
    reports.panel.choose(reports.panel.choices[1])
    assert not reports.issuing.isEnabled()
    reports.issue()
    drawn(qtbot, reports)
    assert reports.issued == ()
    assert reports.issuing.isEnabled()


def test_the_other_language_is_another_document(reports, qtbot):
    frozen(reports, qtbot)
    english = reports.viewer.view.file.content
    reports.viewer.language.setCurrentIndex(0)
    drawn(qtbot, reports)
    assert reports.file().content != english
    text = PdfReader(BytesIO(reports.viewer.view.file.content)).pages[0]
    assert "季度合规汇总" in text.extract_text()


def test_what_is_saved_is_what_was_seen(reports, qtbot, tmp_path):
    target = tmp_path / "saved.pdf"
    reports.save_to(target)
    qtbot.waitUntil(target.exists)
    drawn(qtbot, reports)
    assert target.read_bytes() == reports.viewer.view.file.content
    assert reports.file_name().endswith("Draft.pdf")


def file_dialog(page, qtbot) -> QFileDialog:
    qtbot.waitUntil(lambda: page.findChild(QFileDialog) is not None)
    dialog = page.findChild(QFileDialog)
    assert dialog.isVisible()
    return dialog


def test_saving_begins_in_the_documents_and_then_where_it_was_last(
    reports, qtbot, tmp_path, monkeypatch
):
    documents, other = tmp_path / "documents", tmp_path / "other"
    documents.mkdir()
    other.mkdir()
    monkeypatch.setattr(folders.QStandardPaths, "writableLocation", lambda _place: str(documents))
    reports.save()
    dialog = file_dialog(reports, qtbot)
    assert Path(dialog.directory().path()) == documents
    assert dialog.selectedFiles() == [str(documents / reports.file_name())]
    dialog.reject()
    qtbot.waitUntil(lambda: reports.findChild(QFileDialog) is None)
    reports.save_to(other / "saved.pdf")
    drawn(qtbot, reports)
    reports.save()
    assert Path(file_dialog(reports, qtbot).directory().path()) == other
    assert folders.last_folder() == other
    (other / "saved.pdf").unlink()
    other.rmdir()
    assert folders.last_folder() == documents


def test_the_buttons_say_their_keys(reports, qtbot):
    shown = {one.text() for one in reports.findChildren(ActionButton)}
    assert {"Print…  Ctrl+P", "Save as PDF…  Ctrl+S", "Issue  Ctrl+Shift+G"} <= shown
    assert "Close quarter…  Ctrl+Shift+W" in shown
    frozen(reports, qtbot)
    assert "Close anew…  Ctrl+Shift+W" in {one.text() for one in reports.findChildren(ActionButton)}
    assert reports.freezing.toolTip() == "Close anew… (Ctrl+Shift+W)"


def test_the_smallest_window_has_room_for_the_row_of_buttons(reports, qtbot):
    frozen(reports, qtbot)
    assert reports.freezing.text() == "Close anew…"
    sidebar = reports.window().width() - reports.width()
    assert reports.minimumSizeHint().width() + sidebar <= 1280


def test_the_foot_of_the_dialog_names_its_button(reports, qtbot):
    reports.freeze()
    dialog = freezing(reports, qtbot)
    assert dialog.save_button.text() == "Close the quarter"
    assert "Ctrl+Enter: Close the quarter" in dialog.foot_note.text()


def test_no_file_is_left_open_when_the_program_ends(tmp_path):
    """PDFium complains of what is open at the end; two files are, one that nobody holds."""
    script = (
        "import sys\n"
        "from io import BytesIO\n"
        "from parkdesk.gui.summaries.pdf_file import PdfFile\n"
        "from pypdf import PdfWriter\n"
        "writer = PdfWriter(); writer.add_blank_page(72, 72)\n"
        "out = BytesIO(); writer.write(out)\n"
        "kept = PdfFile(out.getvalue())\n"
        "dropped = PdfFile(out.getvalue()); document = dropped._document\n"
        "del dropped\n"
        "assert not document.raw, 'still open'\n"
        "sys.kept = kept\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_place_that_cannot_be_written_is_one_sentence(reports, qtbot, tmp_path):
    reports.save_to(tmp_path / "not there" / "saved.pdf")
    qtbot.waitUntil(reports.banner.isVisible)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_recognised_corrected_or_unknown(reports, qtbot, tmp_path, act_as):
    frozen(reports, qtbot)
    reports.issue()
    qtbot.waitUntil(lambda: reports.issued != ())
    drawn(qtbot, reports)
    kept = tmp_path / "kept.pdf"
    kept.write_bytes(reports.viewer.view.file.content)

    def verdict(path: Path) -> str:
        reports.banner.dismiss()
        reports.check_file(path)
        qtbot.waitUntil(reports.banner.isVisible)
        return reports.banner.text.text()

    assert verdict(kept).startswith("Genuine: HG-2026-Q3-001E")
    open_again(act_as, reports.shell.quarter)
    frozen(reports, qtbot, "更正从业人员")
    assert "更正从业人员" in verdict(kept)
    (tmp_path / "other.pdf").write_bytes(b"%PDF")
    assert verdict(tmp_path / "other.pdf").startswith("Unknown")
    assert "cannot be read" in verdict(tmp_path / "not there.pdf")


def test_no_printer_is_said_with_a_way_on(reports, monkeypatch):
    monkeypatch.setattr(printing, "has_printer", lambda: False)
    reports.print()
    assert reports.banner.isVisible()
    assert "save the PDF" in reports.banner.text.text()


def test_the_asked_pages_are_printed_from_the_file(reports, qtbot, tmp_path):
    printer = printing.new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    printer.setResolution(72)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert printing.pages_asked(printer, 9) == range(1, 3)
    reports.print_on(printer)
    drawn(qtbot, reports)
    qtbot.waitUntil((tmp_path / "paper.pdf").exists)
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == 2


def test_pages_are_drawn_turned_and_enlarged(reports, qtbot):
    view = reports.viewer.view
    view.repaint()
    qtbot.waitUntil(lambda: len(view._images) > 0 and view.is_drawn)
    view.setFocus()
    QTest.keySequence(reports.viewer, QKeySequence("Ctrl+PgDown"))
    view.go_to(2)
    assert view.page() == 2
    assert "2" in reports.viewer.pages.text()
    before = view.scale
    view.zoom_by(1.2)
    assert view.scale == pytest.approx(before * 1.2)
    assert view.page() == 2
    view.fit_width()
    assert view.scale == pytest.approx(before)
    view.go_to(len(view.file.sizes))
    assert view.page() == len(view.file.sizes)


def test_the_pages_show_at_once_that_they_have_the_keys(reports, qtbot):
    view = reports.viewer.view
    reports.window().activateWindow()
    reports.viewer.searched.setFocus()
    qtbot.waitUntil(lambda: view.is_drawn and reports.viewer.searched.hasFocus())

    def edge():
        return view.viewport().grab().toImage().pixelColor(0, view.viewport().height() // 2).name()

    before = edge()
    updated = []
    view.viewport().installEventFilter(watch := PaintWatch(updated))
    view.setFocus()
    qtbot.waitUntil(lambda: bool(updated))
    assert edge() != before
    updated.clear()
    reports.viewer.searched.setFocus()
    qtbot.waitUntil(lambda: bool(updated))
    assert edge() == before
    view.viewport().removeEventFilter(watch)


def test_the_keys_of_pages_turn_the_document_wherever_the_focus_is(reports, qtbot):
    person = Person(qtbot)
    bar = reports.viewer.view.verticalScrollBar()
    reports.window().activateWindow()
    for place in (reports.panel.list, reports.viewer.outline, reports.viewer.view):
        place.setFocus()
        qtbot.waitUntil(place.hasFocus)
        row = reports.panel.list.currentRow()
        bar.setValue(0)
        person.press("PgDown")
        assert bar.value() == bar.pageStep()
        person.press("PgDown")
        person.press("PgUp")
        assert bar.value() == bar.pageStep()
        assert reports.panel.list.currentRow() == row


def test_a_text_is_found_in_the_document(reports, qtbot):
    viewer = reports.viewer
    viewer.searched.setText("quarter")
    viewer.search()
    qtbot.waitUntil(lambda: "place" in viewer.found.text())
    viewer.search()
    assert viewer.found.text().startswith("2 of")
    viewer.searched.setText("no such words")
    viewer.search()
    qtbot.waitUntil(lambda: viewer.found.text() == "not found")


def test_the_contents_lead_to_their_pages(reports):
    entries = reports.viewer.outline.menu().actions()
    last = entries[-1]
    assert "Annex E" in last.text()
    last.trigger()
    assert reports.viewer.view.page() >= 3


def test_a_quarter_that_runs_cannot_be_frozen(reports, qtbot, workspace):
    workspace.quarter_picker.pick(workspace.quarter.shifted(1))
    drawn(qtbot, reports)
    assert dt.date(2026, 10, 12) <= workspace.quarter.last
    assert not reports.freezing.isEnabled()


def test_a_clerk_is_not_offered_to_freeze(act_as, qtbot, qapp):
    set_language("en")
    runner = Runner(act_as(Role.CLERK))
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page("summaries")
    drawn(qtbot, page)
    assert not page.freezing.isVisible()
    assert not page.issuing.isVisible()
    assert page.saving.isVisible()
    with runner.desk.work(read_only=True) as work:
        assert list_snapshots(work) == ()
    runner.close()
