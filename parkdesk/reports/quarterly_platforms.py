"""The section of the public platforms: log, requests, catalogue, and what they are judged by."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.domain.bookings import TENTHS_OF_A_SLOT
from parkdesk.domain.charts import chart_number
from parkdesk.domain.pack_facts import PlatformEvaluation, PlatformRequests
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
    """Write what the public platforms did, were asked for and offer, and what it cost."""
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
    flow.part(N_("{number} Evaluation of the platforms"), "evaluation")
    _evaluation(flow, facts.evaluation)


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


def _evaluation(flow: PackFlow, lines: tuple[PlatformEvaluation, ...]) -> None:
    columns = (
        Column(tr("Platform"), share=2),
        Column(tr("Full-time staff"), Align.RIGHT, 1),
        Column(tr("Contracts of opportunities"), Align.RIGHT, 1),
        Column(tr("Consultations"), Align.RIGHT, 1),
        Column(tr("Bookings of its places"), Align.RIGHT, 1),
        Column(tr("Hours its places were used"), Align.POINT, 1),
    )
    rows = [Row((label(one.platform), *_indicators([one]))) for one in lines]
    total = Row((tr("Total"), *_indicators(lines)), bold=True) if rows else None
    caption = flow.caption(N_("Table {number}  What the platforms are evaluated by"))
    draw_table(flow, Table(columns, rows, caption, total=total, empty=tr("None.")))
    flow.paragraph(_of_evaluation(), NOTE)
    flow.space(6)
    _cost(flow, lines)


def _indicators(lines: Sequence[PlatformEvaluation]) -> tuple[str, ...]:
    known = [one.full_time for one in lines if one.full_time is not None]
    staff = number_text(sum(known)) if len(known) == len(lines) else "—"
    slots = sum(one.used_slots for one in lines)
    return (
        staff,
        number_text(sum(one.contracts for one in lines)),
        number_text(sum(one.consultations for one in lines)),
        number_text(sum(one.bookings for one in lines)),
        chart_number(slots * TENTHS_OF_A_SLOT, 10, 1),
    )


def _cost(flow: PackFlow, lines: tuple[PlatformEvaluation, ...]) -> None:
    columns = (
        Column(tr("Platform"), share=2),
        Column(tr("Building cost"), Align.POINT, 1),
        Column(tr("Running cost"), Align.POINT, 1),
        Column(tr("Building and running"), Align.POINT, 1),
        Column(tr("Of it paid by grants"), Align.POINT, 1),
    )
    rows = [Row((label(one.platform), *_spent([one]))) for one in lines]
    total = Row((tr("Total"), *_spent(lines)), bold=True) if rows else None
    caption = flow.caption(N_("Table {number}  What the platforms cost in the quarter"))
    unit = tr("costs in yuan")
    draw_table(flow, Table(columns, rows, caption, unit, total, empty=tr("None.")))


def _spent(lines: Sequence[PlatformEvaluation]) -> tuple[str, ...]:
    building = sum(one.building_cents for one in lines)
    running = sum(one.running_cents for one in lines)
    grants = sum(one.grant_cents for one in lines)
    return tuple(map(words.yuan, (building, running, building + running, grants)))


def _of_evaluation() -> str:
    return tr(
        "Full-time staff is as entered for the quarter's end, — where nobody entered it; all else"
        " is counted from the platforms' own records of the quarter. Enterprises served and"
        " satisfaction stand with the services. No floor is asked of any of them."
    )
