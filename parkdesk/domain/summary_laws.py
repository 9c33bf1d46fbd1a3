"""The laws that a quarter's figures obey: what is printed in two places is the same sum."""

from __future__ import annotations

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.deviations import ordered_deviations
from parkdesk.domain.findings import FindingStanding, QuarterMark
from parkdesk.domain.summaries import (
    FigureKey,
    ProgrammeLine,
    QuarterlySummary,
    StaffQuarter,
)
from parkdesk.domain.summary_findings import QuarterFindings, ordered_lines


def broken_laws(summary: QuarterlySummary) -> tuple[str, ...]:
    """Return the codes of the laws the figures break; a summary that breaks one is not frozen."""
    laws = {
        "executed-by-line": _executed_by_line(summary),
        "markets-add-up": _markets_add_up(summary),
        "contracts-add-up": _contracts_add_up(summary),
        "totals-agree": _totals_agree(summary),
        "enterprises-add-up": _enterprises_add_up(summary),
        "claims-shrink": all(_shrinks(line) for line in summary.programmes),
        "subsidy-adds-up": _subsidy_adds_up(summary),
        "levels-add-up": _levels_add_up(summary),
        "requests-add-up": _requests_add_up(summary),
        "staff-parts": all(_staff_fits(line) for line in summary.staff),
        "deviations-in-order": summary.deviations == ordered_deviations(summary.deviations),
        "findings-of-the-quarter": summary.findings is None
        or _findings_fit(summary.findings, summary.quarter),
    }
    return tuple(code for code, holds in laws.items() if not holds)


def _executed_now(summary: QuarterlySummary) -> int | None:
    if not summary.executed or summary.executed[-1].quarter != summary.quarter:
        return None
    return summary.executed[-1].total_usd_cents


def _says(summary: QuarterlySummary, key: FigureKey, total: int) -> bool:
    figure = summary.figure(key)
    return figure is None or figure.value is None or figure.value == total


def _executed_by_line(summary: QuarterlySummary) -> bool:
    total = _executed_now(summary)
    return total is None or _says(summary, FigureKey.OFFSHORE_EXECUTED, total)


def _markets_add_up(summary: QuarterlySummary) -> bool:
    total = _executed_now(summary)
    named = sum(market.usd_cents for market in summary.markets)
    return total is None or named == total


def _contracts_add_up(summary: QuarterlySummary) -> bool:
    total = _executed_now(summary)
    listed = sum(line.executed_usd_cents for line in summary.contracts if line.offshore)
    return total is None or not summary.contracts or listed == total


def _totals_agree(summary: QuarterlySummary) -> bool:
    """Return whether the sums that are kept are those of the figures, lines and contracts."""
    totals = summary.totals
    if totals is None:
        return True
    lines = totals.ito_usd_cents + totals.bpo_usd_cents + totals.kpo_usd_cents
    listed = sum(line.executed_usd_cents for line in summary.contracts)
    return (
        lines == totals.executed_usd_cents
        and (not summary.contracts or listed == totals.executed_usd_cents)
        and _says(summary, FigureKey.SIGNED, totals.signed_usd_cents)
        and _says(summary, FigureKey.OFFSHORE_EXECUTED, totals.executed_offshore_usd_cents)
    )


def _enterprises_add_up(summary: QuarterlySummary) -> bool:
    total = _executed_now(summary)
    listed = sum(line.executed_usd_cents for line in summary.enterprises)
    return total is None or not summary.enterprises or listed == total


def _shrinks(line: ProgrammeLine) -> bool:
    rejected = sum(rejection.persons for rejection in line.rejections)
    return (
        line.requested_cents
        >= line.approved_cents
        >= line.paid_cents
        >= line.clawed_back_cents
        >= 0
        and line.persons >= line.persons_approved >= 0
        and rejected <= line.persons
    )


def _subsidy_adds_up(summary: QuarterlySummary) -> bool:
    total = sum(line.approved_cents for line in summary.programmes)
    return not summary.programmes or _says(summary, FigureKey.SUBSIDY_APPROVED, total)


def _levels_add_up(summary: QuarterlySummary) -> bool:
    """Return whether what the levels approved is what the programmes did, within the year's."""
    facts = None if summary.pack is None else summary.pack.facts
    if facts is None:
        return True
    approved = sum(line.approved_cents for line in facts.subsidies)
    return approved == sum(line.approved_cents for line in summary.programmes) and all(
        0 <= line.approved_cents <= line.approved_year_cents
        and 0 <= line.paid_cents <= line.paid_year_cents
        for line in facts.subsidies
    )


def _requests_add_up(summary: QuarterlySummary) -> bool:
    """Return whether what was open and what came is what was closed and what is open."""
    facts = None if summary.pack is None else summary.pack.facts
    return facts is None or all(
        one.open_before + one.came == one.done + one.refused + one.open_after
        and one.overdue <= one.open_after
        and one.free_offers <= one.offers
        for one in facts.requests
    )


def _staff_fits(line: StaffQuarter) -> bool:
    return 0 <= line.graduates <= line.staff and 0 <= line.graduates_hired <= line.hired


def _findings_fit(found: QuarterFindings, quarter: Quarter) -> bool:
    """Return whether each was in the quarter, as it is marked, and stands in its order."""
    if found.lines != ordered_lines(found.lines) or not found.as_at <= quarter.last:
        return False
    for line in found.lines:
        closed = line.mark is QuarterMark.CLOSED
        ended_in = line.ended_on is not None and quarter.first <= line.ended_on <= found.as_at
        if line.found_on > found.as_at or closed is not ended_in:
            return False
        if closed is not (line.standing is FindingStanding.ENDED):
            return False
    return True
