"""A table as spreadsheets put it on the clipboard, read back cell by cell."""

import csv
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.gui.claims.clipboard import read_table


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("", []),
        (" \r\n", []),
        ("甲\t乙\r\n丙\t丁\r\n", [["甲", "乙"], ["丙", "丁"]]),
        ("甲\t\t乙", [["甲", "", "乙"]]),
        ("甲\n\n乙", [["甲"], [""], ["乙"]]),
        ("甲\t乙\n\t\n\n", [["甲", "乙"]]),
        # A cell of two lines, with a quote in it.
        ('"第一行\n""第二行"""\t乙\n丙\t丁', [['第一行\n"第二行"', "乙"], ["丙", "丁"]]),
        # A cell that only begins with a quote takes no other row with it.
        ('"备注\t乙\n丙\t丁\n戊\t己', [['"备注', "乙"], ["丙", "丁"], ["戊", "己"]]),
        ('甲\t5" 屏\n丙\t丁', [["甲", '5" 屏'], ["丙", "丁"]]),
        ('"一"二\t乙\n丙\t丁', [['"一"二', "乙"], ["丙", "丁"]]),
    ],
)
def test_what_stands_on_the_clipboard(text, table):
    assert read_table(text) == table


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\t\x00\x0b\x0c\x1c\x1d\x1e\x85"))


@given(st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=1, max_size=4))
def test_what_a_program_quotes_is_read_back(rows):
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    read = read_table(out.getvalue())
    wanted = [[cell.strip() for cell in row] for row in rows]
    while wanted and not any(wanted[-1]):
        wanted.pop()
    assert read == wanted


def test_ten_thousand_rows_are_read_at_once():
    text = "\n".join("\t".join(['"学员', "32010619980511001X", "本科"] * 6) for _ in range(10_000))
    start = time.process_time()
    assert len(read_table(text)) == 10_000
    # A fraction of the three seconds that a paste of 10,000 rows may take.
    assert time.process_time() - start < 1.5
