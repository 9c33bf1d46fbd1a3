"""Printing a claim from its desk: one key, which document first, numbers, headings, offset."""

import datetime as dt
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from parkdesk.domain.claim_forms import TITLE, ClaimForm
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.identity import Role
from parkdesk.gui.claims.form_headings_dialog import FormHeadingsDialog
from parkdesk.gui.claims.offset_dialog import OffsetDialog, ShiftedOutputs, keep_offset, offset_of
from parkdesk.gui.claims.print_dialog import ClaimPrintDialog
from parkdesk.gui.claims.printing import Document
from parkdesk.gui.claims.return_dialog import ReturnDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.summaries.printing import new_printer, print_pages
from parkdesk.gui.workspace import Workspace
from parkdesk.reports.offset_page import render_offset_page
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_prints import correction_notice
from parkdesk.usecases.claim_returns import return_claim
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person


@pytest.fixture
def open_as(qtbot):
    """Open a claim's desk as the person of a role."""
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
def submitted(act_as):
    claim = story.add_claim(act_as(Role.CLERK), (person(1), person(2)))
    return story.submit(act_as(Role.CLERK), claim)


@pytest.fixture
def returned(act_as, submitted):
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        return return_claim(work, submitted.id, submitted.version, "请补正后重新提交")


def printing(qtbot, desk):
    """Press the key and wait for the pages."""
    qtbot.keyClick(desk, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.findChild(ClaimPrintDialog) is not None)
    dialog = desk.findChild(ClaimPrintDialog)
    pages(qtbot, dialog)
    return dialog


def pages(qtbot, dialog):
    """The text of the pages in view, once nothing is under way."""
    qtbot.waitUntil(lambda: dialog.runner.is_idle and dialog.file() is not None, timeout=20_000)
    reader = PdfReader(BytesIO(dialog.file().content))
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def test_after_a_return_one_key_shows_the_notice(qtbot, act_as, open_as, returned):
    dialog = printing(qtbot, open_as(act_as(Role.REVIEWER), returned))
    assert dialog.choice is Document.NOTICE
    assert "Correctionnotice" in pages(qtbot, dialog)
    assert dialog.whole.isHidden()
    assert not dialog.wording.isEnabled()
    assert returned.number in dialog.file_name()
    assert "学员" not in dialog.file_name()


def test_without_a_return_the_forms_come_first(qtbot, act_as, open_as, submitted):
    dialog = printing(qtbot, open_as(act_as(Role.REVIEWER), submitted))
    assert dialog.choice is Document.FORMS
    text = pages(qtbot, dialog)
    assert "Listofpersonshired" in text
    assert person(1).id_number not in text
    dialog.whole.setChecked(True)
    assert person(1).id_number in pages(qtbot, dialog)
    dialog.choose(ClaimForm.OPINIONS)
    assert "Opinionsofthedepartments" in pages(qtbot, dialog)
    assert dialog.whole.isHidden()
    dialog.choose(Document.TRACE)
    assert "howeachrowwasjudged" in pages(qtbot, dialog)
    dialog.choose(Document.FILE)
    assert "Fileofthecase" in pages(qtbot, dialog)


def test_who_may_not_see_numbers_is_not_offered_them(qtbot, act_as, open_as, submitted):
    dialog = printing(qtbot, open_as(act_as(Role.MANAGER), submitted))
    assert dialog.whole.isHidden()
    assert person(1).id_number not in pages(qtbot, dialog)


def test_a_heading_that_is_typed_stands_on_the_form(qtbot, act_as, open_as, submitted):
    dialog = printing(qtbot, open_as(act_as(Role.REVIEWER), submitted))
    dialog.choose(ClaimForm.HIRED)
    assert "Tobeconfirmed" in pages(qtbot, dialog)
    dialog.wording.trigger()
    qtbot.waitUntil(lambda: dialog.findChild(FormHeadingsDialog) is not None)
    form = dialog.findChild(FormHeadingsDialog)
    form.fields[TITLE].set_value("附件二 录用人员名册")
    form.confirmed.set_value(True)
    with qtbot.waitSignal(form.saved):
        form.submit()
    qtbot.waitUntil(lambda: dialog.runner.is_idle)
    text = pages(qtbot, dialog)
    assert "附件二录用人员名册" in text
    assert "Tobeconfirmed" not in text


