"""A programme (政策包) as a PDF: every figure with its document, clause and mark, papers, cases.

What nobody has read in a document is printed 待核实, what is not known as not known. The same print
in gives the same bytes out: the instant of printing is part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from parkdesk.domain.charts import Tone
from parkdesk.domain.programme_keys import Section
from parkdesk.domain.programme_print import ProgrammePrint
from parkdesk.domain.programmes import Programme
from parkdesk.i18n import date_text, instant_text, label, tr, trn
from parkdesk.i18n.claims import programme_title
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.programme_rows import (
    FigureRow,
    PartRow,
    case_words,
    clause_lines,
    figure_rows,
    paper_lines,
    step_words,
)
from parkdesk.i18n.programme_sources import SourceList, sources_of
from parkdesk.i18n.programmes import enumerated
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.record_paper import TAGS, furnish, quiet, title_band, write_record
from parkdesk.reports.tables import Cell, Column, Row, Table, draw_table

LANGUAGES = tuple(TAGS)
_WARNING = Type(style.BODY, bold=True, colour=style.TONES[Tone.WARN])


def render_programme(
    printed: ProgrammePrint,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = quiet,
) -> tuple[str, ...]:
    """Write the programme to `out`; return the signs that no face has and that stand as 〓.

    `progress(done, total)` is told the pages; what it raises stops the print.
    """
    return write_record(lambda: _paper(printed, language), out, language, progress)


def _paper(printed: ProgrammePrint, language: str) -> Paper:
    programme = printed.programme
    park = in_language(printed.park_zh, printed.park_en)
    paper = Paper(
        About(
            title=programme_title(programme),
            author=park,
            subject=tr("Programme"),
            language=TAGS[language],
            at=printed.printed_at,
            keywords=programme.code,
        )
    )
    flow = Flow(paper)
    _head(flow, printed, park)
    sources = SourceList()
    _figures(flow, programme, sources)
    _clauses(flow, programme)
    _papers(flow, programme, sources)
    _cases(flow, printed)
    _hands(flow, printed)
    _sources(flow, sources)
    foot = (
        park,
        f"{programme.code} · {programme.version}",
        tr("printed {at}", at=instant_text(printed.printed_at)),
    )
    furnish(paper, programme_title(programme), foot)
    return paper


def _head(flow: Flow, printed: ProgrammePrint, park: str) -> None:
    programme = printed.programme
    title_band(flow, park, tr("Programme"), programme_title(programme), _about(printed))
    pays = enumerated(label(kind) for kind in programme.kinds)
    flow.paragraph(tr("Pays for claims of: {kinds}.", kinds=pays))
    unconfirmed = programme.unconfirmed()
    if unconfirmed:
        words = trn(
            "{n} figure is still to be confirmed and is marked so.",
            "{n} figures are still to be confirmed and are marked so.",
            unconfirmed,
        )
        flow.paragraph(words, _WARNING)
    if printed.draft:
        flow.paragraph(tr("A draft: nobody can claim under it before its release."), _WARNING)


def _about(printed: ProgrammePrint) -> list[str]:
    programme = printed.programme
    parts = [
        programme.document or tr("template, no document"),
        tr("issued on {day}", day=date_text(programme.issued_on)) if programme.issued_on else "",
        label(programme.level),
        programme.region,
        tr("edition {edition}", edition=programme.version),
    ]
    return [part for part in parts if part]


def _figures(flow: Flow, programme: Programme, sources: SourceList) -> None:
    rows = figure_rows(programme)
    columns = (
        Column(tr("Figure"), share=3),
        Column(tr("Value"), share=4),
        Column(tr("Standing")),
        Column(tr("Where it was read"), share=4),
    )
    for section in Section:
        lines = [row for row in rows if row.section is section]
        if lines:
            flow.heading(label(section), 0, section.value)
            draw_table(flow, Table(columns, [_figure_row(row, sources) for row in lines]))


def _figure_row(row: FigureRow, sources: SourceList) -> Row:
    parts = (row.document, row.how, sources.marks(row.read_in))
    read = [text for text in parts if text and text != "—"]
    where = " · ".join(read) or ("" if row.confirmed is None else "—")
    return Row((row.name, row.value, _standing(row.confirmed, row.mark), where))


def _standing(confirmed: bool | None, mark: str = "") -> Cell:  # noqa: FBT001 - a fact
    if confirmed is None:
        return Cell(mark, Type(style.CELL, colour=style.MUTED))
    if confirmed:
        return Cell(tr("confirmed"))
    bold = Type(style.CELL, bold=True, colour=style.TONES[Tone.WARN])
    return Cell(tr("to be confirmed"), bold)


def _clauses(flow: Flow, programme: Programme) -> None:
    flow.heading(tr("Clauses"), 0, "clauses")
    columns = (
        Column(tr("Clause")),
        Column(tr("Wording"), share=5),
        Column(tr("Standing")),
        Column(tr("Document number"), share=2),
    )
    rows = [
        Row((line.name, line.text, _standing(line.confirmed), line.document))
        for line in clause_lines(programme)
    ]
    empty = tr("No clause has been entered word by word yet.")
    draw_table(flow, Table(columns, rows, empty=empty))


def _papers(flow: Flow, programme: Programme, sources: SourceList) -> None:
    flow.heading(tr("Required papers"), 0, "papers")
    columns = (
        Column(tr("Paper"), share=4),
        Column(tr("Requirement"), share=3),
        Column(tr("For claims of"), share=3),
        Column(tr("Standing")),
    )
    rows = [
        Row((_named(line, sources), line.text, line.kinds, _standing(line.confirmed)))
        for line in paper_lines(programme)
    ]
    draw_table(flow, Table(columns, rows))


def _named(line: PartRow, sources: SourceList) -> str:
    # What somebody typed as a source has no number, and no room beside the name.
    marks = sources.marks(line.read_in) if sources_of(line.read_in) else ""
    return f"{line.name} {marks}".strip()


def _sources(flow: Flow, sources: SourceList) -> None:
    lines = sources.lines()
    if not lines:
        return
    flow.heading(tr("Sources"), 0, "sources")
    columns = (
        Column(tr("Number")),
        Column(tr("Document number"), share=2),
        Column(tr("What was read"), share=5),
        Column(tr("Day")),
    )
    draw_table(flow, Table(columns, [Row(line) for line in lines]))


def _cases(flow: Flow, printed: ProgrammePrint) -> None:
    flow.heading(tr("Test cases"), 0, "cases")
    columns = (
        Column(tr("Outcome")),
        Column(tr("What it shows"), share=3),
        Column(tr("Kind"), share=1),
        Column(tr("Expected"), share=2),
        Column(tr("The rules give"), share=2),
    )
    rows = []
    for result in printed.results:
        words = case_words(result)
        tone = style.TONES[Tone.GOOD if result.passed else Tone.BAD]
        outcome = Cell(words.outcome, Type(style.CELL, bold=True, colour=tone))
        rows.append(Row((outcome, words.name, words.kind, words.expected, words.found)))
    draw_table(flow, Table(columns, rows))


def _hands(flow: Flow, printed: ProgrammePrint) -> None:
    flow.heading(tr("Who wrote and who released it"), 0, "hands")
    columns = (
        Column(tr("When")),
        Column(tr("Who"), share=1),
        Column(tr("What"), share=2),
        Column(tr("Remarks"), share=3),
    )
    rows = [
        Row((instant_text(step.at), step.actor, step_words(step), step.note))
        for step in printed.steps
    ]
    draw_table(flow, Table(columns, rows, empty=tr("It came with the program.")))
    flow.paragraph(
        tr(
            "Printed by {person} on {at}. Amounts are upper limits (“not more than”) unless the"
            " wording says otherwise; what nobody could read is not known, not nothing.",
            person=printed.printed_by,
            at=instant_text(printed.printed_at),
        ),
        NOTE,
    )
