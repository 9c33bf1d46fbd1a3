"""The exceptions as rows of a table, on page 1 and in their own section."""

from __future__ import annotations

import dataclasses

from parkdesk.domain.summaries import Deviation, Rule
from parkdesk.i18n import date_text, label, tr
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
    """Return the `count` exceptions that page 1 shows, in their order.

    The worst of every rule comes before the second of any: twenty cases of one kind must not hide
    the only case of another.
    """
    seen: set[Rule] = set()
    first: list[Deviation] = []
    others: list[Deviation] = []
    for item in deviations:
        (others if item.rule in seen else first).append(item)
        seen.add(item.rule)
    kept = [*first, *others][:count]
    return tuple(item for item in deviations if any(item is one for one in kept))


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
