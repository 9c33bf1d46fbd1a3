"""Pages of the quarterly pack a second, against the same table in Platypus, paragraphs in cells."""

from __future__ import annotations

import dataclasses
import io
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Line, alternately
from bench.park import Scale, administrator, made_park
from parkdesk import resources
from parkdesk.demo.size import QUARTERS
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.usecases.summaries import quarter_summary

_PAGES_A_SECOND = 350.0
_TIMES_FASTER = 4.0
_ROWS_A_PAGE = 24


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return pages a second of a pack whose contract table is as long as the scale says."""
    place, _ = made_park(folder, Scale("pack", 40, 300, 0, 0))
    desk = administrator(place)
    with desk.work(read_only=True) as work:
        draft = quarter_summary(work, QUARTERS[-1])
    desk.close()
    contracts = draft.contracts * (scale.pages * _ROWS_A_PAGE // len(draft.contracts) + 1)
    long = dataclasses.replace(draft, contracts=contracts)
    ours, theirs = alternately(rounds, _rate(_ours, long), _rate(_platypus, long))
    short, short_peer = alternately(rounds, _rate(_ours, draft), _rate(_platypus, draft))
    unit, peer = "pages/s", "Platypus"
    return [
        Line("PDF, long pack", ours, unit, _PAGES_A_SECOND, False, peer, theirs, _TIMES_FASTER),
        Line("PDF, the demonstration's", short, unit, None, False, peer, short_peer),
    ]


def _rate(
    way: Callable[[QuarterlySummary], bytes], summary: QuarterlySummary
) -> Callable[[], float]:
    def run() -> float:
        started = time.perf_counter()
        paper = way(summary)
        taken = time.perf_counter() - started
        return paper.count(b"/Type /Page\n") / taken

    return run


def _ours(summary: QuarterlySummary) -> bytes:
    out = io.BytesIO()
    render_quarterly(summary, out)
    return out.getvalue()


def _platypus(summary: QuarterlySummary) -> bytes:
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(
        ttfonts.TTFont("Peer", str(resources.font("NotoSansSC_400Regular.ttf")))
    )
    style = ParagraphStyle("cell", fontName="Peer", fontSize=8, leading=11, wordWrap="CJK")
    rows = [
        [
            Paragraph(str(cell), style)
            for cell in (
                one.number,
                one.enterprise,
                one.client,
                one.country,
                one.service_line,
                one.signed_on,
                one.signed_usd_cents,
                one.executed_usd_cents,
                one.executed_to_date_usd_cents,
            )
        ]
        for one in summary.contracts
    ]
    out = io.BytesIO()
    table = Table(
        rows,
        (70, 90, 80, 40, 30, 55, 50, 50, 50),
        style=TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)]),
    )
    SimpleDocTemplate(out, pagesize=A4).build([table])
    return out.getvalue()
