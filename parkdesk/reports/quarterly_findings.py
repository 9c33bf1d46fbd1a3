"""The findings of the quarter: section 2, the annexes that name every one, and the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from parkdesk.domain.charts import Tone
from parkdesk.domain.findings import FindingStanding, QuarterMark
from parkdesk.domain.packs import Section
from parkdesk.domain.severity import Level
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.domain.summary_findings import (
    FindingLine,
    FindingRule,
    QuarterFindings,
    duties,
    ending_of,
    places,
)
from parkdesk.i18n import N_, date_text, label, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.findings import ending_text, found_text
from parkdesk.reports import style, words
from parkdesk.reports.paper import Type
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Align, Cell, Column, Row, Table, draw_table


def anchors_of(summary: QuarterlySummary) -> frozenset[str]:
    """Return the places of the enterprises' rows in annex A."""
    return frozenset(f"enterprise:{line.name}" for line in summary.enterprises)


def level_cell(level: Level) -> Cell:
    """Return a level in its colour."""
    tone = style.TONES[words.level_tone(level)]
    return Cell(label(level), Type(style.CELL, bold=True, colour=tone))


def matter(line: FindingLine) -> str:
    """Return the sentence of a finding, and when it ended where it has since."""
    text = found_text(line.rule, places(line.facts))
    if line.ended_on is None or line.mark is QuarterMark.CLOSED:
        return text
    return tr("{sentence} (Ended on {day}.)", sentence=text, day=date_text(line.ended_on))


def owner_of(name: str) -> str:
    """Return who looks after findings, in words where nobody does."""
    return name or tr("nobody yet")


def due_cell(line: FindingLine, year: int) -> Cell:
    """Return until when a finding is to be answered, the year only where it is another.

    A day that is over is in the colour of what is bad: it lies before the day of the list.
    """
    text = date_text(line.due_on)
    is_over = line.standing is FindingStanding.OVERDUE
    colour = style.TONES[Tone.BAD] if is_over else style.INK
    return Cell(text[5:] if line.due_on.year == year else text, Type(style.CELL, colour=colour))


def enterprise_cell(name: str, anchors: frozenset[str]) -> str | Cell:
    """Return an enterprise that leads to its row in annex A."""
    target = f"enterprise:{name}"
    return Cell(name, link=target) if target in anchors else name


