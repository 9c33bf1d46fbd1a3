"""The quarterly compliance summary (季度合规汇总) as a PDF.

The same summary gives the same bytes on any machine and day: nothing here reads a clock, a
setting or a database. `template_of` names the layout; it changes whenever the layout does, so that
a register of issued documents can say by which one a file was drawn. An edition of before is drawn
as it was then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from parkdesk.domain.errors import Refused
from parkdesk.domain.packs import ANNEXES, BOTH, PACK_LANGUAGES, STANDARD, Place, Section, places
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.i18n import instant_text, speaking, tr
from parkdesk.reports import quarterly_chosen, style, words
from parkdesk.reports import quarterly_sections as sections
from parkdesk.reports.about import About
from parkdesk.reports.charts import shortened
from parkdesk.reports.flow import HEADING, NOTE, contents_height, write_contents
from parkdesk.reports.links import Anchor
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.qr import draw_qr
from parkdesk.reports.quarterly_annexes import certificate_list, contract_list
from parkdesk.reports.quarterly_certificates import certificates
from parkdesk.reports.quarterly_cover import draw_cover
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_findings import closed_findings, standing_findings
from parkdesk.reports.quarterly_method import method
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.quarterly_platforms import platforms
from parkdesk.reports.quarterly_staff import staff
from parkdesk.reports.quarterly_subsidies import subsidies
from parkdesk.reports.quarterly_text import text_of_the_quarter
from parkdesk.reports.quarterly_texts import unprintable
from parkdesk.reports.structure import Element

__all__ = ["LANGUAGES", "TEMPLATE", "render_quarterly", "template_of", "unprintable"]

TEMPLATE = "quarterly-8"
_BEFORE_FACTS = "quarterly-7"
_BEFORE_CHOICE = "quarterly-6"
_BEFORE_FINDINGS = "quarterly-4"
LANGUAGES = ("zh_CN", "en")
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_QR = 30.0
"""The side of the code in the right margin: its modules are 0.36 mm wide and more."""
_QR_FROM_EDGE, _QR_LOW = 46.0, 24.0
_FOOTER = Type(style.TINY, colour=style.MUTED)
_DRAWN: Mapping[Section, Callable[[PackFlow, QuarterlySummary], None]] = {
    Section.TEXT: text_of_the_quarter,
    Section.FIGURES: sections.figures,
    Section.FINDINGS: sections.exceptions,
    Section.CONTRACTS: sections.contracts,
    Section.STAFF: staff,
    Section.CERTIFICATES: certificates,
    Section.SUBSIDIES: subsidies,
    Section.BUDGETS: quarterly_chosen.budgets,
    Section.PLATFORMS: platforms,
    Section.WATCH: quarterly_chosen.threshold_watch,
    Section.RETURNS: sections.returns,
    Section.RESTATEMENTS: quarterly_chosen.restatements,
    Section.METHOD: method,
    Section.ENTERPRISES: sections.enterprises,
    Section.FINDINGS_STANDING: standing_findings,
    Section.FINDINGS_CLOSED: closed_findings,
    Section.CONTRACT_LIST: contract_list,
    Section.CERTIFICATE_LIST: certificate_list,
}
_LEVELS: Mapping[Section, tuple[int, ...]] = {
    Section.CONTRACTS: (0, 1, 1, 1),
    Section.CERTIFICATES: (0, 1, 1),
    Section.METHOD: (0, 1, 1),
    Section.FINDINGS_STANDING: (0, 1, 1, 1),
}
"""The levels of the headings that the contents list names; a section not here has but its own."""
_LEVELS_WITH_FACTS: Mapping[Section, tuple[int, ...]] = {
    Section.CONTRACTS: (0, 1, 1, 1),
    Section.STAFF: (0, 1, 1),
    Section.CERTIFICATES: (0, 1, 1, 1),
    Section.SUBSIDIES: (0, 1, 1, 1),
    Section.PLATFORMS: (0, 1, 1, 1, 1),
    Section.METHOD: (0, 1, 1, 1),
    Section.FINDINGS_STANDING: (0, 1, 1, 1),
}
_LISTS = {
    Section.CONTRACTS: Section.CONTRACT_LIST,
    Section.CERTIFICATES: Section.CERTIFICATE_LIST,
}
"""Sections that have their list in an annex; where it was not chosen, they end with it."""
_ACROSS = frozenset(_LISTS.values())
"""Annexes whose pages lie across: they have more columns than a page upright has room for."""
_UPRIGHT = (style.PAGE_WIDTH, style.PAGE_HEIGHT)
_LYING = (style.PAGE_HEIGHT, style.PAGE_WIDTH)
_ANNEX_ROOM = (style.TOP - style.BOTTOM) / 2
"""The annex begins a page of its own, unless it would leave this much of one empty."""
_OF_BEFORE = (
    Section.FIGURES,
    Section.FINDINGS,
    Section.CONTRACTS,
    Section.STAFF,
    Section.CERTIFICATES,
    Section.SUBSIDIES,
    Section.PLATFORMS,
    Section.RETURNS,
    Section.METHOD,
    Section.ENTERPRISES,
)
"""The sections of editions of before there was a choice."""
_WITH_FINDINGS = (*_OF_BEFORE, Section.FINDINGS_STANDING, Section.FINDINGS_CLOSED)
_TABLES_OF_BEFORE = tuple(str(number) for number in range(1, 15))
_TABLES_WITH_FINDINGS = ("1", "2-1", "2-2", *_TABLES_OF_BEFORE[2:])


@dataclass(frozen=True, slots=True)
class _Layout:
    """In which template a summary is drawn; `fixed` are the numbers of tables of before."""

    template: str
    places: tuple[Place, ...]
    fixed: tuple[str, ...] = ()


def _layout(summary: QuarterlySummary, chosen: Sequence[Section] | None) -> _Layout:
    if facts_of(summary) is not None:
        return _Layout(TEMPLATE, places(chosen or _standard(summary)))
    if chosen is not None or summary.pack is not None:
        usual = (one for one in _standard(summary) if one not in _ACROSS)
        return _Layout(_BEFORE_FACTS, places(chosen or usual))
    if summary.findings is None:
        return _Layout(_BEFORE_FINDINGS, places(_OF_BEFORE), _TABLES_OF_BEFORE)
    return _Layout(_BEFORE_CHOICE, places(_WITH_FINDINGS), _TABLES_WITH_FINDINGS)


def _standard(summary: QuarterlySummary) -> tuple[Section, ...]:
    """Return the usual sections: without the words of a quarter where nobody wrote any."""
    silent = summary.pack is None or not (summary.pack.text or summary.pack.text_en)
    return tuple(one for one in STANDARD if one is not Section.TEXT or not silent)


def template_of(summary: QuarterlySummary, chosen: Sequence[Section] | None = None) -> str:
    """Return the name of the layout in which a summary is drawn with these sections."""
    return _layout(summary, chosen).template


def _quiet(_done: int, _total: int) -> None:
    return


def render_quarterly(
    summary: QuarterlySummary,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = _quiet,
    chosen: Sequence[Section] | None = None,
) -> None:
    """Write the summary to `out`. Same figures and sections in, same bytes out.

    `language` is zh_CN, en, or both: the Chinese pages and the English ones in one file. `chosen`
    are the sections in their order; None: those its edition was closed with.
    `progress(done, total)` is told the pages; what it raises stops the print.
    """
    if language not in PACK_LANGUAGES:
        raise Refused("language-not-printed")
    spoken = LANGUAGES if language == BOTH else (language,)
    paper = None
    pack = _Pack(summary, language, _layout(summary, chosen), summary.code)
    parts: list[tuple[str, PackFlow]] = []
    for one in spoken:
        with speaking(one):
            if paper is None:
                paper = _new_paper(pack)
            parts.append((one, _part(paper, pack, first=not parts)))
    assert paper is not None
    for one, flow in parts:
        with speaking(one):
            _furnish(paper, summary, flow)
    paper.finish(out, progress)


def _paper(
    summary: QuarterlySummary, language: str, chosen: Sequence[Section] | None = None
) -> Paper:
    """Return the paper of one language with everything but its heads and feet."""
    pack = _Pack(summary, language, _layout(summary, chosen), summary.code)
    paper = _new_paper(pack)
    _part(paper, pack, first=True)
    return paper


@dataclass(frozen=True, slots=True)
class _Pack:
    """What is printed; `code` is the snapshot's, which takes long to work out."""

    summary: QuarterlySummary
    language: str
    layout: _Layout
    code: str


