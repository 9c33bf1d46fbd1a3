"""The sheet of one enterprise (企业一页通) as a PDF: everything the park knows of it, as at a day.

The same sheet in gives the same bytes out: the instant of printing is part of it. It holds no
number of a person and no account in full.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from parkdesk.domain.charts import Tone
from parkdesk.domain.enterprise_print import EnterprisePrint
from parkdesk.domain.severity import Level
from parkdesk.i18n import (
    date_text,
    instant_text,
    label,
    money_text,
    number_text,
    tr,
    trn,
)
from parkdesk.i18n.enterprise_sheets import finding_text, in_language
from parkdesk.i18n.enterprises import park_pairs, registration_pairs, status_course
from parkdesk.i18n.findings import found_text
from parkdesk.reports import enterprise_sheet_sections as sections
from parkdesk.reports import enterprise_sheet_subjects as subjects
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.charts import shortened
from parkdesk.reports.enterprise_sheet_history import history
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.record_paper import (
    FOOTER,
    LABEL,
    TAGS,
    furnish,
    quiet,
    title_band,
    write_record,
)
from parkdesk.reports.tables import Cell, Column, Row, Table, draw_table

LANGUAGES = tuple(TAGS)
_VALUE = Type(style.CELL)
_FIGURE = Type(style.FIGURE, bold=True)
_CARD_HEIGHT, _CARD_GAP = 56.0, 8.0
_NOTE_LINE = FOOTER.size + 2
_LABEL_WIDTH, _COLUMN_GAP = 82.0, 18.0
_LEVEL_TONES = {Level.SERIOUS: Tone.BAD, Level.WARNING: Tone.WARN, Level.HINT: Tone.NEUTRAL}
_SECTIONS: tuple[Callable[[Flow, EnterprisePrint], None], ...] = (
    subjects.dated_facts,
    sections.certificates,
    sections.subsidies,
    sections.contracts,
    sections.services,
    sections.returns,
    subjects.titles,
    subjects.chain,
    subjects.contacts,
    subjects.papers,
    history,
)


def render_enterprise_sheet(
    sheet: EnterprisePrint,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = quiet,
) -> tuple[str, ...]:
    """Write the sheet to `out`; return the signs that no face has and that stand as 〓.

    `progress(done, total)` is told the pages; what it raises stops the print.
    """
    return write_record(lambda: _paper(sheet, language), out, language, progress)


def _paper(sheet: EnterprisePrint, language: str) -> Paper:
    name = sheet.facts.form.name
    park = in_language(sheet.park_zh, sheet.park_en)
    paper = Paper(
        About(
            title=f"{name} {tr('Enterprise sheet')}",
            author=park,
            subject=tr("As at {day}", day=date_text(sheet.day)),
            language=TAGS[language],
            at=sheet.printed_at,
            keywords=sheet.code,
        )
    )
    flow = Flow(paper)
    _head(flow, sheet, park)
    draw_cards(flow, sheet)
    _ruled(flow, sheet)
    _findings(flow, sheet)
    draw_facts(flow, sheet)
    for section in _SECTIONS:
        section(flow, sheet)
    _statement(flow, sheet)
    foot = (park, sheet.code, tr("printed {at}", at=instant_text(sheet.printed_at)))
    furnish(paper, name, foot, beside=tr("As at {day}", day=date_text(sheet.day)))
    return paper


def _head(flow: Flow, sheet: EnterprisePrint, park: str) -> None:
    status = sheet.facts.status
    about = (
        sheet.code,
        label(status) if status is not None else tr("Not yet in the register"),
        tr("As at {day}", day=date_text(sheet.day)),
    )
    title_band(flow, park, tr("Enterprise sheet"), sheet.facts.form.name, about)


def draw_cards(flow: Flow, sheet: EnterprisePrint) -> None:
    """Draw the four figures of the year side by side."""
    figures = sheet.figures
    year = str(figures.year)
    cards = (
        (
            tr("Executed offshore in {year}", year=year),
            money_text(figures.executed_offshore_usd_cents, "USD"),
            tr(
                "same days of {year}: {amount}",
                year=str(figures.year - 1),
                amount=money_text(figures.executed_offshore_before_usd_cents, "USD"),
            ),
        ),
        (
            tr("Signed in {year}", year=year),
            money_text(figures.signed_usd_cents, "USD"),
            trn("{n} contract", "{n} contracts", figures.contracts),
        ),
        (
            tr("Subsidies approved, {year}", year=year),
            money_text(figures.approved_cents),
            tr("paid {amount}", amount=money_text(figures.paid_cents)),
        ),
        (tr("Certificates in force"), number_text(figures.certificates), ""),
    )
    width = (style.TEXT_WIDTH - 3 * _CARD_GAP) / len(cards)
    room = width - 16
    # A sum must not be cut: in English a note takes two lines, and the cards are higher.
    notes = [flow.paper.lines(note, FOOTER, room) for _title, _figure, note in cards]
    height = _CARD_HEIGHT + (max(map(len, notes)) - 1) * _NOTE_LINE

    def draw(page: Sheet, top: float) -> None:
        for place, (title, figure, _note) in enumerate(cards):
            left = style.MARGIN + place * (width + _CARD_GAP)
            page.card(left, top - height, width, height, style.CARD, style.LINE)
            page.text(left + 8, top - 14, shortened(flow.paper, title, LABEL, room), LABEL)
            kind = _fitting(flow.paper, figure, room)
            page.text(left + 8, top - 33, figure, kind)
            for line, text in enumerate(notes[place]):
                page.text(left + 8, top - 47 - line * _NOTE_LINE, text, FOOTER)

    flow.block(height, draw)
    flow.space(6)
    if figures.unconverted:
        words = trn(
            "{n} amount without a rate is not in it",
            "{n} amounts without a rate are not in it",
            figures.unconverted,
        )
        flow.paragraph(words, NOTE)


def _fitting(paper: Paper, text: str, room: float) -> Type:
    """Return the largest type in which a figure stands on one line of its card."""
    for size in (_FIGURE.size, 12.0, 10.5):
        kind = Type(size, bold=True)
        if paper.width(text, kind) <= room:
            return kind
    return Type(9.0, bold=True)


def _ruled(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write what the rules found: as many as the page's tab of findings shows."""
    if sheet.ruled is None:
        return
    flow.heading(tr("Compliance findings"), 0, "ruled")
    columns = (
        Column(tr("Level")),
        Column(tr("Rule no.")),
        Column(tr("Finding"), share=1),
        Column(tr("State")),
        Column(tr("Owner")),
        Column(tr("Answer by")),
    )
    rows = [
        Row(
            (
                _level(one.rule.level),
                one.rule.code.value,
                found_text(one.rule.code, one.facts),
                label(one.standing),
                one.owner or "—",
                date_text(one.due_on),
            )
        )
        for one in sheet.ruled
    ]
    draw_table(flow, Table(columns, rows, empty=tr("Everything is as the rules ask.")))