def findings_section(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write what is counted, the findings by rule, and who had to answer."""
    found = summary.findings
    assert found is not None
    note = trn("{n} finding", "{n} findings", len(found.standing))
    flow.section(N_("{number} Compliance findings"), "exceptions", note)
    for text in counted_words(flow, found):
        flow.paragraph(text)
    flow.space(4)
    _by_rule(flow, found)
    _by_owner(flow, found)


def counted_words(flow: PackFlow, found: QuarterFindings) -> list[str]:
    """Return what the figures count, as at which day, and where all of them are listed."""
    day = date_text(found.as_at)
    if found.unknown:
        return [unknown_words(found)]
    mark = found.by_mark()
    said = [
        tr(
            "Counted are the findings that stood at the end of {day}, with their owner and day as"
            " at then: {count}, of which {new} new in the quarter and {repeated} repeated. Closed"
            " in the quarter: {closed}.{where}",
            day=day, count=number_text(len(found.standing)),
            new=number_text(mark[QuarterMark.NEW]),
            repeated=number_text(mark[QuarterMark.REPEATED]),
            closed=number_text(mark[QuarterMark.CLOSED]),
            where=_where(flow),
        )
    ]  # fmt: skip
    ended = sum(1 for line in found.standing if line.ended_on is not None)
    if ended or found.found_since:
        said.append(
            tr(
                "Between {day} and the cut-off {ended} of them ended, and {new} others were found:"
                " they count in the next quarter.",
                day=day, ended=number_text(ended), new=number_text(found.found_since),
            )
        )  # fmt: skip
    return said


def _where(flow: PackFlow) -> str:
    """Return the sentence that names the annexes of the findings, as far as they were chosen."""
    stood = flow.name_of(Section.FINDINGS_STANDING)
    closed = flow.name_of(Section.FINDINGS_CLOSED)
    if stood and closed:
        return tr(
            " Annex {stood} lists every one that stood, by level; annex {closed} every one that was"
            " closed.",
            stood=stood, closed=closed,
        )  # fmt: skip
    if stood:
        return tr(" Annex {stood} lists every one that stood, by level.", stood=stood)
    return tr(" Annex {closed} lists every one closed.", closed=closed) if closed else ""


def unknown_words(found: QuarterFindings) -> str:
    """Return that nobody can say what stood at the quarter's end, and why."""
    first = found.looked_on if found.kept_since is None else found.kept_since
    if first is None:
        return tr("The registers were never looked at by the rules: what stood is not known.")
    return tr(
        "The registers have been looked at since {first}: what stood on {day} is not known.",
        first=date_text(first), day=date_text(found.as_at),
    )  # fmt: skip


def _by_rule(flow: PackFlow, found: QuarterFindings) -> None:
    count: Counter[tuple[str, str]] = Counter()
    for line in found.lines:
        count[line.rule.value, line.mark.value] += 1
        if line.standing is FindingStanding.OVERDUE:
            count[line.rule.value, "overdue"] += 1
    columns = (
        Column(tr("Rule")),
        Column(tr("What the rule asks"), share=1),
        Column(tr("Level")),
        Column(tr("Stood"), Align.RIGHT),
        Column(tr("New"), Align.RIGHT),
        Column(tr("Repeated"), Align.RIGHT),
        Column(tr("Answer late"), Align.RIGHT),
        Column(tr("Now closed"), Align.RIGHT),
    )
    rows, sums = [], [0] * 5
    for rule in found.rules:
        numbers = _numbers(count, rule.code.value)
        if any(numbers):
            sums = [total + n for total, n in zip(sums, numbers, strict=True)]
            asked = in_language(rule.sentence_zh, rule.sentence_en)
            cells = (rule.code.value, asked, level_cell(rule.level))
            rows.append(Row((*cells, *(number_text(n) for n in numbers))))
    total = Row((tr("Total"), "", "", *map(number_text, sums)), bold=True) if rows else None
    caption = flow.caption(N_("Table {number}  Findings of the quarter, by rule"))
    empty = _none(found)
    draw_table(flow, Table(columns, rows, caption, total=total, empty=empty))


def _numbers(count: Counter[tuple[str, str]], rule: str) -> tuple[int, ...]:
    new = count[rule, QuarterMark.NEW.value]
    repeated = count[rule, QuarterMark.REPEATED.value]
    closed = count[rule, QuarterMark.CLOSED.value]
    return new + repeated, new, repeated, count[rule, "overdue"], closed


def _by_owner(flow: PackFlow, found: QuarterFindings) -> None:
    columns = (
        Column(tr("Owner")),
        Column(tr("To be answered"), Align.RIGHT),
        Column(tr("Answer late"), Align.RIGHT),
        Column(tr("First due")),
        Column(tr("Enterprise"), share=2),
        Column(tr("Matter"), share=3),
    )
    rows = [
        Row(
            (
                owner_of(one.owner), number_text(one.count), number_text(one.overdue),
                date_text(one.first.due_on), one.first.enterprise, matter(one.first),
            )
        )
        for one in duties(found)
    ]  # fmt: skip
    caption = flow.caption(N_("Table {number}  Who has to answer, and what first"))
    draw_table(flow, Table(columns, rows, caption, empty=_none(found)))


def standing_findings(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write every finding that stood, by level."""
    found = summary.findings
    note = "" if found is None else tr("as at {day}", day=date_text(found.as_at))
    flow.section(N_("Annex {number}  Findings at the quarter's end"), "annex-b", note)
    if found is None:
        flow.say_not_kept()
        return
    anchors = anchors_of(summary)
    for level in Level:
        lines = [line for line in found.standing if line.level is level]
        count = number_text(len(lines))
        title = tr("{level} ({n})", level=label(level), n=count)
        flow.heading(title, 1, f"annex-b-{level.value}")
        rows = [_row(line, found, anchors) for line in lines]
        caption = flow.caption(N_("Table {number}  {level}"), level=label(level))
        draw_table(flow, Table(_columns(), rows, caption, empty=_none(found)))


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Enterprise"), share=3),
        Column(tr("Matter"), share=5),
        Column(tr("Rule")),
        Column(tr("Owner")),
        Column(tr("Due")),
        Column(tr("Days known"), Align.RIGHT),
        Column(tr("New or repeated")),
        Column(tr("State")),
    )


def _row(line: FindingLine, found: QuarterFindings, anchors: frozenset[str]) -> Row:
    return Row(
        (
            enterprise_cell(line.enterprise, anchors), matter(line), line.rule.value,
            owner_of(line.owner), due_cell(line, found.as_at.year),
            number_text((found.as_at - line.found_on).days), mark_text(line.mark),
            _state(line),
        ),
        anchor=f"finding:{line.finding_id}",
    )  # fmt: skip


def mark_text(mark: QuarterMark) -> str:
    """Return what a finding was in the quarter, in one short word."""
    return tr("new") if mark is QuarterMark.NEW else tr("repeated")


def _state(line: FindingLine) -> str:
    if line.standing is FindingStanding.WAIVED:
        return tr("Waived until {day}", day=date_text(line.waived_until))
    return label(line.standing)


def closed_findings(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write every finding that was closed, and the fact that ended it."""
    found = summary.findings
    lines = () if found is None else found.closed
    note = "" if found is None else trn("{n} finding", "{n} findings", len(lines))
    flow.section(N_("Annex {number}  Findings closed in the quarter"), "annex-c", note)
    if found is None:
        flow.say_not_kept()
        return
    anchors = anchors_of(summary)
    columns = (
        Column(tr("Enterprise"), share=3),
        Column(tr("Matter"), share=4),
        Column(tr("Rule")),
        Column(tr("Found on")),
        Column(tr("Ended on")),
        Column(tr("Ended by"), share=3),
    )
    rows = [
        Row(
            (
                enterprise_cell(line.enterprise, anchors), matter(line), line.rule.value,
                date_text(line.found_on), date_text(line.ended_on), ending_text(ending_of(line)),
            ),
            anchor=f"finding:{line.finding_id}",
        )
        for line in lines
    ]  # fmt: skip
    caption = flow.caption(N_("Table {number}  Findings that a fact ended"))
    draw_table(flow, Table(columns, rows, caption, empty=_none(found)))


def _none(found: QuarterFindings) -> str:
    return unknown_words(found) if found.unknown else tr("None.")


def rules_of(flow: PackFlow, rules: Iterable[FindingRule]) -> None:
    """Name the rules as they were asked, with their sources and days."""
    flow.heading(tr("Rules of the findings"), 1, "rules")
    flow.paragraph(
        tr(
            "A finding is found when the registers are looked at, and ends by a fact in them, never"
            " by an answer. It is to be answered within the days of its rule from the day it was"
            " found, unless somebody set another day. The sentence of a finding reads as at the"
            " cut-off."
        )
    )
    flow.space(4)
    columns = (
        Column(tr("Rule")),
        Column(tr("What the rule asks"), share=3),
        Column(tr("Source"), share=4),
        Column(tr("Level")),
        Column(tr("Days to answer"), Align.RIGHT),
    )
    rows = [
        Row(
            (
                rule.code.value, in_language(rule.sentence_zh, rule.sentence_en), _source(rule),
                label(rule.level), number_text(rule.answer_days),
            )
        )
        for rule in rules
    ]  # fmt: skip
    draw_table(flow, Table(columns, rows, flow.caption(N_("Table {number}  Rules"))))


def _source(rule: FindingRule) -> str:
    text = in_language(rule.source_zh, rule.source)
    return text if rule.confirmed else tr("{text} (to be confirmed)", text=text)
