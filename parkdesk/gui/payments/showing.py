"""What a batch shows: its facts, what it waits for, the columns of its tables."""

from __future__ import annotations

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.errors import Refused
from parkdesk.domain.money import major_units, rmb_capitals
from parkdesk.domain.payment_holds import HoldRow
from parkdesk.domain.payment_returns import ReturnState
from parkdesk.domain.payments import BatchState, LineState
from parkdesk.gui.payments.words import BATCH_TONES, LINE_TONES, level_text
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import (
    date_text,
    instant_text,
    label,
    list_text,
    message,
    money_text,
    number_text,
    tr,
    trn,
)
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.payments import hold_text, place_text
from parkdesk.usecases.payment_lists import (
    BatchDetail,
    BatchRow,
    LineRow,
    WrittenSheetRow,
)


def may_follow(detail: BatchDetail) -> bool:
    """Whether failures of a batch wait to be paid again."""
    return any(line.to_follow for line in detail.lines)


def is_entered(line: LineRow) -> bool:
    """Whether somebody entered that a transfer came back, and nobody has decided on it."""
    return line.returned is not None and line.returned.state is ReturnState.ENTERED


def withheld_text(detail: BatchDetail | None) -> str:
    """Return why who is signed in may not approve a batch; empty where nothing forbids it."""
    withheld = detail.withheld if detail is not None else None
    return message(Refused(withheld.code, step=withheld.step)) if withheld is not None else ""


def next_step(detail: BatchDetail) -> tuple[str, Tone]:
    """Return what the batch waits for, or how it ended."""
    row = detail.row
    waiting = next((line for line in detail.lines if is_entered(line)), None)
    if waiting is not None and waiting.returned is not None:
        words = tr(
            "{line} came back: waits for a person other than {person} to confirm it. Choose the"
            " line and press Shift+F2.",
            line=waiting.reference,
            person=waiting.returned.entered_by,
        )
        return words, Tone.WARN
    if row.state is BatchState.CANCELLED:
        return detail.ending, Tone.NEUTRAL
    if detail.withheld is not None:
        return tr("Waits for a second person. {why}", why=withheld_text(detail)), Tone.WARN
    before = {
        BatchState.MADE: (
            tr("Waits for a second person other than {maker}.", maker=row.made_by),
            Tone.WARN,
        ),
        BatchState.APPROVED: (tr("Approved: write the bank sheet."), Tone.ACCENT),
        BatchState.SENT: (tr("At the bank: read its answer when it comes."), Tone.ACCENT),
    }
    if row.state in before:
        return before[row.state]
    if may_follow(detail):
        failed = sum(1 for line in detail.lines if line.to_follow)
        words = trn("{n} line failed", "{n} lines failed", failed)
        return tr("{lines}: correct the account, then Ctrl+B pays it again.", lines=words), Tone.BAD
    return "", Tone.NEUTRAL


def batch_facts(detail: BatchDetail) -> list[tuple[str, str]]:
    """Return what the overview of a batch says."""
    row, totals = detail.row, detail.totals
    pairs = [
        (tr("Total"), money_text(row.total_cents)),
        (tr("Amount in words"), rmb_capitals(row.total_cents)),
        *(
            (label(state), _sum(totals.count(state), totals.cents(state)))
            for state in LineState
            if totals.count(state)
        ),
        (tr("By level"), _levels(detail.lines)),
        (tr("Made by"), f"{row.made_by}  ·  {instant_text(row.made_at)}"),
    ]
    if detail.approved_at is not None:
        pairs.append(
            (tr("Approved by"), f"{row.approved_by}  ·  {instant_text(detail.approved_at)}")
        )
    pairs += [
        (name, value)
        for name, value in (
            (tr("Two-person exception"), detail.exceptions),
            (tr("Pays again"), row.follows),
            (tr("Paid again by"), detail.followed_by),
            (tr("Document number"), detail.programme_document),
            (tr("Remarks"), detail.note),
        )
        if value
    ]
    return pairs


def _sum(count: int, cents: int) -> str:
    return f"{trn('{n} line', '{n} lines', count)}  ·  {money_text(cents)}"


def _levels(lines: tuple[LineRow, ...]) -> str:
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.level] = sums.get(line.level, 0) + line.amount_cents
    return list_text(f"{level_text(level)} {money_text(cents)}" for level, cents in sums.items())


