"""Pages of the quarterly pack a second, against the same table in Platypus, paragraphs in cells.

And about 1,200 pages against Typst and WeasyPrint, each in a process of its own, that memory may be
told apart. They print the contract table alone; ours is the whole pack, tagged and archivable. They
are in `requirements/peers.txt`, for this measurement only: what is not installed is named.
"""

from __future__ import annotations

import dataclasses
import io
import json
import pickle
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Line, alternately
from bench.one_pack import PEERS, missing
from bench.park import Scale, made_park
from bench.somebody import administrator
from parkdesk import resources
from parkdesk.demo.size import QUARTERS
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.usecases.summaries import quarter_summary

_PAGES_A_SECOND = 350.0
_TIMES_FASTER = 4.0
_ROWS_A_PAGE = 24
_WHOLE_PAGES = 1_200
_MEGABYTES = 250.0
_TIMES = {"typst": 1.5, "weasyprint": 25.0}
"""So many times as many pages a second."""


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
        *_against_peers(folder, draft, rounds),
    ]


def _against_peers(folder: Path, draft: QuarterlySummary, rounds: int) -> list[Line]:
    """Return pages a second and memory of about 1,200 pages, beside what others need for them."""
    contracts = draft.contracts * (_WHOLE_PAGES * _ROWS_A_PAGE // len(draft.contracts))
    summary = dataclasses.replace(draft, contracts=contracts)
    pickled, written = folder / "pack.pickle", folder / "pack.json"
    pickled.write_bytes(pickle.dumps(summary))
    written.write_text(json.dumps(_rows(summary)), "utf-8")
    ways = ["ours", *(way for way in PEERS if not missing(way))]
    for way in PEERS:
        if missing(way):
            print(f"pdf: {PEERS[way]} is not installed (requirements/peers.txt): NOT MEASURED")
    found: dict[str, list[dict[str, float]]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            found[way].append(_alone(way, pickled if way == "ours" else written))
    told = {
        way: {name: statistics.median(one[name] for one in taken) for name in taken[0]}
        for way, taken in found.items()
    }
    ours = told.pop("ours")
    name = f"PDF, {ours['pages']:,.0f} pages in a process of its own"
    return [
        Line(name, ours["rate"], "pages/s", _PAGES_A_SECOND, at_most=False),
        Line(f"{name}: memory", ours["megabytes"], "MB", _MEGABYTES),
        *(
            line
            for way, one in told.items()
            for line in (
                Line(
                    f"the same beside {one['pages']:,.0f} pages",
                    ours["rate"],
                    "pages/s",
                    at_most=False,
                    peer_name=PEERS[way],
                    peer=one["rate"],
                    wanted=_TIMES[way],
                ),
                Line(
                    "memory",
                    ours["megabytes"],
                    "MB",
                    peer_name=PEERS[way],
                    peer=one["megabytes"],
                ),
            )
        ),
    ]


def _alone(way: str, place: Path) -> dict[str, float]:
    done = subprocess.run(  # noqa: S603 (our own program)
        [sys.executable, "-m", "bench.one_pack", way, str(place), "1"],
        check=True,
        capture_output=True,
        text=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _rows(summary: QuarterlySummary) -> list[list[str]]:
    return [
        [
            str(cell)
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
    rows = [[Paragraph(cell, style) for cell in row] for row in _rows(summary)]
    out = io.BytesIO()
    table = Table(
        rows,
        (70, 90, 80, 40, 30, 55, 50, 50, 50),
        style=TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)]),
    )
    SimpleDocTemplate(out, pagesize=A4).build([table])
    return out.getvalue()
