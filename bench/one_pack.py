"""One way to print a pack, in one process: `python -m bench.one_pack WAY ROWS ROUNDS`.

ROWS is a JSON list of the contract table's rows, each a list of texts; for our own way a pickled
summary. Prints pages a second of each round and the most memory, as JSON.
"""

from __future__ import annotations

import html
import importlib.util
import io
import json
import pickle
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.measure import percentile

Rows = Sequence[Sequence[str]]
PEERS = {"typst": "Typst", "weasyprint": "WeasyPrint"}
_SPANS = (70, 90, 80, 40, 30, 55, 50, 50, 50)
_FONT = "NotoSansSC_400Regular.ttf"


def missing(way: str) -> bool:
    """Return whether a peer is not installed here."""
    return way in PEERS and importlib.util.find_spec(way) is None


def main() -> None:
    """Print the pack by the way that the command line names."""
    way, place, rounds = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    draw = _ours(place) if way == "ours" else _peer(way, json.loads(place.read_text("utf-8")))
    rates, pages = [], 0
    for _ in range(rounds):
        started = time.perf_counter()
        paper = draw()
        taken = time.perf_counter() - started
        pages = _pages(paper)
        rates.append(pages / taken)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"rate": percentile(rates, 50), "pages": pages, "megabytes": most}))


def _pages(paper: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(paper))


def _ours(place: Path) -> Callable[[], bytes]:
    from parkdesk.collector import resting
    from parkdesk.reports.quarterly import render_quarterly

    summary = pickle.loads(place.read_bytes())  # noqa: S301 (written by bench.pdf a moment ago)

    def draw() -> bytes:
        out = io.BytesIO()
        # As the window's runner and the command do it: nothing that a pack makes is in a ring.
        with resting():
            render_quarterly(summary, out)
        return out.getvalue()

    return draw


def _peer(way: str, rows: Rows) -> Callable[[], bytes]:
    return {"typst": _typst, "weasyprint": _weasyprint}[way](rows)


def _typst(rows: Rows) -> Callable[[], bytes]:
    import typst

    from parkdesk import resources

    fonts = resources.font(_FONT).parent
    spans = ", ".join(f"{span}pt" for span in _SPANS)
    source = f"""#set page(paper: "a4", margin: (x: 36pt, y: 42pt),
  footer: context align(center, text(8pt)[第 #counter(page).display() 页]))
#set text(font: "Noto Sans SC", size: 8pt, lang: "zh", region: "cn")
#table(columns: ({spans}), stroke: .4pt + gray, inset: 3pt, ..json("rows.json").flatten())
"""

    def draw() -> bytes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "rows.json").write_text(json.dumps(rows), "utf-8")
            (folder / "pack.typ").write_text(source, "utf-8")
            paper: bytes = typst.compile(
                str(folder / "pack.typ"), font_paths=[str(fonts)], ignore_system_fonts=True
            )
        return paper

    return draw


def _weasyprint(rows: Rows) -> Callable[[], bytes]:
    from weasyprint import HTML

    from parkdesk import resources

    columns = "".join(f'<col style="width:{span}pt">' for span in _SPANS)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    page = f"""<html lang="zh"><head><meta charset="utf-8"><title>季度合规汇总</title><style>
@font-face{{font-family:N;src:url({resources.font(_FONT).as_uri()})}}
@page{{size:A4;margin:42pt 36pt}}
body{{font:8pt/11pt N}}
table{{border-collapse:collapse;width:515pt;table-layout:fixed}}
td{{border:.4pt solid #888;padding:3pt}}
</style></head><body><table>{columns}{body}</table></body></html>"""

    def draw() -> bytes:
        paper: bytes = HTML(string=page).write_pdf()
        return paper

    return draw


if __name__ == "__main__":
    main()
