"""Choosing the sections of the pack and writing its words, by the keyboard."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from parkdesk.domain.packs import BOTH, STANDARD, Section
from parkdesk.gui.summaries.pack_dialog import PackDialog
from parkdesk.gui.summaries.text_dialog import TextDialog
from parkdesk.usecases.packs import list_pack_templates, quarter_text
from parkdesk.usecases.summaries import list_issued
from tests.gui.keys import Person
from tests.gui.test_summaries import drawn, frozen
from tests.pages import dialog_of


@pytest.fixture
def reports(workspace, qtbot, runner):
    page = workspace.open_page("summaries")
    qtbot.waitUntil(lambda: page.file() is not None and runner.is_idle, timeout=20_000)
    return page


def choosing(qtbot, page) -> PackDialog:
    page.pack.choosing.trigger()
    return dialog_of(qtbot, page, PackDialog)


def pages(page) -> list[str]:
    reader = PdfReader(BytesIO(page.file().content))
    return [one.extract_text() for one in reader.pages]


def alone(dialog, section):
    """Leave one section checked."""
    for place in range(dialog.list.count()):
        item = dialog.list.item(place)
        wanted = item.data(Qt.ItemDataRole.UserRole) == section.value
        item.setCheckState(Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)


def test_sections_are_taken_out_and_moved_by_the_keyboard(reports, qtbot):
    dialog = choosing(qtbot, reports)
    assert dialog.list.sections() == STANDARD
    dialog.list.setFocus()
    person = Person(qtbot)
    person.press("Space")
    person.press("Down")
    person.press("Alt+Down")
    assert dialog.list.sections()[:2] == (Section.FINDINGS, Section.FIGURES)
    dialog.submit()
    qtbot.waitUntil(lambda: reports.pack.plan is not None, timeout=20_000)
    drawn(qtbot, reports)
    text = "".join(pages(reports))
    assert text.index("1 Compliance findings") < text.index("2 Figures of the quarter")
    assert reports.panel.pack.text() == "Sections chosen for this time"


def test_the_preview_is_the_file_of_the_sections_chosen(reports, qtbot):
    whole = reports.file().content
    dialog = choosing(qtbot, reports)
    alone(dialog, Section.RETURNS)
    dialog.language.set_value(BOTH)
    dialog.submit()
    qtbot.waitUntil(lambda: reports.pack.plan is not None, timeout=20_000)
    qtbot.waitUntil(
        lambda: reports.file() is not None and reports.file().content != whole, timeout=20_000
    )
    drawn(qtbot, reports)
    text = "".join(pages(reports))
    assert "1  统计报送" in text
    assert "1 Statistics discipline" in text
    assert "Contracts and execution" not in text


def test_nothing_chosen_is_said_and_not_drawn(reports, qtbot):
    dialog = choosing(qtbot, reports)
    for place in range(dialog.list.count()):
        dialog.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    dialog.submit()
    assert dialog.isVisible()
    assert "one section" in dialog.banner.text.text()
    dialog.done(0)


def test_a_template_is_kept_chosen_again_and_deleted(reports, qtbot, desk):
    dialog = choosing(qtbot, reports)
    alone(dialog, Section.STAFF)
    dialog.name.set_value("人员版")
    dialog.submit()
    qtbot.waitUntil(lambda: reports.pack.plan is not None, timeout=20_000)
    drawn(qtbot, reports)
    assert reports.panel.pack.text() == "人员版"
    again = choosing(qtbot, reports)
    assert again.list.sections() == (Section.STAFF,)
    assert again.plan().version == 1
    again.template.set_value(None)
    assert again.list.sections() == STANDARD
    again.template.set_value(next(iter(again.templates)))
    assert again.list.sections() == (Section.STAFF,)
    again.deleting.click()
    qtbot.waitUntil(lambda: reports.pack.plan is None, timeout=20_000)
    drawn(qtbot, reports)
    with desk.work(read_only=True) as work:
        assert list_pack_templates(work) == ()


def test_words_are_written_and_printed_and_asked_about(reports, qtbot, desk):
    reports.pack.writing.trigger()
    dialog = dialog_of(qtbot, reports, TextDialog)
    dialog.fields["text"].set_value("本季在园企业 77 家。")
    dialog.submit()
    qtbot.waitUntil(lambda: "77 家" in dialog.banner.text.text(), timeout=20_000)
    dialog.fields["text"].set_value("本季平稳。")
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.submit()
    with desk.work(read_only=True) as work:
        assert quarter_text(work, reports.shell.quarter).text == "本季平稳。"
    qtbot.waitUntil(
        lambda: reports.file() is not None and "本季平稳。" in "".join(pages(reports)),
        timeout=20_000,
    )
    drawn(qtbot, reports)


def test_a_document_with_unknown_figures_is_issued_when_asked_again(reports, qtbot, desk):
    reports.pack.writing.trigger()
    dialog = dialog_of(qtbot, reports, TextDialog)
    dialog.fields["text"].set_value("本季在园企业 77 家。")
    dialog.submit()
    qtbot.waitUntil(lambda: "77 家" in dialog.banner.text.text(), timeout=20_000)
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.banner.findChildren(QPushButton)[0].click()
    drawn(qtbot, reports)
    frozen(reports, qtbot)
    reports.issuing.trigger()
    qtbot.waitUntil(lambda: "77 家" in reports.banner.text.text(), timeout=20_000)
    with desk.work(read_only=True) as work:
        assert list_issued(work) == ()
    reports.banner.findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: reports.issued != (), timeout=20_000)
    drawn(qtbot, reports)
