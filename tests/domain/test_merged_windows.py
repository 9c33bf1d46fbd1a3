"""A window of two lists is a slice of both in one order, whatever the slice."""

from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.merged_windows import merged_window
from parkdesk.domain.paging import Window

KEYS = st.lists(st.integers(0, 12), max_size=12)


@given(KEYS, KEYS, st.integers(0, 30), st.integers(0, 30), st.booleans())
def test_every_window_is_a_slice_of_the_whole(long, short, offset, limit, descending):
    turn = -1 if descending else 1
    first = sorted(((key, "long", at) for at, key in enumerate(long)), key=lambda r: turn * r[0])
    second = [(key, "short", at) for at, key in enumerate(short)]
    asked = []

    def fetch(start, length):
        asked.append(length)
        return Window(tuple(first[start : start + length]), len(first), start)

    found = merged_window(fetch, second, lambda r: r[0], offset, limit, descending=descending)
    # Sorting keeps what is equal in its order: the long list's rows stand first.
    whole = sorted([*first, *second], key=lambda r: turn * r[0])
    assert list(found.rows) == whole[offset : offset + limit]
    assert (found.total, found.offset) == (len(whole), offset)
    assert asked[0] <= limit + len(short)
