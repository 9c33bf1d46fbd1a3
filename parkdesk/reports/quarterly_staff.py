"""The section of staff and training: people at work, and those whom claims had trained."""

from __future__ import annotations

from parkdesk.domain.charts import LineChart, Series
from parkdesk.domain.pack_facts import TrainingLine
from parkdesk.domain.shares import permille
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.i18n import N_, label, number_text, percent_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import style, words
from parkdesk.reports.charts import Box, draw_lines
from parkdesk.reports.flow import NOTE
from parkdesk.reports.paper import Sheet
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.quarterly_sections import like_for_like
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_STAFF_CHART = 110.0


def staff(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write people at the ends of the quarters and who came, then who was trained."""
    facts = facts_of(summary)
    if facts is None:
        flow.section(N_("{number} Staff"), "staff")
        _people(flow, summary)
        return
    flow.section(N_("{number} Staff and training"), "staff")
    flow.part(N_("{number} People employed"), "people")
    _people(flow, summary)
    flow.part(N_("{number} Training of the quarter"), "training")
    _training(flow, facts.training)


def _people(flow: PackFlow, summary: QuarterlySummary) -> None:
    if summary.staff:
        chart = LineChart(
            title=tr("Staff at the end of the quarter"),
            categories=tuple(words.quarter_short(item.quarter) for item in summary.staff),
            series=(Series(tr("Staff"), tuple(item.staff for item in summary.staff)),),
        )

        def draw(sheet: Sheet, top: float) -> None:
            box = Box(style.MARGIN, top - _STAFF_CHART, style.TEXT_WIDTH, _STAFF_CHART)
            draw_lines(flow.paper, sheet, chart, box)

        flow.block(_STAFF_CHART + 6, draw)
    columns = (
        Column(tr("Quarter"), share=2),
        Column(tr("Staff"), Align.RIGHT, 1),
        Column(tr("of them graduates"), Align.RIGHT, 1),
        Column(tr("Share"), Align.POINT, 1),
        Column(tr("New hires"), Align.RIGHT, 1),
        Column(tr("of them graduates"), Align.RIGHT, 1),
    )
    rows = [
        Row(
            (
                words.quarter_title(item.quarter), number_text(item.staff),
                number_text(item.graduates),
                percent_text(permille(item.graduates, item.staff)),
                number_text(item.hired), number_text(item.graduates_hired),
            ),
            bold=item.quarter == summary.quarter,
        )
        for item in summary.staff
    ]  # fmt: skip
    empty = tr("No return with staff figures was handed in.")
    caption = flow.caption(
        N_("Table {number}  Staff (stock at the quarter's end, hires in the quarter)")
    )
    draw_table(flow, Table(columns, rows, caption, tr("people"), empty=empty))
    if rows:
        flow.paragraph(
            tr(
                "Each quarter counts the returns that were in at the cut-off. {note}",
                note=like_for_like(),
            ),
            NOTE,
        )
        flow.space(6)


def _training(flow: PackFlow, lines: tuple[TrainingLine, ...]) -> None:
    columns = (
        Column(tr("Programme"), share=2),
        Column(tr("Kind of claim")),
        Column(tr("Claims handed in"), Align.RIGHT),
        Column(tr("People on them"), Align.RIGHT),
        Column(tr("Claims decided"), Align.RIGHT),
        Column(tr("People on them"), Align.RIGHT),
        Column(tr("of them approved"), Align.RIGHT),
        Column(tr("Claims paid"), Align.RIGHT),
        Column(tr("People paid"), Align.RIGHT),
    )
    counts = [_counts(line) for line in lines]
    rows = [
        Row((in_language(line.programme, line.programme_en), label(line.kind), *texts))
        for line, texts in zip(lines, (map(number_text, one) for one in counts), strict=True)
    ]
    sums = [sum(column) for column in zip(*counts, strict=True)]
    total = Row((tr("Total"), "", *map(number_text, sums)), bold=True) if rows else None
    caption = flow.caption(N_("Table {number}  People whose training was claimed, by programme"))
    empty = tr("No claim for trained people was handed in, decided or paid in this quarter.")
    draw_table(flow, Table(columns, rows, caption, total=total, empty=empty))
    flow.paragraph(_of_training(), NOTE)
    flow.space(6)


def _counts(line: TrainingLine) -> tuple[int, ...]:
    return (
        line.claims_in, line.persons_in, line.claims_decided, line.persons_decided,
        line.persons_approved, line.claims_paid, line.persons_paid,
    )  # fmt: skip


def _of_training() -> str:
    return tr(
        "People are the rows of the claims' rosters. A claim counts in the quarter it was handed"
        " in, in that of its decision and in that of its last payment: the three are not parts of"
        " one another. People approved and paid are those of claims approved and paid in full; a"
        " cut amount is not divided among people."
    )
