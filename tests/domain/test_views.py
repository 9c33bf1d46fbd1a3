"""Views of lists: what is stored comes back, and nothing of another program is guessed at."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.errors import Refused
from parkdesk.domain.paging import Sort
from parkdesk.domain.views import (
    NARROWEST,
    WIDEST,
    ShownColumn,
    ViewDefinition,
    name_problem,
)

keys = st.text(min_size=1)
widths = st.just(0) | st.integers(NARROWEST, WIDEST)
definitions = st.builds(
    ViewDefinition,
    st.dictionaries(keys, st.text(), max_size=4),
    st.none() | st.builds(Sort, keys, st.booleans()),
    st.lists(st.builds(ShownColumn, keys, widths), max_size=4).map(tuple),
)


@given(definitions)
def test_a_view_is_read_as_it_was_stored(view):
    assert ViewDefinition.from_json(view.to_json()) == view


@pytest.mark.parametrize(
    ("stored", "read"), [(10, NARROWEST), (9_999, WIDEST), ("wide", 0), (None, 0)]
)
def test_a_width_that_no_program_makes_is_brought_back(stored, read):
    text = json.dumps({"format": 1, "filters": {}, "sort": None, "columns": [["name", stored]]})
    assert ViewDefinition.from_json(text).columns == (ShownColumn("name", read),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        '{"format": 2, "filters": {}, "sort": null, "columns": []}',
        '{"format": 1, "filters": [], "sort": null, "columns": []}',
        '{"format": 1, "filters": {}, "sort": ["name"], "columns": []}',
        '{"format": 1, "filters": {}, "sort": null, "columns": ["name"]}',
    ],
)
def test_what_this_program_cannot_read_is_refused(text):
    with pytest.raises(Refused) as refused:
        ViewDefinition.from_json(text)
    assert refused.value.code == "view-unreadable"


@pytest.mark.parametrize(
    ("name", "problem"),
    [("在园企业", None), ("  ", "required"), ("园" * 40, None), ("园" * 41, "view-name-long")],
)
def test_a_view_has_a_name_of_its_own(name, problem):
    assert name_problem(name) == problem
