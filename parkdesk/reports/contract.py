"""One contract (接包合同信息表) as a PDF: facts, changes, executions with their sum, reportings.

The same print in gives the same bytes out: the instant of printing is part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from parkdesk.domain.contract_print import ContractPrint
from parkdesk.i18n import amount_text, date_text, instant_text, label, money_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports.about import About
from parkdesk.reports.flow import Flow
from parkdesk.reports.paper import Paper
from parkdesk.reports.record_paper import TAGS, furnish, quiet, title_band, write_record
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

LANGUAGES = tuple(TAGS)
_NONE = "—"


def render_contract(
    printed: ContractPrint,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = quiet,
) -> tuple[str, ...]:
    """Write the contract to `out`; return the signs that no face has and that stand as 〓.

    `progress(done, total)` is told the pages; what it raises stops the print.
    """
    return write_record(lambda: _paper(printed, language), out, language, progress)


def _paper(printed: ContractPrint, language: str) -> Paper:
    park = in_language(printed.park_zh, printed.park_en)
    number = printed.contract.number
    paper = Paper(
        About(
            title=tr("Contract {number}", number=number),
            author=park,
            subject=tr("Outsourcing contract"),
            language=TAGS[language],
            at=printed.printed_at,
            keywords=number,
        )
    )
    flow = Flow(paper)
    about = (printed.enterprise, label(printed.state))
    title_band(flow, park, tr("Outsourcing contract"), number, about)
    _facts(flow, printed)
    _executions(flow, printed)
    _changes(flow, printed)
    _reports(flow, printed)
    foot = (
        park,
        number,
        tr(
            "printed {at} by {person}",
            at=instant_text(printed.printed_at),
            person=printed.printed_by,
        ),
    )
    furnish(paper, tr("Contract {number}", number=number), foot)
    return paper


def _facts(flow: Flow, printed: ContractPrint) -> None:
    flow.heading(tr("Facts"), 0, "facts")
    rows = [Row((name, text)) for name, text in _pairs(printed) if text]
    draw_table(flow, Table((Column(tr("What")), Column(tr("Value"), share=1)), rows))


def _pairs(printed: ContractPrint) -> list[tuple[str, str]]:
    one = printed.contract
    usd = printed.signed_usd_cents
    return [
        (tr("Enterprise"), printed.enterprise),
        (tr("Client"), one.client),
        (
            tr("Offshore or onshore"),
            f"{label(one.market)} · {in_language(printed.country_zh, printed.country_en)}",
        ),
        (tr("Final client"), one.final_customer),
        (tr("Subject"), one.subject),
        (tr("Service line"), label(one.service_line)),
        (tr("Service code"), in_language(printed.service_code, printed.service_code_en)),
        (tr("Layer"), label(one.layer) if one.layer else ""),
        (tr("Signed amount"), money_text(one.signed_minor, one.currency)),
        (tr("Signed, in US$"), tr("no rate yet") if usd is None else money_text(usd, "USD")),
        (tr("Rate"), printed.usd_rate if one.currency != "USD" else ""),
        (tr("Amount with changes"), money_text(one.agreed_minor, one.currency)),
        (tr("Executed"), money_text(printed.executed_minor, one.currency)),
        (
            tr("Left to execute"),
            money_text(one.agreed_minor - printed.executed_minor, one.currency),
        ),
        (tr("Date of signing"), date_text(one.signed_on)),
        (tr("Work begins"), date_text(one.starts_on)),
        (tr("Work ends"), date_text(one.ends_on)),
        (tr("Remarks"), one.note),
    ]


def _executions(flow: Flow, printed: ContractPrint) -> None:
    currency = printed.contract.currency
    flow.heading(tr("Executions"), 0, "executions")
    columns = (
        Column(tr("Date")),
        Column(tr("Amount, {currency}", currency=currency), Align.POINT),
        Column(tr("US$"), Align.POINT),
        Column(tr("Receipt number"), share=2),
        Column(tr("Counted from")),
        Column(tr("Remarks"), share=2),
    )
    rows = [
        Row(
            (
                date_text(one.executed_on),
                amount_text(one.amount_minor, currency),
                _NONE if cents is None else amount_text(cents),
                one.receipt_no or _NONE,
                "" if counted == one.executed_on else date_text(counted),
                one.note,
            )
        )
        for one, cents, counted in zip(
            printed.contract.executions,
            printed.executed_usd_cents,
            printed.counted_on,
            strict=True,
        )
    ]
    if rows:
        rows.append(_total(printed))
    draw_table(flow, Table(columns, rows, empty=tr("Nothing executed yet")))


def _total(printed: ContractPrint) -> Row:
    """Return the foot; dollars are summed only where every amount has a rate."""
    cents = printed.executed_usd_cents
    dollars = amount_text(sum(one or 0 for one in cents)) if None not in cents else _NONE
    amount = amount_text(printed.executed_minor, printed.contract.currency)
    return Row((tr("Total"), amount, dollars, "", "", ""), bold=True)


def _changes(flow: Flow, printed: ContractPrint) -> None:
    currency = printed.contract.currency
    flow.heading(tr("Changes"), 0, "changes")
    columns = (
        Column(tr("Date")),
        Column(tr("Amount before"), Align.POINT),
        Column(tr("Amount after"), Align.POINT),
        Column(tr("Reason"), share=1),
    )
    rows = [
        Row(
            (
                date_text(one.changed_on),
                amount_text(one.amount_minor_before, currency),
                amount_text(one.amount_minor_after, currency),
                one.reason,
            )
        )
        for one in printed.contract.changes
    ]
    empty = tr("The contract stands as it was signed.")
    draw_table(flow, Table(columns, rows, empty=empty))


def _reports(flow: Flow, printed: ContractPrint) -> None:
    flow.heading(tr("Reportings"), 0, "reports")
    columns = (Column(tr("Date")), Column(tr("By"), share=1), Column(tr("Taken back")))
    rows = [
        Row((date_text(one.reported_on), one.reported_by, date_text(one.withdrawn_on)))
        for one in printed.reports
    ]
    draw_table(flow, Table(columns, rows, empty=tr("Not reported yet.")))
