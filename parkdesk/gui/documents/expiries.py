"""The list of certificates that end soon, shown from wherever somebody looks after them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.issued_documents import USUAL_MONTHS, DocumentKind, DocumentRequest
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.documents.dialog import DocumentDialog, open_document
from parkdesk.i18n import tr
from parkdesk.usecases.certification_lists import list_certifications
from parkdesk.usecases.issued_documents import draft_document

if TYPE_CHECKING:
    from parkdesk.gui.page import Page
    from parkdesk.gui.runner import Runner


def open_expiries(runner: Runner, page: Page) -> DocumentDialog:
    """Show what ends in the coming year, as at the day in view."""
    asked = DocumentRequest(DocumentKind.EXPIRIES, day=page.shell.on, months=USUAL_MONTHS)
    return open_document(runner, page, asked, page.shell.notify)


def expiry_action(runner: Runner, page: Page) -> PageAction:
    """Return the action of a page of certificates that shows the list."""
    action = action_for(
        page,
        runner,
        draft_document,
        tr("Expiry list…"),
        lambda: open_expiries(runner, page),
        key="Ctrl+Shift+G",
        icon="report",
    )
    action.setVisible(runner.can(list_certifications))
    return action
