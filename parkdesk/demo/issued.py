"""A list of expiries that was handed out on a Friday, so that the register of documents has one."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING

from parkdesk.demo import people
from parkdesk.domain.issued_documents import USUAL_MONTHS, DocumentKind, DocumentRequest
from parkdesk.reports.issued_document import TEMPLATE, render_document
from parkdesk.usecases.issued_documents import (
    document_snapshot,
    freeze_document,
    issue_document,
)

if TYPE_CHECKING:
    from parkdesk.demo.journeys import Team

_FRIDAY = dt.date(2026, 10, 9)


def hand_out_expiries(team: Team) -> None:
    """Freeze, draw and register the list of the coming year."""
    desk = team.at(people.CLERK, _FRIDAY)
    with desk.work(read_only=False) as work:
        asked = DocumentRequest(DocumentKind.EXPIRIES, months=USUAL_MONTHS)
        edition = freeze_document(work, asked)
    with desk.work(read_only=True) as work:
        snapshot = document_snapshot(work, edition.id)
    paper = io.BytesIO()
    render_document(snapshot, paper, "zh_CN")
    with desk.work(read_only=False) as work:
        issue_document(work, edition.id, paper.getvalue(), "zh_CN", TEMPLATE)
