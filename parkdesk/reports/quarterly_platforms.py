"""The section of the public platforms: the service log, the requests, and the catalogue."""

from __future__ import annotations

from parkdesk.domain.charts import chart_number
from parkdesk.domain.pack_facts import PlatformRequests
from parkdesk.domain.platforms import PlatformTotals
from parkdesk.domain.shares import permille
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.i18n import N_, label, number_text, percent_text, tr
from parkdesk.reports import words
from parkdesk.reports.flow import NOTE
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table


def platforms(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write what the public platforms did, what was asked of them, and what they offer."""
    flow.section(N_("{number} Public service platforms"), "platforms")
    facts = facts_of(summary)
    if facts is None:
        _services(flow, summary.platforms)
        return
    flow.part(N_("{number} Services given"), "services")
    _services(flow, summary.platforms, _all_services(summary.platforms))
    flow.part(N_("{number} Requests"), "requests")
    _requests(flow, facts.requests)
    flow.part(N_("{number} Service catalogue"), "catalogue")
    _catalogue(flow, facts.requests)


def _services(flow: PackFlow, lines: tuple[PlatformTotals, ...], total: Row | None = None) -> None:
    columns = (
        Column(tr("Platform"), share=2),
        Column(tr("Services"), Align.RIGHT, 1),
        Column(tr("Enterprises served"), Align.RIGHT, 1),
        Column(tr("Hours"), Align.POINT, 1),
        Column(tr("People"), Align.RIGHT, 1),
        Column(tr("Fees"), Align.POINT, 1),
        Column(tr("Satisfied"), Align.POINT, 1),
    )
    rows = []
    for item in lines:
        satisfied = item.satisfied_permille
        rows.append(
            Row(
                (
                    label(item.platform), number_text(item.services),
                    number_text(item.enterprises), chart_number(item.hours_tenths, 10, 1),
                    number_text(item.people), words.yuan(item.fee_cents),
                    "—" if satisfied is None else percent_text(satisfied),
                )
            )
        )  # fmt: skip
    caption = flow.caption(N_("Table {number}  Services of the public platforms"))
    empty = tr("No platform service was recorded in this quarter.")
    draw_table(flow, Table(columns, rows, caption, tr("fees in yuan"), total, empty))


def _all_services(lines: tuple[PlatformTotals, ...]) -> Row | None:
    """Return the sums; an enterprise that two platforms served would be counted twice."""
    if not lines:
        return None
    answers = sum(line.answers for line in lines)
    satisfied = permille(sum(line.satisfied for line in lines), answers) if answers else None
    return Row(
        (
            tr("Total"),
            number_text(sum(line.services for line in lines)),
            "—",
            chart_number(sum(line.hours_tenths for line in lines), 10, 1),
            number_text(sum(line.people for line in lines)),
            words.yuan(sum(line.fee_cents for line in lines)),
            "—" if satisfied is None else percent_text(satisfied),
        ),
        bold=True,
    )


def _requests(flow: PackFlow, lines: tuple[PlatformRequests, ...]) -> None:
    columns = (
        Column(tr("Platform"), share=1),
        Column(tr("Open before"), Align.RIGHT),
        Column(tr("Came"), Align.RIGHT),
        Column(tr("Done"), Align.RIGHT),
        Column(tr("Declined"), Align.RIGHT),
        Column(tr("Open at the end"), Align.RIGHT),
        Column(tr("received"), Align.RIGHT),
        Column(tr("accepted"), Align.RIGHT),
        Column(tr("in progress"), Align.RIGHT),
        Column(tr("past the day"), Align.RIGHT),
    )
    counts = [_counts(line) for line in lines]
    rows = [
        Row((label(line.platform), *map(number_text, found)))
        for line, found in zip(lines, counts, strict=True)
    ]
    sums = [sum(column) for column in zip(*counts, strict=True)]
    total = Row((tr("Total"), *map(number_text, sums)), bold=True) if rows else None
    caption = flow.caption(N_("Table {number}  Requests to the platforms, by state"))
    empty = tr("No request was open or came in this quarter.")
    draw_table(flow, Table(columns, rows, caption, total=total, empty=empty))
    flow.paragraph(_of_requests(), NOTE)
    flow.space(6)


def _counts(line: PlatformRequests) -> tuple[int, ...]:
    return (
        line.open_before, line.came, line.done, line.refused, line.open_after,
        line.received, line.accepted, line.underway, line.overdue,
    )  # fmt: skip


def _of_requests() -> str:
    return tr(
        "Open before and came, less done and declined, is what was open at the quarter's end:"
        " received, accepted or in progress. Past the day are the open ones that were due"
        " before the quarter's end."
    )


def _catalogue(flow: PackFlow, lines: tuple[PlatformRequests, ...]) -> None:
    columns = (
        Column(tr("Platform"), share=2),
        Column(tr("Entries on offer"), Align.RIGHT, 1),
        Column(tr("free of charge"), Align.RIGHT, 1),
        Column(tr("for a fee"), Align.RIGHT, 1),
    )
    counts = [(one.offers, one.free_offers, one.offers - one.free_offers) for one in lines]
    rows = [
        Row((label(line.platform), *map(number_text, found)))
        for line, found in zip(lines, counts, strict=True)
    ]
    sums = [sum(column) for column in zip(*counts, strict=True)]
    total = Row((tr("Total"), *map(number_text, sums)), bold=True) if rows else None
    caption = flow.caption(N_("Table {number}  Service catalogue at the quarter's end"))
    draw_table(flow, Table(columns, rows, caption, total=total, empty=tr("None.")))
