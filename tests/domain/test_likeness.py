"""When two names may be one enterprise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.likeness import Known, Why, core, likely_pairs, trade_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("云湖青禾信息技术有限公司", "云湖青禾信息技术"),
        ("云湖青禾信息技术有限责任公司", "云湖青禾信息技术"),
        ("云湖青禾（中国）信息技术股份有限公司", "云湖青禾信息技术"),
        (" 云湖青禾 信息技术有限公司", "云湖青禾信息技术"),
        ("有限公司", "有限公司"),
    ],
)
def test_the_core_is_a_name_without_its_legal_form(name, expected):
    assert core(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("云湖青禾信息技术有限公司", "云湖青禾"),
        ("云湖青禾软件科技有限公司", "云湖青禾"),
        ("软件技术有限公司", "软件技术"),
    ],
)
def test_the_trade_name_is_what_tells_firms_of_one_trade_apart(name, expected):
    assert trade_name(name) == expected


def known(id_, *names, pinyin="", organisation="", registration=""):
    return Known(id_, names, pinyin or f"p{id_}", organisation, registration)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (
            known(1, "甲乙丙丁软件有限公司", organisation="594672399"),
            known(2, "别的公司", organisation="594672399"),
            Why.SAME_ORGANISATION,
        ),
        (
            known(1, "甲公司", registration="320500000012345"),
            known(2, "乙公司", registration="320500000012345"),
            Why.SAME_CODE,
        ),
        (known(1, "云湖（中国）软件公司"), known(2, "云湖(中国)软件公司"), Why.SAME_NAME),
        (
            known(1, "新名软件有限公司", "旧名软件有限公司"),
            known(2, "旧名软件有限公司"),
            Why.FORMER_NAME,
        ),
        (known(1, "云湖青禾软件有限公司"), known(2, "云湖青禾软件股份有限公司"), Why.SAME_CORE),
        (
            known(1, "云湖青禾软件有限公司", pinyin="yunhuqinghe"),
            known(2, "云湖清河软件有限公司", pinyin="yunhuqinghe"),
            Why.SAME_SOUND,
        ),
        (known(1, "云湖青禾软件有限公司"), known(2, "云湖青木软件有限公司"), Why.ALIKE),
        (known(1, "云湖大青禾软件有限公司"), known(2, "云湖青禾软件有限公司"), Why.ALIKE),
    ],
)
def test_a_pair_is_told_once_with_its_surest_reason(first, second, why):
    (pair,) = likely_pairs([second, first])
    assert (pair.first, pair.second, pair.why) == (1, 2, why)


@pytest.mark.parametrize(
    "names",
    [
        ("云湖青禾软件有限公司", "云湖白露软件有限公司"),
        ("青禾软件有限公司", "青木软件有限公司"),
    ],
)
def test_two_firms_of_one_place_and_trade_are_no_pair(names):
    assert likely_pairs([known(1, names[0]), known(2, names[1])]) == ()


def test_a_key_that_many_share_says_nothing():
    crowd = [known(n, f"公司{n}号{'甲乙丙丁戊己'[n % 6]}", organisation="X") for n in range(20)]
    assert not [pair for pair in likely_pairs(crowd) if pair.why is Why.SAME_ORGANISATION]


@given(st.lists(st.text("青禾云湖白露软件", min_size=1, max_size=8), max_size=12))
def test_each_pair_stands_once_and_never_with_itself(names):
    pairs = likely_pairs([known(n, name) for n, name in enumerate(names, start=1)])
    told = [(pair.first, pair.second) for pair in pairs]
    assert len(told) == len(set(told))
    assert all(first < second for first, second in told)


def test_a_name_whose_sound_is_not_known_sounds_like_nothing():
    mute = [Known(1, ("云湖青禾软件有限公司",), ""), Known(2, ("云湖清河软件有限公司",), "")]
    assert [pair.why for pair in likely_pairs(mute)] == []
