"""Page 1 where findings are kept: what went well, what went wrong, who must do what by when."""

from __future__ import annotations

from parkdesk.domain.charts import Tone
from parkdesk.domain.findings import FindingStanding, QuarterMark
from parkdesk.domain.packs import Section
from parkdesk.domain.severity import Level
from parkdesk.domain.summaries import FigureKey, QuarterlySummary
from parkdesk.domain.summary_findings import Duty, FindingLine, QuarterFindings, duties
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.reports import style, words
from parkdesk.reports.charts import shortened
from parkdesk.reports.paper import Type
from parkdesk.reports.quarterly_cover_base import Cover
from parkdesk.reports.quarterly_exceptions import foremost
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_findings import (
    anchors_of,
    due_cell,
    level_cell,
    matter,
    owner_of,
    unknown_words,
)
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Align, Cell, Column, Row, Table, draw_table

SAID = Type(8.6)
_LABEL = Type(8.6, bold=True)
_MOST = 6
_MOST_FIGURES = 2
_MOST_OWNERS = 3
_ENTERPRISE_WIDTH, _MATTER_WIDTH = 170.0, 330.0
"""What a name and a sentence may take on page 1, over two lines."""


_TOLD = (0, 1, 2, 4, 5)
"""The columns that page 1 tells: level, enterprise, matter, owner, due."""


def said(cover: Cover) -> list[tuple[str, str]]:
    """Return the lines that say the quarter, each with its label."""
    summary = cover.summary
    found = _found(summary)
    lines = [
        (tr("Going well"), _well(summary, found)),
        (tr("Problems"), _amiss(summary, found)),
    ]
    if facts_of(summary) is None:
        lines.append((tr("To do"), _to_do(cover.flow, found)))
    return lines


def is_calm(cover: Cover) -> bool:
    """Return whether nothing stood at the quarter's end, and that is known."""
    found = _found(cover.summary)
    return not found.unknown and not found.standing


def _found(summary: QuarterlySummary) -> QuarterFindings:
    assert summary.findings is not None
    return summary.findings


def _well(summary: QuarterlySummary, found: QuarterFindings) -> str:
    parts = _moved(summary, Tone.GOOD)
    closed = found.by_mark()[QuarterMark.CLOSED]
    if closed:
        parts.append(trn("{n} finding closed", "{n} findings closed", closed))
    if not parts:
        return tr("no figure moved for the better, and no finding was closed.")
    return tr("{sentence}.", sentence=tr("; ").join(parts))


def _moved(summary: QuarterlySummary, tone: Tone) -> list[str]:
    """Return the figures that moved against the year before, for the better or the worse."""
    moved = []
    for key in FigureKey:
        figure = summary.figure(key)
        if figure is None or figure.value is None:
            continue
        change, its_tone = words.year_change(figure)
        if its_tone is tone:
            name, value = label(key), words.figure_value(figure)
            moved.append(tr("{name} {value} (YoY {change})", name=name, value=value, change=change))
    return moved[:_MOST_FIGURES]


def _amiss(summary: QuarterlySummary, found: QuarterFindings) -> str:
    parts = _moved(summary, Tone.BAD)
    parts.append(unknown_words(found).rstrip("。.") if found.unknown else _stood(found))
    return tr("{sentence}.", sentence=tr("; ").join(parts))


def _stood(found: QuarterFindings) -> str:
    if not found.standing:
        return tr("no finding stood on {day}", day=date_text(found.as_at))
    level = found.by_level()
    return tr(
        "{count} findings stood on {day}: {serious} serious, {warnings} warnings, {hints} hints;"
        " {repeated} stood before already, {overdue} were not answered in time",
        count=number_text(len(found.standing)), day=date_text(found.as_at),
        serious=number_text(level[Level.SERIOUS]), warnings=number_text(level[Level.WARNING]),
        hints=number_text(level[Level.HINT]),
        repeated=number_text(found.by_mark()[QuarterMark.REPEATED]),
        overdue=number_text(
            sum(1 for line in found.standing if line.standing is FindingStanding.OVERDUE)
        ),
    )  # fmt: skip


def _to_do(flow: PackFlow, found: QuarterFindings) -> str:
    made = duties(found)
    if not made:
        return tr("nothing waits for an answer.") if not found.unknown else "—"
    parts = [_duty(one) for one in made[:_MOST_OWNERS]]
    more = len(made) - len(parts)
    if more:
        parts.append(_more_people(flow, more))
    return tr("{sentence}.", sentence=tr("; ").join(parts))


def _more_people(flow: PackFlow, more: int) -> str:
    if flow.is_of_before:
        return trn("{n} more person: see table 2-2", "{n} more people: see table 2-2", more)
    number = flow.name_of(Section.FINDINGS)
    if not number:
        return trn("{n} more person", "{n} more people", more)
    return trn(
        "{n} more person: see section {number}", "{n} more people: see section {number}", more,
        number=number,
    )  # fmt: skip


