"""The opinion sheet (意见表): what each step of the claim said, with empty places to sign."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from parkdesk.domain.claim_forms import TITLE, ClaimForm, FormHeadings
from parkdesk.domain.claim_print import ClaimPrint, PrintedStep
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.money import rmb_capitals
from parkdesk.i18n import amount_text, instant_text, label, money_text, tr
from parkdesk.i18n.claim_forms import heading
from parkdesk.i18n.claims import done_text, line_text
from parkdesk.reports import style
from parkdesk.reports.claim_paper import begin_form, unconfirmed_note
from parkdesk.reports.flow import Flow
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_TEXT = Type(style.BODY)
_LABEL = Type(style.CELL, colour=style.MUTED)
_BOLD = Type(style.BODY, bold=True)
_STAGE_WIDTH = 96.0
_PAD = 6.0
_SIGN_HEIGHT = 52.0
_OPINED = frozenset(
    {
        ClaimAction.SUBMIT,
        ClaimAction.RESUBMIT,
        ClaimAction.PRECHECK,
        ClaimAction.REVIEW,
        ClaimAction.APPROVE,
        ClaimAction.RETURN,
        ClaimAction.REJECT,
    }
)
"""Steps that say something about the papers; payment and filing do not."""

_BY_APPLICANT = frozenset({ClaimAction.SUBMIT, ClaimAction.RESUBMIT})


@dataclass(frozen=True, slots=True)
class _Box:
    """One opinion: whose, what it says, its amount in fen; empty where it waits to be written."""

    stage: str
    text: str = ""
    amount_cents: int | None = None
    by: str = ""
    agreed: bool = True
    """Its amount is what somebody agreed to; else what the rules gave at submission."""


def write_opinions(paper: Paper, claim: ClaimPrint) -> None:
    """Add the opinion sheet; what has not been decided yet leaves its box empty."""
    headings = claim.headings[ClaimForm.OPINIONS]
    flow = begin_form(
        paper, claim.head, heading(headings, TITLE), "form-opinions", unit=tr("Unit: yuan")
    )
    _amounts(flow, claim)
    for box in _boxes(claim):
        _draw(flow, headings, box)
    for step in claim.steps:
        if step.exemption:
            _exception(flow, step)
    unconfirmed_note(flow, style.TEXT_WIDTH, confirmed=headings.confirmed)


def _amounts(flow: Flow, claim: ClaimPrint) -> None:
    sums = claim.sums
    stages = (
        (tr("Applied for"), sums.asked),
        (tr("Computed"), sums.computed),
        (tr("Recommended"), sums.recommended),
        (tr("Approved"), sums.approved),
        (tr("Paid"), sums.paid),
        (tr("Recovered"), sums.recovered),
    )
    columns = tuple(Column(title, Align.RIGHT, share=1) for title, _cents in stages)
    cells = tuple("—" if cents is None else amount_text(cents) for _title, cents in stages)
    draw_table(flow, Table(columns, [Row(cells, bold=True)]))
    flow.space(4)


def _boxes(claim: ClaimPrint) -> Iterator[_Box]:
    steps = [step for step in claim.steps if step.action in _OPINED]
    for step in steps:
        agreed = step.action not in _BY_APPLICANT
        yield _Box(_stage(step), _opinion(step), step.amount_cents, _hand(step), agreed)
    done = {step.action for step in steps}
    if ClaimAction.PRECHECK not in done:
        yield _Box(tr("Opinion of the park"))
    reviewed = {step.level for step in steps if step.action is ClaimAction.REVIEW}
    for level in claim.head.programme.reviewed_by:
        if level not in reviewed:
            yield _Box(tr("Opinion of the {level} level", level=label(level)))
    if ClaimAction.APPROVE not in done and ClaimAction.REJECT not in done:
        yield _Box(tr("Final approval"))


def _stage(step: PrintedStep) -> str:
    if step.level is not None:
        return tr("Opinion of the {level} level", level=label(step.level))
    if step.action in _BY_APPLICANT:
        return tr("Handed in by the applicant")
    if step.action is ClaimAction.PRECHECK:
        return tr("Opinion of the park")
    return tr("Final approval") if step.action is ClaimAction.APPROVE else done_text(step.action)


def _opinion(step: PrintedStep) -> str:
    parts = [done_text(step.action)]
    if step.document:
        parts.append(step.document)
    if step.failing:
        said = " ".join(line_text(line) for line in step.failing)
        parts.append(tr("although a condition of the applicant is not met: {what}", what=said))
    if step.reason:
        parts.append(step.reason)
    return tr("; ").join(parts)


def _hand(step: PrintedStep) -> str:
    return tr("In the program: {person}, {at}", person=step.actor, at=instant_text(step.at))


def _draw(flow: Flow, headings: FormHeadings, box: _Box) -> None:
    room = style.TEXT_WIDTH - _STAGE_WIDTH - 2 * _PAD
    stage = flow.paper.lines(box.stage, _BOLD, _STAGE_WIDTH - 2 * _PAD)
    said = [*flow.paper.lines(box.text, _TEXT, room)] if box.text else []
    if box.amount_cents is not None:
        named = heading(headings, "amount") if box.agreed else tr("Computed")
        amount = tr("{what}: {said}", what=named, said=money_text(box.amount_cents))
        said += flow.paper.lines(f"{amount}  {rmb_capitals(box.amount_cents)}", _TEXT, room)
    if box.by:
        said += flow.paper.lines(box.by, _TEXT, room)
    written = max(len(said), 2 if not said else 1) * _TEXT.leading
    height = max(written + _SIGN_HEIGHT, len(stage) * _BOLD.leading + 2 * _PAD)

    def draw(sheet: Sheet, top: float) -> None:
        left = style.MARGIN
        sheet.rect(left, top - height, _STAGE_WIDTH, height, style.HEAD)
        sheet.box(left, top - height, _STAGE_WIDTH, height, style.INK)
        sheet.box(
            left + _STAGE_WIDTH, top - height, style.TEXT_WIDTH - _STAGE_WIDTH, height, style.INK
        )
        y = top - _PAD - _BOLD.size
        for line in stage:
            sheet.text(left + _PAD, y, line, _BOLD)
            y -= _BOLD.leading
        y = top - _PAD - _TEXT.size
        for line in said:
            sheet.text(left + _STAGE_WIDTH + _PAD, y, line, _TEXT)
            y -= _TEXT.leading
        _signing(sheet, headings, left + _STAGE_WIDTH + _PAD, top - height + 22)

    flow.block(height, draw)


def _signing(sheet: Sheet, headings: FormHeadings, x: float, y: float) -> None:
    sheet.text(x, y, heading(headings, "person"), _LABEL)
    sheet.text(x + 200, y, heading(headings, "seal"), _LABEL)
    sheet.text(x + 250, y - 14, tr("Year      Month      Day"), _LABEL)


def _exception(flow: Flow, step: PrintedStep) -> None:
    flow.space(6)
    flow.paragraph(
        tr(
            "Two-person exception {document}: {person} took the step “{step}” on {at} though they"
            " had the claim in hand before.",
            document=step.exemption,
            person=step.actor,
            step=done_text(step.action),
            at=instant_text(step.at),
        ),
        _BOLD,
    )
