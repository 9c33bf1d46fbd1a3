"""Page 1: who must do what by when, a row for each rule and person, the gravest first.

Ten findings of one kind are one row with their number, so that the page has room for every kind.
"""

from __future__ import annotations

from parkdesk.domain.charts import Tone
from parkdesk.domain.packs import Section
from parkdesk.domain.summary_findings import Matter, QuarterFindings, matters
from parkdesk.i18n import date_text, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import style
from parkdesk.reports.charts import shortened
from parkdesk.reports.flow import HEADING
from parkdesk.reports.paper import Type
from parkdesk.reports.quarterly_cover_base import Cover
from parkdesk.reports.quarterly_findings import (
    due_cell,
    level_cell,
    matter,
    owner_of,
    unknown_words,
)
from parkdesk.reports.tables import Align, Cell, Column, Row, Table, draw_table

_MOST = 8
_ENTERPRISE_WIDTH, _SENTENCE_WIDTH = 92.0, 300.0
"""What a name and a sentence may take on page 1."""


def draw_matters(cover: Cover, top: float, below: float) -> None:
    """Write as many rows as leave `below` points free for what comes after."""
    found = cover.summary.findings
    assert found is not None
    made = matters(found)
    count = sum(one.count for one in made)
    title = trn(
        "II. Who does what by when ({n} to answer)",
        "II. Who does what by when ({n} to answer)",
        count,
    )
    shown = made[:_MOST]
    table = _table(cover, found, shown)
    # Rows are laid out on a sheet that is thrown away until they fit.
    while len(shown) > 1 and top - 22 - cover.height(table) < cover.floor(below):
        shown = shown[:-1]
        table = _table(cover, found, shown)
    room = style.TEXT_WIDTH - cover.paper.width(title, HEADING) - 16
    note = shortened(cover.paper, _note(cover, found, shown), Type(style.TINY), room)
    y = cover.section(top, title, "cover-exceptions", note)
    cover.flow.at(y)
    draw_table(cover.flow, table)


def _note(cover: Cover, found: QuarterFindings, shown: tuple[Matter, ...]) -> str:
    if found.unknown or not shown:
        return ""
    day, count = date_text(found.as_at), number_text(sum(one.count for one in shown))
    letter = cover.flow.name_of(Section.FINDINGS_STANDING)
    if not letter:
        return tr("as at {day}; {n} of them here", day=day, n=count)
    return tr(
        "as at {day}; {n} of them here, every one in annex {letter} by level",
        day=day, n=count, letter=letter,
    )  # fmt: skip


def _table(cover: Cover, found: QuarterFindings, shown: tuple[Matter, ...]) -> Table:
    columns = (
        Column(tr("Level")),
        Column(tr("What is to be met"), share=5),
        Column(tr("Enterprise"), share=3),
        Column(tr("Owner")),
        Column(tr("To answer"), Align.RIGHT),
        Column(tr("Too late"), Align.RIGHT),
        Column(tr("Due")),
    )
    rows = [_row(cover, one, found) for one in shown]
    empty = unknown_words(found) if found.unknown else tr("Nothing waits for an answer.")
    return Table(columns, rows, empty=empty)


def _row(cover: Cover, one: Matter, found: QuarterFindings) -> Row:
    kind = Type(style.CELL)
    text = shortened(cover.paper, _sentence(one, found), kind, _SENTENCE_WIDTH)
    late = Type(style.CELL, colour=style.TONES[Tone.BAD]) if one.overdue else kind
    return Row(
        (
            level_cell(one.level),
            Cell(text, link=f"finding:{one.first.finding_id}"),
            _enterprises(cover, one),
            owner_of(one.owner),
            number_text(one.count),
            Cell(number_text(one.overdue) if one.overdue else "—", late),
            due_cell(one.first, found.as_at.year),
        )
    )


def _sentence(one: Matter, found: QuarterFindings) -> str:
    """Return what the rule asks, or the finding itself where there is but one."""
    rule = next((rule for rule in found.rules if rule.code is one.rule), None)
    if one.count == 1 or rule is None:
        return matter(one.first)
    return in_language(rule.sentence_zh, rule.sentence_en)


def _enterprises(cover: Cover, one: Matter) -> str:
    """Return whom it is about in one line: the first, and how many there are."""
    kind, name, more = Type(style.CELL), one.first.enterprise, one.enterprises - 1
    if not more:
        return shortened(cover.paper, name, kind, 2 * _ENTERPRISE_WIDTH)
    room = _ENTERPRISE_WIDTH - cover.paper.width(_and_others("", more), kind)
    return _and_others(shortened(cover.paper, name, kind, room), more)


def _and_others(name: str, more: int) -> str:
    return trn("{name} and {n} more", "{name} and {n} more", more, name=name)
