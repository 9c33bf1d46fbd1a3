"""The annex of a claim: for every row what each rule found, against which limit and clause."""

from __future__ import annotations

from collections.abc import Iterator

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.charts import Tone
from parkdesk.domain.claim_print import ClaimPrint, PrintedRow
from parkdesk.domain.eligibility_rules import Rule, TraceLine, Verdict
from parkdesk.i18n import amount_text, date_text, label, language, tr, trn
from parkdesk.i18n.claims import line_basis_text, line_text, remedy_text
from parkdesk.reports import style
from parkdesk.reports.claim_paper import LYING_WIDTH, begin_form
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.tables import Align, Cell, Column, Row, Table, draw_table

_TONES = {
    Verdict.PASS: Tone.GOOD,
    Verdict.WARN: Tone.WARN,
    Verdict.FAIL: Tone.BAD,
    Verdict.DUPLICATE: Tone.BAD,
}


def write_trace(paper: Paper, claim: ClaimPrint) -> None:
    """Add the annex: conditions of the applicant, then row by row."""
    title = tr("Annex: how each row was judged")
    flow = begin_form(paper, claim.head, title, "trace", lying=True, unit=tr("Unit: yuan"))
    flow.paragraph(
        tr(
            "Each amount is the sum of its row's lines. The rules were run on {at}; a figure that"
            " nobody has read in a document is marked as to be confirmed.",
            at=date_text(day_in_china(claim.head.printed_at)),
        ),
        NOTE,
    )
    flow.space(4)
    if claim.claimant:
        columns = _columns()[1:]
        rows = [Row(_cells(line, claim)) for line in claim.claimant]
        draw_table(flow, Table(columns, rows, tr("Conditions of the applicant")), LYING_WIDTH)
    lines = [row for one in claim.rows for row in _rows(one, claim)]
    caption = trn("{n} row judged", "{n} rows judged", len(claim.rows))
    total = ("", tr("Total"), "", "", "", amount_text(sum(_amount(one) for one in claim.rows)))
    draw_table(
        flow,
        Table(_columns(), lines, caption, total=Row(total, bold=True) if lines else None),
        LYING_WIDTH,
    )
    _cuts(flow, claim)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Person or item")),
        Column(tr("Rule checked")),
        Column(tr("Fact against limit"), share=4),
        Column(tr("Document and clause"), share=2),
        Column(tr("Verdict")),
        Column(tr("Amount (yuan)"), Align.POINT),
    )


def _rows(row: PrintedRow, claim: ClaimPrint) -> Iterator[Row]:
    number = row.person.id_number if row.person is not None else row.certificate
    handed_in = row.line.requested_cents
    if row.line.verdict is not None and handed_in != _amount(row):
        # The rules are run anew for this print: what was fixed at submission is said beside it.
        before = tr("when handed in: {amount}", amount=amount_text(handed_in))
        number = "  ·  ".join(part for part in (number, before) if part)
    name = f"{row.line.position} {row.line.name or '—'}"
    yield Row(
        (name, "", number, "", _verdict(row.verdict.verdict), amount_text(_amount(row))),
        bold=True,
        heads=True,
    )
    for line in row.verdict.lines:
        yield Row(("", *_cells(line, claim)))


def _amount(row: PrintedRow) -> int:
    return row.verdict.amount_cents


def _cells(line: TraceLine, claim: ClaimPrint) -> tuple[str | Cell, ...]:
    said = line_text(line)
    remedy = remedy_text(line)
    text = f"{said} {remedy}" if remedy else said
    basis = line_basis_text(line, claim.head.programme)
    amount = amount_text(line.amount_cents) if line.rule is Rule.AMOUNT else ""
    return (label(line.rule), text, basis, _verdict(line.verdict), amount)


def _verdict(verdict: Verdict) -> Cell:
    kind = Type(style.CELL, bold=True, colour=style.TONES[_TONES[verdict]])
    return Cell(label(verdict), kind)


def _cuts(flow: Flow, claim: ClaimPrint) -> None:
    """Tell of each amount that a stage cut, with the reason it gave."""
    rows = [Row(cells) for row in claim.rows for cells in _cut_cells(row, claim)]
    if not rows:
        return
    columns = (
        Column(tr("Person or item")),
        Column(tr("Stage")),
        Column(tr("Before (yuan)"), Align.POINT),
        Column(tr("After (yuan)"), Align.POINT),
        Column(tr("Reason of the cut"), share=1),
    )
    flow.space(6)
    draw_table(flow, Table(columns, rows, tr("Cuts with their reasons")), LYING_WIDTH)


def _cut_cells(row: PrintedRow, claim: ClaimPrint) -> Iterator[tuple[str, ...]]:
    line = row.line
    stages = (
        (tr("Recommended"), line.requested_cents, line.recommended_cents, line.recommended_reason),
        (tr("Approved"), line.recommended_cents, line.approved_cents, line.approved_reason),
        (tr("Paid"), line.approved_cents, line.paid_cents, line.paid_reason),
    )
    for stage, before, after, reason in stages:
        if after is not None and before is not None and after < before:
            name = f"{line.position} {line.name or '—'}"
            yield (name, stage, amount_text(before), amount_text(after), _reason(reason, claim))


def _reason(code: str, claim: ClaimPrint) -> str:
    reason = claim.reasons.get(code)
    if reason is None:
        return code or "—"
    return reason.name_zh if language() == "zh_CN" else reason.name_en
