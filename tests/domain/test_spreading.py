"""Money over rows and levels: it foots both ways, to the fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.spreading import equal_parts, spread_both, spread_in_order

CENTS = st.integers(0, 10_000_000)


@given(st.lists(CENTS, min_size=1, max_size=40), st.lists(st.integers(1, 1000), max_size=4))
def test_a_table_foots_by_row_and_by_column(rows, cuts):
    total = sum(rows)
    columns = [total * cut // 5000 for cut in cuts]
    columns.append(total - sum(columns))
    table = spread_both(rows, columns)
    assert [sum(row) for row in table] == rows
    assert [sum(column) for column in zip(*table, strict=True)] == columns
    for row, cells in zip(rows, table, strict=True):
        for cell, column in zip(cells, columns, strict=True):
            exact = row * column // total if total else 0
            assert exact <= cell <= exact + len(rows) + len(columns)


@pytest.mark.parametrize(("rows", "columns"), [([1], [2]), ([-1, 2], [1]), ([1], [-1, 2])])
def test_what_does_not_foot_is_refused(rows, columns):
    with pytest.raises(ValueError, match=r"."):
        spread_both(rows, columns)


@given(st.lists(CENTS, max_size=20), st.data())
def test_what_is_received_covers_the_first_first(limits, data):
    amount = data.draw(st.integers(0, sum(limits)))
    parts = spread_in_order(amount, limits)
    assert sum(parts) == amount
    assert all(0 <= part <= limit for part, limit in zip(parts, limits, strict=True))
    short = [place for place, part in enumerate(parts) if part < limits[place]]
    assert all(parts[place] == 0 for place in short[1:])


def test_more_than_fits_is_refused():
    with pytest.raises(ValueError, match="6"):
        spread_in_order(6, [2, 3])


@given(CENTS, st.integers(1, 36))
def test_equal_parts_differ_by_a_fen(amount, count):
    parts = equal_parts(amount, count)
    assert sum(parts) == amount
    assert len(parts) == count
    assert max(parts) - min(parts) <= 1
