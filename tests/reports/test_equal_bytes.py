"""A print has the same bytes on every machine: other bytes here mean another library or writer.

Whoever means to change how files are written changes these digests with it (decision 0049).
"""

import datetime as dt
import hashlib
import random
import zlib
from io import BytesIO

import pytest

from parkdesk.domain import canonical
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.adding import added
from parkdesk.reports.deflating import compress
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.store.tables.summaries import SnapshotRecord
from parkdesk.usecases.summaries import snapshot
from tests.reports.sample import make_old_summary, make_summary

ABOUT = About(
    "云湖 <季报> & 附件",
    "云湖国际服务外包园",
    "第 1 版",
    "zh-CN",
    dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC),
    "equal-bytes",
)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def few_pages() -> bytes:
    """Three pages with both faces, a rare sign, a line, an area and a link."""
    paper = Paper(ABOUT)
    for number in range(3):
        sheet = paper.new_sheet()
        for row in range(40):
            words = f"第 {number + 1} 页第 {row + 1} 行：苏州凌云信息技术有限公司 1,234,567.89"
            sheet.text(60, 760 - row * 16, words, Type(bold=row % 7 == 0))
        sheet.text(60, 90, "张𬭎", Type())
        sheet.line(60, 80, 300, 80, style.LINE)
        sheet.card(60, 40, 200, 30, style.WHITE, style.LINE)
    out = BytesIO()
    paper.finish(out, lambda _done, _total: None)
    return out.getvalue()


def rendered(summary: QuarterlySummary) -> bytes:
    out = BytesIO()
    render_quarterly(summary, out)
    return out.getvalue()


def test_what_is_compressed_has_the_bytes_of_the_locked_library():
    chance = random.Random(49)
    text = "".join(chance.choices("园务通 0123456789 Tj ET BT /F1 8 Tf", k=60_000)).encode()
    packed = compress(text)
    assert zlib.decompress(packed) == text
    assert digest(packed) == "a2deeaa693bfb0d42606e14719531d3822eb50c36eae2be1d3e7f59ecabcee82"


def test_a_file_has_the_bytes_that_it_has_on_every_machine():
    assert digest(few_pages()) == "c714880d12665279239ed306d0fa171db5b64b92cfd65b0d7b728f68d463890d"


def test_no_print_asks_the_zlib_of_the_machine(monkeypatch):
    def refused(*_args, **_options):
        raise AssertionError("the machine's own zlib was asked")

    expected = rendered(make_summary(5, 5))
    monkeypatch.setattr(zlib, "compress", refused)
    monkeypatch.setattr(zlib, "compressobj", refused)
    assert rendered(make_summary(5, 5)) == expected


@pytest.mark.parametrize("summary", [make_summary(5, 5), make_old_summary(5, 5)])
def test_a_database_gives_back_what_makes_the_same_file(act_as, summary):
    content = canonical.encode(summary)
    desk = act_as("administrator")
    with desk.work(read_only=False) as work:
        kept = work.add(
            SnapshotRecord(
                quarter=str(Quarter(2026, 3)),
                edition=1,
                content=content.decode(),
                sha256=canonical.digest(content),
                trail_head="",
                frozen_at=work.now,
                frozen_by="测试",
                reason="",
            )
        )
        work.session.flush()
        id_ = kept.id
    with desk.work(read_only=True) as work:
        thawed = snapshot(work, id_)
    assert rendered(thawed) == rendered(summary)


def test_sizes_are_added_up_alike_by_every_python():
    # From Python 3.12 on `sum` gives 1.0 here.
    assert added([0.1] * 10) == 0.9999999999999999
    assert added(iter(())) == 0.0
