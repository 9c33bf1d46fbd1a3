"""The correction notice (补正通知书) of a returned claim, as the enterprise gets it."""

from __future__ import annotations

from typing import BinaryIO

from parkdesk.domain.claim_print import CorrectionNotice, NoticeMark
from parkdesk.domain.claim_returns import MarkSubject
from parkdesk.i18n import date_text, instant_text, label, language, speaking, tr
from parkdesk.i18n.claims import (
    line_basis_text,
    line_text,
    material_name,
    programme_title,
    remedy_text,
)
from parkdesk.reports import style
from parkdesk.reports.claim_paper import (
    Progress,
    begin_form,
    claim_paper,
    finished,
    furnish,
    quiet,
    require_language,
    sign_places,
)
from parkdesk.reports.flow import BODY, NOTE, Flow
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_STRONG = Type(style.BODY, bold=True)


def render_correction_notice(
    notice: CorrectionNotice,
    out: BinaryIO,
    language_code: str = "zh_CN",
    progress: Progress = quiet,
) -> tuple[str, ...]:
    """Write the notice to `out`; return the signs that stand as 〓. Same notice, same bytes."""
    require_language(language_code)
    with speaking(language_code):
        paper = claim_paper(notice.head, tr("Correction notice"))
        write_notice(paper, notice)
        furnish(paper, notice.head)
        return finished(paper, out, progress)


def write_notice(paper: Paper, notice: CorrectionNotice) -> None:
    """Add the sheets of the notice to a paper; their feet come later."""
    at = instant_text(notice.returned_at)
    flow = begin_form(paper, notice.head, tr("Correction notice"), f"notice-{at}")
    _letter(flow, notice)
    _marks(flow, notice)
    _open(flow, notice)
    sign_places(
        flow,
        (tr("Sent by (seal)"), tr("Received by"), tr("Received on")),
        style.TEXT_WIDTH,
    )


def _letter(flow: Flow, notice: CorrectionNotice) -> None:
    head = notice.head
    flow.space(4)
    flow.paragraph(
        tr(
            "Your claim {number} ({kind}) was examined and sent back by {person} on {at}: what is"
            " listed below has to be put right.",
            number=head.number,
            kind=label(head.kind),
            person=notice.returned_by,
            at=instant_text(notice.returned_at),
        )
    )
    flow.space(4)
    if notice.answer_by is not None:
        day = date_text(notice.answer_by)
        flow.paragraph(tr("To be answered by {day}.", day=day), _STRONG)
    else:
        flow.paragraph(tr("No deadline for the answer was set."))
    flow.space(6)
    flow.paragraph(tr("What the reviewer wrote"), _STRONG)
    flow.paragraph(notice.words, indent=12)
    flow.space(6)


def _marks(flow: Flow, notice: CorrectionNotice) -> None:
    if not notice.marks:
        return
    columns = (
        Column(tr("Serial"), Align.RIGHT),
        Column(tr("Row, item or paper"), share=2),
        Column(tr("What is wrong"), share=4),
        Column(tr("Basis"), share=2),
        Column(tr("What would do"), share=2),
    )
    rows = [_row(at, one, notice) for at, one in enumerate(notice.marks, 1)]
    draw_table(flow, Table(columns, rows, tr("What has to be put right")))


def _row(at: int, mark: NoticeMark, notice: CorrectionNotice) -> Row:
    programme = notice.head.programme
    reason = notice.reasons.get(mark.mark.reason)
    named = mark.mark.reason
    if reason is not None:
        named = reason.name_zh if language() == "zh_CN" else reason.name_en
    found = mark.mark.words or "\n".join(
        line_text(line) for line in mark.lines if not line.verdict.payable
    )
    bases = dict.fromkeys(line_basis_text(line, programme) for line in mark.lines)
    if mark.material is not None:
        bases = {_paper_basis(mark, notice): None}
    # What is met needs no remedy, though it says what would have been one.
    unmet = [line for line in mark.lines if not line.verdict.payable]
    remedies = dict.fromkeys(text for line in unmet if (text := remedy_text(line)))
    if mark.mark.subject is MarkSubject.PAPER:
        remedies = {tr("Hand this paper in."): None}
    does = "\n".join(remedies) or tr("As the reviewer wrote.")
    wrong = "\n".join(part for part in (named, found) if part)
    return Row((str(at), _what(mark), wrong, "\n".join(bases) or "—", does))


def _paper_basis(mark: NoticeMark, notice: CorrectionNotice) -> str:
    assert mark.material is not None
    programme, clause = notice.head.programme, mark.material.clause
    text = mark.material.document or programme.document or programme_title(programme)
    if clause:
        text = tr("{document}, {clause}", document=text, clause=clause)
    return text if mark.material.mark.confirmed else tr("{text} (to be confirmed)", text=text)


def _what(mark: NoticeMark) -> str:
    if mark.mark.subject is MarkSubject.CLAIM:
        return tr("The claim as a whole")
    if mark.mark.subject is MarkSubject.PAPER:
        return material_name(mark.material) if mark.material else mark.mark.paper
    if mark.mark.subject is MarkSubject.ITEM:
        return tr("Item {row}: {name}", row=mark.position, name=mark.name or "—")
    return tr("Row {row}: {name}", row=mark.position, name=mark.name or "—")


def _open(flow: Flow, notice: CorrectionNotice) -> None:
    flow.space(4)
    flow.paragraph(tr("What may be changed"), _STRONG)
    if notice.whole_open:
        flow.paragraph(
            tr("The whole claim is open: any row, item or paper. It is then reviewed anew."), BODY
        )
        return
    marked = tr("; ").join(_what(mark) for mark in notice.marks)
    flow.paragraph(
        tr(
            "Only what is listed above: {marked}. If nothing else is changed the claim goes"
            " straight back to whoever sent it back.",
            marked=marked,
        )
    )
    flow.paragraph(
        tr("To change anything else, open the whole claim: it is then reviewed from the start."),
        NOTE,
    )
