"""What the pictures of notices, payments, clawbacks and samples open."""

from __future__ import annotations

from typing import Any

from parkdesk.gui.scene_steps import afterwards


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
    """Open a form, that of a bank's answer without a batch that waits for one."""
    if action in {"answers", "answer", "sheet"}:
        if page.detail is None:
            afterwards(lambda: _act(page, action))
            return
        from parkdesk.gui.payments import answers_dialog, dialogs

        detail = page.detail
        if action == "answers":
            answers_dialog.AnswersDialog(page.runner, page, detail.row).open()
        elif action == "sheet":
            dialogs.BankSheetDialog(page.runner, page, detail).open()
        else:
            line = detail.lines[0]
            today = page.shell.today
            dialogs.AnswerDialog(page.runner, page, detail.row, line, today).open()
        return
    getattr(page, action).trigger()
