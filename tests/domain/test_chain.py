"""The chain: what contracts tell, what a link must say, the picture's laws."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkdesk.domain.chain import (
    STAGES,
    Chain,
    Link,
    Measure,
    Origin,
    Party,
    Place,
    SaveLink,
    check_link,
    links_of_contract,
    merged,
    place_after,
    reversed_pairs,
)
from parkdesk.domain.chain_layout import OTHERS, Room, draw
from parkdesk.domain.contracts import ServiceLine

D = dt.date
TODAY = D(2026, 10, 12)
OURS = Party("太湖软件外包有限公司", "CN", 1)
ALSO_OURS = Party("湖光信息有限公司", "CN", 2)
NORTHWIND = Party("Northwind Inc.", "US")
PRIME = Party("Prime KK", "JP")
ROOT = (1, "Northwind Inc.", "US", "")


def stages(links):
    return [(one.stage, one.giver.name, one.taker.name) for one in links]


def test_a_client_abroad_is_a_final_client():
    links = links_of_contract(OURS, NORTHWIND, None, 100, 1, ROOT)
    assert stages(links) == [(Place.FINAL_CLIENT, NORTHWIND.name, OURS.name)]


def test_a_client_that_works_for_another_is_a_general_provider():
    links = links_of_contract(OURS, PRIME, NORTHWIND, 100, 1, ROOT)
    assert stages(links) == [
        (Place.FINAL_CLIENT, NORTHWIND.name, PRIME.name),
        (Place.GENERAL_PROVIDER, PRIME.name, OURS.name),
    ]
    assert [one.origins for one in links] == [{Origin.FINAL_CUSTOMER}, {Origin.CONTRACT}]


def test_a_client_of_the_park_tells_of_its_own_client_itself():
    links = links_of_contract(ALSO_OURS, OURS, NORTHWIND, 100, 1, ROOT)
    assert stages(links) == [(Place.GENERAL_PROVIDER, OURS.name, ALSO_OURS.name)]


@pytest.mark.parametrize("final", [NORTHWIND, None])
def test_the_client_as_its_own_final_customer_says_nothing_more(final):
    links = links_of_contract(OURS, NORTHWIND, final, 100, 1, ROOT)
    assert [one.stage for one in links] == [Place.FINAL_CLIENT]


def test_a_contract_with_oneself_is_no_link():
    assert links_of_contract(OURS, OURS, None, 100, 1, ROOT) == ()


def test_names_are_one_in_any_spelling():
    assert Party("Ａ（B） Ltd", "US").key == Party("a(b)ltd", "US").key
    assert Party("A", "US").key != Party("A", "JP").key


def form(**differences):
    facts = {
        "giver_place": Place.GENERAL_PROVIDER,
        "measure": Measure.EXECUTED,
        "service_line": ServiceLine.ITO,
        "currency": "CNY",
        "amount_minor": 100,
        "from_on": D(2026, 1, 1),
        "to_on": D(2026, 6, 30),
        "giver_id": 1,
        "taker_name": "外协",
        "taker_country": "CN",
        "source": "分包合同",
    }
    return SaveLink(**(facts | differences))


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"giver_id": None}, {"giver_id": "enterprise-or-name"}),
        ({"taker_id": 2}, {"taker_name": "enterprise-and-name"}),
        ({"taker_country": None}, {"taker_country": "required"}),
        ({"taker_country": "XX"}, {"taker_country": "unknown-country"}),
        ({"giver_place": None}, {"giver_place": "required"}),
        (
            {"giver_id": None, "giver_name": "A", "giver_country": "US"},
            {"taker_id": "link-outside-the-park"},
        ),
        ({"taker_id": 1, "taker_name": ""}, {"taker_id": "link-to-itself"}),
        ({"currency": "yuan"}, {"currency": "unknown-currency"}),
        ({"amount_minor": 0}, {"amount_minor": "not-above-zero"}),
        ({"amount_minor": None}, {"amount_minor": "required"}),
        ({"source": " "}, {"source": "required"}),
        ({"from_on": None}, {"from_on": "required"}),
        ({"to_on": None}, {"to_on": "period-needed"}),
        ({"to_on": D(2025, 12, 31)}, {"to_on": "end-before-start"}),
        ({"from_on": D(2025, 7, 1)}, {"to_on": "period-over-two-years"}),
        ({"to_on": D(2026, 12, 31)}, {"to_on": "day-in-future"}),
        ({"measure": Measure.SIGNED, "to_on": None}, {}),
        (
            {"measure": Measure.SIGNED, "from_on": D(2027, 1, 1), "to_on": None},
            {"from_on": "day-in-future"},
        ),
    ],
)
def test_a_link_is_checked_for_sense(differences, problems):
    assert check_link(form(**differences), ["CN", "US"], TODAY) == problems


def test_a_link_leads_one_place_on():
    assert [place_after(one) for one in STAGES] == [STAGES[1], STAGES[2], STAGES[2]]


def test_work_that_goes_both_ways_is_seen():
    there = Link(OURS, ALSO_OURS, Place.GENERAL_PROVIDER, 1)
    back = Link(ALSO_OURS, OURS, Place.GENERAL_PROVIDER, 1)
    assert reversed_pairs([there, back]) == {("e1", "e2")}
    assert reversed_pairs([there]) == frozenset()


parties = st.one_of(
    st.builds(lambda n: Party(f"企业{n}", "CN", n), st.integers(1, 60)),
    st.builds(lambda n: Party(f"Client {n}", "US"), st.integers(1, 60)),
)
links = st.lists(
    st.builds(Link, parties, parties, st.sampled_from(STAGES), st.integers(1, 10**12), st.just(1)),
    max_size=120,
)


@given(links)
def test_merging_keeps_every_stages_sum(some):
    whole = Chain(merged(some))
    for stage in STAGES:
        assert whole.total(stage) == sum(one.amount_usd_cents for one in some if one.stage is stage)
    assert len({one.key for one in whole.links}) == len(whole.links)
    assert [one.id for one in whole.links] == list(range(1, len(whole.links) + 1))


@given(links, st.integers(120, 900))
@settings(deadline=None)
def test_the_pictures_sums_are_the_tables(some, height):
    chain = Chain(merged(some))
    picture = draw(chain, Room(900, height))
    for number, stage in enumerate(STAGES):
        flows = [one.value for one in picture.bands if one.giver[0] == number]
        assert sum(flows) == chain.total(stage)
        assert sum(one.outgoing for one in picture.column(number)) == chain.total(stage)
        assert sum(one.incoming for one in picture.column(number + 1)) == chain.total(stage)
    assert Counter(link.key for band in picture.bands for link in band.links) == Counter(
        one.key for one in chain.links
    )


def many(count):
    """Links of a park: a few large ones, very many small ones, at two stages."""
    found = []
    for number in range(count):
        amount = 10**11 // (number + 1) ** 2 + 1000
        provider = Party(f"企业{number % 90}", "CN", number % 90)
        if number % 3:
            found.append(Link(Party(f"Client {number}", "US"), provider, STAGES[0], amount, 1))
        else:
            taker = Party(f"企业{90 + number % 70}", "CN", 90 + number % 70)
            found.append(Link(provider, taker, STAGES[1], amount, 1))
    return Chain(merged(found))


@pytest.mark.parametrize("count", [1, 5, 50, 500, 5000])
@pytest.mark.parametrize("room", [Room(700, 480), Room(1000, 2400), Room(300, 130)])
def test_no_box_lies_over_another(count, room):
    picture = draw(many(count), room)
    for number in picture.columns:
        column = picture.column(number)
        assert column[0].y >= -0.01
        assert column[-1].bottom <= room.height + 0.01
        for above, below in pairwise(column):
            assert below.y >= above.bottom + room.gap - 0.01
        assert all(one.height >= room.least_box for one in column)
        assert all(one.x >= 0 for one in column)
        assert all(one.x + one.width <= room.width + 0.01 for one in column)


@pytest.mark.parametrize("count", [5, 500])
def test_bands_stay_inside_their_boxes_and_beside_each_other(count):
    picture = draw(many(count), Room(900, 600))
    for node in picture.nodes:
        for edge, side in (("giver", "top0"), ("taker", "top1")):
            ends = sorted(
                (getattr(one, side), one.width)
                for one in picture.bands
                if getattr(one, edge) == node.id
            )
            assert all(top >= node.y - 0.01 for top, _width in ends)
            assert all(top + width <= node.bottom + 0.01 for top, width in ends)
            for (top, width), (below, _width) in pairwise(ends):
                assert below >= top + width - 0.01


def test_five_hundred_links_are_grouped_and_the_largest_stand_alone():
    chain = many(500)
    picture = draw(chain, Room(900, 560))
    others = [one for one in picture.nodes if one.key == OTHERS]
    assert {one.column for one in others} == {0, 1, 2}
    assert all(one.members > 1 for one in others)
    assert all(picture.column(one.column)[-1] is one for one in others)
    largest = chain.links[0]
    assert picture.node((0 if largest.stage is STAGES[0] else 1, largest.giver.key)) is not None


def test_an_empty_chain_is_an_empty_picture():
    assert draw(Chain(), Room(900, 560)).nodes == ()


def test_more_room_shows_more_names():
    small, large = draw(many(500), Room(900, 400)), draw(many(500), Room(900, 1600))
    assert len(large.nodes) > len(small.nodes)


def test_the_bands_of_a_box_are_its_own_the_widest_first():
    picture = draw(many(50), Room(900, 560))
    for node in picture.nodes:
        bands = picture.bands_of(node.id)
        assert all(node.id in (one.giver, one.taker) for one in bands)
        assert [one.value for one in bands] == sorted((one.value for one in bands), reverse=True)
    twice = [one for node in picture.nodes for one in picture.bands_of(node.id)]
    assert len(twice) == 2 * len(picture.bands)
