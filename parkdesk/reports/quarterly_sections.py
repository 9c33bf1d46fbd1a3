"""The sections behind page 1: one function a section, each a heading and its tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.packs import Section
from parkdesk.domain.shares import WHOLE, permille
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summaries import (
    IN_TIME,
    FigureKey,
    Name,
    QuarterlySummary,
    Unit,
)
from parkdesk.i18n import N_, date_text, label, language, number_text, percent_text, tr, trn
from parkdesk.reports import words
from parkdesk.reports.carrying import running
from parkdesk.reports.flow import BODY, NOTE
from parkdesk.reports.quarterly_exceptions import exception_columns, exception_rows
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_findings import findings_section
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table


def figures(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write the figures of page 1 with what they are compared with."""
    flow.section(N_("{number} Figures of the quarter"), "figures")
    columns = (
        Column(tr("Figure"), share=2),
        Column(words.quarter_short(summary.quarter), Align.RIGHT, 1),
        Column(words.quarter_short(summary.quarter.previous()), Align.RIGHT, 1),
        Column(tr("against it"), Align.RIGHT, 1),
        Column(words.quarter_short(summary.quarter.year_before()), Align.RIGHT, 1),
        Column(tr("against it"), Align.RIGHT, 1),
    )
    rows = []
    for key in FigureKey:
        figure = summary.figure(key)
        if figure is None:
            continue
        previous, _ = words.previous_change(figure)
        year, _ = words.year_change(figure)
        rows.append(
            Row(
                (
                    label(key),
                    words.figure_value(figure),
                    words.amount_of(figure, figure.previous),
                    previous,
                    words.amount_of(figure, figure.year_before),
                    year,
                )
            )
        )
    caption = flow.caption(
        N_("Table {number}  Figures with the quarter before and the same quarter a year before")
    )
    draw_table(flow, Table(columns, rows, caption))
    flow.paragraph(like_for_like(), NOTE)
    flow.space(6)


def like_for_like() -> str:
    """Return what is said under every growth of people."""
    return tr(
        "The growth of staff compares only the enterprises that reported both quarters, and its"
        " earlier figures are theirs: a return that is not in yet is no dismissal."
    )


