import itertools

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
        pytest.param("ABCDEFGH，一", 4, ("ABCDEFG", "H，一"), id="cut, no comma begins a line"),
        pytest.param("ABCDEFGH））。", 4, ("ABCDEFG", "H））。"), id="nor do three closers"),
        pytest.param("一二三％四", 3, ("一二", "三％四"), id="a wide per cent sign closes"),
        pytest.param("一二［四］五", 3, ("一二", "［四］", "五"), id="wide brackets too"),
        pytest.param("一二↑\u00a012三", 3, ("一二", "↑\u00a012三"), id="what is joined stays"),
        pytest.param("一二三US$ 1.50", 5, ("一二三", "US$ 1.50"), id="dollars with their sum"),
        pytest.param("一二三-¥ 1.50元", 5, ("一二三", "-¥ 1.50元"), id="a sum below nothing"),
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


def test_a_paper_of_before_breaks_at_a_space_that_joins():
    widths = dict.fromkeys(range(0x20, 0x2E80), 500) | dict.fromkeys(range(0x2E80, 0x10000), WIDE)
    assert break_lines("一二↑\u00a012三", widths, 3 * WIDE, joined=False) == ("一二↑", "12三")


CLOSERS = set("，。、；：？！）》」』】〗〕〉］｝”’…％,.;:!?%)]}")


@given(
    st.text(alphabet="一二，。）％（「AB1.,", max_size=60),
    st.integers(3, 12),
)
def test_no_line_begins_with_a_closing_sign_that_could_stand_behind_its_word(text, signs):
    """Only where the line before is full of closing signs may the next begin with one."""
    broken = lines(text, signs)
    for before, line in itertools.pairwise(broken):
        if line[:1] in CLOSERS:
            assert len(before.strip("（「")) <= 1 or set(before.strip("（「")[1:]) <= CLOSERS


@pytest.mark.parametrize(
    ("text", "printed", "missing"),
    [
        pytest.param("Jose\u0301", "José", (), id="an accent is put on its letter"),
        pytest.param("a\u0323", "ạ", (), id="also where the face has no such accent"),
        pytest.param("王\u0323", "王〓", ("\u0323",), id="an accent of no letter is told"),
        pytest.param("葛\U000e0100城", "葛城", (), id="a choice of shape is no sign"),
        pytest.param("神\ufe00", "神", (), id="nor is the other kind"),
        pytest.param("\uf9dca\u0323", "\uf9dcạ", (), id="a twin of an ideograph stays itself"),
    ],
)
def test_no_mark_over_a_letter_is_dropped(text, printed, missing):
    assert printable(text, faces().regular) == (printed, missing)
    assert missing_signs([text]) == missing


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
