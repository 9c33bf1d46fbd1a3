"""The summary reads kept sums: they are those of the rows, and those of the park's figures."""

import datetime as dt
import random

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.edition_rows import kept_rows
from parkdesk.domain.park_figures import SPECS, FigureSource, ParkFigureKey
from parkdesk.domain.summaries import FigureKey
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.figure_rows import (
    Dimension,
    FigureChoice,
    FigurePart,
    figure_breakdown,
    figure_rows,
)
from parkdesk.usecases.park_figures import park_figures, park_series
from parkdesk.usecases.quarter_summaries import quarter_summary
from parkdesk.usecases.statistics import quarter_enterprises, quarter_figures, quarter_rows
from tests.registers import benchmark, enterprise
from tests.usecases.test_park_figures import some_years

Q3 = Quarter(2026, 3)
QUARTERS = (Q3, Q3.previous(), Q3.year_before(), Quarter(2026, 4))


@pytest.fixture
def lively(desk):
    """A park of two years in which contracts have moved, ended, and waited for a rate."""
    rng = random.Random(5)
    with desk.work(read_only=False) as work:
        some_years(work)
    with desk.work(read_only=False) as work:
        for record in work.session.query(ContractRecord).order_by("id"):
            record.state = rng.choice(list(ContractState)).value
            if rng.random() < 0.2:
                record.amount_usd_cents, record.usd_rate = 0, ""
    with desk.work(read_only=False) as work:
        for record in work.session.query(ContractExecutionRecord).order_by("id"):
            if rng.random() < 0.2:
                record.counted_on += dt.timedelta(days=90)
    return desk


def both(desk, use_case, *args):
    """What a reader is told from the kept sums, and a writer from the rows."""
    with desk.work(read_only=True) as work:
        kept = use_case(work, *args)
    with desk.work(read_only=False) as work:
        return kept, use_case(work, *args)


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
@pytest.mark.parametrize("use_case", [quarter_summary, quarter_figures, quarter_enterprises])
def test_what_a_reader_is_told_is_what_the_rows_say(lively, use_case, quarter):
    kept, real = both(lively, use_case, quarter)
    assert kept == real
    assert kept


@pytest.mark.parametrize("day", [dt.date(2026, 6, 30), dt.date(2026, 8, 14), dt.date(2026, 10, 9)])
def test_as_at_a_day_as_well(lively, day):
    kept, real = both(lively, quarter_figures, Q3, day)
    assert kept == real
    kept, real = both(lively, park_figures, Q3, day)
    assert kept == real


@pytest.mark.parametrize("quarter", QUARTERS[:3], ids=str)
def test_the_summary_and_the_figures_of_the_park_are_one(lively, quarter):
    with lively.work(read_only=True) as work:
        summary = quarter_summary(work, quarter)
        figures = park_figures(work, quarter)
        points = park_series(work, quarter, len(summary.executed))
    assert summary.figure(FigureKey.SIGNED).value == figures.figure(ParkFigureKey.SIGNED).value
    offshore = figures.figure(ParkFigureKey.EXECUTED_OFFSHORE).value
    assert summary.figure(FigureKey.OFFSHORE_EXECUTED).value == offshore
    assert sum(one.usd_cents for one in summary.markets) == offshore
    assert sum(one.executed_usd_cents for one in summary.enterprises) == offshore
    assert [one.total_usd_cents for one in summary.executed] == [
        one.executed_offshore for one in points
    ]


def test_the_enterprises_of_a_quarter_add_up_and_are_those_asked_one_by_one(lively):
    with lively.work(read_only=True) as work:
        rows = quarter_enterprises(work, Q3)
        figures = quarter_figures(work, Q3)
        alone = quarter_rows(work, Q3, [row.id for row in rows])
    assert tuple(alone[row.id] for row in rows) == rows
    assert sum(row.totals.signed_usd_cents for row in rows) == figures.totals.signed_usd_cents
    executed = sum(row.totals.executed_usd_cents for row in rows)
    assert executed == figures.totals.executed_usd_cents > 0


@pytest.mark.parametrize("dimension", list(Dimension))
def test_a_figure_is_taken_apart_alike_by_the_sums_and_by_the_rows(lively, dimension):
    for spec in SPECS:
        if spec.source not in {FigureSource.SIGNED, FigureSource.EXECUTED}:
            continue
        for part in (FigurePart.QUARTER, FigurePart.YEAR):
            for country in ("", "HK"):
                choice = FigureChoice(spec.key, Q3, part, country=country)
                kept, real = both(lively, figure_breakdown, choice, dimension)
                assert kept == real
                with lively.work(read_only=True) as work:
                    total = figure_rows(work, choice, 0, 1).total
                assert sum(one.value for one in kept) == total


LATE_ALONE = {FigureKey.SIGNED}
"""A contract that was entered after its quarter was closed is counted in another one."""


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
@pytest.mark.parametrize("key", [one for one in FigureKey if one not in LATE_ALONE])
def test_the_rows_that_an_edition_keeps_come_to_its_figures(lively, quarter, key):
    with lively.work(read_only=True) as work:
        summary = quarter_summary(work, quarter)
    found = kept_rows(summary, key)
    assert found.total == summary.figure(key).value


def test_who_left_the_park_is_in_no_figure_of_certificates(desk):
    with desk.work(read_only=False) as work:
        here, gone = enterprise(work, name="太湖软件外包有限公司"), enterprise(work)
        for holder in (here, gone):
            register_certification(work, benchmark(holder))
        work.get(EnterpriseRecord, gone).left_on = dt.date(2026, 6, 30)
    with desk.work(read_only=True) as work:
        summary = quarter_summary(work, Q3)
    figure, rows = (
        summary.figure(FigureKey.CMMI_3_AND_UP),
        kept_rows(summary, FigureKey.CMMI_3_AND_UP),
    )
    assert (figure.value, figure.previous, figure.year_before) == (1, 1, 2)
    assert [row.name for row in rows.rows] == ["太湖软件外包有限公司"]
