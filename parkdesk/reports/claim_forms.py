"""The annex-style forms of a claim: a sheet a person, the lists, each under its own headings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from parkdesk.domain.claim_forms import (
    FIELDS,
    OWN_FORMS,
    TITLE,
    ClaimForm,
    FormHeadings,
)
from parkdesk.domain.claim_print import ClaimPrint, PrintedRow
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.id_number import Sex
from parkdesk.domain.money import rmb_capitals
from parkdesk.domain.trainees import RosterField, Trainee
from parkdesk.i18n import amount_text, date_text, label, tr
from parkdesk.i18n.claim_forms import heading
from parkdesk.i18n.claims import cell_text, day_text, score_text
from parkdesk.reports import style
from parkdesk.reports.claim_paper import (
    LYING_WIDTH,
    begin_form,
    own_form_note,
    sign_places,
    unconfirmed_note,
)
from parkdesk.reports.flow import BODY, Flow
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_CELL = Type(style.BODY)
_LABEL = Type(style.CELL, colour=style.MUTED)
_LABEL_WIDTH = 92.0
_PAD = 5.0
_LEAST_HEIGHT = 29.0
_AMOUNTS = frozenset({"cost", "asked", "computed", "approved"})
_SHARES: Mapping[str, int] = {
    "school": 2,
    "employer": 2,
    "post": 1,
    "training": 2,
    "contract": 2,
    "institution": 2,
    "course": 2,
    "certificate": 2,
    "use": 1,
    "subject": 2,
    "certifier": 2,
    "invoice": 1,
    "slip": 1,
    "note": 1,
}


def write_person_sheets(paper: Paper, claim: ClaimPrint) -> None:
    """Add the application of every person of a claim, each on a sheet of its own."""
    headings = claim.headings[ClaimForm.PERSON]
    title = heading(headings, TITLE)
    for row in claim.rows:
        place = row.line.position
        flow = begin_form(
            paper,
            claim.head,
            title,
            f"person-{row.line.id}",
            unit=tr("Unit: yuan"),
            below=f"{place} {row.line.name}" if place > 1 else "",
        )
        _person_grid(flow, claim, headings, row)
        unconfirmed_note(flow, style.TEXT_WIDTH, confirmed=headings.confirmed)
        sign_places(
            flow,
            (tr("Signature of the applicant"), tr("Seal of the unit"), tr("Checked by")),
            style.TEXT_WIDTH,
        )


def _person_grid(flow: Flow, claim: ClaimPrint, headings: FormHeadings, row: PrintedRow) -> None:
    names = [name for name in FIELDS[ClaimForm.PERSON] if name != TITLE]
    pairs = [(heading(headings, name), _value(claim, row, name)) for name in names]
    wide = {"note"}
    short = [pair for name, pair in zip(names, pairs, strict=True) if name not in wide]
    for at in range(0, len(short), 2):
        _grid_row(flow, short[at : at + 2])
    decided = row.line.approved_cents
    cents = row.line.requested_cents if decided is None else decided
    capitals = f"{rmb_capitals(cents)}  ({amount_text(cents)})"
    said = tr("Approved, in words") if decided is not None else tr("By the rules, in words")
    _grid_row(flow, [(said, capitals)])
    _grid_row(flow, [(tr("Outcome of the rules"), label(row.verdict.verdict))])
    _grid_row(flow, [(heading(headings, "note"), _value(claim, row, "note"))], least=40.0)


def _grid_row(flow: Flow, pairs: Sequence[tuple[str, str]], least: float = _LEAST_HEIGHT) -> None:
    part = style.TEXT_WIDTH / len(pairs)
    room = part - _LABEL_WIDTH - 2 * _PAD
    laid = [
        (
            flow.paper.lines(name, _LABEL, _LABEL_WIDTH - 2 * _PAD),
            flow.paper.lines(value or " ", _CELL, room),
        )
        for name, value in pairs
    ]
    lines = max(len(one) for pair in laid for one in pair)
    height = max(lines * _CELL.leading + 2 * _PAD, least)

    def draw(sheet: Sheet, top: float) -> None:
        for at, (names, values) in enumerate(laid):
            left = style.MARGIN + at * part
            sheet.rect(left, top - height, _LABEL_WIDTH, height, style.HEAD)
            sheet.box(left, top - height, _LABEL_WIDTH, height, style.INK)
            sheet.box(left + _LABEL_WIDTH, top - height, part - _LABEL_WIDTH, height, style.INK)
            _lines(sheet, left + _PAD, top, height, names, _LABEL)
            _lines(sheet, left + _LABEL_WIDTH + _PAD, top, height, values, _CELL)

    flow.block(height, draw)


def _lines(
    sheet: Sheet, x: float, top: float, height: float, lines: Sequence[str], kind: Type
) -> None:
    """Write lines in the middle of a cell's height."""
    free = height - len(lines) * _CELL.leading
    y = top - free / 2 - _CELL.leading * 0.72
    for line in lines:
        sheet.text(x, y, line, kind)
        y -= _CELL.leading


