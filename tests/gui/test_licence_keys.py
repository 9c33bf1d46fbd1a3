"""A clerk registers an enterprise from its licence, from the home page, counting command keys."""

import datetime as dt

from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.gui.enterprises.dialog import EnterpriseDialog
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.enterprises import EnterpriseRecord
from tests.gui.keys import Person
from tests.pages import dialog_of

MOST_KEYS = 16
"""anchors-features.md §4.2 a, row 14: a new enterprise in 16 K."""
LICENCE = (
    "91330100799655058B",
    "苏州凌云信息技术有限公司",
    "有限责任公司(自然人投资或控股)",
    "陈志远",
    "贰仟万元整",
    "2018年05月11日",
    "云湖市工业园区独墅湖大道 88 号",
)
"""统一社会信用代码, 名称, 类型, 法定代表人, 注册资本, 成立日期, 住所: the order of the licence."""


def test_a_licence_is_copied_in_at_most_sixteen_command_keys(qtbot, runner, desk):
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    workspace.activateWindow()
    qtbot.waitUntil(workspace.isActiveWindow)
    workspace.focus_first()
    qtbot.waitUntil(lambda: runner.is_idle)
    clerk = Person(qtbot)

    clerk.press(f"Ctrl+{[one.key for one in workspace.rail_pages].index('enterprises') + 1}")
    qtbot.waitUntil(lambda: workspace.page is not None and runner.is_idle)
    clerk.press("Ctrl+Shift+N")
    dialog = dialog_of(qtbot, workspace.page, EnterpriseDialog)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is dialog.code.editor)
    clerk.fill(*LICENCE)
    # Day of entry; the status stays 在园; then line, market and premises.
    clerk.fill("20260901", "")
    clerk.type("ITO"[0])
    clerk.press("Return")
    clerk.press("Return")
    clerk.type("A 座 3 层")
    with qtbot.waitSignal(dialog.saved):
        clerk.press("Ctrl+Return")

    assert len(clerk.commands) <= MOST_KEYS
    qtbot.waitUntil(lambda: runner.is_idle)
    with desk.work(read_only=True) as work:
        record = work.session.scalars(select(EnterpriseRecord)).one()
        assert (record.code, record.name, record.company_type) == LICENCE[:3]
        assert record.legal_representative == LICENCE[3]
        assert record.registered_capital_cents == 2_000_000_000
        assert record.founded_on == dt.date(2018, 5, 11)
        assert record.registered_address == LICENCE[6]
        assert record.entered_on == dt.date(2026, 9, 1)
        assert (record.status, record.building) == ("resident", "A 座 3 层")
        assert record.service_line == ServiceLine.ITO


def test_the_first_fields_stand_in_the_order_of_the_licence(qtbot, runner):
    dialog = EnterpriseDialog(runner, None, dt.date(2026, 10, 12))
    qtbot.addWidget(dialog)
    shown = [name for name, field in dialog.fields.items() if not field.box.isHidden()]
    assert shown[:7] == [
        "code",
        "name",
        "company_type",
        "legal_representative",
        "registered_capital_cents",
        "founded_on",
        "registered_address",
    ]