def _new_paper(pack: _Pack) -> Paper:
    summary, language, template = pack.summary, pack.language, pack.layout.template
    title = tr("Quarterly compliance summary")
    paper = Paper(
        About(
            title=f"{words.park_name(summary)} {title} {words.quarter_title(summary.quarter)}",
            author=words.park_name(summary),
            subject=summary.number(language) or tr("Draft, not for issue"),
            language=_TAGS["en" if language == "en" else "zh_CN"],
            at=summary.cut_off,
            keywords=f"{template} {pack.code}",
        )
    )
    paper.joined = template == TEMPLATE
    return paper


def _part(paper: Paper, pack: _Pack, *, first: bool) -> PackFlow:
    """Draw all pages in the language that is spoken; a second language is a part by itself."""
    root, start = paper.root, len(paper.sheets)
    if not first:
        paper.root = root.child("Sect", attributes="/Lang (en)")
    summary, layout = pack.summary, pack.layout
    number = summary.number(pack.language)
    flow = PackFlow(paper, layout.places, layout.fixed, number, pack.code)
    _draw(flow, summary, layout)
    paper.root = root
    if not first:
        _name_apart(paper.sheets[start:])
    return flow


def _draw(flow: PackFlow, summary: QuarterlySummary, layout: _Layout) -> None:
    draw_cover(flow, summary)
    flow.at(0)
    flow.new_page()
    contents = flow.sheet
    # The list is read where it stands, though it is written when the headings are known.
    part = flow.paper.root.child("TOC")
    levels = _levels(summary, layout)
    flow.at(style.TOP - _contents_height(levels))
    annexed = False
    for place in layout.places:
        if place.section in ANNEXES:
            flow.space(14)
            if not annexed and flow.room() < _ANNEX_ROOM:
                flow.new_page()
            annexed = True
        flow.turn(_LYING if place.section in _ACROSS else _UPRIGHT)
        flow.begin(place.section)
        _DRAWN[place.section](flow, summary)
    _contents(flow, contents, part, levels)
    _drop_dead_links(flow.paper.sheets[flow.start :])
    flow.end = len(flow.paper.sheets)


