"""A registered document as a PDF: what it is of says what it tells; number and code are on it.

A frozen edition gives the same bytes on every machine: the instant is that of its freezing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import BinaryIO

from parkdesk.domain.issued_documents import DocumentKind, DocumentSnapshot
from parkdesk.i18n import date_text, instant_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.issued import kind_title, matter_title
from parkdesk.reports import (
    credit_sheet,
    enterprise_pack,
    expiry_list,
    notice_list,
    programme_account,
    style,
)
from parkdesk.reports.about import About
from parkdesk.reports.charts import shortened
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Paper, Sheet, Type
from parkdesk.reports.qr import draw_qr
from parkdesk.reports.record_paper import FOOTER, RIGHT, TAGS, quiet, title_band, write_record

TEMPLATE = "document-1"
LANGUAGES = tuple(TAGS)
_WRITERS: dict[DocumentKind, Callable[[Flow, DocumentSnapshot], None]] = {
    DocumentKind.ENTERPRISE: enterprise_pack.write,
    DocumentKind.PROGRAMME: programme_account.write,
    DocumentKind.EXPIRIES: expiry_list.write,
    DocumentKind.NOTICE: notice_list.write,
    DocumentKind.CREDIT: credit_sheet.write,
}
_QR, _QR_LEFT, _QR_LOW = 30.0, style.PAGE_WIDTH - 46.0, 24.0
_SIGNING = 62.0
_BETWEEN = "  ·  "


def render_document(
    snapshot: DocumentSnapshot,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = quiet,
) -> tuple[str, ...]:
    """Write a document to `out`; return the signs that no face has and that stand as 〓.

    `progress(done, total)` is told the pages; what it raises stops the print.
    """
    return write_record(lambda: _paper(snapshot, language), out, language, progress)


def _paper(snapshot: DocumentSnapshot, language: str) -> Paper:
    matter = snapshot.matter
    kind, title = kind_title(matter.kind), matter_title(matter)
    park = in_language(snapshot.park_zh, snapshot.park_en)
    number = snapshot.number(language)
    code = "" if snapshot.draft else snapshot.code
    paper = Paper(
        About(
            title=f"{title} {kind}",
            author=park,
            subject=number or tr("Draft, not for issue"),
            language=TAGS[language],
            at=snapshot.at,
            keywords=f"{TEMPLATE} {code}".strip(),
        )
    )
    flow = Flow(paper)
    day = tr("As at {day}", day=date_text(matter.day))
    edition = tr("Edition {n}", n=snapshot.edition)
    about = [day] if snapshot.draft else [number, edition, day]
    title_band(flow, park, kind, title, about)
    _WRITERS[matter.kind](flow, snapshot)
    _statement(flow, snapshot, code)
    _signing(flow)
    _furnish(paper, snapshot, (f"{kind}{_BETWEEN}{title}", day), number, code)
    return paper


def _statement(flow: Flow, snapshot: DocumentSnapshot, code: str) -> None:
    flow.heading(tr("About this document"), 0, "statement")
    if snapshot.draft:
        flow.paragraph(tr("This is a draft: it has no number and is not registered."))
        return
    flow.paragraph(
        tr(
            "Edition {n} was frozen at {at} by {person}. Snapshot code {code}. Newest entry of the"
            " trail: {head}. Whether this paper is genuine is said by the program from its file, or"
            " from the number and the code in the square at the foot.",
            n=snapshot.edition,
            at=instant_text(snapshot.at),
            person=snapshot.by,
            code=code,
            head=_short_head(snapshot.trail_head),
        )
    )
    if snapshot.follows:
        flow.paragraph(
            tr(
                "It takes the place of edition {n} (snapshot {code}). Reason: {reason}",
                n=snapshot.edition - 1,
                code=snapshot.follows,
                reason=snapshot.reason,
            )
        )
    flow.paragraph(
        tr("Numbers of persons and of accounts are masked; a dash stands for what is not known."),
        NOTE,
    )


def _signing(flow: Flow) -> None:
    """Leave three places to sign and one for the wet seal, all on one page."""
    roles = (tr("Prepared"), tr("Reviewed"), tr("Issued"))

    def draw(sheet: Sheet, top: float) -> None:
        low, width = top - _SIGNING + 6, style.TEXT_WIDTH / 4
        sheet.card(style.MARGIN, low, style.TEXT_WIDTH, _SIGNING - 6, style.WHITE, style.LINE)
        for place, role in enumerate(roles):
            left = style.MARGIN + place * width
            sheet.text(left + 8, top - 14, role, Type(style.SMALL, colour=style.MUTED))
            sheet.line(left + 8, low + 16, left + width - 12, low + 16, style.LINE)
            sheet.text(left + 8, low + 7, tr("signature, day"), Type(5.8, colour=style.MUTED))
            sheet.line(left + width, low + 8, left + width, top - 8, style.HAIR)
        middle = style.MARGIN + 3.5 * width
        faint = Type(style.SMALL, colour=style.MUTED)
        sheet.text_centred(middle, (low + top) / 2 - 3, tr("(place for the seal)"), faint)

    flow.space(8)
    flow.block(_SIGNING, draw)


def _furnish(
    paper: Paper, snapshot: DocumentSnapshot, named: Sequence[str], number: str, code: str
) -> None:
    """Put the head on every page but the first, foot and code on all, the mark on a draft."""
    title, day = named
    room = style.TEXT_WIDTH - paper.width(day, NOTE) - 16
    foot = _BETWEEN.join(_foot(snapshot, number, code))
    for place, sheet in enumerate(paper.sheets, 1):
        with sheet.furniture():
            if snapshot.draft:
                sheet.under(_watermark)
            if place > 1:
                y = style.PAGE_HEIGHT - 40
                sheet.text(style.MARGIN, y, shortened(paper, title, NOTE, room), NOTE)
                sheet.text_right(RIGHT, y, day, NOTE)
                sheet.line(style.MARGIN, y - 7, RIGHT, y - 7, style.ACCENT, 0.75)
            sheet.line(style.MARGIN, style.FOOT, RIGHT, style.FOOT, style.LINE)
            sheet.text(style.MARGIN, style.FOOT - 12, foot, FOOTER)
            if number:
                draw_qr(sheet, f"{number} {code}", _QR_LEFT, _QR_LOW, _QR)
            page = tr("Page {n} of {total}", n=place, total=len(paper.sheets))
            sheet.text_right(RIGHT, style.FOOT - 12, page, FOOTER)


def _foot(snapshot: DocumentSnapshot, number: str, code: str) -> list[str]:
    if snapshot.draft:
        return [tr("Draft"), tr("Data as at {at}", at=instant_text(snapshot.at))]
    return [
        number,
        tr("Snapshot {code}", code=code),
        tr("Data as at {at}", at=instant_text(snapshot.at)),
        tr("Trail {head}", head=_short_head(snapshot.trail_head)),
    ]


def _short_head(head: str) -> str:
    number, _, sha256 = head.rpartition(" ")
    return f"{number} {sha256[:12]}".strip()


def _watermark(sheet: Sheet) -> None:
    mark = Type(96, bold=True, colour=style.WATERMARK)
    sheet.text_turned(style.PAGE_WIDTH / 2, style.PAGE_HEIGHT / 2, tr("DRAFT"), mark, 52)
