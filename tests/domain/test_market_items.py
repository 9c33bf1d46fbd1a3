"""Market information: what is taken, and until when it is of use."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.market_items import (
    ItemLanguage,
    ItemState,
    SaveItem,
    check_item,
    state_on,
)

D = dt.date
TODAY = D(2026, 10, 12)
ITEM = SaveItem("市场观察", "行业月刊", D(2026, 7, 15), D(2027, 1, 15), ItemLanguage.CHINESE, "JP")


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"country_code": ""}, {}),
        ({"title": " "}, {"title": "required"}),
        ({"title": "长" * 201}, {"title": "item-title-too-long"}),
        ({"source": ""}, {"source": "required"}),
        ({"language": None}, {"language": "required"}),
        ({"country_code": "XX"}, {"country_code": "unknown-country"}),
        ({"published_on": None}, {"published_on": "required"}),
        ({"published_on": D(2026, 10, 13)}, {"published_on": "day-in-future"}),
        ({"useful_until": None}, {"useful_until": "required"}),
        ({"useful_until": D(2026, 7, 14)}, {"useful_until": "end-before-start"}),
        ({"useful_until": D(2026, 7, 15)}, {}),
    ],
)
def test_what_does_not_hold_is_told_at_its_field(differences, problems):
    assert check_item(replace(ITEM, **differences), {"JP"}, TODAY) == problems


@pytest.mark.parametrize(
    ("until", "state"),
    [(TODAY, ItemState.CURRENT), (D(2026, 10, 11), ItemState.EXPIRED)],
)
def test_the_last_day_counts(until, state):
    assert state_on(until, TODAY) is state
