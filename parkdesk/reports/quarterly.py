"""The quarterly compliance summary (季度合规汇总) as a PDF.

The same summary gives the same bytes on any machine and day: nothing here reads a clock, a
setting or a database. `template_of` names the layout; it changes whenever the layout does, so that
a register of issued documents can say by which one a file was drawn. An edition of before findings
were kept is drawn as it was then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import BinaryIO

from parkdesk.domain.deviations import ANSWER_WITHIN, Rule
from parkdesk.domain.errors import Refused
from parkdesk.domain.severity import Level
from parkdesk.domain.summaries import (
    EXPIRY_HORIZON,
    QuarterlySummary,
)
from parkdesk.i18n import N_, instant_text, label, language, speaking, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import quarterly_sections as sections
from parkdesk.reports import style, words
from parkdesk.reports.about import About
from parkdesk.reports.charts import shortened
from parkdesk.reports.flow import (
    BODY,
    HEADING,
    NOTE,
    Flow,
    contents_height,
    write_contents,
)
from parkdesk.reports.fonts import missing_signs
from parkdesk.reports.paper import Anchor, Paper, Sheet, Type
from parkdesk.reports.qr import draw_qr
from parkdesk.reports.quarterly_certificates import certificates
from parkdesk.reports.quarterly_cover import draw_cover
from parkdesk.reports.quarterly_findings import LEVELS_OF_ANNEXES, annexes, rules_of
from parkdesk.reports.quarterly_subsidies import subsidies
from parkdesk.reports.structure import Element
from parkdesk.reports.tables import Column, Row, Table, draw_table

TEMPLATE = "quarterly-6"
_BEFORE_FINDINGS = "quarterly-4"
LANGUAGES = ("zh_CN", "en")
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_QR = 30.0
"""The side of the code in the right margin: its modules are 0.36 mm wide and more."""
_QR_LEFT, _QR_LOW = style.PAGE_WIDTH - 46.0, 24.0
_FOOTER = Type(style.TINY, colour=style.MUTED)
_RIGHT = style.MARGIN + style.TEXT_WIDTH
_SECTIONS: tuple[Callable[[Flow, QuarterlySummary], None], ...] = (
    sections.figures,
    sections.exceptions,
    sections.contracts,
    sections.staff,
    certificates,
    subsidies,
    sections.platforms,
    sections.returns,
)
_RULES = {
    Rule.CERTIFICATE_EXPIRED: (
        N_("A certificate ran out within the last 180 days and no following record is registered."),
        Level.SERIOUS,
    ),
    Rule.CERTIFICATE_EXPIRING: (
        N_("A certificate runs out within 90 days and no following record is registered."),
        Level.WARNING,
    ),
    Rule.CERTIFICATE_STOPPED: (N_("A certificate is suspended."), Level.WARNING),
    Rule.CLAIM_ROWS_REFUSED: (
        N_(
            "People on a claim do not meet the programme's conditions; a hint once the claim is"
            " decided."
        ),
        Level.WARNING,
    ),
    Rule.RETURN_MISSING: (N_("A quarterly return was not handed in by its day."), Level.WARNING),
    Rule.RETURN_LATE: (N_("A quarterly return was handed in after its day."), Level.HINT),
    Rule.RECEIPT_MISSING: (
        N_("Offshore execution of the quarter without the number of a bank receipt."),
        Level.WARNING,
    ),
    Rule.OFFSHORE_SHARE_LOW: (
        N_("An enterprise's offshore share of execution lies below the line of its programme."),
        Level.WARNING,
    ),
}
_ANNEX_ROOM = (style.TOP - style.BOTTOM) / 2
"""The annex begins a page of its own, unless it would leave this much of one empty."""
_LEVELS = (0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0)
"""The levels of the headings that the contents list names, in order."""


def template_of(summary: QuarterlySummary) -> str:
    """Return the name of the layout in which a summary is drawn."""
    return _BEFORE_FINDINGS if summary.findings is None else TEMPLATE


def _quiet(_done: int, _total: int) -> None:
    return


def render_quarterly(
    summary: QuarterlySummary,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = _quiet,
) -> None:
    """Write the summary to `out`. Same figures in, same bytes out.

    `progress(done, total)` is told the pages; what it raises stops the print.
    """
    if language not in LANGUAGES:
        raise Refused("language-not-printed")
    with speaking(language):
        _paper(summary, language).finish(out, progress)


def texts_of(summary: QuarterlySummary) -> Iterable[str]:
    """Return the texts that people typed and the paper prints: those a face may not cover."""
    yield from (summary.park, summary.park_en, summary.reason)
    signed = summary.signatures
    yield from (signed.preparer, signed.reviewer, signed.signer)
    for deviation in summary.deviations:
        yield from (deviation.subject, deviation.owner)
        yield from (str(fact.value) for fact in deviation.facts)
    if summary.findings is not None:
        for line in summary.findings.lines:
            yield from (line.enterprise, line.owner)
            yield from (str(fact.value) for fact in (*line.facts, *line.ending))
    yield from (line.name for line in summary.enterprises)
    for contract in summary.contracts:
        yield from (contract.number, contract.enterprise, contract.client)
    for certificate in summary.certificates:
        yield from (certificate.enterprise, certificate.number, certificate.short_name)
    for programme in summary.programmes:
        yield from (programme.name, programme.document_number)


def unprintable(summary: QuarterlySummary) -> tuple[str, ...]:
    """Return the signs of the summary that no face has; they will be printed as 〓."""
    return missing_signs(texts_of(summary))


def _paper(summary: QuarterlySummary, language: str) -> Paper:
    title = tr("Quarterly compliance summary")
    # Asked for once: it is the digest of the whole summary.
    code = summary.code
    paper = Paper(
        About(
            title=f"{words.park_name(summary)} {title} {words.quarter_title(summary.quarter)}",
            author=words.park_name(summary),
            subject=summary.number(language) or tr("Draft, not for issue"),
            language=_TAGS[language],
            at=summary.cut_off,
            keywords=f"{template_of(summary)} {code}",
        )
    )
    flow = Flow(paper)
    draw_cover(flow, summary)
    flow.at(0)
    flow.new_page()
    contents = flow.sheet
    # The list is read where it stands, though it is written when the headings are known.
    part = paper.root.child("TOC")
    levels = _levels(summary)
    flow.at(style.TOP - _contents_height(levels))
    for section in _SECTIONS:
        section(flow, summary)
    _method(flow, summary, code)
    flow.space(14)
    if flow.room() < _ANNEX_ROOM:
        flow.new_page()
    sections.enterprises(flow, summary)
    if summary.findings is not None:
        annexes(flow, summary)
    _contents(flow, contents, part, levels)
    _furnish(paper, summary, code)
    return paper


def _levels(summary: QuarterlySummary) -> tuple[int, ...]:
    return _LEVELS if summary.findings is None else (*_LEVELS, *LEVELS_OF_ANNEXES)


def _contents_height(levels: tuple[int, ...]) -> float:
    return 24 + contents_height(levels) + 14


def _contents(flow: Flow, sheet: Sheet, part: Element, levels: tuple[int, ...]) -> None:
    # The room was left before the headings were known: they are a fixed set.
    assert tuple(entry.level for entry in flow.entries) == levels, flow.entries
    title = tr("Contents")
    with sheet.part(part.child("Caption")):
        sheet.text(style.MARGIN, style.TOP - 14, title, HEADING)
    sheet.anchors.append(Anchor("contents", style.TOP, title, 0))
    write_contents(flow.paper, sheet, style.TOP - 24, flow.entries, part)


def _method(flow: Flow, summary: QuarterlySummary, code: str) -> None:
    flow.heading(tr("9 Method and definitions"), 0, "method")
    for name, text in _definitions():
        kind = Type(style.BODY, bold=True)
        # The name stands over two lines of its text at least.
        flow.place(kind.leading + 2 * BODY.leading)
        flow.sheet.text(style.MARGIN, flow.y - style.BODY, name, kind)
        flow.y -= kind.leading
        flow.paragraph(text, BODY, indent=12)
        flow.space(3)
    columns = (
        Column(tr("Document number"), share=1),
        Column(tr("Title"), share=3),
        Column(tr("Standing")),
    )
    rows = [
        Row(
            (
                source.number or "—",
                in_language(source.title, source.title_en),
                tr("confirmed") if source.confirmed else tr("to be verified"),
            )
        )
        for source in summary.sources
    ]
    caption = tr("Table 13  Documents that the figures rest on")
    flow.space(4)
    draw_table(flow, Table(columns, rows, caption, empty=tr("No programme was applied.")))
    if summary.findings is None:
        _rules(flow)
    else:
        rules_of(flow, summary.findings.rules)
    _statement(flow, summary, code)


def _definitions() -> Iterable[tuple[str, str]]:
    yield (
        tr("Signed amount"),
        tr(
            "The value agreed when the contract was signed, counted in the quarter of signing."
            " A later change is a change and does not rewrite it. [to be verified]"
        ),
    )
    yield (
        tr("Executed amount"),
        tr(
            "The amount actually performed and received for, counted on the day of execution;"
            " offshore it is evidenced by bank receipts. Converted to US dollars at the month's"
            " kept rate. [the definition is to be verified; the evidence rule is confirmed]"
        ),
    )
    yield (
        tr("Offshore"),
        tr("The client is abroad. Hong Kong, Macao and Taiwan count as offshore."),
    )
    yield (
        tr("People employed"),
        tr("People at the end of the quarter; graduates have a college diploma or more."),
    )
    yield (
        tr("CMMI level 3 and up, valid"),
        tr("Enterprises with at least one CMMI certificate of level 3 or more in force."),
    )
    yield (
        tr("Subsidy amounts"),
        tr(
            "Claims decided in the quarter: requested, approved and paid by the end of the quarter"
            " are kept apart and never put for one another. People are those of claims approved in"
            " full; a cut amount is not divided among people. The budget used is what was approved"
            " by the end of the quarter."
        ),
    )
    yield (
        tr("Comparison"),
        tr(
            "QoQ compares with the quarter before, YoY with the same quarter a year before. Base"
            " nothing (“{zero}”), no earlier figure (“{missing}”) and a changed definition"
            " (“{redefined}”) are three marks and never 0%.",
            zero=tr("from nothing"), missing=tr("no data"), redefined=tr("redefined"),
        ),
    )  # fmt: skip
    yield (
        tr("Expiring"),
        tr(
            "Certificates whose last day lies within {n} days after the cut-off.",
            n=EXPIRY_HORIZON.days,
        ),
    )


def _rules(flow: Flow) -> None:
    """Name the rules that the exceptions rested on before findings were kept."""
    flow.heading(tr("Rules of the exceptions"), 1, "rules")
    term = tr(
        "Serious exceptions and warnings are to be answered within {n} days after the cut-off: the"
        " park's own term. [to be verified]",
        n=ANSWER_WITHIN.days,
    )
    flow.paragraph(term)
    flow.space(4)
    columns = (Column(tr("Rule")), Column(tr("What it looks for"), share=1), Column(tr("Level")))
    rows = [Row((label(rule), tr(text), label(level))) for rule, (text, level) in _RULES.items()]
    draw_table(flow, Table(columns, rows, tr("Table 14  Rules")))


def _statement(flow: Flow, summary: QuarterlySummary, code: str) -> None:
    """Say what the paper rests on, what is missing from it, and how to check it."""
    flow.heading(tr("Statement"), 1, "statement")
    if summary.draft:
        flow.paragraph(
            tr("This is a draft: its figures may still change and it must not be signed.")
        )
    else:
        flow.paragraph(
            tr(
                "The figures were frozen as edition {n} on {at}; a correction is a new edition with"
                " its reason. Snapshot code {code}. Newest entry of the trail: {head}.",
                n=summary.edition, at=instant_text(summary.cut_off), code=code,
                head=summary.trail_head or "—",
            )
        )  # fmt: skip
    if summary.reason:
        reason = tr("Edition {n}: {reason}", n=summary.edition, reason=summary.reason)
        flow.paragraph(reason)
    flow.paragraph(tr("This paper holds no identity number and no bank account."))
    missing = unprintable(summary)
    if missing:
        signs = ", ".join(f"U+{ord(sign):04X}" for sign in missing)
        flow.paragraph(
            tr("These signs are in no font of the program and stand as 〓: {signs}.", signs=signs)
        )


def _furnish(paper: Paper, summary: QuarterlySummary, code: str) -> None:
    """Put the head, the foot and, on a draft, the mark on every page."""
    total = len(paper.sheets)
    title = f"{tr('Quarterly compliance summary')}  ·  {words.park_name(summary)}"
    quarter = words.quarter_title(summary.quarter)
    foot = _foot(summary, code)
    issued = summary.number(language())
    for number, sheet in enumerate(paper.sheets, 1):
        with sheet.furniture():
            if summary.draft:
                sheet.under(_watermark)
            if number > 1:
                y = style.PAGE_HEIGHT - 40
                room = style.TEXT_WIDTH - paper.width(quarter, NOTE) - 16
                sheet.text(style.MARGIN, y, shortened(paper, title, NOTE, room), NOTE)
                sheet.text_right(_RIGHT, y, quarter, NOTE)
                sheet.line(style.MARGIN, y - 7, _RIGHT, y - 7, style.ACCENT, 0.75)
            sheet.line(style.MARGIN, style.FOOT, _RIGHT, style.FOOT, style.LINE)
            sheet.text(style.MARGIN, style.FOOT - 12, foot, _FOOTER)
            if issued:
                draw_qr(sheet, f"{issued} {code}", _QR_LEFT, _QR_LOW, _QR)
            page = tr("Page {n} of {total}", n=number, total=total)
            sheet.text_right(_RIGHT, style.FOOT - 12, page, _FOOTER)


def _foot(summary: QuarterlySummary, code: str) -> str:
    parts = [
        words.quarter_title(summary.quarter),
        tr("Draft") if summary.draft else tr("Edition {n}", n=summary.edition),
        tr("Data as at {at}", at=instant_text(summary.cut_off)),
    ]
    if not summary.draft:
        parts.append(tr("Snapshot {code}", code=code))
    if summary.trail_head:
        parts.append(tr("Trail {head}", head=_short_head(summary.trail_head)))
    return "  ·  ".join(parts)


def _short_head(head: str) -> str:
    number, _, sha256 = head.rpartition(" ")
    return f"{number} {sha256[:12]}".strip()


def _watermark(sheet: Sheet) -> None:
    mark = Type(96, bold=True, colour=style.WATERMARK)
    sheet.text_turned(style.PAGE_WIDTH / 2, style.PAGE_HEIGHT / 2, tr("DRAFT"), mark, 52)
