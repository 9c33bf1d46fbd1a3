"""Printing a registered document without a window: frozen, drawn, registered; or as a draft."""

from __future__ import annotations

import argparse
import io
from dataclasses import dataclass

from parkdesk.cli.console import Console
from parkdesk.collector import resting
from parkdesk.desk import Desk
from parkdesk.domain.calendar import CHINA
from parkdesk.domain.errors import Refused
from parkdesk.domain.issued_documents import (
    ISSUES,
    MOST_MONTHS,
    DocumentKind,
    DocumentRequest,
    DocumentSnapshot,
)
from parkdesk.i18n import date_text, language, tr
from parkdesk.i18n.issued import kind_title, matter_title
from parkdesk.reports.issued_document import TEMPLATE, render_document
from parkdesk.usecases.document_facts import notice_by_number, programme_by_code
from parkdesk.usecases.enterprise_prints import enterprise_by_code
from parkdesk.usecases.issued_documents import (
    Drafted,
    document_snapshot,
    draft_document,
    freeze_document,
    issue_document,
)

KINDS = {
    "enterprise-pack": DocumentKind.ENTERPRISE,
    "programme": DocumentKind.PROGRAMME,
    "expiries": DocumentKind.EXPIRIES,
    "notice": DocumentKind.NOTICE,
}
"""What the command line calls them."""


@dataclass(frozen=True, slots=True)
class Made:
    """A report as it is written: its bytes, a file name without a person, what is said of it."""

    content: bytes
    name: str
    sentence: str
    missing: tuple[str, ...] = ()


def make(desk: Desk, asked: argparse.Namespace, console: Console) -> Made:
    """Return the document that is asked for; it is issued where the person may and wants it."""
    request = _request(desk, asked)
    with desk.work(read_only=True) as work:
        drafted = draft_document(work, request)
    if asked.draft or not desk.actor.may(ISSUES[request.kind]):
        return _draft(drafted.snapshot, request.kind, console)
    return _issued(desk, request, drafted, asked.reason, console)


def _request(desk: Desk, asked: argparse.Namespace) -> DocumentRequest:
    kind, which = KINDS[asked.what], asked.which
    with desk.work(read_only=True) as work:
        if kind is DocumentKind.ENTERPRISE:
            return DocumentRequest(kind, enterprise_by_code(work, which), asked.on)
        if kind is DocumentKind.PROGRAMME:
            return DocumentRequest(kind, programme_by_code(work, which))
        if kind is DocumentKind.NOTICE:
            return DocumentRequest(kind, notice_by_number(work, which))
    if not (which.isascii() and which.isdigit()):
        raise Refused("months-out-of-range", most=MOST_MONTHS)
    return DocumentRequest(kind, day=asked.on, months=int(which))


def _draft(snapshot: DocumentSnapshot, kind: DocumentKind, console: Console) -> Made:
    content, missing = _drawn(snapshot, console)
    # The clock of the office, as every instant that is told.
    at = snapshot.at.astimezone(CHINA).strftime("%Y%m%d-%H%M%S")
    words = tr(
        "{document}, {matter}, as at {day}, a draft",
        document=kind_title(kind),
        matter=matter_title(snapshot.matter),
        day=date_text(snapshot.matter.day),
    )
    return Made(content, f"{kind.value}-{at}-draft.pdf", words, missing)


def _issued(
    desk: Desk, request: DocumentRequest, drafted: Drafted, reason: str, console: Console
) -> Made:
    kept = drafted.kept(language())
    if kept is not None:
        words = tr("{number}, as it was issued before", number=kept.number)
        return Made(kept.content, f"{kept.number}.pdf", words)
    with desk.work(read_only=False) as work:
        edition = freeze_document(work, request, reason)
    with desk.work(read_only=True) as work:
        snapshot = document_snapshot(work, edition.id)
    content, missing = _drawn(snapshot, console)
    with desk.work(read_only=False) as work:
        row = issue_document(work, edition.id, content, language(), TEMPLATE)
    words = tr(
        "{number}, {document}, {matter}, as at {day}, snapshot {code}",
        number=row.number,
        document=kind_title(request.kind),
        matter=matter_title(row.matter),
        day=date_text(row.matter.day),
        code=row.code,
    )
    return Made(content, f"{row.number}.pdf", words, missing)


def _drawn(snapshot: DocumentSnapshot, console: Console) -> tuple[bytes, tuple[str, ...]]:
    paper = io.BytesIO()
    with resting():
        missing = render_document(snapshot, paper, language(), console.progress)
    return paper.getvalue(), missing
