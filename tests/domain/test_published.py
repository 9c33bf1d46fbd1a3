"""Published figures worked out again: the table of all that the seeds hold, and the laws."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.published import (
    Agreement,
    Published,
    PublishedKind,
    PublishedUnit,
    SeriesKey,
    recomputed,
)

SEEDS = Path(__file__).parents[2] / "db" / "seed" / "published_figures.csv"


def figure(
    code,
    printed,
    kind=PublishedKind.AMOUNT,
    parts=(),
    base="",
    unit=PublishedUnit.USD_BILLION,
    more_than=False,
):
    """A printed figure of no particular series."""
    return Published(
        code,
        SeriesKey.NATIONAL,
        2010,
        code,
        code,
        kind,
        None if printed is None else Decimal(printed),
        more_than,
        unit,
        tuple(parts),
        base,
        "",
        "",
        Mark.DOCUMENT,
    )


def seeded():
    """The figures of db/seed, as the store reads them."""
    with SEEDS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield Published(
                row["code"],
                SeriesKey(row["series"]),
                int(row["year"]),
                row["name_zh"],
                row["name_en"],
                PublishedKind(row["kind"]),
                Decimal(row["printed"]) if row["printed"] else None,
                row["more_than"] == "yes",
                PublishedUnit(row["unit"]),
                tuple(row["parts"].split()),
                row["base"],
                row["source_zh"],
                row["source"],
                Mark(row["certainty"]),
            )


@pytest.mark.parametrize(
    ("code", "printed", "found", "agreement"),
    [
        ("training-2007-mean", "3000", "3000", Agreement.SAME),
        ("training-2008-mean", "2909", "2909", Agreement.SAME),
        ("training-2009-mean", "2833", "2833", Agreement.SAME),
        ("national-2010-signed-growth", "34.26", "34.26", Agreement.SAME),
        ("national-2010-executed-growth", "43", "43.21", Agreement.SAME),
        ("market-2007-by-line", "15.2", "15.2", Agreement.SAME),
        ("market-2007-by-market", "15.2", "15.2", Agreement.SAME),
        ("market-2007-offshore-share", "15.0", "15.0", Agreement.SAME),
        ("market-2007-onshore-share", "85.0", "85.0", Agreement.SAME),
    ],
)
def test_every_published_ratio_comes_out_as_it_was_printed(code, printed, found, agreement):
    one = next(one for one in recomputed(tuple(seeded())) if one.figure.code == code)
    assert str(one.figure.printed) == printed
    assert str(one.found) == found
    assert one.agreement is agreement


def test_the_table_above_has_every_ratio_of_the_seeds():
    ratios = [one for one in seeded() if one.kind is not PublishedKind.AMOUNT]
    assert len(ratios) == 9
    assert all(one.source and one.source_zh for one in seeded())


@pytest.mark.parametrize(
    ("now", "base", "printed", "found", "agreement"),
    [
        pytest.param("144.5", "100.9", "43.2", "43.2", Agreement.SAME, id="as printed"),
        pytest.param("144.5", "100.9", "43.1", "43.211", Agreement.ROUNDING, id="by rounding"),
        pytest.param("144.5", "100.9", "45.0", "43.211", Agreement.DIFFERS, id="not by rounding"),
        pytest.param("144.5", "100.9", None, "43.21", Agreement.INCOMPLETE, id="rate not printed"),
        pytest.param(None, "100.9", "43.1", None, Agreement.INCOMPLETE, id="amount not seen"),
        pytest.param("144.5", "0", "43.1", None, Agreement.INCOMPLETE, id="base nothing"),
        pytest.param("80", "100", "-20.0", "-20.0", Agreement.SAME, id="fallen"),
    ],
)
def test_a_growth_beside_the_printed_one(now, base, printed, found, agreement):
    figures = (
        figure("now", now),
        figure("base", base),
        figure("rate", printed, PublishedKind.GROWTH, ["now"], "base", PublishedUnit.PERCENT),
    )
    rate = recomputed(figures)[-1]
    assert rate.agreement is agreement
    if found is None:
        assert rate.found is None
    else:
        assert rate.found is not None
        assert str(rate.found).startswith(found)


def test_more_than_holds_only_above():
    def judged(printed):
        growth = figure(
            "rate",
            printed,
            PublishedKind.GROWTH,
            ["now"],
            "base",
            PublishedUnit.PERCENT,
            more_than=True,
        )
        return recomputed((figure("now", "144.5"), figure("base", "100.9"), growth))[-1].agreement

    assert judged("43") is Agreement.SAME
    assert judged("44") is Agreement.DIFFERS


def test_a_base_that_nobody_knows_is_no_difference():
    alone = figure("rate", "3", PublishedKind.SHARE, ["a"], "b", PublishedUnit.PERCENT)
    assert recomputed((alone,))[0].agreement is Agreement.INCOMPLETE


@given(now=st.integers(1, 10**12), base=st.integers(1, 10**12), places=st.integers(0, 3))
def test_a_rate_printed_from_the_exact_amounts_never_differs(now, base, places):
    """Whoever rounds amounts and rate honestly is never said to differ by more than rounding."""

    def printed(value, digits):
        return str(Decimal(value).quantize(Decimal(1).scaleb(-digits)))

    exact = Decimal(100) * (Decimal(now) - Decimal(base)) / Decimal(base)
    figures = (
        figure("now", printed(Decimal(now) / 1000, 1), unit=PublishedUnit.USD_100_MILLION),
        figure("base", printed(Decimal(base) / 1000, 1), unit=PublishedUnit.USD_100_MILLION),
        figure(
            "rate",
            printed(exact, places),
            PublishedKind.GROWTH,
            ["now"],
            "base",
            PublishedUnit.PERCENT,
        ),
    )
    assert recomputed(figures)[-1].agreement is not Agreement.DIFFERS
