from io import BytesIO

import pytest
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.editions import Authenticity
from parkdesk.gui.summaries.sign_dialog import SignDialog
from parkdesk.gui.summaries.verdict import read_document
from parkdesk.reports.quarterly import TEMPLATE, render_quarterly
from parkdesk.usecases.document_checks import check_document
from parkdesk.usecases.signed_copies import list_signed_copies
from parkdesk.usecases.summaries import freeze_quarter, issue_quarterly, snapshot
from tests.certificates import PASSPHRASE, authority, key_file


@pytest.fixture
def key(tmp_path):
    path = tmp_path / "director.p12"
    path.write_bytes(key_file(authority()))
    return path


@pytest.fixture
def reports(workspace, qtbot, runner):
    with runner.desk.work(read_only=False) as work:
        edition = freeze_quarter(work, Quarter(2026, 3))
        out = BytesIO()
        render_quarterly(snapshot(work, edition.id), out)
        issue_quarterly(work, edition.id, out.getvalue(), "zh_CN", TEMPLATE)
    page = workspace.open_page("summaries")
    qtbot.waitUntil(lambda: page.file() is not None and runner.is_idle)
    issued = next(one for one in page.panel.choices if one.issued is not None)
    page.panel.choose(issued)
    qtbot.waitUntil(lambda: page.copies.signing.isEnabled() and runner.is_idle)
    return page


def asked(page, qtbot) -> SignDialog:
    page.copies.signing.trigger()
    qtbot.waitUntil(lambda: page.findChild(SignDialog) is not None)
    return page.findChild(SignDialog)


def test_an_issued_document_is_signed_saved_and_checked(reports, qtbot, runner, key, tmp_path):
    dialog = asked(reports, qtbot)
    dialog.key_file.set_value(str(key))
    dialog.passphrase.set_value(PASSPHRASE)
    with qtbot.waitSignal(dialog.saved, timeout=20_000):
        dialog.submit()
    qtbot.waitUntil(lambda: runner.is_idle)
    with runner.desk.work(read_only=True) as work:
        (copy,) = list_signed_copies(work, Quarter(2026, 3))
    assert copy.facts.name == "陈志远"
    target = tmp_path / "signed.pdf"
    reports.copies.save_to(reports.choice.issued, target)
    qtbot.waitUntil(lambda: target.exists() and runner.is_idle)
    with runner.desk.work(read_only=True) as work:
        found = check_document(work, *read_document(target))
    assert (found.verdict, found.kept) == (Authenticity.GENUINE, copy)
    reports.check_file(target)
    qtbot.waitUntil(lambda: "陈志远" in reports.banner.text.text())
    reports.copies.signing.trigger()
    qtbot.waitUntil(lambda: copy.facts.name in reports.banner.text.text() and runner.is_idle)
    assert reports.findChild(SignDialog) is None or not reports.findChild(SignDialog).isVisible()


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(reports, qtbot, runner, key):
    dialog = asked(reports, qtbot)
    dialog.key_file.set_value(str(key))
    dialog.passphrase.set_value("wrong")
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.passphrase.problem != "")
    dialog.key_file.set_value(str(key.parent / "none.p12"))
    dialog.passphrase.set_value(PASSPHRASE)
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.key_file.problem != "" and runner.is_idle)
    assert dialog.passphrase.value() == PASSPHRASE
    with runner.desk.work(read_only=True) as work:
        assert list_signed_copies(work, Quarter(2026, 3)) == ()
    dialog.set_untouched()
    dialog.reject()


def test_the_file_is_chosen_and_the_passphrase_comes_next(reports, qtbot, key):
    dialog = asked(reports, qtbot)
    dialog.key_file.box.findChild(type(dialog.save_button)).click()
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(key))
    assert dialog.key_file.value() == str(key)
    chooser.close()
    dialog.set_untouched()
    dialog.reject()


def test_a_document_without_a_signed_copy_says_so(reports, qtbot):
    reports.copies.saving.trigger()
    number = reports.choice.issued.number
    qtbot.waitUntil(lambda: number in reports.banner.text.text())
