"""A claim on paper: all its forms, its annex, or both, in one document with bookmarks."""

from __future__ import annotations

from typing import BinaryIO

from parkdesk.domain.claim_forms import FORMS_OF, ClaimForm
from parkdesk.domain.claim_print import ClaimPrint
from parkdesk.i18n import speaking, tr
from parkdesk.reports.claim_forms import write_list, write_person_sheets
from parkdesk.reports.claim_opinions import write_opinions
from parkdesk.reports.claim_paper import (
    Progress,
    claim_paper,
    finished,
    furnish,
    quiet,
    require_language,
)
from parkdesk.reports.claim_trace import write_trace
from parkdesk.reports.paper import Paper


def render_forms(
    claim: ClaimPrint,
    out: BinaryIO,
    language_code: str = "zh_CN",
    forms: tuple[ClaimForm, ...] = (),
    progress: Progress = quiet,
) -> tuple[str, ...]:
    """Write forms of a claim, all of its kind where none is named; return the signs without glyph.

    The same claim gives the same bytes.
    """
    require_language(language_code)
    with speaking(language_code):
        paper = claim_paper(claim.head, tr("Forms of the claim"))
        write_forms(paper, claim, forms or FORMS_OF[claim.head.kind])
        furnish(paper, claim.head, whole=claim.whole)
        return finished(paper, out, progress)


def render_trace(
    claim: ClaimPrint, out: BinaryIO, language_code: str = "zh_CN", progress: Progress = quiet
) -> tuple[str, ...]:
    """Write how each row of a claim was judged; return the signs without glyph."""
    require_language(language_code)
    with speaking(language_code):
        paper = claim_paper(claim.head, tr("Annex: how each row was judged"))
        write_trace(paper, claim)
        furnish(paper, claim.head, whole=claim.whole)
        return finished(paper, out, progress)


def write_forms(paper: Paper, claim: ClaimPrint, forms: tuple[ClaimForm, ...]) -> None:
    """Add forms to a paper in their order; their feet come later."""
    for form in forms:
        if form is ClaimForm.PERSON:
            write_person_sheets(paper, claim)
        elif form is ClaimForm.OPINIONS:
            write_opinions(paper, claim)
        else:
            write_list(paper, claim, form)
