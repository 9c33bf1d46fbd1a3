"""Registered documents on the screen: looked at, issued, corrected, listed, checked."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.identity import Role
from parkdesk.domain.issued_documents import USUAL_MONTHS
from parkdesk.gui.documents.dialog import DocumentDialog
from parkdesk.gui.documents.page import IssuedFileDialog
from parkdesk.gui.documents.square_dialog import SquareDialog
from parkdesk.gui.faults import show_failed
from parkdesk.i18n import tr
from parkdesk.settings import load
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.scheduled_runs import note_run
from tests.pages import dialog_of, opened, settle
from tests.usecases import claim_stories as story

ROOM = 20_000


@pytest.fixture
def holder(desk):
    """An enterprise with a certificate that ends in half a year."""
    id_ = story.add_enterprise(desk)
    end = dt.date(2027, 4, 30)
    with desk.work(read_only=False) as work:
        work.add(
            CertificationRecord(
                enterprise_id=id_,
                enterprise_sort_key="",
                type_code="CMMI",
                level=3,
                number="CMMI-1",
                issued_on=end - dt.timedelta(days=1095),
                expires_on=end,
                expires_key=end,
                remind_key=end - dt.timedelta(days=180),
            )
        )
    return id_


@pytest.fixture
def page(qtbot, holder, runner):
    runner.failed.connect(show_failed)
    return opened(qtbot, runner, "documents")


def drawn(qtbot, page, kind=DocumentDialog):
    """The dialog, once its pages are there."""
    dialog = dialog_of(qtbot, page, kind)
    qtbot.waitUntil(lambda: dialog.file() is not None, timeout=ROOM)
    return dialog


def words(dialog):
    reader = PdfReader(BytesIO(dialog.file().content))
    return "".join("".join(one.extract_text() for one in reader.pages).split())


def issue(qtbot, dialog):
    """Issue what is in view; wait until the issued file is in view."""
    dialog.issuing.trigger()
    qtbot.waitUntil(
        lambda: (
            dialog.file() is not None
            and dialog.found is not None
            and dialog.found.kept(dialog.spoken) is not None
        ),
        timeout=ROOM,
    )


def test_a_list_is_issued_from_the_page_and_stands_in_it(qtbot, page):
    page.new.trigger()
    dialog = drawn(qtbot, page)
    assert dialog.issuing.isEnabled()
    assert "DQ-2026" not in words(dialog)
    issue(qtbot, dialog)
    assert "DQ-2026-0001-01E" in words(dialog)
    assert not dialog.issuing.isEnabled()
    assert dialog.file_name() == "DQ-2026-0001-01E.pdf"
    content = dialog.file().content
    dialog.reject()
    qtbot.waitUntil(lambda: page.table.current() is not None, timeout=ROOM)
    row = page.table.current()
    assert (row.number, row.corrected) == ("DQ-2026-0001-01E", False)
    page.table.opened.emit(row)
    shown = drawn(qtbot, page, IssuedFileDialog)
    assert shown.file().content == content
    assert shown.file_name() == "DQ-2026-0001-01E.pdf"
    shown.reject()


def test_another_language_is_another_print_of_the_same_edition(qtbot, page):
    dialog = page.open_expiries()
    dialog = drawn(qtbot, page)
    issue(qtbot, dialog)
    dialog.viewer.language.setCurrentIndex(dialog.viewer.language.findData("zh_CN"))
    qtbot.waitUntil(lambda: dialog.spoken == "zh_CN" and dialog.file() is not None, timeout=ROOM)
    assert dialog.issuing.isEnabled()
    issue(qtbot, dialog)
    assert dialog.file_name() == "DQ-2026-0001-01.pdf"
    dialog.reject()


def test_another_span_is_another_list(qtbot, page):
    page.open_expiries()
    dialog = drawn(qtbot, page)
    dialog.months.setCurrentIndex(dialog.months.findData(1))
    qtbot.waitUntil(lambda: dialog.file() is not None and dialog.asked.months == 1, timeout=ROOM)
    assert dialog.found.snapshot.expiries.lines == ()
    dialog.reject()


def test_a_correction_asks_for_its_reason(qtbot, page, desk, holder, runner):
    sheet = page.shell.open_page("enterprise", holder)
    qtbot.waitUntil(lambda: runner.is_idle and sheet.pack.isEnabled(), timeout=ROOM)
    sheet.pack.trigger()
    dialog = drawn(qtbot, sheet)
    assert dialog.reason.isHidden()
    issue(qtbot, dialog)
    dialog.reject()
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, holder).contact_name = "新联系人"
    sheet.open_pack()
    dialog = drawn(qtbot, sheet)
    assert not dialog.reason.isHidden()
    dialog.issuing.trigger()
    qtbot.waitUntil(lambda: dialog.banner.isVisible() and dialog.issuing.isEnabled(), timeout=ROOM)
    dialog.reason.setText("联系人已更换")
    issue(qtbot, dialog)
    assert "QY-2026-0001-02E" in words(dialog)
    dialog.reject()


def test_whoever_may_only_read_issues_nothing(qtbot, act_as, holder, runner):
    runner.desk = act_as(Role.AUDITOR)
    page = opened(qtbot, runner, "documents")
    page.open_expiries()
    dialog = drawn(qtbot, page)
    assert not dialog.issuing.isVisible()
    dialog.reject()


def test_a_file_and_its_square_are_checked(qtbot, page, tmp_path):
    page.open_expiries()
    dialog = drawn(qtbot, page)
    issue(qtbot, dialog)
    content, code = dialog.file().content, dialog.found.snapshot.code
    dialog.reject()
    file = tmp_path / "handed.pdf"
    file.write_bytes(content)
    page.check_file(file)
    qtbot.waitUntil(lambda: "Genuine: DQ-2026-0001-01E" in page.banner.text.text(), timeout=ROOM)
    file.write_bytes(content[:-9] + b"x" + content[-8:])
    page.check_file(file)
    qtbot.waitUntil(lambda: page.banner.text.text().startswith("Altered"), timeout=ROOM)
    page.square.trigger()
    asked = dialog_of(qtbot, page, SquareDialog)
    for said, told in (
        (f"DQ-2026-0001-01E {code}", "Genuine"),
        ("DQ-2026-0001-01E 0000-1111-2222", "Unknown"),
        ("whatever", "Type what"),
    ):
        asked.said.setText(said)
        qtbot.keyClick(asked.said, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda told=told: asked.answer.text.text().startswith(told), timeout=ROOM)
    asked.reject()


def test_what_the_schedule_wrote_is_told_until_it_is_seen(qtbot, page, desk):
    assert page.runs.isHidden()
    with desk.work(read_only=False) as work:
        note_run(work, "expiries", "12", folder="/no/such", file_name="DQ-2026-0001-01.pdf")
        note_run(work, "expiries", "99", problem="请输入月数")
    page.refresh()
    qtbot.waitUntil(lambda: not page.runs.isHidden(), timeout=ROOM)
    first, second = page.runs.text.text().splitlines()
    assert "请输入月数" in first
    assert "DQ-2026-0001-01.pdf" in second
    page.runs.open_folder()
    assert not page.runs.isHidden()
    page.runs.see()
    qtbot.waitUntil(page.runs.isHidden, timeout=ROOM)


def test_the_outbox_is_chosen_and_kept(qtbot, page, tmp_path):
    class Host:
        def keep(self, **changes):
            self.kept = changes

    host = Host()
    page.shell.settings_host = host
    dialog = page.choose_outbox()
    assert dialog.fileMode() is QFileDialog.FileMode.Directory
    dialog.reject()
    page.keep_outbox(str(tmp_path))
    assert host.kept == {"outbox_folder": str(tmp_path)}
    assert load().outbox_folder == ""


def test_the_list_is_shown_from_the_expiry_calendar_too(qtbot, page):
    worklist = page.window().open_page("reminders").worklist
    settle(qtbot, worklist)
    (action,) = (one for one in worklist.actions() if one.text() == tr("Expiry list…"))
    action.trigger()
    dialog = drawn(qtbot, worklist)
    assert dialog.asked.months == USUAL_MONTHS
    dialog.reject()
