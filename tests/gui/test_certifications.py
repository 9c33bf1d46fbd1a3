"""The register of certificates, through a real runner and database."""

import datetime as dt

import openpyxl
import pytest
from PySide6.QtCore import Qt

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.gui.certifications.dialog import CertificationDialog
from parkdesk.gui.certifications.stop_dialog import StopDialog
from parkdesk.gui.exporting import export_to
from parkdesk.gui.field_form import starred
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_lists import CertificationFilter
from parkdesk.usecases.certifications import register_certification
from tests.pages import OPENING_MS, dialog_of, opened, settle
from tests.registers import benchmark, enterprise, iso

D = dt.date


@pytest.fixture
def ids(desk):
    with desk.work(read_only=False) as work:
        owner = enterprise(work, name="太湖软件外包有限公司", initials="thrjwbyxgs", pinyin="taihu")
        other = enterprise(work, name="凌云信息有限公司", initials="lyxxyxgs", pinyin="lingyun")
        return {
            "owner": owner,
            "expiring": register_certification(work, benchmark(owner, issued_on=D(2023, 12, 1))),
            "expired": register_certification(work, iso(other, issued_on=D(2021, 5, 10))),
            "valid": register_certification(work, iso(other, issued_on=D(2025, 5, 10))),
        }


@pytest.fixture
def page(qtbot, ids, runner):
    return opened(qtbot, runner, "certifications")


def detail_of(desk, id_):
    with desk.work(read_only=True) as work:
        return certification_detail(work, id_)


def test_the_register_begins_with_what_is_in_force_the_next_to_expire_on_top(page, ids):
    assert page.table.records.total == 2
    assert page.current_id() == ids["expiring"]
    assert "太湖软件外包有限公司" in page.panel.subtitle.text()
    assert page.panel.timeline.sizeHint().height() > 50


def test_filters_narrow_the_list(qtbot, page, ids):
    page.status.set_value(CertificationStatus.EXPIRED)
    settle(qtbot, page)
    assert page.table.records.row(0).id == ids["expired"]
    page.clear_filters()
    settle(qtbot, page)
    assert page.table.records.total == 3
    page.within.set_value(90)
    settle(qtbot, page)
    assert page.table.records.total == 1


def test_the_expiry_is_computed_as_one_types(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, CertificationDialog)
    dialog.type.set_value("CMMI")
    dialog.model.set_value("CMMI V2.0")
    dialog.method.set_value("sustainment")
    dialog.issued_on.set_value(D(2026, 4, 1))
    dialog.issued_on.changed.emit()
    assert dialog.expires_on.editor.placeholderText() == "2028-04-01"
    dialog.type.set_value("SAS70")
    assert dialog.level.box.isHidden()
    assert dialog.expires_on.editor.placeholderText() == "YYYY-MM-DD"


def test_a_refused_form_stays_open_with_its_problem_at_the_field(qtbot, page, ids):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, CertificationDialog)
    dialog.enterprise.set_enterprise(ids["owner"], "太湖软件外包有限公司")
    dialog.type.set_value("CMMI")
    dialog.model.set_value("CMMI V2.0")
    dialog.method.set_value("sustainment")
    dialog.level.set_value(3)
    dialog.fields["number"].set_value("A-77")
    dialog.issued_on.set_value(D(2026, 4, 1))
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.method.problem))
    assert dialog.isVisible()
    assert dialog.fields["number"].value() == "A-77"


def test_a_certificate_is_renewed_with_seven_command_keys(qtbot, page, desk, ids):
    keys = 0

    def press(key, modifier=Qt.KeyboardModifier.NoModifier, widget=None):
        nonlocal keys
        keys += 1
        qtbot.keyClick(widget or dialog.focusWidget(), key, modifier)

    page.window().activateWindow()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    qtbot.keyClick(page.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    keys += 1
    dialog = dialog_of(qtbot, page, CertificationDialog)
    qtbot.waitUntil(dialog.fields["number"].editor.hasFocus)
    qtbot.keyClicks(dialog.focusWidget(), "A-2")
    press(Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.focusWidget(), "20261001")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    renewed = detail_of(desk, ids["expiring"])
    assert renewed.row.status is CertificationStatus.SUPERSEDED
    assert detail_of(desk, renewed.renewed_by_id).row.expires_on == D(2029, 10, 1)
    assert page.current_id() == renewed.renewed_by_id
    assert keys <= 7


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_an_enterprise_is_chosen_by_initials_and_enter(qtbot, page, ids):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, CertificationDialog)
    field = dialog.enterprise
    qtbot.keyClicks(field.editor, "thrj")
    qtbot.waitUntil(field._popup.isVisible)
    qtbot.keyClick(field._popup, Qt.Key.Key_Return)
    assert field.value() == ids["owner"]
    assert field.editor.text() == "太湖软件外包有限公司"
    assert dialog.focusWidget() is not field.editor
    field.focus()
    qtbot.keyClicks(field.editor, "ly")
    assert field.editor.text() == "ly"


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
@pytest.mark.parametrize("typed", ["cmmi3", "cmmi 3", "CMMI L3", "cmmi-dev ml3"])
def test_a_kind_is_typed_with_its_level(qtbot, page, typed):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, CertificationDialog)
    dialog.type.focus()
    qtbot.keyClicks(dialog.type._line, typed)
    # The rest of the form follows already while one types.
    assert dialog.model.box.isVisible()
    qtbot.keyClick(dialog.type._line, Qt.Key.Key_Tab)
    assert dialog.type.problem == ""
    assert (dialog.type.value(), dialog.level.value()) == ("CMMI", 3)


