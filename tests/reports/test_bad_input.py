"""What no print may stumble over: damaged fonts, unknown signs, endless texts, huge pictures."""

import dataclasses
import re
import struct
import time
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from parkdesk.domain.claim_print import Scan
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.domain.papers import MOST_PIXELS, MediaType
from parkdesk.gui.claims import case_file
from parkdesk.i18n import message, speaking
from parkdesk.reports import fonts
from parkdesk.reports.about import About
from parkdesk.reports.flow import Flow
from parkdesk.reports.paper import Paper
from parkdesk.reports.picture_pages import picture_pages
from parkdesk.reports.quarterly import LANGUAGES, render_quarterly, unprintable
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table
from tests.reports.sample import CUT_OFF, empty_summary, make_pack

UNKNOWN = "\U00030000"
"""A sign of Extension G, which no face of the program has."""
WHOLE = fonts.resources.path("fonts/NotoSansSC_400Regular.ttf").read_bytes()
HANA = fonts.resources.path("fonts/HanaMinB.ttf").read_bytes()


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "found",
    [
        pytest.param(None, id="missing"),
        pytest.param(b"", id="empty"),
        pytest.param(b"no font", id="another file"),
        pytest.param(WHOLE[:10_000], id="its head alone"),
        pytest.param(WHOLE[: len(WHOLE) // 2], id="one half"),
        pytest.param(WHOLE[:-1], id="a byte short"),
        pytest.param(flipped(WHOLE, len(WHOLE) // 2), id="one bit of an outline"),
        pytest.param(HANA, id="the other face"),
    ],
)
@pytest.mark.parametrize("face", ["faces", "rare_face"])
def test_a_font_that_is_not_whole_is_one_sentence(face, found, language, tmp_path, monkeypatch):
    """ReportLab opens a file that is cut in half and draws nothing from it, without a word."""
    if face == "rare_face" and found is HANA:
        found = WHOLE
    (tmp_path / "fonts").mkdir()
    for file in ("NotoSansSC_400Regular", "NotoSansSC_700Bold", "HanaMinB"):
        if found is not None:
            (tmp_path / "fonts" / f"{file}.ttf").write_bytes(found)
    monkeypatch.setattr(fonts, "_loaded", [])
    monkeypatch.setattr(fonts, "_rare", [])
    monkeypatch.setattr(fonts.resources, "path", lambda name: tmp_path / name)
    with pytest.raises(Unavailable) as refused:
        getattr(fonts, face)()
    assert refused.value.code == "font-unreadable"
    with speaking(language):
        said = message(refused.value)
    assert ".ttf" in said
    assert "\n" not in said


def _places(value, path=()):
    """Yield the way to every text of a summary."""
    if isinstance(value, str):
        if type(value) is str:
            yield path
    elif isinstance(value, tuple):
        # The first of a list stands for all.
        for place, one in enumerate(value[:1]):
            yield from _places(one, (*path, place))
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _places(getattr(value, field.name), (*path, field.name))


def _with(value, path, text):
    if not path:
        return text
    first, *rest = path
    if isinstance(value, tuple):
        return (*value[:first], _with(value[first], rest, text), *value[first + 1 :])
    return dataclasses.replace(value, **{first: _with(getattr(value, first), rest, text)})


def test_a_sign_that_no_face_has_is_listed_before_printing_wherever_it_stands():
    summary = make_pack()
    places = list(_places(summary))
    assert {("park",), ("contracts", 0, "client"), ("sources", 0, "title")} <= set(places)
    for path in places:
        assert unprintable(_with(summary, path, f"王{UNKNOWN}")) == (UNKNOWN,), path
    assert unprintable(summary) == ()


def printed(texts, columns=("甲", "乙")) -> tuple[PdfReader, tuple[str, ...]]:
    paper = Paper(About("t", "a", "s", "zh-CN", CUT_OFF))
    draw_table(
        Flow(paper), Table(tuple(Column(name, share=1) for name in columns), [Row(texts)], "表 1")
    )
    out = BytesIO()
    paper.finish(out, lambda _done, _total: None)
    return PdfReader(BytesIO(out.getvalue())), paper.missing


@pytest.mark.parametrize(
    ("text", "most_pages"),
    [
        pytest.param("很长的说明文字，" * 625, 4, id="5,000 signs of Chinese"),
        pytest.param("x" * 5000, 3, id="5,000 letters without a break"),
        pytest.param("https://example.cn/" + "a1-b2_" * 830, 4, id="an address of 5,000 letters"),
        pytest.param("，" * 5000, 4, id="5,000 commas"),
        pytest.param("（" * 5000, 4, id="5,000 opening brackets"),
        pytest.param("行\n" * 2500, 60, id="2,500 lines"),
        pytest.param(" " * 5000 + "尾", 2, id="5,000 spaces"),
        pytest.param(f"姓{UNKNOWN}" * 2500, 6, id="2,500 signs that no face has"),
    ],
)
def test_a_cell_of_any_length_is_printed_whole(text, most_pages):
    reader, missing = printed((text, "1.00"))
    said = "".join("".join(page.extract_text().split()) for page in reader.pages)
    wanted = "".join(text.split()).replace(UNKNOWN, fonts.MISSING_SORT)
    for furniture in ("（续）", "表1（续）", "表1", "甲乙", "甲", "乙", "1.00"):
        said = said.replace(furniture, "")
    assert said.count(wanted[0]) >= wanted.count(wanted[0])
    assert len(said) >= len(wanted)
    assert len(reader.pages) <= most_pages
    assert missing == ((UNKNOWN,) if UNKNOWN in text else ())


@pytest.mark.parametrize("language", ["zh_CN", "en", "both"])
def test_a_quarter_without_data_is_a_good_file_in_every_language(language):
    out = BytesIO()
    render_quarterly(empty_summary(), out, language)
    pages = PdfReader(BytesIO(out.getvalue())).pages
    assert len(pages) >= 3
    assert all(page.extract_text().strip() for page in pages)


def test_ten_thousand_rows_take_seconds_and_no_more_than_the_budgets_memory():
    """The budget of a long print is 250 MB (performance.md, 6); the rows are all there."""
    tracemalloc.start()
    started = time.process_time()
    paper = Paper(About("t", "a", "s", "zh-CN", CUT_OFF))
    columns = (Column("号"), Column("企业", share=1), Column("额", Align.POINT))
    rows = [Row((f"HT-{n:05d}", f"太湖软件外包第{n}有限公司", f"{n}.00")) for n in range(10_000)]
    draw_table(Flow(paper), Table(columns, rows, "表 1"))
    out = BytesIO()
    paper.finish(out, lambda _done, _total: None)
    seconds = time.process_time() - started
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    pages = PdfReader(out).pages
    assert "HT-00000" in pages[0].extract_text()
    assert "HT-09999" in pages[-1].extract_text()
    assert most < 250 * 1024 * 1024
    # 1.6 s where nobody watches the memory.
    assert seconds < 60


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of some bytes whose head promises any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("width", "height"), [(10_000, 10_000), (20_000, 20_000), (60_000, 60_000)]
)
def test_a_picture_of_a_hundred_megapixels_is_refused_before_it_is_unpacked(width, height):
    """A park has no logo in the program: scans are the pictures that a print takes in."""
    with pytest.raises(Refused) as refused:
        picture_pages(png_that_says(width, height))
    assert refused.value.code == "scan-too-many-pixels"
    with speaking("en"):
        assert f"{MOST_PIXELS // 1_000_000} million" in message(refused.value)


@pytest.mark.parametrize(
    ("content", "why"),
    [(png_that_says(20_000, 20_000), "scan-too-many-pixels"), (b"nothing", "scan-unreadable")],
)
def test_the_file_of_a_case_says_why_a_scan_is_not_in_it(content, why):
    scan = Scan("培训计划", "Training plan", "", "计划.png", MediaType.PNG, content)
    found, drawn, sizes = case_file._opened(scan)
    assert (found.why, drawn, sizes) == (why, b"", ())


def test_the_largest_picture_that_a_scan_may_be_is_printed():
    out = BytesIO()
    Image.new("1", (8_000, 10_000)).save(out, "PNG")
    assert len(PdfReader(BytesIO(picture_pages(out.getvalue()))).pages) == 1


WRITES_ELSEWHERE = {
    "excel/saving.py": "it is what writes a file whole or not at all",
    "gui/papers/copies.py": "a copy for another program, in a folder of its own that goes",
    "gui/papers/scenes.py": "files that a picture of a window shows",
}


def test_what_writes_a_file_that_a_person_named_writes_it_whole_or_not_at_all():
    """Everything goes through `saved`: beside first, then renamed, also where the disk is full."""
    package = Path(fonts.__file__).parents[1]
    written = re.compile(r"(\w+)\.write_bytes\(|(\w+)\.open\(\"[wx]b\"")
    found = {
        f"{path.relative_to(package).as_posix()}": match.group(1) or match.group(2)
        for folder in ("cli", "excel", "gui", "reports", "scans")
        for path in (package / folder).rglob("*.py")
        for match in written.finditer(path.read_text("utf-8"))
        if (match.group(1) or match.group(2)) != "beside"
    }
    assert set(found) <= set(WRITES_ELSEWHERE), found
