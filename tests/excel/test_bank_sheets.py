"""Bank sheets as files: what is written is text, and bad answers are named row by row."""

import errno
import hashlib
import os
import tempfile
import tomllib

import pytest
from openpyxl import load_workbook

from parkdesk import paths
from parkdesk.domain.bank_sheets import SheetLine, parse_sheet
from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.excel.bank_sheets import read_bank_answer, write_bank_sheet

LINES = (
    SheetLine(
        1,
        "BF-1",
        "=cmd|'/c calc'!A1",
        "320200001234567890",
        "工行",
        "太湖支行",
        900_000,
        "PX-1",
        "补贴",
    ),
    SheetLine(2, "BF-2", "无锡数据有限公司", "0012345678", "江苏银行", "", 1, "PX-2", "补贴"),
)


def template(code):
    path = paths.database_files() / "seed" / "bank_sheets" / f"{code}.toml"
    return parse_sheet(tomllib.loads(path.read_text("utf-8")))


def test_a_workbook_holds_text_and_no_formula(tmp_path):
    path = tmp_path / "sheet.xlsx"
    written = write_bank_sheet(path, template("general-xlsx"), LINES)
    assert written.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (written.lines, written.total_cents) == (2, 900_001)
    rows = list(load_workbook(path).active.iter_rows(values_only=True))
    assert rows[1][2:4] == ("'=cmd|'/c calc'!A1", "320200001234567890")
    assert rows[2][3] == "0012345678"
    assert [row[6] for row in rows[1:]] == [9000, 0.01]


def test_a_text_file_is_what_old_programs_read(tmp_path):
    path = tmp_path / "sheet.csv"
    write_bank_sheet(path, template("general-csv"), LINES)
    lines = path.read_text("gb18030").splitlines()
    assert lines[0].startswith("业务参考号,收款人账号")
    assert lines[1].startswith("BF-1,320200001234567890,'=cmd")
    assert "0012345678" in lines[2]


@pytest.mark.parametrize("code", ["general-xlsx", "general-csv"])
def test_account_numbers_lie_in_no_second_file(tmp_path, monkeypatch, code):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a temporary file was asked for")

    for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    seen = []
    whole = os.fsync

    def cut(handle):
        # A power cut at this moment: nothing but the file that was asked for lies there.
        seen.append(sorted(one.name for one in tmp_path.iterdir()))
        whole(handle)

    monkeypatch.setattr(os, "fsync", cut)
    write_bank_sheet(tmp_path / "sheet.bin", template(code), LINES)
    assert seen == [["sheet.bin"]]


def test_a_disk_that_is_full_leaves_no_part_of_a_sheet(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="disk-full"):
        write_bank_sheet(tmp_path / "sheet.csv", template("general-csv"), LINES)
    assert list(tmp_path.iterdir()) == []


def answer(
    tmp_path, *rows, headings="业务参考号,收款人账号,金额,处理状态,处理日期,流水号,失败原因"
):
    path = tmp_path / "answer.csv"
    path.write_text("\n".join([headings, *rows]), "gb18030")
    return read_bank_answer(path, template("general-csv"))


def test_an_answer_is_read(tmp_path):
    good, bad = answer(
        tmp_path,
        "BF-1,************7890,9000.00,成功,2026-10-12,Z1,",
        "BF-2,0012345678,0.01,退汇,,,户名不符",
    )
    assert (good.paid, good.amount_cents, good.account_tail) == (True, 900_000, "7890")
    assert (str(good.paid_on), good.bank_reference, good.problem) == ("2026-10-12", "Z1", "")
    assert (bad.paid, bad.failure, bad.paid_on) == (False, "户名不符", None)


def test_what_cannot_be_read_is_named_and_nothing_is_left_out(tmp_path):
    found = answer(
        tmp_path,
        ",7890,9000.00,成功,2026-10-12,Z1,",
        "BF-1,7890,九千,成功,2026-10-12,Z1,",
        "BF-1,7890,9000.00,成功,昨天,Z1,",
        "BF-1,7890,9000.00,处理中,2026-10-12,Z1,",
        "BF-1,7890,9000.00,,2026-10-12,Z1,",
    )
    assert [one.row for one in found] == [2, 3, 4, 5, 6]
    assert [bool(one.problem) for one in found] == [True, True, True, False, True]
    assert found[0].problem == "answer-reference-missing"
    assert found[3].paid is None


def test_a_file_without_the_columns_is_refused(tmp_path):
    with pytest.raises(Refused):
        answer(tmp_path, "1,2", headings="甲,乙")


def test_a_file_that_is_no_list_is_refused(tmp_path):
    path = tmp_path / "answer.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(Refused):
        read_bank_answer(path, template("general-xlsx"))
