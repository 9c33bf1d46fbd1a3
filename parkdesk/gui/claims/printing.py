"""What can be printed of a claim, and drawing it: run in threads."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parkdesk.domain.claim_forms import FORMS_OF, ClaimForm
from parkdesk.domain.claim_print import ClaimPrint, CorrectionNotice
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import tr
from parkdesk.i18n.claim_forms import usual_heading
from parkdesk.usecases.claim_prints import (
    claim_file,
    claim_file_whole,
    claim_print,
    claim_print_whole,
    correction_notice,
)

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.usecases.claim_lists import ClaimDetail
    from parkdesk.usecases.core import UseCase


class Document(StrEnum):
    """A document that is no single form."""

    NOTICE = "notice"
    """The correction notice (补正通知书)."""
    FORMS = "forms"
    """All forms of the claim's kind."""
    TRACE = "trace"
    """How each row was judged."""
    FILE = "file"
    """Everything, with every scan."""


Choice = Document | ClaimForm


def choices(detail: ClaimDetail) -> list[tuple[Choice, str]]:
    """Return what can be printed of a claim, with its words; what is most wanted comes first."""
    kind = detail.row.kind
    found: list[tuple[Choice, str]] = [(Document.FORMS, tr("All forms of the claim"))]
    found += [(form, usual_heading(form, "title")) for form in FORMS_OF[kind]]
    found.append((Document.TRACE, tr("Annex: how each row was judged")))
    found.append((Document.FILE, tr("The whole file, with every scan")))
    if any(step.action is ClaimAction.RETURN for step in detail.steps):
        notice = (Document.NOTICE, tr("Correction notice"))
        found.insert(0 if detail.row.state is ClaimState.RETURNED else len(found), notice)
    return found


def asks_numbers(choice: Choice, kind: ClaimKind) -> bool:
    """Return whether identity numbers may stand on it, whole or masked."""
    plain = {ClaimForm.OPINIONS, ClaimForm.CERTIFICATION, ClaimForm.PLATFORM}
    if choice in {Document.NOTICE, *plain}:
        return False
    # The file of any case has scans that show numbers.
    return choice is Document.FILE or kind.track is not None


def use_case_of(choice: Choice, *, whole: bool) -> UseCase[..., Any]:
    """Return what gathers a document."""
    if choice is Document.NOTICE:
        return correction_notice
    if choice is Document.FILE:
        return claim_file_whole if whole else claim_file
    return claim_print_whole if whole else claim_print


def draw(
    choice: Choice, found: ClaimPrint | CorrectionNotice, language: str, progress: Progress
) -> Printed:
    """Render a document; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.claim_prints import render_forms, render_trace
    from parkdesk.reports.correction_notice import render_correction_notice

    out = BytesIO()
    step: Callable[[int, int], None] = progress.step
    if isinstance(found, CorrectionNotice):
        missing = render_correction_notice(found, out, language, step)
    elif choice is Document.FILE:
        from parkdesk.gui.claims.case_file import render_case_file

        missing = render_case_file(found, out, language, step)
    elif choice is Document.TRACE:
        missing = render_trace(found, out, language, step)
    else:
        forms = (choice,) if isinstance(choice, ClaimForm) else ()
        missing = render_forms(found, out, language, forms, step)
    return Printed(PdfFile(out.getvalue()), missing)
