"""How columns share a width: a table of cases, and what always holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from parkdesk.gui.widgets.column_fit import Need, fit, fixed

NAME = Need(least=96, comfort=190, full=240, wish=240, grows=True)
STATE = Need(80, 80, 80, 100)
DATE = Need(90, 90, 90, 92, yields=1)
NOTE = Need(60, 120, 200, 200, grows=True, yields=2)
MATTER = Need(88, 240, 300, 300, grows=True)


@pytest.mark.parametrize(
    ("needs", "room", "widths"),
    [
        ((NAME, STATE, DATE, NOTE), 1000, [424, 100, 92, 384]),
        ((NAME, STATE, DATE, NOTE), 480, [190, 80, 90, 120]),
        # The note leaves first, and what it leaves goes to the name.
        ((NAME, STATE, DATE, NOTE), 470, [278, 100, 92, 0]),
        ((NAME, STATE, DATE, NOTE), 350, [250, 100, 0, 0]),
        # The name gives way when nothing can leave any more.
        ((NAME, STATE, DATE, NOTE), 200, [120, 80, 0, 0]),
        # Then the list is wider than its place.
        ((NAME, STATE, DATE, NOTE), 100, [96, 80, 0, 0]),
        # What it is about gives way before whose it is.
        ((NAME, STATE, MATTER), 500, [190, 80, 230]),
        ((NAME, STATE, MATTER), 380, [190, 80, 110]),
        ((NAME, STATE, MATTER), 330, [162, 80, 88]),
        # What the person gave stays, though others leave for it.
        ((NAME, fixed(300), DATE), 500, [200, 300, 0]),
        ((STATE, STATE), 400, [100, 300]),
        ((), 400, []),
    ],
)
def test_columns_share_a_width(needs, room, widths):
    assert fit(needs, room) == widths


widths = some.integers(20, 300)


@some.composite
def needs(draw):
    least, comfort, full, wish = sorted(draw(some.tuples(widths, widths, widths, widths)))
    if not draw(some.booleans()):
        return Need(least, least, least, wish, yields=draw(some.integers(0, 3)))
    return Need(least, comfort, full, wish, grows=True, yields=draw(some.integers(0, 3)))


@given(some.lists(needs(), min_size=1, max_size=9), some.integers(0, 2000))
def test_nobody_has_less_than_it_needs_and_all_room_is_used(columns, room):
    found = fit(columns, room)
    for need, width in zip(columns, found, strict=True):
        assert width >= need.least or (width == 0 and need.yields)
    dear = sum(one.least for one in columns if not one.yields)
    assert sum(found) == room or dear > room or not any(found)


@given(some.lists(needs(), min_size=1, max_size=9), some.integers(0, 2000), some.integers(0, 500))
def test_more_room_never_takes_a_column_away(columns, room, more):
    before, after = fit(columns, room), fit(columns, room + more)
    assert all(late for early, late in zip(before, after, strict=True) if early)


@given(some.lists(needs(), min_size=1, max_size=9), some.integers(0, 2000))
def test_the_first_name_gives_way_when_no_other_can(columns, room):
    names = [
        (need, width)
        for need, width in zip(columns, fit(columns, room), strict=True)
        if need.grows and width
    ]
    if names and names[0][1] < names[0][0].comfort:
        assert all(width == need.least for need, width in names[1:])
