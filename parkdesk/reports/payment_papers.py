"""The papers of public notices, payment batches and samples as PDF, A4 upright.

The same paper in gives the same bytes out: the instant of printing is part of it. Numbers of
persons and accounts come masked; nothing here could show them whole.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from parkdesk.domain.money import rmb_capitals
from parkdesk.domain.payment_papers import BatchPaper, NoticePaper, PaperHead, SamplePaper
from parkdesk.domain.programme_figures import Level
from parkdesk.i18n import (
    amount_text,
    date_text,
    instant_text,
    label,
    language,
    money_text,
    number_text,
    speaking,
    tr,
    trn,
)
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.payments import (
    hold_text,
    place_text,
    redraw_text,
    returned_text,
    whole_text,
)
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.flow import BODY, NOTE, Flow
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_TITLE = Type(16.0, bold=True)
_LABEL = Type(style.SMALL, colour=style.MUTED)
_FOOT = Type(style.TINY, colour=style.MUTED)
_RIGHT = style.MARGIN + style.TEXT_WIDTH
_CHECKSUM_PART = 8
_LABEL_WIDTH = 110.0


def render_notice(paper: NoticePaper, language_code: str) -> bytes:
    """Return the PDF of a public notice, for the board and the web site."""
    with speaking(language_code):
        flow = _begin(paper.head, tr("Public notice of subsidies"))
        write_notice(flow, paper)
        return _finish(flow.paper, paper.head)


def write_notice(flow: Flow, paper: NoticePaper) -> None:
    """Write what is published, and the list person by person."""
    flow.paragraph(
        trn(
            "{n} claim of {programme} has been approved, {amount} in all, and is"
            " published from {first} to {last} ({days} working days). Objections are taken"
            " until the end of the last day, in writing and with a name or without.",
            "{n} claims of {programme} have been approved, {amount} in all, and are"
            " published from {first} to {last} ({days} working days). Objections are taken"
            " until the end of the last day, in writing and with a name or without.",
            paper.claims,
            programme=_programme(paper.head),
            amount=money_text(paper.amount_cents),
            first=date_text(paper.published_on),
            last=date_text(paper.last_on),
            days=number_text(paper.working_days),
        )
    )
    if paper.place:
        flow.paragraph(tr("Published at: {place}", place=paper.place))
    if not paper.calendar_known:
        flow.paragraph(
            tr(
                "To be confirmed: the State Council's notice of holidays was not known"
                " for every year counted over; only weekends were."
            ),
            NOTE,
        )
    flow.space(8)
    rows = [
        Row(
            (
                str(at),
                line.enterprise,
                line.name,
                line.id_number or "—",
                amount_text(line.amount_cents),
            )
        )
        for at, line in enumerate(paper.lines, 1)
    ]
    total = sum(line.amount_cents for line in paper.lines)
    columns = (
        Column(tr("Serial"), Align.RIGHT),
        Column(tr("Enterprise"), share=3),
        Column(tr("Person or item"), share=2),
        Column(tr("Identity number")),
        Column(tr("Approved (yuan)"), Align.POINT),
    )
    foot = Row(("", tr("Total"), "", "", amount_text(total)), bold=True)
    draw_table(flow, Table(columns, rows, total=foot))


def render_batch(paper: BatchPaper, language_code: str) -> bytes:
    """Return the PDF of a payment batch: lines, total in capitals, hands, checksums."""
    with speaking(language_code):
        flow = _begin(paper.head, tr("Payment batch"))
        _pairs(
            flow,
            (
                (tr("Programme"), _named(paper.head)),
                (tr("State"), label(paper.state)),
                (tr("Total"), money_text(paper.total_cents)),
                (tr("Amount in words"), rmb_capitals(paper.total_cents)),
                (tr("Made by"), _hand(paper.made_by, paper.made_at)),
                (tr("Approved by"), _hand(paper.approved_by, paper.approved_at)),
                *(((tr("Two-person exception"), paper.exceptions),) if paper.exceptions else ()),
            ),
        )
        flow.space(8)
        rows = [
            Row(
                (
                    line.reference,
                    line.enterprise,
                    line.bank,
                    line.account[-8:],
                    _level(line.level),
                    amount_text(line.amount_cents),
                    label(line.state),
                )
            )
            for line in paper.lines
        ]
        columns = (
            Column(tr("Reference")),
            Column(tr("Enterprise"), share=3),
            Column(tr("Bank"), share=1),
            Column(tr("Account")),
            Column(tr("Money of")),
            Column(tr("Amount (yuan)"), Align.POINT),
            Column(tr("State")),
        )
        total = Row(("", tr("Total"), "", "", "", amount_text(paper.total_cents), ""), bold=True)
        draw_table(flow, Table(columns, rows, total=total))
        _returns(flow, paper)
        _holds(flow, paper)
        _checksums(flow, paper)
        _signatures(flow, (tr("Made by"), tr("Approved by"), tr("Seal")))
        return _finish(flow.paper, paper.head)


def _returns(flow: Flow, paper: BatchPaper) -> None:
    for line in paper.lines:
        if line.returned is not None:
            said = tr("{line}: {said}", line=line.reference, said=returned_text(line.returned))
            flow.paragraph(said, NOTE)


def _holds(flow: Flow, paper: BatchPaper) -> None:
    """Say who is held back, and what was found at the approval beside what is found now."""
    if not paper.holds:
        return
    flow.space(8)
    flow.paragraph(tr("Held back"), BODY)
    rows = [
        Row((one.claim, place_text(one), one.name, amount_text(one.amount_cents), hold_text(one)))
        for one in paper.holds
    ]
    columns = (
        Column(tr("Claim")),
        Column(tr("Row")),
        Column(tr("Person or item"), share=2),
        Column(tr("Not paid"), Align.POINT),
        Column(tr("What changed"), share=4),
    )
    draw_table(flow, Table(columns, rows))


def render_sample(paper: SamplePaper, language_code: str) -> bytes:
    """Return the PDF of a sample: the seed, the list to check by, what it says of the whole."""
    with speaking(language_code):
        flow = _begin(paper.head, tr("After-payment check"))
        _pairs(
            flow,
            (
                (tr("Programme"), _named(paper.head)),
                (tr("Drawn on"), _hand(paper.drawn_by, paper.drawn_at)),
                (tr("Seed"), paper.seed),
                *(((tr("Drawn again"), redraw_text(paper.redraws)),) if paper.redraws else ()),
                (
                    tr("Drawn from"),
                    tr(
                        "{n} paid persons and items, {amount}",
                        n=number_text(paper.population),
                        amount=money_text(paper.population_cents),
                    ),
                ),
                (tr("Checksum of these"), _grouped(paper.population_digest)),
            ),
        )
        flow.paragraph(
            tr(
                "The draw can be repeated: order the keys by the SHA-256 of “seed|key” and take"
                " the first ones."
            ),
            NOTE,
        )
        flow.space(8)
        rows = [
            Row(
                (
                    str(line.position),
                    line.key,
                    line.enterprise,
                    line.name,
                    amount_text(line.paid_cents),
                    label(line.outcome) if line.outcome else "",
                    amount_text(line.wrong_cents) if line.outcome else "",
                    line.finding,
                )
            )
            for line in paper.lines
        ]
        columns = (
            Column(tr("Serial"), Align.RIGHT),
            Column(tr("Key")),
            Column(tr("Enterprise"), share=3),
            Column(tr("Person or item"), share=1),
            Column(tr("Paid (yuan)"), Align.POINT),
            Column(tr("Result")),
            Column(tr("Wrong (yuan)"), Align.POINT),
            Column(tr("What was found"), share=2),
        )
        draw_table(flow, Table(columns, rows))
        if paper.whole is not None:
            flow.space(10)
            flow.paragraph(whole_text(paper.whole), BODY)
        _signatures(flow, (tr("Checked by"), tr("Reviewed by"), tr("Seal")))
        return _finish(flow.paper, paper.head)


def _begin(head: PaperHead, title: str) -> Flow:
    park = head.park_zh if language() == "zh_CN" else head.park_en or head.park_zh
    about = About(
        f"{title} {head.number}",
        park,
        _programme(head),
        language().replace("_", "-"),
        head.printed_at,
    )
    flow = Flow(Paper(about))
    page = flow.sheet
    page.rect(0, style.PAGE_HEIGHT - style.BAND, style.PAGE_WIDTH, style.BAND, style.ACCENT)
    y = style.PAGE_HEIGHT - style.BAND - 24
    page.text(style.MARGIN, y, park, _LABEL)
    page.text_right(_RIGHT, y, head.number, _LABEL)
    y -= 26
    with page.heading(1):
        page.text(style.MARGIN, y, title, _TITLE)
    y -= 12
    page.line(style.MARGIN, y, _RIGHT, y, style.ACCENT, 0.75)
    flow.at(y - 10)
    return flow


def _pairs(flow: Flow, pairs: tuple[tuple[str, str], ...]) -> None:
    """Write labels with their values under one another."""
    for name, value in pairs:
        lines = flow.paper.lines(value, BODY, style.TEXT_WIDTH - _LABEL_WIDTH)
        top = flow.place(len(lines) * BODY.leading)
        flow.sheet.text(style.MARGIN, top - BODY.size, name, _LABEL)
        for at, line in enumerate(lines):
            base = top - BODY.size - at * BODY.leading
            flow.sheet.text(style.MARGIN + _LABEL_WIDTH, base, line, BODY)
        flow.at(top - len(lines) * BODY.leading)


def _named(head: PaperHead) -> str:
    return f"{_programme(head)} {head.document}".strip()


def _programme(head: PaperHead) -> str:
    return in_language(head.programme, head.programme_en)


def _hand(name: str, at: dt.datetime | None) -> str:
    return f"{name}  ·  {instant_text(at)}" if at is not None else "—"


def _level(level: str) -> str:
    return label(Level(level)) if level in {one.value for one in Level} else "—"


def _grouped(digest: str) -> str:
    starts = range(0, len(digest), _CHECKSUM_PART)
    return " ".join(digest[at : at + _CHECKSUM_PART] for at in starts)


def _checksums(flow: Flow, paper: BatchPaper) -> None:
    if not paper.sheets:
        return
    flow.space(10)
    rows = [
        Row(
            (
                _hand(one.by, one.written_at),
                number_text(one.lines),
                amount_text(one.total_cents),
                _grouped(one.sha256),
            )
        )
        for one in paper.sheets
    ]
    columns = (
        Column(tr("Bank sheet written")),
        Column(tr("Lines"), Align.RIGHT),
        Column(tr("Amount (yuan)"), Align.POINT),
        Column(tr("Checksum (SHA-256)"), share=1),
    )
    draw_table(flow, Table(columns, rows, caption=tr("Bank sheets")))


def _signatures(flow: Flow, titles: tuple[str, ...]) -> None:
    width = style.TEXT_WIDTH / len(titles)
    flow.space(24)
    top = flow.place(40)
    for at, title in enumerate(titles):
        left = style.MARGIN + at * width
        flow.sheet.text(left, top - 14, f"{title}:", _LABEL)
        flow.sheet.line(left, top - 34, left + width - 16, top - 34, style.LINE)
    flow.at(top - 40)


def _finish(paper: Paper, head: PaperHead) -> bytes:
    sheets = paper.sheets
    made = tr(
        "Printed on {instant} by {name}",
        instant=instant_text(head.printed_at),
        name=head.printed_by,
    )
    for number, sheet in enumerate(sheets, 1):
        sheet.line(style.MARGIN, 44, _RIGHT, 44, style.LINE)
        sheet.text(style.MARGIN, 32, made, _FOOT)
        page = tr("Page {n} of {total}", n=number, total=len(sheets))
        sheet.text_right(_RIGHT, 32, page, _FOOT)
    out = BytesIO()
    paper.finish(out, lambda _done, _total: None)
    return out.getvalue()
