"""Enterprises of the register as employers: found by typing, known by what a list calls them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.employers import Employer, employers_by_key, employers_called
from parkdesk.domain.enterprises import name_key

KNOWN = (
    Employer("华夏软件有限公司", "91320211MA1XK2AB1C", "hxrjyxgs", ServiceLine.ITO),
    Employer("太湖华夏数据（无锡）有限公司", "91320213MA1TESTX01", "thhxsjwxyxgs", ServiceLine.BPO),
    Employer("江南研发有限公司", "91320214MA1TESTX02", "jnyfyxgs", ServiceLine.KPO),
)


def names(text, most=8):
    return [one.name[:2] for one in employers_called(KNOWN, text, most)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        ("  ", []),
        ("华夏", ["华夏", "太湖"]),
        ("hx", ["华夏"]),
        ("HXRJ", ["华夏"]),
        ("9132021", ["华夏", "太湖", "江南"]),
        ("91320213ma1", ["太湖"]),
        ("数据(无锡)", ["太湖"]),
        ("江南研发有限公司", ["江南"]),
        ("外地", []),
    ],
)
def test_what_is_typed_finds_names_initials_and_codes(typed, found):
    assert names(typed) == found


def test_no_more_are_offered_than_there_is_room_for():
    assert names("有限", 1) == ["华夏"]
    assert names("华夏", 1) == ["华夏"]


@given(st.sampled_from(KNOWN), st.booleans(), st.sampled_from([" ", "\u3000", ""]))
def test_a_list_may_write_name_or_code_in_any_width(one, by_code, blank):
    written = one.code.lower() if by_code else one.name.replace("（", "(").replace("）", ")")
    spaced = f"{written[:4]}{blank}{written[4:]}"
    assert employers_by_key(KNOWN)[name_key(spaced)] is one


def test_of_two_of_one_name_the_first_counts():
    twin = Employer(KNOWN[0].name, "91320299MA1TESTX09", "hxrjyxgs", ServiceLine.KPO)
    found = employers_by_key((*KNOWN, twin))
    assert found[name_key(twin.name)] is KNOWN[0]
    assert found[name_key(twin.code)] is twin
