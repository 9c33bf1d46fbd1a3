"""Sections that a pack has besides the first ones: budgets, threshold watch, restatements."""

from __future__ import annotations

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.closing import Restatement
from parkdesk.domain.pack_content import BudgetLine, WatchedEnterprise, WatchedLine
from parkdesk.domain.programmes import Level
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.domain.threshold_watch import WatchMeasure
from parkdesk.i18n import N_, date_text, label, number_text, percent_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import words
from parkdesk.reports.closing_chain import people_titles, people_told
from parkdesk.reports.flow import NOTE
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table


def budgets(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write the money of the year's programmes by level: allotted, bound and left."""
    flow.section(N_("{number} Budgets of the year"), "budgets")
    if summary.pack is None:
        flow.say_not_kept()
        return
    columns = (
        Column(tr("Programme"), share=3),
        Column(tr("Level")),
        Column(tr("Allotted"), Align.POINT),
        Column(tr("Paid"), Align.POINT),
        Column(tr("Approved, not paid"), Align.POINT),
        Column(tr("Left"), Align.POINT),
        Column(tr("Not decided yet"), Align.POINT),
    )
    rows = [_budget(line) for line in summary.pack.budgets]
    caption = flow.caption(N_("Table {number}  Budgets by programme and level, at the cut-off"))
    empty = tr("No programme of the year is released.")
    draw_table(flow, Table(columns, rows, caption, tr("yuan"), empty=empty))


def _budget(line: BudgetLine) -> Row:
    left, allotted = line.left_cents, line.allotted_cents
    return Row(
        (
            in_language(line.programme, line.programme_en),
            label(Level(line.level)) if line.level else "—",
            "—" if allotted is None else words.yuan(allotted),
            words.yuan(line.paid_cents),
            words.yuan(line.unpaid_cents),
            "—" if left is None else words.yuan(left),
            words.yuan(line.pending_cents),
        )
    )


def threshold_watch(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write who stands where beside the park's lines and those of the programmes."""
    flow.section(N_("{number} Threshold watch"), "watch")
    if summary.pack is None:
        flow.say_not_kept()
        return
    lines = summary.pack.watch
    columns = (
        Column(tr("Watched line"), share=3),
        Column(tr("Asked"), Align.RIGHT),
        Column(tr("Below"), Align.RIGHT),
        Column(tr("Close above"), Align.RIGHT),
        Column(tr("Well above"), Align.RIGHT),
        Column(tr("Not asked"), Align.RIGHT),
    )
    rows = [
        Row((_line_name(line), _limit(line), *map(number_text, _counts(line)))) for line in lines
    ]
    caption = flow.caption(N_("Table {number}  Enterprises beside each line"))
    draw_table(flow, Table(columns, rows, caption, empty=tr("No line is watched.")))
    _beside_lines(flow, lines)


def _beside_lines(flow: PackFlow, lines: tuple[WatchedLine, ...]) -> None:
    columns = (
        Column(tr("Enterprise"), share=3),
        Column(tr("Watched line"), share=3),
        Column(tr("Stands at"), Align.RIGHT),
        Column(tr("Which side")),
        Column(tr("Lacking"), Align.RIGHT),
    )
    rows = [
        Row(
            (
                one.enterprise, _line_name(line), _measured(line, one.value),
                tr("below the line") if one.is_below else tr("close above"), _lacking(line, one),
            )
        )
        for line in lines
        for one in line.enterprises
    ]  # fmt: skip
    caption = flow.caption(N_("Table {number}  Enterprises below a line or close above it"))
    empty = tr("Nobody stands below a line or close above it.")
    draw_table(flow, Table(columns, rows, caption, empty=empty))


def _counts(line: WatchedLine) -> tuple[int, int, int, int]:
    return line.below, line.near, line.above, line.apart


def _line_name(line: WatchedLine) -> str:
    named = tr("{line}: {measure}", line=in_language(line.name, line.name_en),
               measure=label(line.measure))  # fmt: skip
    return named if line.confirmed else named + tr(" [to be verified]")


def _limit(line: WatchedLine) -> str:
    limit = _measured(line, line.limit)
    return tr("over {limit}", limit=limit) if line.over else limit


def _measured(line: WatchedLine, value: int) -> str:
    if line.measure is WatchMeasure.TURNOVER:
        return f"{words.dollars(value)} {words.dollar_unit()}"
    return percent_text(value)


def _lacking(line: WatchedLine, one: WatchedEnterprise) -> str:
    if not one.is_below:
        return "—"
    if line.measure is WatchMeasure.GRADUATES:
        return tr("{n} people", n=number_text(one.lacking))
    return f"{words.dollars(one.lacking)} {words.dollar_unit()}"


def restatements(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write the returns that were corrected: of this quarter, and late ones of earlier ones."""
    flow.section(N_("{number} Restatements"), "restatements")
    flow.paragraph(
        tr(
            "A return that was corrected after its quarter was closed moves no figure of that"
            " edition: it is told in the next closing. What is corrected before a new edition of"
            " this quarter is in its figures."
        ),
        NOTE,
    )
    flow.space(4)
    caption = flow.caption(N_("Table {number}  Returns of this quarter corrected since"))
    _restated(flow, summary.corrected, caption)
    caption = flow.caption(N_("Table {number}  Returns of earlier quarters that came late"))
    _restated(flow, summary.late, caption)


def _restated(flow: PackFlow, told: tuple[Restatement, ...], caption: str) -> None:
    columns = (
        Column(tr("Enterprise"), share=3),
        Column(tr("Quarter")),
        *(Column(title, Align.RIGHT) for title in people_titles()),
        Column(tr("Why, who and when"), share=3),
    )
    rows = []
    for one in told:
        quarter = words.quarter_short(one.quarter)
        said = tr("{reason} ({person}, {day})", reason=one.reason or "—", person=one.by,
                  day=date_text(day_in_china(one.at)))  # fmt: skip
        before = tr("{enterprise}, before", enterprise=one.enterprise)
        now = tr("{enterprise}, now", enterprise=one.enterprise)
        rows.append(Row((before, quarter, *people_told(one.before), said), heads=True))
        rows.append(Row((now, quarter, *people_told(one.after), "")))
    draw_table(flow, Table(columns, rows, caption, empty=tr("None.")))
