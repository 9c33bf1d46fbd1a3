"""The exceptions of editions of before findings were kept, on page 1 and in their own section."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Protocol, TypeVar

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.deviations import Deviation, Rule
from parkdesk.domain.severity import Level
from parkdesk.i18n import date_text, label, tr, trn
from parkdesk.reports import style, words
from parkdesk.reports.charts import shortened
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.quarterly_cover_base import Cover
from parkdesk.reports.tables import Cell, Column, Row, Table, draw_table

_SUBJECT_WIDTH = 210.0
_MOST = 6


class _Ranked(Protocol):
    """What has a level and rests on a rule."""

    @property
    def level(self) -> Level: ...

    @property
    def rule(self) -> Rule | RuleCode: ...


RankedT = TypeVar("RankedT", bound=_Ranked)


def exception_rows(deviations: tuple[Deviation, ...], anchors: frozenset[str]) -> list[Row]:
    """Return the exceptions as rows; a subject that is in `anchors` links to its own row."""
    rows = []
    for item in deviations:
        tone = style.TONES[words.level_tone(item.level)]
        target = f"enterprise:{item.subject}"
        subject: str | Cell = item.subject
        if target in anchors:
            subject = Cell(item.subject, link=target)
        rows.append(
            Row((
                Cell(label(item.level), Type(style.CELL, bold=True, colour=tone)),
                subject,
                words.deviation_sentence(item),
                label(item.rule),
                item.owner,
                date_text(item.due_on)[5:] if item.due_on else "—",
            ))
        )  # fmt: skip
    return rows


def foremost(deviations: tuple[RankedT, ...], count: int) -> tuple[RankedT, ...]:
    """Return the `count` exceptions or findings that page 1 shows, in their order.

    No warning comes before a serious one. Within a level the worst of every rule comes before the
    second of any: twenty cases of one kind must not hide the only case of another.
    """
    levels = list(Level)
    seen: Counter[tuple[Level, str]] = Counter()
    ranked: list[tuple[int, bool, int]] = []
    for place, item in enumerate(deviations):
        again = seen[item.level, item.rule] > 0
        ranked.append((levels.index(item.level), again, place))
        seen[item.level, item.rule] += 1
    return tuple(
        deviations[place] for place in sorted(place for *_, place in sorted(ranked)[:count])
    )


def left_out(deviations: tuple[Deviation, ...], shown: tuple[Deviation, ...]) -> str:
    """Return how many of each level page 1 leaves to section 2; empty where it shows them all."""
    count = Counter(item.level for item in deviations)
    count.subtract(item.level for item in shown)
    words_of = {
        Level.SERIOUS: trn("{n} serious", "{n} serious", count[Level.SERIOUS]),
        Level.WARNING: trn("{n} warning", "{n} warnings", count[Level.WARNING]),
        Level.HINT: trn("{n} hint", "{n} hints", count[Level.HINT]),
    }
    parts = [text for level, text in words_of.items() if count[level]]
    if not parts:
        return ""
    return tr("In section 2 as well: {counts}", counts=tr(", ").join(parts))


def brief(paper: Paper, item: Deviation) -> Deviation:
    """Return an exception whose subject takes at most two lines of page 1."""
    subject = shortened(paper, item.subject, Type(style.CELL), _SUBJECT_WIDTH)
    return dataclasses.replace(item, subject=subject)


def exception_columns() -> tuple[Column, ...]:
    """Return the columns of the exceptions' table."""
    return (
        Column(tr("Level")),
        Column(tr("Enterprise"), share=3),
        Column(tr("Matter"), share=4),
        Column(tr("Rule")),
        Column(tr("Owner")),
        Column(tr("Due")),
    )


def waits(cover: Cover) -> str:
    """Return how many exceptions wait, and the first that is due."""
    summary = cover.summary
    count = {level: sum(1 for item in summary.deviations if item.level is level) for level in Level}
    if not summary.deviations:
        return tr("No exception is open.")
    text = tr(
        "To be dealt with: {serious} serious, {warnings} warnings, {hints} hints",
        serious=count[Level.SERIOUS], warnings=count[Level.WARNING], hints=count[Level.HINT],
    )  # fmt: skip
    first = min(
        (item for item in summary.deviations if item.due_on),
        key=lambda item: item.due_on or day_in_china(summary.cut_off),
        default=None,
    )
    if first is None:
        return tr("{sentence}.", sentence=text)
    return tr(
        "{sentence}; the first is due on {day} ({subject}, {owner}).",
        sentence=text, day=date_text(first.due_on), owner=first.owner,
        subject=brief(cover.paper, first).subject,
    )  # fmt: skip


def draw_exceptions(cover: Cover, top: float, below: float) -> None:
    """Write as many exceptions as leave `below` points free for what comes after."""
    summary = cover.summary
    count = len(summary.deviations)
    title = trn("II. Exceptions to be dealt with ({n})", "II. Exceptions to be dealt with ({n})",
                count)  # fmt: skip
    anchors = frozenset(f"enterprise:{line.name}" for line in summary.enterprises)

    def listed(most: int) -> tuple[tuple[Deviation, ...], Table]:
        chosen = foremost(summary.deviations, most)
        rows = exception_rows(tuple(brief(cover.paper, item) for item in chosen), anchors)
        return chosen, Table(exception_columns(), rows, empty=tr("No exception is open."))

    shown, table = listed(_MOST)
    # Rows are laid out on a sheet that is thrown away until they fit.
    while len(shown) > 1 and top - 22 - cover.height(table) < cover.floor(below):
        shown, table = listed(len(shown) - 1)
    note = left_out(summary.deviations, shown)
    y = cover.section(top, title, "cover-exceptions", note)
    cover.flow.at(y)
    draw_table(cover.flow, table)