def _level(level: Level) -> Cell:
    return Cell(label(level), Type(style.CELL, bold=True, colour=style.TONES[_LEVEL_TONES[level]]))


def _findings(flow: Flow, sheet: EnterprisePrint) -> None:
    if not sheet.findings:
        return
    beside = sheet.ruled is not None
    title = tr("What else is noted") if beside else tr("Noted in the registers")
    flow.heading(title, 0, "findings")
    rows = [Row((_level(one.level), finding_text(one))) for one in sheet.findings]
    draw_table(flow, Table((Column(tr("Level")), Column(tr("What"), share=1)), rows))


def draw_facts(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write what is registered of the enterprise, and its place in the park."""
    flow.heading(tr("Registration and place in the park"), 0, "facts")
    left = registration_pairs(sheet.facts)[1:]
    right = park_pairs(sheet.facts)
    if len(sheet.facts.statuses) > 1:
        right.insert(1, (tr("Course of the status"), status_course(sheet.facts)))
    for start in range(max(len(left), len(right))):
        _pair_row(flow, left[start : start + 1], right[start : start + 1])
    flow.space(8)


def _pair_row(flow: Flow, *columns: list[tuple[str, str]]) -> None:
    """Draw a pair of heading and value in each half of the page."""
    half = (style.TEXT_WIDTH - _COLUMN_GAP) / 2
    room = half - _LABEL_WIDTH
    laid = [
        (
            flow.paper.lines(name, LABEL, _LABEL_WIDTH - 6),
            flow.paper.lines(value, _VALUE, room),
        )
        for column in columns
        for name, value in column or [("", "")]
    ]
    leading = _VALUE.size * 1.45
    height = max(len(part) for pair in laid for part in pair) * leading + 3

    def draw(page: Sheet, top: float) -> None:
        for place, (names, values) in enumerate(laid):
            left = style.MARGIN + place * (half + _COLUMN_GAP)
            for number, line in enumerate(names):
                page.text(left, top - _VALUE.size - number * leading, line, LABEL)
            for number, line in enumerate(values):
                y = top - _VALUE.size - number * leading
                page.text(left + _LABEL_WIDTH, y, line, _VALUE)

    flow.block(height, draw)


def _statement(flow: Flow, sheet: EnterprisePrint) -> None:
    flow.heading(tr("About this sheet"), 0, "statement")
    flow.paragraph(
        tr(
            "Printed by {person} on {at}. Numbers of persons and of accounts are masked; a dash"
            " stands for what is not known, not for nothing.",
            person=sheet.printed_by,
            at=instant_text(sheet.printed_at),
        ),
        NOTE,
    )
    if sheet.is_past:
        flow.paragraph(
            tr(
                "Everything stands as at {day}. Contacts and accounts have no days and are those"
                " of the day of printing; so is the state of a contract.",
                day=date_text(sheet.day),
            ),
            NOTE,
        )
    apart = (
        (sheet.certificates, tr("Certificates")),
        (sheet.claims, tr("Subsidy claims")),
        (sheet.contracts, tr("Contracts")),
        (sheet.services, tr("Services used")),
        (sheet.returns, tr("Quarterly returns")),
    )
    hidden = [name for part, name in apart if part is None]
    if hidden:
        names = tr(", ").join(hidden)
        flow.paragraph(tr("Left out, because the person may not read it: {names}.", names=names),
                       NOTE)  # fmt: skip
