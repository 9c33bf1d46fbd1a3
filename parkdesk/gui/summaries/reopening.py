"""Which dialog asks for, answers or takes back the opening of a closed quarter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from parkdesk.gui.page import Page
from parkdesk.gui.summaries.reopen_dialogs import reopening_dialog
from parkdesk.i18n import quarter_text, tr

if TYPE_CHECKING:
    from parkdesk.usecases.reopenings import ReopeningRow


def ask_about_reopening(page: Page, asked: ReopeningRow | None) -> None:
    """Open the dialog that fits: it depends on who asked, and on who else may answer."""
    from parkdesk.usecases.reopenings import others_who_answer

    page.runner.run(page, others_who_answer).done(partial(_open, page, asked))


def _open(page: Page, asked: ReopeningRow | None, others: int) -> None:
    dialog = reopening_dialog(page.runner, page, page.shell.quarter, asked, others)
    if dialog is None:
        # Who asked and why stands beside; somebody who may close quarters has to answer.
        page.shell.notify(tr("Another person who may close quarters has to answer."))
        return
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    quarter = quarter_text(page.shell.quarter)
    words = tr("Kept in the closing chain of {quarter}", quarter=quarter)
    dialog.saved.connect(lambda _row: page.shell.notify(words))
    dialog.open()
