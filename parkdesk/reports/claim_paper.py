"""What the sheets of one claim have in common: head, signatures, and the foot of every page."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import BinaryIO

from parkdesk.domain.claim_print import ClaimHead
from parkdesk.domain.errors import Refused
from parkdesk.i18n import instant_text, label, language, tr
from parkdesk.i18n.claims import programme_title
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.links import Anchor
from parkdesk.reports.paper import Paper, Type

LANGUAGES = ("zh_CN", "en")
TITLE = Type(16.0, bold=True)
LABEL = Type(style.SMALL, colour=style.MUTED)
FOOT = Type(style.TINY, colour=style.MUTED)
LYING = (style.PAGE_HEIGHT, style.PAGE_WIDTH)
LYING_TOP = style.PAGE_WIDTH - style.MARGIN
LYING_WIDTH = style.PAGE_HEIGHT - 2 * style.MARGIN
_TAGS = {"zh_CN": "zh-CN", "en": "en"}
_FIRST = 44.0
"""From the edge of the paper to the line over the title."""

Progress = Callable[[int, int], None]


def quiet(_done: int, _total: int) -> None:
    """Tell nobody how far the pages are."""


def require_language(code: str) -> None:
    """Refuse a language that no print is written in."""
    if code not in LANGUAGES:
        raise Refused("language-not-printed")


def claim_paper(head: ClaimHead, title: str) -> Paper:
    """Return an empty paper about a claim, in the language being spoken."""
    return Paper(
        About(
            title=f"{title} {head.number}",
            author=park_name(head),
            subject=programme_title(head.programme),
            language=_TAGS[language()],
            at=head.printed_at,
            keywords=head.number,
        )
    )


def park_name(head: ClaimHead) -> str:
    """Return the park's name in the language being spoken."""
    return head.park_zh if language() == "zh_CN" else head.park_en or head.park_zh


def document_text(head: ClaimHead) -> str:
    """Return the programme with its document number, or that it has none."""
    programme = head.programme
    document = programme.document or tr("template, no document")
    return f"{programme_title(programme)}  {document}"


def begin_form(
    paper: Paper,
    head: ClaimHead,
    title: str,
    anchor: str,
    *,
    lying: bool = False,
    unit: str = "",
    below: str = "",
) -> Flow:
    """Begin a form on a new sheet: programme and number, the title, the applicant.

    `below` is the bookmark of a sheet that stands under the one before it in the outline.
    """
    size = LYING if lying else (style.PAGE_WIDTH, style.PAGE_HEIGHT)
    flow = Flow(paper, LYING_TOP if lying else style.TOP, size)
    right = size[0] - style.MARGIN
    width = size[0] - 2 * style.MARGIN
    y = size[1] - _FIRST
    number = tr("NO. {number}", number=head.number)
    room = width - paper.width(number, LABEL) - 16
    flow.sheet.text(style.MARGIN, y, paper.lines(document_text(head), LABEL, room)[0], LABEL)
    flow.sheet.text_right(right, y, number, LABEL)
    y -= 12
    with flow.sheet.heading(1):
        for line in paper.lines(title, TITLE, width):
            y -= TITLE.leading
            flow.sheet.text_centred(size[0] / 2, y, line, TITLE)
    y -= 22
    body = Type(style.BODY)
    applicant = tr("Applicant: {enterprise}", enterprise=head.enterprise)
    room = width - paper.width(unit, body) - 16
    for line in paper.lines(applicant, body, room):
        flow.sheet.text(style.MARGIN, y, line, body)
        y -= body.leading
    if unit:
        flow.sheet.text_right(right, y + body.leading, unit, body)
    flow.sheet.anchors.append(Anchor(anchor, size[1], below or title, 1 if below else 0))
    flow.at(y - 2)
    return flow


def unconfirmed_note(flow: Flow, width: float, *, confirmed: bool) -> None:
    """Say 待核实 under a form whose headings nobody has compared with the official annex."""
    if not confirmed:
        _small_print(
            flow,
            width,
            tr(
                "To be confirmed: these headings are a workable set; nobody has compared"
                " them with the official annex yet."
            ),
        )


def own_form_note(flow: Flow, width: float) -> None:
    """Say under a form that it is the park's own: no official one is known."""
    _small_print(
        flow,
        width,
        tr(
            "The park's own form: no official annex for claims of this kind is known. To be"
            " confirmed against the notice of the year."
        ),
    )


def _small_print(flow: Flow, width: float, text: str) -> None:
    lines = flow.paper.lines(text, NOTE, width)
    flow.space(4)
    flow.place(len(lines) * NOTE.leading)
    for line in lines:
        flow.sheet.text(style.MARGIN, flow.y - NOTE.size, line, NOTE)
        flow.y -= NOTE.leading


def sign_places(flow: Flow, titles: Sequence[str], width: float) -> None:
    """Leave lines to sign on, with the day, side by side."""
    part = width / len(titles)
    flow.space(20)
    top = flow.place(46)
    for at, title in enumerate(titles):
        left = style.MARGIN + at * part
        flow.sheet.text(left, top - 12, title, LABEL)
        flow.sheet.line(left, top - 32, left + part - 16, top - 32, style.LINE)
        flow.sheet.text(left, top - 42, tr("Year      Month      Day"), FOOT)
    flow.at(top - 46)


def furnish(paper: Paper, head: ClaimHead, *, whole: bool = False) -> None:
    """Write the foot of every page: whose it is, printed when and by whom, which page."""
    parts = [
        park_name(head),
        f"{head.number} {label(head.state)}",
        tr("Printed by {person} on {at}", person=head.printed_by, at=instant_text(head.printed_at)),
    ]
    if whole:
        parts.append(tr("whole identity numbers: keep it locked"))
    total = len(paper.sheets)
    running = ""
    for number, sheet in enumerate(paper.sheets, 1):
        with sheet.furniture():
            right = sheet.size[0] - style.MARGIN
            if sheet.anchors:
                running = sheet.anchors[0].title
            elif running:
                # Pages are taken apart: each says what it goes on with.
                y = sheet.size[1] - _FIRST
                sheet.text(style.MARGIN, y, tr("{caption} (continued)", caption=running), LABEL)
                sheet.text_right(right, y, tr("NO. {number}", number=head.number), LABEL)
            sheet.line(style.MARGIN, style.FOOT, right, style.FOOT, style.LINE)
            page = tr("Page {n} of {total}", n=number, total=total)
            room = right - style.MARGIN - paper.width(page, FOOT) - 16
            said = paper.lines("  ·  ".join(parts), FOOT, room)[0]
            sheet.text(style.MARGIN, style.FOOT - 12, said, FOOT)
            sheet.text_right(right, style.FOOT - 12, page, FOOT)


def finished(paper: Paper, out: BinaryIO, progress: Progress) -> tuple[str, ...]:
    """Write the file; return the signs that no face has and that stand as 〓."""
    whole = io.BytesIO()
    paper.finish(whole, progress)
    out.write(whole.getvalue())
    return paper.missing