def test_a_clerk_is_not_offered_the_headings(qtbot, act_as, open_as, submitted):
    dialog = printing(qtbot, open_as(act_as(Role.CLERK), submitted))
    assert not dialog.wording.isVisible()


def test_the_day_to_answer_by_is_kept_with_the_return(qtbot, act_as, open_as, submitted):
    desk = open_as(act_as(Role.REVIEWER), submitted)
    desk.step(ClaimAction.RETURN)
    qtbot.waitUntil(lambda: desk.findChild(ReturnDialog) is not None)
    dialog = desk.findChild(ReturnDialog)
    dialog.reason.set_value("请补正后重新提交")
    dialog.answer_by.set_value(dt.date(2026, 10, 30))
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    with act_as(Role.REVIEWER).work(read_only=True) as work:
        assert correction_notice(work, submitted.id).answer_by == dt.date(2026, 10, 30)
        assert claim_detail(work, submitted.id).row.state.value == "returned"


def test_an_offset_is_kept_for_each_printer(qtbot, runner):
    owner = Workspace(runner)
    qtbot.addWidget(owner)
    printers = (r"\\server\HP 1020", "前台")
    dialog = OffsetDialog(runner, owner, printers)
    dialog.printer.set_value(printers[0])
    dialog.right.set_value(15)
    dialog.down.set_value(-8)
    with qtbot.waitSignal(dialog.saved):
        dialog.submit()
    assert offset_of(printers[0]) == (15, -8)
    assert offset_of(printers[1]) == (0, 0)
    outputs = ShiftedOutputs(runner, owner, lambda _text: None)
    assert outputs.offset_of(printers[0]) == (15, -8)
    keep_offset(printers[0], (0, 0))


def test_an_offset_of_half_a_metre_is_a_slip(qtbot, runner):
    owner = Workspace(runner)
    qtbot.addWidget(owner)
    dialog = OffsetDialog(runner, owner, ("前台",))
    dialog.right.set_value(5000)
    dialog.submit()
    assert dialog.found_problems() == {"right": "field-offset"}
    assert offset_of("前台") == (0, 0)


def test_without_a_printer_nothing_can_be_set(qtbot, runner):
    owner = Workspace(runner)
    qtbot.addWidget(owner)
    dialog = OffsetDialog(runner, owner, ())
    assert dialog.test.isHidden()
    assert not dialog.save_button.isEnabled()


def test_a_page_is_moved_by_the_offset(qtbot, tmp_path, runner):
    at = dt.datetime(2026, 10, 12, tzinfo=dt.UTC)
    content = render_offset_page("test", (0, 0), at)
    left = []
    for offset in ((0, 0), (100, 0)):
        printer = new_printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        path = tmp_path / f"{offset[0]}.pdf"
        printer.setOutputFileName(str(path))
        app = QApplication.instance()
        runner.call(app, print_pages, content, printer, range(1), offset=offset)
        qtbot.waitUntil(lambda: runner.is_idle, timeout=20_000)
        left.append(_left_edge(path))
    assert abs((left[1] - left[0]) - 10 / 25.4 * 72) < 1.5


def _left_edge(path):
    document = pdfium.PdfDocument(path.read_bytes())
    picture = document[0].render(scale=1).to_pil().convert("L").point(lambda g: g < 200 and 255)
    document.close()
    return picture.getbbox()[0]


def test_headings_and_offset_are_reached_with_keys(qtbot, act_as, open_as, submitted):
    dialog = printing(qtbot, open_as(act_as(Role.REVIEWER), submitted))
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(dialog, Qt.Key.Key_H, alt)
    qtbot.waitUntil(lambda: dialog.findChild(FormHeadingsDialog) is not None)
    dialog.findChild(FormHeadingsDialog).done(0)
    qtbot.waitUntil(lambda: dialog.findChild(FormHeadingsDialog) is None)
    # Without a window manager nobody hands the window back.
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog, Qt.Key.Key_O, alt)
    qtbot.waitUntil(lambda: dialog.findChild(OffsetDialog) is not None)
