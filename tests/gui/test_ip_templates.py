"""The page of templates, through a real runner, database and file."""

import pytest

from parkdesk.domain.ip_templates import IpTemplateKind, IpTemplateState
from parkdesk.gui.faults import show_failed
from parkdesk.gui.ip.template_dialogs import HandOutDialog, TemplateDialog
from parkdesk.reports.specimen import Specimen, print_specimen
from parkdesk.usecases.ip_templates import template_content
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise


@pytest.fixture
def page(qtbot, desk, runner):
    with desk.work(read_only=False) as work:
        enterprise(work, name="太湖软件外包有限公司")
    return opened(qtbot, runner, "ip-templates")


@pytest.fixture
def paper(tmp_path):
    """A function that writes a PDF of this title and returns its place."""

    def write(title):
        path = tmp_path / f"{title}.pdf"
        path.write_bytes(print_specimen(Specimen(title, (("文本", title),), "园区")))
        return path

    return write


def until(qtbot, holds):
    qtbot.waitUntil(holds, timeout=20_000)


def accepted(qtbot, page, dialog):
    dialog.submit()
    until(qtbot, lambda: not dialog.isVisible())
    settle(qtbot, page)


@pytest.fixture
def put_here(qtbot, page, paper):
    """The page with one template on it."""
    page.new.trigger()
    dialog = dialog_of(qtbot, page, TemplateDialog)
    dialog.fields["title"].set_value("员工保密协议")
    dialog.fields["kind"].set_value(IpTemplateKind.NDA)
    dialog.fields["source"].set_value("园区服务窗口")
    dialog.submit()
    until(qtbot, lambda: bool(dialog.file.problem))
    dialog.read_file(paper("保密协议"))
    until(qtbot, lambda: dialog.file.value() == "保密协议.pdf")
    accepted(qtbot, page, dialog)
    until(qtbot, lambda: page._row is not None)
    return page


def test_a_template_is_put_here_and_its_file_exchanged(qtbot, put_here, paper, desk):
    put_here.edit.trigger()
    dialog = dialog_of(qtbot, put_here, TemplateDialog)
    dialog.fields["edition"].set_value("2027版")
    newer = paper("保密协议2027")
    dialog.read_file(newer)
    until(qtbot, lambda: dialog.file.value() == newer.name)
    accepted(qtbot, put_here, dialog)
    until(qtbot, lambda: put_here._row.form.edition == "2027版")
    with desk.work(read_only=True) as work:
        assert template_content(work, put_here._row.id).content == newer.read_bytes()


def test_a_file_that_is_no_document_is_refused_in_words(qtbot, page, runner, tmp_path):
    runner.failed.connect(show_failed)
    bad = tmp_path / "协议.pdf"
    bad.write_bytes(b"no document at all")
    page.new.trigger()
    dialog = dialog_of(qtbot, page, TemplateDialog)
    dialog.read_file(bad)
    until(qtbot, dialog.banner.isVisible)
    assert "协议.pdf" in dialog.banner.text.text()
    assert dialog.file.value() == ""


def test_a_copy_is_saved_as_the_file_was_put_here(qtbot, put_here, paper, tmp_path, desk):
    target = tmp_path / "副本.pdf"
    with desk.work(read_only=True) as work:
        content = template_content(work, put_here._row.id)
    put_here.save_to(target, content)
    until(qtbot, target.exists)
    settle(qtbot, put_here)
    assert target.read_bytes() == paper("保密协议").read_bytes()


def test_it_is_handed_out_until_it_is_taken_off(qtbot, put_here):
    put_here.hand_out.trigger()
    dialog = dialog_of(qtbot, put_here, HandOutDialog)
    dialog.enterprise.set_enterprise(1, "太湖软件外包有限公司")
    dialog.hours.set_tenths(5)
    accepted(qtbot, put_here, dialog)
    put_here.retire.trigger()
    until(qtbot, lambda: put_here._row.state is IpTemplateState.RETIRED)
    assert not put_here.hand_out.isEnabled()
    put_here.offer.trigger()
    until(qtbot, lambda: put_here._row.state is IpTemplateState.OFFERED)
    put_here.delete.trigger()
    put_here.banner._buttons[0].click()
    until(qtbot, lambda: put_here.table.records.total == 0)
