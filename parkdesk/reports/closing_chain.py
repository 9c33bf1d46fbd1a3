"""The chain of a closed quarter (关账链) on paper: who closed, opened, corrected what, and why.

An auditor reads it without the program: every step says its time, its person and its words, every
edition its whole SHA-256, the checks with their comments, and the figures that moved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import BinaryIO

from parkdesk.domain.closing import ChainLink, ChainStep, ClosingChain, MovedFigure, Restatement
from parkdesk.domain.statistics import Return
from parkdesk.domain.summaries import FigureKey, Unit
from parkdesk.domain.summary_changes import EXECUTED
from parkdesk.i18n import instant_text, label, list_text, number_text, quarter_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import words
from parkdesk.reports.about import About
from parkdesk.reports.closing_contracts import draw_contracts
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Paper
from parkdesk.reports.record_paper import TAGS, furnish, quiet, title_band, write_record
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_INDENT = 12.0


def render_closing_chain(
    chain: ClosingChain,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = quiet,
) -> tuple[str, ...]:
    """Write the chain to `out`; return the signs that stand as 〓. Same chain, same bytes."""
    return write_record(lambda: _paper(chain, language), out, language, progress)


def _paper(chain: ClosingChain, language: str) -> Paper:
    park, quarter = in_language(chain.park, chain.park_en), quarter_text(chain.quarter)
    title = tr("How {quarter} was closed", quarter=quarter)
    paper = Paper(
        About(
            title=f"{park} {title}",
            author=park,
            subject=_state(chain),
            language=TAGS[language],
            at=chain.at,
        )
    )
    flow = Flow(paper)
    title_band(flow, park, tr("Closing chain"), title, (_state(chain),))
    _explain(flow)
    for number, link in enumerate(chain.links, 1):
        _link(flow, number, link)
    if not chain.links:
        flow.paragraph(tr("This quarter has not been closed yet."))
    printed = tr("Printed by {person} on {at}", person=chain.by, at=instant_text(chain.at))
    furnish(paper, title, (park, printed))
    return paper


def _state(chain: ClosingChain) -> str:
    edition = max((one.edition for one in chain.links), default=0)
    if chain.is_closed:
        return tr("Closed as edition {n}", n=edition)
    return tr("Open for correction after edition {n}", n=edition) if edition else tr("Never closed")


def _explain(flow: Flow) -> None:
    flow.paragraph(
        tr(
            "A closed quarter is a frozen edition that is never edited; its SHA-256 names it. It is"
            " reopened by two people, one who asks and another who agrees, or on a written approval"
            " where one person alone may close quarters; corrections made then"
            " go into the next edition, which names the one before. Data that arrives while a"
            " quarter is closed is not in its figures: the next closing reports it."
        ),
        NOTE,
    )
    flow.space(4)


def _link(flow: Flow, number: int, link: ChainLink) -> None:
    name = label(link.step)
    if link.step is ChainStep.CLOSED:
        name = tr("Closed as edition {n}", n=link.edition)
    beside = f"{instant_text(link.at)}  ·  {link.by}"
    flow.heading(f"{number}. {name}", 0, f"step-{number}", note=beside)
    for line in _lines(link):
        flow.paragraph(line, indent=_INDENT)
    if link.restated is not None:
        _restated(flow, link.restated)
    _checks(flow, link)
    _moved(flow, link.moved)
    draw_contracts(flow, link.contracts, follows=link.step is ChainStep.CLOSED)
    flow.space(6)


def _lines(link: ChainLink) -> list[str]:
    said = []
    if link.follows:
        said.append(tr("Takes the place of the edition {code}.", code=link.follows))
    if link.words:
        said.append(_words(link))
    if link.approver:
        said.append(
            tr(
                "Approved in writing by {approver}, {paper}. Nobody else could agree in the"
                " program: one person worked with it who may close quarters.",
                approver=link.approver,
                paper=link.paper,
            )
        )
    if link.step is ChainStep.ISSUED:
        said.append(tr("Document {number}", number=link.code))
    elif link.code:
        said.append(tr("Snapshot {code}", code=link.code))
    if link.sha256:
        said.append(f"SHA-256 {link.sha256}")
    if link.step is ChainStep.CLOSED:
        named = link.backup or tr("made by the server's administrator, or before this was kept")
        said.append(tr("Backup before: {file}", file=named))
        said.append(tr("Trail up to entry {n}", n=number_text(link.trail_number)))
    return said


def _words(link: ChainLink) -> str:
    if link.step is ChainStep.CLOSED:
        return tr("What was corrected: {reason}", reason=link.words)
    if link.step in {ChainStep.ASKED, ChainStep.CORRECTED, ChainStep.LATE}:
        return tr("Why: {reason}", reason=link.words)
    return tr("Answer: {words}", words=link.words)


def _restated(flow: Flow, told: Restatement) -> None:
    columns = (
        Column(tr("Enterprise"), share=3),
        *(Column(title, Align.RIGHT) for title in people_titles()),
    )
    rows = [
        Row((tr("{enterprise}, before", enterprise=told.enterprise), *people_told(told.before))),
        Row((tr("{enterprise}, now", enterprise=told.enterprise), *people_told(told.after))),
    ]
    draw_table(flow, Table(columns, rows))


def people_titles() -> tuple[str, ...]:
    """Return what a return says of people, as titles of columns."""
    return (
        tr("People employed"),
        tr("Junior college or above"),
        tr("New people"),
        tr("New, junior college or above"),
    )


def people_told(told: Return | None) -> tuple[str, ...]:
    """Return what a return says of people, in the order of their titles; a dash for nothing."""
    if told is None:
        return ("—",) * len(fields(Return))
    values = (getattr(told, one.name) for one in fields(Return))
    return tuple("—" if value is None else number_text(value) for value in values)


def _checks(flow: Flow, link: ChainLink) -> None:
    found = [one for one in link.checks if one.is_open]
    if not link.checks:
        return
    if not found:
        flow.paragraph(tr("The checks before found nothing."), indent=_INDENT)
        return
    columns = (
        Column(tr("What was looked at"), share=2),
        Column(tr("Count"), Align.RIGHT),
        Column(tr("Examples"), share=2),
        Column(tr("Comment"), share=3),
    )
    rows = [
        Row((label(one.code), number_text(one.count), list_text(one.examples), one.comment or "—"))
        for one in found
    ]
    flow.space(6)
    draw_table(flow, Table(columns, rows, tr("Checks before the closing")))


def _moved(flow: Flow, moved: tuple[MovedFigure, ...]) -> None:
    if not moved:
        return
    columns = (
        Column(tr("Figure"), share=3),
        Column(tr("In the edition before"), Align.RIGHT),
        Column(tr("In this edition"), Align.RIGHT),
    )
    rows = [
        Row((_figure_name(one), _value(one, one.before), _value(one, one.after))) for one in moved
    ]
    flow.space(6)
    draw_table(flow, Table(columns, rows, tr("Figures that moved")))


def _figure_name(moved: MovedFigure) -> str:
    return tr("All execution") if moved.key == EXECUTED else label(FigureKey(moved.key))


def _value(moved: MovedFigure, value: int | None) -> str:
    return words.value_in(Unit(moved.unit), value)
