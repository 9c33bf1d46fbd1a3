"""The table behind a chart: the same numbers, and they foot."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.charts import (
    BarChart,
    LineChart,
    RankedBars,
    RankedRow,
    Series,
    SmallMultiples,
    chart_number,
    footed,
    table_of,
)

QUARTERS = ("26Q1", "26Q2")
LINES = LineChart("", QUARTERS, (Series("Signed", (1_000, 2_500)), Series("Executed", (5, 0))), 10)
PILES = BarChart("", QUARTERS, (Series("ITO", (14, 16)), Series("BPO", (14, 16))), 10, total="Sum")
SHORT = LineChart("", ("26Q2",), (Series("People", (7,)),))


@pytest.mark.parametrize(
    ("chart", "head", "rows"),
    [
        pytest.param(
            LINES,
            ("Quarter", "Signed", "Executed"),
            (("26Q1", "100", "1"), ("26Q2", "250", "0")),
            id="lines",
        ),
        pytest.param(
            PILES,
            ("Quarter", "ITO", "BPO", "Sum"),
            (("26Q1", "2", "1", "3"), ("26Q2", "1", "2", "3")),
            id="piles with their sum",
        ),
        pytest.param(
            BarChart("", QUARTERS, PILES.series, 10, stacked=False),
            ("Quarter", "ITO", "BPO"),
            (("26Q1", "1", "1"), ("26Q2", "2", "2")),
            id="side by side, each rounded by itself",
        ),
        pytest.param(
            SmallMultiples("", (LINES, SHORT)),
            ("Quarter", "Signed", "Executed", "People"),
            (("26Q1", "100", "1", ""), ("26Q2", "250", "0", "7")),
            id="multiples, a quarter without a value",
        ),
        pytest.param(
            RankedBars("", "Market", "US$", "Share", (RankedRow("Japan", 1_250, "62.5%"),), 10),
            ("Market", "US$", "Share"),
            (("Japan", "125", "62.5%"),),
            id="a ranking",
        ),
        pytest.param(
            RankedBars("", "Market", "US$", "", (RankedRow("Japan", 1_250),), 10),
            ("Market", "US$"),
            (("Japan", "125"),),
            id="a ranking without notes",
        ),
        pytest.param(LineChart("", (), ()), ("Quarter",), (), id="nothing"),
    ],
)
def test_the_table_says_what_the_chart_shows(chart, head, rows):
    found = table_of(chart, "Quarter")
    assert found.head == head
    assert found.rows == rows


@pytest.mark.parametrize(
    ("chart", "ends"),
    [
        pytest.param(LINES, ("Signed 250", "Executed 0"), id="lines that cross are named"),
        pytest.param(SHORT, ("7",), id="the title names one alone"),
        pytest.param(LineChart("", (), (Series("Signed", ()),)), (), id="nothing"),
    ],
)
def test_a_line_ends_in_its_value(chart, ends):
    assert chart.ends() == ends


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8), st.sampled_from([1, 7, 10**6]))
def test_rounded_parts_add_up_to_the_rounded_sum(values, scale):
    texts = [Decimal(one.replace(",", "")) for one in footed(values, scale, 0)]
    assert sum(texts) == Decimal(chart_number(sum(values), scale, 0).replace(",", ""))
    for text, value in zip(texts, values, strict=True):
        assert abs(text - Decimal(value) / scale) < 2
