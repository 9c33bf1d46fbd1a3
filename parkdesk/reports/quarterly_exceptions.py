"""The exceptions as rows of a table, on page 1 and in their own section."""

from __future__ import annotations

import dataclasses
from collections import Counter

from parkdesk.domain.summaries import Deviation, Level, Rule
from parkdesk.i18n import date_text, label, tr, trn
from parkdesk.reports import style, words
from parkdesk.reports.charts import shortened
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.tables import Cell, Column, Row

_SUBJECT_WIDTH = 210.0


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


def foremost(deviations: tuple[Deviation, ...], count: int) -> tuple[Deviation, ...]:
    """Return the `count` exceptions that page 1 shows, in their order: no warning before a serious.

    Within a level the worst of every rule comes before the second of any: twenty cases of one kind
    must not hide the only case of another.
    """
    levels = list(Level)
    seen: Counter[tuple[Level, Rule]] = Counter()
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
