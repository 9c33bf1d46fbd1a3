"""Templates of bank sheets: the park's own made from the program's, previewed, changed, deleted."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain.bank_sheets import (
    BankSheet,
    SaveSheet,
    SheetLine,
    check_sheet,
    parse_sheet,
    sheet_cells,
    sheet_of,
    sheet_toml,
)
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.masking import mask_account
from parkdesk.store.bank_sheets import read_template
from parkdesk.store.claim_money import claims_by_id
from parkdesk.store.payment_lines import batch_lines
from parkdesk.store.tables.payments import (
    BankSheetRecord,
    PaymentBatchRecord,
    PaymentSheetRecord,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query

_OWN = "own-"
_MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """A template as the list shows it; `written` counts the sheets that follow it."""

    id: int
    version: int
    sheet: BankSheet
    is_own: bool
    written: int


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """The first rows of a file as a template would write them, accounts masked."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    of_batch: str
    """Number of the batch that is shown; empty where there is none yet."""


@query(Permission.CLAIM_READ)
def list_bank_sheets(work: Work) -> tuple[TemplateRow, ...]:
    """Return the templates, the park's own first."""
    record, sheet = BankSheetRecord, PaymentSheetRecord
    counted = select(sheet.template_code, func.count()).group_by(sheet.template_code)
    written = {row[0]: row[1] for row in work.session.execute(counted)}
    found = work.session.scalars(select(record).order_by(record.is_own.desc(), record.id))
    return tuple(
        TemplateRow(
            one.id,
            one.version,
            read_template(one.content),
            one.is_own,
            written.get(one.code, 0),
        )
        for one in found
    )


@command(Permission.CLAIM_PAY)
def make_bank_sheet(work: Work, form: SaveSheet) -> int:
    """Keep a new template of the park's own; return its number."""
    _check(form)
    last = work.session.scalar(select(func.max(BankSheetRecord.id))) or 0
    sheet = sheet_of(f"{_OWN}{last + 1}", form)
    return work.add(
        BankSheetRecord(
            code=sheet.code,
            name=sheet.name,
            name_en=sheet.name_en,
            content=_content(sheet),
            is_own=True,
        )
    ).id


@command(Permission.CLAIM_PAY)
def change_bank_sheet(work: Work, sheet_id: int, version: int, form: SaveSheet) -> None:
    """Change a template of the park's own; the trail keeps how it was."""
    record = _own(work, sheet_id, version)
    _check(form)
    sheet = sheet_of(record.code, form)
    record.name, record.name_en = sheet.name, sheet.name_en
    record.content = _content(sheet)


@command(Permission.CLAIM_PAY)
def delete_bank_sheet(work: Work, sheet_id: int, version: int) -> None:
    """Delete a template of the park's own by which nothing was written yet."""
    record = _own(work, sheet_id, version)
    used = select(PaymentSheetRecord.id).where(PaymentSheetRecord.template_code == record.code)
    if work.session.scalar(used.limit(1)) is not None:
        raise Refused("bank-sheet-used")
    work.session.delete(record)


@query(Permission.CLAIM_READ)
def preview_bank_sheet(work: Work, form: SaveSheet, batch_id: int | None = None) -> SheetPreview:
    """Return what a template would write of a batch, the newest if none is named.

    Accounts are masked here and nowhere else than in this preview: the file holds them whole.
    """
    _check(form)
    sheet = sheet_of("preview", form)
    record = PaymentBatchRecord
    batch = (
        work.session.scalar(select(record).order_by(record.id.desc()).limit(1))
        if batch_id is None
        else work.get(record, batch_id)
    )
    headings = tuple(one.heading for one in sheet.columns)
    if batch is None:
        return SheetPreview(headings, (), "")
    return SheetPreview(headings, sheet_cells(sheet, _masked(work, batch)), batch.number)


def _masked(work: Work, batch: PaymentBatchRecord) -> list[SheetLine]:
    lines = batch_lines(work, batch.id)[:_MOST_SHOWN]
    claims = claims_by_id(work.session, [line.claim_id for line in lines])
    title = work.get(ProgrammeRecord, batch.programme_id).title
    return [
        SheetLine(
            line.position,
            line.reference,
            line.holder,
            mask_account(line.account),
            line.bank_name,
            line.bank_branch,
            line.amount_cents,
            claims[line.claim_id].number,
            f"{title} {claims[line.claim_id].number}",
        )
        for line in lines
    ]


def _check(form: SaveSheet) -> None:
    problems = check_sheet(form)
    if problems:
        raise InvalidInput(problems)


def _own(work: Work, sheet_id: int, version: int) -> BankSheetRecord:
    record = work.get(BankSheetRecord, sheet_id, version=version)
    if not record.is_own:
        raise Refused("bank-sheet-of-the-program")
    return record


def _content(sheet: BankSheet) -> str:
    """Return a template's text; one that could not be read back is never kept."""
    text = sheet_toml(sheet)
    parse_sheet(tomllib.loads(text))
    return text