def batch_columns() -> tuple[Column[BatchRow], ...]:
    """Return the columns of the list of batches."""
    return (
        Column(tr("Batch"), lambda row: row.number, width=124, key="number"),
        Column(
            tr("Made"),
            lambda row: instant_text(row.made_at),
            "made",
            width=126,
            yields=2,
            value=lambda row: day_in_china(row.made_at),
        ),
        Column(
            tr("Programme"),
            lambda row: in_language(row.programme, row.programme_en),
            width=190,
            grows=True,
            wraps=True,
            key="programme",
        ),
        Column(
            tr("Lines"),
            lambda row: number_text(row.lines),
            numeric=True,
            width=60,
            key="lines",
            value=lambda row: row.lines,
            yields=1,
        ),
        Column(
            tr("Total"),
            lambda row: money_text(row.total_cents),
            "total",
            numeric=True,
            width=120,
            value=lambda row: major_units(row.total_cents),
        ),
        Column(
            tr("Paid"),
            lambda row: money_text(row.paid_cents),
            numeric=True,
            width=120,
            key="paid",
            value=lambda row: major_units(row.paid_cents),
            hidden=True,
        ),
        Column(
            tr("Failed"),
            lambda row: money_text(row.failed_cents),
            numeric=True,
            width=110,
            key="failed",
            value=lambda row: major_units(row.failed_cents),
            hidden=True,
        ),
        Column(
            tr("State"),
            lambda row: label(row.state),
            "state",
            tone=lambda row: BATCH_TONES[row.state],
            width=100,
        ),
        Column(tr("Made by"), lambda row: row.made_by, width=90, key="made_by", hidden=True),
        Column(
            tr("Approved by"), lambda row: row.approved_by, width=90, key="approved_by", hidden=True
        ),
    )


def line_columns() -> tuple[Column[LineRow], ...]:
    """Return the columns of a batch's lines."""
    return (
        Column(tr("No."), _number_in_batch, width=36),
        Column(tr("Enterprise"), lambda row: row.enterprise, width=60, grows=True, wraps=True),
        Column(tr("Claim"), lambda row: row.claim, width=104, yields=2),
        Column(tr("Money of"), lambda row: level_text(row.level), width=90, yields=3),
        Column(tr("Account"), lambda row: row.account[-8:], width=84, muted=True, yields=4),
        Column(tr("Amount"), lambda row: money_text(row.amount_cents), numeric=True, width=108),
        Column(
            tr("State"),
            _line_state,
            tone=lambda row: Tone.WARN if is_entered(row) else LINE_TONES[row.state],
            width=84,
        ),
        Column(tr("Paid on"), lambda row: date_text(row.paid_on), width=92, yields=5),
        Column(tr("Why it failed"), _failure, width=120, yields=1),
    )


def _number_in_batch(row: LineRow) -> str:
    """Return which line of its batch it is: one enterprise often has several."""
    return row.reference.rpartition("-")[2]


def _line_state(row: LineRow) -> str:
    if row.returned is not None and row.returned.state is ReturnState.CONFIRMED:
        return tr("Transfer came back")
    return label(ReturnState.ENTERED) if is_entered(row) else label(row.state)


def _failure(row: LineRow) -> str:
    if row.returned is not None and row.returned.state is ReturnState.CONFIRMED:
        return tr(
            "{reason} (came back on {day})",
            reason=row.failure,
            day=date_text(row.returned.returned_on),
        )
    return row.failure


def hold_columns() -> tuple[Column[HoldRow], ...]:
    """Return the columns of those who are held."""
    return (
        Column(tr("Claim"), lambda row: row.claim, width=104),
        Column(tr("Row"), place_text, width=44),
        Column(tr("Person or item"), lambda row: row.name, width=84, yields=2),
        Column(tr("Not paid"), lambda row: money_text(row.amount_cents), numeric=True, width=96),
        Column(tr("What changed"), hold_text, width=130, grows=True, yields=1),
    )


def sheet_columns() -> tuple[Column[WrittenSheetRow], ...]:
    """Return the columns of the bank sheets that were written."""
    return (
        Column(tr("When"), lambda row: instant_text(row.written_at), width=126),
        Column(tr("Who"), lambda row: row.by, width=70),
        Column(tr("Reason"), lambda row: row.reason, width=120, grows=True, yields=1),
        Column(tr("Checksum"), lambda row: row.sha256[:16], width=140, muted=True),
    )