def write_list(paper: Paper, claim: ClaimPrint, form: ClaimForm) -> None:
    """Add a list of a claim's rows, with its sums in digits and capitals."""
    headings = claim.headings[form]
    title = heading(headings, TITLE)
    flow = begin_form(
        paper, claim.head, title, f"form-{form.value}", lying=True, unit=tr("Unit: yuan")
    )
    names = FIELDS[form][1:]
    columns = tuple(
        Column(heading(headings, name), _align(name), share=_SHARES.get(name, 0)) for name in names
    )
    rows = [Row(tuple(_value(claim, row, name) or "—" for name in names)) for row in claim.rows]
    total = Row(tuple(_total(claim, name, at) for at, name in enumerate(names)), bold=True)
    draw_table(flow, Table(columns, rows, total=total if rows else None), LYING_WIDTH)
    if rows:
        decided = claim.sums.approved
        cents = claim.sums.computed if decided is None else decided
        said = tr("Approved, in words") if decided is not None else tr("By the rules, in words")
        flow.paragraph(tr("{what}: {said}", what=said, said=rmb_capitals(cents)), BODY)
    if form in OWN_FORMS:
        own_form_note(flow, LYING_WIDTH)
    else:
        unconfirmed_note(flow, LYING_WIDTH, confirmed=headings.confirmed)
    sign_places(flow, (tr("Seal of the unit"), tr("Filled in by"), tr("Checked by")), LYING_WIDTH)


def _align(name: str) -> Align:
    if name in _AMOUNTS:
        return Align.POINT
    return Align.RIGHT if name == "serial" else Align.LEFT


def _total(claim: ClaimPrint, name: str, at: int) -> str:
    if at == 1:
        return tr("Total")
    if name not in _AMOUNTS:
        return ""
    if name == "cost":
        return amount_text(sum(row.item.cost_cents or 0 for row in claim.rows if row.item))
    cents = [_cents(row, name) for row in claim.rows]
    if any(one is None for one in cents):
        return "—"
    return amount_text(sum(one or 0 for one in cents))


def _cents(row: PrintedRow, name: str) -> int | None:
    return {
        "asked": row.line.applied_cents,
        "computed": row.line.requested_cents,
        "approved": row.line.approved_cents,
        "cost": row.item.cost_cents if row.item is not None else None,
    }[name]


def _value(claim: ClaimPrint, row: PrintedRow, name: str) -> str:
    """Return what stands in a field; empty where nothing is known, to be filled in by hand."""
    if name in _AMOUNTS:
        cents = _cents(row, name)
        return "" if cents is None else amount_text(cents)
    if name == "serial":
        return str(row.line.position)
    if row.item is not None:
        return _ITEM[name](row)
    if name == "institution":
        return claim.head.enterprise if claim.head.kind is ClaimKind.INSTITUTION else ""
    if name == "employer" and claim.head.kind is ClaimKind.ENTERPRISE:
        return claim.head.enterprise
    return _PERSON[name](row)


def _cell(cell: RosterField) -> Callable[[PrintedRow], str]:
    return lambda row: cell_text(_trainee(row), cell)


def _trainee(row: PrintedRow) -> Trainee:
    assert row.person is not None, "a row of a roster"
    return row.person


def _span(first: RosterField, last: RosterField) -> Callable[[PrintedRow], str]:
    def text(row: PrintedRow) -> str:
        person = _trainee(row)
        days: list[dt.date | None] = [getattr(person, one.value) for one in (first, last)]
        return " – ".join(day_text(day) or "?" for day in days) if any(days) else ""

    return text


def _assessed(row: PrintedRow) -> str:
    person = _trainee(row)
    outcome = label(person.assessment) if person.assessment is not None else ""
    return " ".join(part for part in (outcome, score_text(person.score_tenths)) if part)


def _paid(number: str, day: dt.date | None) -> str:
    return "\n".join(part for part in (number, date_text(day) if day else "") if part)


_PERSON: Mapping[str, Callable[[PrintedRow], str]] = {
    "name": _cell(RosterField.NAME),
    "sex": lambda row: label(Sex(row.sex)) if row.sex else "",
    "born": lambda row: row.born,
    "id_number": _cell(RosterField.ID_NUMBER),
    "degree": _cell(RosterField.DEGREE),
    "school": _cell(RosterField.SCHOOL),
    "graduated": _cell(RosterField.GRADUATED_ON),
    "diploma": _cell(RosterField.DIPLOMA_NUMBER),
    "employer": _cell(RosterField.EMPLOYER),
    "post": _cell(RosterField.POST),
    "hired": _cell(RosterField.HIRED_ON),
    "contract": _span(RosterField.CONTRACT_FIRST, RosterField.CONTRACT_LAST),
    "training": _span(RosterField.TRAINING_FIRST, RosterField.TRAINING_LAST),
    "course": _cell(RosterField.COURSE),
    "assessment": _assessed,
    "note": _cell(RosterField.NOTE),
}


def _of_item(row: PrintedRow, name: str) -> str:
    assert row.item is not None, "a row with an item"
    value = getattr(row.item, name)
    return value if isinstance(value, str) and type(value) is str else label(value) if value else ""


_ITEM: Mapping[str, Callable[[PrintedRow], str]] = {
    "certificate": lambda row: row.certificate or _of_item(row, "title"),
    "event": lambda row: _of_item(row, "event"),
    "use": lambda row: _of_item(row, "kind"),
    "subject": lambda row: _of_item(row, "title"),
    "certifier": lambda row: _of_item(row, "supplier"),
    "fee": lambda row: _of_item(row, "fee_kind"),
    "invoice": lambda row: _paid(row.item.invoice_number, row.item.invoice_on) if row.item else "",
    "slip": lambda row: _paid(row.item.bank_slip, row.item.paid_on) if row.item else "",
    "note": lambda row: _of_item(row, "note"),
}
