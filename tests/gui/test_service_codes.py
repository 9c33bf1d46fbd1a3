"""The list of services among the settings, and an enterprise's services on its page."""

import datetime as dt

import pytest

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import Reach
from parkdesk.domain.programmes import Mark
from parkdesk.domain.service_codes import EditionForm, Layer, MappingState, SaveService
from parkdesk.gui.enterprises.sheet.service_dialog import ServiceDialog
from parkdesk.gui.faults import show_failed
from parkdesk.gui.service_codes.dialogs import CodeDialog, EditionDialog
from parkdesk.gui.service_codes.mapping_dialog import MappingDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.usecases.enterprise_services import add_enterprise_service, services_of_enterprise
from parkdesk.usecases.service_code_lists import list_service_codes
from parkdesk.usecases.service_codes import SaveCode, register_edition, save_service_code
from tests.pages import dialog_of
from tests.registers import enterprise

D = dt.date


@pytest.fixture
def park(desk):
    with desk.work(read_only=False) as work:
        codes = {one.code: one.id for one in list_service_codes(work, "2007-regime")}
        id_ = enterprise(work, name="太湖软件外包有限公司")
        form = SaveService(
            codes["ITO-OPER"], Reach.OFFSHORE, Layer.OPERATIONAL, True, D(2020, 1, 1)
        )
        add_enterprise_service(work, id_, form)
        form = EditionForm("试验分类", D(2026, 1, 1), source="试验", certainty=Mark("A"))
        newer = register_edition(work, form)
        save_service_code(work, newer, SaveCode("1", "信息技术外包", ServiceLine.ITO))
        save_service_code(work, newer, SaveCode("11", "系统操作服务", parent="1"))
        return {"enterprise": id_, "newer": newer}


@pytest.fixture
def workspace(qtbot, runner, park):
    runner.failed.connect(show_failed)
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    return workspace


@pytest.fixture
def section(qtbot, workspace):
    page = workspace.open_page("admin")
    page.show_section("service-codes")
    section = page.sections["service-codes"]
    settle(qtbot, section)
    return section


def settle(qtbot, section):
    qtbot.waitUntil(
        lambda: (
            section.runner.is_idle
            and section.editions.records.is_settled
            and section.codes.records.is_settled
            and not section._refreshing.isActive()
        ),
        timeout=10_000,
    )


def test_the_edition_in_use_is_in_view_and_the_standard_waits(section, park):
    assert section.current_edition().code == park["newer"]
    assert section.editions.current().code == park["newer"]
    assert [one.code for one in section.codes_known] == ["1", "11"]
    waiting = {one.code: one.size for one in section.editions_known}
    assert waiting["gbt-46403-2025"] == 0


def test_another_edition_shows_its_tree(qtbot, section):
    codes = [one.code for one in section.editions_known]
    section.editions.select_place(codes.index("2007-regime"))
    settle(qtbot, section)
    assert len(section.codes_known) == 9
    assert "Keys of our own" in section.facts.text()
    assert not section.map.isEnabled()


def test_an_edition_and_a_class_are_added(qtbot, section):
    section.new.trigger()
    dialog = dialog_of(qtbot, section, EditionDialog)
    dialog.fields["title"].set_value("目录 2027")
    dialog.fields["document"].set_value("DOC 7-2027")
    dialog.fields["valid_from"].set_value(D(2027, 1, 1))
    dialog.fields["source"].set_value("试验")
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, section)
    qtbot.waitUntil(lambda: section.current_edition().code == "doc-7-2027")
    settle(qtbot, section)
    section.add_code.trigger()
    form = dialog_of(qtbot, section, CodeDialog)
    form.fields["code"].set_value("K")
    form.fields["name"].set_value("知识流程外包")
    form.line.set_value(ServiceLine.KPO)
    form.submit()
    qtbot.waitUntil(lambda: not form.isVisible())
    settle(qtbot, section)
    qtbot.waitUntil(lambda: [one.code for one in section.codes_known] == ["K"])


def test_a_class_is_corrected_and_deleted(qtbot, section):
    section.codes.select_place(1)
    section.edit_code.trigger()
    form = dialog_of(qtbot, section, CodeDialog)
    assert form.fields["parent"].value() == "1"
    assert not form.line.editor.isEnabled()
    form.fields["name"].set_value("系统运维服务")
    form.submit()
    qtbot.waitUntil(lambda: not form.isVisible())
    settle(qtbot, section)
    qtbot.waitUntil(lambda: section.codes_known[1].name == "系统运维服务")
    section.codes.select_place(1)
    section.delete_code.trigger()
    section.banner._buttons[0].click()
    settle(qtbot, section)
    qtbot.waitUntil(lambda: len(section.codes_known) == 1)


def test_services_follow_when_a_person_says_so(qtbot, section, park, desk):
    section.map.trigger()
    dialog = dialog_of(qtbot, section, MappingDialog)
    qtbot.waitUntil(lambda: dialog.runner.is_idle and dialog.table.records.is_settled)
    rows = {one.code: one for one in dialog._mapping.rows}
    assert rows["ITO-OPER"].state is MappingState.SUGGESTED
    dialog.submit()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert dialog.isVisible()
    dialog.confirm_all.click()
    qtbot.waitUntil(
        lambda: any(one.state is MappingState.CONFIRMED for one in dialog._mapping.rows)
    )
    qtbot.waitUntil(lambda: dialog.runner.is_idle and dialog.table.records.is_settled)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    with desk.work(read_only=True) as work:
        offered = services_of_enterprise(work, park["enterprise"], work.today)
    assert [one.code.code for one in offered] == ["11"]


def test_the_import_of_a_table_opens_for_the_edition(section, park):
    dialog = section.open_import()
    assert dialog.isVisible()
    dialog.reject()


def test_the_tab_of_an_enterprise_shows_and_takes_services(qtbot, workspace, park):
    page = workspace.open_page("enterprise", park["enterprise"])
    qtbot.waitUntil(lambda: page.runner.is_idle)
    page.show_tab("chain")
    qtbot.waitUntil(lambda: page.runner.is_idle)
    tab = page.tabs_made["chain"]
    qtbot.waitUntil(lambda: len(tab.services.rows) == 1)
    tab.new.trigger()
    dialog = dialog_of(qtbot, tab, ServiceDialog)
    qtbot.waitUntil(lambda: dialog.runner.is_idle)
    with page.runner.desk.work(read_only=True) as work:
        code = list_service_codes(work, park["newer"])[1]
    dialog.code.set_value(code.id)
    dialog.fields["reach"].set_value(Reach.BOTH)
    dialog.fields["layer"].set_value(Layer.STRATEGIC)
    dialog.main.set_value(True)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: len(tab.services.rows) == 3)
    assert [one.code.code for one in tab.services.rows if one.is_main] == ["11", "ITO-OPER"]
    tab.services.table.select_place(1)
    tab.remove.trigger()
    page.banner._buttons[0].click()
    qtbot.waitUntil(lambda: len(tab.services.rows) == 2)


def test_the_register_is_narrowed_by_a_class_of_services(qtbot, workspace):
    page = workspace.open_page("enterprises")
    qtbot.waitUntil(lambda: page.runner.is_idle)
    qtbot.waitUntil(lambda: any("11 系统操作服务" in page.line.itemText(at) for at in range(9)))
    page.line.set_plain("11")
    assert (page.criteria().service_line, page.criteria().service_code) == (None, "11")
    page.line.set_plain("ITO")
    assert (page.criteria().service_line, page.criteria().service_code) == (ServiceLine.ITO, None)
