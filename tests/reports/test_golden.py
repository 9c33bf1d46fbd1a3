"""The awkward pages against their pictures; `python tests/write_golden.py` draws these anew."""

import pytest
from PIL import Image

from tests.reports import golden
from tests.reports.golden import MOST, difference, drawn, pages, stored

LARGEST = 1_500_000


@pytest.mark.parametrize("name", pages())
def test_an_awkward_page_looks_as_it_did(name, tmp_path):
    now = drawn(pages()[name]())
    apart = difference(now, stored(name))
    if apart > MOST:
        now.save(tmp_path / f"{name}.png")
    assert apart <= MOST, f"look at {tmp_path / name}.png; write_golden.py keeps it"


def test_every_picture_is_of_a_page_and_all_are_small():
    files = list(golden.FOLDER.iterdir())
    assert {file.name for file in files} == {f"{name}.png" for name in pages()}
    assert len(files) >= 12
    assert sum(file.stat().st_size for file in files) < LARGEST


NUMBERS = golden.NUMBERS


@pytest.mark.parametrize(
    ("name", "page"),
    [
        pytest.param(
            "decimal-points",
            lambda: golden.decimal_points((NUMBERS[0], "0.05", *NUMBERS[2:])),
            id="a minus is missing",
        ),
        pytest.param(
            "decimal-points",
            lambda: golden.decimal_points(("1,234,567.39", *NUMBERS[1:])),
            id="an 8 is a 3",
        ),
        pytest.param(
            "line-breaks",
            lambda: golden.line_breaks(golden.MIXED.replace("不含实习生", "不合实习生")),
            id="a sign is another",
        ),
        pytest.param(
            "line-breaks",
            lambda: golden.line_breaks(golden.MIXED.replace("元、-¥", "元，-¥")),
            id="a comma is another",
        ),
        pytest.param(
            "sum-in-capitals",
            lambda: golden.sum_in_capitals(1_640_901),
            id="a fen less",
        ),
    ],
)
def test_one_sign_more_or_less_is_seen(name, page):
    assert difference(drawn(page()), stored(name)) > MOST


def moved(picture: Image.Image, box: tuple[int, int, int, int], right: int) -> Image.Image:
    """Return the picture with what stands in a box moved to the right."""
    piece = picture.crop(box)
    found = picture.copy()
    found.paste(255, box)
    found.paste(piece, (box[0] + right, box[1]))
    return found


def test_a_word_that_moved_by_two_dots_is_seen():
    before = stored("line-breaks")
    left = round(57 * golden.SCALE)
    word = (left, 72, left + 40, 86)
    assert difference(moved(before, word, 0), before) <= MOST
    assert difference(moved(before, word, 2), before) > MOST


def test_edges_that_are_smoothed_otherwise_are_not():
    before = stored("line-breaks")
    softer = before.point([min(level + 10, 255) if level < 200 else level for level in range(256)])
    assert softer.tobytes() != before.tobytes()
    assert difference(softer, before) <= MOST


def test_a_page_of_another_size_is_another_page():
    upright, lying = stored("line-breaks"), stored("lying-annex")
    assert difference(upright, lying) == 255
