"""The order of keyed hashes, sorted in heaps that begin alike."""

from hypothesis import given
from hypothesis import strategies as st

from parkdesk.store.hash_sets import places_in_order


@given(st.lists(st.binary(max_size=16)))
def test_the_order_is_that_of_sorting_all_at_once(hashes):
    whole = sorted(range(len(hashes)), key=hashes.__getitem__)
    assert list(places_in_order(hashes)) == whole
