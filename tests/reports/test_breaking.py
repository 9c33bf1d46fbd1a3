import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.reports.breaking import break_lines
from parkdesk.reports.fonts import faces, missing_signs, printable, widths_for

WIDE = 1000


def lines(text: str, signs: float) -> tuple[str, ...]:
    widths = dict.fromkeys(range(0x20, 0x2E80), 500) | dict.fromkeys(range(0x2E80, 0x10000), WIDE)
    return break_lines(text, widths, signs * WIDE)


@pytest.mark.parametrize(
    ("text", "signs", "broken"),
    [
        pytest.param("一二三四", 4, ("一二三四",), id="fits"),
        pytest.param("一二三四五", 4, ("一二三四", "五"), id="between two signs"),
        pytest.param("一二三四，五", 4, ("一二三", "四，五"), id="no comma begins a line"),
        pytest.param("一二三（四", 4, ("一二三", "（四"), id="no bracket ends a line"),
        pytest.param("一二 CMMI-DEV 三", 5, ("一二", "CMMI-DEV", "三"), id="a word stays whole"),
        pytest.param(
            "金额 ¥ 1,234.50 元", 6, ("金额", "¥ 1,234.50", "元"), id="the sign and its sum"
        ),
        pytest.param("（甲，乙).", 4, ("（甲，", "乙)."), id="Latin closers stay with their word"),
        pytest.param("ABCDEFGHIJKL", 4, ("ABCDEFGH", "IJKL"), id="a long word is cut"),
        pytest.param("一\n二", 9, ("一", "二"), id="a line end is kept"),
        pytest.param("", 4, ("",), id="nothing"),
    ],
)
def test_lines_are_broken_as_chinese_type_is_set(text, signs, broken):
    assert lines(text, signs) == broken


@given(st.text(alphabet="一二三，。（）「」ab c1.2", max_size=60), st.integers(3, 12))
def test_no_sign_is_lost_and_every_line_fits(text, signs):
    broken = lines(text, signs)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    # Only closing signs that must stay with their word may hang over.
    assert all(len(line) <= 2 * signs + text.count("，") + text.count("。") + 9 for line in broken)


def test_a_sign_without_a_glyph_is_shown_as_missing_never_dropped():
    face = faces().regular
    text, missing = printable("龘\U00030000\u200b\t王", face)
    assert text == "龘〓 王"
    assert missing == ("\U00030000",)


def test_a_rare_sign_is_written_by_the_face_that_has_it():
    face = faces().regular
    assert printable("王𪛖", face) == ("王𪛖", ())
    assert missing_signs(["王𪛖", "龘"]) == ()
    widths = widths_for("王𪛖", face)
    assert widths[ord("王")] == face.widths[ord("王")]
    assert widths[ord("𪛖")] == 1000
