"""Page 1 of the quarterly summary: what went well, what went wrong, who must do what by when.

Drawn from the top, as the eye reads it; the signatures stand at the foot, with room for the seal.
How many exceptions and expiries stand here depends on the room; the rest is pages 2 and on.
"""

from __future__ import annotations

from parkdesk.domain.charts import (
    BarChart,
    Series,
    Timeline,
    Tone,
    chart_number,
)
from parkdesk.domain.packs import Section
from parkdesk.domain.shares import permille
from parkdesk.domain.summaries import (
    EXPIRY_HORIZON,
    LEADING,
    Figure,
    FigureKey,
    QuarterlySummary,
)
from parkdesk.i18n import label, language, number_text, percent_text, tr, trn
from parkdesk.reports import style, words
from parkdesk.reports.charts import Box, draw_bars, draw_timeline, shortened, timeline_height
from parkdesk.reports.flow import NOTE
from parkdesk.reports.links import Anchor
from parkdesk.reports.paper import Type
from parkdesk.reports.quarterly_cover_base import RIGHT, SIGN_HEIGHT, Cover
from parkdesk.reports.quarterly_cover_findings import (
    SAID,
    draw_findings,
    is_calm,
    said,
    write_conclusion,
)
from parkdesk.reports.quarterly_cover_matters import draw_matters
from parkdesk.reports.quarterly_exceptions import draw_exceptions, waits
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.quarterly_timeline import expiry_timeline
from parkdesk.reports.signing import draw_signatures

_CARD_HEIGHT, _CARD_GAP = 68.0, 8.5
_STRIP_HEIGHT = 33.0
_CHART_HEIGHT, _LOWER_CHART = 118.0, 92.0
_MOST_EXPIRIES, _FEWER_EXPIRIES = 4, 3
"""Where findings are kept, what they need of page 1 is taken from the chart and the timeline."""
_MORE_HEIGHT = 11.0
"""The line that says how many more certificates expire."""
_TOP_MARKETS = 4