def _name_apart(sheets: Sequence[Sheet]) -> None:
    """Give the places of a second language names of their own."""
    for sheet in sheets:
        for place in sheet.anchors:
            place.name = f"en:{place.name}"
        for link in sheet.links:
            link.anchor = f"en:{link.anchor}"


def _drop_dead_links(sheets: Sequence[Sheet]) -> None:
    """Let what would lead to a section that was not chosen be plain text."""
    anchors = {anchor.name for sheet in sheets for anchor in sheet.anchors}
    for sheet in sheets:
        for link in sheet.links:
            if link.anchor not in anchors and link.element is not None:
                link.element.kind = "Span"
        sheet.links = [link for link in sheet.links if link.anchor in anchors]


def _levels(summary: QuarterlySummary, layout: _Layout) -> tuple[int, ...]:
    levels = dict(_LEVELS if facts_of(summary) is None else _LEVELS_WITH_FACTS)
    if facts_of(summary) is not None:
        chosen = {place.section for place in layout.places}
        for section, annex in _LISTS.items():
            if annex not in chosen:
                levels[section] += (1,)
    if summary.findings is None:
        del levels[Section.FINDINGS_STANDING]
    return tuple(level for place in layout.places for level in levels.get(place.section, (0,)))


def _contents_height(levels: tuple[int, ...]) -> float:
    return 24 + contents_height(levels) + 14


def _contents(flow: PackFlow, sheet: Sheet, part: Element, levels: tuple[int, ...]) -> None:
    # The room was left before the headings were known: they are a fixed set.
    assert tuple(entry.level for entry in flow.entries) == levels, flow.entries
    title = tr("Contents")
    with sheet.part(part.child("Caption")):
        sheet.text(style.MARGIN, style.TOP - 14, title, HEADING)
    entry = Anchor("contents", style.TOP, title, 0)
    # It stands over the first section; an edition of before lists it behind it in the outline.
    sheet.anchors.insert(len(sheet.anchors) if flow.is_of_before else 0, entry)
    write_contents(flow.paper, sheet, style.TOP - 24, flow.entries, part)


def _furnish(paper: Paper, summary: QuarterlySummary, flow: PackFlow) -> None:
    """Put the head, the foot and, on a draft, the mark on every page of a language."""
    code, total = flow.code, len(paper.sheets)
    title = f"{tr('Quarterly compliance summary')}  ·  {words.park_name(summary)}"
    quarter = words.quarter_title(summary.quarter)
    foot = _foot(summary, code)
    issued = flow.number
    for number, sheet in enumerate(paper.sheets[flow.start : flow.end], flow.start + 1):
        width, height = sheet.size
        right = width - style.MARGIN
        with sheet.furniture():
            if summary.draft:
                sheet.under(_watermark)
            if number > flow.start + 1:
                y = height - 40
                room = right - style.MARGIN - paper.width(quarter, NOTE) - 16
                sheet.text(style.MARGIN, y, shortened(paper, title, NOTE, room), NOTE)
                sheet.text_right(right, y, quarter, NOTE)
                sheet.line(style.MARGIN, y - 7, right, y - 7, style.ACCENT, 0.75)
            sheet.line(style.MARGIN, style.FOOT, right, style.FOOT, style.LINE)
            sheet.text(style.MARGIN, style.FOOT - 12, foot, _FOOTER)
            if issued:
                draw_qr(sheet, f"{issued} {code}", width - _QR_FROM_EDGE, _QR_LOW, _QR)
            page = tr("Page {n} of {total}", n=number, total=total)
            sheet.text_right(right, style.FOOT - 12, page, _FOOTER)


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
    width, height = sheet.size
    turned = 52 if height > width else 32
    sheet.text_turned(width / 2, height / 2, tr("DRAFT"), mark, turned)