def _duty(one: Duty) -> str:
    owner, count, day = owner_of(one.owner), number_text(one.count), date_text(one.first.due_on)
    if not one.overdue:
        return tr(
            "{owner}: {count} to answer, the first by {day}", owner=owner, count=count, day=day
        )
    return tr(
        "{owner}: {count} to answer, {overdue} of them overdue, the first since {day}",
        owner=owner, count=count, overdue=number_text(one.overdue), day=day,
    )  # fmt: skip


def write_conclusion(cover: Cover, top: float, lines: list[tuple[str, str]], tone: Tone) -> float:
    """Write lines under each other in a coloured box, their labels in a column; return its foot."""
    labels = [cover.paper.width(name, _LABEL) for name, _text in lines if name]
    indent = max(labels) + 10 if labels else 0.0
    room = style.TEXT_WIDTH - 22 - indent
    wrapped = [(name, cover.paper.lines(text, SAID, room)) for name, text in lines]
    height = 12 + SAID.leading * sum(len(parts) for _name, parts in wrapped)
    y = top - height
    cover.sheet.rect(style.MARGIN, y, style.TEXT_WIDTH, height, style.SOFT[tone])
    cover.sheet.rect(style.MARGIN, y, 3, height, style.TONES[tone])
    base = y + height - 15
    for name, parts in wrapped:
        if name:
            cover.sheet.text(style.MARGIN + 12, base, name, _LABEL)
        for part in parts:
            cover.sheet.text(style.MARGIN + 12 + indent, base, part, SAID)
            base -= SAID.leading
    return y


def draw_findings(cover: Cover, top: float, below: float) -> None:
    """Write as many findings that still stand as leave `below` points free for what comes after.

    What ended between the quarter's end and the cut-off needs nobody: it stands in annex B alone.
    """
    found = _found(cover.summary)
    count = len(found.standing)
    title = trn(
        "II. Findings at the quarter's end ({n})", "II. Findings at the quarter's end ({n})", count
    )
    still = tuple(line for line in found.standing if line.ended_on is None)
    shown, table = _listed(cover, still, _MOST)
    # Rows are laid out on a sheet that is thrown away until they fit.
    while len(shown) > 1 and top - 22 - cover.height(table) < cover.floor(below):
        shown, table = _listed(cover, still, len(shown) - 1)
    y = cover.section(top, title, "cover-exceptions", _note(cover.flow, found, len(shown)))
    cover.flow.at(y)
    draw_table(cover.flow, table)


def _note(flow: PackFlow, found: QuarterFindings, shown: int) -> str:
    if found.unknown or not found.standing:
        return ""
    day, letter = date_text(found.as_at), flow.name_of(Section.FINDINGS_STANDING)
    if not letter:
        return tr("as they stood on {day}; {n} listed here", day=day, n=number_text(shown))
    return tr(
        "as they stood on {day}; {n} listed here, every one in annex {letter} by level",
        day=day, n=number_text(shown), letter=letter,
    )  # fmt: skip


def _listed(
    cover: Cover, lines: tuple[FindingLine, ...], most: int
) -> tuple[tuple[FindingLine, ...], Table]:
    found = _found(cover.summary)
    chosen = foremost(lines, most)
    anchors = anchors_of(cover.summary)
    columns: tuple[Column, ...] = (
        Column(tr("Level")),
        Column(tr("Enterprise"), share=2),
        Column(tr("Matter"), share=3),
        Column(tr("Rule")),
        Column(tr("Owner")),
        Column(tr("Due")),
        Column(tr("Days known"), Align.RIGHT),
    )
    rows = [_row(cover, line, found, anchors) for line in chosen]
    if not cover.flow.is_of_before:
        # Whose matter it is and until when; its rule and age stand in the annex.
        columns = tuple(columns[place] for place in _TOLD)
        rows = [Row(tuple(row.cells[place] for place in _TOLD)) for row in rows]
    empty = unknown_words(found) if found.unknown else tr("Nothing waits for an answer.")
    return chosen, Table(columns, rows, empty=empty)


def _row(cover: Cover, line: FindingLine, found: QuarterFindings, anchors: frozenset[str]) -> Row:
    kind = Type(style.CELL)
    name = shortened(cover.paper, line.enterprise, kind, _ENTERPRISE_WIDTH)
    target = f"enterprise:{line.enterprise}"
    text = shortened(cover.paper, matter(line), kind, _MATTER_WIDTH)
    return Row(
        (
            level_cell(line.level),
            Cell(name, link=target) if target in anchors else name,
            Cell(text, link=f"finding:{line.finding_id}"),
            line.rule.value,
            owner_of(line.owner),
            due_cell(line, found.as_at.year),
            number_text((found.as_at - line.found_on).days),
        )
    )
