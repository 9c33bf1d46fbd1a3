"""What of the certificates runs out in the next quarters: two charts, each over its table."""

from __future__ import annotations

from parkdesk.domain.calendar import Quarter, day_in_china
from parkdesk.domain.certifications import IN_FORCE
from parkdesk.domain.charts import BarChart, Series
from parkdesk.domain.summaries import CertificateLine, QuarterlySummary
from parkdesk.i18n import N_, date_text, number_text, tr, trn
from parkdesk.reports import style, words
from parkdesk.reports.charts import Box, draw_chart, draw_timeline, timeline_height
from parkdesk.reports.flow import NOTE
from parkdesk.reports.paper import Sheet
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.quarterly_timeline import expiry_timeline
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_QUARTERS = 5
"""The quarter of the cut-off and the four after it."""
_BARS = 108.0
_TABLE = 175.0
"""How high the table under the bars is."""
_MOST_LINES = 16
"""So many lines the timeline has; the table under it has them all."""


def running_out(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write how many certificates run out in each quarter, and which within 180 days."""
    flow.part(N_("{number} Running out in the next quarters"), "certificate-quarters")
    _by_quarter(flow, summary)
    flow.part(N_("{number} Running out within 180 days"), "certificate-expiries")
    _one_by_one(flow, summary)


def _by_quarter(flow: PackFlow, summary: QuarterlySummary) -> None:
    counts = _counts(summary)
    chart = BarChart(
        title=tr("Certificates that run out, by quarter"),
        categories=tuple(map(words.quarter_short, counts)),
        series=(
            Series(tr("no renewal registered"), tuple(found[0] for found in counts.values())),
            Series(tr("renewal registered"), tuple(found[1] for found in counts.values())),
        ),
    )

    def draw(sheet: Sheet, top: float) -> None:
        draw_chart(flow.paper, sheet, chart, Box(style.MARGIN, top - _BARS, flow.width, _BARS))

    if any(map(any, counts.values())):
        # The chart stands on the page of its table.
        flow.place(_BARS + _TABLE)
        flow.block(_BARS + 8, draw)
    columns = (
        Column(tr("Quarter"), share=2),
        Column(tr("Run out"), Align.RIGHT, 1),
        Column(tr("renewal registered"), Align.RIGHT, 1),
        Column(tr("no renewal registered"), Align.RIGHT, 1),
    )
    rows = [
        Row((words.quarter_title(quarter), *map(number_text, (bare + done, done, bare))))
        for quarter, (bare, done) in counts.items()
    ]
    sums = [sum(found[place] for found in counts.values()) for place in range(2)]
    total = (tr("Total"), *map(number_text, (sum(sums), sums[1], sums[0])))
    caption = flow.caption(N_("Table {number}  Certificates in force by the quarter they run out"))
    unit = tr("certificates")
    draw_table(flow, Table(columns, rows, caption, unit, Row(total, bold=True)))


def _counts(summary: QuarterlySummary) -> dict[Quarter, tuple[int, int]]:
    """Return how many in force run out from the cut-off on, without a renewal and with one."""
    today = day_in_china(summary.cut_off)
    found = {Quarter.of(today).shifted(step): [0, 0] for step in range(_QUARTERS)}
    for line in summary.certificates:
        if line.status in IN_FORCE and line.expires_on is not None and line.expires_on >= today:
            quarter = Quarter.of(line.expires_on)
            if quarter in found:
                found[quarter][line.renewal] += 1
    return {quarter: (bare, done) for quarter, (bare, done) in found.items()}


def _one_by_one(flow: PackFlow, summary: QuarterlySummary) -> None:
    lines = summary.expiring()
    timeline = expiry_timeline(summary, lines[:_MOST_LINES])
    height = timeline_height(timeline)

    def draw(sheet: Sheet, top: float) -> None:
        draw_timeline(
            flow.paper, sheet, timeline, Box(style.MARGIN, top - height, flow.width, height)
        )

    if lines:
        flow.block(height + 4, draw)
        flow.paragraph(_legend(len(lines) - len(timeline.marks)), NOTE)
        flow.space(6)
    columns = (
        Column(tr("Enterprise"), share=1),
        Column(tr("Certificate")),
        Column(tr("Number")),
        Column(tr("Expires on")),
        Column(tr("Days left"), Align.RIGHT),
        Column(tr("Renewal")),
    )
    rows = [_row(line, summary) for line in lines]
    caption = flow.caption(N_("Table {number}  Certificates that run out within 180 days"))
    empty = tr("No certificate runs out within 180 days.")
    draw_table(flow, Table(columns, rows, caption, empty=empty))


def _row(line: CertificateLine, summary: QuarterlySummary) -> Row:
    assert line.expires_on is not None
    left = (line.expires_on - day_in_china(summary.cut_off)).days
    renewal = tr("registered") if line.renewal else "—"
    day = date_text(line.expires_on)
    return Row((line.enterprise, line.title, line.number, day, number_text(left), renewal))


def _legend(more: int) -> str:
    said = tr("green: renewal registered; red: less than 45 days left, none registered")
    if not more:
        return said
    others = trn("{n} more in the table below", "{n} more in the table below", more)
    return tr("{first}; {second}", first=said, second=others)
