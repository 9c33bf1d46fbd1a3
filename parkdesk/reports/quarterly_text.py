"""The section with the manager's own words on the quarter (经营综述)."""

from __future__ import annotations

from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.i18n import N_, language, tr
from parkdesk.reports.flow import BODY, NOTE
from parkdesk.reports.quarterly_numbers import PackFlow


def text_of_the_quarter(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write the words that were frozen with the quarter, a paragraph for each line of them."""
    flow.section(N_("{number} The quarter in the manager's words"), "text")
    if summary.pack is None:
        flow.say_not_kept()
        return
    chinese, english = summary.pack.text, summary.pack.text_en
    text = chinese if language() == "zh_CN" else english
    if not text:
        other = english or chinese
        flow.paragraph(_only_in_the_other() if other else _none(), NOTE)
        text = other
    for paragraph in text.split("\n"):
        if paragraph.strip():
            flow.paragraph(paragraph.strip(), BODY)
            flow.space(4)
    flow.space(6)


def _only_in_the_other() -> str:
    return tr("Written in the other language only; it stands here as it was written.")


def _none() -> str:
    return tr("No words were written on this quarter.")