@pytest.mark.qt_log_ignore("does not support")  # Offscreen, a pop-up cannot grab the keyboard.
def test_a_word_that_is_no_kind_stays_a_problem(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, CertificationDialog)
    dialog.type.focus()
    qtbot.keyClicks(dialog.type._line, "xyz3")
    qtbot.keyClick(dialog.type._line, Qt.Key.Key_Tab)
    assert dialog.type.problem


def test_the_level_is_marked_as_needed_where_the_method_gives_one(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, CertificationDialog)
    dialog.type.set_value("CMMI")
    assert dialog.level.name_label.text() == starred(dialog.level.title)
    dialog.method.set_value("evaluation")
    assert not dialog.level.required
    assert not dialog.level.name_label.text().endswith("*")


def test_an_unknown_enterprise_is_a_problem_at_its_field(qtbot, page):
    page.new.trigger()
    dialog = dialog_of(qtbot, page, CertificationDialog)
    qtbot.keyClicks(dialog.enterprise.editor, "zzzz")
    assert dialog.enterprise.check() == "unknown-enterprise"


def test_a_certificate_is_suspended_and_resumed(qtbot, page, desk, ids):
    page.stop.trigger()
    dialog = dialog_of(qtbot, page, StopDialog)
    dialog.reason.set_value("监督审核未通过")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    assert detail_of(desk, ids["expiring"]).row.status is CertificationStatus.SUSPENDED
    page.show_record(ids["expiring"])
    settle(qtbot, page)
    page.stop.trigger()
    resume = next(one for one in page.findChildren(StopDialog) if one.isVisible())
    assert resume.on.value() == D(2026, 10, 12)
    resume.reason.set_value("整改完成")
    resume.submit()
    qtbot.waitUntil(lambda: not resume.isVisible())
    settle(qtbot, page)
    assert detail_of(desk, ids["expiring"]).row.status is CertificationStatus.EXPIRING


def test_deleting_asks_first(qtbot, page, ids):
    page.delete.trigger()
    assert page.banner.isVisible()
    page.banner._buttons[0].click()
    settle(qtbot, page)
    assert page.table.records.total == 1


def test_the_list_is_saved_as_it_is_shown_and_can_be_read_again(qtbot, page, tmp_path):
    path = tmp_path / "certificates.xlsx"
    export_to(page, page.export_spec(), path)
    qtbot.waitUntil(path.exists)
    settle(qtbot, page)
    sheet = openpyxl.load_workbook(path).active
    assert sheet.max_row == 3
    dialog = page.open_import()
    assert isinstance(dialog, ImportDialog)
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not None)
    assert not dialog.preview.problems
    assert len(dialog.preview.rows) == 2


def test_after_an_import_one_goes_on_at_the_first_that_changed(qtbot, page, tmp_path):
    path = tmp_path / "certificates.xlsx"
    export_to(page, page.export_spec(), path)
    qtbot.waitUntil(path.exists)
    settle(qtbot, page)
    book = openpyxl.load_workbook(path)
    headings = [cell.value for cell in book.active[1]]
    book.active.cell(3, headings.index("Remarks") + 1, "seen by hand")
    book.save(path)
    page.table.select_place(0)
    second = page.table.records.row(1).id
    dialog = page.open_import()
    dialog.read_file(path)
    qtbot.waitUntil(lambda: dialog.preview is not None, timeout=OPENING_MS)
    assert dialog.apply_button.isEnabled()
    with qtbot.waitSignal(dialog.imported, timeout=OPENING_MS):
        dialog.apply()
    dialog.reject()
    settle(qtbot, page)
    qtbot.waitUntil(lambda: page.table.current().id == second, timeout=OPENING_MS)
    assert page.window().focusWidget() is page.table


def test_the_filter_of_the_page_is_the_filter_of_the_list(page):
    assert page.criteria() == CertificationFilter(in_force=True)


def test_the_register_is_read_as_at_another_day(qtbot, page, ids):
    page.shell.read_as_at(D(2022, 1, 10))
    settle(qtbot, page)
    assert page.table.records.total == 1
    assert page.table.records.row(0).id == ids["expired"]
    assert page.table.records.row(0).status is CertificationStatus.VALID
    page.shell.read_as_at(None)
    settle(qtbot, page)
    assert page.table.records.total == 2
