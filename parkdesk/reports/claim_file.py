"""The file of one case on paper: contents, forms, notices, annex, and sheets for every scan.

The sheets of the scans are left empty here but for their heads and feet; what is put on them is
told in frames, so that page numbers and bookmarks are those of one document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from parkdesk.domain.claim_forms import FORMS_OF
from parkdesk.domain.claim_print import ClaimPrint, Scan
from parkdesk.i18n import language, problem, speaking, tr
from parkdesk.i18n.claims import material_name
from parkdesk.reports import style
from parkdesk.reports.claim_paper import (
    LYING,
    Progress,
    begin_form,
    claim_paper,
    finished,
    furnish,
    require_language,
)
from parkdesk.reports.claim_prints import write_forms
from parkdesk.reports.claim_trace import write_trace
from parkdesk.reports.correction_notice import write_notice
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.links import Anchor, Link
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_SIDE = 28.0
_HEAD_ROOM = 34.0
_TEXT = Type(style.BODY)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a scan's page goes: sheet, scan and page from 0; left, bottom, width, height."""

    sheet: int
    scan: int
    page: int
    rect: tuple[float, float, float, float]


def write_case_file(
    claim: ClaimPrint,
    sizes: Sequence[tuple[tuple[float, float], ...]],
    out: BinaryIO,
    language_code: str,
    progress: Progress,
) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
    """Write the sheets; return the frames to fill, and the signs without glyph.

    `sizes` are the sizes of every page of every scan, none for a scan that is only named.
    """
    require_language(language_code)
    with speaking(language_code):
        paper = claim_paper(claim.head, tr("File of the case"))
        cover = begin_form(paper, claim.head, tr("File of the case"), "cover")
        _papers(cover, claim)
        _scan_list(cover, claim, sizes)
        write_forms(paper, claim, FORMS_OF[claim.head.kind])
        for notice in claim.notices:
            write_notice(paper, notice)
        write_trace(paper, claim)
        frames = tuple(_scan_sheets(paper, claim, sizes))
        _contents(cover, paper)
        furnish(paper, claim.head, whole=claim.whole)
        return frames, finished(paper, out, progress)


def scan_title(scan: Scan) -> str:
    """Return what a scan is called: its slot and whose it is."""
    name = scan.title_zh if language() == "zh_CN" else scan.title_en
    return f"{name} {scan.detail}".strip()


def _papers(flow: Flow, claim: ClaimPrint) -> None:
    columns = (Column(tr("Paper asked for"), share=2), Column(tr("State"), share=1))
    rows = [
        Row(
            (
                material_name(line.material),
                tr("missing")
                if line.lacking
                else tr("not needed here")
                if line.state.not_applicable
                else tr("original seen")
                if line.state.original_seen
                else tr("has come"),
            )
        )
        for line in claim.papers
    ]
    empty = tr("The programme names no paper.")
    draw_table(flow, Table(columns, rows, tr("Checklist of papers"), empty=empty))


def _scan_list(
    flow: Flow, claim: ClaimPrint, sizes: Sequence[tuple[tuple[float, float], ...]]
) -> None:
    columns = (
        Column(tr("Scan"), share=2),
        Column(tr("File"), share=2),
        Column(tr("Pages"), Align.RIGHT),
        Column(tr("Note"), share=1),
    )
    rows = [
        Row(
            (
                scan_title(scan),
                scan.file_name,
                str(len(pages)) if pages else "—",
                "" if pages else problem(scan.why or "scan-unreadable"),
            )
        )
        for scan, pages in zip(claim.scans, sizes, strict=True)
    ]
    empty = tr("No scan is kept with this claim.")
    draw_table(flow, Table(columns, rows, tr("Scans of this case"), empty=empty))


def _contents(flow: Flow, paper: Paper) -> None:
    """Write where each part begins, on the cover, as far as there is room."""
    parts = [
        (anchor, number)
        for number, sheet in enumerate(paper.sheets, 1)
        for anchor in sheet.anchors
        if anchor.level == 0 and anchor.name != "cover" and anchor.title
    ]
    flow.space(6)
    for anchor, number in parts:
        if flow.room() < NOTE.leading * 2:
            return
        top = flow.place(_TEXT.leading)
        base = top - _TEXT.size
        right = style.MARGIN + style.TEXT_WIDTH
        title = paper.lines(anchor.title, _TEXT, style.TEXT_WIDTH - 60)[0]
        flow.sheet.text(style.MARGIN, base, title, _TEXT)
        flow.sheet.text_right(right, base, str(number), _TEXT)
        rect = (style.MARGIN, base - 3, right, base + _TEXT.size)
        flow.sheet.links.append(Link(rect, anchor.name, anchor.title))
        flow.at(top - _TEXT.leading)


def _scan_sheets(
    paper: Paper, claim: ClaimPrint, sizes: Sequence[tuple[tuple[float, float], ...]]
) -> list[Frame]:
    frames = []
    for at, (scan, pages) in enumerate(zip(claim.scans, sizes, strict=True)):
        for page, (width, height) in enumerate(pages):
            size = LYING if width > height else (style.PAGE_WIDTH, style.PAGE_HEIGHT)
            sheet = paper.new_sheet(size)
            _scan_head(paper, sheet, scan, page, len(pages))
            if page == 0:
                title = scan_title(scan)
                sheet.anchors.append(Anchor(f"scan-{at}", size[1], title, 0))
            bottom = style.FOOT + 6
            high = size[1] - _HEAD_ROOM - bottom
            rect = (_SIDE, bottom, size[0] - 2 * _SIDE, high)
            frames.append(Frame(len(paper.sheets) - 1, at, page, rect))
    return frames


def _scan_head(paper: Paper, sheet: Sheet, scan: Scan, page: int, pages: int) -> None:
    y = sheet.size[1] - 24
    right = sheet.size[0] - style.MARGIN
    said = tr("page {n} of {total} of the scan", n=page + 1, total=pages)
    room = right - style.MARGIN - paper.width(said, NOTE) - 16
    sheet.text(style.MARGIN, y, paper.lines(scan_title(scan), NOTE, room)[0], NOTE)
    sheet.text_right(right, y, said, NOTE)
