"""Cells of a roster, as clerks type them and as Excel pastes them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainee_columns import typed_rows
from parkdesk.domain.trainees import (
    BLANK,
    OPEN_ENDED,
    Assessment,
    CellProblemError,
    RosterField,
    ServiceLine,
    Trainee,
    read_cell,
    typed_row,
    with_cell,
)

HIRED = Trainee(hired_on=dt.date(2026, 5, 11), contract_first=dt.date(2026, 6, 1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2026-05-11", dt.date(2026, 5, 11), id="ISO"),
        pytest.param("2026/5/1", dt.date(2026, 5, 1), id="slashes"),
        pytest.param("2026.5.11", dt.date(2026, 5, 11), id="points"),
        pytest.param("2026年5月11日", dt.date(2026, 5, 11), id="Chinese"),
        pytest.param("２０２６－０５－１１", dt.date(2026, 5, 11), id="full width"),
        pytest.param("20260511", dt.date(2026, 5, 11), id="eight digits"),
        pytest.param("2026-05-11 00:00:00", dt.date(2026, 5, 11), id="an instant at midnight"),
        pytest.param("202506", dt.date(2025, 6, 30), id="a month is its last day"),
        pytest.param("2024年2月", dt.date(2024, 2, 29), id="a leap month"),
        pytest.param("0511", dt.date(2026, 5, 11), id="month and day of the programme's year"),
        pytest.param("5-11", dt.date(2026, 5, 11), id="month-day"),
        pytest.param("5月11日", dt.date(2026, 5, 11), id="Chinese month and day"),
        pytest.param("+1y", dt.date(2027, 5, 10), id="a year from the day of hire"),
        pytest.param("+1年", dt.date(2027, 5, 10), id="a year in Chinese"),
        pytest.param("+18m", dt.date(2027, 11, 10), id="eighteen months"),
        pytest.param("+90d", dt.date(2026, 8, 8), id="ninety days"),
        pytest.param("  ", None, id="blank"),
    ],
)
def test_days(text, day):
    assert read_cell(RosterField.TRAINING_FIRST, text, 2026, HIRED) == day


def test_an_end_counts_from_its_own_start():
    assert read_cell(RosterField.CONTRACT_LAST, "+1y", 2026, HIRED) == dt.date(2027, 5, 31)
    hired_only = Trainee(hired_on=dt.date(2026, 5, 11))
    assert read_cell(RosterField.CONTRACT_LAST, "+1y", 2026, hired_only) == dt.date(2027, 5, 10)
    trained = Trainee(training_first=dt.date(2026, 6, 1))
    assert read_cell(RosterField.TRAINING_LAST, "+30d", 2026, trained) == dt.date(2026, 6, 30)


def test_a_contract_may_have_no_end():
    assert read_cell(RosterField.CONTRACT_LAST, "无固定期限", 2026) == OPEN_ENDED
    with pytest.raises(CellProblemError):
        read_cell(RosterField.HIRED_ON, "无固定期限", 2026)


@pytest.mark.parametrize(
    ("cell", "text", "code"),
    [
        (RosterField.HIRED_ON, "soon", "not-a-date"),
        (RosterField.HIRED_ON, "2026-02-30", "no-such-day"),
        (RosterField.HIRED_ON, "0206-05-11", "no-such-day"),
        (RosterField.HIRED_ON, "1332", "no-such-day"),
        (RosterField.HIRED_ON, "+1y", "no-start-day"),
        (RosterField.HIRED_ON, "+9999y", "no-start-day"),
        (RosterField.DEGREE, "大仙", "not-in-list"),
        (RosterField.SCORE_TENTHS, "eighty", "not-a-number"),
        (RosterField.SCORE_TENTHS, "100.1", "score-over-hundred"),
        (RosterField.REQUESTED_CENTS, "4500.001", "not-an-amount"),
        (RosterField.REQUESTED_CENTS, "-1", "negative-amount"),
        (RosterField.NAME, "王" * 101, "too-long"),
    ],
)
def test_what_cannot_be_read(cell, text, code):
    with pytest.raises(CellProblemError) as problem:
        read_cell(cell, text, 2026)
    assert problem.value.code == code


def test_a_contract_beyond_the_calendar_is_refused():
    with pytest.raises(CellProblemError):
        read_cell(RosterField.CONTRACT_LAST, "+9999y", 2026, HIRED)


@pytest.mark.parametrize(
    ("cell", "text", "value"),
    [
        (RosterField.NAME, " 王  小明 ", "王 小明"),
        (RosterField.ID_NUMBER, "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
        (RosterField.DEGREE, "b", Degree.BACHELOR),
        (RosterField.DEGREE, "大学 本科", Degree.BACHELOR),
        (RosterField.SERVICE_LINE, "bpo", ServiceLine.BPO),
        (RosterField.ASSESSMENT, "合格", Assessment.PASSED),
        (RosterField.SCORE_TENTHS, "86.5", 865),
        (RosterField.SCORE_TENTHS, "86 分", 860),
        (RosterField.REQUESTED_CENTS, "¥4,500.00", 450_000),
        (RosterField.REQUESTED_CENTS, "3000元", 300_000),
        (RosterField.REQUESTED_CENTS, "", None),
        (RosterField.NOTE, "", ""),
    ],
)
def test_what_can_be_read(cell, text, value):
    assert read_cell(cell, text, 2026) == value


def test_what_cannot_be_read_is_kept_as_typed_and_cleared_by_a_right_one():
    row = with_cell(HIRED, RosterField.HIRED_ON, "2026-13-01", 2026)
    assert row.hired_on is None
    assert row.unread == {"hired_on": "2026-13-01"}
    mended = with_cell(row, RosterField.HIRED_ON, "0712", 2026)
    assert mended.hired_on == dt.date(2026, 7, 12)
    assert not mended.unread


def test_a_row_is_blank_until_something_is_typed():
    assert BLANK.blank
    assert not with_cell(BLANK, RosterField.NOTE, "x", 2026).blank
    assert not with_cell(BLANK, RosterField.DEGREE, "?", 2026).blank


@given(st.sampled_from(list(RosterField)), st.text(max_size=40))
def test_typing_never_breaks_and_never_loses_anything(cell, text):
    row = with_cell(HIRED, cell, text, 2026)
    if text.strip() and cell.value not in row.unread:
        assert getattr(row, cell.value) is not None


@given(st.dates(dt.date(1950, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_in_any_writing_is_the_same_day(day):
    for text in (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert read_cell(RosterField.HIRED_ON, text, 2026) == day


@given(
    st.dictionaries(
        st.sampled_from([cell.value for cell in RosterField]),
        st.sampled_from(
            ["", "2026-05-11", "+1y", "0511", "本科", "合格", "86", "ITO", "胡说", " x "]
        ),
    )
)
def test_a_row_read_at_once_is_the_row_typed_cell_by_cell(cells):
    typed = BLANK
    for cell in RosterField:
        if cells.get(cell.value):
            typed = with_cell(typed, cell, cells[cell.value], 2026)
    assert typed_row(cells, 2026) == typed


CELLS = st.fixed_dictionaries(
    {
        cell.value: st.sampled_from(
            ["", "2026-05-11", "+1y", "＋1年", "0511", "本科", "合格", "86", "ITO", "胡说", " x "]
        )
        for cell in RosterField
    }
)


@given(st.lists(CELLS, max_size=6), st.sets(st.sampled_from(RosterField)))
def test_a_list_read_by_the_column_is_the_list_read_row_by_row(rows, missing):
    for row in rows:
        for cell in missing:
            row[cell.value] = ""
    columns = {
        cell.value: [row[cell.value] for row in rows] for cell in RosterField if cell not in missing
    }
    read = typed_rows(columns, 2026)
    assert read == (tuple(typed_row(row, 2026) for row in rows) if columns else ())
