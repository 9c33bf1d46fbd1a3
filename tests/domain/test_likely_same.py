"""Which two numbers are asked about as one person's, and what an old number became."""

import datetime as dt
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parkdesk.domain import id_number
from parkdesk.domain.likely_same import (
    BODY,
    Numbered,
    Resemblance,
    alike,
    births_near,
    new_form,
    resemblance,
)


def number(body: str) -> str:
    return body + id_number.check_character(body)


BASE = number("32020319900307451")


@st.composite
def bodies(draw):
    day = draw(st.dates(dt.date(1950, 1, 1), dt.date(2008, 12, 31)))
    region = draw(st.sampled_from(["320203", "110101", "440106"]))
    return f"{region}{day:%Y%m%d}{draw(st.integers(1, 999)):03}"


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("李蕾", number("32020319900307452"), Resemblance.ONE_DIGIT),
        ("李雷", number("32020319900307452"), Resemblance.ONE_DIGIT),
        ("李蕾", number("32020319900307541"), Resemblance.ONE_DIGIT),
        ("李蕾", number("32020319900317451"), Resemblance.ONE_DIGIT),
        ("李蕾", number("11010119900307888"), Resemblance.NAME_AND_BIRTH),
        ("李雷", number("11010119900307888"), None),
        ("李蕾", number("32020319910417451"), None),
        ("李蕾", BASE, None),
        ("", number("11010119900307888"), None),
    ],
)
def test_what_two_numbers_have_in_common(name, other, expected):
    assert resemblance("李蕾" if name else "", BASE, name, other) is expected
    assert resemblance(name, other, "李蕾" if name else "", BASE) is expected


@given(bodies(), st.integers(0, BODY - 1), st.integers(1, 9))
def test_every_single_digit_is_noticed_and_the_birth_is_looked_for(body, place, shift):
    changed = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    mine, theirs = number(body), number(changed)
    assume(id_number.holds(theirs))
    assert resemblance("甲", mine, "乙", theirs) is Resemblance.ONE_DIGIT
    assert id_number.birth_date(theirs) in set(births_near(id_number.birth_date(mine)))


@given(bodies(), st.integers(0, BODY - 2))
def test_every_exchange_of_neighbours_is_noticed(body, place):
    changed = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
    mine, theirs = number(body), number(changed)
    assume(changed != body and id_number.holds(theirs))
    assert resemblance("甲", mine, "乙", theirs) is Resemblance.ONE_DIGIT
    # An exchange across the edge of the birth date changes one digit of it.
    assert id_number.birth_date(theirs) in set(births_near(id_number.birth_date(mine)))


@st.composite
def crowds(draw):
    """People of few names whose numbers are mostly one another's with a digit or two changed."""
    bodies_ = [draw(bodies())]
    for _ in range(draw(st.integers(1, 8))):
        body = draw(st.sampled_from(bodies_))
        place = draw(st.integers(0, BODY - 2))
        if draw(st.booleans()):
            body = body[:place] + body[place + 1] + body[place] + body[place + 2 :]
        else:
            body = body[:place] + draw(st.sampled_from("0123456789")) + body[place + 1 :]
        bodies_.append(body)
    found = []
    for id_, body in enumerate(bodies_, 1):
        name, sound = draw(st.sampled_from([("李蕾", "lilei"), ("李雷", "lilei"), ("王", "wang")]))
        found.append(Numbered(id_, name, sound, number(body)))
    return found


@given(crowds(), st.integers(1, 9))
def test_nobody_is_missed_by_not_comparing_everybody_with_everybody(crowd, count):
    asked = crowd[:count]
    wanted = {
        (one.id, other.id): why
        for one, other in product(asked, crowd)
        if one.sound == other.sound and one.id != other.id
        if (why := resemblance(one.name, one.number, other.name, other.number)) is not None
    }
    found = list(alike(asked, crowd))
    assert {(one.id, other.id): why for one, other, why in found} == wanted
    assert len(found) == len(wanted), "each pair once"


@given(bodies())
def test_an_old_number_becomes_the_new_one_that_it_was_made_from(body):
    assume(body[6:8] == "19")
    old = body[:6] + body[8:]
    assert new_form(old) == number(body)


@pytest.mark.parametrize(
    "text", ["", "32020390030745", "32020390023074 1", BASE, "320203901307451"]
)
def test_what_is_no_old_number_has_no_new_form(text):
    assert new_form(text) is None
