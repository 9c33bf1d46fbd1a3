"""What the pictures of notices, payments, clawbacks and samples open."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QDialog

from parkdesk.domain.payment_returns import Returned, ReturnState
from parkdesk.domain.person_bars import BarState
from parkdesk.gui.scene_steps import afterwards
from parkdesk.usecases.payment_endings import Unfinished
from parkdesk.usecases.person_bars import BarRow

_ON_ROW: dict[str, tuple[str, str, int]] = {
    "clawback-plan": ("open", "", 2),
    "clawback-receipt": ("open", "receive", -1),
    "clawback-receipts": ("open", "", 3),
    "notice-claims": ("open", "", 1),
    "notice-objection": ("open", "object", -1),
    "notice-objections": ("open", "", 2),
    "notice-withdraw": ("open", "withdraw", -1),
    "payment-answer": ("settled", "answer", -1),
    "payment-answers": ("settled", "answers", -1),
    "payment-approve": ("made", "approve", -1),
    "payment-cancel": ("made", "cancel", -1),
    "payment-holds": ("settled", "", 2),
    "payment-lines": ("settled", "", 1),
    "payment-return": ("settled", "return", 1),
    "payment-return-decide": ("settled", "decide", 1),
    "payment-sheet": ("settled", "sheet", -1),
    "payment-sheets": ("settled", "", 3),
    "verification-drawn": ("open", "", 1),
}
"""In which state the row is that is chosen, what is done with it, which tab is shown."""
_ON_PAGE = {
    "budget-allotment": "edit",
    "clawback-new": "new",
    "notice-calendar": "calendar",
    "notice-new": "new",
    "payment-new": "new",
    "verification-new": "new",
}
_ON_LIST: dict[str, tuple[str, str, str]] = {
    "clawback-bar": ("bars", "BarsDialog", "new"),
    "clawback-bars": ("bars", "BarsDialog", ""),
    "payment-template": ("templates", "BankSheetsDialog", "new"),
    "payment-templates": ("templates", "BankSheetsDialog", ""),
}
"""Which action opens the list, its class, and what is done with its first row."""


def open_money(name: str, page: Any) -> None:  # noqa: ANN401
    """Open what a picture of `scene_list` shows."""
    if name in _ON_ROW:
        on_row(page, *_ON_ROW[name])
    elif name in _ON_LIST:
        on_list(page, *_ON_LIST[name])
    elif name == "payment-finish":
        open_finish(page)
    elif name == "clawback-lift":
        open_lift(page)
    else:
        getattr(page, _ON_PAGE[name]).trigger()


def on_row(page: Any, wanted: str, action: str, tab: int = -1) -> None:  # noqa: ANN401
    """Choose the first row in a state, show a tab of its panel, then trigger an action there."""
    rows = page.table.records
    place = rows.loaded_place(lambda row: row.state.value == wanted)
    if place < 0:
        return
    page.table.select_place(place)

    def act() -> None:
        if tab >= 0:
            page.panel.tabs.setCurrentIndex(tab)
        if action:
            _act(page, action)

    afterwards(act)


def _act(page: Any, action: str) -> None:  # noqa: ANN401
    """Open a form, those about a batch's lines without a batch that waits for one."""
    if action not in _FORMS:
        getattr(page, action).trigger()
    elif page.detail is None:
        afterwards(lambda: _act(page, action))
    else:
        _form(page, action).open()


_FORMS = frozenset({"answers", "answer", "sheet", "return", "decide"})


def _form(page: Any, action: str) -> QDialog:  # noqa: ANN401
    from parkdesk.gui.payments import answers_dialog, dialogs, returns_dialogs

    runner, detail, today = page.runner, page.detail, page.shell.today
    line = detail.lines[0]
    if action == "answers":
        return answers_dialog.AnswersDialog(runner, page, detail.row)
    if action == "return":
        return returns_dialogs.ReturnDialog(runner, page, detail.row, line, today)
    if action == "decide":
        found = line.returned or _came_back(today)
        return returns_dialogs.DecideReturnDialog(runner, page, line, found)
    if action == "sheet":
        return dialogs.BankSheetDialog(runner, page, detail)
    return dialogs.AnswerDialog(runner, page, detail.row, line, today)


def _came_back(today: dt.date) -> Returned:
    """Return what somebody may have entered, where the park has no transfer that came back."""
    return Returned(1, 1, ReturnState.ENTERED, today, "收款账户已销户", 1, "吴会计", "")


def open_finish(page: Any) -> None:  # noqa: ANN401
    """Open the ending of a claim; no claim of the demonstration park waits for it."""
    from parkdesk.gui.payments.finish_dialog import FinishClaimDialog

    found = Unfinished(1, 1, "PX-2026-0007", "无锡太湖软件外包有限公司", 450_000, 450_000, 2, ())
    FinishClaimDialog(page.runner, page, (found,)).open()


def open_lift(page: Any) -> None:  # noqa: ANN401
    """Open the lifting of a bar; nobody of the demonstration park is barred."""
    from parkdesk.gui.clawbacks.bars_dialog import LiftBarDialog

    today = page.shell.today
    bar = BarRow(
        id=1,
        version=1,
        name="王小明",
        id_number="3201**********0011",
        state=BarState.HOLDING,
        from_on=today,
        until_on=today.replace(year=today.year + 2),
        lifted_on=None,
        document_number="商服[2026]18号",
        reason="提供虚假学历证书",
        lifting="",
        clawback="",
        set_by="林主任",
    )
    LiftBarDialog(page.runner, page, bar, today).open()


def on_list(page: Any, action: str, dialog: str, then: str) -> None:  # noqa: ANN401
    """Open a list by an action of the page, choose its first row, and do something with it."""
    getattr(page, action).trigger()

    def act() -> None:
        found = next(one for one in page.findChildren(QDialog) if type(one).__name__ == dialog)
        found.table.select_place(0)
        if then:
            made = getattr(found, then)
            made.setEnabled(True)
            made.trigger()

    afterwards(act)