def draw_cover(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Draw page 1."""
    cover, before = Cover(flow, summary), summary.findings is None
    y = _heading(cover)
    y = _cards(cover, y)
    y = _strip(cover, y)
    y = _conclusion(cover, y)
    y = _execution(cover, y - 12) - 12
    expiring = summary.expiring()[: _MOST_EXPIRIES if before else _FEWER_EXPIRIES]
    timeline = expiry_timeline(summary, expiring)
    count = len(summary.expiring())
    needed = 26 + (timeline_height(timeline) if expiring else 16)
    needed += _MORE_HEIGHT if count > len(expiring) else 0
    if before:
        draw_exceptions(cover, y, needed)
    elif facts_of(summary) is None:
        draw_findings(cover, y, needed)
    else:
        draw_matters(cover, y, needed)
    _expiries(cover, timeline, count)
    draw_signatures(cover.sheet, summary.signatures, SIGN_HEIGHT)


def _heading(cover: Cover) -> float:
    sheet, summary = cover.sheet, cover.summary
    sheet.rect(0, style.PAGE_HEIGHT - style.BAND, style.PAGE_WIDTH, style.BAND, style.ACCENT)
    y = style.PAGE_HEIGHT - 67
    title = tr("Quarterly compliance summary")
    with sheet.heading(1):
        sheet.text(style.MARGIN, y, title, Type(style.TITLE, bold=True))
    sheet.anchors.append(Anchor("cover", style.PAGE_HEIGHT, title, 0))
    quarter = words.quarter_title(summary.quarter)
    sheet.text_right(RIGHT, y, quarter, Type(12.5, bold=True, colour=style.ACCENT))
    y -= 21
    signed = summary.signatures
    parts = [
        words.park_name(summary),
        tr("prepared by {name}", name=signed.preparer or "—"),
        tr("reviewed by {name}", name=signed.reviewer or "—"),
        tr("issued by {name}", name=signed.signer or "—"),
    ]
    kind = Type(8.6, colour=style.MUTED)
    number = cover.flow.number
    shown = tr("No. {number}", number=number) if number else tr("Draft, not for issue")
    sheet.text_right(RIGHT, y, shown, kind)
    room = style.TEXT_WIDTH - cover.paper.width(shown, kind) - 16
    # Who signs stands at the foot as well: where not everybody fits, the park stands alone.
    line = "  ·  ".join(parts)
    if cover.paper.width(line, kind) > room:
        line = shortened(cover.paper, parts[0], kind, room)
    sheet.text(style.MARGIN, y, line, kind)
    return y - 22


def _cards(cover: Cover, top: float) -> float:
    width = (style.TEXT_WIDTH - 3 * _CARD_GAP) / 4
    for number, key in enumerate(LEADING):
        left = style.MARGIN + number * (width + _CARD_GAP)
        box = Box(left, top - _CARD_HEIGHT, width, _CARD_HEIGHT)
        cover.sheet.card(box.x, box.y, box.width, box.height, style.CARD, style.LINE)
        _card(cover, cover.summary.figure(key), key, box)
    return top - _CARD_HEIGHT


def _card(cover: Cover, figure: Figure | None, key: FigureKey, box: Box) -> None:
    sheet, inner = cover.sheet, box.width - 16
    sheet.text(box.x + 8, box.top - 16, label(key), Type(8, colour=style.MUTED))
    value = "—" if figure is None else words.figure_value(figure)
    size = style.FIGURE
    while cover.paper.width(value, Type(size, bold=True)) > inner and size > style.BODY:
        size -= 0.5
    sheet.text(box.x + 8, box.top - 37, value, Type(size, bold=True))
    if figure is None:
        return
    (left, left_tone), (right, right_tone) = _changes(cover.summary, figure)
    size = style.SMALL
    while cover.paper.width(left + right, Type(size)) + 4 > inner and size > style.TINY:
        size -= 0.25
    kind = Type(size, colour=style.TONES[left_tone])
    sheet.text(box.x + 8, box.y + 11, left, kind)
    right_kind = Type(size, colour=style.TONES[right_tone])
    if cover.paper.width(left, kind) + cover.paper.width(right, right_kind) + 4 <= inner:
        sheet.text_right(box.x + box.width - 8, box.y + 11, right, right_kind)


def _changes(
    summary: QuarterlySummary, figure: Figure
) -> tuple[tuple[str, Tone], tuple[str, Tone]]:
    if figure.key is FigureKey.SUBSIDY_APPROVED and summary.budget_permille is not None:
        people = tr("{n} in full", n=number_text(summary.subsidy_persons))
        used = _used(summary, percent_text(summary.budget_permille))
        return (people, Tone.NEUTRAL), (used, Tone.NEUTRAL)
    # The arrow says the direction, as on the workbench: the colour of a figure judges nothing.
    previous, _ = words.previous_change(figure)
    year, _ = words.year_change(figure)
    return (
        (tr("QoQ {change}", change=previous), Tone.NEUTRAL),
        (tr("YoY {change}", change=year), Tone.NEUTRAL),
    )


def _used(summary: QuarterlySummary, share: str) -> str:
    """Return how much of the year's budgets is used: the card's own figure is the quarter's."""
    if facts_of(summary) is None:
        return tr("{share} of budget", share=share)
    return tr("FY budget {share}", share=share)


def _year_or_why(summary: QuarterlySummary, figure: Figure) -> tuple[str, Tone]:
    """Return the comparison with a year before, or why the figure itself is not known."""
    unknown = figure.key is FigureKey.STAFF and figure.value is None
    if unknown and summary.findings is not None:
        # People are known by returns alone. An edition of before the findings stays as it was.
        return tr("no return of this quarter"), Tone.WARN
    change, _ = words.year_change(figure)
    return tr("YoY {change}", change=change), Tone.NEUTRAL


def _strip(cover: Cover, top: float) -> float:
    sheet = cover.sheet
    y = top - _CARD_GAP - _STRIP_HEIGHT
    others = [key for key in FigureKey if key not in LEADING]
    width = style.TEXT_WIDTH / len(others)
    sheet.card(style.MARGIN, y, style.TEXT_WIDTH, _STRIP_HEIGHT, style.WHITE, style.LINE)
    for number, key in enumerate(others):
        left = style.MARGIN + number * width
        if number:
            sheet.line(left, y + 7, left, y + _STRIP_HEIGHT - 7, style.LINE)
        figure = cover.summary.figure(key)
        name, muted = label(key), Type(style.TINY, colour=style.MUTED)
        sheet.text(left + 8, y + 20, name, muted)
        value = "—" if figure is None else words.figure_value(figure)
        kind = Type(9.2, bold=True)
        sheet.text(left + 8, y + 7.5, shortened(cover.paper, value, kind, width - 16), kind)
        if figure is not None:
            change, tone = _year_or_why(cover.summary, figure)
            small = Type(style.TINY, colour=style.TONES[tone])
            room = width - 20 - cover.paper.width(change, small)
            # Beside the figure, or above it beside the name, wherever it does not collide.
            if cover.paper.width(value, kind) < room:
                sheet.text_right(left + width - 8, y + 8, change, small)
            elif cover.paper.width(name, muted) < room:
                sheet.text_right(left + width - 8, y + 20, change, small)
    return y


def _conclusion(cover: Cover, top: float) -> float:
    """Say the quarter in a few lines: what moved or went well, and what waits for whom."""
    summary = cover.summary
    before = summary.findings is None
    lines = [("", _moved(summary)), ("", waits(cover))] if before else said(cover)
    if summary.reason:
        # The whole reason stands in the statement; page 1 has two lines for it.
        reason = tr("Edition {n}: {reason}", n=summary.edition, reason=summary.reason)
        reason = shortened(cover.paper, reason, SAID, 1.9 * (style.TEXT_WIDTH - 22))
        lines.insert(0, ("", reason))
    calm = not summary.deviations if before else is_calm(cover)
    return write_conclusion(cover, top - _CARD_GAP, lines, Tone.GOOD if calm else Tone.WARN)


def _moved(summary: QuarterlySummary) -> str:
    parts = []
    for key in (FigureKey.OFFSHORE_EXECUTED, FigureKey.SIGNED):
        figure = summary.figure(key)
        if figure is not None and figure.value is not None:
            change, _ = words.year_change(figure)
            parts.append(
                tr("{name} {value} (YoY {change})", name=label(key),
                   value=words.figure_value(figure), change=change)
            )  # fmt: skip
    if not parts:
        return tr("No figures have been reported for this quarter yet.")
    return tr("This quarter: {figures}.", figures=tr("; ").join(parts))


def _execution(cover: Cover, top: float) -> float:
    title = tr("I. Execution ({unit})", unit=words.dollar_unit())
    note = tr("Offshore contracts, by the day of the bank receipt; HK, Macao, Taiwan are offshore")
    y = cover.section(top, title, "cover-execution", note)
    if not cover.summary.executed:
        cover.sheet.text(style.MARGIN, y - 8, tr("Nothing was executed in these quarters."), NOTE)
        return y - 16
    chart = execution_chart(cover.summary)
    left = style.TEXT_WIDTH * 0.625
    height = _CHART_HEIGHT if cover.summary.findings is None else _LOWER_CHART
    box = Box(style.MARGIN, y - height, left, height)
    draw_bars(cover.paper, cover.sheet, chart, box)
    _legend(cover, style.MARGIN + left + 22, y - 8)
    return y - height


def execution_chart(summary: QuarterlySummary) -> BarChart:
    """Describe the chart of offshore execution by service line."""
    quarters = summary.executed
    return BarChart(
        title=tr("Offshore execution by service line"),
        categories=tuple(words.quarter_short(item.quarter) for item in quarters),
        series=(
            Series(tr("ITO"), tuple(item.ito_usd_cents for item in quarters)),
            Series(tr("BPO"), tuple(item.bpo_usd_cents for item in quarters)),
            Series(tr("KPO"), tuple(item.kpo_usd_cents for item in quarters)),
        ),
        scale=words.dollar_scale(),
    )


def _legend(cover: Cover, left: float, y: float) -> None:
    summary = cover.summary
    now = summary.executed[-1]
    total = now.total_usd_cents
    lines = (
        (tr("ITO services"), now.ito_usd_cents),
        (tr("BPO processes"), now.bpo_usd_cents),
        (tr("KPO knowledge"), now.kpo_usd_cents),
    )
    for number, (name, value) in enumerate(lines):
        cover.sheet.rect(left, y - 7, 8, 8, style.SERIES[number])
        _amount_line(cover, left + 14, y - 6.5, name, (value, total))
        y -= 16
    cover.sheet.line(left, y + 4, RIGHT, y + 4, style.LINE)
    y -= 8
    top = _TOP_MARKETS if summary.findings is None else _TOP_MARKETS - 1
    for market in summary.markets[:top]:
        name = market.name.zh if language() == "zh_CN" else market.name.en
        _amount_line(cover, left, y - 2, name, (market.usd_cents, total))
        y -= 14.2


def _amount_line(cover: Cover, left: float, y: float, name: str, amount: tuple[int, int]) -> None:
    value, total = amount
    scale = words.dollar_scale()
    share = percent_text(permille(value, total))
    room = RIGHT - 76 - left
    name = shortened(cover.paper, name, Type(style.CELL), room)
    cover.sheet.text(left, y, name, Type(style.CELL))
    shown = chart_number(value, scale, 0)
    cover.sheet.text_right(RIGHT - 40, y, shown, Type(style.CELL))
    cover.sheet.text_right(RIGHT, y, share, Type(style.CELL, colour=style.MUTED))


def _expiries(cover: Cover, timeline: Timeline, count: int) -> None:
    y = cover.flow.y - 4
    title = tr("III. Certificates expiring within {n} days ({count})",
               n=EXPIRY_HORIZON.days, count=count)  # fmt: skip
    note = tr("green: renewal registered; red: less than 45 days left, none registered")
    y = cover.section(y, title, "cover-expiries", note if timeline.marks else "")
    if not timeline.marks:
        cover.sheet.text(style.MARGIN, y - 8, tr("None."), NOTE)
        return
    box = Box(style.MARGIN, y - timeline_height(timeline), style.TEXT_WIDTH,
              timeline_height(timeline))  # fmt: skip
    draw_timeline(cover.paper, cover.sheet, timeline, box)
    left = count - len(timeline.marks)
    if left:
        more = _more(cover.flow, left)
        cover.sheet.text(style.MARGIN, box.y - 8, more, Type(style.TINY, colour=style.MUTED))


def _more(flow: PackFlow, left: int) -> str:
    """Return how many more certificates expire, and where they stand."""
    if flow.is_of_before:
        return trn("{n} more: see table 8", "{n} more: see table 8", left)
    number = flow.name_of(Section.CERTIFICATES)
    if not number:
        return trn("{n} more", "{n} more", left)
    return trn(
        "{n} more: see section {number}", "{n} more: see section {number}", left, number=number
    )
