"""What the charts of the park's figures say: descriptions that the screen and the paper draw."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.domain.charts import (
    BarChart,
    LineChart,
    RankedBars,
    RankedRow,
    Series,
    SmallMultiples,
)
from parkdesk.domain.contracts import Market, ServiceLine
from parkdesk.domain.shares import permille
from parkdesk.i18n import label, percent_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.park_figures import MarketFigure, QuarterPoint

_TEN_THOUSAND_DOLLARS = 1_000_000
"""Cents of 万美元: what amounts of a park are read in."""
_MOST_MARKETS = 12


def market_map(markets: Sequence[MarketFigure]) -> RankedBars:
    """Return the markets as ranked bars with their shares; what is beyond twelve is one more."""
    whole = sum(one.executed.now or 0 for one in markets)
    rows = [
        RankedRow(
            in_language(one.name_zh, one.name_en),
            one.executed.now or 0,
            percent_text(permille(one.executed.now or 0, whole)),
        )
        for one in markets[:_MOST_MARKETS]
        if one.executed.now
    ]
    rest = sum(one.executed.now or 0 for one in markets[_MOST_MARKETS:])
    if rest:
        rows.append(RankedRow(tr("Others"), rest, percent_text(permille(rest, whole))))
    return RankedBars(
        tr("Executed offshore by market (US$ 10,000)"),
        tr("Country or region"),
        tr("US$ 10,000"),
        tr("Share"),
        tuple(rows),
        _TEN_THOUSAND_DOLLARS,
        1,
    )


def executed_by_line(points: Sequence[QuarterPoint]) -> BarChart:
    """Return what was executed, piled by ITO, BPO and KPO."""
    return BarChart(
        tr("Executed by ITO, BPO, KPO (US$ 10,000)"),
        _quarters(points),
        (
            Series(label(ServiceLine.ITO), tuple(one.executed_ito for one in points)),
            Series(label(ServiceLine.BPO), tuple(one.executed_bpo for one in points)),
            Series(label(ServiceLine.KPO), tuple(one.executed_kpo for one in points)),
        ),
        _TEN_THOUSAND_DOLLARS,
        total=tr("Total"),
    )


def executed_by_market(points: Sequence[QuarterPoint]) -> BarChart:
    """Return what was executed offshore and onshore, side by side."""
    return BarChart(
        tr("Executed offshore and onshore (US$ 10,000)"),
        _quarters(points),
        (
            Series(label(Market.OFFSHORE), tuple(one.executed_offshore for one in points)),
            Series(label(Market.ONSHORE), tuple(one.executed_onshore for one in points)),
        ),
        _TEN_THOUSAND_DOLLARS,
        stacked=False,
    )


def signed_and_executed(points: Sequence[QuarterPoint]) -> LineChart:
    """Return signed and executed amounts as lines."""
    return LineChart(
        tr("Signed and executed (US$ 10,000)"),
        _quarters(points),
        (
            Series(tr("Signed"), tuple(one.signed for one in points)),
            Series(
                tr("Executed"),
                tuple(one.executed_offshore + one.executed_onshore for one in points),
            ),
        ),
        _TEN_THOUSAND_DOLLARS,
    )


def enterprises_and_people(points: Sequence[QuarterPoint]) -> SmallMultiples:
    """Return enterprises and people beside each other; a quarter without returns has no people."""
    known = [one for one in points if one.headcount is not None]
    return SmallMultiples(
        tr("Enterprises and people at the quarter's end"),
        (
            LineChart(
                tr("Enterprises in the park"),
                _quarters(points),
                (Series(tr("Enterprises in the park"), tuple(one.residents for one in points)),),
            ),
            LineChart(
                tr("People employed"),
                _quarters(known),
                (Series(tr("People employed"), tuple(one.headcount or 0 for one in known)),),
            ),
        ),
    )


def _quarters(points: Sequence[QuarterPoint]) -> tuple[str, ...]:
    return tuple(str(one.quarter)[2:] for one in points)
