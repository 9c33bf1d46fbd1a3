"""Threshold watch on a real database: the park's lines and the programmes' own."""

import datetime as dt

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import NotFound
from parkdesk.domain.programme_figures import Figure, Mark
from parkdesk.domain.programme_parts import ClaimantBranch
from parkdesk.domain.statistics import Return
from parkdesk.domain.threshold_watch import Side, WatchMeasure
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.threshold_watch import count_below, threshold_watch, watch_rows
from tests.registers import enterprise
from tests.usecases.payment_stories import change_rules
from tests.usecases.test_park_figures import contract_of, execution_of

D = dt.date
Q3 = Quarter(2026, 3)


def executed(work, offshore, onshore, **differences):
    """An enterprise that executed so much this year, in US cents; return its id."""
    owner = enterprise(work, **differences)
    for country, cents in (("US", offshore), ("CN", onshore)):
        if cents:
            id_ = contract_of(work, owner, D(2026, 3, 1), cents, country)
            execution_of(work, id_, D(2026, 5, 5), cents)
    return owner


def line_of(work, code, quarter=Q3):
    return next(one for one in threshold_watch(work, quarter) if one.line.code == code)


def test_the_parks_lines_and_the_programmes_own_are_watched(work):
    codes = [one.line.code for one in threshold_watch(work, Q3)]
    assert codes[:4] == ["offshore-50", "offshore-35", "offshore-70", "graduates-70"]
    assert "template-training-2026/1/turnover" in codes
    assert "template-training-2026/1/offshore" in codes
    # In 2012 no programme's window is open, and the line of 2014 did not hold yet.
    codes = [one.line.code for one in threshold_watch(work, Quarter(2012, 1))]
    assert codes == ["offshore-50", "offshore-70", "graduates-70"]


def test_enterprises_stand_beside_a_share(work):
    below = executed(work, 49_960, 50_040)
    near = executed(work, 52_000, 48_000)
    above = executed(work, 90_000, 10_000)
    executed(work, 0, 70_000)
    executed(work, 0, 0)
    executed(work, 10_000, 90_000, left_on=D(2026, 8, 1), status="moved-out")
    found = line_of(work, "offshore-50")
    assert (found.below, found.near, found.above, found.apart) == (1, 1, 1, 2)
    rows = watch_rows(work, Q3, "offshore-50")
    assert [row.id for row in rows] == [below, near, above]
    assert [row.watched.side for row in rows] == [Side.BELOW, Side.NEAR, Side.ABOVE]
    assert rows[0].watched.lacking == 80
    assert (rows[0].part, rows[0].whole) == (49_960, 100_000)
    assert line_of(work, "offshore-35").below == 0
    assert line_of(work, "offshore-70").below == 2


def test_a_floor_is_held_against_the_programmes_window(work):
    far = executed(work, 20_000_00, 0)
    there = executed(work, 600_000_00, 0)
    code = "template-training-2026/1/turnover"
    rows = watch_rows(work, Q3, code)
    assert [(row.id, row.watched.side) for row in rows] == [
        (far, Side.BELOW),
        (there, Side.ABOVE),
    ]
    assert rows[0].watched.lacking == 480_000_00
    assert line_of(work, code).line.measure is WatchMeasure.TURNOVER


def test_graduates_are_those_of_the_quarters_return(work):
    owner, silent = enterprise(work), enterprise(work)
    save_return(work, owner, Q3, None, SaveReturn(Return(100, 60, 0, 0)))
    found = line_of(work, "graduates-70")
    assert (found.below, found.apart) == (1, 1)
    (row,) = watch_rows(work, Q3, "graduates-70")
    assert (row.id, row.watched.distance, row.watched.lacking) == (owner, -100, 34)
    assert silent != owner


def test_what_was_executed_later_does_not_count_on_an_earlier_day(work):
    executed(work, 49_960, 50_040)
    assert watch_rows(work, Q3, "offshore-50", D(2026, 5, 4)) == ()
    assert len(watch_rows(work, Q3, "offshore-50", D(2026, 8, 4))) == 1


def test_a_line_that_is_not_watched_is_not_found(work):
    with pytest.raises(NotFound):
        watch_rows(work, Q3, "offshore-99")


def test_how_many_stand_below_a_line_is_what_the_watch_says(work):
    executed(work, 49_960, 50_040)
    executed(work, 90_000, 10_000)
    assert count_below(work, Q3, "offshore-50") == line_of(work, "offshore-50").below == 1
    assert count_below(work, Q3, "offshore-70") == 1
    # On 12 October the last full quarter is the third.
    assert count_below(work, None, "offshore-50") == 1
    assert count_below(work, Quarter(2025, 3), "offshore-50") == 0
    assert count_below(work, Q3, "offshore-99") == 0


def test_a_programme_is_watched_by_what_it_asks_for_alone(desk):
    share, floor = Figure(350, Mark.UNVERIFIED), Figure(500_000_00, Mark.UNVERIFIED)
    branches = (ClaimantBranch(None, share), ClaimantBranch(floor, None))
    change_rules(desk, branches=branches, graduate_permille=None)
    with desk.work(read_only=True) as work:
        lines = [one.line for one in threshold_watch(work, Q3)]
    found = {one.code: one.measure for one in lines if one.code.startswith("template-training")}
    assert found == {
        "template-training-2026/1/offshore": WatchMeasure.OFFSHORE,
        "template-training-2026/2/turnover": WatchMeasure.TURNOVER,
    }
