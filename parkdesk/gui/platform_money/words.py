"""Words of the platforms' money that list, panel and forms share."""

from __future__ import annotations

from parkdesk.domain.platform_money import Condition, FundsFault, FundsLine, OutlayKind
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, list_text, money_text, tr
from parkdesk.usecases.platform_outlays import OutlayRow

_TONES = {
    Condition.IN_USE: Tone.GOOD,
    Condition.LENT: Tone.ACCENT,
    Condition.BROKEN: Tone.WARN,
    Condition.RETIRED: Tone.NEUTRAL,
}


def condition_text(row: OutlayRow) -> str:
    """Return where an asset or a licence is; of an expense nothing is left that could be."""
    return "" if row.kind is OutlayKind.EXPENSE else label(row.condition)


def condition_tone(row: OutlayRow) -> Tone | None:
    """Return the tone of that; None for an expense."""
    return None if row.kind is OutlayKind.EXPENSE else _TONES[row.condition]


def funding_text(row: OutlayRow) -> str:
    """Return which money paid it."""
    return row.grant or tr("own money")


def validity_text(row: OutlayRow) -> str:
    """Return the last day of a licence, or nothing."""
    return date_text(row.valid_until) if row.valid_until is not None else ""


def facts_of(row: OutlayRow) -> list[tuple[str, str]]:
    """Return one asset, licence or expense as pairs for the panel."""
    return [
        (tr("Platform"), label(row.platform)),
        (tr("Kind"), label(row.kind)),
        (tr("Building or running"), label(row.cost_kind)),
        (tr("Price paid"), money_text(row.price_cents)),
        (tr("Bought on"), date_text(row.bought_on)),
        (tr("Invoice number"), row.invoice_number or tr("none yet")),
        (tr("Source of money"), funding_text(row)),
        (tr("Where it stands"), row.place),
        (tr("State since"), date_text(row.condition_on) if condition_text(row) else ""),
        (tr("Said of its state"), row.condition_words),
        (tr("Valid until"), validity_text(row)),
        (tr("Entered on"), date_text(row.entered_on)),
        (tr("Remarks"), row.note),
    ]


def source_text(line: FundsLine) -> str:
    """Return which source of money a line is about."""
    if line.platform is None:
        return tr("Total")
    return line.grant.number if line.grant is not None else tr("own money")


def faults_text(line: FundsLine) -> str:
    """Return in a word each what is not as granted."""
    return list_text([label(fault) for fault in line.faults])


def fault_sentences(line: FundsLine) -> list[str]:
    """Return what is not as granted, each in a sentence with its sums and days."""
    grant = line.grant
    if grant is None:
        return []
    said = {
        FundsFault.OVER: lambda: tr(
            "{number}: {spent} spent of {granted} granted, {over} too much.",
            number=grant.number,
            spent=money_text(line.spent_cents),
            granted=money_text(grant.granted_cents),
            over=money_text(-(line.left_cents or 0)),
        ),
        FundsFault.OUTSIDE: lambda: tr(
            "{number}: {sum} spent outside its days, {first} to {last}.",
            number=grant.number,
            sum=money_text(line.outside_cents),
            first=date_text(grant.first_on),
            last=date_text(grant.last_on),
        ),
        FundsFault.NO_INVOICE: lambda: tr(
            "{number}: {sum} spent without the number of an invoice.",
            number=grant.number,
            sum=money_text(line.unproved_cents),
        ),
    }
    return [said[fault]() for fault in line.faults]
