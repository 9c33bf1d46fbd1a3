"""What the pictures of notices, payments, clawbacks and samples open."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog

from parkdesk.domain.payments import LineState
from parkdesk.gui.scene_steps import afterwards, press, sought
from parkdesk.usecases.payment_endings import Unfinished

_ON_ROW: dict[str, tuple[str, str, int]] = {
    "clawback-plan": ("open", "", 2),
    "clawback-receipt": ("open", "receive", -1),
    "clawback-receipts": ("open", "", 3),
    "notice-claims": ("open", "", 1),
    "notice-list": ("open", "issuing", -1),
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
    "clawback-lift": ("bars", "BarsDialog", "lift"),
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
    else:
        press(getattr(page, _ON_PAGE[name]))


def on_row(page: Any, wanted: str, action: str, tab: int = -1) -> None:  # noqa: ANN401
    """Choose the first row in a state, show a tab of its panel, then trigger an action there."""
    rows = page.table.records
    place = rows.loaded_place(lambda row: row.state.value == wanted)
    page.table.select_place(sought(place if place >= 0 else None, wanted))

    def act() -> None:
        if tab >= 0:
            page.panel.tabs.setCurrentIndex(tab)
        if action:
            _act(page, action)

    afterwards(act)


def _act(page: Any, action: str) -> None:  # noqa: ANN401
    """Open a form, those about a batch's lines without a batch that waits for one."""
    if action not in _FORMS:
        press(getattr(page, action))
    elif page.detail is None:
        afterwards(lambda: _act(page, action))
    else:
        _form(page, action).open()


_FORMS = frozenset({"answers", "answer", "sheet", "return", "decide"})


def _form(page: Any, action: str) -> QDialog:  # noqa: ANN401
    from parkdesk.gui.payments import answers_dialog, dialogs, returns_dialogs

    runner, detail, today = page.runner, page.detail, page.shell.today
    if action == "answers":
        return answers_dialog.AnswersDialog(runner, page, detail.row)
    if action == "return":
        paid = _line(detail, lambda one: one.state is LineState.PAID and one.returned is None)
        return returns_dialogs.ReturnDialog(runner, page, detail.row, paid, today)
    if action == "decide":
        line = _line(detail, lambda one: one.returned is not None)
        return returns_dialogs.DecideReturnDialog(runner, page, line, line.returned)
    if action == "sheet":
        return dialogs.BankSheetDialog(runner, page, detail)
    return dialogs.AnswerDialog(runner, page, detail.row, detail.lines[0], today)


def _line(detail: Any, wanted: Callable[[Any], bool]) -> Any:  # noqa: ANN401
    return sought(next(filter(wanted, detail.lines), None), "a line of the batch")


def open_finish(page: Any) -> None:  # noqa: ANN401
    """Open the ending of a claim; no claim of the demonstration park waits for it."""
    from parkdesk.gui.payments.finish_dialog import FinishClaimDialog

    found = Unfinished(1, 1, "PX-2025-0031", "云湖青禾软件有限公司", 450_000, 450_000, 2, ())
    FinishClaimDialog(page.runner, page, (found,)).open()


def on_list(page: Any, action: str, dialog: str, then: str) -> None:  # noqa: ANN401
    """Open a list by an action of the page, choose its first row, and do something with it."""
    press(getattr(page, action))

    def act() -> None:
        found = next(one for one in page.findChildren(QDialog) if type(one).__name__ == dialog)
        found.table.select_place(0)
        if then:
            press(getattr(found, then))

    afterwards(act)
