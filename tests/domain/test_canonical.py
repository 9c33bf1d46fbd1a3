import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pytest

from parkdesk.domain import canonical
from parkdesk.domain.calendar import CHINA, Quarter


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Part:
    day: dt.date
    note: str | int = ""


@dataclass(frozen=True)
class Whole:
    at: dt.datetime
    quarter: Quarter
    rate: Decimal
    colour: Colour
    parts: tuple[Part, ...] = ()
    on: dt.date | None = None
    younger: int = 7


WHOLE = Whole(
    dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC), Quarter(2026, 3), Decimal("7.10"), Colour.RED,
    (Part(dt.date(2026, 1, 2), "云"), Part(dt.date(2026, 1, 3), 4)),
)  # fmt: skip


def test_what_is_written_is_read_back_the_same():
    content = canonical.encode(WHOLE)
    assert canonical.decode(Whole, content) == WHOLE
    assert canonical.encode(canonical.decode(Whole, content)) == content


def test_the_form_is_sorted_tight_and_utf8():
    text = canonical.encode(WHOLE).decode()
    assert text.startswith('{"at":"2026-10-12T10:00:00Z","colour":"red","on":null,"parts":[{"day":')
    assert '"quarter":"2026Q3","rate":"7.10"' in text
    assert "云" in text


def test_the_same_instant_elsewhere_gives_the_same_bytes():
    here = WHOLE.at.astimezone(CHINA)
    there = Whole(here, WHOLE.quarter, WHOLE.rate, WHOLE.colour, WHOLE.parts)
    assert canonical.encode(there) == canonical.encode(WHOLE)


def test_an_older_content_takes_the_default_of_a_younger_field():
    content = canonical.encode(WHOLE).replace(b',"younger":7', b"")
    assert canonical.decode(Whole, content).younger == 7


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"at":3}', b"nothing"])
def test_other_content_is_refused(content):
    # What went wrong is for a log; that it is refused is what matters.
    with pytest.raises(ValueError):  # noqa: PT011
        canonical.decode(Whole, content)


@dataclass(frozen=True)
class Sum:
    cents: int


@dataclass(frozen=True)
class Twin:
    cents: int


@dataclass(frozen=True)
class Told:
    fact: Part | Sum | Quarter | None
    pair: tuple[int, str] = (1, "")


@pytest.mark.parametrize(
    "fact", [Part(dt.date(2026, 1, 2)), Sum(5), Quarter(2026, 3), None], ids=str
)
def test_of_several_kinds_the_one_with_these_fields_is_read(fact):
    told = Told(fact, (7, "七"))
    assert canonical.decode(Told, canonical.encode(told)) == told


@dataclass(frozen=True)
class Doubtful:
    fact: Sum | Twin


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        pytest.param(Doubtful, b'{"fact":{"cents":5}}', id="two kinds of the same fields"),
        pytest.param(Doubtful, b'{"fact":{"day":5}}', id="fields of none"),
        pytest.param(Doubtful, b'{"fact":5}', id="no kind at all"),
        pytest.param(Told, b'{"fact":null,"pair":[1]}', id="half a pair"),
        pytest.param(Sum, b'{"cents":"5"}', id="a text for a number"),
    ],
)
def test_what_could_be_two_kinds_or_none_is_refused(kind, content):
    with pytest.raises(ValueError):  # noqa: PT011
        canonical.decode(kind, content)


@pytest.mark.parametrize("value", [1.5, {"a": 1}, object()])
def test_what_has_no_one_form_is_not_written(value):
    with pytest.raises(TypeError):
        canonical.encode(value)
