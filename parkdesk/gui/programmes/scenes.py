"""What `parkdesk screenshots` opens on the programmes' page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer

from parkdesk.domain.issued_documents import DocumentKind, DocumentRequest
from parkdesk.gui.documents.dialog import open_document
from parkdesk.gui.programmes import editor as editing
from parkdesk.gui.programmes.budget_dialog import BudgetDialog
from parkdesk.gui.programmes.editor import ProgrammeEditor
from parkdesk.gui.scene_steps import afterwards, press, sought

_MORE_MS = 20
"""Asked again after so long, until the editor has what it shows."""
_TABS = {
    "figures": editing.FIGURES,
    "figure": editing.FIGURES,
    "threshold": editing.FIGURES,
    "clauses": editing.CLAUSES,
    "clause": editing.CLAUSES,
    "paper": editing.PAPERS,
    "cases": editing.CASES,
    "case": editing.CASES,
    "history": editing.HISTORY,
}


def open_rules(page: Any, what: str) -> None:  # noqa: ANN401 - the page of the scene
    """Open the rules of the newest programme, which is a draft, and one of its lists or forms."""
    if what == "account":
        _open_account(page)
        return
    editor = sought(page.open_rules(), "a programme")
    _when_loaded(editor, lambda: _open(editor, what))


def open_budget(page: Any) -> None:  # noqa: ANN401 - the page of the scene
    """Open the budget of the newest programme that is released: a draft has no money.

    The draft stays chosen: the scenes that follow show its rules.
    """
    BudgetDialog(page.runner, page, _released(page)).open()


def _open_account(page: Any) -> None:  # noqa: ANN401 - the page of the scene
    """Open the account of the newest programme that is released."""
    asked = DocumentRequest(DocumentKind.PROGRAMME, _released(page).id)
    open_document(page.runner, page, asked, page.shell.notify)


def _released(page: Any) -> Any:  # noqa: ANN401 - the page of the scene
    records = page.table.records
    row = records.row(records.loaded_place(lambda one: not one.draft))
    return sought(row, "a released programme")


def _when_loaded(editor: ProgrammeEditor, go_on: Callable[[], object]) -> None:
    if editor.draft is None or not editor.figures.records.is_settled:
        QTimer.singleShot(_MORE_MS, editor, lambda: _when_loaded(editor, go_on))
    else:
        go_on()


def _open(editor: ProgrammeEditor, what: str) -> None:
    editor.tabs.setCurrentIndex(_TABS.get(what, editing.FIGURES))
    if what in {"figure", "threshold"}:
        _edit(editor, "shares" if what == "figure" else "branch")
    elif what in {"clause", "paper"}:
        press(editor.add)
    elif what in {"case", "cases"}:
        # The tab was just opened: its rows come when everything in view is loaded.
        afterwards(lambda: editor.cases.select_place(0))
        if what == "case":
            afterwards(lambda: press(editor.edit))
    elif what == "head":
        press(editor.head)
    elif what == "release":
        press(editor.release)


def _edit(editor: ProgrammeEditor, key: str) -> None:
    rows = editor.shown_figures()
    place = next((place for place, row in enumerate(rows) if row.key == key), None)
    editor.figures.select_place(sought(place, key))
    afterwards(lambda: press(editor.edit))
