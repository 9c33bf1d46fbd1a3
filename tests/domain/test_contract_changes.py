"""Changes of contracts: what they move, what they may not, and what was before them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.contract_changes import (
    MOVABLE,
    Agreed,
    ChangeContract,
    before_changes,
    check_change_form,
    moved_by,
    read_moved,
    write_moved,
)

D = dt.date
TODAY = D(2026, 10, 12)


def agreed(**differences):
    facts = {
        "signed_on": D(2026, 7, 1),
        "amount_minor": 100_000,
        "client": "Acme",
        "final_customer": "",
        "subject": "Testing",
        "starts_on": D(2026, 7, 1),
        "ends_on": D(2027, 6, 30),
        "executed_minor": 40_000,
        "last_changed_on": None,
    }
    return Agreed(**(facts | differences))


def change(**differences):
    facts = {
        "changed_on": D(2026, 9, 1),
        "amount_minor": 120_000,
        "ends_on": None,
        "reason": "More work",
    }
    return ChangeContract(**(facts | differences))


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"changed_on": None}, {"changed_on": "required"}),
        ({"changed_on": D(2026, 6, 30)}, {"changed_on": "change-before-signature"}),
        ({"changed_on": D(2026, 10, 13)}, {"changed_on": "in-the-future"}),
        ({"amount_minor": 39_999}, {"amount": "below-executed"}),
        ({"amount_minor": 40_000}, {}),
        ({"amount_minor": None}, {"amount": "nothing-moved"}),
        ({"amount_minor": None, "client": " Acme "}, {"amount": "nothing-moved"}),
        ({"amount_minor": None, "client": "Bee"}, {}),
        ({"client": " "}, {"client": "required"}),
        ({"ends_on": D(2026, 6, 30)}, {"ends_on": "end-before-start"}),
        ({"starts_on": D(2027, 1, 1), "ends_on": D(2026, 12, 31)}, {"ends_on": "end-before-start"}),
        ({"reason": " "}, {"reason": "required"}),
    ],
)
def test_a_change_is_checked_at_its_fields(differences, problems):
    assert check_change_form(change(**differences), agreed(), TODAY) == problems


def test_changes_follow_each_other():
    before = agreed(last_changed_on=D(2026, 9, 2))
    assert check_change_form(change(), before, TODAY) == {"changed_on": "change-before-last"}


VALUES = {
    "client": st.text(min_size=1, max_size=8),
    "final_customer": st.text(max_size=8),
    "subject": st.text(max_size=8),
    "starts_on": st.dates(),
    "ends_on": st.dates(),
}
FACTS = st.fixed_dictionaries(VALUES)


@given(FACTS, st.lists(FACTS, max_size=4))
def test_undoing_every_later_change_gives_what_was(first, later):
    now, moves = dict(first), []
    for facts in later:
        moved = {name: (now[name], facts[name]) for name in MOVABLE if facts[name] != now[name]}
        moves.append(read_moved(write_moved(moved)))
        now |= facts
    assert before_changes(now, moves) == first


@given(FACTS)
def test_what_moved_is_what_differs(facts):
    form = change(**facts)
    for name, (old, new) in moved_by(form, agreed()).items():
        assert (old, new) == (getattr(agreed(), name), new)
        assert old != new
