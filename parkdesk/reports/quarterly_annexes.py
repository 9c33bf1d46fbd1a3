"""The long lists of a pack on pages that lie across: every contract, every certificate."""

from __future__ import annotations

from collections.abc import Callable

from parkdesk.domain.contracts import Market
from parkdesk.domain.shares import permille
from parkdesk.domain.summaries import ContractLine, QuarterlySummary
from parkdesk.i18n import N_, date_text, label, percent_text, tr, trn
from parkdesk.reports import words
from parkdesk.reports.carrying import running
from parkdesk.reports.quarterly_certificates import certificate_table
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.quarterly_sections import name_in_language
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table


def contract_list(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write every contract that was signed or executed in the quarter."""
    note = trn("{n} contract", "{n} contracts", len(summary.contracts))
    flow.section(N_("Annex {number}  Contracts signed or executed in the quarter"),
                 "annex-contracts", note)  # fmt: skip
    columns = (
        Column(tr("Contract")),
        Column(tr("Enterprise"), share=3),
        Column(tr("Client"), share=2),
        Column(tr("Country or region")),
        Column(tr("Market")),
        Column(tr("Line")),
        Column(tr("Signed on")),
        Column(tr("Signed"), Align.POINT),
        Column(tr("This quarter"), Align.POINT),
        Column(tr("To date"), Align.POINT),
        Column(tr("Share executed"), Align.POINT),
    )
    rows = [Row(_contract(line)) for line in summary.contracts]
    sums = _sums(summary.contracts)
    total = sums(tr("Total"), len(rows)) if rows else None
    caption = flow.caption(N_("Table {number}  Contracts signed or executed in the quarter"))
    empty = tr("No contract was signed or executed in this quarter.")
    carried = sums if rows else None
    unit = words.dollar_unit()
    draw_table(flow, Table(columns, rows, caption, unit, total, empty, carried))


def _contract(line: ContractLine) -> tuple[str, ...]:
    return (
        line.number, line.enterprise, line.client, name_in_language(line.country),
        label(Market.OFFSHORE if line.offshore else Market.ONSHORE), line.service_line.value,
        date_text(line.signed_on), words.dollars(line.signed_usd_cents),
        words.dollars(line.executed_usd_cents), words.dollars(line.executed_to_date_usd_cents),
        _share(line.executed_to_date_usd_cents, line.signed_usd_cents),
    )  # fmt: skip


def _share(part: int, whole: int) -> str:
    return percent_text(permille(part, whole)) if whole > 0 else "—"


def _sums(lines: tuple[ContractLine, ...]) -> Callable[[str, int], Row]:
    def row(name: str, cents: tuple[int, ...]) -> Row:
        signed, _executed, to_date = cents
        # What is carried is named where names of enterprises stand: a number's column is narrow.
        names = (name, "") if name == tr("Total") else ("", name)
        amounts = map(words.dollars, cents)
        return Row((*names, "", "", "", "", "", *amounts, _share(to_date, signed)), bold=True)

    return running(
        (
            (line.signed_usd_cents, line.executed_usd_cents, line.executed_to_date_usd_cents)
            for line in lines
        ),
        row,
    )


def certificate_list(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write every certificate with its state on the day of the cut-off."""
    note = trn("{n} certificate", "{n} certificates", len(summary.certificates))
    flow.section(N_("Annex {number}  Certificates"), "annex-certificates", note)
    draw_table(flow, certificate_table(flow, summary))