def exceptions(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write the findings, or what stood in their place before they were kept."""
    if summary.findings is not None:
        findings_section(flow, summary)
        return
    count = len(summary.deviations)
    note = trn("{n} exception", "{n} exceptions", count)
    flow.section(N_("{number} Exceptions"), "exceptions", note)
    anchors = frozenset(f"enterprise:{line.name}" for line in summary.enterprises)
    rows = exception_rows(summary.deviations, anchors)
    caption = flow.caption(N_("Table {number}  Exceptions, the most serious first"))
    empty = tr("No exception is open.")
    draw_table(flow, Table(exception_columns(), rows, caption, empty=empty))


def contracts(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write execution by quarter and market, and the contracts."""
    flow.section(N_("{number} Contracts and execution"), "contracts")
    _executed(flow, summary)
    _markets(flow, summary)
    annex = flow.name_of(Section.CONTRACT_LIST)
    if facts_of(summary) is not None:
        _lines_and_markets(flow, summary, annex)
    if facts_of(summary) is None or not annex:
        flow.part(N_("{number} Contracts with execution or signed in the quarter"), "contract-list")
        draw_table(flow, contract_table(flow, summary))


def contract_table(flow: PackFlow, summary: QuarterlySummary) -> Table:
    """Return the contracts with their sums, as an upright page has room for them."""
    columns = (
        Column(tr("Contract")),
        Column(tr("Enterprise"), share=3),
        Column(tr("Client"), share=2),
        Column(tr("Country")),
        Column(tr("Line")),
        Column(tr("Signed on")),
        Column(tr("Signed"), Align.POINT),
        Column(tr("This quarter"), Align.POINT),
        Column(tr("To date"), Align.POINT),
    )
    rows = [
        Row(
            (
                line.number, line.enterprise, line.client, name_in_language(line.country),
                line.service_line.value, date_text(line.signed_on),
                words.dollars(line.signed_usd_cents), words.dollars(line.executed_usd_cents),
                words.dollars(line.executed_to_date_usd_cents),
            )
        )
        for line in summary.contracts
    ]  # fmt: skip
    sums = running(
        (
            (line.signed_usd_cents, line.executed_usd_cents, line.executed_to_date_usd_cents)
            for line in summary.contracts
        ),
        _contract_sums,
    )
    caption = flow.caption(N_("Table {number}  Contracts"))
    empty = tr("No contract was signed or executed in this quarter.")
    table = Table(columns, rows, caption, words.dollar_unit(), empty=empty)
    return added_up(summary, table, sums)


def _contract_sums(name: str, cents: tuple[int, ...]) -> Row:
    # What is carried is named where names of enterprises stand: a number's column is narrow.
    names = (name, "") if name == tr("Total") else ("", name)
    return Row((*names, "", "", "", "", *map(words.dollars, cents)), bold=True)


def added_up(summary: QuarterlySummary, table: Table, sums: Callable[[str, int], Row]) -> Table:
    """Return a table with its total, and with sums carried from page to page.

    An edition of before findings were kept is drawn as it was then: it carries nothing.
    """
    if not table.rows:
        return table
    total = sums(tr("Total"), len(table.rows))
    carried = None if summary.findings is None else sums
    return dataclasses.replace(table, total=total, carried=carried)


def _lines_and_markets(flow: PackFlow, summary: QuarterlySummary, annex: str) -> None:
    """Write what the listed contracts executed, by service line, offshore and onshore."""
    columns = (
        Column(tr("Service line"), share=1),
        Column(tr("Offshore contracts"), Align.RIGHT, 1),
        Column(tr("Executed offshore"), Align.POINT, 1),
        Column(tr("Onshore contracts"), Align.RIGHT, 1),
        Column(tr("Executed onshore"), Align.POINT, 1),
        Column(tr("Total"), Align.POINT, 1),
    )
    sums = {line: [0, 0, 0, 0] for line in ServiceLine}
    for one in summary.contracts:
        if one.executed_usd_cents:
            found, place = sums[one.service_line], 0 if one.offshore else 2
            found[place] += 1
            found[place + 1] += one.executed_usd_cents
    rows = [_line_row(line.value, found) for line, found in sums.items()]
    whole = [sum(found[place] for found in sums.values()) for place in range(4)]
    total = _line_row(tr("Total"), whole, bold=True)
    flow.part(N_("{number} Execution by service line, offshore and onshore"), "execution-parts")
    caption = flow.caption(N_("Table {number}  Contracts executed in the quarter"))
    draw_table(flow, Table(columns, rows, caption, words.dollar_unit(), total))
    if annex and summary.contracts:
        flow.paragraph(_listed_in(len(summary.contracts), annex), NOTE)
        flow.space(6)


def _line_row(name: str, found: list[int], *, bold: bool = False) -> Row:
    offshore, offshore_cents, onshore, onshore_cents = found
    amounts = offshore_cents, onshore_cents, offshore_cents + onshore_cents
    first, second, both = map(words.dollars, amounts)
    cells = (name, number_text(offshore), first, number_text(onshore), second, both)
    return Row(cells, bold=bold)


def _listed_in(count: int, letter: str) -> str:
    return trn(
        "Annex {letter} lists the {n} contract that was signed or executed in the quarter.",
        "Annex {letter} lists the {n} contracts that were signed or executed in the quarter.",
        count,
        letter=letter,
    )


def _executed(flow: PackFlow, summary: QuarterlySummary) -> None:
    columns = (
        Column(tr("Quarter"), share=1),
        Column("ITO", Align.POINT, 1),
        Column("BPO", Align.POINT, 1),
        Column("KPO", Align.POINT, 1),
        Column(tr("Total"), Align.POINT, 1),
    )
    rows = [
        Row(
            (
                words.quarter_title(item.quarter), words.dollars(item.ito_usd_cents),
                words.dollars(item.bpo_usd_cents), words.dollars(item.kpo_usd_cents),
                words.dollars(item.total_usd_cents),
            ),
            bold=item.quarter == summary.quarter,
        )
        for item in summary.executed
    ]  # fmt: skip
    flow.part(N_("{number} Offshore execution by service line"), "execution-lines")
    caption = flow.caption(N_("Table {number}  Offshore execution"))
    draw_table(flow, Table(columns, rows, caption, words.dollar_unit()))


def _markets(flow: PackFlow, summary: QuarterlySummary) -> None:
    total = sum(market.usd_cents for market in summary.markets)
    columns = (
        Column(tr("Country or region"), share=2),
        Column(tr("Executed"), Align.POINT, 1),
        Column(tr("Share"), Align.POINT, 1),
    )
    rows = [
        Row(
            (
                name_in_language(market.name), words.dollars(market.usd_cents),
                percent_text(permille(market.usd_cents, total)),
            )
        )
        for market in summary.markets
    ]  # fmt: skip
    flow.part(N_("{number} Source markets"), "markets")
    sum_row = Row((tr("Total"), words.dollars(total), percent_text(WHOLE)), bold=True)
    caption = flow.caption(N_("Table {number}  Offshore execution by source market"))
    table = Table(columns, rows, caption, words.dollar_unit(), sum_row if rows else None)
    draw_table(flow, table)


def returns(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write who reported late or not yet: the sentence counts what table 12 lists."""
    flow.section(N_("{number} Statistics discipline"), "returns")
    late = sum(1 for line in summary.returns if line.received_on is not None)
    missing = sum(1 for line in summary.returns if line.state is FillState.OVERDUE)
    waiting = sum(1 for line in summary.enterprises if line.fill_state in IN_TIME)
    flow.paragraph(
        tr(
            "{expected} were to report: {reported} reported, {late} of them late; {missing} are"
            " missing past the day, {waiting} are not in yet and still in time.",
            expected=words.counted(Unit.ENTERPRISES, summary.returns_expected),
            reported=number_text(summary.returns_expected - missing - waiting),
            late=number_text(late),
            missing=number_text(missing),
            waiting=number_text(waiting),
        ),
        BODY,
    )
    flow.space(4)
    columns = (
        Column(tr("Enterprise"), share=1),
        Column(tr("State")),
        Column(tr("Due")),
        Column(tr("Handed in")),
        Column(tr("Days late"), Align.RIGHT),
    )
    today = day_in_china(summary.cut_off)
    rows = []
    for line in summary.returns:
        days = ((line.received_on or today) - line.due_on).days
        cells = (
            line.enterprise, label(line.state), date_text(line.due_on),
            date_text(line.received_on), number_text(days) if days > 0 else "—",
        )  # fmt: skip
        rows.append(Row(cells))
    caption = flow.caption(N_("Table {number}  Returns that were late or are not in"))
    draw_table(flow, Table(columns, rows, caption, empty=tr("No return is late.")))


def enterprises(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write the list of enterprises, which other pages lead to."""
    note = trn("{n} enterprise", "{n} enterprises", len(summary.enterprises))
    flow.section(N_("Annex {number}  Enterprises"), "enterprises", note)
    columns = (
        Column(tr("Enterprise"), share=3),
        Column(tr("Credit code")),
        Column(tr("Line")),
        Column(tr("Highest certificate")),
        Column(tr("Staff"), Align.RIGHT),
        Column(tr("Executed offshore"), Align.POINT),
        Column(tr("Return")),
    )
    rows = [
        Row(
            (
                line.name, line.code, line.service_line or "—", line.certificate or "—",
                "—" if line.staff is None else number_text(line.staff),
                words.dollars(line.executed_usd_cents), label(line.fill_state),
            ),
            anchor=f"enterprise:{line.name}",
        )
        for line in summary.enterprises
    ]  # fmt: skip
    sums = running(
        ((line.staff or 0, line.executed_usd_cents) for line in summary.enterprises),
        lambda name, both: Row(
            (name, "", "", "", number_text(both[0]), words.dollars(both[1]), ""), bold=True
        ),
    )
    caption = flow.caption(N_("Table {number}  Enterprises in the park in the quarter"))
    empty = tr("No enterprise was in the park.")
    table = Table(columns, rows, caption, words.dollar_unit(), empty=empty)
    draw_table(flow, added_up(summary, table, sums))


def name_in_language(name: Name) -> str:
    """Return a name of the reference data in the language that is spoken."""
    return name.zh if language() == "zh_CN" else name.en
